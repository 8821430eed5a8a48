"""Every hostile file ends in the outcome it should have, in little time and memory."""

import os
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

import pytest

from pipeline.errors import DocumentError
from pipeline.intake.item import Item
from pipeline.intake.limits import DEFAULT, MIB
from pipeline.intake.mail import open_item
from pipeline.reading.read import READERS
from pipeline.run.extracting import extract_json
from pipeline.run.isolating import apart
from pipeline.run.opening import rules_apart
from tests.hostile import letters, others, packages, tricks
from tests.hostile.packages import Case
from tests.run.made import programma

# 512 MiB with the program itself, and no more than 10 seconds.
LIMITS = replace(DEFAULT, seconds=10, memory=400 * MIB)
GROUPS: Mapping[str, Mapping[str, Case]] = {
    "zip": packages.ARCHIVES,
    "xml": packages.XML,
    "word": packages.WORD,
    "blad": packages.SHEETS,
    "ander": others.DOCUMENTS,
    "mail": others.MAILS,
    "zip, meer": tricks.ARCHIVES,
    "word, meer": tricks.WORD,
    "blad, meer": tricks.SHEETS,
    "pdf, meer": tricks.PDF,
    "mail, meer": letters.MAILS,
}
CASES = {
    f"{group}: {name}": case
    for group, cases in GROUPS.items()
    for name, case in cases.items()
}


def outcomes(data: bytes, naam: str) -> set[str]:
    """What becomes of `data` at the door, and of the documents that come past it."""
    told: set[str] = set()
    rules = rules_apart(programma(), LIMITS)
    for item in open_item(data, "x", naam, rules, set()).walk():
        if item.refusal is not None:
            is_typed = "onverwachte fout" not in item.refusal.reden
            told.add(item.refusal.code if is_typed else item.refusal.reden)
        elif item.ignored is None and item.format in READERS:
            told.add(outcome(item))
    return told or {"niets"}


def outcome(item: Item) -> str:
    one = (item.data, item.naam, item.format, None)
    try:
        apart(programma(), extract_json, *one, limits=LIMITS)
    except DocumentError as error:
        is_typed = "onverwachte fout" not in error.bericht
        return error.code if is_typed else error.bericht
    return "gelezen"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="memory is limited on Linux")
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_has_the_right_outcome(name: str) -> None:
    naam, build, right = CASES[name]
    found = outcomes(build(), naam)
    assert found <= right


def test_the_cases_have_different_names() -> None:
    assert len(CASES) == len(list(chain.from_iterable(GROUPS.values())))
