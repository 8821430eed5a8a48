"""Assemble: what came in becomes one dossier, whatever the order."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier.assemble import assemble
from pipeline.dossier.extractie import Extractie, JureringBlok
from pipeline.dossier.ingekomen import Ingekomen
from pipeline.dossier.model import Dossier
from pipeline.findings import KINDS
from tests.dossier.extracties import (
    actie,
    blok,
    codes,
    formulier,
    groep,
    initiatief,
    los,
    onleesbaar,
    op,
    opdracht,
    regel,
    sha,
    toekenning,
    verwachting,
    werkmap,
)


def made(*documenten: Ingekomen, **more: Any) -> Dossier:
    return assemble(opdracht(*documenten, **more))


def statuses(dossier: Dossier) -> dict[str, str]:
    return {bron.naam: bron.status for bron in dossier.bronnen}


# What replaces what.


def test_a_later_mail_replaces_the_motivation_of_the_actions_it_speaks_of() -> None:
    first = formulier("a", blok(15, waarom="oud"), blok(9, waarom="blijft"))
    second = formulier("b", blok(15, waarom="nieuw"))
    dossier = made(op(3, first), op(4, second))
    assert actie(dossier, 15).motivatie.waarom == "nieuw"
    assert actie(dossier, 15).motivaties_extra == ()
    assert actie(dossier, 9).motivatie.waarom == "blijft"
    assert statuses(dossier) == {"a": "actueel", "b": "actueel"}


def test_a_form_of_which_nothing_is_left_is_replaced() -> None:
    first = formulier("a", blok(15, waarom="oud"), rest=["een losse zin"])
    second = formulier("b", blok(15, waarom="nieuw"))
    dossier = made(op(3, first), op(4, second))
    assert statuses(dossier) == {"a": "vervangen", "b": "actueel"}
    assert dossier.niet_herkend == ()


def test_words_that_fit_no_field_are_not_replaced_by_an_answer() -> None:
    first = formulier("a", rest=["een losse zin"])
    dossier = made(op(3, first), op(4, formulier("b", blok(15, waarom="w"))))
    assert statuses(dossier)["a"] == "actueel"
    assert [rest.tekst for rest in dossier.niet_herkend] == ["een losse zin"]


def test_a_blank_form_is_replaced_by_one_that_is_filled_in() -> None:
    dossier = made(op(3, formulier("a")), op(4, formulier("b", blok(15, waarom="w"))))
    assert statuses(dossier)["a"] == "vervangen"


def test_documents_of_one_mail_add_up() -> None:
    first = formulier("a", blok(15, waarom="een"))
    second = formulier("b", blok(9, waarom="twee"))
    dossier = made(op(3, first), op(3, second))
    assert [a.nummer for a in dossier.acties if a.motivatie] == [9, 15]


def test_a_second_copy_of_one_mail_is_an_extra() -> None:
    form = formulier("a", blok(15, waarom="een"), blok(15, waarom="twee"))
    dossier = made(op(3, form))
    assert actie(dossier, 15).motivatie.waarom == "een"
    assert [m.waarom for m in actie(dossier, 15).motivaties_extra] == ["twee"]
    extra = dossier.herkomst["/acties/0/motivaties_extra/0/waarom"]
    assert extra.plaats == "a/motivaties/1/waarom"


def test_a_block_with_only_numbers_makes_no_motivation_and_takes_none_away() -> None:
    first = formulier("a", blok(15, waarom="waarom", behaald=40))
    second = formulier("b", blok(15, behaald=80))
    dossier = made(op(3, first), op(4, second))
    assert actie(dossier, 15).motivatie.waarom == "waarom"
    assert actie(dossier, 15).kpi.behaald == 80
    assert codes(dossier.bevindingen) == []


def test_origins_of_extras_stay_right_beside_a_block_with_only_numbers() -> None:
    form = formulier("a", blok(15, behaald=40), blok(15, waarom="waarom"))
    dossier = made(op(3, form))
    assert dossier.herkomst["/acties/0/motivatie/waarom"].plaats.endswith("/1/waarom")
    assert not [p for p in dossier.herkomst if "extra" in p]


def test_section_2_is_replaced_per_action() -> None:
    first = formulier(
        "a", verwachtingen=[verwachting(16, antwoord="nee"), verwachting(22)]
    )
    second = formulier("b", verwachtingen=[verwachting(16, antwoord="ja")])
    dossier = made(op(3, first), op(4, second))
    assert actie(dossier, 16).verwachtingen.antwoord == "ja"
    assert actie(dossier, 22).verwachtingen is not None


def test_each_part_of_section_3_is_replaced_alone() -> None:
    samen, mentor = {"beschrijving": "samen"}, {"netwerken": 3, "ervaring": "goed"}
    first = formulier(
        "a", stimulansen={"samenwerkingsverband": samen, "mentorbestuur": mentor}
    )
    second = formulier("b", stimulansen={"mentorbestuur": {"netwerken": 5}})
    dossier = made(op(3, first), op(4, second))
    assert dossier.stimulansen.samenwerkingsverband is not None
    assert dossier.stimulansen.mentorbestuur is not None
    assert dossier.stimulansen.mentorbestuur.netwerken == 5
    assert dossier.stimulansen.mentorbestuur.ervaring is None


def test_two_forms_of_one_mail_fill_each_other_in_and_lose_nothing() -> None:
    first = formulier("a", stimulansen={"mentorbestuur": {"netwerken": 3}})
    second = formulier(
        "b", stimulansen={"mentorbestuur": {"netwerken": 4, "ervaring": "goed"}}
    )
    dossier = made(op(3, first), op(3, second))
    mentor = dossier.stimulansen.mentorbestuur
    assert mentor is not None
    assert (mentor.netwerken, mentor.ervaring) == (3, "goed")
    assert [(rest.tekst, rest.bron) for rest in dossier.niet_herkend] == [
        ("4", sha("b"))
    ]


def test_an_unreadable_later_version_replaces_nothing() -> None:
    first = formulier("a", blok(15, waarom="waarom"))
    dossier = made(op(3, first), op(4, onleesbaar("b")))
    assert actie(dossier, 15).motivatie.waarom == "waarom"
    assert statuses(dossier)["a"] == "actueel"


def test_a_blank_later_form_replaces_nothing() -> None:
    first = formulier("a", blok(15, waarom="waarom"))
    dossier = made(op(3, first), op(4, formulier("b")))
    assert actie(dossier, 15).motivatie.waarom == "waarom"
    assert statuses(dossier) == {"a": "actueel", "b": "actueel"}


def test_mails_of_the_same_second_add_up_as_neither_is_later() -> None:
    first = formulier("a", blok(15, waarom="een"))
    second = formulier("b", blok(15, waarom="twee"))
    dossier = made(op(3, first, "m1"), op(3, second, "m2"))
    assert actie(dossier, 15).motivatie.waarom == "een"
    assert len(actie(dossier, 15).motivaties_extra) == 1


def test_a_mail_comes_after_what_lay_loose() -> None:
    first = formulier("a", blok(15, waarom="los"))
    dossier = made(op(3, formulier("b", blok(15, waarom="mail"))), los(first))
    assert actie(dossier, 15).motivatie.waarom == "mail"


# What is found in documents that are partly replaced.


def test_a_finding_of_a_number_that_was_replaced_is_gone() -> None:
    told = KINDS["kpi-ongeldig"].at(
        bron=sha("a"), plaats="a/motivaties/0/behaald", veld="Behaald KPI", tekst="75%"
    )
    spoken = blok(15, waarom="w", behaald_tekst="75%")
    first = formulier("a", spoken, blok(9, waarom="blijft"), bevindingen=[told])
    # The place of a number that could not be read is known too.
    places = dict(first.herkomst)
    places["/motivaties/0/behaald"] = places["/motivaties/0/waarom"].model_copy(
        update={"plaats": "a/motivaties/0/behaald"}
    )
    first = first.model_copy(update={"herkomst": places})
    alone = made(op(3, first))
    assert codes(alone.bevindingen) == [("kpi-ongeldig", 15)]
    second = formulier("b", blok(15, behaald=80))
    assert codes(made(op(3, first), op(4, second)).bevindingen) == []


def test_a_finding_of_a_workbook_line_that_was_replaced_is_gone() -> None:
    first = werkmap("a", regel(15, 300, None), regel(9, 40, 6), ongeldig=[15])
    assert codes(made(op(3, first)).bevindingen) == [("kpi-ongeldig", 15)]
    second = werkmap("b", regel(15, 300, 65))
    dossier = made(op(3, first), op(4, second))
    assert codes(dossier.bevindingen) == []
    assert actie(dossier, 9).kpi.behaald == 6


# Nothing is lost.


def test_a_block_without_an_action_goes_to_niet_herkend_as_a_whole() -> None:
    form = formulier(
        "a",
        blok(
            None,
            actie_tekst="onze werking",
            te_behalen=300,
            behaald_tekst="een zestigtal",
            waarom="waarom",
            inspanningen="inspanning",
            initiatieven=(initiatief("huisbezoeken", 40),),
        ),
    )
    dossier = made(op(3, form))
    assert dossier.acties == ()
    [rest] = dossier.niet_herkend
    assert rest.tekst == (
        "onze werking\nTe behalen KPI: 300\nBehaald KPI: een zestigtal\nwaarom\n"
        "inspanning\nhuisbezoeken\nmei 2024\n40"
    )
    assert codes(dossier.bevindingen) == [("actie-onbekend", None)]


def test_a_block_without_an_action_is_gone_once_a_later_mail_names_it() -> None:
    first = formulier("a", blok(None, waarom="dezelfde woorden"))
    second = formulier("b", blok(15, waarom="dezelfde woorden"))
    dossier = made(op(3, first), op(4, second))
    assert dossier.niet_herkend == ()
    assert codes(dossier.bevindingen) == []
    assert statuses(dossier)["a"] == "vervangen"


def test_words_beside_a_number_are_kept_unless_they_only_say_what_is_counted() -> None:
    form = formulier(
        "a",
        blok(
            15,
            actie_tekst="Actie 15 Brugfiguren",
            te_behalen=300,
            te_behalen_tekst="300 gezinnen",
            behaald_tekst="40 à 50",
            waarom="waarom",
        ),
    )
    dossier = made(op(3, form))
    assert [rest.tekst for rest in dossier.niet_herkend] == ["40 à 50"]


def test_a_title_that_says_more_than_the_action_is_kept() -> None:
    form = formulier(
        "a", blok(15, actie_tekst="Brugfiguren, trekker is Lore", waarom="waarom")
    )
    dossier = made(op(3, form))
    assert [rest.tekst for rest in dossier.niet_herkend] == [
        "Brugfiguren, trekker is Lore"
    ]


def test_the_rows_of_the_jury_never_become_verdicts() -> None:
    form = formulier(
        "a",
        blok(15, waarom="waarom"),
        jury=[
            JureringBlok(actie=15, voldoende=True, conclusie="goed", verlengen=False)
        ],
        stimulansen={"jurering": "toekennen"},
    )
    dossier = made(op(3, form))
    assert actie(dossier, 15).jurering.voldoende is None
    assert dossier.stimulansen.jurering is None
    assert [rest.tekst for rest in dossier.niet_herkend] == [
        "Voldoende initiatieven: Ja\nConclusie: goed\nVerlengen: Nee",
        "toekennen",
    ]
    told = codes(dossier.bevindingen)
    assert told == [("jurering-in-indiening", 15), ("jurering-in-indiening", None)]


# Numbers and what follows from them.


def test_actions_stand_by_official_number_granted_or_reported() -> None:
    dossier = made(
        op(3, werkmap("k", regel(15, 300, 65))),
        op(3, formulier("m", blok(9, waarom="w"))),
        toegekend=toekenning((24, None, 180, 37800)),
    )
    assert [a.nummer for a in dossier.acties] == [9, 15, 24]
    assert actie(dossier, 24).subsidie == 37800


def test_an_action_on_minimal_expectations_has_no_threshold() -> None:
    dossier = made(op(3, werkmap("k", regel(16, 4, 1))))
    kpi = actie(dossier, 16).kpi
    assert (kpi.percentage, kpi.drempel, kpi.drempel_gehaald) == (25.0, None, None)


def test_exactly_a_quarter_passes() -> None:
    kpi = actie(made(op(3, werkmap("k", regel(15, 30, 7.5)))), 15).kpi
    assert (kpi.drempel, kpi.drempel_gehaald) == (7.5, True)


def test_a_link_that_is_not_sure_leaves_its_values_unsure() -> None:
    form = formulier("a", blok(None, te_behalen=300, behaald=40, waarom="waarom"))
    dossier = made(op(3, form), op(3, werkmap("k", regel(15, 300, 40))))
    assert actie(dossier, 15).motivatie.waarom == "waarom"
    assert dossier.herkomst["/acties/0/motivatie/waarom"].zekerheid == 0.85


# Laws.

NUMBERS = st.sampled_from([9, 15, 24])
WORDS = st.sampled_from(["een", "twee", "drie"])
COUNTS = st.one_of(st.none(), st.integers(0, 9))


@st.composite
def documents(draw: st.DrawFn) -> Ingekomen:
    naam = draw(st.uuids()).hex
    dag = draw(st.integers(1, 4))
    bare: Extractie
    if draw(st.booleans()):
        lines = [
            regel(
                draw(NUMBERS),
                draw(COUNTS),
                draw(COUNTS),
                *(
                    groep(draw(WORDS), draw(COUNTS), draw(COUNTS))
                    for _ in range(draw(st.integers(0, 2)))
                ),
            )
            for _ in range(draw(st.integers(0, 3)))
        ]
        bare = werkmap(naam, *lines)
    else:
        blocks = [
            blok(
                draw(st.one_of(st.none(), NUMBERS)),
                waarom=draw(st.one_of(st.none(), WORDS)),
                te_behalen=draw(COUNTS),
                behaald=draw(COUNTS),
                initiatieven=draw(st.sampled_from([(), (initiatief("x", 3),)])),
            )
            for _ in range(draw(st.integers(0, 3)))
        ]
        spoken = [verwachting(16, toelichting=draw(WORDS))] * draw(st.integers(0, 2))
        bare = formulier(
            naam,
            *blocks,
            verwachtingen=spoken,
            stimulansen=draw(
                st.sampled_from([None, {"mentorbestuur": {"netwerken": 3}}])
            ),
        )
    return op(dag, bare)


GRANTED = st.sampled_from(
    [
        None,
        toekenning((15, None, 300, 1)),
        toekenning((15, "een", 3, 1), (15, "twee", 4, 1), (9, None, None, None)),
    ]
)


@given(st.lists(documents(), max_size=5), st.randoms(), GRANTED)
def test_the_order_of_documents_makes_no_difference(
    found: list[Ingekomen], random: Any, toegekend: Any
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert made(*shuffled, toegekend=toegekend) == made(*found, toegekend=toegekend)


@given(st.lists(documents(), max_size=5), GRANTED)
def test_every_origin_points_at_a_value_and_at_a_source(
    found: list[Ingekomen], toegekend: Any
) -> None:
    dossier = made(*found, toegekend=toegekend)
    data = json.loads(dossier.model_dump_json(by_alias=True))
    sources = {bron["sha256"] for bron in data["bronnen"]}
    for pointer, origin in data["herkomst"].items():
        here = data
        for step in pointer.split("/")[1:]:
            here = here[int(step)] if isinstance(here, list) else here[step]
        assert origin["bron"] in sources
    for at, one in enumerate(data["acties"]):
        for key in ("te_behalen", "behaald"):
            if one["kpi"][key] is not None:
                assert f"/acties/{at}/kpi/{key}" in data["herkomst"]


@given(st.lists(documents(), max_size=5))
def test_no_words_of_a_document_in_force_are_lost(found: list[Ingekomen]) -> None:
    dossier = made(*found)
    shown = dossier.model_dump_json()
    gone = {bron.sha256 for bron in dossier.bronnen if bron.status == "vervangen"}
    last = max((d.moment for d in found), default=0.0)
    for document in found:
        if document.moment == last:
            assert document.sha256 not in gone
            for one in document.extractie.motivaties:
                assert one.waarom is None or one.waarom in shown


@pytest.mark.parametrize("count", [0, 1])
def test_a_dossier_without_anything_is_a_dossier(count: int) -> None:
    dossier = made(*[op(3, formulier("a"))] * count)
    assert dossier.acties == ()
    assert len(dossier.bronnen) == count
