"""The samples through the whole pipeline, against what was typed into them.

`samples/verwacht.json` is written by hand from the documents; a difference is a mistake
of the pipeline, or of the sample.
"""

import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.findings import KINDS
from tools.build_samples import INBOX

SAMPLES = Path(__file__).parents[1] / "samples"
TOEKENNINGEN = SAMPLES / "toekenningen.csv"
RONDE = "pj2-tussentijds"

EXPECTED: dict[str, Any] = json.loads(
    (SAMPLES / "verwacht.json").read_text(encoding="utf-8")
)
BESTUREN = sorted(EXPECTED["dossiers"])

NEEDS_A_PERSON = 1
# What a single document may tell, whatever is in the dossier.
OF_DOCUMENTS = {"versleuteld", "beschadigd", "te-groot", "niet-ondersteund", "macro"}

Item = dict[str, Any]


def run(out: Path) -> None:
    """Do what `make demo` does."""
    order = ["run", str(SAMPLES / "inbox"), "--ronde", RONDE]
    order += ["--toekenningen", str(TOEKENNINGEN), "--out", str(out)]
    result = CliRunner().invoke(cli, order, catch_exceptions=False)
    assert result.exit_code == NEEDS_A_PERSON, result.output


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "uit"
    run(folder)
    return folder


@pytest.fixture(scope="module")
def verslag(out: Path) -> list[Item]:
    return told(out)


def told(out: Path) -> list[Item]:
    text = (out / "verslag.json").read_text(encoding="utf-8")
    items: list[Item] = json.loads(text)["invoer"]
    return items


def dossier_of(out: Path, bestuur: str) -> dict[str, Any]:
    path = out / "dossiers" / f"{bestuur}.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def walk(items: list[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from walk(item["onderdelen"])


def files_of(out: Path) -> dict[str, bytes]:
    folder = out / "dossiers"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# The samples themselves.


def test_the_samples_are_as_their_script_makes_them(tmp_path: Path) -> None:
    # Nobody edits them by hand: make samples. In a process of its own, since docxtpl,
    # once imported, changes how python-docx writes document properties.
    command = [sys.executable, "-m", "tools.build_samples", str(tmp_path)]
    root = Path(__file__).parents[1]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    changed = [
        name
        for name in ("toekenningen.csv", *(f"inbox/{name}" for name in INBOX))
        if (tmp_path / name).read_bytes() != (SAMPLES / name).read_bytes()
    ]
    assert changed == []


def test_the_inbox_holds_nothing_else() -> None:
    assert {path.name for path in (SAMPLES / "inbox").iterdir()} == set(INBOX)


def test_every_sample_has_an_expectation() -> None:
    assert set(EXPECTED["invoer"]) == set(INBOX)


def test_every_expected_code_exists() -> None:
    codes = {
        finding.partition("@")[0]
        for dossier in EXPECTED["dossiers"].values()
        for finding in dossier["bevindingen"]
    }
    assert codes - set(KINDS) == set()


def test_every_sample_says_that_it_is_made_up() -> None:
    silent = [
        name
        for name, path in ((n, SAMPLES / "inbox" / n) for n in INBOX)
        if b"Fictieve mail" not in path.read_bytes()
    ]
    assert silent == []


def test_the_subsidies_of_sint_pieters_leeuw_are_the_published_ones() -> None:
    with TOEKENNINGEN.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter=";")
            if row["bestuur"] == "Sint-Pieters-Leeuw"
        ]
    assert sum(int(row["subsidie"]) for row in rows) == 326_600


# What came in.


def test_every_mail_is_accounted_for_once(verslag: list[Item]) -> None:
    assert Counter(item["pad"] for item in verslag) == Counter(list(INBOX))


def test_no_two_items_have_the_same_path(verslag: list[Item]) -> None:
    paths = Counter(item["pad"] for item in walk(verslag))
    assert [path for path, times in paths.items() if times > 1] == []


@pytest.mark.parametrize("name", sorted(EXPECTED["invoer"]))
def test_every_file_became_what_was_expected(verslag: list[Item], name: str) -> None:
    [item] = [item for item in verslag if item["pad"] == name]
    assert list(differences(item, EXPECTED["invoer"][name])) == []


def differences(item: Item, expected: Mapping[str, Any]) -> Iterator[str]:
    """Tell where `item` or a part of it is not as expected."""
    status = expected["status"]
    if item["status"] not in ([status] if isinstance(status, str) else status):
        yield f"{item['pad']}: {item['status']} ({item['reden']}), not {status}"
    for key in ("bestuur", "code"):
        if key in expected and item[key] != expected[key]:
            yield f"{item['pad']}: {key} is {item[key]}, not {expected[key]}"
    parts = expected.get("onderdelen", {})
    if Counter(part["naam"] for part in item["onderdelen"]) != Counter(list(parts)):
        yield f"{item['pad']}: holds {[part['naam'] for part in item['onderdelen']]}"
        return
    for part in item["onderdelen"]:
        yield from differences(part, parts[part["naam"]])


def test_what_was_not_processed_has_a_reason(verslag: list[Item]) -> None:
    silent = [
        item["pad"]
        for item in walk(verslag)
        if item["status"] in {"geweigerd", "genegeerd", "onbekend"}
        and not item["reden"]
    ]
    assert silent == []


def test_an_unknown_bestuur_is_a_finding(verslag: list[Item]) -> None:
    codes = {
        finding["code"]
        for item in walk(verslag)
        if item["status"] == "onbekend"
        for finding in item["bevindingen"]
    }
    assert "bestuur-onbekend" in codes


# What came out.


def test_who_submitted_has_a_dossier_and_nobody_else(out: Path) -> None:
    assert sorted(path.stem for path in (out / "dossiers").iterdir()) == BESTUREN


def test_every_dossier_has_a_jury_sheet_and_there_is_an_overview(out: Path) -> None:
    assert sorted(path.stem for path in (out / "jurysheets").iterdir()) == BESTUREN
    assert (out / "overzicht.xlsx").is_file()


@pytest.mark.parametrize("bestuur", BESTUREN)
def test_the_dossier_is_that_of_the_bestuur(out: Path, bestuur: str) -> None:
    expected = EXPECTED["dossiers"][bestuur]
    found = dossier_of(out, bestuur)["bestuur"]
    assert (found["id"], found["naam"], found["soort"]) == (
        bestuur,
        expected["naam"],
        expected["soort"],
    )
    assert len(found["partners"]) == expected.get("partners", 0)


@pytest.mark.parametrize("bestuur", BESTUREN)
def test_every_kpi_is_read(out: Path, bestuur: str) -> None:
    expected = EXPECTED["dossiers"][bestuur]
    acties = {str(a["nummer"]): a for a in dossier_of(out, bestuur)["acties"]}
    assert {
        nummer: [actie["kpi"]["te_behalen"], actie["kpi"]["behaald"]]
        for nummer, actie in acties.items()
    } == expected["acties"]
    for nummer, groepen in expected.get("doelgroepen", {}).items():
        found = acties[nummer]["kpi"]["doelgroepen"]
        assert [[g["naam"], g["te_behalen"], g["behaald"]] for g in found] == groepen
    for nummer, subsidie in expected.get("subsidies", {}).items():
        assert acties[nummer]["subsidie"] == subsidie


@pytest.mark.parametrize("bestuur", BESTUREN)
def test_every_motivation_is_with_its_action(out: Path, bestuur: str) -> None:
    expected = EXPECTED["dossiers"][bestuur].get("motivaties", {})
    found = {
        str(actie["nummer"]): actie
        for actie in dossier_of(out, bestuur)["acties"]
        if actie["motivatie"] or actie["motivaties_extra"]
    }
    assert set(found) == set(expected)
    for nummer, motivatie in expected.items():
        first = found[nummer]["motivatie"]
        assert begins(first["waarom"], motivatie["waarom"])
        assert first["inspanningen"]
        kpis = [initiatief["kpi"] for initiatief in first["initiatieven"]]
        assert kpis == motivatie["initiatieven"]
        extra = found[nummer]["motivaties_extra"]
        for other, opening in zip(extra, motivatie.get("extra", []), strict=True):
            assert begins(other["waarom"], opening)


@pytest.mark.parametrize("bestuur", BESTUREN)
def test_every_expectation_is_answered_as_typed(out: Path, bestuur: str) -> None:
    expected = EXPECTED["dossiers"][bestuur].get("verwachtingen", {})
    found = {
        str(actie["nummer"]): actie["verwachtingen"]
        for actie in dossier_of(out, bestuur)["acties"]
        if actie["verwachtingen"] or actie["verwachtingen_extra"]
    }
    assert set(found) == set(expected)
    for nummer, answer in expected.items():
        assert found[nummer]["antwoord"] == answer["antwoord"]
        filled = [key for key, text in found[nummer]["onderdelen"].items() if text]
        assert sorted(filled) == sorted(answer["onderdelen"])
        for key in ("toelichting", "niet_uitgevoerd", "stopzetting"):
            assert begins(found[nummer][key], answer.get(key)), (nummer, key)


@pytest.mark.parametrize("bestuur", BESTUREN)
def test_every_stimulus_is_read(out: Path, bestuur: str) -> None:
    expected = EXPECTED["dossiers"][bestuur].get("stimulansen", {})
    found = dossier_of(out, bestuur)["stimulansen"]
    given = {key for key, part in found.items() if part is not None}
    assert given == set(expected)
    for key, answers in expected.items():
        for slot, value in answers.items():
            if isinstance(value, str):
                assert begins(found[key][slot], value)
            else:
                assert found[key][slot] == value


@pytest.mark.parametrize("bestuur", BESTUREN)
def test_it_finds_what_is_the_matter_and_no_more(out: Path, bestuur: str) -> None:
    found = {
        finding["code"] + ("" if finding["actie"] is None else f"@{finding['actie']}")
        for finding in dossier_of(out, bestuur)["bevindingen"]
        if finding["ernst"] != "info" and finding["code"] not in OF_DOCUMENTS
    }
    assert found == set(EXPECTED["dossiers"][bestuur]["bevindingen"])


def test_a_motivation_without_an_action_is_kept(out: Path) -> None:
    [text] = [
        rest["tekst"]
        for rest in dossier_of(out, "71016")["niet_herkend"]
        if "De samenwerking met de partner kwam niet van de grond." in rest["tekst"]
    ]
    assert "25" in text
    assert "we herbekijken de overeenkomst" in text


def test_what_the_jury_should_write_is_no_verdict(out: Path) -> None:
    for bestuur in BESTUREN:
        for actie in dossier_of(out, bestuur)["acties"]:
            assert set(actie["jurering"].values()) == {None}


def test_the_same_input_again_changes_nothing(out: Path) -> None:
    dossiers, items = files_of(out), told(out)
    run(out)
    assert files_of(out) == dossiers
    assert told(out) == items


def begins(text: str | None, opening: str | None) -> bool:
    """Whether `text` begins with `opening`; both may be absent, but not one."""
    if text is None or opening is None:
        return text is opening
    return text.startswith(opening)
