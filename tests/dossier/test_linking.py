"""Linking: which action a block speaks of, told by the document alone."""

import pytest

from pipeline.dossier.linking import Link, link_unit, numbers_count
from pipeline.forms.answers import Answer, Unit
from pipeline.forms.letter import LETTER
from tests.dossier.extracties import catalogus


def answer(tekst: str) -> Answer:
    return Answer(tekst=tekst, plaats="p", zekerheid=0.9)


def unit(*koppen: str, initiatief: str | None = None, **velden: str) -> Unit:
    return Unit(
        deel="motivatie",
        doel="motivaties",
        actie=None,
        plaats="tabel 1",
        koppen=tuple(answer(kop) for kop in koppen),
        velden={naam: answer(tekst) for naam, tekst in velden.items()},
        initiatieven=({"omschrijving": answer(initiatief)},) if initiatief else (),
    )


def linked(*koppen: str, initiatief: str | None = None, **velden: str) -> Link:
    return link_unit(unit(*koppen, initiatief=initiatief, **velden), catalogus())


def of_document(*koppen: str) -> list[int | None]:
    """The actions of the blocks of one document, each with one line above it."""
    units = [unit(kop, waarom="ziekte") for kop in koppen]
    numbered = numbers_count(units, catalogus())
    return [link_unit(u, catalogus(), numbered=numbered).nummer for u in units]


@pytest.mark.parametrize(
    ("koppen", "acties"),
    [
        (["Actie 15", "Actie 24"], [15, 24]),
        (["Actie 1", "Actie 2", "Actie 3"], [None, None, None]),
        (["Actie 1"], [None]),
        (["Actie 12", "Actie 15"], [None, None]),
        (["Actie 1: brugfiguren", "Actie 5"], [15, None]),
        (["Actie 7: kennismaken met bedrijven", "Actie 5"], [14, None]),
        (["Actie 15: brugfiguren", "Actie 5"], [15, 5]),
        (
            ["15 brugfiguren", "5 oefenkansen", "9 jobcoach", "13 cultuur"],
            [15, 5, 9, 24],
        ),
        (
            ["15 brugfiguren", "5 oefenkansen", "9 jobcoach", "3 cultuur", "7"],
            [15, 5, 9, 24, 7],
        ),
    ],
)
def test_numbers_of_their_own_say_nothing_by_themselves(
    koppen: list[str], acties: list[int | None]
) -> None:
    assert of_document(*koppen) == acties


def test_a_number_of_their_own_is_told_as_such() -> None:
    link = link_unit(unit("Actie 1", waarom="ziekte"), catalogus(), numbered=False)
    assert "een eigen nummering" in link.reden
    assert [(teken.actie, teken.gewicht) for teken in link.bewijs] == [(1, 0.0)]


@pytest.mark.parametrize(
    ("kop", "nummer"),
    [
        ("Babbeltafels voor anderstaligen", 5),
        ("Jongeren en bedrijven samenbrengen", 14),
        ("Vermijden van polarisering", 2),
        ("Theater en musea", 24),
        ("Sportinitiatie in het jeugdhuis", None),
        ("mentorwerking arbeidsmarkt", None),
        ("Naschoolse opvang", None),
    ],
)
def test_a_title_in_their_own_words_tells_when_one_action_fits(
    kop: str, nummer: int | None
) -> None:
    link = linked(kop, waarom="ziekte")
    assert link.nummer == nummer
    assert link.zekerheid <= 0.92


def test_a_number_that_says_something_else_than_the_words_leaves_a_doubt() -> None:
    assert linked("Actie 9: babbeltafels voor anderstaligen").nummer is None


def test_a_number_beside_words_of_another_kind_is_less_sure() -> None:
    alone, beside = linked("Actie 15"), linked("Actie 15: Huis van het Kind")
    assert alone.nummer == beside.nummer == 15
    assert beside.zekerheid < alone.zekerheid


def test_words_tell_nothing_within_an_answer() -> None:
    assert linked(waarom="Met sportclubs uit de buurt kwam niets rond.").nummer is None


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
    only = Unit(
        deel="motivatie",
        doel="motivaties",
        actie=None,
        plaats="alinea 1",
        velden={"waarom": Answer(tekst=tekst, plaats="p", zekerheid=LETTER)},
    )
    return link_unit(only, catalogus())


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


NAMEN = [(naam, actie.nummer) for actie in catalogus().acties for naam in actie.namen]


@pytest.mark.parametrize(("naam", "nummer"), NAMEN)
def test_words_of_other_actions_never_go_before_a_name(naam: str, nummer: int) -> None:
    assert linked(naam, waarom="ziekte").nummer == nummer
