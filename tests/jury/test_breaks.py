"""Where a table may part over two pages."""

import pytest
from lxml import etree

from pipeline.jury.breaks import TALL, keep_together
from pipeline.jury.controls import W

NS = f'xmlns:w="{W[1:-1]}"'
HEAD = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"


def row(text: str, props: str = "") -> str:
    width = '<w:tcPr><w:tcW w:w="2100" w:type="dxa"/></w:tcPr>'
    styled = '<w:pPr><w:pStyle w:val="Tabeltekst"/><w:jc w:val="left"/></w:pPr>'
    cell = f"<w:tc>{width}<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    return f"<w:tr>{props}{cell}</w:tr>"


def kept(*rows: str) -> list[tuple[bool, bool]]:
    """Of each row: whether it stays whole, and whether it stays with the next."""
    root = etree.fromstring(f"<w:body {NS}><w:tbl>{''.join(rows)}</w:tbl></w:body>")
    keep_together(root)
    keep_together(root)  # a second time changes nothing
    return [
        (
            len(one.findall(f"{W}trPr/{W}cantSplit")) == 1,
            len(one.findall(f".//{W}pPr/{W}keepNext")) == 1,
        )
        for one in root.iter(f"{W}tr")
    ]


def test_a_row_stays_whole_unless_it_is_tall() -> None:
    assert kept(row("kort")) == [(True, False)]
    assert kept(row("x" * 20 * TALL)) == [(True, False)]
    assert kept(row("x" * 20 * (TALL + 1))) == [(False, False)]


@pytest.mark.parametrize(
    ("body", "with_next"),
    [
        (1, [True, False]),
        (2, [True, True, False]),
        (3, [True, True, True, False]),
        (5, [True, True, False, False, True, False]),
    ],
)
def test_no_page_begins_or_ends_with_one_line_of_a_table(
    body: int, with_next: list[bool]
) -> None:
    rows = [row("kop", HEAD), *(row(str(n)) for n in range(body))]
    assert [held for _, held in kept(*rows)] == with_next


def test_a_table_without_a_head_is_free() -> None:
    assert [held for _, held in kept(row("a"), row("b"))] == [False, False]


def test_the_mark_stands_where_the_schema_has_it() -> None:
    table = f"<w:tbl>{row('kop', HEAD)}{row('a')}</w:tbl>"
    root = etree.fromstring(f"<w:body {NS}>{table}</w:body>")
    keep_together(root)
    found = root.find(f".//{W}pPr")
    assert [child.tag.removeprefix(W) for child in found] == [
        "pStyle",
        "keepNext",
        "jc",
    ]
