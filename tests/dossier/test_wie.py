"""Wie, sporen and genoemd: which bestuur something comes from, by evidence."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from pipeline import resources
from pipeline.dossier.besturen import Besturen, load_besturen
from pipeline.dossier.genoemd import Vermeld, named_bestuur, titles_of
from pipeline.dossier.sporen import Sporen
from pipeline.dossier.toekenning import Toekenningen
from pipeline.dossier.toekenningen import parse_toekenningen
from pipeline.dossier.wie import Besluit, Spoor, decide
from pipeline.intake.item import Afzender, Item, Mail
from pipeline.intake.sniff import Format
from pipeline.reading.block import Reading
from tests.dossier.extracties import HALLE, catalogus, formulier, ronde, van

HALLE_ID, MECHELEN, GENT, VILVOORDE = "23027", "12025", "44021", "23088"


@lru_cache(maxsize=1)
def besturen() -> Besturen:
    return load_besturen(resources.mappings()).on(ronde().peildatum)


def granted(text: str) -> Toekenningen:
    return parse_toekenningen(text.encode(), "t.csv", besturen(), catalogus())


def item(pad: str = "motivatie.docx") -> Item:
    return Item(
        pad=pad,
        naam=pad.rpartition("/")[2],
        sha256="a" * 64,
        data=b"",
        format=Format.docx,
        role="document",
    )


def mail(**fields: Any) -> Mail:
    return replace(Mail(message_id="m"), **fields)


def who(
    *mails: Mail,
    pad: str = "motivatie.docx",
    extractie: Any = None,
    toekenningen: Toekenningen | None = None,
) -> Besluit:
    return Sporen(besturen(), toekenningen).who(item(pad), extractie, mails)


# Weighing.


def sign(*ids: str, gewicht: float = 0.7) -> Spoor:
    return Spoor(besturen=ids, gewicht=gewicht, waar="het onderwerp")


def test_nothing_is_no_answer() -> None:
    assert decide([]) == Besluit(
        bestuur=None, zekerheid=0.0, uitleg="nergens wordt een bestuur genoemd"
    )


def test_one_clear_sign_is_an_answer() -> None:
    assert decide([sign("a")]).bestuur == "a"


def test_two_besturen_that_fit_equally_are_none() -> None:
    besluit = decide([sign("a"), sign("b")], {"a": "Aalst", "b": "Boom"}.__getitem__)
    assert besluit.bestuur is None
    assert "Aalst volgens het onderwerp; Boom" in besluit.uitleg
    assert besluit.uitleg.startswith("de aanwijzingen zijn even sterk")


def test_signs_add_up() -> None:
    weak = sign("a", gewicht=0.3)
    assert decide([weak]).bestuur is None
    assert decide([weak]).uitleg.startswith("er is maar een zwakke aanwijzing (a ")
    assert decide([weak, weak]).bestuur == "a"


def test_a_sign_that_means_two_besturen_speaks_half_for_each() -> None:
    assert decide([sign("a", "b", gewicht=0.9), sign("b")]).bestuur == "b"


# Where a bestuur shows.


@pytest.mark.parametrize(
    "fields",
    [
        {"onderwerp": "Rapportage Halle"},
        {"onderwerp": "RE: indiening stad Halle - projectjaar 2"},
        {"afzender_adres": "jan@halle.be"},
        {"afzender_naam": "Stad Halle"},
        {"afzender_naam": "Jan Peeters (Halle)"},
        {"afzender_naam": "Jan Peeters | Gemeente Halle"},
        {"tekst": "Beste\n\nMet vriendelijke groeten\nStad Halle"},
        {"tekst": "Hierbij de rapportage van de stad Halle."},
    ],
)
def test_a_mail_can_tell(fields: dict[str, str]) -> None:
    assert who(mail(**fields)).bestuur == HALLE_ID


@pytest.mark.parametrize(
    "fields",
    [
        {"afzender_naam": "Jan Van Mechelen"},
        {"afzender_naam": "Van Mechelen"},
        {"afzender_naam": "Bert Halle"},
        {"onderwerp": "Bericht van Jan Van Mechelen"},
        {"tekst": "We namen ook deel aan een netwerk in Gent."},
        {"tekst": "De stad Gent en de stad Halle deden ook mee."},
    ],
)
def test_a_surname_or_a_town_in_a_sentence_does_not_tell(
    fields: dict[str, str],
) -> None:
    assert who(mail(**fields)).bestuur is None


def test_two_besturen_in_one_subject_are_no_answer() -> None:
    # Halle is a word too, and Vilvoorde is none: that says nothing of who is meant.
    assert who(mail(onderwerp="Rapportages Halle en Vilvoorde")).bestuur is None


def test_the_address_of_a_letterhead_does_not_tell() -> None:
    letter = "Mvg\nJan Peeters\nAdviesbureau\nSteenweg op Gent 5\n2800 Mechelen"
    assert who(mail(tekst=letter)).bestuur is None
    assert who(mail(tekst=f"{letter}\nvoor stad Halle")).bestuur == HALLE_ID


def test_a_mail_that_one_bestuur_passes_on_for_another_is_no_answer() -> None:
    passed = mail(
        afzender_adres="an@vilvoorde.be", doorgestuurd=(Afzender(None, "jan@halle.be"),)
    )
    assert who(passed).bestuur is None
    assert who(passed, pad="Stad Halle.docx").bestuur == HALLE_ID
    assert who(replace(passed, afzender_adres="an@vlaanderen.be")).bestuur == HALLE_ID


@pytest.mark.parametrize("pad", ["23027-motivatie.pdf", "map/23027_kpi.xlsx"])
def test_a_file_that_we_named_tells_by_its_nis_code(pad: str) -> None:
    assert who(pad=pad).bestuur == HALLE_ID


@pytest.mark.parametrize("pad", ["99999-x.pdf", "123027-x.docx", "a23027-x.docx"])
def test_another_number_in_a_file_name_is_no_nis_code(pad: str) -> None:
    assert who(pad=pad).bestuur is None


def test_a_surname_does_not_outweigh_the_bestuur() -> None:
    besluit = who(mail(afzender_naam="Van Mechelen", onderwerp="Rapportage Halle"))
    assert besluit.bestuur == HALLE_ID


def test_the_text_of_a_mail_is_only_asked_when_nothing_else_tells() -> None:
    besluit = who(mail(onderwerp="Rapportage Halle", tekst="Groeten\nStad Gent"))
    assert besluit.bestuur == HALLE_ID


@pytest.mark.parametrize(
    "pad", ["Motivatie_halle.docx", "Halle/motivatie.docx", "inbox/Halle.eml/x.docx"]
)
def test_a_file_or_folder_can_tell(pad: str) -> None:
    assert who(pad=pad).bestuur == HALLE_ID


def test_the_document_itself_goes_before_the_domain_of_the_mail() -> None:
    document = van(formulier("m"), HALLE)
    besluit = who(mail(afzender_adres="x@vilvoorde.be"), extractie=document)
    assert besluit.bestuur is None or besluit.bestuur == HALLE_ID
    assert who(mail(onderwerp="Rapportage"), extractie=document).bestuur == HALLE_ID


def test_a_document_and_a_mail_that_contradict_each_other_are_no_answer() -> None:
    document = van(formulier("m"), HALLE)
    letter = mail(afzender_adres="x@vilvoorde.be", onderwerp="Rapportage Vilvoorde")
    assert who(letter, extractie=document).bestuur is None


# With toekenningen.

EEKLO = "bestuur;actie;te_behalen;partners;email\nEeklo;15;240;Aalter|Zelzate;a@b.be\n"


def test_a_partner_speaks_for_who_submits() -> None:
    letter = mail(onderwerp="Rapportage Aalter")
    assert who(letter, toekenningen=granted(EEKLO)).bestuur == "43005"


def test_partners_together_are_no_contradiction() -> None:
    letter = mail(onderwerp="Rapportage Aalter, Zelzate en Eeklo")
    assert who(letter, toekenningen=granted(EEKLO)).bestuur == "43005"


def test_a_partner_with_its_own_toekenning_is_itself() -> None:
    text = f"{EEKLO}Aalter;5;10;;\n"
    letter = mail(onderwerp="Rapportage Aalter")
    assert who(letter, toekenningen=granted(text)).bestuur == "44084"


def test_a_known_address_tells_and_a_longer_one_does_not() -> None:
    known = granted(EEKLO)
    assert who(mail(afzender_adres="A@b.be"), toekenningen=known).bestuur == "43005"
    assert who(mail(afzender_adres="aa@b.be"), toekenningen=known).bestuur is None


# What a document says of itself.


def named(*texts: str, loose: tuple[str, ...] = ()) -> str | None:
    found = named_bestuur(
        [Vermeld(text, "alinea 1") for text in texts],
        besturen(),
        loose=[Vermeld(text, "alinea 2") for text in loose],
    )
    return found.id if found is not None else None


@pytest.mark.parametrize(
    "text",
    [
        "Lokaal bestuur Halle",
        "STAD HALLE",
        "Bestuur: Halle",
        "Naam lokaal bestuur: stad Halle",
        "Indiener: 23027",
        "Motivatie tussentijdse rapportage – Halle",
    ],
)
def test_a_title_tells(text: str) -> None:
    assert named(text) == HALLE_ID


def test_a_number_of_an_enterprise_tells() -> None:
    halle = besturen().by_id(HALLE_ID)
    assert halle is not None
    assert halle.kbo is not None
    assert named(f"Onderneming {halle.kbo[:4]}.{halle.kbo[4:7]}.{halle.kbo[7:]}") == (
        HALLE_ID
    )


@pytest.mark.parametrize(
    "text",
    [
        "We werkten samen met Gent.",
        "Dank aan de scholen in Halle en aan de vrijwilligers die elke week komen.",
        "boom, mol en geel",
        "Van Mechelen",
    ],
)
def test_a_line_that_may_be_an_answer_does_not_tell(text: str) -> None:
    assert named(loose=(text,)) is None


def test_a_short_line_with_a_title_tells_wherever_it_stands() -> None:
    assert named(loose=("Stad Halle",)) == HALLE_ID


def test_two_names_are_none() -> None:
    assert named("Stad Halle", "Stad Gent") is None


def test_who_typed_a_document_is_no_title() -> None:
    reading = Reading(
        properties=(("creator", "Jan Van Mechelen"), ("title", "Motivatie Halle"))
    )
    titles, people = titles_of(reading)
    texts = [vermeld.tekst for vermeld in titles]
    assert named(*texts, loose=tuple(v.tekst for v in people)) == HALLE_ID
    assert named(loose=("Stad Mechelen",)) == MECHELEN
