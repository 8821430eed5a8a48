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
_RENAMED: Final = {
    b"customProperties": b"custom-properties",
    b"extendedProperties": b"extended-properties",
}

# One for all parts: to make one takes as long as to read a small part.
_PARSER: Final = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,  # in the middle of a word they would hide its end
    remove_pis=True,
)


def parse(data: bytes) -> Element:
    """The root of `data`.

    Raises `DocumentError` (`beschadigd`) for what is no well-formed XML, has a document
    type declaration, or goes over libxml2's own limits of depth and size.
    """
    try:
        root = etree.fromstring(data, _PARSER)
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


def first_child(element: Element, tag: str) -> Element | None:
    """The first child called `tag`; where there are few, `find` is slower."""
    for found in element:
        if found.tag == tag:
            return found
    return None


def _to_transitional(match: re.Match[bytes]) -> bytes:
    family, _, rest = match[1].partition(b"/")
    name, slash, more = rest.partition(b"/")
    name = _RENAMED.get(name, name)
    path = family + b"/2006/" + name + slash + more
    return b"http://schemas.openxmlformats.org/" + path
