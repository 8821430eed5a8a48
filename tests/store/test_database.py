import os
import signal
import sqlite3
import time
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from pipeline.errors import OutputError, SetupError
from pipeline.store.acts import Correctie, Logregel
from pipeline.store.bezig import MARK
from pipeline.store.database import Database, prepare
from pipeline.store.migrations import MIGRATIONS
from pipeline.store.workspace import DATABASE, Workspace
from tests.store.made import child, content, forks, is_whole, record, workspace

SAFE = {
    "foreign_keys": 1,
    "journal_mode": "delete",
    "locking_mode": "exclusive",
    "recursive_triggers": 1,
    "secure_delete": 1,
    "synchronous": 3,
    "trusted_schema": 0,
}


def settings(database: Database) -> dict[str, object]:
    with database.transaction() as connection:
        return {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in SAFE
        }


def hold(folder: Path, ready: Pipe, seconds: float) -> None:
    with workspace(folder):
        ready.send(None)
        time.sleep(seconds)


@forks
def test_a_second_process_waits_and_then_says_that_another_is_busy(
    tmp_path: Path,
) -> None:
    ours, theirs = get_context("fork").Pipe()
    process = child(hold, tmp_path, theirs, 1.5)
    ours.recv()
    told: list[str] = []
    busy = rf"Een ander venster .* \(proces {process.pid}, sinds \d\d/.*\)\. Wacht"
    with pytest.raises(SetupError, match=busy):
        Workspace.open(tmp_path, create=True, wait=0.5, meld=told.append)
    with pytest.raises(SetupError, match=busy):
        Workspace.open(tmp_path, create=True, wait=0, meld=told.append)
    assert len(told) == 1, "who does not wait is told once, by the error"
    assert f"proces {process.pid}" in told[0]
    database = Database(tmp_path / DATABASE, wait=30, meld=told.append)
    assert told[1].endswith("Ik wacht hoogstens 30 seconden.")
    assert settings(database) == SAFE
    database.close()
    process.join()
    assert process.exitcode == 0


@forks
def test_a_killed_process_keeps_nobody_waiting(tmp_path: Path) -> None:
    ours, theirs = get_context("fork").Pipe()
    process = child(hold, tmp_path, theirs, 60)
    ours.recv()
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert (tmp_path / MARK).is_file()
    with workspace(tmp_path, wait=0) as opened:
        record(opened, 1)
        assert (tmp_path / MARK).read_text("ascii") == str(os.getpid())
    assert not (tmp_path / MARK).exists()


def record_in_turns(folder: Path, numbers: range) -> None:
    for number in numbers:
        with workspace(folder) as opened:
            record(opened, number)


@forks
def test_processes_that_start_together_all_have_their_turn(tmp_path: Path) -> None:
    # Each number is given by two of them.
    ranges = [range(10), range(5, 15), range(10, 20), range(15, 20), range(5)]
    processes = [child(record_in_turns, tmp_path / "uit", each) for each in ranges]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 5
    is_whole(tmp_path / "uit")
    with workspace(tmp_path / "apart") as opened:
        record(opened, *range(20))
    assert content(tmp_path / "uit") == content(tmp_path / "apart")


def test_within_one_process_it_is_held_as_well(tmp_path: Path) -> None:
    with workspace(tmp_path), pytest.raises(SetupError, match="ander venster"):
        workspace(tmp_path, wait=0)


def test_nothing_stays_of_a_transaction_that_failed(tmp_path: Path) -> None:
    database = Database(tmp_path / DATABASE, wait=1)
    insert = "INSERT INTO instelling VALUES ('ronde', 'x')"
    with (
        suppress(ZeroDivisionError),
        database.transaction() as connection,
    ):
        connection.exec_driver_sql(insert)
        raise ZeroDivisionError
    with database.transaction() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM instelling").all()
    database.close()
    assert rows == []


def test_the_settings_that_keep_data_safe_are_on(tmp_path: Path) -> None:
    database = Database(tmp_path / DATABASE, wait=1)
    assert settings(database) == SAFE
    database.close()


def test_a_query_of_ours_that_is_wrong_is_not_blamed_on_the_disk(
    tmp_path: Path,
) -> None:
    database = Database(tmp_path / DATABASE, wait=1)
    with pytest.raises(DBAPIError), database.transaction() as connection:
        connection.exec_driver_sql("SELECT * FROM nergens")
    database.close()


NEWER = (
    *MIGRATIONS,
    ("ALTER TABLE instelling ADD COLUMN uitleg TEXT",),
    ("UPDATE instelling SET uitleg = 'oud'", "CREATE TABLE extra (a TEXT) STRICT"),
)


def test_an_older_file_is_brought_up_to_date_once(tmp_path: Path) -> None:
    with workspace(tmp_path) as opened:
        opened.set_ronde("pj2-tussentijds")
    database = Database(tmp_path / DATABASE, wait=1)
    for migrations in (NEWER[:-1], NEWER, NEWER):
        with database.transaction() as connection:
            prepare(connection, migrations)
    with database.transaction() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM instelling").all()
    database.close()
    assert rows == [("ronde", "pj2-tussentijds", "oud")]
    with pytest.raises(SetupError, match="nieuwere versie"):
        workspace(tmp_path)


def shape(path: Path) -> dict[str, str]:
    """Every table and trigger of a database, without its blanks."""
    opened = sqlite3.connect(path)
    rows = opened.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    found = {name: "".join(sql.replace('"', "").split()) for name, sql in rows}
    opened.close()
    return found


OLD = Path(__file__).parents[1] / "data" / "werkmap-versie-2.sql"


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_older_version_becomes_what_a_new_one_is(
    tmp_path: Path, version: int
) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    Database(new, wait=1).close()
    first = sqlite3.connect(old)
    first.executescript(OLD.read_text("utf-8"))
    if version == 1:
        first.executescript("DROP TABLE jurysheet; PRAGMA user_version = 1")
    first.close()
    Database(old, wait=1).close()
    assert shape(old) == shape(new)


def test_what_an_older_version_recorded_is_still_there(tmp_path: Path) -> None:
    first = sqlite3.connect(tmp_path / DATABASE)
    first.executescript(OLD.read_text("utf-8"))
    first.close()
    with Workspace.open(tmp_path, create=False) as opened:
        assert opened.ronde == "pj2-tussentijds"
        (correctie,) = opened.acts(Correctie)
        assert (correctie.plek, correctie.waarde) == ("15.kpi.behaald", "65")
        assert (correctie.was, correctie.ingetrokken) == (None, False)
        (line,) = opened.acts(Logregel)
        assert (line.wat, line.over, line.wie) == ("ontvangen", "ab", None)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / DATABASE)
    other.execute("CREATE TABLE klanten (naam TEXT)")
    other.close()
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(SetupError, match="niet van dit programma"):
        workspace(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == before


@pytest.mark.parametrize("text", [b"geen databank " * 100, b"SQLite format 3\0" * 99])
def test_a_damaged_database_is_named(tmp_path: Path, text: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(text)
    with pytest.raises(SetupError, match="beschadigd of geen databank"):
        workspace(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == text


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "uit").touch()
    with pytest.raises(OutputError, match="geen map"):
        Workspace.open(tmp_path / "uit", create=True)
