"""Controls: the content controls of a sheet, each with its own id and answer.

A template holds each control once, empty; a loop copies it. Here the copies get the
unique `w:id` that Word wants, and those that were answered before show their answer.
What docxtpl leaves in an order that the schema does not have is put right too.
"""

from collections.abc import Mapping
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
)
FIRST_ID: Final = 1_000_001
FIRST_DRAWING: Final = 1001  # docxtpl's own count
_PROMPT_STYLE: Final = "PlaceholderText"
# Before w:id in CT_SdtPr (ECMA-376, 17.5.2.38).
_BEFORE_ID: Final = frozenset({f"{W}rPr", f"{W}alias", f"{W}tag"})
# Before w:shd in CT_TcPr (ECMA-376, 17.4.69).
_BEFORE_SHADE: Final = frozenset(
    f"{W}{name}"
    for name in (
        "cnfStyle",
        "tcW",
        "gridSpan",
        "hMerge",
        "vMerge",
        "tcBorders",
    )
)


def settle(root: etree._Element, answers: Mapping[str, str | None]) -> None:
    """Finish a rendered document in place; `answers` by tag, `None` for no answer."""
    for number, control in enumerate(root.iter(f"{W}sdt")):
        props = control.find(f"{W}sdtPr")
        if props is None:
            continue
        _number(props, FIRST_ID + number)
        tag = props.find(f"{W}tag")
        answer = answers.get(tag.get(f"{W}val", "")) if tag is not None else None
        if answer is not None:
            _answer(control, answer)
    for shade in list(root.iter(f"{W}shd")):
        _order_shade(shade)
    for cell in root.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":  # Word refuses a cell that does not end in one
            etree.SubElement(cell, f"{W}p")
    for number, drawing in enumerate(root.iter(f"{DRAWING}docPr")):
        drawing.set("id", str(FIRST_DRAWING + number))


def _number(props: etree._Element, number: int) -> None:
    element = props.find(f"{W}id")
    if element is None:
        element = etree.Element(f"{W}id")
        before = sum(child.tag in _BEFORE_ID for child in props)
        props.insert(before, element)
    element.set(f"{W}val", str(number))


def _answer(control: etree._Element, answer: str) -> None:
    """Put `answer` in the place of the grey prompt."""
    for prompt in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
        _drop(prompt)
    for style in control.findall(f".//{W}rStyle"):
        if style.get(f"{W}val") == _PROMPT_STYLE:
            _drop(style)
    runs = control.findall(f"{W}sdtContent//{W}r")
    for run in runs[1:]:
        _drop(run)
    if runs:  # a template whose prompt is gone shows no answer; it is in the dossier
        _write(runs[0], answer)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _write(run: etree._Element, answer: str) -> None:
    for child in [child for child in run if child.tag != f"{W}rPr"]:
        run.remove(child)
    for number, line in enumerate(answer.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        words = etree.SubElement(run, f"{W}t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _order_shade(shade: etree._Element) -> None:
    """Put the shade of a cell, which docxtpl writes first, where the schema has it."""
    props = shade.getparent()
    following = shade.getnext()
    if props is None or following is None or following.tag not in _BEFORE_SHADE:
        return
    props.remove(shade)
    before = sum(child.tag in _BEFORE_SHADE for child in props)
    props.insert(before, shade)
