from pathlib import Path

import pytest

from pipeline.intake.item import Item
from pipeline.intake.maildir import lasting_name, why_ignored
from pipeline.intake.sniff import Format
from pipeline.intake.sources import collect
from tests.intake.build import document, letter, mail, package
from tests.intake.look import text


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def found(folder: Path) -> dict[str, Item]:
    return {item.pad: item for item in collect([folder])}


def test_a_maildir_gives_its_mails(tmp_path: Path) -> None:
    fill(
        tmp_path, {"cur/1.M1.h:2,S": letter(document(package())), "new/2.M1.h": mail()}
    )
    items = found(tmp_path)
    assert {pad: item.format for pad, item in items.items()} == {
        "1.M1.h": Format.eml,
        "2.M1.h": Format.eml,
    }
    assert items["1.M1.h"].parts[0].pad == "1.M1.h/motivatie.docx"
    assert text(items["2.M1.h"])


def test_the_folders_of_a_maildir_are_read_too(tmp_path: Path) -> None:
    fill(tmp_path / "vak" / ".Halle.2024", {"cur/3.M1.h:2,": mail()})
    fill(tmp_path / "vak", {})
    assert list(found(tmp_path)) == ["vak/.Halle.2024/3.M1.h"]


def test_a_mail_that_was_looked_at_keeps_its_path(tmp_path: Path) -> None:
    fill(tmp_path, {"new/1.M1.h": mail()})
    before = found(tmp_path)
    (tmp_path / "new/1.M1.h").rename(tmp_path / "cur/1.M1.h:2,RS")
    assert found(tmp_path) == before


def test_every_file_in_it_is_a_mail_however_odd(tmp_path: Path) -> None:
    fill(tmp_path, {"cur/1.M1.h:2,S": b"X-Iets: x\n\nBeste", "new/2.M1.h": b"geen kop"})
    assert all(item.mail for item in found(tmp_path).values())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("cur/1.M1.h:2,ST", "verwijderd"),
        ("cur/1.M1.h:2,D", "concept"),
        ("tmp/1.M1.h", "afgeleverd"),
        ("dovecot-uidlist", "mailserver"),
        ("dovecot.index.log", "mailserver"),
        ("maildirfolder", "mailserver"),
        ("subscriptions", "mailserver"),
    ],
)
def test_what_is_no_mail_that_came_in_is_listed_and_ignored(
    tmp_path: Path, name: str, why: str
) -> None:
    fill(tmp_path, {name: letter(document(package()))})
    (item,) = found(tmp_path).values()
    assert why in (item.ignored or "")
    assert item.sha256
    assert item.parts == ()


def test_a_mail_with_one_name_in_new_and_cur_is_given_twice(tmp_path: Path) -> None:
    fill(tmp_path, {"new/1.M1.h": mail("een"), "cur/1.M1.h:2,S": mail("twee")})
    assert set(found(tmp_path)) == {"1.M1.h", "1.M1 (2).h"}


def test_a_folder_that_only_looks_like_it_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    (tmp_path / "cur" / "a.docx").write_bytes(package())
    (tmp_path / "subscriptions").write_bytes(b"tekst")
    items = found(tmp_path)
    assert list(items) == ["cur/a.docx", "subscriptions"]
    assert not any(item.ignored for item in items.values())


def test_flags_stand_behind_the_last_mark() -> None:
    assert lasting_name("1.a:2,x.h:2,S") == "1.a:2,x.h"
    assert lasting_name("1.h;2,S") == lasting_name("1.h!2,S") == "1.h"
    assert lasting_name("1.h") == "1.h"
    assert why_ignored("cur", "1.h:2,RS") is None
