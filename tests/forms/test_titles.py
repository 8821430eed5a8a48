"""Titles: the lines that may name the action of a block."""

import pytest

from pipeline.forms.titles import Titles, is_prose, names_subject
from pipeline.forms.units import Piece
from pipeline.reading.block import CellAt, Mark
from tests.forms.small import block, lines, names_action

TITLES = Titles(names_action)
PROSE = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
(START,) = lines("Te behalen KPI:")


def pieces(*texts: str) -> list[Piece]:
    return [Piece(line, line.live) for line in lines(*texts)]


def said(found: tuple[list[Piece], list[Piece]]) -> tuple[list[str], list[str]]:
    return [p.text for p in found[0]], [p.text for p in found[1]]


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("actie 3", True),
        ("Actie 3 – iets moois", True),
        ("Die actie loopt heel goed.", False),
        (f"actie {PROSE}", False),
        ("iets anders", False),
    ],
)
def test_a_title_is_short_and_no_sentence(text: str, *, is_title: bool) -> None:
    assert names_subject(text, names_action) is is_title


def test_the_last_line_that_names_an_action_is_the_title() -> None:
    assert said(TITLES.named(pieces("actie 1", "los", "actie 3"))) == (
        ["actie 3"],
        ["actie 1", "los"],
    )


def test_a_number_above_a_name_goes_with_it() -> None:
    assert said(TITLES.named(pieces("los", "Actie 15", "actie iets"))) == (
        ["Actie 15", "actie iets"],
        ["los"],
    )


def test_a_title_may_stand_above_a_letter() -> None:
    assert said(TITLES.named(pieces("actie 3", PROSE))) == (["actie 3"], [PROSE])


def test_under_a_heading_a_short_line_is_a_title_even_without_a_known_name() -> None:
    assert said(TITLES.under_heading(pieces("Project De Brug", PROSE))) == (
        ["Project De Brug"],
        [PROSE],
    )


def test_above_the_first_block_only_a_name_is_a_title() -> None:
    assert said(TITLES.above(pieces("Contact: An"), START, first=True)) == (
        [],
        ["Contact: An"],
    )


def test_a_heading_or_a_line_apart_is_a_title_above_a_later_block() -> None:
    (bold,) = lines(block("Project De Brug", marks=Mark.BOLD))
    piece = Piece(bold, bold.live)
    assert TITLES.above([piece], START, first=False)[0] == [piece]
    apart = pieces("Project De Brug")
    assert TITLES.above(apart, START, first=False)[0] == []
    apart[0].gap = True
    assert TITLES.above(apart, START, first=False)[0] == apart


def test_a_row_of_its_own_is_a_title_above_the_next_row() -> None:
    (line,) = lines(block("Project De Brug", CellAt(1, 4, 1)))
    (start,) = lines(block("Te behalen KPI:", CellAt(1, 5, 1)))
    piece = Piece(line, line.live)
    assert TITLES.above([piece], start, first=False)[0] == [piece]


def test_the_end_of_an_answer_is_a_title_when_it_names_an_action() -> None:
    assert said(TITLES.tail(pieces("daarom", "actie 3", ""), START)) == (
        ["actie 3"],
        ["daarom"],
    )
    answer = pieces("Die actie loopt goed nu.")
    assert TITLES.tail(answer, START) == ([], answer)


def test_prose_is_told_by_its_length() -> None:
    assert is_prose(*pieces(PROSE))
    assert not is_prose(*pieces("kort"))
