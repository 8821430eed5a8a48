"""Package: the parts of a Word file, taken out of its zip and put back the same way.

The same parts give the same bytes: members sorted, their stamps fixed.
"""

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from pipeline.errors import TemplateError

MOMENT: Final = (1980, 1, 1, 0, 0, 0)
TYPES: Final = "[Content_Types].xml"
RELATIONS: Final = "_rels/.rels"
CORE: Final = "docProps/core.xml"
CUSTOM: Final = "docProps/custom.xml"

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CUSTOM: Final = f"{{{_DOCUMENT}/custom-properties}}"
_VALUES: Final = f"{{{_DOCUMENT}/docPropsVTypes}}"
_CUSTOM_KIND: Final = (
    "application/vnd.openxmlformats-officedocument.custom-properties+xml"
)
# The class of properties that a person adds under File > Properties > Custom.
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST_TITLE: Final = 250
# One for all parts: to make one takes as long as to read a small part.
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


def unpack(package: bytes) -> dict[str, bytes]:
    """Take a template apart.

    Raises:
        TemplateError: when it is no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            parts = {name: opened.read(name) for name in opened.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        message = "Het sjabloon is geen Word-document (.docx) of is beschadigd."
        raise TemplateError(message) from error
    return {name: part for name, part in parts.items() if not name.endswith("/")}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Put parts together; the same parts give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts):
            member = zipfile.ZipInfo(name, MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            package.writestr(member, parts[name])
    return target.getvalue()


def is_xml(name: str) -> bool:
    """Whether the part of that name is XML."""
    return name.endswith((".xml", ".rels"))


def parse(xml: bytes | str) -> etree._Element:
    """Parse strictly, without entities from outside.

    Raises:
        etree.XMLSyntaxError: when it is not well-formed.
    """
    return etree.fromstring(xml, _PARSER)


def serialise(root: etree._Element) -> bytes:
    """Write a part the way Word does."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def with_title(parts: Mapping[str, bytes], title: str) -> dict[str, bytes]:
    """Set the document's title, which a screen reader says first.

    Not through the template: docxtpl escapes a property twice (research, reliability
    2.1).
    """
    if CORE not in parts:
        return dict(parts)
    root = parse(parts[CORE])
    element = root.find(f"{_DC}title")
    if element is None:
        element = etree.SubElement(root, f"{_DC}title")
    element.text = title[:_LONGEST_TITLE]
    return {**parts, CORE: serialise(root)}


def with_properties(
    parts: Mapping[str, bytes], properties: Mapping[str, str]
) -> dict[str, bytes]:
    """Add custom document properties; others that the template has stay."""
    changed = dict(parts)
    if CUSTOM in parts:
        root = parse(parts[CUSTOM])
    else:
        root = etree.Element(
            f"{_CUSTOM}Properties",
            nsmap={"op": _CUSTOM[1:-1], "vt": _VALUES[1:-1]},
        )
        changed |= _announced(parts[TYPES], parts[RELATIONS])
    for element in list(root):
        if element.get("name") in properties:
            root.remove(element)
    used = {int(element.get("pid", "1")) for element in root} | {1}
    for pid, (name, text) in enumerate(properties.items(), max(used) + 1):
        element = etree.SubElement(
            root, f"{_CUSTOM}property", fmtid=_FORMAT, pid=str(pid), name=name
        )
        etree.SubElement(element, f"{_VALUES}lpwstr").text = text
    changed[CUSTOM] = serialise(root)
    return changed


@lru_cache(maxsize=4)
def _announced(content_types: bytes, links: bytes) -> Mapping[str, bytes]:
    """Name the custom properties where Word looks for parts."""
    types, relations = parse(content_types), parse(links)
    etree.SubElement(
        types,
        f"{{{_PACKAGE}/content-types}}Override",
        PartName=f"/{CUSTOM}",
        ContentType=_CUSTOM_KIND,
    )
    etree.SubElement(
        relations,
        f"{{{_PACKAGE}/relationships}}Relationship",
        Id="rIdSamenleven",
        Type=f"{_DOCUMENT}/relationships/custom-properties",
        Target=CUSTOM,
    )
    return {TYPES: serialise(types), RELATIONS: serialise(relations)}
