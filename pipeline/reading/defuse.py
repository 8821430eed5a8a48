"""Defuse: a document for LibreOffice, without the fields that take in other files.

    bytes of a .rtf, .doc or Word 2003 XML -> the same, with those fields gone

LibreOffice opens the picture that a field INCLUDEPICTURE names, whatever its settings:
a file of this machine, or on Windows a share of another one. The text that a person
sees is the result of a field, which stays.
"""

import re
from typing import Final

from lxml import etree

from pipeline.reading.xmlpart import parse

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


# Of Word 2003 XML: what tells LibreOffice that it is that, and what leads elsewhere.
_WORD_XML: Final = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
_ELSEWHERE: Final = frozenset({"attachedTemplate", "subDoc", "cfChunk"})


def defused(data: bytes, suffix: str) -> bytes:
    """`data`, a document of kind `suffix` (`rtf`, `doc`, `xml`).

    Raises `DocumentError` for XML with a document type, which may take in files too.
    """
    if suffix == "rtf":
        return _FIELD.sub(_without, data)
    if suffix == "xml":
        return _defused_xml(data)
    for name in _NAMES:
        for spelled in (name, _WIDE.join(name[at : at + 1] for at in range(len(name)))):
            begin = rb"(?<=\x13)(\0?(?: \0?)*)" + re.escape(spelled)
            data = re.sub(begin, rb"\1" + b"X" + spelled[1:], data, flags=re.IGNORECASE)
    return data


def _without(field: re.Match[bytes]) -> bytes:
    if field[1].upper() in _KEPT:
        return field[0]
    return _NO_FIELD + field[0][len(_NO_FIELD) :]


def _defused_xml(data: bytes) -> bytes:
    root = parse(data)
    for element in list(root.iter("{*}*")):
        name = etree.QName(element).localname
        if name == "instrText" and not _is_kept(element.text):
            element.text = ""
        for key in element.attrib:
            told = etree.QName(key).localname
            if told == "instr" and not _is_kept(element.get(key)):
                element.set(key, "")
            inside = (element.get(key) or "").startswith("wordml:")
            if name == "imagedata" and told in {"src", "href"} and not inside:
                del element.attrib[key]
        parent = element.getparent()
        if name in _ELSEWHERE and parent is not None:
            parent.remove(element)
    return _WORD_XML + etree.tostring(root, encoding="utf-8")


def _is_kept(code: object) -> bool:
    words = str(code or "").split()
    return bool(words) and words[0].upper().encode() in _KEPT
