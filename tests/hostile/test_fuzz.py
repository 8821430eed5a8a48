"""A short run of the fuzzer; `make fuzz` does the long one."""

import os

import pytest

from tools.fuzz import ALL, case, fuzz


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="memory is limited on Linux")
def test_300_damaged_files_are_read_or_refused() -> None:
    found = fuzz(300, 1)
    assert sum(found.values()) == 300
    assert [what for what in found if "DEFECT" in what] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ALL)
def test_the_same_seed_gives_the_same_case(kind: str) -> None:
    assert case(kind, 7, 1) == case(kind, 7, 1)
    assert len({case(kind, number, 1) for number in range(20)}) > 15
