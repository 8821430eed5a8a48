"""Contract section 3, Numbers and Text: as the person wrote them."""

from pathlib import Path
from typing import Any

import pytest

from tests.contract.conftest import extract
from tests.contract.made import Line, Run, blok, formulier, werkmap

NUMBERS: dict[str, tuple[float | None, str | None]] = {
    "1.500": (1500, None),
    "1 500": (1500, None),
    "1\u00a0500": (1500, None),
    "±180": (180, None),
    "ca. 95": (95, None),
    "44*": (44, None),
    "(65)": (65, None),
    "1,5": (1.5, None),
    "1500 oefenkansen": (1500, "1500 oefenkansen"),
    "driehonderd (300)": (300, "driehonderd (300)"),
    "KPI = 45 (22%)": (45, "KPI = 45 (22%)"),
    "40 à 50": (None, "40 à 50"),
    "nvt": (None, "nvt"),
    "-": (None, None),
    "": (None, None),
    "(vul aan)": (None, None),
}
TWO = "65 van de 300"
INVALID = ["75%", "-5", "#DIV/0!", "geen idee"]
TEXTS: dict[str, tuple[Line, str | None]] = {
    "non-breaking space": ("a\u00a0b", "a b"),
    "soft hyphen": ("ge\u00adzin", "gezin"),
    "composed": ("e\u0301e\u0301n", "één"),
    "trailing blanks": ("tekst   ", "tekst"),
    "bullet glyph": ("• punt", "punt"),
    "symbol bullet": ("\uf0b7 punt", "punt"),
    "tab": ("a\tb", "a\tb"),
    "control character": ("a\u0085b", "a\ufffdb"),
    "placeholder in front": ("(vul aan) Wij zijn laat", "Wij zijn laat"),
    "placeholder behind": ("Wij zijn laat (vul aan)", "Wij zijn laat"),
    "dotted line": ("…………………… Wij zijn laat …………", "Wij zijn laat"),
    "three points are not a dotted line": ("Wij wachten nog...", "Wij wachten nog..."),
    "inserted and deleted": (
        (Run("Wij "), Run("zijn ", "ins"), Run("laat"), Run(" te vroeg", "del")),
        "Wij zijn laat",
    ),
    "struck out": ((Run("Wij "), Run("nooit ", "strike"), Run("zijn")), "Wij zijn"),
    "all struck out": ((Run("alles weg", "strike"),), None),
    "hidden": ((Run("Wij zijn laat"), Run("geheim", "vanish")), "Wij zijn laat"),
    "label words inside": ("De KPI: is te hoog", "De KPI: is te hoog"),
    "names of besturen that are words": ("Boom en mol in geel", "Boom en mol in geel"),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    forms = {
        f"{n}": formulier(
            blok(
                "Actie 15",
                te_behalen=n,
                behaald=n,
                waarom="Omdat",
                initiatieven=[("Huisbezoek", "mei", n)],
            )
        )
        for n in [*NUMBERS, TWO, *INVALID]
    }
    forms |= {
        name: formulier(
            blok(
                "Actie 15",
                te_behalen="300",
                behaald="10",
                waarom=text,
                inspanningen=text,
                initiatieven=[(text, "mei", "5")],
            )
        )
        for name, (text, _) in TEXTS.items()
    }
    named = {f"{at}.docx": content for at, content in enumerate(forms.values())}
    found = extract(tmp_path_factory.mktemp("waarden"), named)
    return dict(zip(forms, found.values(), strict=True))


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_read_as_it_is_written(written: str, read: dict[str, Any]) -> None:
    [motivatie] = read[written]["motivaties"]
    initiatief = motivatie["initiatieven"][0]
    assert (motivatie["te_behalen"], motivatie["te_behalen_tekst"]) == NUMBERS[written]
    assert (motivatie["behaald"], motivatie["behaald_tekst"]) == NUMBERS[written]
    assert (initiatief["kpi"], initiatief["kpi_tekst"]) == NUMBERS[written]
    assert read[written]["bevindingen"] == []


def test_two_numbers_are_read_where_the_words_tell_which_is_which(
    read: dict[str, Any],
) -> None:
    [motivatie] = read[TWO]["motivaties"]
    assert (motivatie["te_behalen"], motivatie["te_behalen_tekst"]) == (300, TWO)
    assert (motivatie["behaald"], motivatie["behaald_tekst"]) == (65, TWO)
    initiatief = motivatie["initiatieven"][0]
    assert (initiatief["kpi"], initiatief["kpi_tekst"]) == (None, TWO)


@pytest.mark.parametrize("written", INVALID)
def test_what_is_no_count_is_null_and_told(written: str, read: dict[str, Any]) -> None:
    [motivatie] = read[written]["motivaties"]
    assert (motivatie["behaald"], motivatie["behaald_tekst"]) == (None, written)
    told = {(b["code"], b["actie"]) for b in read[written]["bevindingen"]}
    assert told == {("kpi-ongeldig", 15)}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_kept_in_canonical_form(name: str, read: dict[str, Any]) -> None:
    [motivatie] = read[name]["motivaties"]
    wanted = TEXTS[name][1]
    assert (motivatie["waarom"], motivatie["inspanningen"]) == (wanted, wanted)
    assert motivatie["initiatieven"][0]["omschrijving"] == wanted


def test_hidden_text_goes_to_what_was_not_recognised(read: dict[str, Any]) -> None:
    assert {r["tekst"] for r in read["hidden"]["niet_herkend"]} == {"geheim"}


KOP = ("Actie", "Naam", "Te behalen KPI", "Behaald KPI")


def hidden_sheet(book: Any) -> None:
    sheet = book.create_sheet("Oud")
    sheet.append(list(KOP))
    sheet.append([5, "Oefenkansen Nederlands", 1500, 9])
    sheet.sheet_state = "hidden"


def other_round(book: Any) -> None:
    sheet = book.create_sheet("PJ1 2022-2023")
    sheet.append(["Eindrapportage projectjaar 1"])
    sheet.append(list(KOP))
    sheet.append([15, "Brugfiguren", 300, 280])


def hidden_row(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True


def as_date(book: Any) -> None:
    book.active["D3"].number_format = "dd/mm/yyyy"


BOOKS: dict[str, tuple[bytes, list[tuple[int, float | None, float | None]]]] = {
    "a hidden row counts": (
        werkmap([15, "Brugfiguren", 300, 65], change=hidden_row),
        [(15, 300, 65)],
    ),
    "a hidden sheet does not": (
        werkmap([15, "Brugfiguren", 300, 65], change=hidden_sheet),
        [(15, 300, 65)],
    ),
    "a sheet of another round does not": (
        werkmap([15, "Brugfiguren", 300, 65], change=other_round),
        [(15, 300, 65)],
    ),
    "a count in a cell made up as a date": (
        werkmap([15, "Brugfiguren", 300, 65], change=as_date),
        [(15, 300, 65)],
    ),
    "a date": (
        werkmap([15, "Brugfiguren", 300, 45413], change=as_date),
        [(15, 300, None)],
    ),
    "words beside numbers": (
        werkmap([15, "Brugfiguren", "300 gezinnen", "±65"]),
        [(15, 300, 65)],
    ),
    "names beat the numbers of the bestuur": (
        werkmap([1, "Brugfiguren", 300, 65], [2, "Oefenkansen Nederlands", 1500, 70]),
        [(5, 1500, 70), (15, 300, 65)],
    ),
    "names that stand under another header": (
        werkmap(
            [1, "Brugfiguren", 300, 65],
            [2, "Oefenkansen Nederlands", 1500, 70],
            kop=("Actie", "Titel", "Te behalen KPI", "Behaald KPI"),
        ),
        [(5, 1500, 70), (15, 300, 65)],
    ),
    "bare official numbers": (
        werkmap(["Actie 15", 300, 65], kop=("Actie", "Te behalen", "Behaald")),
        [(15, 300, 65)],
    ),
}
GROUPS = {
    "in a column": werkmap(
        [24, "Cultuur", "jongeren", 100, 40],
        [24, "Cultuur", "handicap", 80, 30],
        kop=("Actie", "Naam actie", "Doelgroep", "Te behalen KPI", "Behaald KPI"),
    ),
    "under the action": werkmap(
        [24, "Cultuur", None, None],
        [None, "jongeren", 100, 40],
        [None, "handicap", 80, 30],
    ),
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    made = {name: book for name, (book, _) in BOOKS.items()} | GROUPS
    files = {f"{at}.xlsx": content for at, content in enumerate(made.values())}
    found = extract(tmp_path_factory.mktemp("werkmappen"), files)
    return dict(zip(made, found.values(), strict=True))


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_is_read(name: str, books: dict[str, Any]) -> None:
    kpis = books[name]["kpis"]
    told = [(k["actie"], k["te_behalen"], k["behaald"]) for k in kpis]
    assert told == BOOKS[name][1]


def test_a_date_where_a_count_is_asked_is_told(books: dict[str, Any]) -> None:
    codes = [(b["code"], b["actie"]) for b in books["a date"]["bevindingen"]]
    assert codes == [("kpi-ongeldig", 15)]


@pytest.mark.parametrize("name", GROUPS)
def test_doelgroepen_add_up_to_their_action(name: str, books: dict[str, Any]) -> None:
    [kpi] = books[name]["kpis"]
    assert (kpi["actie"], kpi["te_behalen"], kpi["behaald"]) == (24, 180, 70)
    told = [(g["naam"], g["te_behalen"], g["behaald"]) for g in kpi["doelgroepen"]]
    assert told == [("jongeren", 100, 40), ("handicap", 80, 30)]


def test_what_is_not_in_force_is_kept_as_text(books: dict[str, Any]) -> None:
    for name in ("a hidden sheet does not", "a sheet of another round does not"):
        rest = " ".join(r["tekst"] for r in books[name]["niet_herkend"])
        assert "9" in rest or "280" in rest


@pytest.mark.parametrize("prompt", ["vul aan", "( vul aan )", "(vul aan )", "VUL AAN"])
def test_a_prompt_typed_over_is_no_answer(prompt: str, tmp_path: Path) -> None:
    form = formulier(
        blok(
            "Actie 15",
            te_behalen=prompt,
            behaald=prompt,
            waarom=prompt,
            inspanningen="Wij belden",
            initiatieven=[(prompt, prompt, prompt)],
        )
    )
    found = extract(tmp_path, {"a.docx": form})["a.docx"]
    [motivatie] = found["motivaties"]
    given = {key for key, value in motivatie.items() if value}
    assert given == {"actie", "actie_tekst", "inspanningen"}
    assert (found["niet_herkend"], found["bevindingen"]) == ([], [])
