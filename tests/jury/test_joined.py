"""All sheets in one document: nothing lost, nothing mixed up, and read back."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docxcompose.composer import Composer
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.dossier.model import Jurering
from pipeline.jury import joined
from pipeline.jury.collect import read_sheet
from pipeline.jury.joined import Blad, join
from pipeline.jury.register import Register
from pipeline.jury.returned import sheets_in
from pipeline.jury.sheet import render_sheet
from pipeline.reading.block import Layer
from pipeline.reading.word import read_word
from tests.jury import dossiers, jurors
from tests.jury.dossiers import CATALOGUS, RONDE

SPL = dossiers.one_action()
HALLE = SPL.model_copy(
    update={"bestuur": SPL.bestuur.model_copy(update={"id": "23027", "naam": "Halle"})}
)
FULL = dossiers.full().model_copy(
    update={"bestuur": SPL.bestuur.model_copy(update={"id": "1", "naam": "A & B"})}
)
ALL = (SPL, HALLE, FULL)
SHEETS = [render_sheet(d, RONDE, CATALOGUS, key=b"k") for d in ALL]


def together(sheets: Sequence[bytes] = SHEETS) -> bytes:
    bladen = [
        Blad(titel=d.bestuur.naam, regel="1 actie", sheet=sheet)
        for d, sheet in zip(ALL, sheets, strict=True)
    ]
    return join(bladen, "Jurysheets", RONDE.naam)


def body(package: bytes) -> list[str]:
    blocks = read_word(package).blocks
    return [b.text for b in blocks if b.layer is Layer.BODY and b.text.strip()]


WHOLE = together()


def test_every_word_of_every_sheet_is_there_in_order() -> None:
    texts = [text for sheet in SHEETS for text in body(sheet)]
    assert body(WHOLE)[-len(texts) :] == texts


def test_it_reads_as_what_docxcompose_makes() -> None:
    first, *rest = [Document(io.BytesIO(sheet)) for sheet in SHEETS]
    whole = Composer(first)
    for document in rest:
        whole.append(document)
    target = io.BytesIO()
    whole.save(target)
    theirs = body(target.getvalue())
    assert body(WHOLE)[-len(theirs) :] == theirs


def test_the_contents_name_every_bestuur_and_lead_to_its_sheet() -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as box:
        root = etree.fromstring(box.read("word/document.xml"))
    links = [
        link.get(f"{jurors.W}anchor") for link in root.iter(f"{jurors.W}hyperlink")
    ]
    marks = [m.get(f"{jurors.W}name") for m in root.iter(f"{jurors.W}bookmarkStart")]
    assert links == marks == ["blad1", "blad2", "blad3"]
    assert [line for line in body(WHOLE)[:8] if "1 actie" in line] == [
        f"{d.bestuur.naam}  1 actie\t" for d in ALL
    ]


def test_each_section_keeps_the_header_of_its_own_bestuur() -> None:
    document = Document(io.BytesIO(WHOLE))
    headers = [s.header.paragraphs[0].text for s in document.sections][1:]
    assert [header.partition(" – ")[0] for header in headers] == [
        d.bestuur.naam for d in ALL
    ]


def test_every_control_has_an_id_of_its_own_and_nothing_hidden_is_left() -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as box:
        root = etree.fromstring(box.read("word/document.xml"))
        names = box.namelist()
    ids = [i.get(f"{jurors.W}val") for i in root.iter(f"{jurors.W}id")]
    controls = [i for i in ids if i and int(i) > 1_000_000]
    assert len(set(controls)) == len(controls) > 10
    assert "docProps/custom.xml" not in names


def test_verdicts_filled_in_there_come_back_for_each_dossier() -> None:
    filled = [
        jurors.fill(sheet, {"actie-15-voldoende": answer})
        for sheet, answer in zip(SHEETS, ("Ja", "Nee", "Ja"), strict=True)
    ]
    register = Register(
        dossiers={d.bestuur.id: d for d in ALL},
        ronde=RONDE,
        catalogus=CATALOGUS,
        key=b"k",
    )
    found = [
        read_sheet(sheet, "samen.docx", "ab" * 32, register)
        for sheet in sheets_in(read_word(together(filled)))
    ]
    assert [one.dossier for one in found] == list(ALL)
    given = [
        {g.actie: g.jurering.voldoende for g in one.gegeven}.get(15) for one in found
    ]
    assert given == [True, False, True]
    assert [b for one in found for b in one.bevindingen] == []
    assert Jurering() not in [g.jurering for one in found for g in one.gegeven]


def test_it_is_valid_and_the_same_each_time(tmp_path: Path) -> None:
    assert together() == WHOLE
    path = tmp_path / "samen.docx"
    path.write_bytes(WHOLE)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_sheets_with_parts_of_their_own_go_through_docxcompose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(joined, "_is_plain", lambda _: False)
    assert [t for t in body(together()) if t == "A & B"] == ["A & B"]
    texts = [text for sheet in SHEETS for text in body(sheet)]
    assert body(together()) == texts
