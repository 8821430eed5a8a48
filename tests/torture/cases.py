"""All cases."""

from itertools import chain
from typing import Final

from tests.torture import choices, constructs, corners, habits, hiding, options, whole
from tests.torture.case import Case

CASES: Final[tuple[Case, ...]] = tuple(
    chain(
        constructs.cases(),
        hiding.cases(),
        habits.cases(),
        choices.cases(),
        options.cases(),
        whole.cases(),
        corners.cases(),
    )
)
