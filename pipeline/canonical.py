r"""Canonical: text as the contract writes it (section 3, Text).

    what a person typed -> the same words, one spelling of blanks and line ends

NFC; line ends `\n`; non-breaking space -> space; soft hyphen gone; control characters
(tab and line end aside) and lone surrogates -> U+FFFD; trailing blanks, outer empty
lines and a leading bullet glyph gone. Idempotent.
"""

import re
import unicodedata
from typing import Final

# Glyphs that only draw a list. A typed hyphen or asterisk stays: it is the person's.
# The hyphen bullet among them is one that Word draws; a typed hyphen is another.
BULLETS: Final = "•·▪◦‣●○■∙◆◇➢➤►▶❖⁃\uf0b7\uf0a7\uf0d8"  # noqa: RUF001

_LINE_END: Final = re.compile("\r\n?")
_NO_BREAK: Final = re.compile("[\u00a0\u202f]")
_BAD: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BULLET: Final = re.compile(rf"^[ \t]*[{BULLETS}][ \t{BULLETS}]*", re.MULTILINE)


def canonical(text: str) -> str:
    """`text` in canonical form; the empty string when nothing is left."""
    if text.isascii() and text.isprintable():
        return text.rstrip(" ")  # most lines: no line end, and nothing to respell
    text = _LINE_END.sub("\n", text)
    text = _BAD.sub("\ufffd", _NO_BREAK.sub(" ", text.replace("\u00ad", "")))
    text = unicodedata.normalize("NFC", text)
    # Not by a pattern: one that looks for trailing blanks is quadratic in hostile text.
    lines = (line.rstrip(" \t") for line in _BULLET.sub("", text).split("\n"))
    return "\n".join(lines).strip("\n")


def canonical_or_none(text: str) -> str | None:
    """`canonical`, with `None` for text of which only blanks are left."""
    text = canonical(text)
    return text if text.strip() else None


def header_line(text: str) -> str:
    """`text` as a header field of a mail can hold it: one line, all of it as it stands.

    A header field may hold encoded words (RFC 2047), in which a line end can hide.
    """
    return " ".join(canonical(text).split()).replace("=?", "= ?")
