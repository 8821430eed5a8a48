"""Limits are set by name, and a mistake in them is told."""

import pytest

from pipeline.errors import SetupError
from pipeline.intake.limits import MIB, Limits, limits_of


def test_nothing_told_leaves_them_as_they_are() -> None:
    assert limits_of("") == Limits()


def test_limits_are_told_by_name_with_a_unit() -> None:
    limits = limits_of("seconds=60, attachment=40MB")
    assert (limits.seconds, limits.attachment) == (60, 40 * MIB)
    assert limits.mail == Limits().mail


@pytest.mark.parametrize(
    "told", ["seconden=60", "seconds", "seconds=-1", "seconds=0", "mail=9TB"]
)
def test_what_is_no_limit_is_told(told: str) -> None:
    with pytest.raises(SetupError, match=told):
        limits_of(told)
