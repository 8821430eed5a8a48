"""The catalogue: what the data says, and what loading refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.dossier.catalogus import Catalogus, load_catalogus
from pipeline.errors import MappingError, SetupError
from pipeline.resources import mappings

# The contract, section 3: every key of `onderdelen`, in this order.
ONDERDELEN = {
    2: (
        *("opmaak", "polarisatie", "desinformatie", "haatspraak"),
        *("debatten", "vorming"),
    ),
    16: ("preventie", "protectie", "participatie", "prosecutie"),
    18: (
        *("mobiliteit", "vrije_tijd", "communicatie", "beeldvorming", "gebouwen"),
        *("evenementen", "beleidsparticipatie", "sensibilisering"),
    ),
    19: (),
    22: ("ondernomen_acties",),
}

SMALL = """
programma = "Proef"
doelstellingen = ["Netwerk"]

[[acties]]
nummer = 1
naam = "In contact brengen met sport"
doelstelling = "Netwerk"
gesubsidieerd = true
synoniemen = ["sport"]

[acties.jaren.1]
kpi_eenheid = "jongeren"
tarief = 210
beoordeling = "drempel"

[[acties]]
nummer = 2
naam = "Lokaal actieplan polarisatie"
doelstelling = "Netwerk"
gesubsidieerd = true

[acties.verwachtingen]
vereist = 1
telt = ["vorming"]
onderdelen = [
  { sleutel = "opmaak", label = "Opmaak" },
  { sleutel = "vorming", label = "Vorming" },
]

[acties.jaren.1]
kpi_eenheid = "plan"
beoordeling = "verwachtingen"
"""

Load = Callable[[str], Catalogus]


@pytest.fixture(scope="module")
def catalogus() -> Catalogus:
    return load_catalogus(mappings())


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def load_text(text: str) -> Catalogus:
        (tmp_path / "acties.toml").write_text(text, encoding="utf-8")
        return load_catalogus(tmp_path)

    return load_text


def refused(load: Load, text: str) -> tuple[str, ...]:
    with pytest.raises(MappingError) as caught:
        load(text)
    return caught.value.problems


def test_there_are_24_acties_in_their_official_order(catalogus: Catalogus) -> None:
    assert [actie.nummer for actie in catalogus.acties] == [*range(1, 25)]
    assert len(catalogus.doelstellingen) == 7


def test_four_acties_are_never_subsidised(catalogus: Catalogus) -> None:
    never = {actie.nummer for actie in catalogus.acties if not actie.gesubsidieerd}
    assert never == {1, 3, 4, 12}


def test_actie_23_is_subsidised_from_projectjaar_2(catalogus: Catalogus) -> None:
    per_year = [catalogus.acties_van(projectjaar) for projectjaar in (1, 2, 3)]
    assert [len(acties) for acties in per_year] == [19, 20, 20]
    jeugdwerk = catalogus.actie(23)
    assert jeugdwerk is not None
    assert [*jeugdwerk.jaren] == [2, 3]


def test_a_projectjaar_without_data_has_no_acties(catalogus: Catalogus) -> None:
    assert catalogus.acties_van(4) == ()


def test_an_unknown_number_is_no_actie(catalogus: Catalogus) -> None:
    assert catalogus.actie(25) is None


@pytest.mark.parametrize("projectjaar", [1, 2, 3])
def test_five_acties_are_judged_on_expectations(
    catalogus: Catalogus, projectjaar: int
) -> None:
    judged = {
        actie.nummer
        for actie in catalogus.acties
        if actie.is_judged_on_expectations(projectjaar)
    }
    assert judged == set(ONDERDELEN)


@pytest.mark.parametrize(("nummer", "sleutels"), ONDERDELEN.items())
def test_onderdelen_have_the_keys_of_the_contract(
    catalogus: Catalogus, nummer: int, sleutels: tuple[str, ...]
) -> None:
    actie = catalogus.actie(nummer)
    assert actie is not None
    assert actie.verwachtingen is not None
    assert actie.verwachtingen.sleutels == sleutels


@pytest.mark.parametrize(
    ("nummer", "vereist", "telt"), [(2, 3, 5), (16, 4, 4), (18, 3, 8), (22, 5, 1)]
)
def test_the_demand_is_that_of_the_contract(
    catalogus: Catalogus, nummer: int, vereist: int, telt: int
) -> None:
    actie = catalogus.actie(nummer)
    assert actie is not None
    assert actie.verwachtingen is not None
    assert actie.verwachtingen.vereist == vereist
    assert len(actie.verwachtingen.telt) == telt


def test_how_far_the_plan_stands_does_not_count_as_a_domain(
    catalogus: Catalogus,
) -> None:
    actie = catalogus.actie(2)
    assert actie is not None
    assert actie.verwachtingen is not None
    answers = {
        "opmaak": "klaar",
        "debatten": "café",
        "vorming": " ",
        "haatspraak": None,
    }
    assert actie.verwachtingen.count(answers) == 1


def test_every_line_of_a_pleinmaker_counts(catalogus: Catalogus) -> None:
    actie = catalogus.actie(22)
    assert actie is not None
    assert actie.verwachtingen is not None
    answers = {"ondernomen_acties": "straatfeest\n\nbuurtoverleg\nvrijwilliger"}
    assert actie.verwachtingen.count(answers) == 3


@pytest.mark.parametrize(
    ("projectjaar", "eenheid"),
    [(1, "kwetsbare gezinnen"), (2, "kwetsbare kinderen en jongeren")],
)
def test_the_unit_of_actie_15_changed_after_projectjaar_1(
    catalogus: Catalogus, projectjaar: int, eenheid: str
) -> None:
    actie = catalogus.actie(15)
    assert actie is not None
    jaar = actie.jaar(projectjaar)
    assert jaar is not None
    assert jaar.kpi_eenheid == eenheid


def test_the_groups_of_actie_9_became_one(catalogus: Catalogus) -> None:
    actie = catalogus.actie(9)
    assert actie is not None
    assert [len(jaar.doelgroepen) for jaar in actie.jaren.values()] == [3, 1, 1]


def test_the_tariffs_give_the_award_of_sint_pieters_leeuw(
    catalogus: Catalogus,
) -> None:
    targets = {15: 300, 5: 1500, 9: 100, 13: 180, 24: 180}
    award = 0
    for nummer, te_behalen in targets.items():
        actie = catalogus.actie(nummer)
        assert actie is not None
        award += te_behalen * (actie.jaren[1].tarief or 0)
    assert award == 326_600


def test_the_groups_of_an_actie_share_its_ceiling(catalogus: Catalogus) -> None:
    for actie in catalogus.acties:
        for jaar in actie.jaren.values():
            ceilings = [groep.plafond_kpi or 0 for groep in jaar.doelgroepen]
            assert not ceilings or sum(ceilings) == jaar.plafond_kpi, actie.naam


@pytest.mark.parametrize(
    ("text", "nummer"),
    [
        ("Brugfiguren in het onderwijs", 15),
        ("Oefenkansen Nederlands voor volwassenen", 5),
        ("Toeleiding naar de arbeidsmarkt", 9),
        ("TOELEIDEN NAAR CULTUUR", 24),
        ("sport", 13),
        ("jeugdwerk", 23),
        ("actieplan polarisatie", 2),
        ("correspondentietesten", 19),
        ("sociaal weefsel versterken (pleinmakers)", 22),
        ("omstaanders", 17),
        ("School-in-Zicht", 20),
        ("cafe Combinne", 5),
        ("Begeleiding verkorte opleidingstrajecten", 6),
    ],
)
def test_everyday_words_name_an_actie(
    catalogus: Catalogus, text: str, nummer: int
) -> None:
    actie = catalogus.named(text)
    assert actie is not None
    assert actie.nummer == nummer


@pytest.mark.parametrize("text", ["", "onderwijs", "sport en cultuur", "Actie 15"])
def test_what_names_no_actie_gives_none(catalogus: Catalogus, text: str) -> None:
    assert catalogus.named(text) is None


def test_a_catalogue_is_frozen(catalogus: Catalogus) -> None:
    with pytest.raises(ValidationError):
        catalogus.programma = "iets anders"


def test_a_next_programme_is_another_file(load: Load) -> None:
    assert [actie.nummer for actie in load(SMALL).acties] == [1, 2]


def test_every_mistake_is_told_with_its_key(load: Load) -> None:
    text = (
        SMALL.replace('programma = "Proef"', 'progamma = "Proef"')
        .replace("tarief = 210", 'tarief = "veel"')
        .replace('label = "Vorming"', 'lable = "Vorming"')
        .replace('kpi_eenheid = "plan"', 'kpi_eenheid = ""')
        .replace("nummer = 2", "nummer = 0")
    )
    assert set(refused(load, text)) == {
        "acties.toml: acties[0].jaren.1.tarief: moet een geheel getal zijn",
        "acties.toml: acties[1].nummer: moet minstens 1 zijn",
        "acties.toml: acties[1].verwachtingen.onderdelen[1].label: ontbreekt",
        (
            "acties.toml: acties[1].verwachtingen.onderdelen[1].lable: "
            "is geen bekende sleutel"
        ),
        "acties.toml: acties[1].jaren.1.kpi_eenheid: mag niet leeg zijn",
        "acties.toml: programma: ontbreekt",
        "acties.toml: progamma: is geen bekende sleutel",
    }


def test_a_synonym_of_two_acties_is_refused_however_it_is_spelled(load: Load) -> None:
    text = SMALL.replace("nummer = 2", 'nummer = 2\nsynoniemen = ["Sport!"]')
    assert refused(load, text) == (
        (
            "acties.toml: acties[1].synoniemen: ‘sport’ hoort ook bij acties[0] "
            "(In contact brengen met sport)"
        ),
    )


def test_a_synonym_that_stands_twice_is_refused(load: Load) -> None:
    text = SMALL.replace('["sport"]', '["sport", "Sport"]')
    assert refused(load, text) == (
        "acties.toml: acties[0].synoniemen: ‘sport’ staat er meermaals",
    )


def test_contradictions_are_told_all_at_once(load: Load) -> None:
    text = (
        SMALL.replace("nummer = 2", "nummer = 1")
        .replace('telt = ["vorming"]', 'telt = ["vormign"]')
        .replace("vereist = 1", "vereist = 2")
        .replace('doelstelling = "Netwerk"', 'doelstelling = "Werk"', 1)
        .replace("gesubsidieerd = true", "gesubsidieerd = false", 1)
    )
    assert refused(load, text) == (
        "acties.toml: acties[1].nummer: 1 is ook het nummer van acties[0]",
        "acties.toml: acties[0].gesubsidieerd: past niet bij de projectjaren in jaren",
        "acties.toml: acties[1].verwachtingen.telt: ‘vormign’ is geen onderdeel",
        (
            "acties.toml: acties[1].verwachtingen.vereist: "
            "meer dan er onderdelen meetellen"
        ),
        "acties.toml: acties[0].doelstelling: staat niet bij doelstellingen",
    )


def test_expectations_belong_to_acties_judged_on_them(load: Load) -> None:
    text = SMALL.replace('beoordeling = "verwachtingen"', 'beoordeling = "drempel"')
    assert refused(load, text) == (
        "acties.toml: acties[1].verwachtingen: past niet bij beoordeling in jaren",
    )


@pytest.mark.parametrize("kenwoord", ["Sport*", "sport *", "*sport", ""])
def test_a_kenwoord_is_made_of_folded_words(load: Load, kenwoord: str) -> None:
    text = SMALL.replace("nummer = 2", f'nummer = 2\nkenwoorden = ["{kenwoord}"]')
    [problem] = refused(load, text)
    assert "acties[1].kenwoorden[0]" in problem


def test_a_kenwoord_of_two_acties_is_refused_in_any_order(load: Load) -> None:
    text = SMALL.replace("nummer = 2", 'nummer = 2\nkenwoorden = ["mix school*"]')
    text = text.replace('["sport"]', '["sport"]\nkenwoorden = ["school* mix"]')
    [problem] = refused(load, text)
    assert "acties[1].kenwoorden: ‘mix school*’ staat ook bij acties[0]" in problem


def test_a_name_of_two_doelgroepen_is_refused(load: Load) -> None:
    groups = '[{ naam = "vrouwen" }, { naam = "anderen", synoniemen = ["Vrouwen"] }]'
    text = SMALL.replace("tarief = 210", f"doelgroepen = {groups}")
    assert refused(load, text) == (
        (
            "acties.toml: acties[0].jaren.1.doelgroepen: "
            "‘vrouwen’ hoort bij meer dan één doelgroep"
        ),
    )


def test_a_projectjaar_is_a_number(load: Load) -> None:
    text = SMALL.replace("[acties.jaren.1]", "[acties.jaren.een]", 1)
    assert refused(load, text) == (
        "acties.toml: acties[0].jaren.een: moet een geheel getal zijn",
    )


def test_a_file_without_acties_is_refused(load: Load) -> None:
    assert refused(load, 'programma = "x"\ndoelstellingen = []') == (
        "acties.toml: acties: ontbreekt of is geen lijst van tabellen",
    )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"acties\.toml: dit bestand ontbreekt"):
        load_catalogus(tmp_path)


def test_broken_toml_is_told_with_its_line(load: Load) -> None:
    (problem,) = refused(load, "programma = nee")
    assert problem.startswith("acties.toml: geen geldige TOML:")
    assert "line 1" in problem
