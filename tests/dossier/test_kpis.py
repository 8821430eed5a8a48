"""Lines of a workbook become one KPI per action, as the contract adds them up."""

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier.kpis import ronde_tekens
from pipeline.dossier.rondes import load_rondes
from pipeline.forms.workbook import read_kpis
from pipeline.reading.block import Cell
from pipeline.reading.excel import read_workbook
from pipeline.resources import mappings
from tests.dossier.kpis_read import (
    BODY,
    CATALOGUS,
    HEAD,
    WANTED,
    codes,
    kpis,
    left,
    numbers,
    read,
)
from tests.forms import sheets as made
from tests.forms.sheets import ROOT, Value, formula, sheet
from tests.programs import needs

GROUPS = ["Actie", "Doelgroep", "Te behalen KPI", "Behaald KPI"]


def test_doelgroepen_add_up_under_a_merged_action() -> None:
    rows = [
        GROUPS,
        ["17 Omstaandersprincipe", "professionals", 150, 20],
        [None, "burgers", 150, 30],
        ["13 Sport", None, 180, 45],
    ]
    found = kpis(made.read(sheet(rows, merges=[(2, 1, 3, 1)])))
    assert numbers(found) == {17: (300, 50), 13: (180, 45)}
    [omstaanders] = [regel for regel in found.regels if regel.actie == 17]
    assert [(d.naam, d.te_behalen, d.behaald) for d in omstaanders.doelgroepen] == [
        ("professionals", 150, 20),
        ("burgers", 150, 30),
    ]
    assert found.herkomst["/kpis/1/behaald"].plaats == "Rapport!D2, D3"
    assert found.herkomst["/kpis/1/doelgroepen/1/behaald"].plaats == "Rapport!D3"


def test_a_blank_action_goes_on_with_the_one_above_when_a_doelgroep_is_named() -> None:
    found = read(
        GROUPS,
        ["17 Omstaandersprincipe", "professionals", 150, 20],
        ["", "burgers", 150, 30],
    )
    assert numbers(found) == {17: (300, 50)}


def test_a_target_without_achieved_number_makes_the_sum_unknown() -> None:
    found = read(
        GROUPS,
        ["17 Omstaandersprincipe", "professionals", 150, 20],
        ["", "burgers", 150, None],
    )
    assert numbers(found) == {17: (300, None)}


def test_lines_that_differ_in_their_unit_are_split_by_it() -> None:
    found = read(
        ["Actie", "KPI", "Te behalen", "Behaald"],
        ["9 Begeleiding naar arbeidsmarkt", "begeleide nieuwkomers", 150, 20],
        ["", "begeleide 55-plussers", 75, 12],
        ["15 Brugfiguren", "gezinnen", 300, 65],
    )
    assert numbers(found) == {9: (225, 32), 15: (300, 65)}
    assert [d.naam for d in found.regels[0].doelgroepen] == [
        "begeleide nieuwkomers",
        "begeleide 55-plussers",
    ]
    assert not found.regels[1].doelgroepen
    assert not found.rest


def test_a_table_per_action_is_named_by_the_title_above_it() -> None:
    head = ["Doelgroep", "Te behalen", "Behaald"]
    found = read(
        ["Actie 15: brugfiguren"],
        head,
        ["gezinnen", 200, 40],
        ["leerlingen", 100, 25],
        [],
        ["Actie 17"],
        head,
        ["burgers", 100, 40],
    )
    assert numbers(found) == {15: (300, 65), 17: (100, 40)}
    assert not found.rest


def test_headings_of_doelstellingen_between_the_lines_are_no_actions() -> None:
    found = read(
        ["Doelstelling / actie", *HEAD[1:]],
        ["Doelstelling 5: Netwerk"],
        *BODY,
        ["Doelstelling 7: Eén gemeenschap"],
        ["24 Cultuur", 180, 20],
    )
    assert numbers(found) == {**WANTED, 24: (180, 20)}
    assert not found.rest


def test_a_doelgroep_with_neither_number_does_not_count() -> None:
    found = read(
        GROUPS,
        ["17 Omstaandersprincipe", "professionals", 150, 20],
        ["", "burgers", None, "-"],
    )
    assert numbers(found) == {17: (150, 20)}


def test_a_partner_or_gemeente_splits_like_a_doelgroep() -> None:
    found = read(
        ["Actie", "Gemeente", "Te behalen", "Behaald"],
        ["15 Brugfiguren", "Eeklo", 100, 20],
        ["", "Zelzate", 200, 45],
    )
    assert numbers(found) == {15: (300, 65)}


def test_numbers_without_any_name_are_left_and_never_added() -> None:
    found = read(HEAD, BODY[0], ["", 20, 5])
    assert numbers(found) == {15: (300, 65)}
    assert left(found) == ["20 | 5"]


def test_a_long_note_does_not_inherit_the_action_above() -> None:
    note = (
        "Deze cijfers zijn voorlopig: de scholen bezorgen hun tellingen pas in mei, en "
        "twee scholen hebben nog niets doorgegeven."
    )
    found = read(
        GROUPS, ["15 Brugfiguren", "gezinnen", 300, 65], ["", note, None, None]
    )
    assert numbers(found) == {15: (300, 65)}
    assert left(found) == [note]


def test_totals_are_never_an_action_and_do_not_change_a_sum() -> None:
    found = read(
        GROUPS,
        ["17 Omstaandersprincipe", "professionals", 150, 20],
        ["", "burgers", 150, 30],
        ["", "Totaal", formula("SUM(C2:C3)", 300), formula("SUM(D2:D3)", 50)],
        ["Totaal actie 13: sport", "", 180, 45],
        ["Eindtotaal", "", formula("SUM(C2:C5)", 480), formula("SUM(D2:D5)", 95)],
    )
    assert numbers(found) == {17: (300, 50), 13: (180, 45)}
    assert not found.rest
    assert not found.bevindingen


def test_a_typed_total_fills_a_gap_and_a_computed_zero_does_not() -> None:
    rows: list[list[Value]] = [
        GROUPS,
        ["17 Omstaandersprincipe", "professionals", 150, None],
        ["", "burgers", 150, None],
    ]
    typed = read(*rows, ["", "Totaal", 300, 50])
    computed = read(
        *rows, ["", "Totaal", formula("SUM(C2:C3)", 300), formula("SUM(D2:D3)", 0)]
    )
    uncomputed = read(
        *rows, ["", "Totaal", formula("SUM(C2:C3)"), formula("SUM(D2:D3)")]
    )
    assert numbers(uncomputed) == {17: (300, None)}
    assert not uncomputed.bevindingen
    assert numbers(typed) == {17: (300, 50)}
    assert numbers(computed) == {17: (300, None)}


def test_a_line_of_the_action_itself_beside_its_doelgroepen_is_a_total() -> None:
    found = read(
        GROUPS,
        ["17 Omstaandersprincipe", "", 300, 50],
        ["", "professionals", 150, 20],
        ["", "burgers", 150, 40],
    )
    assert numbers(found) == {17: (300, 60)}
    assert codes(found) == ["kpi-wijkt-af"]
    assert "60 volgens de som van de lijnen, 50 volgens" in found.bevindingen[0].bericht


def test_an_action_above_its_doelgroepen_may_have_no_numbers_itself() -> None:
    found = read(
        GROUPS,
        ["17 Omstaandersprincipe", "", None, None],
        ["", "professionals", 150, 20],
        ["", "burgers", 150, 30],
    )
    assert numbers(found) == {17: (300, 50)}


def test_the_same_table_twice_counts_once() -> None:
    found = kpis(made.read(sheet([HEAD, *BODY]), sheet([HEAD, *BODY], name="Kopie")))
    assert numbers(found) == WANTED
    assert not found.bevindingen


def test_two_tables_that_differ_are_told() -> None:
    other = [HEAD, ["15 Brugfiguren", 300, 80]]
    found = kpis(made.read(sheet([HEAD, *BODY]), sheet(other, name="Kopie")))
    assert numbers(found) == {**WANTED, 15: (300, None)}
    assert codes(found) == ["kpi-wijkt-af"]
    assert found.bevindingen[0].plaats == "Kopie!C2"
    assert "geen van beide" in found.bevindingen[0].bericht


def test_a_table_that_adds_up_the_others_is_the_one_that_counts() -> None:
    parts = [
        sheet([HEAD, ["15 Brugfiguren", 100, 20]], name="Eeklo"),
        sheet([HEAD, ["15 Brugfiguren", 200, 45]], name="Zelzate"),
    ]
    whole = sheet([HEAD, ["15 Brugfiguren", 300, 65]], name="Samen")
    assert numbers(kpis(made.read(*parts, whole))) == {15: (300, 65)}
    assert numbers(kpis(made.read(*parts))) == {15: (None, None)}
    assert codes(kpis(made.read(*parts))) == ["kpi-wijkt-af", "kpi-wijkt-af"]


def test_parts_of_an_action_on_lines_of_their_own_add_up() -> None:
    found = read(
        HEAD,
        ["15 Brugfiguren eigen beheer", 200, 40],
        ["15 Brugfiguren via vzw PIN", 100, 25],
    )
    assert numbers(found) == {15: (300, 65)}
    assert left(found) == ["15 Brugfiguren eigen beheer", "15 Brugfiguren via vzw PIN"]


@pytest.mark.parametrize(
    ("value", "behaald", "ongeldig"),
    [
        (0, 0, False),
        ("65 gezinnen", 65, False),
        ("±65", 65, False),
        ("", None, False),
        ("nvt", None, False),
        ("40 à 50", None, False),
        ("75%", None, True),
        (-5, None, True),
        ("veel", None, True),
        (Cell(row=1, column=1, value=None, error="#REF!"), None, True),
        (formula("SUM(A1:A9)"), None, True),
        (formula("20+45", 65), 65, False),
        (Cell(row=1, column=1, value=45415, dated=True), None, True),
        (Cell(row=1, column=1, value=65, dated=True), 65, False),
    ],
)
def test_a_value_is_read_as_the_contract_says(
    value: Value, behaald: object, *, ongeldig: bool
) -> None:
    found = read(HEAD, ["15 Brugfiguren", 300, value])
    assert numbers(found) == {15: (300, behaald)}
    assert codes(found) == (["kpi-ongeldig"] if ongeldig else [])
    if ongeldig:
        assert found.bevindingen[0].plaats == "Rapport!C2"
        assert found.bevindingen[0].actie == 15


def test_words_beside_a_number_and_in_other_columns_are_left_with_their_place() -> None:
    found = read(
        [*HEAD, "%", "Opmerking", "Huidig bereik"],
        [
            Cell(row=1, column=1, value="15 Brugfiguren", comment="sinds maart"),
            *[300, "65 gezinnen", formula("C2/B2", "21,7%"), "twee scholen erbij", 12],
        ],
        ["Opgemaakt door de dienst Onderwijs"],
    )
    assert {(rest.tekst, rest.plaats) for rest in found.rest} == {
        ("65 gezinnen", "Rapport!C2"),
        ("twee scholen erbij", "Rapport!E2"),
        ("Huidig bereik: 12", "Rapport!F2"),
        ("Opgemaakt door de dienst Onderwijs", "Rapport!A3"),
        ("sinds maart", "Rapport!A2, opmerking"),
    }


def test_hidden_rows_count_and_hidden_sheets_do_not() -> None:
    visible = sheet([HEAD, *BODY], hidden_rows=[2])
    hidden = sheet([HEAD, ["24 Cultuur", 180, 99]], name="Oud", hidden=True)
    found = kpis(made.read(visible, hidden))
    assert numbers(found) == WANTED
    assert "24 Cultuur | 180 | 99" in left(found)


def test_a_sheet_of_another_round_is_not_in_force() -> None:
    old = sheet([HEAD, ["15 Brugfiguren", 300, 290]], name="Eind PJ1")
    new = sheet([["Tussentijdse rapportage projectjaar 2"], HEAD, *BODY], name="Nu")
    for workbook in (made.read(old, new), made.read(old, new, ronde="pj2-tussentijds")):
        assert workbook.ronde == "pj2-tussentijds"
        assert numbers(kpis(workbook)) == WANTED
    assert numbers(kpis(made.read(old, new, ronde="pj1-eind"))) == {15: (300, 290)}


def test_the_column_of_this_round_is_taken() -> None:
    rows = [
        ["Actie", "Te behalen", "Behaald PJ1 eind", "Behaald PJ2 tussentijds"],
        ["15 Brugfiguren", 300, 290, 65],
    ]
    workbook = made.read(sheet(rows), ronde="pj2-tussentijds")
    assert numbers(kpis(workbook)) == {15: (300, 65)}
    assert left(kpis(workbook)) == ["Behaald PJ1 eind: 290"]


def test_of_two_columns_that_nothing_tells_apart_neither_is_taken() -> None:
    rows = [
        ["Actie", "Te behalen", "Behaald oktober", "Behaald november"],
        ["15 Brugfiguren", 300, 30, 35],
    ]
    found = read(*rows)
    assert numbers(found) == {15: (300, None)}
    assert left(found) == ["Behaald oktober: 30", "Behaald november: 35"]
    assert numbers(read([*rows[0], "Totaal behaald"], [*rows[1], 65])) == {
        15: (300, 65)
    }


def test_the_blank_form_says_nothing_and_leaves_nothing() -> None:
    workbook = read_kpis(
        made.blank(), made.lens(), ronde_tekens(load_rondes(mappings()))
    )
    assert workbook.formulier == "kpi-rapport"
    assert numbers(kpis(workbook)) == {}
    assert not kpis(workbook).rest
    ronde = workbook.veld("ronde")
    assert ronde is not None
    assert ronde.tekst == "Tussentijdse rapportage projectjaar 2"


LINES = st.lists(
    st.tuples(
        st.sampled_from([a for a in CATALOGUS.acties if a.jaar(2) is not None]),
        st.one_of(st.none(), st.integers(0, 5000)),
        st.one_of(st.none(), st.integers(0, 5000)),
    ),
    unique_by=lambda line: line[0].nummer,
    min_size=1,
)


@given(LINES, st.permutations([0, 1, 2, 3]), st.integers(0, 3), st.booleans())
def test_any_table_reads_back_in_any_order_of_columns(
    lines: list[tuple[object, int | None, int | None]],
    order: list[int],
    above: int,
    turned: bool,  # noqa: FBT001 - drawn
) -> None:
    rows: list[list[Value]] = [["Nr.", "Naam actie", "Te behalen KPI", "Behaald KPI"]]
    for actie, target, reached in lines:
        rows.append([actie.nummer, actie.naam, target, reached])  # type: ignore[attr-defined]
    rows = [[row[column] for column in order] for row in rows]
    if turned and len(rows) > 2:
        rows = [list(column) for column in zip(*rows, strict=True)]
    found = read(*[[] for _ in range(above)], *rows)
    assert numbers(found) == {
        actie.nummer: (target, reached)  # type: ignore[attr-defined]
        for actie, target, reached in lines
        if target is not None or reached is not None
    }


WORDS = st.text("abcdefghijk ", min_size=3, max_size=12).filter(str.strip)


@given(st.lists(st.lists(st.one_of(st.none(), WORDS, st.integers(0, 400)), max_size=6)))
def test_every_word_is_in_a_field_or_left(rows: list[list[Value]]) -> None:
    rows = [HEAD, BODY[0], *rows]
    found = read(*rows)
    groups = [d.naam for regel in found.regels for d in regel.doelgroepen]
    said = " ".join([*left(found), *groups, "15 brugfiguren"]).split()
    typed = [v for row in rows[1:] for v in row if isinstance(v, str)]
    for text in typed:
        for word in text.lower().split():
            assert word in " ".join(said).lower()


FILLED = {10: (1500, 2840), 21: (300, 65), 23: (150, "±20"), 24: (150, "30 burgers")}


def filled(sheet_of: str = "KPI-rapport") -> bytes:
    book = openpyxl.load_workbook(ROOT / "templates" / "kpi-rapport.xlsx")
    for row, (target, reached) in FILLED.items():
        book[sheet_of].cell(row=row, column=5).value = target
        book[sheet_of].cell(row=row, column=6).value = reached
    book[sheet_of]["B3"] = "Stad Aalst"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def check_filled(data: bytes, naam: str) -> None:
    rondes = ronde_tekens(load_rondes(mappings()))
    workbook = read_kpis(read_workbook(data, naam), made.lens(), rondes)
    found = kpis(workbook)
    assert (workbook.formulier, workbook.ronde) == ("kpi-rapport", "pj2-tussentijds")
    assert numbers(found) == {5: (1500, 2840), 15: (300, 65), 17: (300, 50)}
    assert left(found) == ["30 burgers"]
    assert found.herkomst["/kpis/1/behaald"].plaats == "KPI-rapport!F21"
    bestuur = workbook.veld("bestuur")
    assert bestuur is not None
    assert (bestuur.tekst, bestuur.eigen) == ("Stad Aalst", True)


def test_the_filled_form_is_read_whole() -> None:
    check_filled(filled(), "kpi.xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_the_filled_form_reads_the_same_when_libreoffice_saved_it(
    kind: str, tmp_path: Path
) -> None:
    source = tmp_path / "kpi.xlsx"
    source.write_bytes(filled())
    made_by = tmp_path / "uit"
    subprocess.run(
        [
            needs("soffice"),
            f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}",
            *("--headless", "--convert-to", kind, "--outdir", made_by, source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    check_filled((made_by / f"kpi.{kind}").read_bytes(), f"kpi.{kind}")
