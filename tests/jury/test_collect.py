"""A jury sheet that comes back: its verdicts as given, or a reason and no verdict."""

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.canonical import canonical_or_none
from pipeline.dossier.model import Dossier, Jurering, Motivatie
from pipeline.intake.sniff import sniff
from pipeline.jury import identity
from pipeline.jury.collect import Gelezen, Register, read_sheet
from pipeline.jury.context import to_judge
from pipeline.jury.returned import sheets_in
from pipeline.jury.sheet import render_sheet
from pipeline.jury.text import clean
from pipeline.jury.verdicts import STIMULANSEN
from pipeline.reading.read import read
from tests.jury import dossiers, jurors
from tests.jury.dossiers import CATALOGUS, RONDE
from tests.jury.jurors import run
from tests.programs import needs

KEY, SHA = b"k" * 32, "ab" * 32
SPL = dossiers.one_action()
HALLE = dossiers.dossier(
    dossiers.actie(15, 40, 4, subsidie=12000, motivatie=Motivatie(waarom="Geen tijd.")),
    dossiers.actie(16, 1, 0, subsidie=25000),
    bestuur=dossiers.BESTUUR.model_copy(update={"id": "23027", "naam": "Halle"}),
)
YES = {
    "actie-15-voldoende": "Ja",
    "actie-15-verlengen": "Nee",
    "actie-15-conclusie": "Goed plan, & haalbaar.",
}
JUDGED = Jurering(voldoende=True, conclusie="Goed plan, & haalbaar.", verlengen=False)


def made(dossier: Dossier, key: bytes | None = KEY) -> bytes:
    return render_sheet(dossier, RONDE, CATALOGUS, key=key)


def judged(dossier: Dossier, given: Mapping[int, Jurering]) -> Dossier:
    """Give the actions these verdicts, and no others."""
    acties = [
        actie.model_copy(update={"jurering": given.get(actie.nummer, Jurering())})
        for actie in dossier.acties
    ]
    return dossier.model_copy(update={"acties": tuple(acties)})


def named(name: str) -> Dossier:
    """Give a made-up dossier by its name, without verdicts."""
    builders = (dossiers.one_action, dossiers.full, dossiers.fifteen, dossiers.silent)
    return judged({b.__name__: b for b in builders}[name](), {})


def register(*known: Dossier, key: bytes | None = KEY) -> Register:
    return Register(
        dossiers={d.bestuur.id: d for d in known or (SPL, HALLE)},
        ronde=RONDE,
        catalogus=CATALOGUS,
        key=key,
    )


def collect(
    data: bytes, *known: Dossier, naam: str = "23077.docx", key: bytes | None = KEY
) -> Gelezen:
    (sheet,) = sheets_in(read(data, naam, sniff(data, naam)))
    return read_sheet(sheet, naam, SHA, register(*known, key=key))


def verdicts(found: Gelezen) -> dict[int, Jurering]:
    assert found.bevindingen == (), found.bevindingen
    return {given.actie: given.jurering for given in found.gegeven}


def reason(found: Gelezen) -> str:
    """The sheet is told to be no sheet of ours, and gives no verdict."""
    assert found.gegeven == ()
    (told,) = found.bevindingen
    assert (told.code, told.bron) == ("sheet-vervalst", SHA)
    return told.bericht


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
UNCLEAR = [
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


FILLED = jurors.fill(made(SPL), YES)
CHANGED = dossiers.dossier(
    dossiers.actie(15, 300, 66, subsidie=96000, motivatie=SPL.acties[0].motivatie)
)
FORGERIES: dict[str, tuple[bytes, str, str]] = {
    "renamed to another bestuur": (FILLED, "23027.docx", "heet naar 23027"),
    "renamed, with a word behind": (FILLED, "23027-ingevuld.docx", "heet naar 23027"),
    "renamed to another name": (FILLED, "halle.docx", "heet naar 23027"),
    "a kenmerk of another on page one": (
        jurors.replaced(FILLED, jurors.claimed(FILLED), jurors.claimed(made(HALLE))),
        "23077.docx",
        "kenmerk op de eerste bladzijde",
    ),
    "hidden properties of another": (
        jurors.property_set(FILLED, "bestuur", "23027"),
        "sheet.docx",
        "kenmerk op de eerste bladzijde",
    ),
    "another amount": (
        jurors.replaced(FILLED, "96.000", "9.600"),
        "23077.docx",
        "‘€ 96.000’ is gewijzigd",
    ),
    "another achieved number, in one place": (
        jurors.replaced(FILLED, "Behaald: 65 van 300", "Behaald: 265 van 300"),
        "23077.docx",
        "‘Behaald: 65 van 300",
    ),
    "another motivation": (
        jurors.replaced(FILLED, "wachtlijst", "deelnemerslijst"),
        "23077.docx",
        "is gewijzigd of weg",
    ),
    "another question": (
        jurors.replaced(FILLED, "benoemt voldoende", "benoemt onvoldoende"),
        "23077.docx",
        "is gewijzigd of weg",
    ),
    "fingerprints of other facts": (
        jurors.property_set(FILLED, "actie-15", "0" * 12),
        "23077.docx",
        "zegel",
    ),
    "a seal of another workspace": (
        jurors.fill(made(SPL, b"z" * 32), YES),
        "23077.docx",
        "zegel",
    ),
    "all markers removed": (
        jurors.without_properties(jurors.replaced(FILLED, jurors.claimed(FILLED), "–")),
        "23077.docx",
        "het kenmerk op de eerste bladzijde is weg",
    ),
    "the kenmerk on page one removed": (
        jurors.replaced(FILLED, jurors.claimed(FILLED), "–"),
        "23077.docx",
        "is gewijzigd of weg",
    ),
    "the field of another question": (
        jurors.edit(
            FILLED,
            lambda root: (
                jurors.control(root, "actie-15-voldoende")
                .find(f"{jurors.W}sdtPr/{jurors.W}tag")
                .set(f"{jurors.W}val", "actie-15-verlengen")
            ),
        ),
        "23077.docx",
        "V15-b staat bij een andere vraag",
    ),
    "an action that is not to be judged": (
        jurors.edit(
            FILLED,
            lambda root: (
                jurors.control(root, "jury-naam")
                .find(f"{jurors.W}sdtPr/{jurors.W}tag")
                .set(f"{jurors.W}val", "actie-7-voldoende")
            ),
        ),
        "23077.docx",
        "over actie 7 moet de jury niet oordelen",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_sheet_that_is_not_ours_gives_no_verdict(name: str) -> None:
    sheet, file, why = FORGERIES[name]
    assert why in reason(collect(sheet, naam=file))


def test_a_sheet_of_before_the_facts_changed_gives_no_verdict() -> None:
    told = reason(collect(FILLED, CHANGED))
    assert "gewijzigd sinds ze gemaakt is (actie 15)" in told
    assert "23077.docx" in told


def test_a_sheet_of_another_round_or_of_nobody_we_know_gives_no_verdict() -> None:
    assert "hier geen dossier" in reason(collect(FILLED, HALLE))
    other = SPL.model_copy(update={"ronde": "pj1-eind"})
    sheet = jurors.fill(made(other), YES)
    assert "hoort bij ronde pj1-eind" in reason(collect(sheet))


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
