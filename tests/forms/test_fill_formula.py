import pytest

from pipeline.forms.fill_formula import UnknownFormulaError, Value, compute

CELLS: dict[tuple[int, int], Value] = {
    (9, 5): 10.0,
    (9, 6): 2.5,
    (10, 5): 0.0,
    (10, 6): 4.0,
    (11, 5): 30.0,
    (12, 1): "Ja",
}


def value(formula: str) -> Value:
    return compute(formula, lambda row, column: CELLS.get((row, column)))


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("F9/E9", 0.25),
        ("SUM(E9:E11)", 40.0),
        ("COUNT(E9:F11)", 5.0),
        ("-E9+2*(3-1)", -6.0),
        ("25%*E9", 2.5),
        ('IF(E10=0,"",F10/E10)', ""),
        ('IF(COUNT(E11:F11)<2,"",F11/E11)', ""),
        ('IF(F9>=E9*0.25,"Ja","Nee")', "Ja"),
        ("SUMPRODUCT((E9:E11>0)*(1-ISNUMBER(F9:F11)))", 1.0),
        ("AND(ISNUMBER(E9),E9<>INT)", None),
        ('A12="ja"', True),
        ('A99=""', True),
        ("A99=0", True),
        ("OR(E9>99,E10>=0)", True),
        ('"a"&"""b"""&1', 'a"b"1'),
        ("MIN(E9:E11)+MAX(F9:F11)", 4.0),
        ("$E$9+E$11", 40.0),
        ("IF(FALSE,1)", False),
    ],
)
def test_a_formula_comes_to_its_value(formula: str, result: Value) -> None:
    if result is None:
        with pytest.raises(UnknownFormulaError):
            value(formula)
    else:
        assert value(formula) == result


@pytest.mark.parametrize(
    "formula",
    [
        "F9/E10",
        "VLOOKUP(E9,A1:B2,2)",
        "E9:E11",
        "E9+",
        "(E9",
        "'Blad 2'!A1",
        "A12*2",
        "1 2",
    ],
)
def test_what_is_unknown_or_an_error_has_no_value(formula: str) -> None:
    with pytest.raises(UnknownFormulaError):
        value(formula)
