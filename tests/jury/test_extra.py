"""What a sheet shows of how its dossier came to be: the one before, corrections."""

import datetime as dt

from pipeline.dossier.model import Correctie, Dossier, Motivatie
from pipeline.jury.context import make_blad
from pipeline.jury.sheet import render_sheet
from pipeline.reading.word import read_word
from tests.jury import dossiers
from tests.jury.dossiers import CATALOGUS, RONDE

SPL = dossiers.one_action()
DAY = dt.datetime(2024, 5, 20, 9, 0, tzinfo=dt.UTC)
FIXED = Correctie(
    veld="15.kpi.behaald",
    plek="/acties/0/kpi/behaald",
    was=60,
    waarde=65,
    reden="Telefonisch bevestigd.",
    wie="An Peeters",
    gegeven=DAY,
)


def before(**motivatie: object) -> Dossier:
    """The same dossier, with another motivation and number."""
    (actie,) = SPL.acties
    assert actie.motivatie is not None
    old = actie.model_copy(
        update={
            "kpi": dossiers.kpi(300, 40),
            "motivatie": actie.motivatie.model_copy(update=motivatie),
        }
    )
    return SPL.model_copy(update={"acties": (old,)})


def shown(dossier: Dossier = SPL, vorige: Dossier | None = None) -> list[str]:
    sheet = render_sheet(dossier, RONDE, CATALOGUS, vorige=vorige)
    return [block.text for block in read_word(sheet).blocks]


def test_each_field_that_read_otherwise_is_shown_with_both_texts() -> None:
    vorige = before(waarom="Toen nog niets.")
    blad = make_blad(SPL, RONDE, CATALOGUS, vorige)
    (actie,) = blad.te_beoordelen
    assert [(w.veld, w.vorige[0]) for w in actie.wijzigingen] == [
        ("Behaalde KPI", "40"),
        ("Waarom", "Toen nog niets."),
    ]
    assert blad.verbeterd.endswith("staat bij actie 15.")
    texts = shown(vorige=vorige)
    assert "Gewijzigd sinds de vorige indiening" in texts
    assert "Toen nog niets." in texts


def test_a_first_submission_differs_from_nothing() -> None:
    assert "Gewijzigd sinds de vorige indiening" not in shown()
    blad = make_blad(SPL, RONDE, CATALOGUS, SPL)
    assert (blad.verbeterd, blad.gewijzigd) == ("", ())
    other = SPL.model_copy(update={"acties": ()})
    assert make_blad(SPL, RONDE, CATALOGUS, other).verbeterd == ""


def test_an_initiative_that_went_is_shown_too() -> None:
    gone = SPL.acties[0].model_copy(update={"motivatie": Motivatie(waarom="Kort.")})
    now = SPL.model_copy(update={"acties": (gone,)})
    (actie,) = make_blad(now, RONDE, CATALOGUS, SPL).te_beoordelen
    (old,) = [w for w in actie.wijzigingen if w.veld == "Initiatief 1"]
    assert old.vorige[0].startswith("Tweede brugfiguur")
    assert old.huidige == ("–",)


def test_what_changed_where_nobody_judges_is_shown_with_the_kpis() -> None:
    reached = dossiers.dossier(dossiers.actie(15, 300, 290))
    blad = make_blad(reached, RONDE, CATALOGUS, SPL)
    assert blad.te_beoordelen == ()
    assert blad.gewijzigd[0].veld == "Actie 15, Behaalde KPI"


def test_a_correction_is_told_on_page_one_and_shown_with_its_reason() -> None:
    texts = shown(SPL.model_copy(update={"correcties": (FIXED,)}))
    assert "ABB verbeterde 1 waarde; welke, staat in de bijlage." in texts
    assert "actie 15, behaald" in texts
    assert "Telefonisch bevestigd." in texts
    assert "20 mei 2024, 11.00 uur" in texts
    assert "Correcties door ABB" not in shown()
