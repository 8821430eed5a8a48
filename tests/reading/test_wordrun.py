"""The inline content of a paragraph: what a person sees, with how it looks."""

import pytest

from pipeline.reading.block import Mark
from pipeline.reading.word import read_word
from tests.torture.constructs import INLINE
from tests.torture.ooxml import dele, field, p, package, part, r, sym, t

TEXT = "Één & <twee>"


@pytest.mark.parametrize("name", sorted(INLINE))
def test_every_construct_shows_its_text(name: str) -> None:
    (block,) = read_word(package(p(INLINE[name](TEXT)))).blocks
    shown = block.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert shown.replace("\u00ad", "").strip() == TEXT


@pytest.mark.parametrize(
    ("look", "mark"),
    [
        ("b", Mark.BOLD),
        ("strike", Mark.STRIKE),
        ("dstrike", Mark.STRIKE),
        ("vanish", Mark.HIDDEN),
        ('<w:u w:val="single"/>', Mark.UNDERLINE),
        ('<w:u w:val="none"/>', Mark.NONE),
        ('<w:highlight w:val="yellow"/>', Mark.HIGHLIGHT),
        ('<w:highlight w:val="none"/>', Mark.NONE),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', Mark.HIGHLIGHT),
        ('<w:shd w:val="clear" w:fill="auto"/>', Mark.NONE),
        ('<w:color w:val="FF0000"/>', Mark.COLOUR),
        ('<w:color w:val="auto"/>', Mark.NONE),
        ('<w:b w:val="0"/>', Mark.NONE),
        ('<w:strike w:val="false"/>', Mark.NONE),
        ('<w:rPrChange w:id="1"><w:rPr><w:strike/></w:rPr></w:rPrChange>', Mark.NONE),
    ],
)
def test_a_run_has_the_marks_of_its_look(look: str, mark: Mark) -> None:
    (block,) = read_word(package(p(r("x", look)))).blocks
    assert block.runs[0].marks == mark


def test_a_character_style_gives_its_marks_and_a_run_may_undo_them() -> None:
    styles = part(
        "w:styles",
        '<w:style w:type="character" w:styleId="Ouder"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Kind"><w:basedOn w:val="Ouder"/>'
        "<w:rPr><w:strike/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Lus"><w:basedOn w:val="Lus"/>'
        "</w:style>",
    )
    kind = '<w:rStyle w:val="Kind"/>'
    body = p(
        r("a", kind),
        r("b", kind, '<w:b w:val="0"/>'),
        r("c", '<w:rStyle w:val="Lus"/>'),
        r("d", '<w:rStyle w:val="Onbekend"/>', "i"),
    )
    (block,) = read_word(package(body, {"styles": styles})).blocks
    assert [(run.text, run.marks) for run in block.runs] == [
        ("a", Mark.BOLD | Mark.STRIKE),
        ("b", Mark.STRIKE),
        ("cd", Mark.NONE),
    ]


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    inner = (
        t("a") + "<w:br/>" + t("b") + "<w:tab/>" + t("c") + "<w:cr/>"
        "<w:noBreakHyphen/>" + t("d") + "<w:softHyphen/>" + t("e")
    )
    (block,) = read_word(package(p(r(inner=inner)))).blocks
    assert block.text == "a\nb\tc\n-de"


@pytest.mark.parametrize(
    ("char", "font", "shown"),
    [
        ("F0FE", "Wingdings", "☑"),
        ("00A8", "Wingdings", "☐"),
        ("F052", "Wingdings 2", "☑"),
        ("F0B7", "Symbol", "•"),
        ("F0FE", "Arial", "\uf0fe"),
        ("geen", "Wingdings", ""),
    ],
)
def test_a_symbol_is_the_sign_that_it_draws(char: str, font: str, shown: str) -> None:
    (block,) = read_word(package(p(sym(char, font)))).blocks
    assert block.text == shown


def test_what_word_computes_nobody_wrote() -> None:
    body = p(
        r("Pagina "),
        field("PAGE", r("3")),
        r(" van "),
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>',
    )
    (block,) = read_word(package(body)).blocks
    assert block.text == "Pagina  van "


def test_deleted_text_is_gone_however_deep() -> None:
    body = p(r("a"), dele(r("weg") + dele(r("ook weg"))), r("b"))
    (block,) = read_word(package(body)).blocks
    assert block.text == "ab"
