"""Every hostile file ends in the outcome it should have, in little time and memory."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

import pytest

from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError
from pipeline.intake.limits import DEFAULT, MIB
from pipeline.intake.mail import read_item
from pipeline.intake.sniff import Format
from pipeline.reading.read import READERS
from pipeline.run.isolating import Job, extract_apart, extract_here, is_light
from pipeline.run.programs import programma_of
from pipeline.run.worker import Worker
from tests.hostile import others, packages
from tests.hostile.packages import Case
from tests.run.made import programma

# 512 MiB with the program itself, and no more than 10 seconds.
LIMITS = replace(DEFAULT, seconds=10, memory=400 * MIB)
APART = tuple[bytes, str, Format]

GROUPS: Mapping[str, Mapping[str, Case]] = {
    "zip": packages.ARCHIVES,
    "xml": packages.XML,
    "word": packages.WORD,
    "blad": packages.SHEETS,
    "ander": others.DOCUMENTS,
    "mail": others.MAILS,
}
CASES = {
    f"{group}: {name}": case
    for group, cases in GROUPS.items()
    for name, case in cases.items()
}


def intake(data: bytes, naam: str) -> tuple[set[str], list[APART]]:
    """What becomes of `data` at the door, and the documents that came past it."""
    told: set[str] = set()
    documents: list[APART] = []
    for item in read_item(data, "x", naam, DEFAULT, set()).walk():
        if item.refusal is not None:
            told.add(item.refusal.code)
        elif item.ignored is None and item.format in READERS:
            documents.append((item.data, item.naam, item.format))
    return told, documents


def here(programma: Programma, data: bytes, naam: str) -> tuple[set[str], list[APART]]:
    """The outcomes of what a run would read in its own process, and the rest."""
    told, documents = intake(data, naam)
    apart = [one for one in documents if not is_light(one[0], one[2])]
    for one in documents:
        if one not in apart:
            try:
                extract_here(Job(*one), programma)
                told.add("gelezen")
            except DocumentError as error:
                told.add(error.code)
    return told, apart


@pytest.fixture(scope="module")
def guard() -> Iterator[Worker]:
    """Ends whatever a run would do in its own process and should not have done."""
    made = Worker(here, programma_of)
    yield made
    made.close()


def outcomes(guard: Worker, data: bytes, naam: str) -> set[str]:
    told, apart = guard.ask(LIMITS, data, naam)
    for one in apart:
        try:
            extract_apart(Job(*one), programma(), LIMITS)
            told.add("gelezen")
        except DocumentError as error:
            told.add(error.code)
    return set(told) or {"niets"}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="memory is limited on Linux")
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_has_the_right_outcome(guard: Worker, name: str) -> None:
    naam, build, right = CASES[name]
    found = outcomes(guard, build(), naam)
    assert found
    assert found <= right


def test_the_cases_have_different_names() -> None:
    assert len(CASES) == len(list(chain.from_iterable(GROUPS.values())))
