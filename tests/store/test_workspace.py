import json
import sqlite3
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from pipeline.errors import DocumentError, SetupError
from pipeline.store.invoer import Occurrence
from pipeline.store.workspace import DATABASE, ORIGINALS, Workspace
from tests.store.made import (
    MOMENT,
    content,
    is_whole,
    leftovers,
    mail,
    record,
    sha256,
    workspace,
)


def disk(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes(),
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_was_recorded_is_read_back_whole(tmp_path: Path) -> None:
    with workspace(tmp_path) as opened:
        assert record(opened, 3, 1, 2) == 3
    is_whole(tmp_path)
    with workspace(tmp_path) as opened:
        assert opened.occurrences() == tuple(mail(number)[0] for number in (1, 2, 3))


def test_the_same_again_changes_no_byte(tmp_path: Path) -> None:
    with workspace(tmp_path) as opened:
        record(opened, 1, 2, 3)
    before = disk(tmp_path)
    with workspace(tmp_path) as opened:
        assert record(opened, 2, 3, 1) == 0
    assert disk(tmp_path) == before


@settings(max_examples=25)
@given(
    st.permutations(range(6)).flatmap(
        lambda order: st.lists(st.sampled_from(order), max_size=4).map(
            lambda again: [*order, *again]
        )
    ),
    st.sets(st.integers(1, 9)),
)
def test_any_order_in_any_pieces_gives_the_same(
    order: list[int], cuts: set[int]
) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        with workspace(Path(one)) as opened:
            record(opened, *range(6))
        bounds = [0, *sorted(cuts), len(order)]
        for start, end in pairwise(bounds):
            with workspace(Path(other)) as opened:
                record(opened, *order[start:end])
        assert content(Path(one)) == content(Path(other))


def test_the_same_content_in_another_place_is_another_item(tmp_path: Path) -> None:
    item, kept = mail(1)
    copy = replace(item, pad="kopie/001.eml")
    with workspace(tmp_path) as opened:
        opened.record([(item, kept), (copy, kept)], bron="post", gezien=MOMENT)
        assert opened.occurrences() == (item, copy)
    assert len(list((tmp_path / ORIGINALS).iterdir())) == 2


def test_a_file_that_changed_under_its_name_is_another_item(tmp_path: Path) -> None:
    item, kept = mail(1)
    newer = replace(item, sha256=sha256(b"nieuw"))
    with workspace(tmp_path) as opened:
        opened.record([(item, kept)], bron="post", gezien=MOMENT)
        opened.record([(newer, [b"nieuw", kept[1]])], bron="post", gezien=MOMENT)
        assert set(opened.occurrences()) == {item, newer}


def test_an_item_that_is_told_otherwise_is_replaced_whole(tmp_path: Path) -> None:
    item, kept = mail(1)
    newer = replace(item, item='{"nieuw": true}', onderdelen=item.onderdelen * 2)
    with workspace(tmp_path) as opened:
        record(opened, 1, 2)
        assert opened.record([(newer, kept)], bron="elders", gezien=MOMENT) == 1
        assert opened.occurrences() == (newer, mail(2)[0])
    database = sqlite3.connect(tmp_path / DATABASE)
    found = database.execute("SELECT DISTINCT bron FROM invoer").fetchall()
    database.close()
    assert found == [("post",)]


def test_an_unreadable_file_is_an_item_too(tmp_path: Path) -> None:
    item = Occurrence(pad="x", naam="x", sha256=None, formaat="", item="{}")
    with workspace(tmp_path) as opened:
        for _ in range(2):
            opened.record([(item, [])], bron="post", gezien=MOMENT)
        assert opened.occurrences() == (item,)


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "nieuw" / "uit"
    with workspace(folder) as opened:
        record(opened, 1)
        assert (folder / f"{DATABASE}-journal").stat().st_mode & 0o777 == 0o600
    assert {
        path.stat().st_mode & 0o777
        for path in (folder / DATABASE, *(folder / ORIGINALS).iterdir())
    } == {0o600}
    for below in (folder, folder / ORIGINALS):
        assert below.stat().st_mode & 0o777 == 0o700
    assert leftovers(folder) == []


def test_an_original_that_was_changed_is_told_and_comes_back(tmp_path: Path) -> None:
    name = sha256(b"mail 1")
    with workspace(tmp_path) as opened:
        record(opened, 1)
        for damage in (b"mail 9", b"mail 1 en meer", b""):
            (tmp_path / ORIGINALS / name).write_bytes(damage)
            with pytest.raises(DocumentError, match="verdwenen of gewijzigd"):
                opened.original(name)
            record(opened, 1)
            assert opened.original(name) == b"mail 1"
        with pytest.raises(DocumentError, match="verdwenen"):
            opened.original("ab" * 32)


def test_an_extraction_is_kept_for_the_version_that_made_it(tmp_path: Path) -> None:
    name = sha256(b"mail 1")
    with workspace(tmp_path) as opened:
        record(opened, 1)
        opened.keep_extracties([(name, "1", json.dumps({"tekst": "één & twee"}))])
        opened.keep_extracties([])
    with workspace(tmp_path) as opened:
        assert opened.extractie(name, "1") == '{"tekst": "\\u00e9\\u00e9n & twee"}'
        assert opened.extractie(name, "2") is None
        opened.keep_extracties([(name, "1", "{}")])
        assert opened.extractie(name, "1") == "{}"


def test_no_extraction_without_its_original(tmp_path: Path) -> None:
    with workspace(tmp_path) as opened, pytest.raises(IntegrityError):
        opened.keep_extracties([("ab" * 32, "1", "{}")])


def test_a_workspace_is_of_one_ronde(tmp_path: Path) -> None:
    with workspace(tmp_path) as opened:
        assert opened.ronde is None
        opened.set_ronde("pj2-tussentijds")
        opened.set_ronde("pj2-tussentijds")
    with workspace(tmp_path) as opened:
        assert opened.ronde == "pj2-tussentijds"
        with pytest.raises(SetupError, match="pj2-tussentijds, niet pj2-eind"):
            opened.set_ronde("pj2-eind")


def test_a_folder_that_is_no_workspace_is_refused_and_untouched(
    tmp_path: Path,
) -> None:
    for folder in (tmp_path, tmp_path / "nergens"):
        with pytest.raises(SetupError, match="samenleven init"):
            Workspace.open(folder, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_proved_impossible_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "eigen.txt").touch()
    for name in ("nieuw", "vol"):
        with workspace(tmp_path / name) as opened:
            record(opened, 1)
            opened.discard()
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert found == {"vol", "vol/eigen.txt"}


def test_a_workspace_with_a_ronde_is_never_discarded(tmp_path: Path) -> None:
    with workspace(tmp_path) as opened:
        opened.set_ronde("pj2-eind")
        record(opened, 1)
    before = disk(tmp_path)
    workspace(tmp_path).discard()
    assert disk(tmp_path) == before


def test_a_synchronised_folder_is_warned_about(tmp_path: Path) -> None:
    with workspace(tmp_path / "OneDrive - ABB" / "uit") as opened:
        assert opened.warning is not None
        assert "gesynchroniseerd" in opened.warning


def test_thousands_of_items_come_in_canonical_order(tmp_path: Path) -> None:
    items = [replace(mail(number)[0], onderdelen=()) for number in range(2000)]
    with workspace(tmp_path) as opened:
        opened.record(
            ((item, ()) for item in reversed(items)), bron="post", gezien=MOMENT
        )
        found = opened.occurrences()
    assert list(found) == sorted(items, key=lambda item: item.pad)
