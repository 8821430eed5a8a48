"""KPI tables in documents and decks are read as those of workbooks."""

import io
from collections.abc import Sequence
from unicodedata import normalize

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier.extractie import Extractie
from pipeline.run.extracting import extract_file
from tests.dossier.test_extract import programma
from tests.reading.slides import pptx, shape, table

_HEAD = ["Actie", "Te behalen", "Behaald"]
_ROWS = [
    ["15 Brugfiguren", "300", "65"],
    ["5 Oefenkansen Nederlands", "1.500", "2.840"],
]


def word(*parts: str | Sequence[Sequence[str]]) -> bytes:
    """A document of paragraphs and tables."""
    made = Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        grid = made.add_table(len(part), len(part[0]))
        for row, values in zip(grid.rows, part, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def read(data: bytes, naam: str = "verslag.docx") -> Extractie:
    return extract_file(data, naam, programma())


def numbers(found: Extractie) -> dict[int | None, tuple[object, object]]:
    return {regel.actie: (regel.te_behalen, regel.behaald) for regel in found.kpis}


def left(found: Extractie) -> list[str]:
    return sorted(rest.tekst for rest in found.niet_herkend)


WANTED = {15: (300, 65), 5: (1500, 2840)}


def test_a_table_in_a_word_report_gives_its_numbers_with_their_place() -> None:
    found = read(word("Stand van zaken Genk", [_HEAD, *_ROWS], "Groeten"))
    assert found.bestand.soort == "stand-van-zaken"
    assert found.bestuur is not None
    assert found.bestuur.naam == "Genk"
    assert numbers(found) == WANTED
    assert found.kpis[1].plaats == "tabel 1, rij 2, kolom 3, alinea 1"
    assert found.herkomst["/kpis/1/behaald"].plaats == found.kpis[1].plaats
    assert left(found) == ["Groeten", "Stand van zaken Genk"]


def test_words_in_other_cells_and_tables_are_left() -> None:
    rows = [[*_HEAD, "Toelichting"], [*_ROWS[0], "Vacature"], [*_ROWS[1], ""]]
    other = [["Wie", "Wat"], ["An", "coach"]]
    found = read(word("Verslag", rows, other))
    assert numbers(found) == WANTED
    assert left(found) == ["An", "Vacature", "Verslag", "Wat", "Wie", "coach"]


def test_a_table_per_action_is_named_by_the_line_above_it() -> None:
    numbers_only = [["Te behalen KPI", "Behaald KPI"], ["300", "65"]]
    found = read(word("Inleiding.", "Brugfiguren", numbers_only))
    assert numbers(found) == {15: (300, 65)}
    assert left(found) == ["Inleiding."]


def test_two_tables_that_contradict_each_other_are_told() -> None:
    again = [_HEAD, ["15 Brugfiguren", "300", "80"]]
    found = read(word("Verslag", [_HEAD, *_ROWS], "Later", again))
    assert numbers(found)[15] == (300, None)
    assert [b.code for b in found.bevindingen] == ["kpi-wijkt-af"]


def test_lines_cut_by_tabs_are_a_table() -> None:
    text = "\n".join("\t".join(row) for row in [_HEAD, *_ROWS])
    found = read(f"Beste,\n\n{text}\n\nGroeten".encode(), "verslag.txt")
    assert numbers(found) == WANTED
    assert left(found) == ["Beste,", "Groeten"]


def test_a_table_in_a_deck_gives_its_numbers() -> None:
    found = read(
        pptx(
            shape("Plan Samenleven Genk", kind="title"),
            shape("Onze cijfers", kind="title") + table([_HEAD, *_ROWS]),
        ),
        "cijfers.pptx",
    )
    assert found.bestand.soort == "stand-van-zaken"
    assert numbers(found) == WANTED
    assert left(found) == ["Onze cijfers", "Plan Samenleven Genk"]


def test_a_report_in_own_words_counts_its_actions_by_name() -> None:
    found = read(
        word(
            "PLAN SAMENLEVEN",
            "Stand van zaken",
            "Sint-Pieters-Leeuw",
            "Actie 1 - Brugfiguren in het onderwijs",
            "Stand van zaken op 30/09/2023",
            "Behaalde KPI = 307 (KPI = 300)",
            "via de brugfiguren: 65",
            "Actie 2 - Oefenkansen Nederlands",
            "Behaalde KPI = 2840 (KPI = 1500)",
            "Actie 3 - Toeleiding naar de arbeidsmarkt",
            "Behaalde KPI = 127 (KPI = 100)",
            "Actie 4 - Toeleiding naar sport",
            "Behaalde KPI = 195 (KPI = 180)",
            "Actie 5 – toeleiden naar cultuur",
            "Behaalde KPI = 206 (KPI = 180)",
        )
    )
    assert numbers(found) == {
        15: (300, 307),
        5: (1500, 2840),
        9: (100, 127),
        13: (180, 195),
        24: (180, 206),
    }


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Actie 15: 65 van 300 gezinnen", (300, 65)),
        ("Brugfiguren: 65 / 300", (300, 65)),
        ("Brugfiguren in het onderwijs = 65 van de 300", (300, 65)),
        ("Oefenkansen Nederlands: 1.200 van 1.500 oefenkansen.", None),
    ],
)
def test_a_sentence_with_two_numbers_is_read(
    line: str, wanted: tuple[int, int] | None
) -> None:
    found = read(word("Verslag", line))
    assert numbers(found) == ({15: wanted} if wanted else {5: (1500, 1200)})


@pytest.mark.parametrize(
    "line",
    [
        "Oefenkansen: 88 van 300 gemeenten doen mee",
        "Brugfiguren: 65 van 300 gezinnen, in mei 80",
        "Actie 1: 65 van 300 deelnemers",
        "Sport en cultuur: 65 van 300",
        "Brugfiguren: 65 gezinnen",
        "Het buurtfeest: 65 van 300",
    ],
)
def test_a_sentence_that_can_mean_more_is_left(line: str) -> None:
    found = read(word("Verslag", line))
    assert numbers(found) == {}
    assert line in left(found)


def test_a_sentence_that_repeats_the_table_adds_nothing() -> None:
    found = read(word("Brugfiguren", "Behaalde KPI = 65 (KPI = 300)", [_HEAD, *_ROWS]))
    assert [regel.actie for regel in found.kpis] == [15, 5]
    assert numbers(found) == WANTED


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=4))
def test_no_word_of_a_table_is_lost(rows: list[list[str]]) -> None:
    clean = [
        [normalize("NFC", "".join(c for c in v if c.isalnum())) for v in row]
        for row in rows
    ]
    found = read(word("Verslag", [_HEAD, *_ROWS, *clean]))
    told = " ".join([*left(found), *(k.model_dump_json() for k in found.kpis)])
    words = {v for row in clean for v in row if any(map(str.isalpha, v))}
    assert [word for word in words if word not in told] == []
