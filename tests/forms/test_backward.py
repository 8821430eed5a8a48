"""Backward: answers above their labels, or to their left."""

import pytest

from pipeline.forms.backward import turned
from pipeline.reading.block import CellAt
from tests.dossier.test_filling import dossier_of, extracted, filled
from tests.forms.small import block, index, lines, names_action

INDEX = index()


def read(*texts: str) -> list[str]:
    return [line.live for line in turned(lines(*texts), INDEX, names_action)]


def test_answers_above_bare_labels_are_put_below_them() -> None:
    found = read(
        "1. De acties", "actie 3", "300", "Te behalen KPI:", "a", "b", "Waarom niet?"
    )
    assert found == [
        *("1. De acties", "actie 3"),
        *("Te behalen KPI:", "300", "Waarom niet?", "a", "b"),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("Te behalen KPI:", "300", "Waarom niet?", "daarom"),
        ("vooraf", "Te behalen KPI:", "300"),
        ("vooraf", "Waarom niet?", "daarom"),
        ("daarom", "Waarom niet? (vul aan)"),
        ("actie 3", "Te behalen KPI:"),
        ("geen getal", "Te behalen KPI:"),
        ("300", "Te behalen KPI: 200"),
        ("a", "Waarom niet?", "b", "Timing:", "c"),
        ("tekst",),
        (),
    ],
)
def test_where_not_everything_says_so_nothing_is_turned(texts: tuple[str, ...]) -> None:
    assert read(*texts) == list(texts)


def test_a_cell_is_turned_on_its_own() -> None:
    one, two = CellAt(1, 1, 1), CellAt(1, 1, 2)
    made = lines(
        block("300", one),
        block("Te behalen KPI", one),
        block("Waarom niet?", two),
        block("daarom", two),
    )
    found = [line.live for line in turned(made, INDEX, names_action)]
    assert found == ["Te behalen KPI", "300", "Waarom niet?", "daarom"]


def test_a_table_with_its_labels_at_the_right_is_read_from_there() -> None:
    rows = (("300", "Te behalen KPI"), ("daarom", "Waarom niet?"))
    made = lines(
        *(
            block(text, CellAt(1, row, column))
            for row, texts in enumerate(rows, 1)
            for column, text in enumerate(texts, 1)
        )
    )
    found = [line.live for line in turned(made, INDEX, names_action)]
    assert found == ["Te behalen KPI", "300", "Waarom niet?", "daarom"]


def test_a_name_in_an_answer_turns_no_answers_around() -> None:
    said = {"organisatie": "Pleinmakers\n’s avonds", "ervaring": "Periode: mei"}
    dossier = dossier_of(stimulansen={"mentorbestuur": said})
    found = extracted(filled(dossier))["stimulansen"]["mentorbestuur"]
    assert {key: found[key] for key in said} == said
