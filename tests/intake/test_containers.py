import hashlib
import time

import pytest

from pipeline.intake.limits import KIB, MIB, Limits
from pipeline.intake.sniff import Format
from tests.intake.build import document, letter, package, zipped
from tests.intake.look import code, read, rows, text


def test_a_zip_hanging_on_a_mail_is_opened() -> None:
    inner = zipped({"map/motivatie.docx": package(), "~$motivatie.docx": "x"})
    item = read(letter(document(inner, "alles.zip")))
    assert rows(item)[1:] == [
        ("in.eml/alles.zip", "archief", None),
        ("in.eml/alles.zip/map/motivatie.docx", "document", None),
        ("in.eml/alles.zip/~$motivatie.docx", "tekst", None),
    ]
    (archive,) = item.parts
    assert (archive.sha256, archive.data) == (hashlib.sha256(inner).hexdigest(), b"")
    assert archive.parts[1].ignored == "een vergrendelbestand van Word of Excel"


def test_members_that_reach_outside_are_shown_inside() -> None:
    names = ["../../evil.docx", "/etc/passwd", "..\\x.pdf", "a/../b", "../.."]
    item = read(zipped(dict.fromkeys(names, "tekst")), "a.zip")
    assert [part.pad for part in item.parts] == [
        "a.zip/evil.docx",
        "a.zip/etc/passwd",
        "a.zip/x.pdf",
        "a.zip/a/b",
        "a.zip/naamloos",
    ]


def test_archives_in_archives_have_a_limit_of_depth() -> None:
    data = zipped({"motivatie.docx": package()})
    for level in range(3):
        item = read(data, "a.zip")
        assert rows(item)[-1][1:] == ("document", None), level
        data = zipped({"b.zip": data})
    assert rows(read(data, "a.zip"))[-1] == (
        "a.zip/b.zip/b.zip/b.zip",
        "archief",
        "te-groot",
    )


def test_what_nested_archives_unpack_to_counts_together() -> None:
    # Each of ten archives unpacks to 2 MB, which is allowed; together they may not.
    limits = Limits(archive_unpacked=5 * MIB, ratio=10_000)
    inner = zipped({f"{n}.txt": b"x" * 500_000 for n in range(4)})
    assert not any(code(one) for one in read(inner, "a.zip", limits).walk())
    item = read(zipped({f"{n}.zip": inner for n in range(10)}), "a.zip", limits)
    texts = [one for one in item.walk() if one.naam.endswith(".txt")]
    assert [code(one) for one in texts] == [None] * 10 + ["te-groot"] * 30


def test_a_small_zip_that_nests_to_a_terabyte_is_refused_at_once() -> None:
    data = bytes(10 * MIB)
    for level in range(4):
        data = zipped({f"{level}-{n}.zip": data for n in range(10)})
    assert len(data) < 40 * KIB
    begin = time.monotonic()
    item = read(data, "a.zip")
    assert time.monotonic() - begin < 2
    assert "te-groot" in {code(one) for one in item.walk()}
    assert sum(len(one.data) for one in item.walk()) < 100 * MIB


def test_a_bad_member_leaves_the_others_alone() -> None:
    data = zipped({"a.txt": bytes(MIB), "motivatie.docx": package(), "leeg.docx": ""})
    assert [code(part) for part in read(data, "a.zip").parts] == [
        "te-groot",
        None,
        "beschadigd",
    ]


def test_an_encrypted_zip_is_refused_as_such() -> None:
    data = bytearray(zipped({"a.docx": package()}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    item = read(bytes(data), "a.zip")
    assert (code(item), item.parts) == ("versleuteld", ())


@pytest.mark.parametrize(("mails", "end"), [(2, "\n"), (3, "\r\n"), (1, "\n")])
def test_an_mbox_is_split_into_its_mails(mails: int, end: str) -> None:
    postmark = "From jan@aalst.be Fri May  3 10:12:00 2024\n"
    one = f"{postmark}From: jan@aalst.be\nSubject: x\n\nBeste,\n\nFrom hier op.\n\n"
    item = read((one * mails).replace("\n", end).encode(), "mails.mbox")
    letters = item.parts or (item,)
    assert [text(part) for part in letters] == ["Beste,\n\nFrom hier op."] * mails
    assert item.format is (Format.mbox if mails > 1 else Format.eml)
