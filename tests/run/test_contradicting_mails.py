"""Mails that take back, contradict or answer for each other, and a person's word."""

from pathlib import Path
from typing import Any

import pytest

from tests.run.executing import (
    BRUGFIGUREN,
    OEFENKANSEN,
    action,
    dossier,
    execute,
    halle,
    put,
    statuses,
    verslag,
)
from tests.run.made import Blok, mail, motivatie, werkmap

LATER = Blok(kop="Actie 15 Brugfiguren", waarom="Bij nader inzien: ziekte.")
TAKEN_BACK = (
    "Beste,\n\ngelieve mijn vorige mail als niet verzonden te\nbeschouwen. "
    "Alles staat hierbij.\n"
)


def codes(out: Path, bestuur: str = "23027") -> list[str]:
    return [b["code"] for b in dossier(out, bestuur)["bevindingen"]]


def taken_back(tmp_path: Path, tekst: str, **more: Any) -> Path:
    """Two mails of Halle; the second says `tekst` and brings one form."""
    box = put(
        tmp_path / "in",
        a__eml=halle(
            ("m.docx", motivatie(BRUGFIGUREN, OEFENKANSEN)),
            ("k.xlsx", werkmap("Halle", {15: (300, 65), 5: (1000, 20)})),
        ),
        b__eml=halle(("m2.docx", motivatie(LATER)), dag=4, tekst=tekst),
        **more,
    )
    execute(tmp_path / "uit", box)
    return tmp_path / "uit"


def test_a_mail_that_the_next_takes_back_does_not_count(tmp_path: Path) -> None:
    out = taken_back(tmp_path, TAKEN_BACK)
    found = dossier(out)
    assert [a["nummer"] for a in found["acties"]] == [15]
    assert found["acties"][0]["motivatie"]["waarom"] == "Bij nader inzien: ziekte."
    assert found["acties"][0]["kpi"]["behaald"] is None
    assert "mail-ingetrokken" in codes(out)
    assert {b["naam"]: b["status"] for b in found["bronnen"]} == {
        "m.docx": "vervangen",
        "k.xlsx": "vervangen",
        "m2.docx": "actueel",
    }
    assert statuses(out)["a.eml"] == "vervangen"
    assert "ingetrokken" in verslag(out)["a.eml/k.xlsx"]["reden"]
    assert len(found["indieningen"]) == 2


@pytest.mark.parametrize(
    "tekst",
    [
        "Beste, in bijlage de aanpassing.\n",
        "Negeer deze regel niet.\n",
        "Beste,\n\n> Gelieve mijn vorige mail te negeren.\n",
        "Beste,\n\nVan: Jan\nGelieve mijn vorige mail te negeren.\n",
        "In mijn vorige mail stond alles. Gelieve de handtekening te negeren.\n",
    ],
)
def test_a_mail_that_says_no_such_thing_adds_to_the_one_before(
    tmp_path: Path, tekst: str
) -> None:
    out = taken_back(tmp_path, tekst)
    found = dossier(out)
    assert [a["nummer"] for a in found["acties"]] == [5, 15]
    assert action(found, 15)["kpi"]["behaald"] == 65
    assert "mail-ingetrokken" not in codes(out)


def test_only_the_mail_right_before_is_taken_back(tmp_path: Path) -> None:
    third = halle(dag=6, tekst="Gelieve onze vorige mail te negeren, excuses.")
    out = taken_back(tmp_path, "Aanpassing in bijlage.", c__eml=third)
    found = dossier(out)
    assert (
        action(found, 15)["motivatie"]["waarom"]
        == "De brugfiguur startte pas in augustus."
    )
    assert action(found, 15)["kpi"]["behaald"] == 65
    told = verslag(out)
    assert told["b.eml/m2.docx"]["status"] == "vervangen"
    assert told["c.eml"]["status"] == "genegeerd"
    assert "trekt de mail" in told["c.eml"]["reden"]


def test_the_same_form_sent_again_after_taking_it_back_counts(tmp_path: Path) -> None:
    form = motivatie(BRUGFIGUREN)
    box = put(
        tmp_path / "in",
        a__eml=halle(("m.docx", form)),
        b__eml=halle(("m.docx", form), dag=4, tekst=TAKEN_BACK),
    )
    execute(tmp_path / "uit", box)
    assert statuses(tmp_path / "uit") == {
        "a.eml": "vervangen",
        "a.eml/m.docx": "vervangen",
        "b.eml": "verwerkt",
        "b.eml/m.docx": "verwerkt",
    }
    (bron,) = dossier(tmp_path / "uit")["bronnen"]
    assert bron["status"] == "actueel"


def test_a_bestuur_that_took_all_back_still_has_its_history(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))),
        b__eml=halle(dag=4, tekst="Wij trekken onze vorige mail in: trekken wij in."),
    )
    execute(tmp_path / "uit", box)
    found = dossier(tmp_path / "uit")
    assert found["acties"] == []
    assert [b["status"] for b in found["bronnen"]] == ["vervangen"]
    assert "mail-ingetrokken" in codes(tmp_path / "uit")


# Two besturen.


def test_one_mail_can_be_of_two_besturen(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=mail(
            ("h.docx", motivatie(BRUGFIGUREN, kop="Stad Halle")),
            ("v.docx", motivatie(OEFENKANSEN, kop="Stad Vilvoorde")),
            van="Jan <jan@halle.be>",
        ),
    )
    execute(tmp_path / "uit", box)
    assert [b["naam"] for b in dossier(tmp_path / "uit")["bronnen"]] == ["h.docx"]
    found = dossier(tmp_path / "uit", "23088")
    assert [b["naam"] for b in found["bronnen"]] == ["v.docx"]
    assert "afzender-wijkt-af" in codes(tmp_path / "uit", "23088")
    assert "afzender-wijkt-af" not in codes(tmp_path / "uit")


def test_another_does_not_replace_what_a_bestuur_sent_itself(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=mail(
            ("v.docx", motivatie(BRUGFIGUREN, kop="Stad Vilvoorde")),
            van="An <an@vilvoorde.be>",
        ),
        b__eml=mail(
            ("x.docx", motivatie(LATER, kop="Stad Vilvoorde")),
            van="Jan <jan@halle.be>",
            datum="05 May 2024 10:12:00 +0200",
        ),
    )
    execute(tmp_path / "uit", box)
    found = dossier(tmp_path / "uit", "23088")
    assert [b["naam"] for b in found["bronnen"]] == ["v.docx"]
    told = verslag(tmp_path / "uit")["b.eml/x.docx"]
    assert told["status"] == "onbekend"
    assert "Halle" in told["reden"]
    assert "Vilvoorde diende dit zelf al in" in told["reden"]


def test_signs_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    form = motivatie(BRUGFIGUREN, kop="Lokaal bestuur: Halle")
    both = mail(("m.docx", form), onderwerp="Rapportage Halle en Vilvoorde")
    only = mail(("m.docx", form), onderwerp="Rapportage Vilvoorde")
    execute(tmp_path / "uit", put(tmp_path / "een", a__eml=both))
    assert "bestuur-tegenstrijdig" not in codes(tmp_path / "uit")
    execute(tmp_path / "nog", put(tmp_path / "twee", a__eml=only))
    (told,) = [
        b
        for b in dossier(tmp_path / "nog")["bevindingen"]
        if b["code"] == "bestuur-tegenstrijdig"
    ]
    assert told["bericht"] == (
        "‘m.docx’ is bij Halle gevoegd, maar wijst ook naar Vilvoorde volgens het "
        "onderwerp."
    )


def test_the_kenmerk_in_a_subject_tells_whose_a_mail_is(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=mail(
            ("m.docx", motivatie(BRUGFIGUREN)),
            onderwerp="RE: Plan Samenleven [pj2-tussentijds/23027/9F2C01]",
        ),
    )
    execute(tmp_path / "uit", box)
    assert statuses(tmp_path / "uit")["a.eml/m.docx"] == "verwerkt"
    assert dossier(tmp_path / "uit")["bestuur"]["naam"] == "Halle"
