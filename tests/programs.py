"""Programs that some tests need and not every machine has."""

import os
import shutil

import pytest


def needs(program: str) -> str:
    """Return the path of `program`, or skip the test where it is missing.

    With SAMENLEVEN_ALLES=1, as in .ci/run, a missing program fails the test: what CI
    skips in silence is never tested at all.
    """
    path = shutil.which(program)
    if path is not None:
        return path
    if os.environ.get("SAMENLEVEN_ALLES") == "1":
        pytest.fail(f"{program} is missing, and SAMENLEVEN_ALLES=1 skips nothing")
    pytest.skip(f"{program} is not on this machine", allow_module_level=True)
