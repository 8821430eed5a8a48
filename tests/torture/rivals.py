"""Rivals: the words that two other readers of Word documents see."""

import io
import re
import unicodedata
from typing import Final

import mammoth
from docx2python import docx2python

WORD: Final = re.compile(r"[^\W_]{2,}")
# What docx2python puts around the words: names of notes, pictures, links, styles.
_OWN: Final = re.compile(r"----\w+[^-]*----|<[^>]*>|(?:foot|end)note\d+\)")


def words(text: str) -> set[str]:
    """The words of two letters or more, in lower case."""
    text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    return set(WORD.findall(text.lower()))


def seen_by_docx2python(data: bytes) -> set[str]:
    """All words of the body, margins, notes and comments."""
    with docx2python(io.BytesIO(data)) as document:
        text = "\n".join([document.text, *(c[3] for c in document.comments)])
    return words(_OWN.sub(" ", text))


def seen_by_mammoth(data: bytes) -> set[str]:
    """All words of the body and the notes."""
    return words(str(mammoth.extract_raw_text(io.BytesIO(data)).value))


RIVALS: Final = {"docx2python": seen_by_docx2python, "mammoth": seen_by_mammoth}
