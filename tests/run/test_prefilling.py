"""`prefill`: what each bestuur gets before a round opens, and what that says."""

import email
import email.policy
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dossier.extractie import Extractie
from pipeline.errors import SetupError
from pipeline.findings import Ernst
from pipeline.forms.kenmerk import marked
from pipeline.reading.word import read_word
from pipeline.run.prefilling import Prefilled, PrefillOrder, prefill
from pipeline.run.taking import extract_file, extract_path
from tests.run.made import programma

KOPPEN = (
    "bestuur;actie;te_behalen;subsidie;soort;partners;doelgroep;contact;email;"
    "stimulansen"
)
HALLE = f"""{KOPPEN}
Halle;15;300;96000;;Beersel|Dilbeek;;Jan Peeters;jan@halle.be;
Halle;17;100;;;;burgers;;;
Halle;17;50;;;;professionals;;;
Halle;18;1;;;;;;;
Halle;24;;;;;;;;mentorbestuur
"""
RONDE = "pj2-tussentijds"


def prefilled(folder: Path, text: str = HALLE, ronde: str | None = RONDE) -> Prefilled:
    path = folder / "toekenningen.csv"
    path.write_text(text, encoding="utf-8")
    order = PrefillOrder(
        toekenningen=path, out=folder / "uit", ronde=ronde, pakket=True
    )
    return prefill(order, programma())


def lines_of(path: Path) -> list[str]:
    return [block.text for block in read_word(path.read_bytes()).blocks if block.text]


def test_each_bestuur_gets_its_forms_a_mail_and_a_package(tmp_path: Path) -> None:
    result = prefilled(tmp_path, f"{HALLE}Leuven;5;10\n")
    assert [one.bestuur for one in result.besturen] == ["23027", "24062"]
    files = {
        p.relative_to(tmp_path / "uit").as_posix() for p in tmp_path.rglob("uit/**/*.*")
    }
    assert files == {
        f"{bestuur}{name}"
        for bestuur in ("23027", "24062")
        for name in ("-motivatie.docx", "-kpi.xlsx", ".zip")
    } | {"mails/23027.eml", "mails/24062.eml"}
    with zipfile.ZipFile(tmp_path / "uit" / "23027.zip") as package:
        assert package.namelist() == ["23027-motivatie.docx", "23027-kpi.xlsx"]
    assert (result.besturen[0].acties, result.besturen[0].verwachtingen) == (4, 1)


def test_the_form_asks_only_what_the_bestuur_committed_to(tmp_path: Path) -> None:
    prefilled(tmp_path)
    text = "\n".join(lines_of(tmp_path / "uit" / "23027-motivatie.docx"))
    assert "Actie 15 – Brug leggen naar onderwijs\nTe behalen KPI: 300\n" in text
    assert "Te behalen KPI: 150\n" in text
    assert "Indien actie 18/actieplan toegankelijkheid" in text
    assert "Indien actie 16" not in text
    assert "Indien actie 22" not in text
    assert "Financiële stimulans mentorbestuur" in text
    assert "Financiële stimulans samenwerkingsverband" not in text
    assert "Jurering ABB:" in text
    assert "Kenmerk pj2-tussentijds/23027/" in text


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        ("Halle;15;3", "2. INDIEN ACTIE OP WIJK- OF STADSNIVEAU"),
        ("Halle;15;3", "3. INDIEN STIMULANS"),
        ("Halle;18;1", "1. INDIEN 25% NIET WERD BEHAALD"),
    ],
)
def test_a_section_of_which_nothing_is_asked_is_gone(
    tmp_path: Path, row: str, heading: str
) -> None:
    prefilled(tmp_path, f"bestuur;actie;te_behalen\n{row}\n")
    lines = lines_of(tmp_path / "uit" / "23027-motivatie.docx")
    assert not any(line.startswith(heading) for line in lines)
    assert lines[0].startswith("Motivatie tussentijdse rapportage")


def test_every_text_that_stays_is_the_official_one(tmp_path: Path) -> None:
    prefilled(tmp_path)
    blank = (programma().templates / "motivatie-pj2-tussentijds.docx").read_bytes()
    official = {block.text for block in read_word(blank).blocks}
    lines = lines_of(tmp_path / "uit" / "23027-motivatie.docx")
    added = [line for line in lines if line not in official]
    assert [
        line for line in added if not line.startswith(("Actie ", "Te behalen "))
    ] == [added[-1]]
    assert added[-1].startswith("Kenmerk ")


def test_an_unknown_stimulus_keeps_them_all_and_says_so(tmp_path: Path) -> None:
    text = f"{KOPPEN}\nHalle;15;3;;;;;;;premie\n"
    result = prefilled(tmp_path, text)
    assert "‘premie’" in result.waarschuwingen[-1]
    lines = lines_of(tmp_path / "uit" / "23027-motivatie.docx")
    assert sum(line.startswith("Financiële stimulans") for line in lines) == 3


def test_the_workbook_has_one_line_per_commitment(tmp_path: Path) -> None:
    prefilled(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "uit" / "23027-kpi.xlsx")
    sheet = book["KPI-rapport"]
    rows = [[cell.value for cell in row[:6]] for row in sheet["A9:F13"]]
    assert [(r[0], r[2], r[4], r[5]) for r in rows] == [
        (15, None, 300, None),
        (17, "burgers", 100, None),
        (17, "professionals", 50, None),
        (18, None, 1, None),
        (24, None, None, None),
    ]
    assert [sheet[f"{cell}"].value for cell in ("A14", "B3", "D4", "D5", "D6")] == [
        "Totaal", "Halle", "Jan Peeters", "jan@halle.be", "Beersel, Dilbeek",
    ]  # fmt: skip
    assert str(sheet["D2"].value).startswith("Kenmerk pj2-tussentijds/23027/")


def test_only_the_achieved_numbers_are_open(tmp_path: Path) -> None:
    prefilled(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "uit" / "23027-kpi.xlsx")
    sheet = book["KPI-rapport"]
    unlocked = [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    ]
    assert unlocked == ["F9", "F10", "F11", "F12", "F13"]
    assert sheet.protection.sheet
    (validation,) = sheet.data_validations.dataValidation
    assert str(validation.sqref) == "F9:F13"


def test_the_mail_is_a_draft_with_both_forms(tmp_path: Path) -> None:
    prefilled(tmp_path)
    data = (tmp_path / "uit" / "mails" / "23027.eml").read_bytes()
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert (mail["X-Unsent"], mail["To"]) == ("1", "jan@halle.be")
    # An answer to it is known again, whoever sends it.
    assert marked(mail["Subject"]) == ((RONDE, "23027"),)
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert names == ["23027-motivatie.docx", "23027-kpi.xlsx"]
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        text = body.get_content()
        assert "Beste Jan Peeters," in text
        assert "ten laatste op" in text
        assert "6 mei 2024" in text


def assert_only_targets(extractie: Extractie) -> None:
    assert extractie.fout is None
    assert [b.code for b in extractie.bevindingen if b.ernst is Ernst.FOUT] == []
    assert all(kpi.behaald is None for kpi in extractie.kpis)
    assert extractie.verwachtingen == ()
    assert extractie.stimulansen is None
    for blok in extractie.motivaties:
        answers = (blok.behaald, blok.waarom, blok.inspanningen)
        assert answers == (None, None, None)
        assert blok.initiatieven == ()


ACTIES = [actie.nummer for actie in programma().catalogus.acties_van(2)]


@pytest.mark.parametrize("ronde", [f.ronde for f in programma().formulieren])
@given(
    nummers=st.lists(st.sampled_from(ACTIES), unique=True, min_size=1, max_size=15),
    data=st.data(),
)
@settings(max_examples=12)
def test_prefilled_forms_say_targets_and_nothing_achieved(
    tmp_path_factory: pytest.TempPathFactory,
    ronde: str,
    nummers: list[int],
    data: st.DataObject,
) -> None:
    folder = tmp_path_factory.mktemp("vooraf")
    targets = {n: data.draw(st.integers(0, 5000)) for n in sorted(nummers)}
    rows = "".join(f"Halle;{n};{target}\n" for n, target in targets.items())
    prefilled(folder, f"bestuur;actie;te_behalen\n{rows}", ronde)
    (word,) = extract_path(folder / "uit" / "23027-motivatie.docx", programma())
    (excel,) = extract_path(folder / "uit" / "23027-kpi.xlsx", programma())
    for extractie in (word, excel):
        assert (extractie.formulier or "") in programma().ronde(ronde).formulieren
        assert_only_targets(extractie)
        assert extractie.bestuur is not None
        assert extractie.bestuur.id == "23027"
        assert extractie.niet_herkend == ()
        assert extractie.bevindingen == ()
    assert {kpi.actie: kpi.te_behalen for kpi in excel.kpis} == targets
    judged = {2, 16, 18, 19, 22}
    asked = {blok.actie: blok.te_behalen for blok in word.motivaties}
    assert asked == {n: target for n, target in targets.items() if n not in judged}


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "toekenningen.csv"
    path.write_text(HALLE, encoding="utf-8")
    order = PrefillOrder(
        toekenningen=path, out=tmp_path / "uit", ronde=RONDE, proef=True
    )
    result = prefill(order, programma())
    assert len(result.besturen) == 1
    assert not (tmp_path / "uit").exists()


def test_without_a_round_the_present_one_is_taken_and_told(tmp_path: Path) -> None:
    result = prefilled(tmp_path, ronde=None)
    assert result.ronde == RONDE
    assert "pj2-tussentijds" in result.waarschuwingen[0]


def test_without_a_round_the_name_of_the_file_tells_it(tmp_path: Path) -> None:
    path = tmp_path / "toekenningen pj2-eind.csv"
    path.write_text(HALLE, encoding="utf-8")
    order = PrefillOrder(toekenningen=path, out=tmp_path / "uit", proef=True)
    result = prefill(order, programma())
    assert result.ronde == "pj2-eind"
    assert "‘toekenningen pj2-eind.csv’" in result.waarschuwingen[0]


def test_an_unknown_round_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="pj2-tussentijds"):
        prefilled(tmp_path, ronde="pj7-eind")
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("text", ["", "bestuur;actie;te_behalen\nNergens;15;3\n"])
def test_unusable_toekenningen_are_refused_and_nothing_written(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(SetupError):
        prefilled(tmp_path, text)
    assert not (tmp_path / "uit").exists()


def test_a_filled_in_personal_workbook_is_read_like_any_other(tmp_path: Path) -> None:
    prefilled(tmp_path)
    book = openpyxl.load_workbook(tmp_path / "uit" / "23027-kpi.xlsx")
    for row, achieved in zip(range(9, 13), (65, 20, 30, 0), strict=True):
        book["KPI-rapport"][f"F{row}"] = achieved
    target = io.BytesIO()
    book.save(target)
    extractie = extract_file(target.getvalue(), "terug.xlsx", programma())
    found = {kpi.actie: (kpi.te_behalen, kpi.behaald) for kpi in extractie.kpis}
    assert found == {15: (300, 65), 17: (150, 50), 18: (1, 0)}


def test_what_the_form_printed_itself_is_no_answer_and_a_change_is(
    tmp_path: Path,
) -> None:
    prefilled(tmp_path)
    data = (tmp_path / "uit" / "23027-kpi.xlsx").read_bytes()
    assert extract_file(data, "kpi.xlsx", programma()).niet_herkend == ()
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["KPI-rapport"]["D5"] = "els@halle.be"
    book["KPI-rapport"]["I9"] = "Vacature staat open"
    changed = io.BytesIO()
    book.save(changed)
    found = extract_file(changed.getvalue(), "kpi.xlsx", programma())
    assert [rest.tekst for rest in found.niet_herkend] == [
        "els@halle.be",
        "Vacature staat open",
    ]
