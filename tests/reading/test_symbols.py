"""Symbols: the glyphs of symbol fonts as plain characters."""

import pytest

from pipeline.reading.symbols import TICKED, UNTICKED, is_symbols, translate


@pytest.mark.parametrize(
    ("text", "font", "plain"),
    [
        ("\xfe", "Wingdings", "☑"),
        ("\uf0fe", "wingdings", "☑"),
        ("\xa8 x", "Wingdings", "☐ ☒"),
        ("\xb7", "Symbol", "•"),
        ("tekst", "Arial", "tekst"),
        ("☒", "Wingdings", "☒"),
    ],
)
def test_a_glyph_becomes_what_it_draws(text: str, font: str, plain: str) -> None:
    assert translate(text, font) == plain


def test_symbol_fonts_are_known_by_name_in_any_case() -> None:
    assert is_symbols("WINGDINGS 2")
    assert not is_symbols("Calibri")


def test_no_glyph_is_both_a_tick_and_an_empty_box() -> None:
    assert set(TICKED) & set(UNTICKED) == set()
