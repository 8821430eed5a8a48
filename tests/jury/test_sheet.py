"""The jury sheet, rendered and read back."""

import dataclasses
import io
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from pipeline import resources
from pipeline.dossier.model import (
    Dossier,
    Jurering,
)
from pipeline.jury import identity, views
from pipeline.jury.sheet import render_sheet
from tests.jury import dossiers, reading
from tests.jury.dossiers import CATALOGUS, RONDE
from tests.programs import needs

TEMPLATE = resources.templates().joinpath("jurysheet.docx").read_bytes()
EVERY = ("empty", "one_action", "full", "fifteen", "silent", "long_motivation")


def made(name: str) -> Dossier:
    builders = {
        "empty": dossiers.empty,
        "one_action": dossiers.one_action,
        "full": dossiers.full,
        "fifteen": dossiers.fifteen,
        "silent": dossiers.silent,
        "long_motivation": dossiers.long_motivation,
    }
    return builders[name]()


def sheet(dossier: Dossier, template: bytes | None = None) -> bytes:
    return render_sheet(dossier, RONDE, CATALOGUS, template=template)


def texts(dossier: Dossier) -> list[str]:
    return reading.paragraphs(reading.part(sheet(dossier)))


@pytest.mark.parametrize("name", EVERY)
def test_every_action_to_judge_has_the_controls_of_the_contract(name: str) -> None:
    dossier = made(name)
    tags = reading.controls(reading.part(sheet(dossier)))
    expected = {2, 16, 18, 19, 22}
    for actie in dossier.acties:
        judged = (
            actie.nummer in expected
            or actie.kpi.drempel_gehaald is False
            or actie.motivatie is not None
        )
        here = {tag for tag in tags if tag.startswith(f"actie-{actie.nummer}-")}
        assert (len(here) == 3) is judged
        if judged:
            for what in ("voldoende", "verlengen"):
                control = tags[f"actie-{actie.nummer}-{what}"]
                assert reading.options(control) == ["Ja", "Nee"]
            assert f"actie-{actie.nummer}-conclusie" in tags


@pytest.mark.parametrize("name", EVERY)
def test_no_other_dropdown_offers_ja_and_nee(name: str) -> None:
    tags = reading.controls(reading.part(sheet(made(name))))
    for tag, control in tags.items():
        asked = tag.endswith(("-voldoende", "-verlengen"))
        assert asked or not reading.options(control)


def test_every_control_has_an_id_of_its_own() -> None:
    root = reading.part(sheet(dossiers.fifteen()))
    ids = [one.get(f"{reading.W}val") for one in root.iter(f"{reading.W}id")]
    assert len(ids) == len(list(root.iter(f"{reading.W}sdt")))
    assert len(set(ids)) == len(ids)


def test_a_question_has_its_code_in_sight_and_in_its_alias() -> None:
    root = reading.part(sheet(dossiers.one_action()))
    alias = reading.controls(root)["actie-15-verlengen"].find(
        f"{reading.W}sdtPr/{reading.W}alias"
    )
    assert alias is not None
    code = identity.code(15, "verlengen")
    assert (alias.get(f"{reading.W}val") or "").startswith(code)
    assert code in reading.paragraphs(root)


def test_an_empty_control_shows_its_prompt_and_says_that_it_is_empty() -> None:
    tags = reading.controls(reading.part(sheet(dossiers.one_action())))
    box = tags.pop(identity.BELANGEN_TAG)
    assert reading.shown(box) == "☐"
    for control in tags.values():
        assert reading.is_empty(control)
        assert reading.shown(control) in identity.PROMPTS


def test_an_earlier_verdict_is_shown() -> None:
    jurering = Jurering(
        voldoende=True, conclusie="Akkoord.\nGoed & wel.", verlengen=False
    )
    actie = dossiers.actie(15, 300, 65, jurering=jurering)
    tags = reading.controls(reading.part(sheet(dossiers.dossier(actie))))
    assert reading.shown(tags["actie-15-voldoende"]) == "Ja"
    assert reading.shown(tags["actie-15-verlengen"]) == "Nee"
    assert reading.shown(tags["actie-15-conclusie"]) == "Akkoord.\nGoed & wel."
    del tags[identity.BELANGEN_TAG]  # a box always shows its state
    answered = [t for t, control in tags.items() if not reading.is_empty(control)]
    assert sorted(answered) == [
        "actie-15-conclusie",
        "actie-15-verlengen",
        "actie-15-voldoende",
    ]


def test_the_questions_are_those_of_the_form() -> None:
    found = texts(dossiers.full())
    enough = "Lokaal bestuur benoemt voldoende concrete initiatieven om "
    assert f"{enough}100% KPI te behalen" in found
    assert f"{enough}de actie te voltooien" in found
    question = "Het lokaal bestuur kan de actie in het derde projectjaar verlengen"
    assert found.count(question) == 8


def test_every_word_of_the_bestuur_is_on_the_sheet() -> None:
    dossier = dossiers.full()
    on_sheet = "\n".join(texts(dossier))
    said = [
        *(mail.tekst for mail in dossier.indieningen),
        *(stuk.tekst for stuk in dossier.niet_herkend),
    ]
    for actie in dossier.acties:
        for motivatie in filter(None, (actie.motivatie, *actie.motivaties_extra)):
            said += [motivatie.waarom, motivatie.inspanningen]
            for initiatief in motivatie.initiatieven:
                said += [
                    initiatief.omschrijving,
                    initiatief.timing,
                    initiatief.kpi_tekst,
                ]
        for given_ in filter(None, (actie.verwachtingen, *actie.verwachtingen_extra)):
            said += [given_.toelichting, given_.niet_uitgevoerd, given_.stopzetting]
            said += given_.onderdelen.values()
    wanted = [text for text in said if text]
    assert len(wanted) > 20
    assert [text for text in wanted if text not in on_sheet] == []


def test_an_answer_keeps_its_paragraphs() -> None:
    found = texts(dossiers.one_action())
    first, second = dossiers.WAAROM.split("\n")
    assert found[found.index(first) + 1] == second


def test_numbers_are_written_the_dutch_way() -> None:
    found = [text.replace("\u00a0", " ") for text in texts(dossiers.full())]
    assert {"1.500", "78,7 %", "€ 96.000", "375"} <= set(found)


def test_the_initiatives_are_set_against_what_is_missing() -> None:
    assert (
        "Behaald 65 + initiatieven 190 = 255 van 300: nog 45 te weinig voor 100 %. "
        "Bij 1 initiatief staat geen aantal."
    ) in texts(dossiers.one_action())


def test_the_expectations_are_counted_against_the_rule() -> None:
    found = texts(dossiers.full())
    assert "2 onderdelen ingevuld, minstens 3 gevraagd: te weinig in aantal." in found
    assert "4 onderdelen ingevuld, minstens 4 gevraagd: voldoende in aantal." in found
    assert "3 acties ingevuld, minstens 5 gevraagd: te weinig in aantal." in found


def test_an_uncertain_reading_is_marked() -> None:
    sure = dossiers.one_action()
    marked = [text for text in texts(sure) if "onzeker gelezen" in text]
    assert marked
    certain = {
        pointer: origin.model_copy(update={"zekerheid": 0.8})
        for pointer, origin in sure.herkomst.items()
    }
    found = texts(sure.model_copy(update={"herkomst": certain}))
    assert [text for text in found if "onzeker gelezen" in text] == []


def test_a_choice_in_doubt_is_marked_behind_the_answer() -> None:
    marked = dossiers.dossier(
        dossiers.actie(
            16, 1, 0, verwachtingen=dossiers.verwachtingen(16, antwoord="ja")
        )
    )
    pointer = "/acties/0/verwachtingen/antwoord"
    doubt = marked.herkomst[pointer].model_copy(update={"zekerheid": 0.6})
    doubtful = marked.model_copy(update={"herkomst": {pointer: doubt}})
    (line,) = (t for t in texts(doubtful) if t.startswith("Zal het bestuur"))
    assert line.endswith("Ja ▲ onzeker gelezen")


def test_silence_is_told() -> None:
    found = texts(dossiers.silent())
    assert "Geen motivatie ingediend." in found
    assert "Niets ingevuld over de minimale verwachtingen." in found


@pytest.mark.parametrize("name", EVERY)
def test_the_same_dossier_gives_the_same_bytes(name: str) -> None:
    assert sheet(made(name)) == sheet(made(name))


def test_a_sheet_holds_no_moment_of_making() -> None:
    with zipfile.ZipFile(io.BytesIO(sheet(dossiers.full()))) as box:
        members = box.infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    names = [member.filename for member in members]
    assert names == sorted(names)


@pytest.mark.parametrize("name", ["empty", "full", "fifteen"])
def test_a_sheet_is_valid_office_open_xml(name: str, tmp_path: Path) -> None:
    def findings(content: bytes) -> list[str]:
        file = tmp_path / "sheet.docx"
        file.write_bytes(content)
        return [str(error) for error in OpenXmlValidator().validate(file).errors]

    assert findings(TEMPLATE) == []
    assert findings(sheet(made(name))) == []


def test_python_docx_opens_a_sheet_with_its_headings_and_title() -> None:
    document = Document(io.BytesIO(sheet(dossiers.full())))
    headings = [
        p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"
    ]
    assert headings[:4] == [
        "Te beslissen",
        "Wat opvalt",
        "KPI’s van alle acties",
        "Te beoordelen acties",
    ]
    title = document.core_properties.title
    assert title == f"Jurysheet Sint-Pieters-Leeuw – {RONDE.naam}"
    width = document.sections[0].page_width
    assert width is not None
    assert width.mm == pytest.approx(210, abs=0.1)


def test_header_and_footer_name_the_dossier_and_its_confidence() -> None:
    content = sheet(dossiers.one_action())
    header = reading.paragraphs(reading.part(content, "word/header1.xml"))
    footer = reading.paragraphs(reading.part(content, "word/footer1.xml"))
    assert header == [f"Sint-Pieters-Leeuw – {RONDE.naam}\tJurysheet"]
    assert footer[0].startswith("Vertrouwelijk – jury\tPagina ")


def test_a_sheet_says_which_dossier_it_is() -> None:
    dossier = dossiers.one_action()
    content = sheet(dossier)
    properties = reading.part(content, "docProps/custom.xml")
    told = {one.get("name"): "".join(one.itertext()) for one in properties}
    assert told["samenleven-bestuur"] == "23077"
    assert told["samenleven-ronde"] == "pj2-tussentijds"
    assert told["samenleven-actie-15"] == identity.feiten(dossier.acties[0])
    mark = f"23077 · pj2-tussentijds · {identity.kenmerk(dossier)}"
    assert mark in reading.paragraphs(reading.part(content))


@pytest.mark.slow
def test_libreoffice_opens_a_sheet(tmp_path: Path) -> None:
    office = needs("soffice")
    file = tmp_path / "sheet.docx"
    file.write_bytes(sheet(dossiers.full()))
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(tmp_path),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    text = (tmp_path / "sheet.txt").read_text("utf-8")
    plain = unicodedata.normalize("NFC", text)
    for line in (*dossiers.WAAROM.split("\n"), "Oordeel van de jury over actie 15"):
        assert line in plain
    assert "Alle waarden met hun vindplaats" in plain


def test_every_field_of_the_sheet_is_in_the_template() -> None:
    # A field that the template does not show is an answer that the jury does not see.
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as box:
        body = box.read("word/document.xml").decode()
    names = {
        field.name
        for view in vars(views).values()
        if dataclasses.is_dataclass(view)
        for field in dataclasses.fields(view)
    }
    assert len(names) > 60
    unseen = [name for name in names if not re.search(rf"[ .]{name}\b", body)]
    assert unseen == []
