"""Fixed: the form's explanations, as often as the blank prints them."""

from pipeline.forms.fixed import count_titles, fixed_lines
from pipeline.forms.route import route
from tests.forms.small import BLANK, index, lines

INDEX = index()
PLAN = BLANK[8]


def fixed(*texts: str) -> list[int]:
    made = lines(*texts)
    hits = {n: found for n, line in enumerate(made) if (found := INDEX.hits(line))}
    parts = route(list(hits.items()), ["acties", "plan", "ander"])
    return sorted(fixed_lines(made, INDEX, hits, parts, count_titles(made, INDEX)))


def test_an_explanation_is_fixed_where_it_stands() -> None:
    assert fixed("2. Het plan", PLAN, "Preventie") == [1]


def test_the_same_words_again_are_somebodys() -> None:
    assert fixed("2. Het plan", PLAN, "Preventie", PLAN) == [1]


def test_the_one_with_the_forms_neighbours_is_the_forms() -> None:
    assert fixed("Preventie", PLAN, "daarom", "2. Het plan", PLAN) == [4]


def test_a_copy_of_the_part_brings_its_own() -> None:
    assert fixed("2. Het plan", PLAN, "Preventie", "2. Het plan", PLAN) == [1, 4]


def test_an_explanation_of_another_part_is_no_text_of_this_one() -> None:
    assert fixed("2. Het plan", PLAN, "Preventie", BLANK[16]) == [1]
