"""Text: what somebody else typed, made safe to stand in a document of ours.

    any text -> the same words, which XML can hold and docxtpl leaves alone

Each step answers a way in which docxtpl damages a sheet without a word (research,
reliability 2.1): a control character makes it drop every later `&`, a lone surrogate
the rest of the document, `{_{` turns into `{{`, and ten million characters are cut.
"""

import re
from typing import Final

LIMIT: Final = 100_000
"""Characters of one answer that a sheet shows."""
LINES: Final = 2_000
"""Paragraphs of one answer that a sheet shows."""
NOTE: Final = " […] (ingekort: de volledige tekst staat in het dossier)"

_FINE: Final = re.compile("[\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
_LINE_END: Final = re.compile("\r\n?")
_NOT_XML: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNDONE: Final = re.compile(r"(?<=[{%}])_(?=[{%}])")
_TURNING: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
WORD_JOINER: Final = "\u2060"


def clean(text: str) -> str:
    """Make `text` fit for XML: one kind of line end, U+FFFD for what cannot stand.

    A word joiner, which nobody sees, keeps docxtpl from reading `{_{` as its own. Text
    over `LIMIT` characters is cut, and says so.
    """
    if len(text) > LIMIT + len(NOTE):
        text = text[:LIMIT] + NOTE
    if not _FINE.fullmatch(text):
        text = _NOT_XML.sub("\ufffd", _LINE_END.sub("\n", text))
    return _UNDONE.sub(f"{WORD_JOINER}_", text) if "_" in text else text


def file_name(name: str) -> str:
    """Show a file name as it is: marks that turn the order of letters around are told.

    `aanvraag<U+202E>xcod.exe` would read as `aanvraagexe.docx`.
    """
    return _TURNING.sub(lambda mark: f"<U+{ord(mark[0]):04X}>", name)


def alineas(text: str) -> tuple[str, ...]:
    """Cut an answer into its paragraphs, at least one, at most `LINES`."""
    if len(text) > LIMIT:
        text = text[:LIMIT] + NOTE
    lines = _LINE_END.sub("\n", text).split("\n", LINES)
    if len(lines) > LINES:
        lines[LINES] = NOTE.strip()
    return tuple(lines)
