"""Several jurors on one action: who says what, and the advice that ends it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier.model import Jurering
from pipeline.jury.consensus import (
    WORDS,
    Advies,
    Overleg,
    Stem,
    consult,
    divided,
    outcome_row,
    summary,
    vote_rows,
)
from tests.jury import dossiers
from tests.jury.dossiers import CATALOGUS

DAY = dt.datetime(2024, 5, 20, tzinfo=dt.UTC)
YES = Jurering(voldoende=True, verlengen=True)
NO = Jurering(voldoende=False, verlengen=True)
SPL = dossiers.one_action()


def stem(jurering: Jurering, wie: str | None = "An", **more: object) -> Stem:
    facts: dict[str, object] = {
        "actie": 15,
        "jurylid": wie,
        "naam": f"{wie}.docx",
        "sheet": f"{wie}",
        "jurering": jurering,
        "gegeven": DAY,
        "is_actueel": True,
    }
    return Stem(**(facts | more))  # type: ignore[arg-type]


def advies(jurering: Jurering, *, is_actueel: bool = True) -> Advies:
    return Advies(
        actie=15,
        jurering=jurering,
        wie="Voorzitter",
        naam="verslag.docx",
        bron="cd" * 32,
        gegeven=DAY,
        is_actueel=is_actueel,
    )


def about(*stemmen: Stem, adviezen: tuple[Advies, ...] = ()) -> Overleg:
    (one,) = consult(SPL, CATALOGUS, stemmen, adviezen)
    return one


def test_jurors_who_say_the_same_agree() -> None:
    one = about(stem(YES), stem(YES, "Bo"))
    assert one.stand == "eens"
    assert divided(one) == ("voldoende: Ja (An, Bo)", "verlengen: Ja (An, Bo)")


def test_jurors_who_differ_are_named_on_both_sides() -> None:
    one = about(stem(YES), stem(NO, "Bo"))
    assert one.stand == "oneens"
    assert one.is_disputed("voldoende")
    assert not one.is_disputed("verlengen")
    assert divided(one)[0] == "voldoende: Ja (An), Nee (Bo)"


def test_advice_ends_a_difference_until_the_facts_change() -> None:
    both = (stem(YES), stem(NO, "Bo"))
    assert about(*both, adviezen=(advies(NO),)).stand == "advies"
    assert about(*both, adviezen=(advies(NO, is_actueel=False),)).stand == "oneens"


def test_of_several_pieces_of_advice_the_last_holds() -> None:
    one = about(adviezen=(advies(YES), advies(NO)))
    assert one.advies is not None
    assert one.advies.jurering == NO


def test_votes_on_old_facts_do_not_count() -> None:
    one = about(stem(YES, is_actueel=False))
    assert one.said("voldoende") == {}
    assert one.stand == "verouderd"


def test_one_question_of_two_is_not_all() -> None:
    assert about(stem(Jurering(voldoende=True))).stand == "onvolledig"
    assert about().stand == "open"


def test_a_sheet_that_nobody_signed_goes_by_its_file() -> None:
    assert about(stem(YES, None)).said("voldoende") == {True: ("None.docx",)}


@given(st.lists(st.sampled_from([YES, NO, Jurering(), Jurering(verlengen=False)])))
def test_every_vote_is_shown_and_none_is_made_up(votes: list[Jurering]) -> None:
    one = about(*(stem(vote, f"Lid {at}") for at, vote in enumerate(votes)))
    shown = [name for who in one.said("voldoende").values() for name in who]
    assert len(shown) == sum(vote.voldoende is not None for vote in votes)
    assert one.is_disputed("voldoende") == (
        len({vote.voldoende for vote in votes} - {None}) > 1
    )
    assert len(list(vote_rows(one))) == len(votes)


def test_the_tables_show_outcome_votes_and_advice() -> None:
    one = about(stem(YES), stem(NO, "Bo"), adviezen=(advies(NO),))
    row = outcome_row(one)
    assert row[:6] == (
        "23077", "Sint-Pieters-Leeuw", 15, one.naam, WORDS["advies"], 2
    )  # fmt: skip
    assert row[-3:] == ("Voorzitter", DAY, "verslag.docx")
    assert [r[3] for r in vote_rows(one)] == ["An", "Bo"]
    assert summary({one.stand: 1}) == "1 actie: 1 advies vastgelegd."
