"""XML: the one hardened parser for every part that came in by mail.

No entity is expanded, no DTD loaded, no network touched, no limit of libxml2 lifted. A
document type declaration is refused: Office never writes one.
"""

import re
from typing import Final

from lxml import etree

from pipeline.errors import DocumentError

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

# Strict OOXML (ISO/IEC 29500-1) differs from the transitional form in its namespaces.
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z/]+)")
_TRANSITIONAL: Final = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"spreadsheetml/main": b"spreadsheetml/2006/main",
    b"presentationml/main": b"presentationml/2006/main",
    b"drawingml/main": b"drawingml/2006/main",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
    b"officeDocument/docPropsVTypes": b"officeDocument/2006/docPropsVTypes",
}


def parse(data: bytes) -> Element:
    """The root of `data`.

    Raises `DocumentError` (`beschadigd`) for what is no well-formed XML, has a document
    type declaration, or goes over libxml2's own limits of depth and size.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(
            "beschadigd", f"een onderdeel is geen geldige XML ({error})"
        ) from error
    # lxml's stubs do not say that there mostly is none.
    declared: object = root.getroottree().docinfo.internalDTD
    if declared is not None:
        raise DocumentError(
            "beschadigd", "een onderdeel bevat een verboden DTD-declaratie"
        )
    if (root.nsmap.get(root.prefix) or "").startswith("http://purl.oclc.org/ooxml/"):
        return parse(
            _STRICT.sub(_to_transitional, etree.tostring(root, encoding="utf-8"))
        )
    return root


def _to_transitional(match: re.Match[bytes]) -> bytes:
    path = match[1]
    for strict, transitional in _TRANSITIONAL.items():
        if path == strict or path.startswith(strict + b"/"):
            path = transitional + path[len(strict) :]
            break
    return b"http://schemas.openxmlformats.org/" + path
