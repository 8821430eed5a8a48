"""The action of the only block of a form, by what stands around it."""

import pytest

from pipeline.dossier.genoemd import Vermeld
from pipeline.dossier.linking import Link
from pipeline.dossier.rondom import file_title, link_around, only_block
from pipeline.forms.answers import Answer, Unit
from tests.dossier.extracties import catalogus

NONE = Link(nummer=None, zekerheid=0.0, reden="geen actie genoemd")


def block(**velden: str) -> Unit:
    return Unit(
        deel="motivatie",
        doel="motivaties",
        actie=None,
        plaats="tabel 1",
        velden={
            naam: Answer(tekst=tekst, plaats="p", zekerheid=0.9)
            for naam, tekst in velden.items()
        },
    )


def linked(*rondom: str, link: Link = NONE, **velden: str) -> Link:
    texts = [Vermeld(tekst, f"plaats {at}") for at, tekst in enumerate(rondom)]
    return link_around(link, texts, block(**(velden or {"waarom": "x"})), catalogus())


@pytest.mark.parametrize(
    "naam",
    [
        "Motivatie_brugfiguren.docx",
        "HalleActie15.docx",
        "KPI actie 15 (2).doc",
        "actie15",
    ],
)
def test_a_file_name_is_read_in_words(naam: str) -> None:
    title = file_title(naam)
    assert linked(title.tekst).nummer == 15
    assert title.plaats == "bestandsnaam"


def test_the_link_says_where_it_was_told_and_is_not_sure() -> None:
    link = linked("Motivatie Halle", "Motivatie actie 15: brugfiguren")
    assert link.nummer == 15
    assert link.zekerheid < 0.8
    assert "bij ‘Motivatie actie 15: brugfiguren’" in link.reden
    assert [teken.plaats for teken in link.bewijs] == ["plaats 1"]


@pytest.mark.parametrize(
    "tekst",
    [
        "Stad Halle, dienst Sport",
        "Team cultuur",
        "15",
        "Bijlage 15 mei",
        "Sport en cultuur",
        "Actieplan polarisatie",
        "Zomerschool",
        "Bij de brugfiguren kwam het anders uit dan wij bij de start hoopten",
    ],
)
def test_who_sends_it_and_what_it_mentions_tell_nothing(tekst: str) -> None:
    assert linked(tekst) == NONE


def test_two_places_that_name_two_actions_tell_nothing() -> None:
    assert linked("Brugfiguren", "Oefenkansen Nederlands") == NONE


def test_what_the_block_says_itself_goes_first() -> None:
    sure = Link(nummer=24, zekerheid=0.9, reden="bovenaan")
    torn = Link(nummer=None, zekerheid=0.9, reden="niet duidelijk: 13, 24")
    assert linked("Brugfiguren", link=sure) == sure
    assert linked("Brugfiguren", link=torn) == torn


def test_a_block_that_counts_in_a_unit_of_other_actions_is_not_this_one() -> None:
    assert linked("Brugfiguren", te_behalen="40 mentees") == NONE
    assert linked("Brugfiguren", te_behalen="40 gezinnen", behaald="20").nummer == 15


def test_only_one_block_can_be_told_by_what_is_around() -> None:
    one, other, empty = block(waarom="x"), block(waarom="y"), block()
    assert only_block([empty, one]) is one
    assert only_block([one, other]) is None
    assert only_block([empty]) is None
