import pytest

from pipeline.dossier.filling_vooraf import vooraf
from pipeline.dossier.model import Bestuur
from pipeline.dossier.toekenning import Regel, Toekenning
from tests.dossier.valid import INDEX, PROGRAMMA, RONDE

HALLE = Bestuur(id="23027", naam="Halle", soort="gemeente")
PARTS = {"samenwerkingsverband", "mentorbestuur", "sociale_impact_obligatie"}


def toekenning(
    *regels: tuple[int, str | None, float | None], stimulansen: tuple[str, ...] = ()
) -> Toekenning:
    rows = tuple(
        Regel(actie=actie, doelgroep=groep, te_behalen=doel, subsidie=None, plaats="")
        for actie, groep, doel in regels
    )
    return Toekenning(bestuur=HALLE, regels=rows, stimulansen=stimulansen)


def targets(given: Toekenning) -> list[str | None]:
    plan = vooraf(given, RONDE, INDEX, PROGRAMMA.catalogus)
    return [item.velden.get("te_behalen") for item in plan.invullingen]


def test_the_target_of_an_action_is_that_of_its_doelgroepen_together() -> None:
    assert targets(toekenning((17, "burgers", 10), (17, "anderen", 2.5))) == ["12,5"]


def test_a_target_that_is_not_known_whole_is_left_open() -> None:
    assert targets(toekenning((17, "burgers", 10), (17, "anderen", None))) == [None]


def test_blocks_come_by_official_number() -> None:
    given = toekenning((24, None, 1), (5, None, 2), (18, None, 1))
    plan = vooraf(given, RONDE, INDEX, PROGRAMMA.catalogus)
    koppen = [item.kop or "" for item in plan.invullingen]
    assert [kop.split(" – ")[0] for kop in koppen] == ["Actie 5", "Actie 24"]
    assert plan.keuze.delen == {"motivatie", "actie-18"}


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("mentorbestuur", "mentorbestuur"),
        ("Mentor", "mentorbestuur"),
        ("Samenwerkingsverband", "samenwerkingsverband"),
        ("stimulans samenwerkingsverband", "samenwerkingsverband"),
        ("sociale impact", "sociale_impact_obligatie"),
        ("Sociale Impact Obligaties", "sociale_impact_obligatie"),
        ("sociale_impact_obligatie", "sociale_impact_obligatie"),
    ],
)
def test_a_stimulus_is_known_by_the_words_of_the_form(said: str, part: str) -> None:
    given = toekenning((15, None, 1), stimulansen=(said,))
    plan = vooraf(given, RONDE, INDEX, PROGRAMMA.catalogus)
    assert plan.keuze.velden == {"stimulansen": {part}}
    assert plan.onbekend == ()


@pytest.mark.parametrize("said", ["premie", "so", "?"])
def test_a_stimulus_that_nobody_knows_keeps_all_of_them(said: str) -> None:
    given = toekenning((15, None, 1), stimulansen=("mentorbestuur", said))
    plan = vooraf(given, RONDE, INDEX, PROGRAMMA.catalogus)
    assert "stimulansen" in plan.keuze.delen
    assert plan.keuze.velden == {}
    assert plan.onbekend == (said,)
