"""The torture set of workbooks: every habit and every construct, one file each."""

from collections import Counter

import pytest

from tests.torture_books.case import Case, read, said
from tests.torture_books.cases import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_everything_in_the_workbook_is_read_where_it_belongs(case: Case) -> None:
    extractie = read(case)
    assert extractie.fout is None
    assert said(extractie) == case.expected


def test_the_set_is_large_and_every_case_has_its_own_name() -> None:
    assert len(CASES) >= 120
    assert [n for n, count in Counter(c.name for c in CASES).items() if count > 1] == []
