"""All cases."""

from itertools import chain
from typing import Final

from tests.torture_books import (
    actions,
    beside,
    constructs,
    counts,
    formats,
    groups,
    layout,
    sheets,
)
from tests.torture_books.case import Case

CASES: Final[tuple[Case, ...]] = tuple(
    chain(
        layout.cases(),
        actions.cases(),
        groups.cases(),
        counts.cases(),
        beside.cases(),
        sheets.cases(),
        constructs.cases(),
        formats.cases(),
    )
)
