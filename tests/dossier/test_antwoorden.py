"""Antwoorden: the answers of a form as the extraction gives them."""

from typing import Any

import pytest

from pipeline.dossier.antwoorden import Gelezen, read_antwoorden
from pipeline.forms.answers import Answer, Answers, Choice, Leftover, Unit
from tests.dossier.extracties import catalogus, codes


def answer(tekst: str) -> Answer:
    return Answer(tekst=tekst, plaats=f"bij {tekst}", zekerheid=0.9)


def chosen(waarde: Any, *, tegenstrijdig: bool = False) -> Choice:
    return Choice(
        waarde=waarde,
        signalen=("een kruisje",),
        tegenstrijdig=tegenstrijdig,
        plaats="tabel 2",
        zekerheid=0.8,
        vraag="Ja of Nee",
    )


def unit(doel: str, actie: int | None = None, **more: Any) -> Unit:
    velden = {naam: answer(tekst) for naam, tekst in more.pop("velden", {}).items()}
    koppen = tuple(answer(kop) for kop in more.pop("koppen", ()))
    return Unit(
        deel=doel,
        doel=doel,
        actie=actie,
        plaats="tabel 1",
        velden=velden,
        koppen=koppen,
        **more,
    )


def read(*units: Unit, rest: tuple[str, ...] = ()) -> Gelezen:
    left = tuple(Leftover(tekst=tekst, plaats="p") for tekst in rest)
    answers = Answers(formulier="f", units=units, rest=left)
    labels = {"te_behalen": "Te behalen KPI", "behaald": "Behaald KPI"}
    return read_antwoorden(answers, catalogus(), "a" * 64, labels)


def left(gelezen: Gelezen) -> list[str]:
    return [rest.tekst for rest in gelezen.rest]


def test_a_block_gives_its_action_its_numbers_and_its_words() -> None:
    block = unit(
        "motivaties",
        koppen=["Actie 15 Brugfiguren"],
        velden={"te_behalen": "300 gezinnen", "behaald": "±65", "waarom": "ziekte"},
        initiatieven=({"omschrijving": answer("huisbezoeken"), "kpi": answer("40")},),
    )
    gelezen = read(block)
    [blok] = gelezen.motivaties
    assert (blok.actie, blok.te_behalen, blok.te_behalen_tekst) == (
        15,
        300,
        "300 gezinnen",
    )
    assert (blok.behaald, blok.behaald_tekst, blok.waarom) == (65, None, "ziekte")
    assert [i.kpi for i in blok.initiatieven] == [40]
    assert gelezen.herkomst["/motivaties/0/initiatieven/0/kpi"].plaats == "bij 40"
    assert gelezen.herkomst["/motivaties/0/actie"].plaats == "bij Actie 15 Brugfiguren"


@pytest.mark.parametrize("tekst", ["75%", "-3", "#VERW!"])
def test_a_number_that_is_none_is_told_with_its_place_and_kept(tekst: str) -> None:
    block = unit(
        "motivaties",
        koppen=["Actie 15 Brugfiguren"],
        velden={"behaald": tekst, "waarom": "ziekte"},
    )
    gelezen = read(block)
    assert codes(gelezen.bevindingen) == [("kpi-ongeldig", 15)]
    assert gelezen.bevindingen[0].plaats == f"bij {tekst}"
    assert gelezen.motivaties[0].behaald is None
    assert gelezen.motivaties[0].behaald_tekst == tekst


def test_a_number_of_which_two_can_be_meant_is_kept_without_a_finding() -> None:
    block = unit("motivaties", velden={"behaald": "40 à 50"})
    gelezen = read(block)
    assert gelezen.bevindingen == []
    assert gelezen.motivaties[0].behaald_tekst == "40 à 50"


def test_a_block_with_nothing_but_a_title_is_no_motivation() -> None:
    gelezen = read(unit("motivaties", koppen=["Actie 15 Brugfiguren"]))
    assert gelezen.motivaties == []
    assert left(gelezen) == ["Actie 15 Brugfiguren"]


def test_every_part_of_section_2_has_its_key() -> None:
    block = unit(
        "verwachtingen",
        16,
        velden={"onderdelen.preventie": "affiches"},
        keuzes={"antwoord": chosen("ja")},
    )
    gelezen = read(block)
    [blok] = gelezen.verwachtingen
    assert blok.antwoord == "ja"
    assert dict(blok.onderdelen) == {
        "preventie": "affiches",
        "protectie": None,
        "participatie": None,
        "prosecutie": None,
    }
    assert gelezen.herkomst["/verwachtingen/0/antwoord"].reden == "een kruisje"


def test_an_untouched_part_of_section_2_is_no_answer() -> None:
    assert read(unit("verwachtingen", 16)).verwachtingen == []


def test_signs_that_contradict_each_other_are_an_answer_that_nobody_knows() -> None:
    keuzes = {"antwoord": chosen(None, tegenstrijdig=True)}
    gelezen = read(unit("verwachtingen", 18, keuzes=keuzes))
    assert codes(gelezen.bevindingen) == [("keuze-tegenstrijdig", 18)]
    assert [blok.antwoord for blok in gelezen.verwachtingen] == [None]


def test_words_beside_a_count_of_section_3_are_left_over() -> None:
    velden = {
        "mentorbestuur.netwerken": "3 keer in Genk",
        "mentorbestuur.besturen": "17",
        "mentorbestuur.ervaring": "goed",
    }
    gelezen = read(unit("stimulansen", velden=velden))
    assert gelezen.stimulansen is not None
    mentor = gelezen.stimulansen.mentorbestuur
    assert mentor is not None
    assert (mentor.netwerken, mentor.besturen, mentor.ervaring) == (3, 17, "goed")
    assert left(gelezen) == ["3 keer in Genk"]
    assert gelezen.stimulansen.samenwerkingsverband is None


def test_the_jury_row_of_section_2_belongs_to_the_only_action_answered() -> None:
    jury = unit("jurering", velden={"jurering.conclusie": "goed"})
    answered = unit("verwachtingen", 16, keuzes={"antwoord": chosen("ja")})
    other = unit("verwachtingen", 22, keuzes={"antwoord": chosen("ja")})
    assert [row.actie for row in read(answered, jury).jurering] == [16]
    assert [row.actie for row in read(answered, other, jury).jurering] == [None]


def test_the_jury_row_of_a_block_belongs_to_its_action() -> None:
    block = unit(
        "motivaties",
        koppen=["Actie 15 Brugfiguren"],
        velden={"waarom": "ziekte", "jurering.conclusie": "goed"},
        keuzes={"jurering.voldoende": chosen("ja")},
    )
    [row] = read(block).jurering
    assert (row.actie, row.voldoende, row.conclusie) == (15, True, "goed")


def test_what_the_lens_left_over_stays_left_over() -> None:
    assert left(read(rest=("een losse zin",))) == ["een losse zin"]
