"""Numbers as Dutch-speaking people write them."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.dossier.getallen import (
    Lezing,
    drempel,
    percentage,
    read_cel,
    read_getal,
)
from pipeline.dossier.telwoorden import read_telwoord
from pipeline.reading.block import Cell


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("300", 300),
        ("0", 0),
        ("1.500", 1500),
        ("1 500", 1500),
        ("1\u00a0500", 1500),
        ("1\u202f500", 1500),
        ("1'500", 1500),
        ("1.500.000", 1_500_000),
        ("±180", 180),
        ("± 180", 180),
        ("+/- 180", 180),
        ("ca. 95", 95),
        ("ca.95", 95),
        ("ca 95", 95),
        ("~95", 95),
        ("44*", 44),
        ("= 45", 45),
        ("(300)", 300),
        ("45 (45)", 45),
        ("1,5", 1.5),
        ("0,5", 0.5),
        ("12.5", 12.5),
        ("0.500", 0.5),
        ("40,0", 40),
        ("1.500,50", 1500.5),
        ("1,234.5", 1234.5),
        ("12.500,-", 12_500),
        ("65.", 65),
    ],
)
def test_digits_separators_and_about_say_no_more_than_the_number(
    tekst: str, waarde: float
) -> None:
    assert read_getal(tekst) == Lezing(waarde, None, geldig=True)
    assert type(read_getal(tekst).waarde) is type(waarde)


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("1500 oefenkansen", 1500),
        ("1 500 oefenkansen", 1500),
        ("40gezinnen", 40),
        ("€ 12.500,00", 12_500),
        ("driehonderd (300)", 300),
        ("300 (driehonderd)", 300),
        ("honderd vijftig (150)", 150),
        ("KPI = 45 (22%)", 45),
        ("22% (65)", 65),
        ("45 (22,5 %)", 45),
        ("65 (waarvan 20 vrouwen)", 65),
        ("65 (stand 31/03/2024)", 65),
        ("65 per 31/03/2024 bereikt", 65),
        ("65 tot nu toe", 65),
        ("40 gezinnen tegen september 2024", 40),
        ("40 gezinnen in 2024-2025", 40),
        ("20 55-plussers", 20),
        ("een 10-tal gezinnen", 10),
        ("ongeveer 95", 95),
        ("180 k&j", 180),
        ("nog maar 65", 65),
        ("tot nog toe 65", 65),
        ("- 40 gezinnen", 40),
        ("200m2", 200),
        ("45 (zie bijlage 3)", 45),
        ("45 (nog te gaan: 255)", 45),
        ("in totaal 45 van verschillende scholen", 45),
    ],
)
def test_a_unit_or_any_word_is_kept_beside_the_number(
    tekst: str, waarde: float
) -> None:
    assert read_getal(f"  {tekst} ") == Lezing(waarde, tekst, geldig=True)


@pytest.mark.parametrize("tekst", ["", " ", "-", "–", "—", "/", "...", "\u00a0"])
def test_a_blank_is_nothing(tekst: str) -> None:
    assert read_getal(tekst) == Lezing(None, None, geldig=True)


@pytest.mark.parametrize(
    "tekst",
    [
        *["nvt", "n.v.t.", "N.V.T", "niet van toepassing"],
        *[
            "40 à 50",
            "40-50",
            "40 – 50",
            "40 - 500 gezinnen",
            "40 of 50",
            "40 tot 50",
            "20 + 25 = 45",
        ],
        *["45 (60)", "65 van 300", "65/300", "driehonderd (200)", "1 50", "1.2.3"],
        *["meer dan 70", ">70", "70+", "min. 40", "max 50", "tot 50", "ruim 70", "5-"],
        *["10 gezinnen per maand", "40 / maand", "1,500", "2x65", "2 x 30"],
        *["nog 65 te doen", "260 te gaan", "nog te bereiken: 260", "resterend: 260"],
        *["…/300", "... van 300", "? / 300", "van de 300", "nvt / 300", "22% van 300"],
        *["___/300"],
        *["ten minste 40", "op zijn minst 40", "hooguit 40", "méér dan 40", "40 plus"],
        *["40 of meer", "geen 45", "niet 45", "vorig jaar: 45"],
    ],
)
def test_what_names_no_single_number_has_none_and_keeps_its_text(tekst: str) -> None:
    assert read_getal(tekst) == Lezing(None, tekst, geldig=True)


@pytest.mark.parametrize(
    "tekst",
    [
        *["-5", "- 5", "\u22125", "minus 5", "-40 gezinnen", "±-5"],
        *["75%", "75 %", "22,5 procent"],
        *["#DIV/0!", "#N/B", "#WAARDE!", "Err:502"],
        *["3/5/2024", "2024-05-03", "3-mei", "5 mei 2024", "okt-24"],
        *["veel", "?", "x", "nog te bepalen", "3de graad", "A15", ".5", "1" * 16],
        *["3½", "1,5k", "2 dozijn", "2 duizend", "1,5 mln", "2 tientallen"],
        *["1O", "1O5", "2l", "1E+02", "2e+1", "1u30", "zie actie 15", "cf. p. 3"],
        *["een tiental", "honderden", "een paar", "geen", "dozijn"],
        *["een gezin", "twee à drie", "vijf of zes", "twee van de drie", "min vijf"],
        *["vijf gezinnen per maand", "meer dan tien", "drie keer twintig", "de helft"],
        *["vijftig procent", "tien; twintig", "vijf/zes", "drie, honderd"],
    ],
)
def test_what_is_no_number_of_zero_or_more_is_not_valid(tekst: str) -> None:
    assert read_getal(tekst) == Lezing(None, tekst, geldig=False)


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


COUNTS = st.integers(0, 10**12)
DECIMALS = st.integers(1, 10**9).flatmap(
    lambda whole: st.sampled_from([f"{whole},5", f"{whole},25", f"{whole},0625"])
)


@given(
    COUNTS,
    st.sampled_from(["", ".", " ", "\u00a0", "\u202f"]),
    st.sampled_from(["{}", "±{}", "ca. {}", "+/- {}", "({})", "{}*", " {} ", "{},00"]),
)
def test_every_dutch_spelling_of_a_count_reads_back(
    number: int, separator: str, around: str
) -> None:
    written = around.format(grouped(number, separator))
    assert read_getal(written) == Lezing(number, None, geldig=True)


@given(COUNTS, st.sampled_from(["gezinnen", "oefenkansen", "k&j", "actieplan"]))
def test_every_count_with_a_unit_reads_back_with_its_text(
    number: int, unit: str
) -> None:
    written = f"{grouped(number, '.')} {unit}"
    assert read_getal(written) == Lezing(number, written, geldig=True)


@given(DECIMALS)
def test_every_decimal_reads_as_it_is_written(written: str) -> None:
    assert read_getal(written).waarde == float(written.replace(",", "."))


@given(st.text(max_size=40))
def test_any_text_is_read_and_nothing_is_lost(tekst: str) -> None:
    lezing = read_getal(tekst)
    assert lezing.waarde is None or lezing.waarde >= 0
    assert lezing.geldig or (lezing.waarde is None and lezing.tekst == tekst.strip())
    if any(sign.isalpha() for sign in tekst) and lezing.tekst is None:
        assert "ca" in tekst.lower()


@given(st.integers(0, 1000))
def test_a_number_word_confirms_its_number_and_no_other(number: int) -> None:
    words = {"een": 1, "honderdvijf": 105, "honderdenvijf": 105, "tweeëntwintig": 22}
    words |= {"negentig": 90, "driehonderd twaalf": 312, "Duizend": 1000}
    for word, meant in words.items():
        assert read_telwoord(word) == meant
        expected = number if number == meant else None
        assert read_getal(f"{word} ({number})").waarde == expected


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("nul", 0),
        ("één", 1),
        ("een", 1),
        ("vijfenzestig", 65),
        ("Vijf en zestig", 65),
        ("vijfen-zestig.", 65),
        ("drieëndertig", 33),
        ("tweeentwintig", 22),
        ("honderdtwintig", 120),
        ("honderd en twee", 102),
        ("driehonderd", 300),
        ("drie honderd", 300),
        ("duizend", 1000),
        ("twaalfhonderd vijftig", 1250),
        ("vijfentwintighonderd", 2500),
        ("tweeduizend vijfhonderd", 2500),
        ("duizend en een", 1001),
        ("honderdduizend", 100_000),
        ("driehonderd gezinnen", 300),
        ("vijfenzestig (begeleide) gezinnen", 65),
        ("vijfenzestig begeleide gezinnen", 65),
        ("twaalf (8%)", 12),
    ],
)
def test_a_number_in_words_is_read_and_its_words_are_kept(
    tekst: str, waarde: int
) -> None:
    assert read_getal(tekst) == Lezing(waarde, tekst, geldig=True)


def cel(value: object, *, dated: bool = False) -> Cell:
    return Cell(row=1, column=1, value=value, dated=dated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "lezing"),
    [
        (cel(65), Lezing(65, None, geldig=True)),
        (cel(0), Lezing(0, None, geldig=True)),
        (cel(65.0), Lezing(65, None, geldig=True)),
        (cel(0.1 + 0.2), Lezing(0.3, None, geldig=True)),
        (cel("1500 oefenkansen"), Lezing(1500, "1500 oefenkansen", geldig=True)),
        (cel("75%"), Lezing(None, "75%", geldig=False)),
        (cel(-1.5), Lezing(None, "-1,5", geldig=False)),
        (cel(float("inf")), Lezing(None, "inf", geldig=False)),
        (cel(value=True), Lezing(None, "WAAR", geldig=False)),
        (cel(65, dated=True), Lezing(65, None, geldig=True)),
        (cel(65.5, dated=True), Lezing(None, "5/3/1900", geldig=False)),
        (cel(45415, dated=True), Lezing(None, "3/5/2024", geldig=False)),
        (
            cel(dt.datetime(2024, 5, 3), dated=True),  # noqa: DTZ001 - as Excel
            Lezing(None, "3/5/2024", geldig=False),
        ),
        (
            Cell(row=1, column=1, value=None, error="#DIV/0!"),
            Lezing(None, "#DIV/0!", geldig=False),
        ),
        (
            Cell(row=1, column=1, value=None, formula="SUM(F1:F9)"),
            Lezing(None, "=SUM(F1:F9)", geldig=False),
        ),
        (
            Cell(row=1, column=1, value=None, comment="geteld in maart"),
            Lezing(None, None, geldig=True),
        ),
        (
            Cell(row=1, column=1, value=45, formula="20+25"),
            Lezing(45, None, geldig=True),
        ),
    ],
)
def test_a_cell_is_read_by_what_it_holds(cell: Cell, lezing: Lezing) -> None:
    assert read_cel(cell) == lezing


@pytest.mark.parametrize(
    ("behaald", "te_behalen", "expected"),
    [
        (65, 300, 21.7),
        (75, 300, 25.0),
        (1, 8, 12.5),
        (1, 2000, 0.1),
        (1, 2001, 0.0),
        (1.5, 3, 50.0),
        (2840, 1500, 189.3),
        (0, 300, 0.0),
        (5, 0, None),
        (None, 300, None),
        (65, None, None),
    ],
)
def test_a_percentage_is_rounded_half_up_to_one_decimal(
    behaald: float | None, te_behalen: float | None, expected: float | None
) -> None:
    assert percentage(behaald, te_behalen) == expected


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_within_half_a_tenth(behaald: int, te_behalen: int) -> None:
    found = percentage(behaald, te_behalen)
    assert found is not None
    off = Fraction(str(found)) - Fraction(100 * behaald, te_behalen)
    assert -Fraction(1, 20) < off <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("te_behalen", "deel", "expected"),
    [
        (300, Fraction(1, 4), 75),
        (18, Fraction(1, 4), 4.5),
        (1.5, Fraction(1, 4), 0.375),
        (100, Fraction(1), 100),
        (None, Fraction(1), None),
    ],
)
def test_a_threshold_is_exact_and_not_rounded(
    te_behalen: float | None, deel: Fraction, expected: float | None
) -> None:
    found = drempel(te_behalen, deel)
    assert found == expected
    assert type(found) is type(expected)


@given(st.integers(0, 10**6))
def test_a_quarter_exactly_reaches_the_threshold(number: int) -> None:
    assume(number > 0)
    limit = drempel(number, Fraction(1, 4))
    assert limit is not None
    assert limit * 4 == number
