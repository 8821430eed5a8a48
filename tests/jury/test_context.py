"""What is judged, and how it is told."""

import pytest

from pipeline import resources
from pipeline.dossier.model import Dossier, Initiatief, Jurering, Motivatie
from pipeline.dossier.rondes import Ronde, load_rondes
from pipeline.findings import Bevinding, Ernst
from pipeline.jury.context import make_blad, to_judge
from pipeline.jury.views import Blad
from tests.jury import dossiers
from tests.jury.dossiers import CATALOGUS, RONDE


def blad(dossier: Dossier, ronde: Ronde = RONDE) -> Blad:
    return make_blad(dossier, ronde, CATALOGUS)


def numbers(dossier: Dossier) -> list[int]:
    return [actie.nummer for actie in to_judge(dossier, CATALOGUS)]


@pytest.mark.parametrize(
    ("nummer", "te_behalen", "behaald", "motivatie", "judged"),
    [
        (15, 300, 74, None, True),  # under 25 %
        (15, 300, 75, None, False),  # exactly 25 % passes
        (15, 300, 300, Motivatie(waarom="toch"), True),
        (15, 300, None, None, False),
        (15, None, 12, None, False),
        (22, 4, 4, None, True),  # minimal expectations, whatever was achieved
        (22, None, None, None, True),
    ],
)
def test_the_jury_judges_what_the_contract_says(
    nummer: int,
    te_behalen: int | None,
    behaald: int | None,
    motivatie: Motivatie | None,
    judged: bool,  # noqa: FBT001 - a column of the table
) -> None:
    actie = dossiers.actie(nummer, te_behalen, behaald, motivatie=motivatie)
    assert numbers(dossiers.dossier(actie)) == ([nummer] if judged else [])


def test_a_further_copy_alone_is_judged_too() -> None:
    actie = dossiers.actie(15, 300, 300, motivaties_extra=(Motivatie(waarom="x"),))
    assert numbers(dossiers.dossier(actie)) == [15]


def test_page_one_counts_what_is_open() -> None:
    cijfers = blad(dossiers.full()).cijfers
    assert cijfers.te_beoordelen == "8"
    assert cijfers.acties == "te beoordelen van 10 acties"
    assert cijfers.open == "15"
    assert cijfers.vragen == "nog open van 16 vragen"
    assert cijfers.subsidie == "€\u00a0322.000"
    assert cijfers.subsidie_totaal == "te beoordelen van €\u00a0412.000"
    assert (cijfers.fouten, cijfers.waarschuwingen) == ("2", "fouten, 3 waarschuwingen")


def test_the_heaviest_bevindingen_come_first() -> None:
    weights = [b.ernst for b in blad(dossiers.full()).opvallend]
    assert weights == ["fout", "fout", "waarschuwing", "waarschuwing", "waarschuwing"]


def test_page_one_stays_short_and_says_what_it_leaves_out() -> None:
    many = tuple(
        dossiers.bevinding("timing-ontbreekt", 15, f"nummer {at}") for at in range(40)
    )
    shown = blad(dossiers.dossier(dossiers.actie(15, 300, 65), bevindingen=many))
    assert len(shown.opvallend) == 12
    assert "28 bevindingen" in shown.meer_bevindingen
    assert len(shown.bevindingen) == 40


def test_an_info_is_in_the_annex_only() -> None:
    info = Bevinding(code="x", ernst=Ernst.INFO, bericht="ter info")
    shown = blad(dossiers.dossier(bevindingen=(info,)))
    assert shown.opvallend == ()
    assert len(shown.bevindingen) == 1


def test_doelgroepen_stand_under_their_action() -> None:
    lines = blad(dossiers.full()).kpis
    at = next(n for n, line in enumerate(lines) if line.nummer == "13")
    kinds = [line.is_doelgroep for line in lines[at : at + 4]]
    assert kinds == [False, True, True, False]
    assert lines[at + 1].percentage == "6,7\u00a0%"


@pytest.mark.parametrize(
    ("te_behalen", "behaald", "word"),
    [
        (300, 65, "onder de drempel"),
        (300, 75, "drempel gehaald"),
        (300, 300, "behaald"),
        (300, 310, "behaald"),
        (300, None, "niet opgegeven"),
        (None, 65, "geen doel bekend"),
    ],
)
def test_a_status_is_a_word_with_a_symbol(
    te_behalen: int | None, behaald: int | None, word: str
) -> None:
    actie = dossiers.actie(15, te_behalen, behaald)
    (line,) = blad(dossiers.dossier(actie)).kpis
    assert line.woord == word
    assert line.symbool
    assert line.tint


@pytest.mark.parametrize(
    ("behaald", "promises", "told"),
    [
        (65, (235,), "Behaald 65 + initiatieven 235 = 300 van 300: genoeg voor 100 %."),
        (65, (1.5,), "= 66,5 van 300: nog 233,5 te weinig voor 100 %."),
        (0, (0.1, 0.2), "initiatieven 0,3 = 0,3 van 300"),
        (
            None,
            (40, None),
            "Initiatieven samen: 40. Bij 1 initiatief staat geen aantal.",
        ),
    ],
)
def test_promises_are_added_exactly(
    behaald: int | None, promises: tuple[float | None, ...], told: str
) -> None:
    initiatieven = tuple(Initiatief(omschrijving="x", kpi=kpi) for kpi in promises)
    motivatie = Motivatie(initiatieven=initiatieven)
    actie = dossiers.actie(15, 300, behaald, motivatie=motivatie)
    (shown,) = blad(dossiers.dossier(actie)).te_beoordelen[0].motivaties
    assert told in shown.som


@pytest.mark.parametrize(
    ("ronde_id", "question"),
    [
        ("pj1-eind", "kan de actie in het tweede projectjaar verlengen"),
        ("pj2-eind", "kan de actie in het derde projectjaar verlengen"),
        ("pj3-eind", "kan de actie verlengen"),
    ],
)
def test_the_question_names_the_next_projectjaar(ronde_id: str, question: str) -> None:
    ronde = load_rondes(resources.mappings()).ronde(ronde_id)
    assert ronde is not None
    shown = blad(dossiers.one_action(), ronde)
    asked = shown.te_beoordelen[0].vraag_verlengen
    assert asked == f"Het lokaal bestuur {question}"


def test_verdicts_so_far_are_on_page_one() -> None:
    jurering = Jurering(voldoende=False)
    actie = dossiers.actie(15, 300, 65, jurering=jurering)
    (line,) = blad(dossiers.dossier(actie)).beslissingen
    assert line.oordelen == ("V15-a: Nee", "V15-b: …")


def test_every_value_stands_in_the_annex_with_document_and_place() -> None:
    dossier = dossiers.one_action()
    shown = blad(dossier).waarden
    # What was written beside a number, and a doelgroep's name, stand with the number.
    beside = ("/kpi_tekst", "/naam")
    assert len(shown) == sum(not p.endswith(beside) for p in dossier.herkomst)
    by_name = {value.veld: value for value in shown}
    assert by_name["actie 15, behaald"].alineas == ("65",)
    assert by_name["actie 15, behaald"].bron.startswith("rapport.xlsx, Rapport!")
    assert by_name["actie 15, motivatie, initiatief 2, timing"].alineas == (
        "april tot juni 2024",
    )


def test_a_long_answer_is_cut_in_the_annex_only_when_it_stands_elsewhere() -> None:
    long = "woord " * 100
    judged = dossiers.actie(15, 300, 65, motivatie=Motivatie(waarom=long))
    (cut,) = (v for v in blad(dossiers.dossier(judged)).waarden if "waarom" in v.veld)
    assert len(cut.alineas[0]) < 170
    assert cut.alineas[0].endswith("…")
    # Said about an action that nobody judges: the annex is the only place for it.
    aside = dossiers.actie(5, 100, 100, verwachtingen={"toelichting": long})
    (whole,) = (
        v for v in blad(dossiers.dossier(aside)).waarden if "toelichting" in v.veld
    )
    assert whole.alineas == (long,)


def test_a_file_name_that_turns_letters_around_is_unmasked() -> None:
    turned = dossiers.BRONNEN[0].model_copy(update={"naam": "aanvraag\u202excod.exe"})
    shown = blad(dossiers.dossier(bronnen=(turned,)))
    assert shown.documenten[0].naam == "aanvraag<U+202E>xcod.exe"
