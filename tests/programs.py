"""Programs that some tests need and not every machine has."""

import os
import shutil

import pytest

# Debian puts servers where a plain user's PATH does not look.
_SERVERS = os.pathsep.join(("/usr/local/sbin", "/usr/sbin", "/sbin"))


def needs(program: str) -> str:
    """Return the path of `program`, or skip the test where it is missing.

    With SAMENLEVEN_ALLES=1, as in .ci/run, a missing program fails the test: what CI
    skips in silence is never tested at all.
    """
    path = shutil.which(program) or shutil.which(program, path=_SERVERS)
    if path is not None:
        return path
    if os.environ.get("SAMENLEVEN_ALLES") == "1":
        pytest.fail(f"{program} is missing, and SAMENLEVEN_ALLES=1 skips nothing")
    pytest.skip(f"{program} is not on this machine", allow_module_level=True)
