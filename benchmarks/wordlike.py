"""Wordlike: a form as Word saves it, with answers that nobody read before.

A sample is lean: our own filler wrote it. Word puts fonts, sizes and languages on every
run, revision ids on every paragraph, and cuts runs where its speller had something to
say. What is remembered of a line from one document to the next would flatter us, so the
words of every answer are put in another order.
"""

import copy
import io
import random
import zipfile
from collections.abc import Container, Iterator
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN: Final = "word/document.xml"
_FONTS: Final = {"ascii": "Calibri", "hAnsi": "Calibri", "cs": "Calibri"}
_ANSWER: Final = 4  # words in a run that is more than a number or a date
_CUT: Final = 60  # characters of a run that the speller may have cut


def texts_of(package: bytes) -> frozenset[str]:
    """The paragraphs of a form: what is none of these, somebody wrote."""
    return frozenset(map(_text, _root(package).iter(f"{_W}p")))


def as_word_saves(package: bytes, form: Container[str], number: int) -> bytes:
    """`package` with the markup of Word, and answers of its own for each `number`.

    `form` are the paragraphs of the blank, which stay as they are.
    """
    hand = random.Random(number)  # noqa: S311 - the same document every time
    root = _root(package)
    for paragraph in root.iter(f"{_W}p"):
        if _text(paragraph) not in form:
            _answer_anew(paragraph, hand)
    for paragraph in list(root.iter(f"{_W}p")):
        _dress_paragraph(paragraph, hand)
    for run in list(root.iter(f"{_W}r")):
        _dress_run(run, hand)
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            main = name == _MAIN
            new.writestr(name, etree.tostring(root) if main else old.read(name))
    return target.getvalue()


def _root(package: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return etree.fromstring(archive.read(_MAIN))


def _text(paragraph: etree._Element) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(f"{_W}t")).strip()


def _answer_anew(paragraph: etree._Element, hand: random.Random) -> None:
    for piece in paragraph.iter(f"{_W}t"):
        words = (piece.text or "").split(" ")
        if len(words) > _ANSWER:
            hand.shuffle(words)
            piece.text = " ".join([*words, str(hand.randrange(10**6))])


def _dress_paragraph(paragraph: etree._Element, hand: random.Random) -> None:
    for name in ("rsidR", "rsidRDefault", "rsidP", "rsidRPr"):
        paragraph.set(f"{_W}{name}", f"{hand.randrange(1 << 32):08X}")
    look = _look(paragraph, "pPr")
    _add(look, "spacing", after="120", line="276", lineRule="auto")
    mark = _add(look, "rPr")
    _add(mark, "rFonts", **_FONTS)
    _add(mark, "lang", val="nl-BE")


def _dress_run(run: etree._Element, hand: random.Random) -> None:
    run.set(f"{_W}rsidR", f"{hand.randrange(1 << 32):08X}")
    look = _look(run, "rPr")
    _add(look, "rFonts", **_FONTS)
    _add(look, "sz", val="22")
    _add(look, "szCs", val="22")
    _add(look, "lang", val="nl-BE")
    for piece in _cuttable(run):
        other = copy.deepcopy(run)
        other.tail = None
        text, at = piece.text or "", hand.randrange(10, _CUT)
        (behind,) = other.iterchildren(f"{_W}t")
        piece.text, behind.text = text[:at], text[at:]
        for half in (piece, behind):
            half.set(_SPACE, "preserve")
        run.addnext(other)
        run.addnext(_mark(run, "spellStart"))
        other.addnext(_mark(run, "spellEnd"))


def _cuttable(run: etree._Element) -> Iterator[etree._Element]:
    """The text of a run, where it is all that the run holds, and long."""
    content = [child for child in run if child.tag != f"{_W}rPr"]
    if [child.tag for child in content] == [f"{_W}t"]:
        yield from (piece for piece in content if len(piece.text or "") > _CUT)


def _look(element: etree._Element, name: str) -> etree._Element:
    found = element.find(f"{_W}{name}")
    if found is None:
        found = element.makeelement(f"{_W}{name}", {})
        element.insert(0, found)
    return found


def _add(parent: etree._Element, name: str, **values: str) -> etree._Element:
    attributes = {f"{_W}{key}": value for key, value in values.items()}
    return etree.SubElement(parent, f"{_W}{name}", attributes)


def _mark(near: etree._Element, kind: str) -> etree._Element:
    return near.makeelement(f"{_W}proofErr", {f"{_W}type": kind})
