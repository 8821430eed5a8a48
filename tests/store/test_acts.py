import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.store.acts import (
    Advies,
    Correctie,
    Jurysheet,
    Logregel,
    Toekenningen,
    Toewijzing,
    Uitgifte,
    Verdict,
)
from pipeline.store.schema import APPEND_ONLY
from pipeline.store.workspace import DATABASE
from tests.store.made import MOMENT, record, workspace

LATER = MOMENT + dt.timedelta(days=30)

VERDICT = Verdict(
    bestuur="23077",
    actie=15,
    sheet="ab" * 32,
    naam="23077.docx",
    feiten="f1",
    voldoende=True,
    conclusie="Voldoende & concreet.\nMeer: <geen>",
    verlengen=None,
    gegeven=MOMENT,
)

SHEET = Jurysheet(
    bestuur="23077",
    sheet="ab" * 32,
    naam="23077.docx",
    jurylid="An Peeters",
    datum="3 mei 2024",
    bevindingen="[]",
    beslissend=False,
    gegeven=MOMENT,
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A workspace with an act of every kind."""
    with workspace(tmp_path) as opened:
        record(opened, 1)
        sha256 = opened.keep_original(b"bestuur;actie")
        rows = Toekenningen(sha256=sha256, naam="t.csv", rijen="[]", gegeven=MOMENT)
        opened.set_toekenningen(rows)
        opened.add_verdicts([VERDICT])
        opened.add_jurysheets([SHEET])
        opened.add(
            Advies(
                bestuur="23077",
                actie=15,
                voldoende=True,
                conclusie=None,
                verlengen=False,
                feiten="f1",
                wie="An Peeters",
                bron="cd" * 32,
                naam="verslag.docx",
                gegeven=MOMENT,
            ),
            Correctie(
                over="23077",
                plek="15.kpi.behaald",
                waarde="65",
                was=None,
                reden="telefoon",
                wie="an",
                gegeven=MOMENT,
            ),
        )
        opened.add(Uitgifte(bestuur="23077", kenmerk="k1", feiten="{}", gegeven=MOMENT))
        opened.add(
            Toewijzing(over="a@halle.be", bestuur="23027", wie="an", gegeven=MOMENT)
        )
    return tmp_path / DATABASE


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {0} SET gegeven = 'nooit'",
        "UPDATE OR REPLACE {0} SET id = 2",
        "DELETE FROM {0}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "REPLACE INTO {0} SELECT * FROM {0} LIMIT 1",
        (
            "INSERT INTO {0} SELECT * FROM {0} WHERE true "
            "ON CONFLICT (id) DO UPDATE SET gegeven = 'nooit'"
        ),
    ],
)
@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
def test_what_people_did_cannot_be_undone_by_any_program(
    database: Path, table: str, statement: str, recursive: str
) -> None:
    other = sqlite3.connect(database)
    other.execute(f"PRAGMA recursive_triggers = {recursive}")
    before = other.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - ours
    assert before
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement.format(table))
    other.rollback()
    after = other.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - ours
    other.close()
    assert after == before


def test_a_verdict_comes_back_as_it_was_given(tmp_path: Path) -> None:
    blank = replace(VERDICT, actie=16, voldoende=False, conclusie=None, verlengen=True)
    with workspace(tmp_path) as opened:
        assert opened.add_verdicts([VERDICT, blank]) == 2
    with workspace(tmp_path) as opened:
        assert opened.verdicts() == (VERDICT, blank)
        kinds = [type(one.voldoende) for one in opened.verdicts()]
        assert kinds == [bool, bool]


def test_the_same_sheet_given_again_says_nothing_new(tmp_path: Path) -> None:
    again = replace(VERDICT, gegeven=LATER, naam="23077 (2).docx")
    other = replace(VERDICT, sheet="cd" * 32, voldoende=False)
    with workspace(tmp_path) as opened:
        assert opened.add_verdicts([VERDICT, again]) == 1
        assert opened.add_verdicts([again]) == 0
        assert opened.add_verdicts([other, again]) == 1
        assert opened.verdicts() == (VERDICT, other)


def test_a_sheet_that_came_back_is_in_the_register_once(tmp_path: Path) -> None:
    again = replace(SHEET, gegeven=LATER, naam="23077 (2).docx")
    with workspace(tmp_path) as opened:
        assert opened.add_jurysheets([SHEET, again]) == 1
        assert opened.add_jurysheets([again]) == 0
        assert opened.jurysheets() == (SHEET,)


def test_the_sheet_that_decides_can_be_given_again(tmp_path: Path) -> None:
    one, other = (replace(SHEET, sheet=s * 64, beslissend=True) for s in "ab")
    with workspace(tmp_path) as opened:
        assert opened.add_jurysheets([one, other, one, one]) == 3
        assert [sheet.sheet[0] for sheet in opened.jurysheets()] == ["a", "b", "a"]


def test_the_key_of_the_seal_is_made_once_for_each_workspace(tmp_path: Path) -> None:
    with workspace(tmp_path / "een") as opened:
        key = opened.seal_key()
        assert opened.seal_key() == key
    with workspace(tmp_path / "een") as opened:
        assert opened.seal_key() == key
    with workspace(tmp_path / "twee") as opened:
        assert opened.seal_key() != key


def test_the_toekenningen_given_last_are_in_force(tmp_path: Path) -> None:
    with workspace(tmp_path) as opened:
        assert opened.toekenningen() is None
        one, two = (
            Toekenningen(
                sha256=opened.keep_original(data),
                naam="toekenningen.csv",
                rijen='[{"bestuur": "23077"}]',
                gegeven=MOMENT,
            )
            for data in (b"een", b"twee")
        )
        for given in (one, two, one, one):
            opened.set_toekenningen(given)
        assert opened.toekenningen() == one
        assert opened.acts(Toekenningen) == (one, two, one)


def test_the_log_tells_what_happened_in_order(tmp_path: Path) -> None:
    line = Logregel(wat="bekeken", over="pad/\udcffx", gegeven=LATER)
    with workspace(tmp_path) as opened:
        record(opened, 1)
        record(opened, 1)
        opened.add(line)
        log = opened.acts(Logregel)
    assert [entry.wat for entry in log] == ["ontvangen", "bekeken"]
    assert log[1] == replace(line, over="pad/\ufffdx")
