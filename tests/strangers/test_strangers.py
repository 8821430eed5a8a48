"""Whatever the layout and the habit, all that was put in comes out where it belongs."""

import pytest

from pipeline.run.taking import extract_file
from tests.strangers.layouts import LAYOUTS
from tests.strangers.people import JOINTS, LABELS, OPTIONS, PAIRS, PLACES, WRAPS, Person
from tests.strangers.submission import WHOLES, Submission, said, submission
from tests.torture.case import programma

HABITS = [
    *(Person(place=place) for place in PLACES),
    *(Person(joint=joint) for joint in JOINTS),
    *(Person(wrap=wrap) for wrap in WRAPS),
    *(Person(label=label) for label in LABELS),
    *(Person(pair=pair) for pair in PAIRS),
    *(Person(option=option) for option in OPTIONS),
]


def check(made: Submission) -> None:
    extractie = extract_file(made.docx(), "motivatie.docx", programma())
    assert extractie.fout is None
    assert said(extractie) == made.expected


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("whole", WHOLES)
def test_every_layout_with_anything_deleted(layout: str, whole: str) -> None:
    check(submission(len(layout) * 7 + len(whole), layout=layout, whole=whole))


@pytest.mark.parametrize("person", HABITS, ids=repr)
def test_every_habit(person: Person) -> None:
    check(submission(len(repr(person)), person=person))


@pytest.mark.parametrize("seed", range(60))
def test_any_person_in_any_layout(seed: int) -> None:
    check(submission(seed))


@pytest.mark.parametrize("seed", range(30, 99))
def test_words_of_a_label_in_an_answer_are_the_answer(seed: int) -> None:
    check(submission(seed, lastig=True))


@pytest.mark.parametrize("seed", [1120, 1431, 1448])
def test_a_name_or_a_typing_error_moves_no_answer(seed: int) -> None:
    check(submission(seed, lastig=True))


def test_what_is_drawn_differs() -> None:
    made = [submission(seed) for seed in range(60)]
    assert len({one.layout for one in made}) > len(LAYOUTS) / 2
    assert sum(len(one.expected["motivaties"]) for one in made) > len(made)
