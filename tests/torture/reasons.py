"""Reasons: the words of a package that may be out of an extraction, and why.

Told from the markup alone, without our reader, by the plainest XPath there is.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tests.torture.rivals import words

_BASE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_NS: Final = {
    "w": _BASE,
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_OFF: Final = "@w:val='0' or @w:val='false' or @w:val='off'"
REASONS: Final = {
    "deleted while tracking": (
        "//w:delText | //w:del//w:t | //w:moveFrom//w:t | //w14:conflictDel//w:t"
        "| //w:del//m:t | //w:tr[w:trPr/w:del]//w:t | //w:tc[w:tcPr/w:cellDel]//w:t"
    ),
    "struck out": f"//w:r[w:rPr/*[self::w:strike or self::w:dstrike][not({_OFF})]]/w:t",
    "the prompt of a control": (
        f"//w:sdt[w:sdtPr/w:showingPlcHdr[not({_OFF})]]/w:sdtContent//w:t"
    ),
    "what a list of choices offers": "//w:ddList/w:listEntry/@w:val",
    "a fraction, of which others drop the line": "//m:f//m:t",
    "the prompt of a legacy field": "//w:textInput/w:default/@w:val",
}
_COMPUTED: Final = ("PAGE", "NUMPAGES", "PAGEREF", "TOC")


def excused(data: bytes) -> set[str]:
    """The words of a package for which there is a reason."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        roots = [
            etree.fromstring(package.read(name).replace(_STRICT, _BASE.encode()))
            for name in package.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        ]
    for root in roots:
        for path in REASONS.values():
            # One more with no blanks between: others run pieces together.
            texts = [str(getattr(n, "text", n) or "") for n in _nodes(root, path)]
            found |= words(" ".join(texts)) | words("".join(texts))
        found |= words(" ".join(_computed(root)))
    return found | _struck_by_style(roots)


def _nodes(root: etree._Element, path: str) -> Iterator[object]:
    yield from root.xpath(path, namespaces=_NS)


def _computed(root: etree._Element) -> Iterator[str]:
    """What Word computes, and what stands in the instruction of a field."""
    for simple in _nodes(root, "//w:fldSimple"):
        if simple.get(f"{{{_BASE}}}instr", "").split()[0] in _COMPUTED:
            yield from simple.itertext()
    open_fields: list[list[str]] = []
    for node in _nodes(root, "//w:fldChar | //w:instrText | //w:t"):
        kind = node.get(f"{{{_BASE}}}fldCharType")
        if kind == "begin":
            open_fields.append(["", ""])
        elif kind == "separate" and open_fields:
            open_fields[-1][1] = "result"
        elif kind == "end" and open_fields:
            open_fields.pop()
        elif node.tag.endswith("instrText") and open_fields:
            open_fields[-1][0] += node.text or ""
        elif any(
            not state or (code.split()[:1] and code.split()[0] in _COMPUTED)
            for code, state in open_fields
        ):
            yield node.text or ""


def _struck_by_style(roots: list[etree._Element]) -> set[str]:
    styles = [s for root in roots for s in _nodes(root, "//w:style")]
    struck: set[str] = set()
    for _ in styles:  # a style may be based on one that comes later
        for style in styles:
            based = "".join(_nodes(style, "w:basedOn/@w:val"))
            if based in struck or list(_nodes(style, "w:rPr/w:strike")):
                struck.add(style.get(f"{{{_BASE}}}styleId"))
    everything = any(
        style.get(f"{{{_BASE}}}default") and style.get(f"{{{_BASE}}}styleId") in struck
        for style in styles
    )
    texts = [
        text.text or ""
        for root in roots
        for text in _nodes(root, "//w:t")
        if everything
        or struck & set(_nodes(text, "../w:rPr/w:rStyle/@w:val"))
        or struck & set(_nodes(text, "../../w:pPr/w:pStyle/@w:val"))
    ]
    return words(" ".join(texts))
