"""Route: in which part of the form each line stands."""

from pipeline.forms.route import route
from tests.forms.small import BLANK, index, lines

INDEX = index()
DELEN = ["acties", "plan", "ander"]


def parts(*texts: str) -> list[str | None]:
    hits = [(n, INDEX.hits(line)) for n, line in enumerate(lines(*texts))]
    found = route([(n, some) for n, some in hits if some], DELEN)
    return [found.get(n) for n in range(len(texts))]


def test_the_blank_stands_where_it_stands() -> None:
    found = parts(*BLANK)
    assert found[2:7] == ["acties"] * 5
    assert {found[n] for n in (7, 8, 9, 10, 12, 14)} == {"plan"}
    assert {found[n] for n in (15, 16, 17, 18, 19)} == {"ander"}


def test_parts_may_come_in_another_order_and_without_headings() -> None:
    texts = (*BLANK[16:], *BLANK[8:15], *BLANK[2:7])
    found = [part for part in parts(*texts) if part is not None]
    assert found == sorted(found, key=["ander", "plan", "acties"].index)


def test_one_label_of_another_part_does_not_pull_a_line_out_of_its_own() -> None:
    found = parts("2. Het plan", BLANK[8], "Timing: mei", "Preventie", BLANK[14])
    assert found == ["plan"] * 5


def test_shared_labels_stand_in_the_part_around_them() -> None:
    ja = "0 Ja, we gaan door want:"
    assert parts("3. Het andere plan", ja, "Protectie")[1] == "ander"
    assert parts("2. Het plan", ja, "Preventie")[1] == "plan"


def test_nothing_that_hits_is_nowhere() -> None:
    assert route([], DELEN) == {}


def test_a_part_does_not_begin_before_its_own_heading() -> None:
    ja = "0 Ja, we gaan door want:"
    found = parts("2. Het plan", ja, "Protectie", "3. Het andere plan", ja)
    assert found == ["plan", "plan", "plan", "ander", "ander"]
