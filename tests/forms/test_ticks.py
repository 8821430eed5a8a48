"""Ticks: marks that stand apart from the line they choose."""

from pipeline.forms.anchors import find_anchors
from pipeline.forms.ticks import Ticks
from pipeline.reading.block import Block, CellAt
from tests.forms.small import block, index, lines

INDEX = index()
JA, NEE = "Ja, we gaan door want:", "Nee, we stoppen:"


def ticks(*texts: str | Block) -> tuple[dict[int, list[bool]], list[int]]:
    """For every option line its marks; and the lines that hold a mark."""
    made = lines("2. Het plan", *texts)
    found = Ticks.of(made, find_anchors(made, INDEX), INDEX)
    marks = {n: [m.ticked for m in some] for n, some in found.marks.items()}
    return marks, sorted(found.lines)


def test_a_mark_above_or_below_its_line() -> None:
    assert ticks("X", JA, "daarom", "0", NEE) == ({2: [True], 5: [False]}, [1, 4])
    assert ticks(JA, "x", NEE, "☐") == ({1: [True], 3: [False]}, [2, 4])


def test_a_mark_between_two_lines_stands_as_the_first_did() -> None:
    assert ticks("☐", JA, "X", NEE)[0] == {2: [False], 4: [True]}
    assert ticks(JA, "X", NEE)[0] == {1: [True]}


def test_a_mark_in_a_cell_of_the_same_row() -> None:
    def at(text: str, row: int, column: int) -> Block:
        return block(text, CellAt(1, row, column))

    behind = (at(JA, 1, 1), at("X", 1, 2), at(NEE, 2, 1), at("", 2, 2))
    assert ticks(*behind) == ({1: [True]}, [2])
    before = (at("", 1, 1), at(JA, 1, 2), at("☒", 2, 1), at(NEE, 2, 2))
    assert ticks(*before) == ({4: [True]}, [3])


def test_below_a_line_that_is_ticked_a_letter_is_an_answer() -> None:
    assert ticks(f"X {JA}", "x", f"0 {NEE}") == ({}, [])


def test_above_a_line_with_its_own_mark_a_letter_is_an_answer() -> None:
    assert ticks("Preventie", "v", f"0 {NEE}") == ({}, [])


def test_without_lines_to_tick_there_are_no_marks() -> None:
    assert ticks("Preventie", "x") == ({}, [])
