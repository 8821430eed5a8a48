"""`samenleven consensus`: who says what, and advice that nobody can take away."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.errors import SetupError
from tests.cli.test_collect import (
    collect,
    dossier,
    filled,
    jurering,
    mail,
    post,
    samenleven,
    workbook,
)

# `Any`: JSON data.
YES = {"actie-15-voldoende": "Ja", "actie-15-verlengen": "Ja"}
NO = {"actie-15-voldoende": "Nee", "actie-15-verlengen": "Ja"}


@pytest.fixture
def uit(tmp_path: Path) -> Path:
    """A workspace in which An said yes of action 15 of Halle, and Bo no."""
    post(tmp_path, mail("Halle", "rapport.xlsx", workbook(20)))
    out = tmp_path / "uit"
    sheets = [
        filled(out, answers | {"jury-naam": who}, name=f"{who}.docx")
        for who, answers in (("An", YES), ("Bo", NO))
    ]
    assert collect(out, *sheets).exit_code == 1
    return out


def consensus(out: Path, *words: str | Path) -> tuple[int, Any]:
    done = samenleven("consensus", "--out", out, "--json", *words)
    return done.exit_code, json.loads(done.stdout)


def about(found: Any, nummer: int = 15) -> Any:
    (one,) = [one for one in found if one["actie"] == nummer]
    return one


def test_a_difference_is_told_and_asks_for_a_person(uit: Path) -> None:
    code, found = consensus(uit)
    one = about(found)
    assert (code, one["stand"]) == (1, "oneens")
    assert {(s["jurylid"], s["voldoende"]) for s in one["stemmen"]} == {
        ("An", True),
        ("Bo", False),
    }
    assert one["jurering"]["voldoende"] is None
    assert "Ja (An), Nee (Bo)" in samenleven("consensus", "--out", uit).output


def test_advice_is_recorded_and_stands_in_dossier_and_workbook(uit: Path) -> None:
    minutes = uit.parent / "verslag.docx"
    minutes.write_bytes(b"verslag van de jury")
    words = ["--advies", "23027/15=nee,ja", "--conclusie", "Te weinig concreet."]
    code, found = consensus(uit, *words, "--wie", "Cas", "--uit", minutes)
    one = about(found)
    assert (code, one["stand"]) == (0, "advies")
    assert (one["advies"]["wie"], one["advies"]["bestand"]) == ("Cas", "verslag.docx")
    assert jurering(uit) == {
        "voldoende": False,
        "conclusie": "Te weinig concreet.",
        "verlengen": True,
    }
    codes = {b["code"] for b in dossier(uit)["bevindingen"]}
    assert "verdict-tegenstrijdig" not in codes
    assert (uit / "originelen" / one["advies"]["sha256"]).read_bytes() == (
        minutes.read_bytes()
    )
    rows = list(load_workbook(uit / "verdicten.xlsx")["Verdicten"].values)
    (row,) = [row for row in rows if row[2] == 15 and row[0] == "23027"]
    assert (row[6], row[7], row[10]) == ("Nee", "Ja", "Cas")


def test_advice_that_sheets_give_rests_on_those_sheets(uit: Path) -> None:
    _, found = consensus(uit, "--advies", "23027/15=ja,ja", "--wie", "Cas")
    assert about(found)["advies"]["bestand"] == "An.docx"
    _, again = consensus(uit, "--advies", "23027/15=ja,ja", "--wie", "Cas")
    assert again == found


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--advies", "23027/15=ja,nee", "--wie", "Cas"], "Geen jurysheet zegt dit"),
        (["--advies", "23027/15=ja,ja"], "--wie"),
        (["--advies", "23027/15=misschien", "--wie", "C"], "is geen advies"),
        (["--advies", "23027/15=-,-", "--wie", "C"], "zegt niets"),
        (["--advies", "99999/15=ja,ja", "--wie", "C"], "geen dossier"),
        (["--advies", "23027/7=ja,ja", "--wie", "C"], "niet oordelen"),
        (["--conclusie", "Zomaar.", "--wie", "C"], "bij precies één"),
    ],
)
def test_advice_that_cannot_stand_is_not_recorded(
    uit: Path, words: list[str], why: str
) -> None:
    before = dossier(uit)
    error = samenleven("consensus", "--out", uit, *words).exception
    assert isinstance(error, SetupError)
    assert why in str(error)
    assert about(consensus(uit)[1])["advies"] is None
    assert dossier(uit) == before
