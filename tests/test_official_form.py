"""The Word form that we ship is the official one: its words, and how they stand."""

import re
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from lxml import etree

HERE = Path(__file__).parent
FORM = HERE.parent / "templates" / "motivatie-pj2-tussentijds.docx"
OFFICIAL = HERE / "data" / "motivatie-pj2-tussentijds.txt"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What a Word list shows by itself, and what a person types in front of a heading.
LIST_SIGN = re.compile(r"^\s*(?:[·•]|\d\.)\s*")


def part(name: str) -> etree._Element:
    with zipfile.ZipFile(FORM) as package:
        return etree.fromstring(package.read(name))


@pytest.fixture(scope="module")
def body() -> etree._Element:
    return part("word/document.xml")[0]


def text_of(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(W + "t"))


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if style is None else style.get(W + "val", "")


def words(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from LIST_SIGN.sub("", line).split()


def official_lines() -> list[str]:
    return OFFICIAL.read_text(encoding="utf-8").splitlines()


def test_the_words_are_the_official_ones(body: etree._Element) -> None:
    ours = words([text_of(paragraph) for paragraph in body.iter(W + "p")])
    theirs = words(official_lines())
    differences = [pair for pair in zip_longest(ours, theirs) if pair[0] != pair[1]]
    assert differences[:1] == []


def test_every_list_sign_is_a_word_list(body: etree._Element) -> None:
    signs = [line for line in official_lines() if LIST_SIGN.match(line)]
    typed_headings = 3
    listed = [
        paragraph
        for paragraph in body.iter(W + "p")
        if style_of(paragraph) in {"ListBullet", "ListNumber"}
    ]
    assert len(listed) == len(signs) - typed_headings
    assert not [p for p in listed if LIST_SIGN.match(text_of(p))]


def test_the_headings_are_headings_with_a_typed_number(body: etree._Element) -> None:
    headings = [text_of(p) for p in body.iter(W + "p") if style_of(p) == "Heading1"]
    assert [heading[:9] for heading in headings] == [
        "1. INDIEN",
        "2. INDIEN",
        "3. INDIEN",
    ]


def test_every_cell_of_the_official_text_is_a_cell(body: etree._Element) -> None:
    cells = [line.strip() for line in official_lines() if line.startswith("\t")]
    ours = [
        next(text for p in cell.iter(W + "p") if (text := text_of(p)))
        for cell in body.iter(W + "tc")
    ]
    assert ours == [LIST_SIGN.sub("", c) if c[0] == "•" else c for c in cells]


@pytest.mark.parametrize(
    ("index", "rows"),
    [
        (0, [[2], [1, 1], [1, 1], [2]]),
        (1, [[1, 1]] * 6 + [[2]]),
        (2, [[1]] * 7),
    ],
)
def test_the_tables_have_the_official_shape(
    body: etree._Element, index: int, rows: list[list[int]]
) -> None:
    table = body.findall(W + "tbl")[index]
    assert [
        [span_of(cell) for cell in row.findall(W + "tc")]
        for row in table.findall(W + "tr")
    ] == rows


def span_of(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(W + "val", "1"))


def test_no_option_to_choose_is_marked_beforehand(body: etree._Element) -> None:
    marked = [
        run
        for run in body.iter(W + "r")
        if run.find(W + "rPr") is not None and re.search(r"Ja/Nee|^0 ", text_of(run))
    ]
    assert marked == []


def test_the_form_is_in_the_dutch_of_belgium() -> None:
    language = part("word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    assert language is not None
    assert language.get(W + "val") == "nl-BE"
