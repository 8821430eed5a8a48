import pytest

from pipeline.dossier.model import Dossier, Initiatief, Motivatie
from tests.checks.builders import actie, codes, dossier, initiatief, kpi, messages

ONTBREEKT = "motivatie-ontbreekt"
ONVOLDOENDE = "initiatieven-onvoldoende"
WAAROM = Motivatie(waarom="Laat aangeworven")


def motivated(behaald: float | None, *initiatieven: Initiatief) -> Dossier:
    motivatie = Motivatie(waarom="Laat aangeworven", initiatieven=initiatieven)
    return dossier(actie(15, kpi=kpi(300, behaald), motivatie=motivatie))


def test_under_the_threshold_a_motivation_is_needed() -> None:
    subject = dossier(actie(15, kpi=kpi(300, 65, percentage=21.7)))
    assert codes(subject) == [(ONTBREEKT, 15)]
    (message,) = messages(ONTBREEKT, subject)
    assert message == (
        "Actie 15 (Naam van 15): 65 van 300 behaald (21,7 %), onder de drempel van 75, "
        "maar er is geen motivatie ingediend."
    )


@pytest.mark.parametrize("behaald", [75, 76, 300, 567])
def test_exactly_the_threshold_passes(behaald: int) -> None:
    assert codes(dossier(actie(15, kpi=kpi(300, behaald)))) == []


def test_just_under_the_threshold_does_not_pass() -> None:
    assert codes(dossier(actie(15, kpi=kpi(300, 74.9)))) == [(ONTBREEKT, 15)]


def test_an_unknown_number_is_not_under_the_threshold() -> None:
    assert (ONTBREEKT, 15) not in codes(dossier(actie(15, kpi=kpi(300, None))))


def test_a_second_copy_is_a_motivation_too() -> None:
    subject = dossier(actie(15, kpi=kpi(300, 65), motivaties_extra=(WAAROM,)))
    assert messages(ONTBREEKT, subject) == []


def test_a_motivation_names_an_initiative() -> None:
    assert codes(motivated(65)) == [("initiatieven-ontbreken", 15)]
    assert codes(motivated(65, initiatief(235))) == []


def test_a_motivation_of_an_action_that_reached_its_threshold_is_read_as_well() -> None:
    subject = dossier(actie(15, kpi=kpi(300, 299), motivatie=WAAROM))
    assert codes(subject) == [("initiatieven-ontbreken", 15)]


@pytest.mark.parametrize(
    ("promised", "told"), [((235,), []), ((100, 135), []), ((100, 134.5), [15])]
)
def test_initiatives_make_up_the_target_exactly(
    promised: tuple[float, ...], told: list[int]
) -> None:
    subject = motivated(65, *map(initiatief, promised))
    assert codes(subject) == [(ONVOLDOENDE, nummer) for nummer in told]


def test_the_sum_is_shown() -> None:
    (message,) = messages(ONVOLDOENDE, motivated(65, initiatief(40), initiatief(0.5)))
    assert message == (
        "Actie 15 (Naam van 15): behaald 65 en initiatieven voor 40,5 geven samen "
        "105,5, minder dan de te behalen 300."
    )


def test_a_sum_is_added_as_written() -> None:
    motivatie = Motivatie(waarom="x", initiatieven=(initiatief(0.1),))
    subject = dossier(actie(15, kpi=kpi(0.8, 0.7), motivatie=motivatie))
    assert messages(ONVOLDOENDE, subject) == []


def test_one_unknown_promise_leaves_the_sum_unknown() -> None:
    assert codes(motivated(65, initiatief(1), initiatief(None))) == []


def test_an_unknown_number_or_target_leaves_the_sum_unknown() -> None:
    assert messages(ONVOLDOENDE, motivated(None, initiatief(1))) == []
    motivatie = Motivatie(waarom="x", initiatieven=(initiatief(1),))
    subject = dossier(actie(15, kpi=kpi(None, 65), motivatie=motivatie))
    assert codes(subject) == []


def test_an_initiative_without_timing_is_named() -> None:
    long = initiatief(100, timing=None, omschrijving="Een brugfiguur erbij " * 9)
    bare = Initiatief(kpi=135)
    second, third = messages(
        "timing-ontbreekt", motivated(65, initiatief(0), long, bare)
    )
    assert second == (
        "Actie 15 (Naam van 15): bij initiatief 2 (‘Een brugfiguur erbij Een "
        "brugfiguur erbij Een brugfiguur er…’) staat geen timing."
    )
    assert third == "Actie 15 (Naam van 15): bij initiatief 3 staat geen timing."
