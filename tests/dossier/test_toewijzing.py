"""Toewijzing: blocks that name no action, tied by what the other documents say."""

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


def tied(regels: list[KpiRegel], *blokken: MotivatieBlok) -> list[int | None]:
    documenten = in_order(
        [op(3, werkmap("k", *regels)), op(3, formulier("m", *blokken))]
    )
    kpis = merge_kpis(documenten, None, None, catalogus())
    links = assign(documenten, kpis, catalogus=catalogus(), ronde=ronde())
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
