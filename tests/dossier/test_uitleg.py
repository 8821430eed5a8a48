"""An extraction explained: every value once, with its place, certainty and evidence."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.dossier.uitleg import Onderwerp, onderwerpen, percent
from pipeline.run.extracting import extract_file
from tests.run.made import Blok, motivatie, programma, werkmap
from tests.torture.case import Case, read
from tests.torture.cases import CASES
from tests.torture.ooxml import package
from tests.torture.standard import standard

READ = ("kpis", "motivaties", "verwachtingen", "stimulansen", "jurering")


def leaves(data: Any, at: str) -> Iterator[tuple[str, Any]]:
    items = enumerate(data) if isinstance(data, list) else data.items()
    for key, value in items:
        if isinstance(value, dict | list):
            yield from leaves(value, f"{at}/{key}")
        elif value is not None:
            yield f"{at}/{key}", value


def explained(data: bytes) -> tuple[Onderwerp, ...]:
    return onderwerpen(extract_file(data, "m", programma()), programma())


def field(onderwerp: Onderwerp, veld: str) -> str:
    [found] = [w.waarde for w in onderwerp.waarden if w.veld == veld]
    return found


@pytest.mark.parametrize("case", CASES[::4], ids=lambda case: case.name)
def test_every_value_read_is_told_once_and_nothing_else(case: Case) -> None:
    extractie = read(case)
    told = [
        waarde
        for onderwerp in onderwerpen(extractie, programma())
        for waarde in onderwerp.waarden
    ]
    pointers = [waarde.pointer for waarde in told]
    assert len(pointers) == len(set(pointers))
    data = extractie.model_dump(mode="json")
    values = {
        pointer: value
        for section in READ
        for pointer, value in leaves(data[section] or {}, f"/{section}")
        if not pointer.endswith(("/naam", "/plaats", "/actie"))
    }
    written = {p.removesuffix("_tekst") for p in values if p.endswith("_tekst")}
    assert {p for p in pointers if not p.endswith("/actie")} == (
        {p for p in values if not p.endswith("_tekst")}
        | {p for p in written if not p.endswith("/actie")}
    )
    texts = {w.pointer: (w.waarde, w.geschreven) for w in told}
    for pointer, value in values.items():
        if pointer.endswith("_tekst"):
            assert texts[pointer.removesuffix("_tekst")][1] == value
        elif isinstance(value, str) and value not in {"ja", "nee"}:
            assert texts[pointer][0] == value


def test_actions_stand_by_their_official_number_and_the_unknown_after_them() -> None:
    data = motivatie(
        Blok(kop="Iets heel anders", waarom="a"),
        Blok(kop="Actie 15 Brugfiguren", waarom="b"),
        Blok(kop="oefenkansen Nederlands", waarom="c"),
        straatintimidatie=("a", "b", "c", "d"),
        netwerken="3",
    )
    found = explained(data)
    assert [onderwerp.actie for onderwerp in found] == [5, 15, 16, None, None]
    assert [o.titel.partition(":")[0] for o in found][3:] == [
        "Zonder actie",
        "Financiële stimulansen",
    ]
    assert field(found[2], "minimale verwachtingen behaald") == "Ja"
    assert field(found[2], "Preventie") == "a"
    assert field(found[3], "actie") == "niet met zekerheid te zeggen"
    assert field(found[4], "mentorbestuur, aantal lerende netwerken") == "3"


def test_the_evidence_for_an_action_says_what_was_weighed_and_where() -> None:
    data = motivatie(
        Blok(kop="Actie 1: oefenkansen Nederlands", waarom="samen met brugfiguren")
    )
    [found] = explained(data)
    link = found.waarden[0]
    assert link.plek is not None
    assert link.geschreven == "Actie 1: oefenkansen Nederlands"
    assert link.plek.reden == (
        "bovenaan het blok: ‘oefenkansen Nederlands’ is een naam van actie 5"
    )
    signs = [(teken.actie, teken.plaats) for teken in link.plek.bewijs]
    assert signs[0] == (5, link.plek.plaats)
    assert 15 in {actie for actie, _ in signs}, "what speaks against it is told too"
    assert all(0 < teken.gewicht <= 1 for teken in link.plek.bewijs)


def test_a_long_answer_says_where_it_ends() -> None:
    form = standard()
    form.say("Waarom werd 25%", "een", "twee", "drie")
    extractie = extract_file(package(form.body()), "m", programma())
    assert extractie.motivaties[0].waarom == "een\ntwee\ndrie"
    plek = extractie.herkomst["/motivaties/0/waarom"]
    assert plek.tot is not None
    first, last = (
        int(place.rpartition("alinea ")[2]) for place in (plek.plaats, plek.tot)
    )
    assert last - first == 2
    assert extractie.herkomst["/motivaties/0/behaald"].tot is None


def test_who_it_is_from_says_where_that_was_read() -> None:
    bestuur = extract_file(
        motivatie(Blok(kop="Actie 15", waarom="a"), kop="Lokaal bestuur Halle"),
        "m",
        programma(),
    ).bestuur
    assert bestuur is not None
    assert bestuur.plaats == "koptekst, alinea 1"
    assert bestuur.reden == "‘Lokaal bestuur Halle’ (koptekst, alinea 1)"


def test_a_workbook_is_explained_by_cell() -> None:
    data = werkmap("Halle", {15: (300, 65)})
    extractie = extract_file(data, "k", programma())
    [found] = onderwerpen(extractie, programma())
    assert found.actie == 15
    places = [w.plek.plaats for w in found.waarden if w.plek is not None]
    assert all("!" in place for place in places)
    assert len(places) == 2
    assert extractie.bestuur is not None
    assert extractie.bestuur.plaats is not None
    assert "!" in extractie.bestuur.plaats


def test_the_evidence_is_in_the_json() -> None:
    data = motivatie(Blok(kop="Actie 15 Brugfiguren", waarom="een"))
    extractie = extract_file(data, "m", programma())
    said = json.loads(extractie.model_dump_json(by_alias=True))
    plek = said["herkomst"]["/motivaties/0/actie"]
    assert plek["bewijs"][0]["actie"] == 15
    assert plek["bewijs"][0]["plaats"] == plek["plaats"]


@pytest.mark.parametrize(
    ("sure", "told"), [(0.0, "0 %"), (0.95, "95 %"), (0.999, "100 %")]
)
def test_a_certainty_is_told_in_percent(sure: float, told: str) -> None:
    assert percent(sure) == told
