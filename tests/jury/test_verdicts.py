"""What stands in a dossier after sheets spoke, in agreement or not."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier.model import Dossier, Jurering
from pipeline.findings import KINDS, Bevinding
from pipeline.jury import identity
from pipeline.jury.verdicts import CODES, STIMULANSEN, Oordeel, apply_verdicts
from tests.jury import dossiers

SPL = dossiers.one_action()
NOW = identity.feiten(SPL.acties[0])
DAY = dt.datetime(2024, 5, 20, 10, tzinfo=dt.UTC)
YES = Jurering(voldoende=True, conclusie="Goed.", verlengen=True)
NO = Jurering(voldoende=False, conclusie="Slecht.", verlengen=True)


def oordeel(jurering: Jurering, day: int = 0, **more: Any) -> Oordeel:
    facts: dict[str, Any] = {
        "actie": 15,
        "naam": f"{day}.docx",
        "feiten": NOW,
        "gegeven": DAY + dt.timedelta(days=day),
    }
    return Oordeel(jurering=jurering, **(facts | more))


def after(*oordelen: Oordeel, gemeld: tuple[Bevinding, ...] = ()) -> Dossier:
    return apply_verdicts(SPL, oordelen, gemeld)


def codes(dossier: Dossier) -> list[str]:
    return [b.code for b in dossier.bevindingen if b.code in CODES]


def test_one_undisputed_sheet_writes_its_verdict() -> None:
    found = after(oordeel(YES))
    assert found.acties[0].jurering == YES
    assert codes(found) == []
    assert found.bevindingen == SPL.bevindingen
    assert identity.kenmerk(found) == identity.kenmerk(SPL)


def test_sheets_that_agree_are_one_verdict() -> None:
    assert after(oordeel(YES), oordeel(YES, 1)).acties[0].jurering == YES
    joined = after(oordeel(YES), oordeel(Jurering(conclusie="Eens."), 1))
    assert joined.acties[0].jurering.conclusie == "Goed.\nEens."


def test_sheets_that_contradict_each_other_leave_none() -> None:
    found = after(oordeel(YES), oordeel(NO, 1), oordeel(YES, 2))
    assert found.acties[0].jurering == Jurering(verlengen=True)
    (told,) = [b for b in found.bevindingen if b.code in CODES]
    assert (told.code, told.actie) == ("verdict-tegenstrijdig", 15)
    assert "voldoende" in told.bericht
    assert told.plaats == "V15-a (0.docx: Ja; 1.docx: Nee)"


def test_an_empty_sheet_neither_fills_nor_erases() -> None:
    assert after(oordeel(YES), oordeel(Jurering(), 1)).acties[0].jurering == YES
    assert after(oordeel(Jurering()), oordeel(YES, 1)).acties[0].jurering == YES


def test_a_later_sheet_fills_what_an_earlier_one_left_open() -> None:
    found = after(oordeel(Jurering(voldoende=True)), oordeel(YES, 1))
    assert found.acties[0].jurering == YES


def test_a_verdict_on_facts_that_changed_stands_and_says_so() -> None:
    found = after(oordeel(YES, feiten="oud"))
    assert found.acties[0].jurering == YES
    assert codes(found) == ["verdict-verouderd"]


def test_a_verdict_on_the_new_facts_takes_the_place_of_the_old() -> None:
    found = after(oordeel(YES, feiten="oud"), oordeel(NO, 1))
    assert found.acties[0].jurering == NO
    assert codes(found) == []


def test_what_only_the_old_verdict_answers_stays_old() -> None:
    new = oordeel(Jurering(voldoende=False), 1)
    found = after(oordeel(YES, feiten="oud"), new)
    jurering = Jurering(voldoende=False, conclusie="Goed.", verlengen=True)
    assert found.acties[0].jurering == jurering
    assert codes(found) == ["verdict-verouderd"]


def test_of_two_old_verdicts_the_last_stands() -> None:
    found = after(oordeel(YES, feiten="ouder"), oordeel(NO, 1, feiten="oud"))
    assert found.acties[0].jurering == NO
    assert codes(found) == ["verdict-verouderd"]


def test_a_sheet_that_decides_ends_a_contradiction() -> None:
    moment = DAY + dt.timedelta(days=2)
    disputed = (oordeel(YES), oordeel(NO, 1))
    decided = (oordeel(YES), oordeel(NO, 1, beslissend=moment))
    assert codes(after(*disputed)) == ["verdict-tegenstrijdig"]
    assert after(*decided).acties[0].jurering == NO
    assert codes(after(*decided)) == []
    again = after(*decided, oordeel(YES, 3))
    assert codes(again) == ["verdict-tegenstrijdig"]


def test_two_sheets_that_decide_at_once_still_contradict_each_other() -> None:
    found = after(oordeel(YES, beslissend=DAY), oordeel(NO, 0, beslissend=DAY))
    assert codes(found) == ["verdict-tegenstrijdig"]


def test_words_on_the_stimulansen_stand_with_the_stimulansen() -> None:
    words = Jurering(conclusie="Mooi.")
    facts = identity.feiten_stimulansen(SPL)
    found = after(oordeel(words, actie=STIMULANSEN, feiten=facts))
    assert found.stimulansen.jurering == "Mooi."
    assert codes(found) == []
    old = after(oordeel(words, actie=STIMULANSEN, feiten="oud"))
    assert old.stimulansen.jurering == "Mooi."
    assert old.bevindingen[-1].bericht.startswith("Stimulansen: ")


def test_a_verdict_on_an_action_that_is_gone_is_told() -> None:
    found = after(oordeel(YES, actie=7))
    assert [(b.code, b.actie) for b in found.bevindingen[-1:]] == [
        ("verdict-verouderd", 7)
    ]


UNCLEAR = KINDS["verdict-onduidelijk"].at(
    actie=15, vraag="voldoende", naam="x", tekst="x", plaats="V15-a, tabel 9"
)
FORGED = KINDS["sheet-vervalst"].at(naam="x", reden="y")


def test_what_was_not_clear_is_told_until_it_is() -> None:
    assert codes(after(gemeld=(UNCLEAR, FORGED))) == [UNCLEAR.code, FORGED.code]
    assert codes(after(oordeel(YES), gemeld=(UNCLEAR, FORGED))) == [FORGED.code]
    other = oordeel(Jurering(verlengen=True))
    assert codes(after(other, gemeld=(UNCLEAR,))) == [UNCLEAR.code]


def test_lost_line_ends_make_no_second_conclusion() -> None:
    # LibreOffice 7.4 drops them from a control that it saves.
    lines = oordeel(Jurering(conclusie="Een.\nTwee."))
    joined = oordeel(Jurering(conclusie="Een.Twee."), 1)
    assert after(lines, joined).acties[0].jurering.conclusie == "Een.\nTwee."


ANSWER = st.sampled_from([True, False, None])
OORDELEN = st.lists(
    st.builds(
        lambda a, b, day, facts: oordeel(
            Jurering(voldoende=a, verlengen=b), day, feiten=facts
        ),
        ANSWER,
        ANSWER,
        st.integers(0, 9),
        st.sampled_from([NOW, "oud"]),
    ),
    max_size=5,
)


@given(OORDELEN)
def test_applying_verdicts_again_changes_nothing(oordelen: list[Oordeel]) -> None:
    once = apply_verdicts(SPL, oordelen)
    assert apply_verdicts(once, oordelen) == once


@given(OORDELEN)
def test_no_verdict_is_one_that_nobody_gave(oordelen: list[Oordeel]) -> None:
    jurering = apply_verdicts(SPL, oordelen).acties[0].jurering
    for vraag in ("voldoende", "verlengen"):
        given = {getattr(o.jurering, vraag) for o in oordelen}
        assert getattr(jurering, vraag) in given | {None}


@pytest.mark.parametrize("code", sorted(CODES - {"belangenconflict"}))
def test_every_bevinding_about_sheets_asks_for_a_person(code: str) -> None:
    assert KINDS[code].ernst == "fout"
