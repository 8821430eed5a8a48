"""The objects of a pdf beside its pages' text: their strings, and where they stand.

raw objects of pdfminer -> text, boxes in points from the top left of the page

Any of them may be another kind of thing than the standard says; that one is then as
absent. References are resolved one at a time: a field and its page hold each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of what stands on a page, in points."""

_UTF8: Final = b"\xef\xbb\xbf"
_CORNERS: Final = 4
_DEEPEST: Final = 32  # fields in fields
_REFERENCES: Final = 16  # to references


def entry(holder: object, name: str) -> Any:
    """What `holder` has under `name`; `None` when that is nothing."""
    from pdfminer.pdftypes import PDFStream  # noqa: PLC0415

    holder = resolved(holder)
    if isinstance(holder, PDFStream):
        holder = holder.attrs
    return resolved(holder.get(name)) if isinstance(holder, Mapping) else None


def items(holder: object, name: str) -> list[Any]:
    """The list under `name`, its references as they are."""
    found = entry(holder, name)
    return found if isinstance(found, list) else []


def name_of(value: object) -> str:
    """A name (`/Tx`) without its slash; empty for anything else."""
    from pdfminer.psparser import PSLiteral  # noqa: PLC0415

    if not isinstance(value, PSLiteral):
        return ""
    name = value.name
    return name if isinstance(name, str) else name.decode("utf-8", "replace")


def string_of(value: object) -> str:
    r"""A string, or a stream that holds one, with `\n` at the end of its lines."""
    from pdfminer.pdftypes import PDFStream  # noqa: PLC0415
    from pdfminer.utils import decode_text  # noqa: PLC0415

    value = resolved(value)
    if isinstance(value, PDFStream):
        value = value.get_data()
    if not isinstance(value, bytes):
        return ""
    if value.startswith(_UTF8):
        text = value.decode("utf-8-sig", "replace")
    elif value.startswith(b"\xff\xfe"):
        text = value.decode("utf-16", "replace")
    else:
        text = decode_text(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def number_of(value: object) -> int:
    """A whole number, such as flags; 0 for anything else."""
    return int(value) if isinstance(value, int | float) else 0


def lineage(node: object) -> Iterator[object]:
    """A field and those that it stands in, from the inside out."""
    for _ in range(_DEEPEST):
        if not isinstance(resolved(node), Mapping):
            return
        yield node
        node = resolved(node).get("Parent")


def inherited(node: object, name: str) -> Any:
    """What a field has under `name`, or one that it stands in."""
    found = (entry(one, name) for one in lineage(node))
    return next((value for value in found if value is not None), None)


def boxes(page: Any, corners: Sequence[Any], each: int = _CORNERS) -> list[Box]:
    """The boxes around every `each` numbers, two to a point, on a page of pdfplumber.

    A rectangle has four of them, a stretch of marked text eight.
    """
    numbers = [resolved(value) for value in corners or ()]
    if not all(isinstance(value, int | float) for value in numbers):
        return []
    found = []
    for first in range(0, len(numbers) - each + 1, each):
        points = [
            _on_page(page, float(numbers[at]), float(numbers[at + 1]))
            for at in range(first, first + each - 1, 2)
        ]
        across, down = zip(*points, strict=True)
        found.append((min(across), min(down), max(across), max(down)))
    return found


def _on_page(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point as pdfplumber has it: the page turned as it is shown, y from the top."""
    x0, y0, x1, y1 = page.page_obj.mediabox
    turned = {
        90: (y - y0, x1 - x),
        180: (x1 - x, y1 - y),
        270: (y1 - y, x - x0),
    }
    across, up = turned.get(page.rotation, (x - x0, y - y0))
    return across + page.mediabox[0], page.height - up + page.mediabox[1]


def resolved(value: object) -> Any:
    """What a reference leads to; `None` for one that only leads to others.

    `resolve1` of pdfminer follows an object that names itself for ever.
    """
    from pdfminer.pdftypes import PDFObjRef  # noqa: PLC0415

    for _ in range(_REFERENCES):
        if not isinstance(value, PDFObjRef):
            return value
        value = value.resolve()
    return None


def object_number(holder: Any, name: str) -> int:
    """The number of the object that `holder` names."""
    found = resolved(holder)
    reference = found.get(name) if isinstance(found, Mapping) else None
    return int(getattr(reference, "objid", 0))
