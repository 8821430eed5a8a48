"""A workbook seen through the form: headers, fields, rounds, and what is left."""

from pathlib import Path

import pytest

from pipeline.errors import MappingError
from pipeline.forms.workbook_header import fold
from pipeline.forms.workbook_lens import told_rounds
from pipeline.forms.workbook_mapping import load_werkmapformulieren
from pipeline.reading.block import Block, Cell, Layer, Run
from tests.forms import sheets as made
from tests.forms.sheets import RONDES, ROOT, sheet


@pytest.mark.parametrize(
    ("text", "rol"),
    [
        ("Te behalen KPI", "te_behalen"),
        ("TE BEHALEN KPI'S", "te_behalen"),
        ("Te behalen KPI (100 %)", "te_behalen"),
        ("Gepland bereik KPI (kolom G)", "te_behalen"),
        ("Behaald", "behaald"),
        ("Stand op 31/03/2024", "behaald"),
        ("Gerealiseerd (aantal)", "behaald"),
        ("Behaald (%)", "berekend"),
        ("% behaald", "berekend"),
        ("25 % gehaald?", "berekend"),
        ("Nog te behalen KPI", "berekend"),
        ("Huidig bereik (kolom F)", "anders"),
        ("Doelgroep", "doelgroep"),
        ("Vlaamse doelstellingen Plan Samenleven", "doelstelling"),
        ("Te behaln KPI", "te_behalen"),
        ("#", "nummer"),
    ],
)
def test_a_header_says_what_its_column_is(text: str, rol: str) -> None:
    kop = made.lens().koppen.kop(text)
    assert kop is not None
    assert kop.rol == rol


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15 Brugfiguren",
        "gezinnen",
        "Te behalen KPI: het aantal uit uw bevestigingsmail. Klopt het niet? Mail ons.",
    ],
)
def test_other_texts_are_no_header(text: str) -> None:
    assert made.lens().koppen.kop(text) is None


def test_folding_forgets_capitals_accents_and_marks() -> None:
    assert fold("Geëngageerde KPI's (25 %)") == (
        "geengageerde",
        "kpi",
        "s",
        "25",
        "procent",
    )


@pytest.mark.parametrize(
    ("text", "rondes"),
    [
        ("Tussentijdse rapportage projectjaar 2", {"pj2-tussentijds"}),
        ("PJ1", {"pj1-tussentijds", "pj1-eind"}),
        ("Eindrapportage", {"pj1-eind", "pj2-eind"}),
        ("Rapport", None),
    ],
)
def test_a_text_tells_the_rounds_that_it_can_be_about(
    text: str, rondes: set[str] | None
) -> None:
    assert told_rounds(text, RONDES) == rondes


def test_fields_stand_beside_behind_or_below_their_label() -> None:
    workbook = made.read(
        sheet(
            [
                ["Bestuur:", "Stad Aalst", None, "Contactpersoon", "An Peeters"],
                ["NIS/KBO: 41002"],
                ["Partners"],
                ["Lede, Haaltert"],
                [],
                ["Actie", "Te behalen", "Behaald"],
                ["15 Brugfiguren", 300, 65],
            ]
        )
    )
    assert {(veld.naam, veld.tekst, veld.plaats) for veld in workbook.velden} == {
        ("bestuur", "Stad Aalst", "Rapport!B1"),
        ("contact", "An Peeters", "Rapport!E1"),
        ("nis_kbo", "41002", "Rapport!A2"),
        ("partners", "Lede, Haaltert", "Rapport!A4"),
    }
    assert not workbook.rest


def test_an_empty_field_does_not_take_the_label_beside_it() -> None:
    rows = [["Bestuur", None, "Contactpersoon", "An Peeters"], ["NIS/KBO", None]]
    workbook = made.read(sheet(rows))
    assert [veld.naam for veld in workbook.velden] == ["contact"]


def test_what_the_form_prints_itself_is_marked_as_not_typed() -> None:
    rows = [[], [], [], [], ["Ronde", "Tussentijdse rapportage projectjaar 2"]]
    [veld] = made.read(sheet(rows, name="KPI-rapport")).velden
    assert (veld.naam, veld.eigen) == ("ronde", False)


def test_text_boxes_headers_comments_and_loose_cells_are_left_with_their_place() -> (
    None
):
    cell = Cell(row=1, column=1, value="Beste collega's", comment="uit de mail")
    reading = made.reading(
        sheet([[cell, "hierbij de cijfers"], [], ["Lees mij", 12]]),
        blocks=[
            Block(
                runs=(Run("Stad Aalst"),), place="Rapport, koptekst", layer=Layer.HEADER
            ),
            Block(
                runs=(Run("KPI-rapport Plan Samenleven"),),
                place="Rapport, voettekst",
                layer=Layer.FOOTER,
            ),
        ],
    )
    found = made.read_reading(reading).rest
    assert [(rest.tekst, rest.plaats) for rest in found] == [
        ("Beste collega's | hierbij de cijfers", "Rapport!A1"),
        ("uit de mail", "Rapport!A1, opmerking"),
        ("Lees mij | 12", "Rapport!A3"),
        ("Stad Aalst", "Rapport, koptekst"),
    ]


def test_the_form_is_recognised_by_its_title_only() -> None:
    assert (
        made.read(sheet([["KPI-rapport Plan Samenleven"]])).formulier == "kpi-rapport"
    )
    assert made.read(sheet([["KPI-rapport van de stad"]])).formulier is None


def test_a_line_tells_what_it_inherits_and_whether_it_is_hidden() -> None:
    rows = [
        ["Actie", "Doelgroep", "Te behalen", "Behaald"],
        ["17 Omstaanders", "burgers", 150, 20],
        [None, "professionals", 150, 30],
        [None, "Totaal", 300, 50],
    ]
    first, second, total = made.read(
        sheet(rows, merges=[(2, 1, 3, 1)], hidden_rows=[3])
    ).regels
    assert (first.vervolg, second.vervolg, second.samengevoegd) == (False, True, True)
    assert (first.verborgen, second.verborgen) == (False, True)
    assert (second.totaal, total.totaal) == (False, True)
    assert [titel.tekst for titel in first.titels] == ["Rapport"]


def test_a_giant_merge_and_a_far_cell_are_read_at_once() -> None:
    rows = [["Actie", "Te behalen", "Behaald"], ["15 Brugfiguren", 300, 65]]
    near = sheet(rows, merges=[(3, 1, 1_048_576, 16_384)])
    far = Cell(row=1_048_576, column=16_384, value="ver weg")
    workbook = made.read(
        type(near)(name="Rapport", cells=(*near.cells, far), merges=near.merges)
    )
    assert len(workbook.regels) == 1
    assert [rest.tekst for rest in workbook.rest] == ["ver weg"]


def test_the_mapping_of_the_form_loads_and_names_its_blank() -> None:
    found = load_werkmapformulieren(ROOT / "mappings" / "formulieren")
    [formulier] = [form for form in found if form.formulier == "kpi-rapport"]
    assert formulier.formulier == "kpi-rapport"
    assert (ROOT / "templates" / formulier.sjabloon).is_file()


def test_every_mistake_in_a_mapping_is_told_with_its_key(tmp_path: Path) -> None:
    (tmp_path / "kpi.toml").write_text(
        'formulier = "x"\nsoort = "kpi"\nsjabloon = "x.xlsx"\nherken = []\n'
        'totaal = ["totaal"]\nberekend = ["ja"]\nvelden = {}\n'
        '[kolommen]\nacti = ["Actie"]\n',
        encoding="utf-8",
    )
    with pytest.raises(MappingError) as caught:
        load_werkmapformulieren(tmp_path)
    told = "\n".join(caught.value.problems)
    assert "kpi.toml: herken" in told
    assert "kpi.toml: kolommen.acti" in told


def test_a_mapping_without_a_column_that_counts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kpi.toml").write_text(
        'formulier = "x"\nsoort = "kpi"\nsjabloon = "x.xlsx"\nherken = ["x"]\n'
        'totaal = ["totaal"]\nberekend = ["ja"]\nvelden = {}\n'
        '[kolommen]\nactie = ["Actie"]\nbehaald = ["Behaald"]\n',
        encoding="utf-8",
    )
    with pytest.raises(MappingError, match=r"kolommen\.te_behalen: ontbreekt"):
        load_werkmapformulieren(tmp_path)
