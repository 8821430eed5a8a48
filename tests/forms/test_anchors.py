"""Anchors: for every line, which text of the form it is."""

from pipeline.forms.anchors import find_anchors
from pipeline.reading.block import CellAt
from tests.forms.small import BLANK, block, index, lines
from tests.torture.case import programma

INDEX = index()


def anchors(*texts: str) -> list[str | None]:
    """The slot of every line (or its role); `half` for the first part of a label."""
    return [
        None
        if anchor is None
        else "half"
        if anchor.hit is None
        else anchor.hit.text.slot or anchor.hit.text.role.name
        for anchor in find_anchors(lines(*texts), INDEX)
    ]


def test_every_line_of_the_blank_but_a_prompt_is_a_text_of_the_form() -> None:
    found = dict(zip(BLANK, anchors(*BLANK), strict=False))
    assert {text for text, slot in found.items() if slot is None} == {
        "………… (vul aan)",
        "Vul aan",
    }


def test_a_mistyped_label_counts_where_the_label_is_missing() -> None:
    assert (
        anchors("1. De acties", "Te behale KPI: 3", "Waarom niet?")[1] == "te_behalen"
    )


def test_a_mistyped_label_is_a_sentence_where_the_label_stands() -> None:
    found = anchors(
        "Te behalen KPI: 3", "Waarom niet?", "Te behale KPI: veel", "Timing:"
    )
    assert found[2] is None


def test_a_label_broken_over_two_lines_is_one_label() -> None:
    assert anchors("1. De acties", "Te behalen", "KPI: 300", "Waarom niet?") == [
        "HEADING",
        "half",
        "te_behalen",
        "waarom",
    ]


def test_two_cells_do_not_make_one_label() -> None:
    one, two = CellAt(1, 1, 1), CellAt(1, 1, 2)
    made = lines(block("Te behalen", one), block("KPI: 300", two))
    _, second = find_anchors(made, INDEX)
    assert second is not None
    assert second.hit is not None
    assert second.hit.text.slot == "initiatieven.kpi"


def test_three_labels_in_other_words_make_a_copy_and_two_do_not() -> None:
    official = programma().indexen["motivatie-pj2-tussentijds"]
    first = ("Te behalen KPI: 1", "Behaald KPI: 1", "Waarom werd 25% niet behaald? x")
    second = ("Te behalen: 2", "Behaald: 2", "Waarom is 25% niet behaald? y")
    found = find_anchors(lines(*first, *second), official)
    assert [anchor.copy for anchor in found[3:] if anchor is not None] == [
        True,
        False,
        False,
    ]
    assert find_anchors(lines(*first, *second[:2]), official)[3:] == [None, None]


def test_answers_are_no_anchors() -> None:
    assert anchors("Waarom niet?", "Onze timing: krap", "want", "")[1:] == [None] * 3
