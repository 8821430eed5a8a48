"""What a sheet shows beside the dossier: the submission before, corrections of ABB."""

import datetime as dt

from pipeline.dossier.model import Dossier, Motivatie
from pipeline.jury.context import make_blad
from pipeline.jury.extra import Correctie, Extra
from pipeline.jury.sheet import render_sheet
from pipeline.reading.word import read_word
from tests.jury import dossiers
from tests.jury.dossiers import CATALOGUS, RONDE

SPL = dossiers.one_action()
DAY = dt.datetime(2024, 5, 20, 9, 0, tzinfo=dt.UTC)
FIXED = Correctie(
    veld="actie 15, behaald",
    waarde="65",
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


def shown(extra: Extra, dossier: Dossier = SPL) -> list[str]:
    sheet = render_sheet(dossier, RONDE, CATALOGUS, extra=extra)
    return [block.text for block in read_word(sheet).blocks]


def test_each_field_that_read_otherwise_is_shown_with_both_texts() -> None:
    vorige = before(waarom="Toen nog niets.")
    blad = make_blad(SPL, RONDE, CATALOGUS, Extra(vorige=vorige))
    (actie,) = blad.te_beoordelen
    assert [(w.veld, w.vorige[0]) for w in actie.wijzigingen] == [
        ("Behaalde KPI", "40"),
        ("Waarom", "Toen nog niets."),
    ]
    assert blad.verbeterd.endswith("staat bij actie 15.")
    texts = shown(Extra(vorige=vorige))
    assert "Gewijzigd sinds de vorige indiening" in texts
    assert "Toen nog niets." in texts


def test_a_first_submission_differs_from_nothing() -> None:
    assert "Gewijzigd sinds de vorige indiening" not in shown(Extra())
    blad = make_blad(SPL, RONDE, CATALOGUS, Extra(vorige=SPL))
    assert (blad.verbeterd, blad.gewijzigd) == ("", ())
    other = SPL.model_copy(update={"acties": ()})
    assert make_blad(SPL, RONDE, CATALOGUS, Extra(vorige=other)).verbeterd == ""


def test_an_initiative_that_went_is_shown_too() -> None:
    gone = SPL.acties[0].model_copy(update={"motivatie": Motivatie(waarom="Kort.")})
    now = SPL.model_copy(update={"acties": (gone,)})
    (actie,) = make_blad(now, RONDE, CATALOGUS, Extra(vorige=SPL)).te_beoordelen
    (old,) = [w for w in actie.wijzigingen if w.veld == "Initiatief 1"]
    assert old.vorige[0].startswith("Tweede brugfiguur")
    assert old.huidige == ("–",)


def test_what_changed_where_nobody_judges_is_shown_with_the_kpis() -> None:
    reached = dossiers.dossier(dossiers.actie(15, 300, 290))
    blad = make_blad(reached, RONDE, CATALOGUS, Extra(vorige=SPL))
    assert blad.te_beoordelen == ()
    assert blad.gewijzigd[0].veld == "Actie 15, Behaalde KPI"


def test_a_correction_is_told_on_page_one_and_shown_with_its_reason() -> None:
    texts = shown(Extra(correcties=(FIXED,)))
    assert "ABB verbeterde 1 waarde; welke, staat in de bijlage." in texts
    assert "Telefonisch bevestigd." in texts
    assert "20 mei 2024, 11.00 uur" in texts
    assert "Correcties door ABB" not in shown(Extra())
