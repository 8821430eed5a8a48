"""Controls and fields: ticks are glyphs, prompts are no answers."""

import pytest

from pipeline.reading.block import Block, Mark
from pipeline.reading.word import read_word
from tests.torture.ooxml import (
    checkbox,
    dropdown,
    field,
    form_checkbox,
    form_dropdown,
    form_text,
    p,
    package,
    r,
    sdt,
    sym,
    t,
)

_UNCHECKED = '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
_HEARTS = (
    '<w14:checkedState w14:val="2665" w14:font="Arial"/>'
    '<w14:uncheckedState w14:val="2661" w14:font="Arial"/>'
)


def block_of(*content: str) -> Block:
    return read_word(package(p(*content))).blocks[0]


TYPED = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'


@pytest.mark.parametrize(
    ("control", "shown"),
    [
        (checkbox(on=True), "☒"),
        (checkbox(on=False), "☐"),
        (form_checkbox(on=True), "☒"),
        (form_checkbox(on=False), "☐"),
        (field("FORMCHECKBOX", r("☒"), _UNCHECKED), "☐"),
        (sdt(r(""), "<w14:checkbox><w14:checked/></w14:checkbox>"), "☒"),
        (sdt(r("☐"), "<w14:checkbox/>"), "☐"),
        # Typed over the sign, which changes no state.
        (sdt(r("☒"), "<w14:checkbox/>"), "☒"),
        (sdt(r("✔"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'), "☒"),
        (sdt(r("☐"), "<w14:checkbox><w14:checked/></w14:checkbox>"), "☐☒"),
        (sdt(TYPED, "<w14:checkbox/>"), "☒"),
        (sdt(r("X"), "<w14:checkbox/>"), "☒"),
        (sdt(sym("F0A8"), "<w14:checkbox/>"), "☐"),
        (sdt(r("♥"), f"<w14:checkbox>{_HEARTS}</w14:checkbox>"), "☒"),
        (sdt(r("♡"), f"<w14:checkbox><w14:checked/>{_HEARTS}</w14:checkbox>"), "☐☒"),
        (sdt(r("?"), "<w14:checkbox><w14:checked/></w14:checkbox>"), "☒"),
        (sdt(r("☒ Ja"), "<w14:checkbox/>"), "☒ Ja"),
        (field("SYMBOL 254 \\f Wingdings", ""), "☑"),
        (field('SYMBOL 168 \\f "Wingdings" \\s 12', ""), "☐"),
        (dropdown("Ja"), "Ja"),
        (form_dropdown(1, "Ja", "Nee"), "Nee"),
        (form_dropdown(9, "Ja", "Nee"), ""),
        (form_text("antwoord", "Vul in"), "antwoord"),
    ],
)
def test_a_control_shows_its_state(control: str, shown: str) -> None:
    assert block_of(control).text == shown


@pytest.mark.parametrize(
    "control",
    [
        sdt(r("Klik hier"), prompt=True),
        dropdown("Kies een item.", prompt=True),
        form_text("Vul in", "Vul in"),
        form_dropdown(None, "Ja", "Nee"),
    ],
)
def test_a_prompt_is_marked_and_does_not_count(control: str) -> None:
    block = block_of(control)
    assert block.text == ""
    assert all(run.marks & Mark.PLACEHOLDER for run in block.runs if run.text)


def test_an_answer_in_a_control_with_a_prompt_beside_it_counts() -> None:
    assert block_of(sdt(r("wel")), sdt(r("Klik"), prompt=True)).text == "wel"


def test_tags_and_names_of_fields_are_kept() -> None:
    block = block_of(sdt(r("x"), tag="a"), form_text("y"))
    assert block.tags == ("a", "Tekst1")


def test_a_field_goes_on_over_paragraphs() -> None:
    begin = r(inner='<w:fldChar w:fldCharType="begin"/>')
    code = r(inner="<w:instrText>TOC \\o</w:instrText>")
    separate = r(inner='<w:fldChar w:fldCharType="separate"/>')
    end = r(inner='<w:fldChar w:fldCharType="end"/>')
    body = p(begin, code, separate, r("een")) + p(r("twee"), end, r("drie"))
    assert [b.text for b in read_word(package(body)).blocks] == ["", "drie"]


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_a_field_that_is_broken_hides_nothing(kind: str) -> None:
    char = r(inner=f'<w:fldChar w:fldCharType="{kind}"/>')
    assert block_of(char, r("zichtbaar")).text == "zichtbaar"


def test_an_instruction_is_not_shown_and_its_nested_result_neither() -> None:
    inner = field("REF naam", r("waarde"))
    begin = r(inner='<w:fldChar w:fldCharType="begin"/>')
    code = r(inner=f"<w:instrText>IF </w:instrText>{t('')}")
    separate = r(inner='<w:fldChar w:fldCharType="separate"/>')
    end = r(inner='<w:fldChar w:fldCharType="end"/>')
    assert block_of(begin, code, inner, separate, r("ja"), end).text == "ja"
