"""Toekenningen: ABB's own file, read strictly."""

import io
from functools import lru_cache

import openpyxl
import pytest

from pipeline import resources
from pipeline.dossier.besturen import Besturen, load_besturen
from pipeline.dossier.toekenningen import Toekenningen, parse_toekenningen
from pipeline.errors import SetupError
from tests.dossier.extracties import catalogus, ronde


@lru_cache(maxsize=1)
def besturen() -> Besturen:
    return load_besturen(resources.mappings()).on(ronde().peildatum)


def parsed(text: str | bytes, naam: str = "toekenningen.csv") -> Toekenningen:
    data = text if isinstance(text, bytes) else text.encode()
    return parse_toekenningen(data, naam, besturen(), catalogus())


def problem(text: str) -> str:
    with pytest.raises(SetupError) as caught:
        parsed(text)
    return str(caught.value)


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_semicolons_and_commas_with_and_without_a_mark(
    separator: str, mark: bytes
) -> None:
    rows = ["bestuur;actie;te_behalen;subsidie", "Halle;15;200;40000", "23027;9;40;"]
    text = "\n".join(rows).replace(";", separator)
    found = parsed(mark + text.encode())
    halle = found.per_bestuur["23027"]
    assert [(r.actie, r.te_behalen, r.subsidie) for r in halle.regels] == [
        (15, 200, 40000),
        (9, 40, None),
    ]
    assert found.waarschuwingen == ()


def test_a_workbook_does_as_well() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Bestuur", "Actie", "Te behalen", "Subsidie"])
    book.active.append([23027, 15, 200, 40000.5])
    buffer = io.BytesIO()
    book.save(buffer)
    found = parsed(buffer.getvalue(), "toekenningen.xlsx")
    assert found.per_bestuur["23027"].regels[0].subsidie == 40000.5


def test_unknown_columns_are_passed_over_with_a_warning() -> None:
    found = parsed("bestuur;actie;te_behalen;kleur\nHalle;15;200;rood")
    assert found.waarschuwingen == (
        "Kolom ‘kleur’ in ‘toekenningen.csv’ wordt niet gebruikt.",
    )


def test_partners_make_a_samenwerkingsverband() -> None:
    found = parsed(
        "bestuur;actie;te_behalen;partners\n"
        "Eeklo;15;240;Aalter|Zelzate\nEeklo;5;2000;Aalter | Kaprijke"
    )
    [eeklo] = found.per_bestuur.values()
    assert eeklo.bestuur.soort == "samenwerkingsverband"
    assert eeklo.bestuur.partners == ("Aalter", "Zelzate", "Kaprijke")
    assert set(found.submitters.values()) == {("43005",)}
    assert len(found.submitters) == 3


def test_a_partner_with_its_own_toekenning_speaks_for_itself() -> None:
    found = parsed(
        "bestuur;actie;te_behalen;partners\nEeklo;15;240;Aalter\nAalter;5;10;"
    )
    assert found.submitters == {}


def test_the_vgc_and_de_rand_are_known_by_their_ids_and_names() -> None:
    found = parsed("bestuur;actie;te_behalen\nvgc;15;1\nvzw de Rand;15;2\n")
    assert set(found.per_bestuur) == {"vgc", "vzw-de-rand"}


def test_rows_per_doelgroep_stay_apart() -> None:
    found = parsed(
        "bestuur;actie;te_behalen;doelgroep\n"
        "Halle;17;100;burgers\nHalle;17;50;professionals"
    )
    assert [r.doelgroep for r in found.per_bestuur["23027"].regels] == [
        "burgers",
        "professionals",
    ]


@pytest.mark.parametrize("blank", ["", "-", "nvt", "n.v.t."])
def test_a_number_that_is_left_open_is_unknown(blank: str) -> None:
    found = parsed(f"bestuur;actie;te_behalen;subsidie\nHalle;15;{blank};{blank}")
    [regel] = found.per_bestuur["23027"].regels
    assert (regel.te_behalen, regel.subsidie) == (None, None)


def test_every_row_that_cannot_be_used_is_told_at_once() -> None:
    told = problem(
        "bestuur;actie;te_behalen;subsidie\n"
        "Atlantis;15;200;1\nHalle;99;200;1\nHalle;15;veel;1\nHalle;9;40;-5"
    )
    assert "rij 2: ‘Atlantis’ is geen gekend bestuur" in told
    assert "rij 3: ‘99’ is geen nummer van een actie" in told
    assert "rij 4: ‘veel’ bij te_behalen is geen getal" in told
    assert "rij 5: ‘-5’ bij subsidie is geen getal" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "kunnen niet gelezen worden"),
        ("bestuur;actie\nHalle;15", "mist te_behalen"),
        ("bestuur;actie;te_behalen", "geen enkele rij"),
        (
            "bestuur;actie;te_behalen\nHalle;15;200\nHalle;15;300",
            "rij 3: actie 15 van Halle staat ook op rij 2",
        ),
    ],
)
def test_what_cannot_be_used_stops_the_run(text: str, told: str) -> None:
    assert told in problem(text)


def test_a_broken_workbook_stops_the_run() -> None:
    with pytest.raises(SetupError, match="kunnen niet gelezen worden"):
        parsed(b"PK\x03\x04 kapot", "toekenningen.xlsx")


def test_a_soort_that_does_not_exist_is_told() -> None:
    found = parsed("bestuur;actie;te_behalen;soort\nHalle;15;200;dorp")
    assert "soort ‘dorp’" in found.waarschuwingen[0]
    assert found.per_bestuur["23027"].bestuur.soort == "gemeente"
