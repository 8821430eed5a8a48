"""What a document is an edition of, and what a new edition changes."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError, SetupError
from pipeline.run.prefilling import PrefillOrder, prefill
from pipeline.run.programs import programma_of
from pipeline.run.templating import diff, edition_path, inspect

TUSSENTIJDS, EIND = "motivatie-pj2-tussentijds", "motivatie-pj2-eind"


@pytest.fixture(scope="module")
def programma() -> Programma:
    return programma_of()


@pytest.fixture(scope="module")
def personal(tmp_path_factory: pytest.TempPathFactory, programma: Programma) -> Path:
    folder = tmp_path_factory.mktemp("vooraf")
    path = folder / "toekenningen.csv"
    path.write_text("bestuur;actie;te_behalen\nHalle;15;300\nHalle;5;20\n", "utf-8")
    prefill(PrefillOrder(toekenningen=path, out=folder, ronde="pj2-eind"), programma)
    return folder


def changed(programma: Programma, old: str, new: str, name: str = TUSSENTIJDS) -> bytes:
    """The blank with one text reworded, as somebody would do it in Word."""
    document = docx.Document(str(programma.templates / f"{name}.docx"))
    times = 0
    cells = [c for t in document.tables for r in t.rows for c in r.cells]
    found = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    for run in (run for paragraph in found for run in paragraph.runs):
        if old in run.text:
            run.text = run.text.replace(old, new)
            times += 1
    assert times
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("name", [TUSSENTIJDS, EIND, "kpi-rapport"])
def test_a_blank_is_its_own_form_with_nothing_changed(
    name: str, programma: Programma
) -> None:
    found = inspect(edition_path(name, programma), programma)
    assert (found.formulier, found.versie, found.gelijkenis) == (name, "huidig", 1.0)
    assert (found.verschillen, found.verschoven, found.delen_weg) == ((), (), ())


def test_a_personal_form_tells_what_it_was_made_of(
    personal: Path, programma: Programma
) -> None:
    found = inspect(personal / "23027-motivatie.docx", programma)
    assert (found.formulier, found.versie) == (EIND, "huidig")
    assert (found.kenmerk["bestuur"], found.kenmerk["ronde"]) == ("23027", "pj2-eind")
    assert set(found.delen_weg) >= {"actie-2", "actie-16", "stimulansen"}
    assert {v.soort for v in found.verschillen} == {"toegevoegd", "verdwenen"}
    assert found.verschillen[0].oud == (
        "2. INDIEN ACTIE OP WIJK- OF STADSNIVEAU (pleinmakers, actieplan, "
        "correspondentietesten)"
    )
    assert [v.nieuw for v in found.verschillen if v.nieuw] == [
        "Actie 5 – Oefenkansen Nederlands organiseren",
        "Actie 15 – Brug leggen naar onderwijs",
    ]


def test_a_personal_workbook_tells_which_actions_are_not_in_it(
    personal: Path, programma: Programma
) -> None:
    found = inspect(personal / "23027-kpi.xlsx", programma)
    assert (found.formulier, found.versie) == ("kpi-rapport-pj2-eind", "huidig")
    assert "actie 24" in found.delen_weg
    assert "actie 15" not in found.delen_weg


def test_a_form_of_another_version_tells_so(
    tmp_path: Path, personal: Path, programma: Programma
) -> None:
    path = tmp_path / "oud.xlsx"
    book = openpyxl.load_workbook(personal / "23027-kpi.xlsx")
    for prop in book.custom_doc_props.props:
        if prop.name == "samenleven-sjabloon":
            prop.value = "0" * 64
    book.save(path)
    assert inspect(path, programma).versie == "ouder"


def test_a_reworded_form_tells_what_was_reworded(
    tmp_path: Path, programma: Programma
) -> None:
    path = tmp_path / "anders.docx"
    path.write_bytes(changed(programma, "Conclusie:", "Ons besluit:"))
    found = inspect(path, programma)
    assert (found.formulier, found.versie) == (TUSSENTIJDS, "afwijkend")
    told = {(v.soort, v.oud, v.nieuw) for v in found.verschillen}
    assert ("verdwenen", "Conclusie:", None) in told
    assert ("toegevoegd", None, "Ons besluit:") in told


def test_what_is_no_form_is_none(tmp_path: Path, programma: Programma) -> None:
    document = docx.Document()
    document.add_paragraph("Beste, hierbij onze vraag.")
    document.save(str(tmp_path / "brief.docx"))
    found = inspect(tmp_path / "brief.docx", programma)
    assert (found.formulier, found.lijkt_op, found.verschillen) == (None, None, ())


def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, programma: Programma
) -> None:
    (tmp_path / "stuk.docx").write_bytes(b"PK\x03\x04stuk")
    with pytest.raises(DocumentError):
        inspect(tmp_path / "stuk.docx", programma)
    with pytest.raises(SetupError):
        inspect(tmp_path / "weg.docx", programma)


def test_a_new_edition_tells_which_entries_it_breaks(programma: Programma) -> None:
    old, new = (edition_path(name, programma) for name in (TUSSENTIJDS, EIND))
    found = diff(old, new, programma)
    assert found.formulier == TUSSENTIJDS
    assert {v.soort for v in found.verschillen} == {"herwoord"}
    assert len(found.verschillen) == 6
    assert [gebrek.plaats.partition(": ")[2] for gebrek in found.gebroken] == [
        "herken",
        "deel[0] ‘motivatie’: koppen",
        "veld[2] ‘waarom’ (motivatie): labels",
    ]
    assert "‘Waarom werd 100% niet behaald? (vul aan)’" in found.gebroken[2].raad


def test_a_new_workbook_tells_a_field_that_is_gone(
    tmp_path: Path, programma: Programma
) -> None:
    old = edition_path("kpi-rapport", programma)
    book = openpyxl.load_workbook(old)
    book["KPI-rapport"]["A4"] = "Code van de gemeente"
    book.save(tmp_path / "nieuw.xlsx")
    found = diff(old, tmp_path / "nieuw.xlsx", programma)
    (gebrek,) = found.gebroken
    assert gebrek.plaats == "formulieren/kpi-rapport.toml: velden.nis_kbo"


def test_slots_in_another_order_are_told(tmp_path: Path, programma: Programma) -> None:
    document = docx.Document(str(programma.templates / f"{TUSSENTIJDS}.docx"))
    cell = document.tables[1].rows[2].cells[1]
    first = next(p for p in cell.paragraphs if p.text == "Preventie")
    last = next(p for p in cell.paragraphs if p.text == "Prosecutie")
    last._p.addnext(first._p)
    document.save(str(tmp_path / "nieuw.docx"))
    found = diff(
        edition_path(TUSSENTIJDS, programma), tmp_path / "nieuw.docx", programma
    )
    assert [plek.veld for plek in found.verschoven] == ["onderdelen.preventie"]


def test_a_name_that_is_no_form_lists_the_forms(programma: Programma) -> None:
    with pytest.raises(SetupError, match=EIND):
        edition_path("motivatie-pj9", programma)
