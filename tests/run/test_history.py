"""What a later submission changed is told field by field, with both sources."""

import datetime as dt
from pathlib import Path

from pipeline.run.deciding import Verbetering, correct
from pipeline.run.history import Wijziging, history
from pipeline.run.space import Asked, opened, remake
from tests.run.executing import BRUGFIGUREN, NU, OEFENKANSEN, execute, halle, put
from tests.run.made import Blok, motivatie, programma, werkmap

LATER = Blok(
    kop="Actie 15 Brugfiguren",
    waarom="Bij nader inzien: ziekte.",
    initiatief=("Huisbezoeken", "juni 2024", "240"),
)


def asked(out: Path) -> Asked:
    return Asked(out=out, nu=NU, wie="an")


def changes(out: Path) -> list[Wijziging]:
    with opened(asked(out), programma()) as workspace:
        space = remake(workspace, programma()).judged
        return list(history(space, space.dossier("Halle")))


def test_one_submission_changed_nothing(tmp_path: Path) -> None:
    box = put(tmp_path / "in", a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    execute(tmp_path / "uit", box)
    assert changes(tmp_path / "uit") == []


def test_only_what_was_replaced_is_told_with_both_sources(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(
            ("m.docx", motivatie(BRUGFIGUREN, OEFENKANSEN)),
            ("k.xlsx", werkmap("Halle", {15: (300, 65)})),
        ),
        b__eml=halle(("m2.docx", motivatie(LATER)), dag=4),
        c__eml=halle(("k2.xlsx", werkmap("Halle", {15: (300, 80)})), dag=20),
    )
    execute(tmp_path / "uit", box)
    first, second = changes(tmp_path / "uit")
    assert (first.veld, first.soort) == ("15.motivatie.waarom", "gewijzigd")
    assert first.oud == "De brugfiguur startte pas in augustus."
    assert first.nieuw == "Bij nader inzien: ziekte."
    assert first.oude_bron is not None
    assert first.nieuwe_bron is not None
    assert first.oude_bron.document == "m.docx"
    assert first.nieuwe_bron.document == "m2.docx"
    assert first.moment == first.nieuwe_bron.ontvangen
    assert first.moment is not None
    assert first.moment.date() == dt.date(2024, 5, 4)
    assert (second.veld, second.oud, second.nieuw) == ("15.kpi.behaald", 65, 80)
    assert second.nieuwe_bron is not None
    assert (second.nieuwe_bron.document, second.nieuwe_bron.plaats) == (
        "k2.xlsx",
        "Rapport!E4",
    )


def test_what_was_taken_back_fell_away_at_that_moment(tmp_path: Path) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(("k.xlsx", werkmap("Halle", {15: (300, 65)}))),
        b__eml=halle(
            ("m.docx", motivatie(OEFENKANSEN)),
            dag=5,
            tekst="Gelieve mijn vorige mail als niet verzonden te beschouwen.",
        ),
    )
    execute(tmp_path / "uit", box)
    told = {change.veld: change for change in changes(tmp_path / "uit")}
    assert told["15.kpi.behaald"].soort == "weggevallen"
    assert told["15.kpi.behaald"].nieuwe_bron is None
    assert told["5.motivatie.waarom"].soort == "toegevoegd"
    at = told["15.kpi.behaald"].moment
    assert at is not None
    assert at.day == 5


def test_a_correction_stands_among_the_changes(tmp_path: Path) -> None:
    box = put(tmp_path / "in", a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))))
    execute(tmp_path / "uit", box)
    wanted = Verbetering(
        bestuur="Halle", veld="15.kpi.behaald", waarde="70", reden="gebeld"
    )
    correct(asked(tmp_path / "uit"), programma(), wanted)
    (told,) = changes(tmp_path / "uit")
    assert (told.soort, told.oud, told.nieuw) == ("gecorrigeerd", 65, 70)
    assert (told.wie, told.reden, told.moment) == ("an", "gebeld", NU)
    assert told.oude_bron is not None
    assert told.oude_bron.document == "m.docx"
