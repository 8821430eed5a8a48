"""Numbers and dates as a Fleming writes them, and text that is safe to show."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.jury.notation import (
    as_balk,
    as_datum,
    as_euro,
    as_getal,
    as_procent,
)
from pipeline.jury.text import LIMIT, LINES, alineas, clean


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "–"),
        (0, "0"),
        (1500, "1.500"),
        (1234567, "1.234.567"),
        (75.0, "75"),
        (1.5, "1,5"),
        (1234.25, "1.234,25"),
        (0.1, "0,1"),
        (10**15, "1,000e+15"),
        (10**100, "1,000e+100"),
    ],
)
def test_a_number(value: float | None, written: str) -> None:
    assert as_getal(value) == written


def test_an_amount_and_a_percentage_do_not_break_over_a_line() -> None:
    assert as_euro(96000) == "€\u00a096.000"
    assert as_euro(1234.5) == "€\u00a01.234,50"
    assert as_euro(None) == "–"
    assert as_procent(21.7) == "21,7\u00a0%"


def test_a_moment_is_told_as_it_was_in_brussels() -> None:
    moment = dt.datetime(2024, 5, 3, 22, 30, tzinfo=dt.UTC)
    assert as_datum(moment) == "4 mei 2024, 00.30 uur"
    assert as_datum(moment.date()) == "3 mei 2024"
    assert as_datum(None) == "–"


@pytest.mark.parametrize(
    ("percentage", "blocks"),
    [(None, 0), (0, 0), (0.1, 1), (21.7, 2), (99.9, 9), (100, 10), (412.5, 10)],
)
def test_a_bar_has_ten_blocks(percentage: float | None, blocks: int) -> None:
    bar = as_balk(percentage)
    assert bar.count("█") == blocks
    assert len(bar) == (0 if percentage is None else 10)


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_keeps_its_digits(value: int) -> None:
    assert int(as_getal(value).replace(".", "")) == value


@given(st.text())
def test_clean_text_is_stable_and_fits_xml(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "{_{" not in cleaned
    cleaned.encode()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    plain = text.replace("_", "").replace("\ufffe", "").replace("\uffff", "")
    assert clean(plain) == plain


def test_text_is_cut_with_a_note() -> None:
    for made in (clean("x" * (LIMIT * 2)), "".join(alineas("x" * (LIMIT * 2)))):
        assert LIMIT < len(made) < LIMIT + 100
        assert made.endswith("staat in het dossier)")
    many = alineas("\n" * (LINES * 2))
    assert len(many) == LINES + 1
    assert many[-1].endswith("staat in het dossier)")
