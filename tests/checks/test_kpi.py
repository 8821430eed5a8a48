import pytest

from pipeline.dossier.model import Doelgroep, Dossier, Kpi
from pipeline.findings import KINDS, KPI_INITIATIEF
from tests.checks.builders import actie, codes, dossier, kpi, messages

ONTBREEKT = "kpi-ontbreekt"


def test_an_action_with_a_target_and_no_achieved_number_is_told() -> None:
    assert codes(dossier(actie(15, kpi=kpi(300, None)))) == [(ONTBREEKT, 15)]


def test_an_achieved_number_of_zero_is_a_number() -> None:
    assert messages(ONTBREEKT, dossier(actie(kpi=kpi(300, 0)))) == []


@pytest.mark.parametrize("target", [None, 0])
def test_without_toekenningen_and_target_nothing_was_committed_to(
    target: int | None,
) -> None:
    assert codes(dossier(actie(kpi=kpi(target, None)))) == []


def test_a_granted_action_was_committed_to_also_without_a_target() -> None:
    subject = dossier(actie(15))
    assert codes(subject, toegekend=frozenset({15})) == [(ONTBREEKT, 15)]
    assert codes(subject, toegekend=frozenset({5})) == []


def test_a_granted_action_of_which_nothing_is_asked_needs_no_number() -> None:
    subject = dossier(actie(15, kpi=kpi(0, None)))
    assert codes(subject, toegekend=frozenset({15})) == []


def test_toekenningen_decide_what_was_committed_to() -> None:
    subject = dossier(actie(15, kpi=kpi(300, None)))
    told = codes(subject, toegekend=frozenset({5}))
    assert told == [("actie-niet-toegekend", 15)]


def test_an_invalid_number_is_told_instead_of_a_missing_one() -> None:
    invalid = KINDS["kpi-ongeldig"].at(actie=15, veld="Behaald KPI", tekst="75%")
    subject = dossier(
        actie(15, kpi=kpi(300, None)),
        actie(20, kpi=kpi(100, None)),
        bevindingen=(invalid,),
    )
    assert codes(subject) == [("kpi-ongeldig", 15), (ONTBREEKT, 20)]


def test_an_invalid_number_of_an_initiative_hides_no_missing_one() -> None:
    invalid = KINDS["kpi-ongeldig"].at(actie=15, veld=KPI_INITIATIEF, tekst="-3")
    subject = dossier(actie(15, kpi=kpi(300, None)), bevindingen=(invalid,))
    assert set(codes(subject)) == {(ONTBREEKT, 15), ("kpi-ongeldig", 15)}


def test_the_doelgroepen_that_make_the_sum_unknown_are_named() -> None:
    groepen = (
        Doelgroep(naam="nieuwkomers", te_behalen=150, behaald=20),
        Doelgroep(naam="55-plussers", te_behalen=75),
        Doelgroep(naam="personen met een handicap"),
    )
    subject = dossier(actie(9, kpi=Kpi(te_behalen=225, doelgroepen=groepen)))
    assert messages(ONTBREEKT, subject) == [
        "Actie 9 (Naam van 9): het behaalde aantal voor ‘55-plussers’ is niet ingevuld."
    ]


def sport_and_culture(
    first: tuple[str, float | None], second: tuple[str, float | None]
) -> Dossier:
    return dossier(
        *(
            actie(nummer, kpi=kpi(180, 190, doelgroepen=(groep,)))
            for nummer, groep in (
                (13, Doelgroep(naam=first[0], behaald=first[1])),
                (24, Doelgroep(naam=second[0], behaald=second[1])),
            )
        )
    )


def test_the_same_number_for_the_same_doelgroep_is_pointed_out_once() -> None:
    subject = sport_and_culture(("Navigate You(th)", 138), ("navigate youth", 138.0))
    assert codes(subject) == []  # another spelling is another doelgroep
    subject = sport_and_culture(("Navigate You(th)", 138), ("navigate you(TH)", 138.0))
    assert codes(subject) == [("kpi-dubbel-geteld", 13)]
    (message,) = messages("kpi-dubbel-geteld", subject)
    assert message == (
        "Actie 13 (Naam van 13) en actie 24 (Naam van 24) melden allebei 138 voor "
        "‘Navigate You(th)’."
    )


@pytest.mark.parametrize("behaald", [0, None])
def test_nothing_achieved_is_not_counted_twice(behaald: int | None) -> None:
    assert codes(sport_and_culture(("jongeren", behaald), ("jongeren", behaald))) == []


def test_two_lines_of_one_action_are_its_own_business() -> None:
    groepen = (Doelgroep(naam="jongeren", behaald=5),) * 2
    assert codes(dossier(actie(13, kpi=kpi(10, 10, doelgroepen=groepen)))) == []
