"""The form as a web page: saved as one, named as Word, or taken in by a document."""

import base64
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.strangers.form import official
from tests.torture.case import initiatief, motivatie, programma
from tests.torture.ooxml import chunk, package

ROWS: Final = (
    ("Te behalen KPI:", "300 gezinnen"),
    ("Behaald KPI:", "<s>60</s> 65"),
    ("Waarom werd 25% niet behaald?", "<p>ziek</p><p>te laat</p>"),
    (
        (
            "Dit zijn de inspanningen van het lokaal bestuur om het vooropgestelde KPI "
            "binnen afzienbare tijd te behalen:"
        ),
        "<ul><li>affiches</li><li>bellen</li></ul>",
    ),
)
INITIATIVES: Final = (
    ("", "Initiatief 1", "Initiatief 2"),
    ("Omschrijving", "praatcafé", "huisbezoek"),
    ("Timing:", "mei", "juni"),
    ("KPI:", "4", "6"),
)
WANTED: Final = motivatie(
    actie=15,
    te_behalen=300,
    te_behalen_tekst="300 gezinnen",
    behaald=65,
    waarom="ziek\nte laat",
    inspanningen="affiches\nbellen",
    initiatieven=[
        initiatief("praatcafé", "mei", 4),
        initiatief("huisbezoek", "juni", 6),
    ],
)


def table(rows: tuple[tuple[str, ...], ...]) -> str:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def page() -> str:
    form = official()
    front = "".join(f"<p>{item.text}</p>" for item in form.voor)
    body = (
        f"{front}<h1>{form.kop_1.text}</h1><h2>Actie 15: Brug leggen naar onderwijs"
        f"</h2>{table(ROWS)}{table(INITIATIVES)}"
    )
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def archive() -> bytes:
    """The page as Word keeps it in one file (.mht)."""
    content = base64.encodebytes(page().encode()).decode()
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        'Content-Type: text/html; charset="utf-8"\n'
        "Content-Transfer-Encoding: base64\n\n"
    )
    return f"{head}{content}\n--x--\n".encode()


def taken_in(data: bytes, name: str) -> bytes:
    """A document that is nothing but what it takes in."""
    outer = package(chunk("rId1"), {"aFChunk": ""})
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(outer)) as source,
        zipfile.ZipFile(made, "w") as target,
    ):
        for member in source.namelist():
            content = source.read(member).replace(b"aFChunk.html", name.encode())
            taken = member == "word/aFChunk.html"
            target.writestr(
                f"word/{name}" if taken else member, data if taken else content
            )
    return made.getvalue()


WAYS: Final[Mapping[str, Callable[[], tuple[bytes, str]]]] = {
    "a page": lambda: (page().encode(), "motivatie.html"),
    "a page named as Word": lambda: (page().encode(), "motivatie.doc"),
    "a page in UTF-16": lambda: (page().encode("utf-16"), "motivatie.htm"),
    "taken in": lambda: (taken_in(page().encode(), "a.html"), "motivatie.docx"),
    "an archive, taken in": lambda: (taken_in(archive(), "a.mht"), "motivatie.docx"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_page_says_what_its_tables_say(way: str) -> None:
    found = extract_file(*WAYS[way](), programma())
    (block,) = found.model_dump(mode="json")["motivaties"]
    assert {**block, "actie_tekst": None} == WANTED
    assert left(found) == []


def left(found: Extractie) -> list[str]:
    return [rest.tekst for rest in found.niet_herkend]
