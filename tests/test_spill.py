from itertools import count

import pytest

from pipeline.errors import OutputError
from pipeline.spill import Spill


def test_rows_come_back_by_number_and_in_order() -> None:
    spill = Spill()
    assert [spill.add(text) for text in ("één", "twee", "drie")] == [0, 1, 2]
    assert (spill.get(1), spill.get(3), len(spill)) == ("twee", None, 3)
    assert list(spill) == ["één", "twee", "drie"]


def test_a_row_can_be_put_in_the_place_of_another() -> None:
    spill = Spill()
    spill.add("a", "x")
    spill.put(0, "b", "y")
    assert (list(spill), spill.group("x"), spill.group("y")) == (["b"], [], [(0, "b")])


def test_groups_keep_their_rows_in_order_and_the_others_apart() -> None:
    spill = Spill()
    for text, group in (("1", "b"), ("2", None), ("3", "a"), ("4", "b")):
        spill.add(text, group)
    assert spill.groups() == ["a", "b"]
    assert spill.group("b") == [(0, "1"), (3, "4")]
    assert (spill.first("b"), spill.first("c"), spill.group_of(2)) == (0, None, "a")
    assert list(spill.ungrouped()) == ["2"]


def test_many_rows_are_all_there_whatever_the_page() -> None:
    spill = Spill()
    for number in range(1_000):
        spill.add(str(number))
    assert list(spill) == [str(number) for number in range(1_000)]


def fill(spill: Spill) -> None:
    for _ in count():
        spill.add("x" * 1_000)


def test_a_full_disk_is_told() -> None:
    spill = Spill()
    spill._rows.execute("PRAGMA max_page_count = 20")
    with pytest.raises(OutputError, match="vol"):
        fill(spill)
