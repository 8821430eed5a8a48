from typing import Any

import pytest

from pipeline.checks.rules import check
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Actie, Verwachtingen
from tests.checks.builders import CATALOGUS, actie, codes, dossier, messages, ronde

ONTBREKEN = "verwachtingen-ontbreken"
ONVOLDOENDE = "verwachtingen-onvoldoende"
# The contract's table of parts, and its demands in section 5.
DEMANDS = {
    2: (3, ["polarisatie", "desinformatie", "haatspraak", "debatten", "vorming"]),
    16: (4, ["preventie", "protectie", "participatie", "prosecutie"]),
    18: (
        3,
        [
            *["mobiliteit", "vrije_tijd", "communicatie", "beeldvorming", "gebouwen"],
            *["evenementen", "beleidsparticipatie", "sensibilisering"],
        ],
    ),
}
JUDGED = [2, 16, 18, 19, 22]


def answered(nummer: int, count: int, antwoord: Any = "ja") -> Actie:
    _, parts = DEMANDS[nummer]
    onderdelen = dict.fromkeys(parts[:count], "wat we doen")
    return actie(
        nummer, verwachtingen=Verwachtingen(antwoord=antwoord, onderdelen=onderdelen)
    )


def pleinmakers(lines: str | None) -> Actie:
    return actie(
        22,
        verwachtingen=Verwachtingen(
            antwoord="ja", onderdelen={"ondernomen_acties": lines}
        ),
    )


def test_exactly_the_actions_on_expectations_need_an_answer() -> None:
    told = codes(dossier(*(actie(entry.nummer) for entry in CATALOGUS.acties)))
    assert told == [(ONTBREKEN, nummer) for nummer in JUDGED]


def test_an_action_that_nobody_knows_is_not_judged() -> None:
    assert codes(dossier(actie(99))) == []


def test_an_action_is_judged_by_what_holds_in_its_projectjaar() -> None:
    for ronde_id in ("pj1-eind", "pj2-eind", "pj3-eind"):
        told = codes(dossier(actie(19), actie(15)), in_ronde=ronde_id)
        assert told == [(ONTBREKEN, 19)]


def test_an_action_on_a_threshold_in_this_projectjaar_is_not_judged() -> None:
    entry = CATALOGUS.actie(19)
    assert entry is not None
    now = entry.jaren[2].model_copy(update={"beoordeling": "drempel"})
    changed = entry.model_copy(update={"jaren": {**entry.jaren, 2: now}})
    catalogus = Catalogus(programma="p", doelstellingen=("d",), acties=(changed,))
    told = [
        check(
            dossier(actie(19)),
            ronde(ronde_id),
            catalogus,
            toegekend=None,
            formulieren=(),
        )
        for ronde_id in ("pj2-eind", "pj3-eind")
    ]
    assert [[b.code for b in found] for found in told] == [[], [ONTBREKEN]]


@pytest.mark.parametrize(
    "answer",
    [
        Verwachtingen(antwoord="ja"),
        Verwachtingen(antwoord="nee"),
        Verwachtingen(toelichting="Bijna klaar"),
        Verwachtingen(niet_uitgevoerd="Het rapport"),
        Verwachtingen(stopzetting="Geen personeel"),
        Verwachtingen(onderdelen={"preventie": "affiches"}),
    ],
)
def test_any_answer_is_an_answer(answer: Verwachtingen) -> None:
    assert messages(ONTBREKEN, dossier(actie(19, verwachtingen=answer))) == []


def test_an_answer_in_which_nothing_stands_is_none() -> None:
    empty = Verwachtingen(onderdelen={"preventie": None, "protectie": None})
    assert codes(dossier(actie(16, verwachtingen=empty))) == [(ONTBREKEN, 16)]


@pytest.mark.parametrize("nummer", DEMANDS)
def test_one_part_less_than_demanded_is_too_few(nummer: int) -> None:
    demanded, _ = DEMANDS[nummer]
    assert codes(dossier(answered(nummer, demanded))) == []
    assert codes(dossier(answered(nummer, demanded - 1))) == [(ONVOLDOENDE, nummer)]


def test_the_message_says_how_many() -> None:
    assert messages(ONVOLDOENDE, dossier(answered(18, 1))) == [
        "Actie 18 (Naam van 18): 1 van de minstens 3 onderdelen ingevuld."
    ]


def test_how_far_the_plan_is_drawn_up_is_no_domain() -> None:
    parts = {"opmaak": "half af", "polarisatie": "x", "vorming": "y"}
    subject = actie(2, verwachtingen=Verwachtingen(antwoord="ja", onderdelen=parts))
    assert codes(dossier(subject)) == [(ONVOLDOENDE, 2)]


def test_without_a_choice_the_parts_are_counted_too() -> None:
    assert codes(dossier(answered(16, 3, antwoord=None))) == [(ONVOLDOENDE, 16)]


def test_who_stops_an_action_need_not_answer_its_parts() -> None:
    assert codes(dossier(answered(18, 0, antwoord="nee"))) == []


def test_correspondentietesten_have_no_parts_to_count() -> None:
    subject = actie(19, verwachtingen=Verwachtingen(antwoord="ja"))
    assert codes(dossier(subject)) == []


def test_a_pleinmaker_undertakes_five_actions_one_per_line() -> None:
    five = "Straatfeest\nOverleg\nVrijwilliger\n\nAanspreken\nBuurtwandeling"
    assert codes(dossier(pleinmakers(five))) == []
    four = five.removesuffix("\nBuurtwandeling")
    assert messages(ONVOLDOENDE, dossier(pleinmakers(four))) == [
        "Actie 22 (Naam van 22): 4 van de minstens 5 acties ingevuld."
    ]
    assert codes(dossier(pleinmakers(None))) == [(ONVOLDOENDE, 22)]
