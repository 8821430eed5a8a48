"""Which numbers of actions stand in a text, in figures or in letters."""

import pytest

from pipeline.dossier.actienummer import are_official, official_numbers
from tests.dossier.extracties import catalogus


def told(tekst: str) -> list[int]:
    """The numbers that count by themselves, not those that only may confirm a name."""
    return [n for n, sure in official_numbers(tekst, catalogus()).items() if sure]


@pytest.mark.parametrize(
    "tekst",
    [
        *("Actie 15", "actie nr. 15:", "Actienummer 15", "Actie: 15", "actie #15"),
        *("#15", "15)", "(15)", "nr 15", "A15", "Act. 15", "Nummer actie: 15"),
        *("actie vijftien", "Actie nummer vijftien", "Actie XV", "Actie XV: brug"),
        *("Doelstelling 5, actie 15", "actie 15 - projectjaar 2"),
    ],
)
def test_a_number_counts_however_it_is_written(tekst: str) -> None:
    assert told(tekst) == [15]


@pytest.mark.parametrize(
    "tekst",
    [
        *("Actie 5.15", "Actie 3.2", "actie 15/20", "actie 15-20", "actie 15/09"),
        *("doelstelling 3 actie 2", "actie 2 van doelstelling 3"),
        *("Actie X", "actie vijf keer uitgesteld", "actie ix"),
        *("actie 25", "Actie XXX", "activiteit 15", "15 mei", "2024"),
        *(f"actie {'1' * 60}%", f"actie {'1' * 5000}", f"actie{' ' * 20_000}x"),
    ],
)
def test_other_numbers_say_nothing(tekst: str) -> None:
    assert told(tekst) == []


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [("Actie IV", 4), ("Actie IX", 9), ("Actie XIV", 14), ("ACTIE XIX.", 19)],
)
def test_roman_numbers_are_counted_up_and_down(tekst: str, nummer: int) -> None:
    assert told(tekst) == [nummer]


@pytest.mark.parametrize(
    ("told", "official"),
    [
        ([], True),
        ([([15], None), ([5], None)], True),
        ([([1], None), ([2], None)], False),
        ([([2], None), ([5], None)], True),
        ([([5], None), ([6], 9)], False),
        ([([5], 5), ([6], None)], True),
        ([([5], 5), ([7], 7), ([9], 9), ([6], 13)], True),
        ([([5], 5), ([7], 7), ([6], 13)], False),
    ],
)
def test_numbers_beside_other_names_are_somebodys_own(
    told: list[tuple[list[int], int | None]], *, official: bool
) -> None:
    assert are_official(told, {2, *range(5, 12), *range(13, 25)}) is official
