"""What `prefill` changes in a package, and what is left of it after LibreOffice."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipeline.reading.excel import read_workbook
from pipeline.run.prefilling import PrefillOrder, prefill
from pipeline.run.taking import extract_file
from tests.dossier.test_filling_libreoffice import saved
from tests.run.made import programma

RONDES = [formulier.ronde for formulier in programma().formulieren]
TOEKENNINGEN = (
    "bestuur;actie;te_behalen;doelgroep;stimulansen\n"
    "Halle;15;300;;mentorbestuur\nHalle;17;100;burgers;\nHalle;17;50;professionals;\n"
    "Halle;18;1;;\nHalle;24;200;;\n"
)
ALWAYS = {"[Content_Types].xml", "_rels/.rels"}


def prefilled(folder: Path, ronde: str) -> dict[str, bytes]:
    path = folder / "toekenningen.csv"
    path.write_text(TOEKENNINGEN, encoding="utf-8")
    out = folder / "uit"
    prefill(PrefillOrder(toekenningen=path, out=out, ronde=ronde), programma())
    return {
        name: (out / f"23027-{name}").read_bytes()
        for name in ("motivatie.docx", "kpi.xlsx")
    }


def blanks(ronde: str) -> dict[str, bytes]:
    names = programma().ronde(ronde).formulieren
    word = programma().indexen[names[0]].formulier.sjabloon
    excel = programma().lenzen[names[1]].formulier.sjabloon
    folder = programma().templates
    return {
        "motivatie.docx": (folder / word).read_bytes(),
        "kpi.xlsx": (folder / excel).read_bytes(),
    }


def changed(blank: bytes, form: bytes) -> set[str]:
    with (
        zipfile.ZipFile(io.BytesIO(blank)) as old,
        zipfile.ZipFile(io.BytesIO(form)) as new,
    ):
        assert set(new.namelist()) - set(old.namelist()) == {"docProps/custom.xml"}
        return {name for name in old.namelist() if old.read(name) != new.read(name)}


@pytest.mark.parametrize("ronde", RONDES)
def test_every_other_part_of_a_form_keeps_its_bytes(tmp_path: Path, ronde: str) -> None:
    forms, empty = prefilled(tmp_path, ronde), blanks(ronde)
    word = changed(empty["motivatie.docx"], forms["motivatie.docx"])
    assert word == ALWAYS | {"word/document.xml", "word/footer1.xml"}
    excel = changed(empty["kpi.xlsx"], forms["kpi.xlsx"])
    assert excel == ALWAYS | {"xl/workbook.xml", "xl/worksheets/sheet2.xml"}


@pytest.mark.parametrize("ronde", RONDES)
def test_rules_of_the_sheet_go_along_with_its_lines(tmp_path: Path, ronde: str) -> None:
    forms, empty = prefilled(tmp_path, ronde), blanks(ronde)
    sheet = openpyxl.load_workbook(io.BytesIO(forms["kpi.xlsx"]))["KPI-rapport"]
    blank = openpyxl.load_workbook(io.BytesIO(empty["kpi.xlsx"]))["KPI-rapport"]
    rules = {
        str(area.sqref): [(rule.type, rule.formula, rule.dxfId) for rule in area.rules]
        for area in sheet.conditional_formatting
    }
    assert set(rules) == {"G9:G13", "H9:H13", "E9:F13"}
    before = {
        str(area.sqref).replace("32", "13"): [
            (rule.type, rule.formula, rule.dxfId) for rule in area.rules
        ]
        for area in blank.conditional_formatting
    }
    assert rules == before
    (mine,), (theirs,) = (
        page.data_validations.dataValidation for page in (sheet, blank)
    )
    assert (mine.type, mine.operator, mine.formula1) == (
        theirs.type,
        theirs.operator,
        theirs.formula1,
    )
    assert sheet.print_area == "'KPI-rapport'!$A$1:$I$14"


@pytest.mark.slow
@pytest.mark.parametrize("ronde", RONDES)
def test_forms_that_libreoffice_saved_still_say_what_they_are(
    tmp_path: Path, ronde: str
) -> None:
    forms = prefilled(tmp_path, ronde)
    book = openpyxl.load_workbook(io.BytesIO(forms["kpi.xlsx"]))
    for row, achieved in zip(range(9, 14), (75, 20, 18, 1, 200), strict=True):
        book["KPI-rapport"][f"F{row}"] = achieved
    target = io.BytesIO()
    book.save(target)
    word = {"m.docx": forms["motivatie.docx"]}
    back = saved(tmp_path, word, "docx:MS Word 2007 XML")
    back |= saved(tmp_path, {"k.xlsx": target.getvalue()}, "xlsx")
    for name, data in back.items():
        extractie = extract_file(data, name, programma())
        assert extractie.formulier in programma().ronde(ronde).formulieren
        assert extractie.bestuur is not None
        assert extractie.bestuur.id == "23027"
        assert extractie.niet_herkend == ()
    blokken = extract_file(back["m.docx"], "m.docx", programma()).motivaties
    assert {b.actie: (b.te_behalen, b.behaald, b.waarom) for b in blokken} == {
        15: (300, None, None),
        17: (150, None, None),
        24: (200, None, None),
    }
    sheet = read_workbook(back["k.xlsx"], "k.xlsx").sheets[1]
    values = {cell.address: cell.value for cell in sheet.cells}
    gehaald = {"pj2-tussentijds": ("Ja", "Ja"), "pj2-eind": ("Nee", "Nee")}[ronde]
    assert (values["H9"], values["H10"]) == gehaald
    assert (values["H12"], values["H13"]) == ("minimale verwachtingen", "Ja")
    assert (values["E14"], values["F14"]) == (651, 314)
