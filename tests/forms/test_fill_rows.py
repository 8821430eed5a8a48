import pytest

from pipeline.forms.fill_rows import Place, Rows

# Lines 9 to 12 of the blank: action a, action b in two lines, action c.
BLANK = (9, 12)
COPIED = Rows(
    *BLANK,
    [Place(9, "a"), Place(10, "b"), Place(11, "b"), Place(10, "b"), Place(12, "c")],
)
DROPPED = Rows(*BLANK, [Place(11, "b"), Place(12, "c")])


@pytest.mark.parametrize(
    ("formula", "row", "result"),
    [
        ("F10/E10", 12, "F12/E12"),
        ("COUNT(E10:F10)", 12, "COUNT(E12:F12)"),
        ("SUM(E10:E11)", 10, "SUM(E10:E12)"),
        ("SUM(E9:E9)", 9, "SUM(E9:E9)"),
        ("SUM(E9:E12)", None, "SUM(E9:E13)"),
        ("$A$1:$I$13", None, "$A$1:$I$14"),
        ("F9:F12", None, "F9:F13"),
        ('IF(E9=0,"E9","Nee")', 9, 'IF(E9=0,"E9","Nee")'),
        ("LOG10(E12)", 13, "LOG10(E13)"),
        ("D3:I3", None, "D3:I3"),
    ],
)
def test_references_follow_rows_that_are_copied(
    formula: str, row: int | None, result: str
) -> None:
    assert COPIED.area(formula, row) == result


@pytest.mark.parametrize(
    ("formula", "row", "result"),
    [
        ("F11/E11", 9, "F9/E9"),
        ("SUM(E10:E11)", 9, "SUM(E9:E9)"),
        ("SUM(E9:E12)", None, "SUM(E9:E10)"),
        ("$A$1:$I$13", None, "$A$1:$I$11"),
    ],
)
def test_references_follow_rows_that_are_dropped(
    formula: str, row: int | None, result: str
) -> None:
    assert DROPPED.area(formula, row) == result


def test_rows_that_stay_where_they_are_change_nothing() -> None:
    same = Rows(*BLANK, [Place(row, "x") for row in range(9, 13)])
    assert same.is_same
    assert same.new_last == 12
