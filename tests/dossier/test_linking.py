"""Linking: which action a block speaks of, told by the document alone."""

import pytest

from pipeline.dossier.linking import Link, link_unit
from pipeline.forms.answers import Answer, Unit
from pipeline.forms.letter import LETTER
from tests.dossier.extracties import catalogus


def answer(tekst: str) -> Answer:
    return Answer(tekst=tekst, plaats="p", zekerheid=0.9)


def linked(*koppen: str, initiatief: str | None = None, **velden: str) -> Link:
    unit = Unit(
        deel="motivatie",
        doel="motivaties",
        actie=None,
        plaats="tabel 1",
        koppen=tuple(answer(kop) for kop in koppen),
        velden={naam: answer(tekst) for naam, tekst in velden.items()},
        initiatieven=({"omschrijving": answer(initiatief)},) if initiatief else (),
    )
    return link_unit(unit, catalogus())


@pytest.mark.parametrize(
    "kop",
    [
        "Actie 15 Brugfiguren",
        "15. Brugfiguren in het onderwijs",
        "Brugfiguren",
        "BRUGFIGUREN:",
        "Actie 15",
        "15",
    ],
)
def test_a_line_above_the_block_tells(kop: str) -> None:
    link = linked(kop, waarom="Er was te weinig personeel.")
    assert link.nummer == 15
    assert link.reden.startswith("bovenaan het blok")


def test_a_name_beats_a_number_of_their_own() -> None:
    assert linked("Actie 1: brugfiguren in het onderwijs").nummer == 15


def test_a_number_gives_way_to_a_name_in_the_answers() -> None:
    link = linked(
        "Actie 1", te_behalen="300 brugfiguren", waarom="De brugfiguur viel uit."
    )
    assert link.nummer == 15
    assert link.zekerheid <= 0.7
    assert "het nummer bovenaan" in link.reden


def test_a_number_stands_when_the_answers_name_its_action_too() -> None:
    waarom = "De brugfiguur viel uit. De oefenkansen Nederlands liepen door."
    link = linked("Actie 15", waarom=waarom)
    assert link.nummer == 15
    assert link.reden.startswith("bovenaan")


def test_a_number_stands_when_the_answers_name_several_others() -> None:
    waarom = "Brugfiguren en oefenkansen Nederlands gingen voor."
    assert linked("Actie 24", waarom=waarom).nummer == 24


def test_a_name_in_the_answers_tells_when_nothing_stands_above() -> None:
    link = linked(te_behalen="300 brugfiguren")
    assert link.nummer == 15
    assert link.reden.startswith("in de antwoorden")


def letter(tekst: str) -> Link:
    unit = Unit(
        deel="motivatie",
        doel="motivaties",
        actie=None,
        plaats="alinea 1",
        velden={"waarom": Answer(tekst=tekst, plaats="p", zekerheid=LETTER)},
    )
    return link_unit(unit, catalogus())


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [
        ("We haalden de 25% niet omdat onze brugfiguren pas laat startten.", 15),
        ("Wij hebben voor actie 15 de 25% niet behaald, door ziekte.", 15),
        ("De brugfiguren en de oefenkansen Nederlands startten te laat.", None),
        ("We bereikten 15 gezinnen en niet meer, want de school zat vol.", None),
        ("We startten te laat.", None),
    ],
)
def test_the_only_action_that_a_letter_names_is_likely_its_own(
    tekst: str, nummer: int | None
) -> None:
    found = letter(tekst)
    assert found.nummer == nummer
    assert found.zekerheid < LETTER


def test_an_answer_that_names_an_action_in_passing_is_no_letter() -> None:
    text = (
        "We startten laat, en door de ziekte van twee mensen lukte het ons ook later "
        "niet meer om samen met de brugfiguren op school genoeg volk te bereiken."
    )
    assert linked(waarom=text).nummer is None


def test_two_names_above_are_no_answer() -> None:
    link = linked("Brugfiguren en oefenkansen Nederlands")
    assert link.nummer is None
    assert "niet duidelijk" in link.reden


@pytest.mark.parametrize("behaald", ["15", "15 gezinnen"])
def test_a_count_is_no_number_of_an_action(behaald: str) -> None:
    assert linked(behaald=behaald).nummer is None


def test_a_number_in_prose_is_mostly_another_number() -> None:
    assert linked(waarom="In week 15 was de school dicht.").nummer is None


def test_nothing_is_no_answer() -> None:
    assert linked() == Link(nummer=None, zekerheid=0.0, reden="geen actie genoemd")
