"""Toewijzing: blocks that name no action, tied by what the other documents say."""

import pytest

from pipeline.dossier.extractie import KpiRegel, MotivatieBlok
from pipeline.dossier.ingekomen import in_order
from pipeline.dossier.kpibronnen import merge_kpis
from pipeline.dossier.toewijzing import assign
from tests.dossier.extracties import (
    blok,
    catalogus,
    formulier,
    op,
    regel,
    ronde,
    sha,
    werkmap,
)


def tied(
    regels: list[KpiRegel],
    *blokken: MotivatieBlok,
    zekerheid: float | None = None,
    onderwerp: str = "Rapportage Halle",
) -> list[int | None]:
    """The actions of `blokken`; `zekerheid` is how sure the form is of each of them."""
    form = formulier("m", *blokken)
    if zekerheid is not None:
        sure = {
            pointer: plek.model_copy(update={"zekerheid": zekerheid})
            for pointer, plek in form.herkomst.items()
        }
        form = form.model_copy(update={"herkomst": sure})
    documenten = in_order([op(3, werkmap("k", *regels)), op(3, form)])
    kpis = merge_kpis(documenten, None, None, catalogus())
    links = assign(
        documenten,
        kpis,
        catalogus=catalogus(),
        ronde=ronde(),
        onderwerpen={"mail-3": onderwerp},
    )
    return [links.of(sha("m"), index).actie for index in range(len(blokken))]


def test_what_the_document_says_is_believed() -> None:
    assert tied([regel(15, 300, 65)], blok(9, te_behalen=300, behaald=65)) == [9]


def test_numbers_of_exactly_one_action_tie_a_block() -> None:
    regels = [regel(15, 300, 65), regel(9, 300, 6)]
    assert tied(regels, blok(None, te_behalen=300, behaald=65)) == [15]


def test_numbers_that_fit_two_actions_tie_nothing() -> None:
    regels = [regel(15, 300, 200), regel(9, 300, 200)]
    assert tied(regels, blok(None, te_behalen=300, behaald=200)) == [None]


def test_two_blocks_with_the_numbers_of_one_action_tie_nothing() -> None:
    same = blok(None, te_behalen=300, behaald=200)
    assert tied([regel(15, 300, 200), regel(9, 80, 70)], same, same) == [None, None]


def test_an_action_that_another_block_names_is_not_given_again() -> None:
    named, unnamed = blok(15, waarom="w"), blok(None, te_behalen=300, behaald=200)
    assert tied([regel(15, 300, 200)], named, unnamed) == [15, None]


def test_a_number_that_contradicts_leaves_the_action_out() -> None:
    regels = [regel(15, 300, 65), regel(9, 300, 6)]
    assert tied(regels, blok(None, te_behalen=300, behaald=7)) == [None]


def test_the_only_block_left_is_about_the_only_action_under_its_threshold() -> None:
    regels = [regel(15, 300, 20), regel(9, 40, 30), regel(24, 100, 10)]
    assert tied(regels, blok(24, waarom="w"), blok(None, waarom="w")) == [24, 15]


def test_two_actions_under_their_threshold_leave_a_doubt() -> None:
    regels = [regel(15, 300, 20), regel(24, 100, 10)]
    assert tied(regels, blok(None, waarom="w")) == [None]


def test_an_action_of_which_nobody_knows_leaves_a_doubt() -> None:
    regels = [regel(15, 300, 20), regel(24, 100, None)]
    assert tied(regels, blok(None, waarom="w")) == [None]


def test_elimination_does_not_go_against_a_number() -> None:
    regels = [regel(15, 300, 20), regel(24, 100, 90)]
    assert tied(regels, blok(None, te_behalen=250, waarom="w")) == [None]


def test_actions_on_minimal_expectations_have_no_block() -> None:
    assert tied([regel(16, 4, 0)], blok(None, te_behalen=4, behaald=0)) == [None]


BY_NUMBER = 0.75  # how sure `Actie 5` is of its action


def test_a_number_of_an_action_never_granted_gives_way_to_both_numbers() -> None:
    own = blok(5, te_behalen=300, behaald=65)
    assert tied([regel(15, 300, 65)], own, zekerheid=BY_NUMBER) == [15]


def test_a_number_of_another_action_that_was_granted_leaves_a_doubt() -> None:
    regels = [regel(15, 300, 65), regel(5, 1500, 20)]
    own = blok(5, te_behalen=300, behaald=65)
    assert tied(regels, own, zekerheid=BY_NUMBER) == [None]
    assert tied(regels, own, zekerheid=0.98) == [5]


def test_a_block_in_doubt_keeps_others_from_elimination() -> None:
    regels = [regel(15, 300, 65), regel(5, 1500, 20)]
    doubted, empty = blok(5, te_behalen=300, behaald=65), blok(None, waarom="w")
    links = tied(regels, doubted, empty, zekerheid=BY_NUMBER)
    assert links == [None, None]


@pytest.mark.parametrize(
    "own",
    [
        blok(5, te_behalen=1500, behaald=65),
        blok(5, te_behalen=300, behaald=64),
        blok(5, te_behalen=None, behaald=65),
        blok(5, waarom="w"),
    ],
)
def test_a_number_stands_as_long_as_the_counts_do_not_both_say_otherwise(
    own: MotivatieBlok,
) -> None:
    regels = [regel(15, 300, 65), regel(5, 1500, 20)]
    assert tied(regels, own, zekerheid=BY_NUMBER) == [5]


TWO_UNDER = [regel(15, 300, 20), regel(24, 100, 10)]


@pytest.mark.parametrize(
    ("onderwerp", "actie"),
    [
        ("Motivatie brugfiguren - Halle", 15),
        ("RE: actie 24", 24),
        ("Rapportage Halle, dienst cultuur", None),
        ("Sport", None),
        ("Brugfiguren en cultuur", None),
        ("15", None),
    ],
)
def test_a_subject_tells_the_action_of_the_only_block(
    onderwerp: str, actie: int | None
) -> None:
    assert tied(TWO_UNDER, blok(None, waarom="w"), onderwerp=onderwerp) == [actie]


def test_a_subject_tells_where_no_workbook_came_and_nothing_was_granted() -> None:
    assert tied([], blok(None, waarom="w"), onderwerp="Sport") == [13]


def test_a_subject_does_not_tell_of_two_blocks_or_against_a_number() -> None:
    empty, other = blok(None, waarom="w"), blok(None, te_behalen=77, waarom="x")
    assert tied(TWO_UNDER, empty, other, onderwerp="Brugfiguren") == [None, None]
    assert tied(TWO_UNDER, blok(24, waarom="v"), empty, onderwerp="Brugfiguren") == [
        24,
        15,
    ]
    assert tied(TWO_UNDER, other, onderwerp="Brugfiguren") == [None]
