"""The law of an annotated copy: it says what the document says."""

import copy
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.kanttekening import kanttekeningen
from pipeline.errors import DocumentError, PipelineError, SetupError
from pipeline.reading.word import walk_word
from pipeline.run.annotating import annotate
from pipeline.run.extracting import extract_file
from tests.forms.filling import Answered, answered, fill
from tests.programs import needs
from tests.run.made import Blok, motivatie, programma, werkmap
from tests.torture import ooxml
from tests.torture.case import Case
from tests.torture.cases import CASES

SLOW = settings(max_examples=40, suppress_health_check=list(HealthCheck))
WORD = [case for case in CASES if zipfile.is_zipfile(io.BytesIO(case.data))]


def answers(data: bytes, naam: str = "m.docx") -> dict[str, Any]:
    """What a document says, apart from what its own bytes are called by."""
    extractie: Extractie = extract_file(data, naam, programma())
    said = extractie.model_dump(mode="json")
    del said["bestand"]
    for bevinding in said["bevindingen"]:
        del bevinding["bron"]
    return said


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def suffix(data: bytes) -> str:
    types = parts(data)["[Content_Types].xml"]
    if b"macroEnabled" in types:
        return ".docm"
    return ".dotx" if b"template.main" in types else ".docx"


@SLOW
@given(st.sampled_from(WORD))
def test_the_copy_of_whatever_people_send_says_the_same(case: Case) -> None:
    found = annotate(case.data, "m", programma(), suffix=suffix(case.data))
    assert answers(found.kopie) == answers(case.data)
    before, after = parts(case.data), parts(found.kopie)
    changed = {name for name in after if before.get(name) != after[name]}
    assert before.keys() <= after.keys()
    assert changed <= {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }


@SLOW
@given(answered(), st.randoms(use_true_random=False))
def test_the_copy_of_a_filled_in_form_says_the_same(
    answers_given: Answered, hand: Any
) -> None:
    data = ooxml.package(fill(answers_given, hand).body())
    assert answers(annotate(data, "m.docx", programma()).kopie) == answers(data)


def form() -> bytes:
    return motivatie(
        Blok(kop="Actie 15 Brugfiguren", te_behalen="300 gezinnen", behaald="-75"),
        Blok(kop="Iets anders", waarom="te laat gestart"),
        kop="Lokaal bestuur Halle",
        straatintimidatie=("a", "b", "c", "d"),
        los="Een losse regel",
    )


def comments(data: bytes) -> dict[str, list[str]]:
    """The comments on each paragraph, by its text."""
    document = docx.Document(io.BytesIO(data))
    said = {c.comment_id: c.text for c in document.comments}
    found: dict[str, list[str]] = {}
    for paragraph in document.element.body.iter(f"{{{document.element.nsmap['w']}}}p"):
        for mark in paragraph.xpath("./w:commentRangeStart"):
            text = "".join(t.text or "" for t in paragraph.xpath(".//w:t"))
            found.setdefault(text, []).append(said[int(mark.values()[0])])
    return found


def test_each_value_is_told_beside_its_own_text() -> None:
    found = comments(annotate(form(), "m.docx", programma()).kopie)
    [target] = found["Te behalen KPI: 300 gezinnen"]
    assert target.splitlines() == [
        "Gelezen als: actie 15, Te behalen KPI, zekerheid 98 %",
        "Waarde: 300",
        "Geschreven: 300 gezinnen",
    ]
    [why] = found["Actie 15 Brugfiguren"]
    assert why.startswith("Gelezen als: actie 15, zekerheid 98 %")
    assert "‘brugfiguren’ is een naam van actie 15" in why
    told = "\n".join(found["Behaald KPI: -75"])
    assert "Waarde: geen getal" in told
    assert "Bevinding kpi-ongeldig (fout): Bij ‘Behaald KPI’ staat ‘-75’" in told


def test_what_stands_where_no_comment_can_is_told_with_its_place() -> None:
    found = comments(annotate(form(), "m.docx", programma()).kopie)
    whose, *rest = found["Een losse regel"]
    assert whose.splitlines() == [
        "Gelezen als: bestuur Halle (23027), zekerheid 99 %",
        "Omdat: ‘Lokaal bestuur Halle’ (koptekst, alinea 1)",
        "Plaats: koptekst, alinea 1",
    ]
    assert rest == [
        "Niet herkend: Een losse regel",
        "Niet herkend: Lokaal bestuur Halle\nPlaats: koptekst, alinea 1",
    ]


def test_a_text_box_and_a_note_are_told_at_the_paragraph_they_hang_on() -> None:
    box = ooxml.textbox(ooxml.p("in het vak"))
    data = ooxml.package(
        ooxml.p("eerst") + ooxml.p(ooxml.r("bij de"), box, ooxml.footnote()),
        {"footnotes": ooxml.notes("footnote", ooxml.p("in de noot"))},
    )
    kopie = annotate(data, "m.docx", programma()).kopie
    found = [text for text in comments(kopie).values() if "vak" in str(text)]
    assert found == [
        [
            "Niet herkend: bij de",
            "Niet herkend: in het vak\nPlaats: alinea 2, tekstvak, alinea 1",
            "Niet herkend: in de noot\nPlaats: alinea 2, noot 2, alinea 1",
        ]
    ]


@pytest.mark.parametrize("case", WORD[::40], ids=lambda case: case.name)
def test_nothing_that_is_told_goes_missing(case: Case) -> None:
    found = annotate(case.data, "m", programma(), suffix=suffix(case.data))
    remarks = kanttekeningen(found.extractie, programma())
    assert found.opmerkingen == len(remarks)
    root = docx.opc.oxml.parse_xml(parts(found.kopie).get("word/comments.xml", b"<a/>"))
    ours = [c for c in root if "samenleven" in c.values()]
    assert len(ours) == len(remarks)


def test_a_copy_is_not_annotated_again() -> None:
    once = annotate(form(), "m.docx", programma()).kopie
    assert walk_word(once).annotated
    with pytest.raises(SetupError, match="oorspronkelijke document"):
        annotate(once, "m.docx", programma())


def test_the_same_document_gives_the_same_copy() -> None:
    data = form()
    assert annotate(data, "m.docx", programma()) == annotate(
        data, "m.docx", programma()
    )


def test_what_is_no_word_document_is_refused_with_what_to_do() -> None:
    with pytest.raises(SetupError, match="--uitleg"):
        annotate(werkmap("Halle", {15: (300, 65)}), "a.xlsx", programma())
    with pytest.raises(SetupError, match="--uitleg"):
        annotate(b"%PDF-1.4\n%%EOF", "a.pdf", programma())


def test_a_document_without_any_paragraph_is_refused() -> None:
    data = ooxml.package("", {"header": ooxml.part("w:hdr", ooxml.p("kop"))})
    with pytest.raises(DocumentError, match="geen alinea"):
        annotate(data, "m.docx", programma())


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_document_is_copied_or_refused(data: st.DataObject) -> None:
    """Any byte may be wrong, in the zip and in each part."""
    whole = data.draw(st.sampled_from([form(), ooxml.package(ooxml.p("een"))]))
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + 1 :]
    else:
        members = copy.copy(parts(whole))
        name = data.draw(st.sampled_from([n for n in members if "xml" in n]))
        at = data.draw(st.integers(0, len(members[name])))
        put = data.draw(
            st.sampled_from([b"", b"<", b"</w:p>", b"<w:p/>", b"<!--", b"\0", b"&#0;"])
        )
        members[name] = members[name][:at] + put + members[name][at + 1 :]
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        whole = target.getvalue()
    try:
        found = annotate(whole, "m.docx", programma())
    except PipelineError:
        return
    assert answers(found.kopie) == answers(whole)


def test_the_copy_is_valid_wherever_the_document_is(tmp_path: Path) -> None:
    """In a process of its own: the validator remembers the parts of other packages."""
    (tmp_path / "voor.docx").write_bytes(form())
    (tmp_path / "na.docx").write_bytes(annotate(form(), "m.docx", programma()).kopie)
    code = (
        "import sys; from openxml_audit import OpenXmlValidator as V\n"
        "print([str(e) for e in V().validate(sys.argv[1]).errors])"
    )
    for name in ("voor.docx", "na.docx"):
        ended = subprocess.run(
            [sys.executable, "-c", code, tmp_path / name],
            check=True,
            capture_output=True,
            text=True,
        )
        assert ended.stdout.strip() == "[]", name


@pytest.mark.slow
def test_the_copy_says_the_same_when_libreoffice_has_saved_it(tmp_path: Path) -> None:
    program = needs("soffice")
    kopie = annotate(form(), "m.docx", programma()).kopie
    for name, data in (("voor.docx", form()), ("na.docx", kopie)):
        (tmp_path / name).write_bytes(data)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "docx:Office Open XML Text",
            "--outdir",
            tmp_path / "saved",
            tmp_path / "voor.docx",
            tmp_path / "na.docx",
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    before, after = (
        (tmp_path / "saved" / name).read_bytes() for name in ("voor.docx", "na.docx")
    )
    assert walk_word(after).annotated
    assert answers(after) == answers(before)
