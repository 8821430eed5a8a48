"""Arrange: labels before their answers, whatever the table looks like."""

from pipeline.forms.arrange import arrange
from pipeline.reading.block import Block, CellAt
from tests.forms.small import block, index, lines, names_action

INDEX = index()


def table(*rows: tuple[str, ...]) -> list[Block]:
    return [
        block(text, CellAt(1, row, column))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    ]


def arranged(*blocks: Block | str) -> list[str]:
    return [line.live for line in arrange(lines(*blocks), INDEX, names_action)]


def test_a_row_of_labels_with_a_row_of_answers_is_read_by_column() -> None:
    rows = table(("Te behalen KPI:", "Waarom niet?"), ("300", "daarom"))
    assert arranged(*rows) == ["Te behalen KPI:", "300", "Waarom niet?", "daarom"]


def test_initiatives_in_a_table_get_their_labels_again() -> None:
    rows = table(("Timing", "KPI"), ("mei", "4"), ("juni", "5"))
    assert arranged(*rows) == [
        "Timing",
        "mei",
        "KPI",
        "4",
        "Timing",
        "juni",
        "KPI",
        "5",
    ]


def test_a_column_of_ones_own_stands_with_the_first() -> None:
    rows = table(("Timing", "Wie", "KPI"), ("mei", "An", "4"), ("juni", "Bo", "5"))
    assert arranged(*rows) == [
        *("Timing", "mei", "Wie", "An", "KPI", "4"),
        *("Timing", "juni", "Bo", "KPI", "5"),
    ]


def test_an_action_in_every_column_is_read_by_action() -> None:
    rows = table(
        ("", "actie 1", "actie 2"),
        ("Te behalen KPI", "1", "2"),
        ("Waarom niet", "a", "b"),
        ("Timing", "x", "y"),
    )
    assert arranged(*rows) == [
        "",
        *("actie 1", "Te behalen KPI", "1", "Waarom niet", "a", "Timing", "x"),
        *("actie 2", "Te behalen KPI", "2", "Waarom niet", "b", "Timing", "y"),
    ]


def test_any_other_table_stays_as_it_is() -> None:
    for rows in (
        (("Te behalen KPI: 3", "Waarom niet?"), ("x", "y")),
        (("Jaar", "Aantal"), ("2023", "4")),
        (("Te behalen KPI:", "Waarom niet?"), ("Timing:", "KPI:")),
        (("Te behalen KPI:", "300"), ("Waarom niet?", "daarom")),
    ):
        blocks = table(*rows)
        assert arranged(*blocks) == [b.text for b in blocks]


def test_text_without_tables_stays_as_it_is() -> None:
    texts = ("titel", "Te behalen KPI: 3", "Waarom niet? daarom")
    assert arranged(*texts) == list(texts)


def test_nothing_is_added_or_lost_but_labels_that_come_again() -> None:
    rows = table(("Timing", "Wie", "KPI"), ("mei", "An", "4"), ("", "", ""))
    before = {b.text for b in rows}
    assert set(arranged(*rows)) == before
