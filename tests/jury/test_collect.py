"""A jury sheet that comes back: its verdicts as given, or a reason and no verdict."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.canonical import canonical_or_none
from pipeline.dossier.model import Jurering
from pipeline.intake.sniff import sniff
from pipeline.jury import identity
from pipeline.jury.collect import read_sheet
from pipeline.jury.context import to_judge
from pipeline.jury.returned import sheets_in
from pipeline.jury.text import clean
from pipeline.jury.verdicts import STIMULANSEN
from pipeline.reading.read import read
from tests.jury import dossiers, jurors
from tests.jury.collecting import (
    FILLED,
    HALLE,
    JUDGED,
    SHA,
    SPL,
    YES,
    collect,
    judged,
    made,
    named,
    register,
    verdicts,
)
from tests.jury.dossiers import CATALOGUS
from tests.jury.jurors import run
from tests.programs import needs


def test_what_a_juror_chose_in_word_comes_back() -> None:
    found = collect(jurors.fill(made(SPL), YES | {"jury-naam": "An Peeters"}))
    assert verdicts(found) == {15: JUDGED}
    assert found.gegeven[0].feiten == identity.feiten(SPL.acties[0])
    assert found.answers is not None
    assert found.answers.jurylid == "An Peeters"
    places = {a.vraag: a.plaats for a in found.answers.antwoorden}
    assert places["voldoende"].startswith("tabel ")
    assert {a.hoe for a in found.answers.antwoorden} == {"label"}


def test_an_untouched_sheet_says_nothing() -> None:
    found = collect(made(SPL))
    assert verdicts(found) == {}
    assert found.answers is not None
    assert found.answers.is_empty


@pytest.mark.parametrize("name", ["one_action", "full", "fifteen", "silent"])
def test_every_verdict_on_every_action_comes_back(name: str) -> None:
    dossier = named(name)
    given = {
        actie.nummer: Jurering(
            voldoende=at % 2 == 0,
            conclusie=f"Besluit {actie.nummer}.\nTweede lijn: “<&>”",
            verlengen=[True, False, None][at % 3],
        )
        for at, actie in enumerate(to_judge(dossier, CATALOGUS))
    }
    tags = {
        identity.tag(nummer, vraag): words
        for nummer, jurering in given.items()
        for vraag, words in (
            ("voldoende", "Ja" if jurering.voldoende else "Nee"),
            ("verlengen", {True: "Ja", False: "Nee"}.get(jurering.verlengen)),  # type: ignore[arg-type]
        )
        if words
    }
    sheet = jurors.fill(made(dossier), tags)

    def conclude(root: object) -> None:
        for nummer, jurering in given.items():
            first, second = (jurering.conclusie or "").split("\n")
            markup = run(first) + "<w:r><w:br/></w:r>" + run(second)
            jurors.put(jurors.control(root, f"actie-{nummer}-conclusie"), markup)

    found = collect(jurors.edit(sheet, conclude), dossier)
    assert verdicts(found) == given


@settings(max_examples=40)
@given(st.booleans() | st.none(), st.booleans() | st.none(), st.text(max_size=60))
def test_a_verdict_that_is_shown_reads_back_the_same(
    voldoende: bool | None,  # noqa: FBT001 - hypothesis gives them by name
    verlengen: bool | None,  # noqa: FBT001
    text: str,
) -> None:
    conclusie = canonical_or_none(clean(text))
    if conclusie is not None and conclusie.strip() in {*identity.PROMPTS, "Conclusie"}:
        conclusie = None
    given = Jurering(voldoende=voldoende, conclusie=conclusie, verlengen=verlengen)
    found = verdicts(collect(made(judged(SPL, {15: given}))))
    assert found == ({} if given == Jurering() else {15: given})


STRIPPED: list[Callable[[bytes], bytes]] = [
    jurors.without("tag"),
    lambda sheet: jurors.without("alias")(jurors.without("tag")(sheet)),
    jurors.without_controls,
    jurors.without_properties,
    lambda sheet: jurors.without_properties(jurors.without_controls(sheet)),
]


@pytest.mark.parametrize("strip", STRIPPED)
def test_what_an_editor_drops_is_not_missed(strip: Callable[[bytes], bytes]) -> None:
    assert verdicts(collect(strip(jurors.fill(made(SPL), YES)))) == {15: JUDGED}
    assert verdicts(collect(strip(made(SPL)))) == {}


def test_tracked_changes_count_as_made() -> None:
    assert verdicts(collect(jurors.tracked(made(SPL), YES))) == {15: JUDGED}
    stripped = jurors.without_controls(jurors.tracked(made(SPL), YES))
    assert verdicts(collect(stripped)) == {15: JUDGED}


def test_the_mark_of_an_empty_control_that_stayed_behind_hides_no_answer() -> None:
    def only_words(root: object) -> None:
        for tag, answer in YES.items():
            jurors.control(root, tag).find(f".//{jurors.W}t").text = answer

    assert verdicts(collect(jurors.edit(made(SPL), only_words))) == {15: JUDGED}


def test_cells_that_python_docx_wrote_in_are_read(tmp_path: Path) -> None:
    path = tmp_path / "sheet.docx"
    path.write_bytes(jurors.without_controls(made(SPL)))
    document = Document(str(path))
    rows = {row.cells[0].text: row.cells for t in document.tables for row in t.rows}
    rows["V15-a"][-1].text = "NEE."
    rows["V15-b"][-1].paragraphs[0].add_run("  ja").bold = True
    rows["V15-c"][-1].text = "Conclusie: eerst een nieuw plan."
    document.save(str(path))
    given = Jurering(voldoende=False, conclusie="eerst een nieuw plan.", verlengen=True)
    assert verdicts(collect(path.read_bytes())) == {15: given}


SPELLINGS = [
    (run("Ja"), "Ja"),
    (run("JA"), "Ja"),
    (run("ja."), "Ja"),
    (run("☒ Ja  ☐ Nee"), "Ja"),
    (run("x Ja / Nee"), "Ja"),
    (run("Ja", "b") + run("/Nee"), "Ja"),
    (run("Ja/") + run("Nee", "strike"), "Ja"),
    (run("Kies Ja of ") + run("Nee", "strike"), "Ja"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" Ja ☐ Nee"), "Ja"),
    (run("neen"), "Nee"),
    (run("Ja / ") + run("Nee", "u") + run(" x"), "Nee"),
    (run("Ja", "dstrike") + run(" Nee"), "Nee"),
]
BOX = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
STATE = (
    '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w14:checked w14:val="{}"/></w14:checkbox>'
)


def box(state: int, sign: str) -> str:
    """A checkbox control of which the state and the sign are set apart."""
    return BOX.format(STATE.format(state), run(sign))


SPELLINGS += [
    (box(1, "☒") + run(" Ja ") + box(0, "☐") + run(" Nee"), "Ja"),
    (box(0, "☐") + run(" Ja ") + box(0, "☒") + run(" Nee"), "Nee"),
]
UNCLEAR = [
    (box(1, "☐") + run(" Ja / ") + box(0, "☐") + run(" Nee"), "☐☒ Ja / ☐ Nee"),
    (box(1, "☐") + run(" Ja / ") + box(0, "☒") + run(" Nee"), "☐☒ Ja / ☒ Nee"),
    (run("x"), "x"),
    (run("akkoord"), "akkoord"),
    (run("Ja, mits bijgestuurd"), "Ja, mits bijgestuurd"),
    (run("☒ Ja ☒ Nee"), "☒ Ja ☒ Nee"),
    (run("Misschien"), "Misschien"),
    (run("Ja/Nee"), "Ja/Nee"),
]


@pytest.mark.parametrize(("markup", "answer"), SPELLINGS)
def test_an_answer_is_understood_in_every_spelling(markup: str, answer: str) -> None:
    sheet = jurors.fill(made(SPL), {"actie-15-verlengen": "Ja"})
    given = {15: Jurering(voldoende=answer == "Ja", verlengen=True)}
    loose = jurors.write(sheet, "actie-15-voldoende", markup)
    assert verdicts(collect(loose)) == given

    def inside(root: object) -> None:
        jurors.put(jurors.control(root, "actie-15-voldoende"), markup)

    assert verdicts(collect(jurors.edit(sheet, inside))) == given


@pytest.mark.parametrize(("markup", "shown"), UNCLEAR)
def test_what_is_not_certain_is_asked_again(markup: str, shown: str) -> None:
    sheet = jurors.fill(made(SPL), {"actie-15-verlengen": "Ja"})
    found = collect(jurors.write(sheet, "actie-15-voldoende", markup))
    (told,) = found.bevindingen
    assert (told.code, told.actie) == ("verdict-onduidelijk", 15)
    assert f"‘{shown}’" in told.bericht
    assert told.plaats is not None
    assert told.plaats.startswith("V15-a, tabel ")
    assert [given.jurering for given in found.gegeven] == [Jurering(verlengen=True)]


@pytest.mark.parametrize(
    "name", ["23077.docx", "23077 (1).docx", "ingevuld Jan Mol.docx", "x.docx", ".docx"]
)
def test_the_name_of_the_file_tells_nothing(name: str) -> None:
    assert verdicts(collect(FILLED, naam=name)) == {15: JUDGED}


def test_a_sheet_without_a_seal_is_known_by_its_kenmerk() -> None:
    assert verdicts(collect(jurors.fill(made(SPL, None), YES))) == {15: JUDGED}
    assert verdicts(collect(FILLED, key=None)) == {15: JUDGED}


def test_what_may_change_while_the_facts_stay_is_no_forgery() -> None:
    later = SPL.model_copy(
        update={
            "bevindingen": dossiers.findings(),
            "indieningen": (),
            "bronnen": (),
            "niet_herkend": dossiers.full().niet_herkend,
            "herkomst": {},
            "acties": (SPL.acties[0].model_copy(update={"jurering": JUDGED}),),
        }
    )
    assert verdicts(collect(FILLED, later)) == {15: JUDGED}


def test_what_a_juror_notes_in_the_margin_is_no_forgery() -> None:
    point = "een vast aanspreekpunt."
    noted = jurors.replaced(FILLED, point, f"{point} Knap!")
    assert verdicts(collect(noted)) == {15: JUDGED}


def test_the_jury_s_words_on_the_stimulansen_come_back() -> None:
    dossier = named("full")
    sheet = jurors.fill(made(dossier), {identity.STIMULANSEN_TAG: "Mooi netwerk."})
    (given,) = collect(sheet, dossier).gegeven
    assert given.actie == STIMULANSEN
    assert given.jurering == Jurering(conclusie="Mooi netwerk.")


def test_sheets_that_were_joined_into_one_document_are_read_apart() -> None:
    from docxcompose.composer import Composer  # noqa: PLC0415 - heavy, and only here

    filled = jurors.fill(
        made(HALLE), {"actie-15-voldoende": "Nee", "actie-16-verlengen": "Ja"}
    )
    joined = joined_by(Composer, FILLED, filled)
    sheets = sheets_in(read(joined, "samen.docx", sniff(joined, "samen.docx")))
    found = [read_sheet(sheet, "samen.docx", SHA, register()) for sheet in sheets]
    assert [verdicts(one) for one in found] == [
        {15: JUDGED},
        {15: Jurering(voldoende=False), 16: Jurering(verlengen=True)},
    ]
    assert [one.dossier for one in found] == [SPL, HALLE]


def joined_by(composer: type, *sheets: bytes) -> bytes:
    first, *rest = [Document(io.BytesIO(sheet)) for sheet in sheets]
    whole = composer(first)
    for sheet in rest:
        whole.append(sheet)
    target = io.BytesIO()
    whole.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "tick",
    [
        lambda sheet: jurors.ticked(sheet, identity.BELANGEN_TAG),
        lambda sheet: jurors.ticked(sheet, identity.BELANGEN_TAG, state=None),
        lambda sheet: jurors.ticked(sheet, identity.BELANGEN_TAG, sign=None),
        lambda sheet: jurors.ticked(sheet, identity.BELANGEN_TAG, None, "✔"),
        lambda sheet: jurors.write(sheet, identity.BELANGEN_TAG, run("x")),
        lambda sheet: jurors.without_controls(
            jurors.fill(sheet, {identity.BELANGEN_TAG: "☑"})
        ),
        lambda sheet: jurors.write(sheet, identity.BELANGEN_TAG, run("Ja:")),
    ],
)
def test_a_juror_with_a_conflict_of_interests_gives_no_verdict(
    tick: Callable[[bytes], bytes],
) -> None:
    found = collect(tick(jurors.fill(made(SPL), YES | {"jury-naam": "An Peeters"})))
    assert found.gegeven == ()
    (told,) = found.bevindingen
    assert (told.code, told.ernst) == ("belangenconflict", "waarschuwing")
    assert told.bericht.startswith("An Peeters meldt")


@pytest.mark.parametrize("words", ["nee", "☐ Neen.", ""])
def test_who_denies_a_conflict_has_none(words: str) -> None:
    sheet = jurors.write(jurors.fill(made(SPL), YES), identity.BELANGEN_TAG, run(words))
    assert verdicts(collect(sheet)) == {15: JUDGED}


def test_a_sheet_is_for_filling_in_only_and_has_no_password() -> None:
    with zipfile.ZipFile(io.BytesIO(made(SPL))) as box:
        settings = etree.fromstring(box.read("word/settings.xml"))
    found = settings.find(f"{jurors.W}documentProtection")
    assert dict(found.attrib) == {
        f"{jurors.W}edit": "forms",
        f"{jurors.W}enforcement": "1",
    }


def test_another_document_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    document = Document()
    document.add_paragraph("Beste jury, in bijlage onze sheet. V15-a: Ja")
    document.save(str(path))
    data = path.read_bytes()
    assert sheets_in(read(data, path.name, sniff(data, path.name))) == ()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "odt", "doc", "rtf"])
@pytest.mark.parametrize("name", ["one_action", "full"])
def test_a_sheet_that_libreoffice_saved_reads_the_same(
    name: str, form: str, tmp_path: Path
) -> None:
    dossier = named(name)
    given = {
        actie.nummer: Jurering(
            voldoende=at % 2 == 0, conclusie=f"Besluit {at} & <b>", verlengen=at % 3 > 0
        )
        for at, actie in enumerate(to_judge(dossier, CATALOGUS))
    }
    for expected in (given, {}):
        saved = resaved(made(judged(dossier, expected)), form, tmp_path)
        found = collect(saved, dossier, naam=f"23077.{form}")
        assert verdicts(found) == expected


def resaved(sheet: bytes, form: str, folder: Path) -> bytes:
    soffice = needs("soffice")
    source = folder / "sheet.docx"
    source.write_bytes(sheet)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", form, "--outdir", out, source],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (out / f"sheet.{form}").read_bytes()
