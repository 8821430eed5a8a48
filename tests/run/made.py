"""Made-up submissions for the tests of a run: forms, workbooks and mails in memory."""

import copy
import email
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache
from pathlib import Path

import docx
import openpyxl
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from pipeline.dossier.programma import Programma
from pipeline.run.programs import programma_of

BLANK = Path(__file__).parents[2] / "templates" / "motivatie-pj2-tussentijds.docx"
RONDE = "pj2-tussentijds"


@dataclass(frozen=True, kw_only=True)
class Blok:
    """One block of section 1; `kop` is the line above it that names the action."""

    kop: str | None
    te_behalen: str | None = None
    behaald: str | None = None
    waarom: str | None = None
    initiatief: tuple[str, str, str] | None = None
    jury: str | None = None


@lru_cache(maxsize=1)
def programma() -> Programma:
    return programma_of()


def motivatie(
    *blokken: Blok,
    kop: str | None = None,
    straatintimidatie: Sequence[str] = (),
    netwerken: str | None = None,
    los: str | None = None,
) -> bytes:
    """The official form, filled in: `kop` is its page header, `los` a line above it.

    `straatintimidatie` are the four answers about action 16, behind a ticked yes.
    """
    document = docx.Document(str(BLANK))
    table = document.tables[0]
    for extra in blokken[1:]:
        copied = copy.deepcopy(table._tbl)
        table._tbl.addnext(copied)
        _fill(Table(copied, table._parent), extra)
    if blokken:
        _fill(table, blokken[0])
    if straatintimidatie:
        cell = _cell_with(document.tables, "Indien actie 16/")
        _paragraph(cell, "0 Ja").text = (
            "X Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen "
            "want:"
        )
        slots = [p for p in cell.paragraphs if p.text == "Vul aan"]
        for slot, answer in zip(slots, straatintimidatie, strict=True):
            slot.text = answer
    if netwerken is not None:
        cell = _cell_with(
            document.tables, "Financiële stimulans mentorbestuur", below=1
        )
        next(p for p in cell.paragraphs if p.text == "(Vul aan)").text = netwerken
    if kop is not None:
        document.sections[0].header.paragraphs[0].text = kop
    if los is not None:
        document.paragraphs[0].insert_paragraph_before(los)
    return _saved(document)


def _fill(table: Table, blok: Blok) -> None:
    left, right = table.cell(1, 0), table.cell(1, 1)
    _answer(left, "Te behalen KPI:", blok.te_behalen)
    _answer(right, "Behaald KPI:", blok.behaald)
    if blok.kop is not None:
        left.paragraphs[0].insert_paragraph_before(blok.kop)
    _answer(table.cell(2, 0), "Waarom werd 25% niet behaald?", blok.waarom)
    if blok.initiatief is not None:
        what, when, count = blok.initiatief
        cell = table.cell(2, 1)
        _answer(cell, "Initiatief 1:", what)
        _answer(cell, "Timing:", when)
        _answer(cell, "KPI:", count)
    if blok.jury is not None:
        _answer(table.cell(3, 0), "Conclusie:", blok.jury)


def _answer(cell: _Cell, label: str, answer: str | None) -> None:
    if answer is not None:
        _paragraph(cell, label).text = f"{label} {answer}"


def _paragraph(cell: _Cell, start: str) -> Paragraph:
    return next(p for p in cell.paragraphs if p.text.startswith(start))


def _cell_with(tables: Sequence[Table], text: str, *, below: int = 0) -> _Cell:
    """The last cell of the row that begins with `text`, or of one below it."""
    for table in tables:
        for number, row in enumerate(table.rows):
            if row.cells[0].text.startswith(text):
                return table.rows[number + below].cells[-1]
    raise AssertionError(text)


def brief(*lines: str) -> bytes:
    """A Word document that is no form."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return _saved(document)


def _saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


Kpi = tuple[int | str | None, int | str | None]


def werkmap(
    bestuur: str | None, kpis: Mapping[int | tuple[int, str], Kpi], ronde: str = ""
) -> bytes:
    """A workbook with a line per action, or per action and doelgroep."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rapport"
    if bestuur is not None:
        sheet.append(["Bestuur", bestuur])
    if ronde:
        sheet.append([ronde])
    sheet.append([])
    sheet.append(["Actie", "Naam actie", "Doelgroep", "Te behalen KPI", "Behaald KPI"])
    catalogus = programma().catalogus
    for key, (te_behalen, behaald) in kpis.items():
        nummer, groep = key if isinstance(key, tuple) else (key, None)
        actie = catalogus.actie(nummer)
        assert actie is not None
        sheet.append([nummer, actie.naam, groep, te_behalen, behaald])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def mail(
    *bijlagen: tuple[str, bytes],
    van: str = "Jan Peeters <jan.peeters@gmail.com>",
    onderwerp: str = "Rapportage",
    datum: str | None = "Fri, 03 May 2024 10:12:00 +0200",
    tekst: str = "Beste,\n\nin bijlage.\n",
    mails: Sequence[bytes] = (),
) -> bytes:
    """A mail with `bijlagen`, and with `mails` hanging on it as messages."""
    message = EmailMessage()
    message["From"] = van
    message["To"] = "samenleven@example.be"
    message["Subject"] = onderwerp
    if datum is not None:
        message["Date"] = datum
    told = f"{van} {onderwerp} {datum} {tekst}"
    number = hashlib.sha256(told.encode()).hexdigest()[:16]
    message["Message-ID"] = f"<{number}@example.be>"
    message.set_content(tekst)
    for naam, data in bijlagen:
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=naam
        )
    for inside in mails:
        message.add_attachment(email.message_from_bytes(inside, policy=default))
    return message.as_bytes()
