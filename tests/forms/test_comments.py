"""Comments written into a package: what is there stays, what is added can be found."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from pipeline.errors import DocumentError
from pipeline.forms.comment_marks import Note
from pipeline.forms.comments import with_comments
from pipeline.reading.word import read_word, walk_word
from pipeline.reading.wordstyle import W
from tests.torture.ooxml import commented, notes, p, package, r, tbl, tc, tr

MAIN = "word/document.xml"
CHANGED = {
    MAIN,
    "word/comments.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
}
OURS = re.compile(
    rb"<(?:\w+:)commentRange(?:Start|End)\b[^>]*/>"
    rb"|<(?:\w+:)r(?: xmlns[^>]*)?><(?:\w+:)commentReference\b[^>]*/></(?:\w+:)r>"
)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replaced(data: bytes, **changed: bytes) -> bytes:
    """`data` with another content for `document`, or without a member (`b""`)."""
    target = io.BytesIO()
    named = {"document": MAIN, "rels": "word/_rels/document.xml.rels"}
    new = {named[key]: content for key, content in changed.items()}
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in (parts(data) | new).items():
            if content:
                archive.writestr(name, content)
    return target.getvalue()


def note(paragraph: int, *lines: str, until: int | None = None) -> Note:
    last = paragraph if until is None else until
    return Note(paragraph=paragraph, until=last, lines=lines or ("gelezen",))


def comments(data: bytes) -> dict[str, str]:
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return {
        comment.get(f"{W}id") or "": "\n".join(
            "".join(str(t) for t in line.itertext()) for line in comment.iter(f"{W}p")
        )
        for comment in root
    }


def beside(data: bytes, comment: str) -> str:
    """The text between the marks of one comment."""
    root = etree.fromstring(parts(data)[MAIN])
    inside, text = False, ""
    for element in root.iter("*"):
        if element.get(f"{W}id") == comment:
            inside = {
                f"{W}commentRangeStart": True,
                f"{W}commentRangeEnd": False,
            }.get(str(element.tag), inside)
        elif inside and element.tag == f"{W}t":
            text += element.text or ""
    return text


def blocks(data: bytes) -> list[tuple[str, str]]:
    return [(block.place, block.text) for block in read_word(data).blocks]


PLAIN = package(p("een") + "<w:p/>" + p(r("twee"), props='<w:jc w:val="left"/>'))


def test_only_what_must_change_does_and_only_by_what_is_added() -> None:
    made = with_comments(PLAIN, MAIN, [note(0), note(2, "a", "b")])
    before, after = parts(PLAIN), parts(made)
    assert {name for name in after if before.get(name) != after[name]} == CHANGED
    assert OURS.sub(b"", after[MAIN]) == before[MAIN]
    assert blocks(made) == blocks(PLAIN)


def test_a_note_stands_around_the_text_of_its_paragraph() -> None:
    made = with_comments(PLAIN, MAIN, [note(0, "a"), note(2, "b", "c")])
    assert comments(made) == {"0": "a", "1": "b\nc"}
    assert [beside(made, number) for number in "01"] == ["een", "twee"]


def test_an_empty_paragraph_can_carry_notes() -> None:
    made = with_comments(PLAIN, MAIN, [note(1), note(1)])
    assert len(comments(made)) == 2
    assert blocks(made) == blocks(PLAIN)


def test_a_note_goes_on_to_the_last_paragraph_of_its_cell_and_no_further() -> None:
    cells = tbl(tr(tc(p("a"), p("b")), tc(p("c"))))
    made = with_comments(
        package(cells + p("d")), MAIN, [note(0, until=1), note(0, until=2)]
    )
    assert [beside(made, number) for number in "01"] == ["ab", "a"]


def test_the_comments_of_others_keep_their_ids_and_their_bytes() -> None:
    theirs = notes("comment", p("van de collega"))
    data = package(p(commented(r("een"))) + p("twee"), {"comments": theirs})
    made = with_comments(data, MAIN, [note(0, "x"), note(1, "y")])
    old, new = parts(data)["word/comments.xml"], parts(made)["word/comments.xml"]
    kept = old.removesuffix(b"</w:comments>")
    assert new.startswith(kept)
    told = comments(made)
    assert len(told) == 3
    assert {"x", "y"} < set(told.values())
    assert blocks(made) == blocks(data)
    assert ("opmerking 1, alinea 1", "van de collega") in blocks(made)
    unchanged = parts(data).keys() - {MAIN, "word/comments.xml"}
    assert all(parts(made)[name] == parts(data)[name] for name in unchanged)


def test_a_comment_of_ours_is_no_text_until_somebody_types_in_it() -> None:
    made = with_comments(PLAIN, MAIN, [note(0, "gelezen als 15")])
    assert walk_word(made).annotated
    changed = parts(made)["word/comments.xml"].replace(b"als 15", b"als 16")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in (parts(made) | {"word/comments.xml": changed}).items():
            archive.writestr(name, content)
    assert ("opmerking 0, alinea 1", "gelezen als 16") in blocks(target.getvalue())


def other_prefix(xml: bytes) -> bytes:
    for mark in (b"<", b"</", b" ", b"xmlns:"):
        xml = xml.replace(mark + b"w:", mark + b"q:").replace(b"xmlns:w=", b"xmlns:q=")
    return xml


def no_prefix(_: bytes) -> bytes:
    texts = "".join(f"<p><r><t>{t}</t></r></p>" for t in ("een", "twee"))
    return f'<document xmlns="{W[1:-1]}"><body>{texts}</body></document>'.encode()


def in_utf_16(xml: bytes) -> bytes:
    return xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")


@pytest.mark.parametrize("change", [other_prefix, no_prefix, in_utf_16])
def test_however_the_document_is_written(change: Callable[[bytes], bytes]) -> None:
    data = package(p("een") + p("twee"))
    data = replaced(data, document=change(parts(data)[MAIN]))
    made = with_comments(data, MAIN, [note(0, "a"), note(1, "b")])
    assert [beside(made, number) for number in "01"] == ["een", "twee"]
    assert blocks(made) == blocks(data)
    assert [text for _, text in blocks(made)] == ["een", "twee"]


def test_a_document_without_links_gets_them() -> None:
    made = with_comments(replaced(PLAIN, rels=b""), MAIN, [note(0, "a")])
    assert comments(made) == {"0": "a"}
    assert walk_word(made).annotated


def test_a_part_that_nothing_points_at_is_left_as_it_is() -> None:
    data = package(p("een"), extra={"word/comments.xml": b"<a/>"})
    made = with_comments(data, MAIN, [note(0)])
    assert parts(made)["word/comments.xml"] == b"<a/>"
    assert walk_word(made).annotated


def test_ids_that_are_as_high_as_can_be_leave_room() -> None:
    high = f'<w:bookmarkStart w:id="{2**31 - 1}" w:name="b"/>'
    data = package(p(high, r("een"), '<w:bookmarkEnd w:id="0"/>'))
    made = with_comments(data, MAIN, [note(0), note(0)])
    assert list(comments(made)) == ["1", "2"]


def test_a_member_that_is_damaged_cannot_be_copied() -> None:
    data = package(p("een"), extra={"word/media/a.png": b"beeld" * 9})
    at = data.index(b"word/media/a.png") + len("word/media/a.png")
    damaged = data[:at] + b"\xff\xff\xff" + data[at + 3 :]
    with pytest.raises(DocumentError):
        with_comments(damaged, MAIN, [note(0)])


def test_ten_thousand_notes_on_one_paragraph_take_a_moment() -> None:
    made = with_comments(PLAIN, MAIN, [note(0, str(n)) for n in range(10_000)])
    assert len(comments(made)) == 10_000
