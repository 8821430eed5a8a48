"""Another programme, invented: Warme Buurten, with a ronde, two forms, three actions.

Its texts, numbers and parts have nothing of the programme that the program ships with.
"""

import io
from pathlib import Path
from typing import Final

import docx
import xlsxwriter
from docx.document import Document

from pipeline.dossier.programma import Programma
from pipeline.run.programs import programma_of

RONDE: Final = "najaar"
TITEL: Final = "Verslag Warme Buurten"

_ACTIES: Final = """
programma = "Warme Buurten"
doelstellingen = ["Ontmoeten"]

[[acties]]
nummer = 3
naam = "Soepcafé openhouden"
doelstelling = "Ontmoeten"
gesubsidieerd = true
synoniemen = ["soepcafé"]
[acties.jaren.4]
kpi_eenheid = "kommen soep"
eenheid_woorden = ["kommen"]
beoordeling = "drempel"

[[acties]]
nummer = 31
naam = "Geveltuinen aanleggen"
doelstelling = "Ontmoeten"
gesubsidieerd = true
synoniemen = ["geveltuinen"]
[acties.jaren.4]
kpi_eenheid = "geveltuinen"
beoordeling = "drempel"

[[acties]]
nummer = 40
naam = "Buurtplan opstellen"
doelstelling = "Ontmoeten"
gesubsidieerd = true
synoniemen = ["buurtplan"]
[acties.verwachtingen]
vereist = 1
telt = ["bomen", "banken"]
onderdelen = [
  { sleutel = "bomen", label = "Meer bomen" },
  { sleutel = "banken", label = "Meer banken" },
]
[acties.jaren.4]
kpi_eenheid = "plan"
beoordeling = "verwachtingen"
"""

_RONDES: Final = """
huidige = "najaar"

[[rondes]]
id = "najaar"
naam = "Najaarsverslag"
projectjaar = 4
moment = "eind"
periode = { van = 2031-01-01, tot = 2031-09-30 }
drempel = "2/5"
deadline = 2031-11-15
formulieren = ["buurtverslag", "buurttelling"]
projectjaar_herkenning = ["vierde werkjaar"]
moment_herkenning = ["najaarsverslag"]
"""

_WORD: Final = f"""
formulier = "buurtverslag"
soort = "motivatie"
ronde = "najaar"
sjabloon = "buurtverslag.docx"
herken = ["{TITEL}"]
leeg = ["[schrijf hier]"]

[[deel]]
id = "tekort"
doel = "motivaties"
koppen = ["A. Wat nog niet lukte"]

[[deel]]
id = "plan"
doel = "verwachtingen"
actie = 40
koppen = ["B. Het buurtplan"]

[[veld]]
delen = ["tekort"]
naam = "te_behalen"
soort = "getal"
labels = ["Beloofd:"]

[[veld]]
delen = ["tekort"]
naam = "behaald"
soort = "getal"
labels = ["Gedaan:"]

[[veld]]
delen = ["tekort"]
naam = "waarom"
soort = "tekst"
labels = ["Wat liep er mis?"]

[[veld]]
delen = ["tekort"]
naam = "initiatieven.omschrijving"
soort = "tekst"
labels = ["Volgende stap #:"]

[[veld]]
delen = ["tekort"]
naam = "initiatieven.timing"
soort = "tekst"
labels = ["Tegen:"]

[[veld]]
delen = ["plan"]
naam = "antwoord"
soort = "optie"
optie = "ja"
tekst = "toelichting"
labels = ["Ja, het plan komt er want:"]

[[veld]]
delen = ["plan"]
naam = "antwoord"
soort = "optie"
optie = "nee"
tekst = "stopzetting"
labels = ["Nee, het plan komt er niet:"]

[[veld]]
delen = ["plan"]
naam = "onderdelen.bomen"
soort = "tekst"
labels = ["Meer bomen"]

[[veld]]
delen = ["plan"]
naam = "onderdelen.banken"
soort = "tekst"
labels = ["Meer banken"]
"""

_WERKMAP: Final = """
formulier = "buurttelling"
soort = "kpi"
ronde = "najaar"
sjabloon = "buurttelling.xlsx"
herken = ["Telling Warme Buurten"]
totaal = ["totaal"]
berekend = ["ja"]

[kolommen]
nummer = ["Nr"]
actie = ["Wat"]
doelgroep = ["Voor wie"]
te_behalen = ["Beloofd"]
behaald = ["Gedaan"]

[velden]
bestuur = ["Wie"]
ronde = ["Verslag"]
"""

_ROWS: Final = ((3, "Soepcafé openhouden"), (31, "Geveltuinen"), (40, "Buurtplan"))


def write_programma(folder: Path) -> Path:
    """Write the whole programme in `folder`, as somebody would hand it over."""
    forms = folder / "mappings" / "formulieren"
    forms.mkdir(parents=True)
    (folder / "templates").mkdir()
    for path, text in (
        (folder / "mappings" / "acties.toml", _ACTIES),
        (folder / "mappings" / "rondes.toml", _RONDES),
        (forms / "buurtverslag.toml", _WORD),
        (forms / "buurttelling.toml", _WERKMAP),
    ):
        path.write_text(text, encoding="utf-8")
    (folder / "templates" / "buurtverslag.docx").write_bytes(word_blank())
    (folder / "templates" / "buurttelling.xlsx").write_bytes(workbook_blank())
    return folder


def load(folder: Path) -> Programma:
    return programma_of(folder / "mappings", folder / "templates")


def word_blank() -> bytes:
    document = docx.Document()
    document.core_properties.title = TITEL
    document.add_paragraph(TITEL)
    document.add_paragraph("Vul in wat past en schrap de rest.")
    _table(
        document,
        ["A. Wat nog niet lukte"],
        ["Beloofd: [schrijf hier]", "Gedaan: [schrijf hier]"],
        ["Wat liep er mis? [schrijf hier]"],
        ["Volgende stap 1: [schrijf hier]", "Tegen: [schrijf hier]"],
    )
    _table(
        document,
        ["B. Het buurtplan"],
        ["Een goed plan telt bomen en banken."],
        ["☐ Ja, het plan komt er want: [schrijf hier]"],
        ["Meer bomen", "[schrijf hier]", "Meer banken", "[schrijf hier]"],
        ["☐ Nee, het plan komt er niet: [schrijf hier]"],
    )
    document.sections[0].footer.paragraphs[0].add_run("Bewaar dit verslag.")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _table(document: Document, *rows: list[str]) -> None:
    table = document.add_table(rows=0, cols=1)
    for texts in rows:
        cell = table.add_row().cells[0]
        cell.paragraphs[0].add_run(texts[0])
        for text in texts[1:]:
            cell.add_paragraph(text)
    document.add_paragraph()


def workbook_blank() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": "Telling Warme Buurten"})
        open_cell = book.add_format({"locked": False})
        sheet = book.add_worksheet("Telling")
        sheet.write("A1", "Telling Warme Buurten")
        for row, label in ((1, "Wie"), (2, "Verslag")):
            sheet.write(row, 0, label)
            sheet.write_blank(row, 1, None, open_cell)
        sheet.write_row("A5", ["Nr", "Wat", "Voor wie", "Beloofd", "Gedaan"])
        for row, (nummer, naam) in enumerate(_ROWS, 5):
            sheet.write_row(row, 0, [nummer, naam])
            sheet.write_blank(row, 3, None, open_cell)
            sheet.write_blank(row, 4, None, open_cell)
        sheet.write("A9", "Totaal")
        sheet.write_formula("E9", "=SUM(E6:E8)", None, 0)
        sheet.protect()
    return target.getvalue()
