import io
import stat
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.intake.archive import Archive
from pipeline.intake.limits import DEFAULT, KIB, MIB, Limits
from tests.intake.build import package, zipped


def code_of(data: bytes, limits: Limits = DEFAULT) -> str:
    """The code with which opening and reading all of `data` is refused."""
    with pytest.raises(DocumentError) as caught:
        read_all(data, limits)
    return caught.value.code


def read_all(data: bytes, limits: Limits = DEFAULT) -> dict[str, bytes]:
    archive = Archive(data, limits)
    return {name: archive.read(name) for name in archive.names}


def test_members_are_read_in_their_order_without_folders() -> None:
    data = zipped({"b.txt": "twee", "map/": "", "map/a.txt": "een"})
    assert list(read_all(data).items()) == [("b.txt", b"twee"), ("map/a.txt", b"een")]


def test_stored_members_are_read_too() -> None:
    assert read_all(zipped({"a": "x" * 9}, zipfile.ZIP_STORED)) == {"a": b"x" * 9}


def test_a_name_is_found_whatever_its_case() -> None:
    archive = Archive(package())
    assert "WORD/Document.xml" in archive
    assert archive.read("WORD/Document.xml") == b"<a>tekst</a>"
    assert "word/other.xml" not in archive
    assert 3 not in archive


def test_an_absent_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Archive(package()).read("word/other.xml")


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/passwd",
        "C:/x",
        "a.docx:stream",
        "CON",
        "x" * 300,
        "map/../../x",
    ],
)
def test_names_that_reach_outside_stay_plain_names(name: str) -> None:
    assert Archive(zipped({name: "x"})).names == (name,)


def test_backslashes_are_folders_as_windows_wrote_them() -> None:
    assert Archive(zipped({"word\\document.xml": "x"})).names == ("word/document.xml",)


@pytest.mark.parametrize("coding", ["utf-8", "cp850"])
def test_a_name_without_the_utf8_flag_is_what_its_writer_meant(coding: str) -> None:
    raw = "één à.txt".encode(coding)
    data = zipped({"#" * len(raw): "x"}).replace(b"#" * len(raw), raw)
    assert Archive(data).names == ("één à.txt",)


def test_too_many_members_are_refused() -> None:
    limits = Limits(archive_entries=10)
    assert read_all(zipped({str(i): "x" for i in range(10)}), limits)
    assert code_of(zipped({str(i): "x" for i in range(11)}), limits) == "te-groot"


def test_a_large_archive_may_hold_more_than_a_small_one() -> None:
    # 300 mails in one zip are no bomb.
    limits = Limits()
    assert limits.entries_for(25 * MIB) < 2_000 < limits.entries_for(300 * MIB)
    assert limits.unpacked_for(25 * MIB) == limits.archive_unpacked
    assert limits.unpacked_for(300 * MIB) > 300 * MIB


def test_what_claims_to_unpack_to_too_much_is_not_even_opened() -> None:
    limits = Limits(archive_unpacked=MIB)
    data = zipped({"a.txt": bytes(600 * KIB), "b.txt": bytes(600 * KIB)})
    with pytest.raises(DocumentError, match="uitgepakt meer dan 1 MB"):
        Archive(data, limits)


def test_a_bomb_is_stopped_while_it_inflates() -> None:
    data = zipped({"word/document.xml": b"<w:p/>" * (2 * MIB)})
    assert len(data) < 40 * KIB
    archive = Archive(data)
    with pytest.raises(DocumentError, match="100 keer zo groot"):
        archive.read("word/document.xml")


def test_text_that_compresses_well_but_stays_small_is_no_bomb() -> None:
    assert read_all(zipped({"a.xml": " " * 100 * KIB}))["a.xml"] == b" " * 100 * KIB


def test_pictures_may_compress_better_than_text() -> None:
    white = bytes(2 * MIB)
    assert read_all(zipped({"word/media/image1.bmp": white}))
    assert code_of(zipped({"word/media/image1.bin": white})) == "te-groot"
    huge = Limits(media=MIB)
    assert code_of(zipped({"word/media/image1.bmp": white}), huge) == "te-groot"


def test_an_xml_part_has_a_ceiling_of_its_own() -> None:
    letters = bytes(range(32, 127)) * 400
    limits = Limits(xml_part=20 * KIB)
    assert read_all(zipped({"a.txt": letters}), limits)
    assert code_of(zipped({"a.xml": letters}), limits) == "te-groot"


def test_the_caller_may_lower_or_raise_the_ceiling_of_a_part() -> None:
    data = zipped({"a.xml": "x" * 2_000})
    assert Archive(data, Limits(xml_part=KIB)).read("a.xml", ceiling=2_000)
    with pytest.raises(DocumentError):
        Archive(data).read("a.xml", ceiling=1_999)


def test_sizes_count_together_over_the_whole_archive() -> None:
    data = bytearray(zipped({"a": "x" * 1_000, "b": "y" * 1_000}))
    # The directory claims that each unpacks to nothing.
    for found in (data.find(b"PK\x01\x02"), data.rfind(b"PK\x01\x02")):
        struct.pack_into("<I", data, found + 24, 0)
    archive = Archive(bytes(data), Limits(archive_unpacked=1_500))
    with pytest.raises(DocumentError, match="klopt niet"):
        archive.read("a")
    with pytest.raises(DocumentError, match="uitgepakt meer dan"):
        archive.read("b")


def test_reading_a_member_twice_counts_once() -> None:
    archive = Archive(zipped({"a": "x" * 1_000}), Limits(archive_unpacked=1_500))
    assert archive.read("a") == archive.read("a")


@pytest.mark.parametrize("names", [("a", "a"), ("a/B.xml", "A/b.xml"), ("a\\b", "a/b")])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_duplicate_members_are_damage(names: tuple[str, str]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert code_of(buffer.getvalue()) == "beschadigd"


def test_members_that_overlap_are_damage() -> None:
    data = bytearray(zipped({"a": "x" * 50, "b": "y" * 50}, zipfile.ZIP_STORED))
    first = data.find(b"PK\x01\x02")
    struct.pack_into("<II", data, first + 20, 60, 60)
    assert code_of(bytes(data)) == "beschadigd"


def test_a_member_with_another_name_in_its_own_header_is_damage() -> None:
    data = zipped({"word/document.xml": "x"})
    assert code_of(data.replace(b"word/d", b"word/D", 1)) == "beschadigd"


def test_a_wrong_checksum_is_damage() -> None:
    data = zipped({"a": "tekst"}, zipfile.ZIP_STORED)
    assert code_of(data.replace(b"tekst", b"Tekst")) == "beschadigd"


def test_a_damaged_stream_is_damage() -> None:
    data = bytearray(zipped({"a": bytes(range(256)) * 9}))
    start = data.find(b"a") + 1
    data[start : start + 40] = bytes(40)
    assert code_of(bytes(data)) == "beschadigd"


def test_a_stream_that_stops_early_is_damage() -> None:
    data = zipped({"a": zlib.compress(bytes(range(256)) * 20)})
    central = data.find(b"PK\x01\x02")
    shorter = bytearray(data)
    packed = struct.unpack_from("<I", data, central + 20)[0]
    struct.pack_into("<I", shorter, central + 20, packed - 5)
    assert code_of(bytes(shorter)) == "beschadigd"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x03\x04",
        b"\0" * 1024 + package(),
        package()[:-30],
        package()[: len(package()) // 2],
        package() + bytes(100 * KIB),
        b"PK\x03\x04" + bytes(1020) + package(),
    ],
    ids=["empty", "two", "mark", "junk", "cut", "half", "tail", "disguised"],
)
def test_what_is_no_whole_zip_is_damage(data: bytes) -> None:
    assert code_of(data) == "beschadigd"


def test_encrypted_members_are_told_apart_from_damage() -> None:
    data = bytearray(zipped({"a": "x"}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(data)) == "versleuteld"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO])
def test_a_link_in_a_zip_is_refused_and_the_rest_is_read(kind: int) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (kind | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", "x")
    opened = Archive(buffer.getvalue())
    assert opened.read("a.txt") == b"x"
    with pytest.raises(DocumentError, match="verwijzing") as caught:
        opened.read("link.txt")
    assert caught.value.code == "niet-ondersteund"


def test_a_rare_packing_method_is_not_supported() -> None:
    assert code_of(zipped({"a": "x"}, zipfile.ZIP_BZIP2)) == "niet-ondersteund"


@given(st.dictionaries(st.text("abcdefg/.é", min_size=1), st.binary(), max_size=5))
def test_what_was_zipped_is_read_back(members: dict[str, bytes]) -> None:
    files = {k: v for k, v in members.items() if not k.endswith("/")}
    assert read_all(zipped(files)) == files


@given(st.data())
def test_a_changed_byte_never_gives_other_content(data: st.DataObject) -> None:
    members = {"a.xml": b"<a>tekst</a>" * 9, "b.txt": b"nog tekst"}
    whole = bytearray(zipped(members))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    try:
        read = read_all(bytes(whole))
    except DocumentError:
        return
    # Names are not protected by a checksum, what is read is.
    assert set(read.values()) <= set(members.values())


@given(st.binary().map(lambda tail: b"PK\x03\x04" + tail) | st.binary())
def test_any_bytes_are_an_archive_or_a_refusal(data: bytes) -> None:
    with suppress(DocumentError):
        read_all(data)
