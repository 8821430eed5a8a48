import pytest
from lxml import etree

from pipeline.forms.fill_text import (
    add_above,
    add_below,
    clear,
    replace,
    text_of,
    type_behind,
)
from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element

NAMESPACE = W[1:-1]
LABEL = "<w:r><w:rPr><w:b/></w:rPr><w:t>KPI:</w:t></w:r>"
PROMPT = (
    '<w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Invul"/>'
    "<w:i/></w:rPr><w:t>(vul aan)</w:t></w:r>"
)


def paragraph(content: str) -> Element:
    body = etree.fromstring(
        f'<w:body xmlns:w="{NAMESPACE}"><w:p>{content}</w:p></w:body>'
    )
    return body[0]


def looks(element: Element) -> list[tuple[str, list[str]]]:
    """Give each run: its text, and the names of its properties."""
    return [
        (
            "".join(run.itertext()),
            [etree.QName(p).localname for p in run.iterfind(f"{W}rPr/*")],
        )
        for run in element.iter(f"{W}r")
    ]


def test_an_answer_takes_the_place_of_its_prompt_but_not_its_style() -> None:
    element = paragraph(LABEL + PROMPT)
    look = clear(element, 5)
    type_behind(element, 5, "40 & <meer>", look)
    assert text_of(element) == "KPI: 40 & <meer>"
    assert looks(element) == [("KPI:", ["b"]), (" ", []), ("40 & <meer>", ["i"])]


def test_text_is_typed_in_the_middle_of_a_run() -> None:
    element = paragraph("<w:r><w:t>Ja/Nee: en verder</w:t></w:r>")
    type_behind(element, 7, " Ja")
    assert text_of(element) == "Ja/Nee: Ja en verder"
    assert [text for text, _ in looks(element)] == ["Ja/Nee:", " Ja", " en verder"]


def test_a_line_end_is_a_soft_break_and_a_tab_a_tab() -> None:
    element = paragraph("<w:pPr><w:jc/></w:pPr>")
    type_behind(element, 0, "een\n\ttwee")
    assert text_of(element) == "een\n\ttwee"
    assert [etree.QName(e).localname for e in element.iter()] == [
        "p", "pPr", "jc", "r", "t", "br", "tab", "t",
    ]  # fmt: skip


def test_what_is_typed_behind_a_link_is_no_part_of_it() -> None:
    element = paragraph("<w:hyperlink><w:r><w:t>site</w:t></w:r></w:hyperlink>")
    type_behind(element, 4, "!")
    assert text_of(element) == "site!"
    assert "".join(element[0].itertext()) == "site"


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [(0, 4, " (vul aan)"), (2, 6, "KPvul aan)"), (5, None, "KPI: ")],
)
def test_text_is_cleared_across_runs(start: int, end: int | None, left: str) -> None:
    element = paragraph(LABEL + PROMPT)
    clear(element, start, end)
    assert text_of(element) == left


def test_a_letter_is_replaced_in_its_own_formatting() -> None:
    element = paragraph("<w:r><w:rPr><w:b/></w:rPr><w:t>0 Ja, want:</w:t></w:r>")
    replace(element, 0, 1, "x")
    assert looks(element) == [("x Ja, want:", ["b"])]


def test_new_paragraphs_are_of_the_same_kind() -> None:
    element = paragraph('<w:pPr><w:pStyle w:val="Antwoord"/></w:pPr>' + LABEL)
    body = element.getparent()
    assert body is not None
    add_below(element, ["een", "", "twee"])
    add_above(element, "nul")
    assert [text_of(p) for p in body] == ["nul", "KPI:", "een", "", "twee"]
    assert len(body.findall(f"{W}p/{W}pPr/{W}pStyle")) == 5


def test_blanks_at_the_ends_are_kept() -> None:
    element = paragraph("")
    type_behind(element, 0, "  ingesprongen ")
    assert b'xml:space="preserve"' in etree.tostring(element)
    assert text_of(element) == "  ingesprongen "
