"""Tables in every layout give the same KPIs."""

import pytest

from tests.dossier.kpis_read import BODY, HEAD, WANTED, kpis, left, numbers, read
from tests.forms import sheets as made
from tests.forms.sheets import Value, sheet


def test_a_plain_table_is_read() -> None:
    found = read(HEAD, *BODY)
    assert numbers(found) == WANTED
    assert [regel.actie for regel in found.regels] == [5, 13, 15]
    assert not found.rest
    assert not found.bevindingen


def test_every_value_has_its_place_and_the_reason_for_its_action() -> None:
    found = read(HEAD, *BODY)
    plek = found.herkomst["/kpis/2/behaald"]
    assert (plek.plaats, found.regels[2].plaats) == ("Rapport!C2", "Rapport!C2")
    assert plek.zekerheid > 0.9
    assert plek.reden is not None
    assert "brugfiguren" in plek.reden


@pytest.mark.parametrize(
    "head",
    [
        ["Naam actie", "Vooropgesteld", "Gerealiseerd"],
        ["ACTIES", "Target", "Realisatie"],
        ["Omschrijving actie", "Gepland bereik KPI (kolom G)", "Stand op 31/03/2024"],
        ["Actie", "Te behalen KPI (100 %)", "Behaalde KPI's"],
        ["Actie", "KPI", "Behaald"],
        ["Actie", "Doel", "Aantal"],
        ["Actie", "Te behaln KPI", "Behaald KPl"],
        ["Actie", "Toegekende KPI projectjaar 2", "Resultaat op 31 maart"],
        ["", "Te behalen KPI", "Behaald KPI"],
    ],
)
def test_a_header_is_found_in_other_words(head: list[str]) -> None:
    assert numbers(read(head, *BODY)) == WANTED


def test_title_rows_and_blank_rows_above_the_header_do_not_matter() -> None:
    found = read(
        ["KPI-rapport Plan Samenleven"],
        [],
        ["Cijfers van onze diensten", None, "2024"],
        [],
        HEAD,
        [],
        *BODY,
    )
    assert numbers(found) == WANTED
    assert left(found) == ["Cijfers van onze diensten | 2024"]


def test_two_header_rows_with_merged_groups_are_one_header() -> None:
    rows = [
        ["Nr.", "Actie", "KPI", None, "Opmerking"],
        [None, None, "Te behalen", "Behaald", None],
        [15, "Brugfiguren", 300, 65, "loopt goed"],
        [5, "Oefenkansen", 1500, 2840],
        [13, "Sport", 180, 45],
    ]
    merges = [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)]
    found = kpis(made.read(sheet(rows, merges=merges)))
    assert numbers(found) == WANTED
    assert left(found) == ["loopt goed"]


def test_the_order_of_columns_does_not_matter() -> None:
    rows = [[row[2], "", row[1], row[0]] for row in [HEAD, *BODY]]
    assert numbers(read(*rows)) == WANTED


def test_a_table_on_its_side_is_read() -> None:
    turned = [list(column) for column in zip(HEAD, *BODY, strict=True)]
    found = read(["Cijfers"], [], *turned)
    assert numbers(found) == WANTED
    assert found.herkomst["/kpis/2/behaald"].plaats == "Rapport!B5"
    assert left(found) == ["Cijfers"]


def test_a_list_of_labels_is_read() -> None:
    rows: list[list[Value]] = []
    for naam, target, reached in BODY:
        rows += [
            ["Actie:", naam],
            ["Te behalen KPI:", target],
            ["Behaald KPI:", reached],
            [],
        ]
    assert numbers(read(*rows)) == WANTED


def test_a_sheet_per_action_may_name_it_in_its_title_or_name() -> None:
    pairs: list[list[Value]] = [["Te behalen KPI", 300], ["Behaald KPI", 65]]
    titled = sheet([["Brugfiguren in het onderwijs"], *pairs], name="Blad1")
    named = sheet([["Te behalen KPI", 180], ["Behaald KPI", 45]], name="Sport")
    assert numbers(kpis(made.read(titled, named))) == {15: (300, 65), 13: (180, 45)}


def test_one_sheet_per_doelstelling_adds_up_to_one_report() -> None:
    parts = [sheet([HEAD, row], name=f"Doelstelling {n}") for n, row in enumerate(BODY)]
    assert numbers(kpis(made.read(*parts))) == WANTED


def test_a_repeated_header_starts_the_table_again() -> None:
    assert numbers(read(HEAD, BODY[0], [], HEAD, *BODY[1:])) == WANTED


def test_local_numbers_are_not_believed() -> None:
    found = read(
        ["Nr", *HEAD],
        [1, "Brugfiguren in het onderwijs", 300, 65],
        [2, "Oefenkansen Nederlands", 1500, 2840],
        [3, "Toeleiding naar sport", 180, 45],
        [5, "Een eigen project", 20, 5],
    )
    assert numbers(found) == WANTED
    assert left(found) == ["5 | Een eigen project | 20 | 5"]


def test_official_numbers_without_names_count() -> None:
    found = read(
        ["Actie", *HEAD[1:]], [15, 300, 65], ["5", 1500, 2840], ["Actie 13", 180, 45]
    )
    assert numbers(found) == WANTED


def test_lines_counted_one_two_three_are_not_actions() -> None:
    found = read(
        ["Nr", *HEAD],
        [1, "Project Zon", 300, 65],
        [2, "Project Maan", 20, 5],
        [3, "Project Ster", 10, 1],
    )
    assert numbers(found) == {}
    assert left(found)[0] == "1 | Project Zon | 300 | 65"


def test_a_number_that_is_not_subsidised_names_nothing() -> None:
    found = read(HEAD, ["Actie 3", 10, 2], BODY[0])
    assert numbers(found) == {15: (300, 65)}
    assert left(found) == ["Actie 3 | 10 | 2"]


def test_two_actions_in_one_name_are_told_apart_by_number_or_left() -> None:
    found = read(HEAD, ["13 Sport en cultuur", 180, 45], ["Sport en cultuur", 20, 5])
    assert numbers(found) == {13: (180, 45)}
    assert left(found) == ["13 Sport en cultuur", "Sport en cultuur | 20 | 5"]
