"""The contract's round trip for the Word form: fill, then extract, gives the same."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.dossier.extract import extract_reading
from pipeline.dossier.filling import invullingen, kop_van, write_getal, zonder_plaats
from pipeline.dossier.getallen import read_getal
from pipeline.dossier.model import Dossier
from pipeline.forms.fill import fill
from pipeline.forms.kenmerk import Kenmerk
from pipeline.forms.labels import Index
from pipeline.reading.word import read_word
from tests.dossier.valid import (
    EXPECTED,
    INDEX,
    JAAR,
    PROGRAMMA,
    counts,
    dossiers,
    longest,
)

BLANK = (PROGRAMMA.templates / INDEX.formulier.sjabloon).read_bytes()
KENMERK = Kenmerk.of("pj2-tussentijds", ("23077", "Sint-Pieters-Leeuw"), "x", BLANK)
LARGE = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]


def filled(dossier: Dossier, index: Index = INDEX) -> bytes:
    blank = (PROGRAMMA.templates / index.formulier.sjabloon).read_bytes()
    answers = invullingen(dossier, index, PROGRAMMA.catalogus)
    return fill(blank, index, answers, KENMERK)


def extracted(package: bytes) -> dict[str, Any]:
    extractie = extract_reading(read_word(package), "m.docx", "0" * 64, PROGRAMMA)
    return extractie.model_dump(mode="json", by_alias=True)


def expected(dossier: Dossier) -> dict[str, Any]:
    """What an extraction must say of `dossier`, in the order of the form."""
    data = dossier.model_dump(mode="json", by_alias=True)
    motivaties = []
    verwachtingen: dict[int, list[dict[str, Any]]] = {}
    for actie in data["acties"]:
        for motivatie in (actie["motivatie"], *actie["motivaties_extra"]):
            if motivatie is not None:
                kpi = {k: actie["kpi"][k] for k in ("te_behalen", "behaald")}
                motivaties.append({"actie": actie["nummer"], **kpi, **motivatie})
        for one in (actie["verwachtingen"], *actie["verwachtingen_extra"]):
            if one is not None:
                verwachtingen.setdefault(actie["nummer"], []).append(one)
    stimulansen = data["stimulansen"]
    return {
        "motivaties": motivaties,
        "verwachtingen": [
            {"actie": nummer, **one}
            for nummer in sorted(verwachtingen)
            for one in verwachtingen[nummer]
        ],
        "stimulansen": stimulansen if any(stimulansen.values()) else None,
    }


def assert_round_trip(dossier: Dossier, index: Index = INDEX) -> None:
    back = extracted(filled(dossier, index))
    assert back["formulier"] == index.formulier.formulier
    for motivatie in back["motivaties"]:
        for only_here in ("actie_tekst", "te_behalen_tekst", "behaald_tekst"):
            del motivatie[only_here]
    wanted = expected(dossier)
    assert {key: back[key] for key in wanted} == wanted
    assert back["niet_herkend"] == []
    assert back["bevindingen"] == []


def dossier_of(*acties: dict[str, Any], **rest: Any) -> Dossier:
    bestuur = {"id": "23077", "naam": "Sint-Pieters-Leeuw", "soort": "gemeente"}
    numbered = [{"naam": "x", **actie} for actie in acties]
    return Dossier.model_validate(
        {"ronde": "pj2-tussentijds", "bestuur": bestuur, "acties": numbered} | rest
    )


@pytest.mark.parametrize("form", PROGRAMMA.indexen)
@given(dossier=dossiers())
@settings(max_examples=40, suppress_health_check=LARGE)
def test_what_is_filled_in_is_read_back_the_same(form: str, dossier: Dossier) -> None:
    assert_round_trip(dossier, PROGRAMMA.indexen[form])


def read_back(package: bytes, ronde: str) -> Dossier:
    """A dossier of what `package` answers, and of nothing else."""
    told = extracted(package)
    acties: dict[int, dict[str, Any]] = {}
    for kind, extra in (
        ("motivaties", "motivaties_extra"),
        ("verwachtingen", "verwachtingen_extra"),
    ):
        for one in told[kind]:
            nummer = one.pop("actie")
            actie = acties.setdefault(nummer, {"nummer": nummer, "naam": "x"})
            if kind == "motivaties":
                names = ("te_behalen", "behaald")
                actie["kpi"] = {naam: one.pop(naam) for naam in names}
                for naam in ("actie_tekst", "te_behalen_tekst", "behaald_tekst"):
                    del one[naam]
            first = "motivatie" if kind == "motivaties" else "verwachtingen"
            if first in actie:
                actie.setdefault(extra, []).append(one)
            else:
                actie[first] = one
    rest = {"stimulansen": told["stimulansen"]} if told["stimulansen"] else {}
    return dossier_of(
        *(acties[nummer] for nummer in sorted(acties)), **rest, ronde=ronde
    )


@pytest.mark.parametrize("form", PROGRAMMA.indexen)
@given(dossier=dossiers())
@settings(max_examples=25, suppress_health_check=LARGE)
def test_what_was_read_fills_in_the_same_form(form: str, dossier: Dossier) -> None:
    index = PROGRAMMA.indexen[form]
    once = filled(dossier, index)
    assert filled(read_back(once, index.formulier.ronde), index) == once


@pytest.mark.parametrize("text", ["Lange tekst & nog. ", "woord\n", "ع <x> ", "😀"])
def test_twenty_thousand_characters_fit_in_every_answer(text: str) -> None:
    long = longest(text)
    assert_round_trip(
        dossier_of(
            {
                "nummer": 15,
                "motivatie": {
                    "waarom": long,
                    "inspanningen": long,
                    "initiatieven": [{"omschrijving": long, "timing": long}],
                },
            },
            {
                "nummer": 18,
                "verwachtingen": {
                    "antwoord": "ja",
                    "toelichting": long,
                    "onderdelen": dict.fromkeys(EXPECTED[18], long),
                    "niet_uitgevoerd": long,
                },
            },
            stimulansen={"mentorbestuur": {"organisatie": long}},
        )
    )


@pytest.mark.parametrize(
    "nummer", [actie.nummer for actie in PROGRAMMA.catalogus.acties_van(JAAR)]
)
def test_every_action_is_told_by_the_first_line_of_its_block(nummer: int) -> None:
    dossier = dossier_of(
        {"nummer": nummer, "motivatie": {"waarom": "Te weinig inschrijvingen."}},
        {"nummer": nummer, "motivatie": {"inspanningen": "Een nieuwe trekker."}},
    )
    back = extracted(filled(dossier))
    assert [blok["actie"] for blok in back["motivaties"]] == [nummer, nummer]
    kop = kop_van(nummer, "", PROGRAMMA.catalogus)
    assert [blok["actie_tekst"] for blok in back["motivaties"]] == [kop, kop]


def test_an_empty_dossier_leaves_the_form_as_it_is() -> None:
    with (
        zipfile.ZipFile(io.BytesIO(BLANK)) as blank,
        zipfile.ZipFile(io.BytesIO(filled(dossier_of()))) as form,
    ):
        names = blank.namelist()
        assert form.namelist() == [*names, "docProps/custom.xml"]
        changed = [name for name in names if form.read(name) != blank.read(name)]
    assert changed == ["[Content_Types].xml", "_rels/.rels"]


@given(dossiers())
@settings(max_examples=10, suppress_health_check=LARGE)
def test_filling_changes_no_part_but_the_document_and_what_identifies(
    dossier: Dossier,
) -> None:
    package = filled(dossier)
    assert package == filled(dossier)
    with (
        zipfile.ZipFile(io.BytesIO(BLANK)) as blank,
        zipfile.ZipFile(io.BytesIO(package)) as form,
    ):
        changed = {n for n in blank.namelist() if form.read(n) != blank.read(n)}
    assert changed <= {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}


@given(counts)
def test_a_number_is_written_as_it_is_read(number: float) -> None:
    lezing = read_getal(write_getal(number))
    assert (lezing.waarde, lezing.tekst, lezing.geldig) == (number, None, True)


@pytest.mark.parametrize(
    ("number", "text"), [(1500, "1500"), (1.5, "1,5"), (1.234, "1,2340"), (3.0, "3")]
)
def test_a_number_is_written_the_dutch_way(number: float, text: str) -> None:
    assert write_getal(number) == text


def test_what_has_no_place_on_the_form_is_told() -> None:
    dossier = dossier_of(
        {"nummer": 15, "verwachtingen": {"antwoord": "ja"}},
        {"nummer": 16, "verwachtingen": {"antwoord": "nee", "stopzetting": "Stop."}},
    )
    lost = zonder_plaats(dossier, INDEX, PROGRAMMA.catalogus)
    assert lost == (
        "actie 15: minimale verwachtingen",
        "actie 16: stopzetting",
        "actie 16: antwoord ‘nee’",
    )
    assert extracted(filled(dossier))["verwachtingen"] == []


def test_a_verdict_of_the_jury_is_not_written() -> None:
    verdict = {"voldoende": True, "conclusie": "Akkoord.", "verlengen": True}
    plain = dossier_of({"nummer": 15, "motivatie": {"waarom": "Ziekte."}})
    judged = dossier_of(
        {"nummer": 15, "motivatie": {"waarom": "Ziekte."}, "jurering": verdict}
    )
    assert filled(judged) == filled(plain)


def test_text_that_is_not_canonical_is_written_in_canonical_form() -> None:
    odd = "Regel\u00a0een\r\n• twee\x07  \n\n"
    dossier = dossier_of({"nummer": 15, "motivatie": {"waarom": odd}})
    assert (
        extracted(filled(dossier))["motivaties"][0]["waarom"] == "Regel een\ntwee\ufffd"
    )


def test_a_lone_ja_below_the_words_behind_an_open_choice_is_no_choice() -> None:
    said = {"toelichting": "We zijn bezig.\n- JA\nDat hopen we."}
    plan = {"onderdelen": dict.fromkeys(EXPECTED[2]), **said}
    assert_round_trip(dossier_of({"nummer": 2, "verwachtingen": plan}))
