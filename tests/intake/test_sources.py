import hashlib
import os
import sys
from pathlib import Path

import pytest

from pipeline.errors import SetupError
from pipeline.intake.item import Item
from pipeline.intake.limits import KIB, MIB, Limits
from pipeline.intake.rules import Rules
from pipeline.intake.sniff import Format
from pipeline.intake.sources import collect
from tests.intake import build
from tests.intake.build import document, letter, package, zipped


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def code(item: Item) -> str | None:
    return item.refusal.code if item.refusal else None


def paths(*inputs: Path) -> list[str]:
    return [one.pad for item in collect(inputs) for one in item.walk()]


def test_a_folder_gives_an_item_per_file_in_order(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            "b.eml": letter(document(package())),
            "a/z.docx": package(),
            "a/B.pdf": b"%PDF-1",
            "c.zip": zipped({"m/d.eml": letter(document(package(), "k.xlsx"))}),
        },
    )
    wanted = ["a/B.pdf", "a/z.docx", "b.eml", "b.eml/motivatie.docx", "c.zip"]
    wanted += ["c.zip/m/d.eml", "c.zip/m/d.eml/k.xlsx"]
    assert paths(tmp_path) == wanted
    assert [item.pad for item in collect([tmp_path])] == [*wanted[:3], "c.zip"]


def test_a_file_is_named_by_its_own_name(tmp_path: Path) -> None:
    fill(tmp_path, {"map/één.docx": package()})
    (item,) = collect([tmp_path / "map" / "één.docx"])
    assert (item.pad, item.naam, item.format) == ("één.docx", "één.docx", Format.docx)
    assert item.sha256 == hashlib.sha256(package()).hexdigest()


def test_the_order_of_the_inputs_is_kept(tmp_path: Path) -> None:
    fill(tmp_path, {"b/x.pdf": b"%PDF-1", "a/x.pdf": b"%PDF-2"})
    assert paths(tmp_path / "b", tmp_path / "a") == ["x.pdf", "x (2).pdf"]


def test_a_file_reached_twice_is_given_once(tmp_path: Path) -> None:
    fill(tmp_path, {"a.pdf": b"%PDF-1", "b.pdf": b"%PDF-2"})
    assert paths(tmp_path / "b.pdf", tmp_path, tmp_path) == ["b.pdf", "a.pdf"]


def test_the_same_content_under_two_names_is_given_twice(tmp_path: Path) -> None:
    fill(tmp_path, {"a.pdf": b"%PDF-1", "b.pdf": b"%PDF-1"})
    assert paths(tmp_path) == ["a.pdf", "b.pdf"]


def test_a_path_inside_a_container_never_equals_that_of_a_file(tmp_path: Path) -> None:
    fill(tmp_path, {"1/a.zip": zipped({"x": "1"}), "2/a.zip/x": b"2"})
    found = paths(tmp_path / "1", tmp_path / "2")
    assert found == ["a.zip", "a.zip/x", "a.zip/x (2)"]


def test_a_missing_input_is_told_before_anything_is_read(tmp_path: Path) -> None:
    fill(tmp_path, {"a.pdf": b"%PDF-1"})
    with pytest.raises(SetupError, match=r"weg\.eml"):
        collect([tmp_path, tmp_path / "weg.eml"])


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(collect([tmp_path])) == []
    assert list(collect([])) == []


def test_files_that_no_person_made_are_ignored(tmp_path: Path) -> None:
    fill(tmp_path, {"~$motivatie.docx": b"x", ".DS_Store": b"", "Thumbs.db": b"x"})
    found = list(collect([tmp_path]))
    assert len(found) == 3
    assert all(item.ignored and not item.refusal for item in found)
    assert {item.sha256 for item in found} >= {hashlib.sha256(b"x").hexdigest()}


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, {"a.eml": b""})
    (item,) = collect([tmp_path])
    assert item.refusal == ("beschadigd", "het bestand is leeg")
    assert item.sha256 == hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize("name", ["a.eml", "a.docx", "a"])
def test_a_file_over_the_limit_is_refused_without_being_kept(
    tmp_path: Path, name: str
) -> None:
    content = build.mail("x" * 3_000) if name == "a.eml" else b"%PDF-" + b"x" * 3_000
    fill(tmp_path, {name: content})
    (item,) = collect([tmp_path], Rules(limits=Limits(mail=KIB, attachment=KIB)))
    assert code(item) == "te-groot"
    assert (item.data, item.sha256) == (b"", hashlib.sha256(content).hexdigest())


def test_each_kind_of_file_has_its_own_limit(tmp_path: Path) -> None:
    mails = zipped({f"{n}.eml": build.mail(os.urandom(700).hex()) for n in range(4)})
    fill(tmp_path, {"a.zip": mails, "b.docx": package() + b"\0" * 1_500})
    limits = Limits(mail=2 * KIB, attachment=KIB, archive=MIB)
    found = list(collect([tmp_path], Rules(limits=limits)))
    assert [code(item) for item in found] == [None, "te-groot"]
    assert len(found[0].parts) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_inside_a_folder_is_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, {"buiten/a.pdf": b"%PDF-1", "in/b.pdf": b"%PDF-2"})
    inside = tmp_path / "in"
    (inside / "a.pdf").symlink_to(tmp_path / "buiten" / "a.pdf")
    (inside / "map").symlink_to(tmp_path / "buiten")
    (inside / "rond").symlink_to(inside)
    (inside / "weg").symlink_to(tmp_path / "nergens")
    found = {item.pad: code(item) for item in collect([inside])}
    assert found == dict.fromkeys(
        ["a.pdf", "map", "rond", "weg"], "niet-ondersteund"
    ) | {"b.pdf": None}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_an_input_that_is_a_link_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, {"map/a.pdf": b"%PDF-1"})
    (tmp_path / "link").symlink_to(tmp_path / "map")
    assert paths(tmp_path / "link") == ["a.pdf"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    (item,) = collect([tmp_path])
    assert code(item) == "niet-ondersteund"


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_no_text_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    name = os.fsdecode(b"motivatie-\xe9.docx")
    (tmp_path / name).write_bytes(package())
    (item,) = collect([tmp_path])
    assert item.pad == item.naam == "motivatie-\ufffd.docx"
    assert code(item) is None


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is closed to root"
)
def test_what_is_closed_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    fill(tmp_path, {"a.pdf": b"%PDF-1", "dicht/b.pdf": b"%PDF-2", "c.pdf": b"%PDF-3"})
    (tmp_path / "a.pdf").chmod(0)
    (tmp_path / "dicht").chmod(0)
    found = {item.pad: code(item) for item in collect([tmp_path])}
    (tmp_path / "dicht").chmod(0o700)
    assert found == {"a.pdf": "beschadigd", "dicht": "beschadigd", "c.pdf": None}


def test_nothing_is_written_while_reading(tmp_path: Path) -> None:
    names = ["../../evil.docx", "/evil.docx", "..\\evil.docx", "C:\\evil.docx"]
    source = fill(
        tmp_path / "in",
        {
            "a.zip": zipped(dict.fromkeys(names, package())),
            "b.eml": letter(*(document(package(), name) for name in names)),
        },
    )
    before = sorted(tmp_path.rglob("*"))
    assert len(paths(source)) == 2 + 2 * len(names)
    assert sorted(tmp_path.rglob("*")) == before
