"""What ties a sheet to its dossier, and when a verdict has grown old."""

import pytest

from pipeline.dossier.model import Actie, Jurering, Motivatie
from pipeline.jury import identity
from tests.jury import dossiers


def test_tags_and_codes_are_those_of_the_contract() -> None:
    assert identity.tag(15, "voldoende") == "actie-15-voldoende"
    assert identity.tag(15, "verlengen") == "actie-15-verlengen"
    assert identity.tag(15, "conclusie") == "actie-15-conclusie"
    assert identity.code(15, "voldoende") == "V15-a"
    assert identity.code(15, "verlengen") == "V15-b"


ACTIE = dossiers.actie(15, 300, 65, motivatie=Motivatie(waarom="x"))


@pytest.mark.parametrize(
    "other",
    [
        dossiers.actie(15, 300, 66, motivatie=Motivatie(waarom="x")),
        dossiers.actie(15, 300, 65, motivatie=Motivatie(waarom="y")),
        dossiers.actie(15, 300, 65, motivatie=Motivatie(waarom="x"), subsidie=1),
    ],
)
def test_other_facts_give_another_fingerprint(other: Actie) -> None:
    assert identity.feiten(other) != identity.feiten(ACTIE)


def test_actions_that_come_and_go_keep_fingerprints_of_their_own() -> None:
    many = [identity.feiten(dossiers.actie(15, n, 0)) for n in range(1, 301)]
    assert len(set(many)) == len(many)
    assert many[6] == identity.feiten(dossiers.actie(15, 7, 0))


def test_a_verdict_or_a_name_is_no_fact() -> None:
    verdict = ACTIE.model_copy(
        update={"jurering": Jurering(voldoende=True), "naam": "anders geschreven"}
    )
    assert identity.feiten(verdict) == identity.feiten(ACTIE)
    one, other = dossiers.dossier(ACTIE), dossiers.dossier(verdict)
    assert identity.kenmerk(one) == identity.kenmerk(other)


def test_a_fingerprint_survives_json() -> None:
    again = Actie.model_validate_json(ACTIE.model_dump_json())
    assert identity.feiten(again) == identity.feiten(ACTIE)
