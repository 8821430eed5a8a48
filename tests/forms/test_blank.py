"""Blank: the blank form is the schema."""

import pytest

from pipeline.errors import MappingError
from pipeline.forms.blank import build_index
from pipeline.forms.labels import Role
from pipeline.reading.block import Layer, Reading
from tests.forms.small import BLANK, block, formulier, index

TEXTS = {(text.key, text.deel): text for text in index().texts}


def test_every_line_that_is_no_label_is_fixed_text_of_its_part() -> None:
    fixed = {key for key, text in TEXTS.items() if text.role is Role.FIXED}
    assert fixed == {
        ("verslag van het jaar", None),
        ("wij verwachten een plan met maatregelen", "plan"),
        ("wij verwachten ook hier iets", "ander"),
    }


def test_a_wording_is_the_forms_own_when_the_blank_prints_it() -> None:
    assert TEXTS["te behalen kpi", "acties"].own
    assert not TEXTS["doel", "acties"].own


def test_a_fixed_text_knows_what_stands_beside_it() -> None:
    near = TEXTS["wij verwachten een plan met maatregelen", "plan"].near
    assert {"2 het plan", "halen we het"} <= near


def test_a_question_with_its_choice_is_no_fixed_text() -> None:
    assert ("halen we het ja nee", "plan") not in TEXTS


def test_a_text_that_comes_twice_counts_twice() -> None:
    blocks = [block(text) for text in BLANK]
    blocks.insert(9, block(BLANK[8]))
    made = build_index(formulier(), Reading(blocks=tuple(blocks)))
    (text,) = [t for t in made.texts if t.key.startswith("wij verwachten een")]
    assert text.count == 2


def test_a_header_is_nobodys() -> None:
    header = block("Agentschap")
    blocks = [block(text) for text in BLANK]
    blocks.append(type(header)(runs=header.runs, place="k", layer=Layer.HEADER))
    made = build_index(formulier(), Reading(blocks=tuple(blocks)))
    (text,) = [t for t in made.texts if t.key == "agentschap"]
    assert text.deel is None
    assert text.near == frozenset()


def test_a_field_without_a_label_in_the_blank_is_a_mistake_of_the_mapping() -> None:
    blocks = tuple(block(text) for text in BLANK if text != "Preventie")
    with pytest.raises(MappingError, match="preventie") as wrong:
        build_index(formulier(), Reading(blocks=blocks))
    assert len(wrong.value.problems) == 1
