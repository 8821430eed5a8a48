"""The overview, written and read back with another library."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from pipeline.dossier.model import Bestuur, Dossier, Jurering
from pipeline.dossier.toekenningen import Regel, Toekenning
from pipeline.jury.book import LONGEST
from pipeline.jury.overview import Overzicht
from tests.jury import dossiers
from tests.jury.dossiers import CATALOGUS, RONDE

SHEETS = [
    "Lees mij",
    "Overzicht",
    "KPI",
    "Bevindingen",
    "Verdicten",
    "Invoer",
    "Cijfers",
    "Grafieken",
]
GENT = Bestuur(id="44021", naam="Gent", soort="gemeente")
BRUGGE = Toekenning(
    bestuur=Bestuur(id="31005", naam="Brugge", soort="gemeente", partners=("Damme",)),
    regels=(
        Regel(actie=15, doelgroep=None, te_behalen=120, subsidie=38400, plaats="rij 3"),
    ),
    contact="Piet Peeters",
    email="piet@brugge.be",
)


def item(**given: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "pad": "mails/1.eml",
        "naam": "1.eml",
        "sha256": "ab" * 32,
        "soort": "bericht",
        "status": "verwerkt",
        "code": None,
        "reden": None,
        "bestuur": "23077",
        "bevindingen": [],
        "onderdelen": [],
    }
    return empty | given


VERSLAG = [
    item(
        onderdelen=[
            item(naam="motivatie.docx", soort="motivatie"),
            item(
                naam="geheim.docx",
                status="geweigerd",
                code="versleuteld",
                reden="‘geheim.docx’ is beveiligd met een wachtwoord.",
                bevindingen=[
                    {
                        "code": "versleuteld",
                        "ernst": "fout",
                        "actie": None,
                        "bericht": "‘geheim.docx’ is beveiligd met een wachtwoord.",
                        "bron": None,
                        "plaats": None,
                    }
                ],
            ),
        ]
    )
]


def overview(*made: Dossier, verslag: Any = VERSLAG) -> bytes:
    made_of = Overzicht(RONDE, CATALOGUS, [BRUGGE])
    for dossier in made:
        made_of.add(dossier)
    for item in verslag:
        made_of.add_item(item)
    return made_of.written()


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(content: bytes, name: str) -> list[dict[str, Any]]:
    head, *lines = book(content)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


OWN = dossiers.full()
OTHER = dossiers.fifteen().model_copy(update={"bestuur": GENT})
FULL = overview(OWN, OTHER)


def test_it_has_the_sheets_that_people_expect() -> None:
    assert book(FULL).sheetnames == SHEETS


def test_every_sheet_is_a_real_table_with_frozen_headers_and_filters() -> None:
    for name in SHEETS[1:-1]:
        sheet = book(FULL)[name]
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions
        assert table.autoFilter is not None
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"


def test_there_is_a_row_for_every_bestuur_also_for_who_was_silent() -> None:
    found = rows(FULL, "Overzicht")
    assert [row["Bestuur"] for row in found] == ["Gent", "Sint-Pieters-Leeuw", "Brugge"]
    own = found[1]
    assert own["Soort"] == "samenwerkingsverband"
    assert own["Laatst ontvangen"] == dt.datetime(2024, 5, 3, 10, 12)  # noqa: DTZ001 - Excel has no zones
    assert (own["Acties"], own["Te beoordelen"]) == (10, 8)
    assert (own["Oordelen gegeven"], own["Oordelen gevraagd"]) == (1, 16)
    assert (own["Fouten"], own["Waarschuwingen"]) == (2, 3)
    assert own["Status"] == "▲ na te kijken"
    assert found[2]["Status"] == "■ niets ingediend"
    assert found[2]["Contact"] == "Piet Peeters piet@brugge.be"


def test_a_row_links_to_its_jury_sheet() -> None:
    sheet = book(FULL)["Overzicht"]
    links = {
        cell.value: cell.hyperlink.target
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links["23077.docx"] == "jurysheets/23077.docx"
    assert len(links) == 2


def test_a_dossier_with_all_verdicts_is_done() -> None:
    verdict = Jurering(voldoende=True, verlengen=False)
    actie = dossiers.actie(15, 300, 65, jurering=verdict)
    found = rows(overview(dossiers.dossier(actie)), "Overzicht")
    assert found[0]["Status"] == "● beoordeeld"
    (kpi,) = rows(overview(dossiers.dossier(actie)), "KPI")
    assert (kpi["Voldoende"], kpi["Verlengen"]) == ("Ja", "Nee")


def test_a_kpi_is_split_by_doelgroep_and_its_subsidie_counts_once() -> None:
    own = [row for row in rows(FULL, "KPI") if row["Id"] == "23077"]
    found = [row for row in own if row["Nr."] == 13]
    assert [row["Doelgroep"] for row in found] == [
        "jongeren van buitenlandse herkomst",
        "personen met een handicap",
    ]
    assert [row["Behaald"] for row in found] == [10, 2]
    assert [row["Subsidie"] for row in found] == [37800, None]
    assert {row["Status"] for row in found} == {"■ onder de drempel"}


def test_an_absent_number_is_an_empty_cell() -> None:
    found = rows(FULL, "KPI")
    (row,) = (r for r in found if r["Id"] == "23077" and r["Nr."] == 18)
    assert row["Behaald"] is None
    assert row["Behaald %"] is None
    (row,) = (r for r in found if r["Id"] == "23077" and r["Nr."] == 19)
    assert row["Behaald"] == 0


def test_totals_follow_the_table_that_abb_publishes() -> None:
    (row,) = (r for r in rows(FULL, "Cijfers") if r["Nr."] == 15)
    # Sint-Pieters-Leeuw with three partners, Gent, and Brugge that reported nothing.
    assert row["Dossiers"] == 3
    assert row["Vertegenwoordigde besturen"] == 4 + 1 + 2
    assert row["KPI geëngageerd"] == 300 + 100 + 120
    assert row["KPI gerealiseerd"] == 65 + 94
    assert row["Gerealiseerd %"] == pytest.approx(30.6)
    assert row["Zonder opgave"] == 1
    assert row["KPI-eenheid"] == "kwetsbare kinderen en jongeren"


def test_every_file_is_there_with_what_became_of_it() -> None:
    found = rows(FULL, "Invoer")
    assert [row["Bestand"].strip() for row in found] == [
        "1.eml",
        "motivatie.docx",
        "geheim.docx",
    ]
    assert found[2]["Status"] == "geweigerd"
    assert found[2]["Reden"].startswith("‘geheim.docx’")
    assert found[0]["Bestuur"] == "Sint-Pieters-Leeuw"


def test_bevindingen_of_dossiers_and_of_files_stand_together_each_once() -> None:
    found = rows(FULL, "Bevindingen")
    assert len(found) == 6
    assert found[-1]["Document"] == "geheim.docx"
    assert found[-1]["Wat te doen"]
    twice = dossiers.full()
    told = twice.bevindingen[0].model_dump(mode="json")
    again = overview(twice, verslag=[item(bevindingen=[told])])
    assert len(rows(again, "Bevindingen")) == 5


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "-2+3", "http://kwaad.be", "12"]
)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    made = dossiers.dossier(
        dossiers.actie(15, 300, 65, jurering=Jurering(conclusie=text)),
        bestuur=GENT.model_copy(update={"naam": text}),
    )
    content = overview(made, verslag=[item(naam=text, reden=text)])
    opened = book(content)
    for name, count in (("Overzicht", 1), ("KPI", 2), ("Invoer", 2)):
        cells = [c for row in opened[name].iter_rows() for c in row if c.value == text]
        assert len(cells) == count
        assert {cell.data_type for cell in cells} == {"s"}
        assert not any(cell.hyperlink for cell in cells)


def test_text_that_no_cell_can_hold_is_replaced_or_cut_in_sight() -> None:
    jurering = Jurering(conclusie="bel \x07 " + "x" * 40_000)
    made = dossiers.dossier(dossiers.actie(15, 300, 65, jurering=jurering))
    (row,) = rows(overview(made), "KPI")
    assert row["Conclusie"].startswith("bel \ufffd x")
    assert LONGEST < len(row["Conclusie"]) < 32_767
    assert row["Conclusie"].endswith("staat in het dossier)")


def test_a_number_that_excel_would_round_is_text() -> None:
    made = dossiers.dossier(dossiers.actie(15, 10**17 + 1, 65))
    (row,) = rows(overview(made), "KPI")
    assert row["Te behalen"] == "1,000e+17"


def test_nothing_at_all_still_makes_an_overview() -> None:
    content = Overzicht(RONDE, CATALOGUS, []).written()
    assert book(content).sheetnames == SHEETS
    assert rows(content, "KPI")[0]["Id"] == "(niets)"


def test_charts_show_the_numbers_of_the_table_and_name_every_action() -> None:
    with zipfile.ZipFile(io.BytesIO(FULL)) as box:
        charts = [n for n in sorted(box.namelist()) if n.startswith("xl/charts/chart")]
        texts = [box.read(name).decode() for name in charts]
    assert len(charts) == 2
    last = len(rows(FULL, "Cijfers")) + 1
    assert all(f"Cijfers!$N$2:$N${last}" in text for text in texts)
    heads = [cell.value for cell in book(FULL)["Cijfers"][1]]
    assert heads[13] == "Grafieknaam"
    (row,) = (r for r in rows(FULL, "Cijfers") if r["Nr."] == 15)
    assert row["Grafieknaam"] == "15 Brug leggen naar onderwijs"
    counted = row["Drempel gehaald"] + row["Onder de drempel"] + row["Zonder opgave"]
    assert counted == row["Dossiers"]


def test_the_same_dossiers_give_the_same_bytes_in_any_order() -> None:
    assert overview(OWN, OTHER) == overview(OTHER, OWN)
    assert b"2024-01-01T00:00:00Z" in read(FULL, "docProps/core.xml")


def read(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        return box.read(name)


def test_it_is_valid_office_open_xml(tmp_path: Path) -> None:
    file = tmp_path / "overzicht.xlsx"
    file.write_bytes(FULL)
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
