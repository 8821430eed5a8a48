"""A sheet read back the plain way: the standard library, no code of ours."""

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(sheet: bytes, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(sheet)) as box:
        return ET.fromstring(box.read(name))  # noqa: S314 - made by the test itself


def paragraphs(root: Any) -> list[str]:
    """Every paragraph, with a tab and a line break as they read."""
    return [_text(paragraph) for paragraph in root.iter(f"{W}p")]


def _text(paragraph: Any) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        node.text or "" if node.tag == f"{W}t" else signs.get(node.tag, "")
        for node in paragraph.iter()
    )


def controls(root: ET.Element) -> dict[str, ET.Element]:
    """Every content control by its tag."""
    found = {}
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            found[tag.get(f"{W}val", "")] = control
    return found


def options(control: ET.Element) -> list[str | None]:
    return [item.get(f"{W}displayText") for item in control.iter(f"{W}listItem")]


def is_empty(control: ET.Element) -> bool:
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def shown(control: ET.Element) -> str:
    content = control.find(f"{W}sdtContent")
    assert content is not None
    return _text(content)
