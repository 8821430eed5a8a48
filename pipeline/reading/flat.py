"""Flat: a Word package in one XML file becomes the package that it stands for.

    bytes of a `pkg:package` (Word's "Word XML Document") -> bytes of a .docx

Parts stand in it as XML, or as base64 when they are pictures and the like. Reading it
as a package puts it under the same limits as any other.
"""

import base64
import binascii
import io
import zipfile
from typing import Final

from lxml import etree

from pipeline.errors import DocumentError
from pipeline.reading.xmlpart import Element, parse

_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"


def to_package(data: bytes) -> bytes:
    """The .docx that `data` is.

    Raises `DocumentError` with code `beschadigd` when a part of it is not readable.
    """
    root = parse(data)
    types = etree.Element(f"{{{_TYPES}}}Types")
    parts: dict[str, bytes] = {}
    for part in root.iterchildren(f"{_PKG}part"):
        name = part.get(f"{_PKG}name") or ""
        kind = part.get(f"{_PKG}contentType") or ""
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind
        )
        parts[name.lstrip("/")] = _content(part)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", etree.tostring(types))
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _content(part: Element) -> bytes:
    xml = part.find(f"{_PKG}xmlData")
    if xml is not None and len(xml):
        return etree.tostring(xml[0], encoding="utf-8", with_tail=False)
    try:
        return base64.b64decode(part.findtext(f"{_PKG}binaryData") or "")
    except binascii.Error as error:
        reason = "een onderdeel van het document is niet te lezen"
        raise DocumentError("beschadigd", reason) from error
