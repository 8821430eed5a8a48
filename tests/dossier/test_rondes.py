"""The rounds: what the data says, and what loading refuses."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.dossier.rondes import Ronde, Rondes, load_rondes
from pipeline.errors import MappingError
from pipeline.resources import mappings

SMALL = """
[[rondes]]
id = "proef-eind"
naam = "Proef"
projectjaar = 1
moment = "eind"
periode = { van = 2030-01-01, tot = 2030-12-31 }
drempel = "1"
indienen_vanaf = 2031-01-01
deadline = 2031-01-15
formulieren = []
projectjaar_herkenning = ["projectjaar 1"]
moment_herkenning = ["eindrapport"]
"""

Load = Callable[[str], Rondes]


@pytest.fixture(scope="module")
def rondes() -> Rondes:
    return load_rondes(mappings())


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def load_text(text: str) -> Rondes:
        (tmp_path / "rondes.toml").write_text(text, encoding="utf-8")
        return load_rondes(tmp_path)

    return load_text


def refused(load: Load, text: str) -> tuple[str, ...]:
    with pytest.raises(MappingError) as caught:
        load(text)
    return caught.value.problems


def known(rondes: Rondes, ronde_id: str) -> Ronde:
    ronde = rondes.ronde(ronde_id)
    assert ronde is not None
    return ronde


def test_the_rounds_are_those_of_the_contract(rondes: Rondes) -> None:
    assert rondes.ids == (
        *("pj1-tussentijds", "pj1-eind", "pj2-tussentijds", "pj2-eind", "pj3-eind"),
    )


def test_an_unknown_round_is_none(rondes: Rondes) -> None:
    assert rondes.ronde("pj3-tussentijds") is None


def test_a_quarter_is_asked_halfway_and_all_at_the_end(rondes: Rondes) -> None:
    thresholds = {"tussentijds": Fraction(1, 4), "eind": Fraction(1)}
    for ronde in rondes.rondes:
        assert ronde.drempel == thresholds[ronde.moment], ronde.id


def test_the_official_form_belongs_to_its_round(rondes: Rondes) -> None:
    ronde = known(rondes, "pj2-tussentijds")
    assert ronde.formulieren == ("motivatie-pj2-tussentijds", "kpi-rapport")


@pytest.mark.parametrize(
    ("received", "late"),
    [
        ("2024-05-06T23:59:59+02:00", False),
        ("2024-05-07T00:00:00+02:00", True),
        # Brussels is two hours ahead of UTC in May.
        ("2024-05-06T22:30:00+00:00", True),
        ("2024-05-06T21:30:00+00:00", False),
        ("2024-05-07T03:00:00+09:00", False),
    ],
)
def test_the_deadline_is_an_inclusive_day_in_brussels(
    rondes: Rondes, received: str, *, late: bool
) -> None:
    ronde = known(rondes, "pj2-tussentijds")
    assert ronde.is_late(dt.datetime.fromisoformat(received)) is late


def test_nothing_is_late_where_the_deadline_is_unknown(rondes: Rondes) -> None:
    received = dt.datetime(2030, 1, 1, tzinfo=ZoneInfo("Europe/Brussels"))
    assert not known(rondes, "pj3-eind").is_late(received)


def test_the_last_round_is_after_the_mergers(rondes: Rondes) -> None:
    mergers = dt.date(2025, 1, 1)
    assert known(rondes, "pj2-eind").peildatum < mergers
    assert known(rondes, "pj3-eind").peildatum >= mergers


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "Motivatie tussentijdse rapportage projectjaar 2 Plan Samenleven",
            ["pj2-tussentijds"],
        ),
        ("EINDRAPPORTAGE – eerste projectjaar", ["pj1-eind"]),
        ("motivatie-pj2-tussentijds_Halle.docx", ["pj2-tussentijds"]),
        ("kpi_pj3-eind.xlsx", ["pj3-eind"]),
        ("Tussentijdse rapportering 2022-2023", ["pj1-tussentijds"]),
        ("Eindrapport projectjaar 20", []),
        ("tussentijdse rapportage", []),
        ("tweede projectjaar", []),
        ("", []),
    ],
)
def test_a_title_tells_its_round(rondes: Rondes, text: str, ids: list[str]) -> None:
    assert [ronde.id for ronde in rondes.named_in(text)] == ids


def test_a_round_writes_its_threshold_as_it_was_read(rondes: Rondes) -> None:
    ronde = known(rondes, "pj1-tussentijds")
    assert Ronde.model_validate(ronde.model_dump()) == ronde
    assert ronde.model_dump()["drempel"] == "1/4"


def test_every_mistake_is_told_with_its_key(load: Load) -> None:
    second = (
        SMALL.replace('drempel = "1"', "drempel = 0.25")
        .replace("2031-01-15", '"15 januari"')
        .replace("formulieren = []", "formulier = []")
        .replace('moment = "eind"', 'moment = "midden"')
        .replace("projectjaar = 1\n", "")
    )
    assert set(refused(load, f'versie = "1"\n{SMALL}{second}')) == {
        "rondes.toml: versie: is geen bekende sleutel",
        "rondes.toml: rondes[1].projectjaar: ontbreekt",
        (
            "rondes.toml: rondes[1].moment: moet een van deze zijn: "
            "'tussentijds' of 'eind'"
        ),
        (
            "rondes.toml: rondes[1].drempel: moet een breuk tot en met 1 zijn, "
            'zoals "1/4" of "1"'
        ),
        "rondes.toml: rondes[1].deadline: moet een datum zijn, zoals 2024-05-06",
        "rondes.toml: rondes[1].formulier: is geen bekende sleutel",
    }


@pytest.mark.parametrize("drempel", ["0", "5/4", "1/0", "een kwart", "-1/4", ""])
def test_a_threshold_is_a_part_of_the_whole(load: Load, drempel: str) -> None:
    (problem,) = refused(load, SMALL.replace('"1"', f'"{drempel}"'))
    assert problem.startswith("rondes.toml: rondes[0].drempel: moet een breuk")


def test_contradictions_are_told_all_at_once(load: Load) -> None:
    other_year = SMALL.replace("projectjaar = 1\n", "projectjaar = 2\n")
    late_start = other_year.replace("2031-01-01", "2031-02-01")
    backwards = late_start.replace("tot = 2030-12-31", "tot = 2029-12-31")
    assert refused(load, SMALL + backwards) == (
        "rondes.toml: rondes[0].id: ‘proef-eind’ staat er meermaals",
        (
            "rondes.toml: rondes[0].projectjaar_herkenning: ‘projectjaar 1’ hoort bij "
            "meer dan één projectjaar"
        ),
        "rondes.toml: rondes[1].id: ‘proef-eind’ staat er meermaals",
        "rondes.toml: rondes[1].periode: begint niet voor ze eindigt",
        "rondes.toml: rondes[1].deadline: valt voor indienen_vanaf",
        (
            "rondes.toml: rondes[1].projectjaar_herkenning: ‘projectjaar 1’ hoort bij "
            "meer dan één projectjaar"
        ),
    )
