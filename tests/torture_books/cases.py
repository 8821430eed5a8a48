"""All cases."""

from itertools import chain
from typing import Final

from tests.torture_books import (
    actions,
    beside,
    columns,
    constructs,
    counts,
    formats,
    groups,
    layout,
    misread,
    sheets,
    totals,
)
from tests.torture_books.case import Case

CASES: Final[tuple[Case, ...]] = tuple(
    chain(
        layout.cases(),
        misread.cases(),
        actions.cases(),
        groups.cases(),
        columns.cases(),
        counts.cases(),
        beside.cases(),
        totals.cases(),
        sheets.cases(),
        constructs.cases(),
        formats.cases(),
    )
)
