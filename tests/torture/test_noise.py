"""What changes nothing that a person sees changes nothing that is read."""

import re

import pytest

from tests.torture.adversary.made import AROUND, words_of
from tests.torture.adversary.whole import ADVERSARIES
from tests.torture.case import Case, read, said
from tests.torture.cases import CASES
from tests.torture.noise import NOISE, changed, without_tables

# Where only the table tells what belongs together, or that a row is no longer there.
TABLE_COUNTS = frozenset(
    {
        "a nested table belongs to its answer",
        "a table in a table in a table is read once",
        "a table of one's own in an answer",
        "deleted rows are gone",
        "the initiatives in a table",
        "labels in a row, answers below",
        "rows of labels and rows of answers",
        "an action in every column",
        "a table of initiatives with a column of one's own",
    }
)
FLAT = [case for case in CASES if case.name not in TABLE_COUNTS]
EVERY = 20  # of which the quick tests take one


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("case", CASES[::EVERY], ids=lambda case: case.name)
def test_noise_is_not_heard(case: Case, noise: str) -> None:
    noisy = Case(case.name, changed(case.data, NOISE[noise]))
    assert said(read(noisy)) == case.expected


@pytest.mark.slow
@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_noise_is_not_heard_in_any_document(case: Case, noise: str) -> None:
    noisy = Case(case.name, changed(case.data, NOISE[noise]))
    assert said(read(noisy)) == case.expected


@pytest.mark.slow
@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("name", ADVERSARIES)
def test_no_word_is_lost_in_the_noise(name: str, noise: str) -> None:
    adversary = ADVERSARIES[name]
    extractie = read(Case(name, changed(adversary.in_an_answer(), NOISE[noise])))
    dumped = re.sub(r"\\[nt]", " ", extractie.model_dump_json())
    seen = {*adversary.live, *adversary.hidden, *AROUND}
    assert seen - set(words_of(dumped)) == set()


@pytest.mark.parametrize("case", FLAT[::EVERY], ids=lambda case: case.name)
def test_a_table_may_become_paragraphs(case: Case) -> None:
    flat = Case(case.name, changed(case.data, without_tables))
    assert said(read(flat)) == case.expected


@pytest.mark.slow
@pytest.mark.parametrize("case", FLAT, ids=lambda case: case.name)
def test_any_table_may_become_paragraphs(case: Case) -> None:
    flat = Case(case.name, changed(case.data, without_tables))
    assert said(read(flat)) == case.expected


def test_the_noise_is_there() -> None:
    quiet = CASES[0].data
    for change in (*NOISE.values(), without_tables):
        assert changed(quiet, change) != changed(quiet, lambda _root, _hand: None)
