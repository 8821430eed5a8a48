"""Defuse: a document for LibreOffice, without the fields that take in other files.

    bytes of a .rtf or .doc -> the same, with those fields called something else

LibreOffice opens the picture that a field INCLUDEPICTURE names, whatever its settings:
a file of this machine, or on Windows a share of another one. The text that a person
sees is the result of a field, which stays.
"""

import re
from typing import Final

# Those that say something themselves. Whatever else a field is called, or however its
# name is spelled, it is not carried out.
_KEPT: Final = frozenset(
    {b"FORMTEXT", b"FORMCHECKBOX", b"FORMDROPDOWN", b"SYMBOL", b"QUOTE", b"HYPERLINK"}
    | {b"PAGE", b"NUMPAGES", b"SECTIONPAGES", b"PAGEREF", b"REF", b"TOC", b"SEQ"}
    | {b"DATE", b"TIME", b"CREATEDATE", b"SAVEDATE", b"PRINTDATE", b"AUTHOR", b"TITLE"}
    | {b"SUBJECT", b"FILENAME", b"DOCPROPERTY", b"MERGEFIELD", b"EQ", b"MACROBUTTON"}
)
# What Word writes between the start of a field and its name: how its letters look.
_LOOKS: Final = (
    rb"(?:\s|[{}]|\\(?:rtlch|ltrch|fcs|afs|af|alang|ab|ai|fs|f|langfenp|langfe|langnp|"
    rb"lang|insrsid|charrsid|cgrid|loch|hich|dbch|kerning|noproof|cf|cb|highlight|ulnone|"
    rb"ul|b|i)-?\d*)*"
)
_FIELD: Final = re.compile(rb"\\fldinst(?![a-z])" + _LOOKS + rb"([A-Za-z]*)")
_NO_FIELD: Final = rb"\fldinsx"  # unknown, and told to be passed over when unknown
# In a .doc the text is in one byte a letter, or in two.
_NAMES: Final = (b"INCLUDEPICTURE", b"INCLUDETEXT", b"IMPORT", b"DDEAUTO", b"DDE")
_WIDE: Final = b"\0"


def defused(data: bytes, suffix: str) -> bytes:
    """`data`, a document of kind `suffix`; of the same length."""
    if suffix == "rtf":
        return _FIELD.sub(_without, data)
    for name in _NAMES:
        for spelled in (name, _WIDE.join(name[at : at + 1] for at in range(len(name)))):
            begin = rb"(?<=\x13)(\0?(?: \0?)*)" + re.escape(spelled)
            data = re.sub(begin, rb"\1" + b"X" + spelled[1:], data, flags=re.IGNORECASE)
    return data


def _without(field: re.Match[bytes]) -> bytes:
    if field[1].upper() in _KEPT:
        return field[0]
    return _NO_FIELD + field[0][len(_NO_FIELD) :]
