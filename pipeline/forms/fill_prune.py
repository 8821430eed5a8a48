"""Fill prune: what a bestuur need not see goes out of a blank before it is sent.

    Blank + Keuze -> the same blank, with only the parts that are asked of this bestuur

The form tells besturen to delete what does not apply to them; this does it for them. A
table of which nothing is left goes with its heading. What stays is untouched.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.forms.fill_anchors import Blank, Part
from pipeline.forms.fill_siblings import remove, together
from pipeline.forms.fill_text import paragraphs_of
from pipeline.reading.wordstyle import W
from pipeline.reading.xmlpart import Element

_ROW: Final = f"{W}tr"
_TABLE: Final = f"{W}tbl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """The parts to keep, by id; of those in `velden` only the fields that begin so.

    The jury's rows stay as long as something else of their table does.
    """

    delen: frozenset[str]
    velden: Mapping[str, frozenset[str]] = field(default_factory=dict)


def prune(blank: Blank, keuze: Keuze) -> None:
    """Take out of `blank` what `keuze` does not keep."""
    tables: list[Element] = []
    for part in blank.parts.values():
        if part.deel.doel == "jurering":
            continue
        if part.deel.id not in keuze.delen:
            tables += _drop(part)
        elif part.deel.id in keuze.velden:
            _drop_fields(part, keuze.velden[part.deel.id], blank)
    for table in dict.fromkeys(tables):
        if not _is_asked(table, blank):
            _drop_table(table, blank)


def _drop(part: Part) -> list[Element]:
    """Remove a whole part; gives the tables that lost rows by it."""
    if not part.paragraphs:
        return []
    elements = together(part.paragraphs)
    tables = [e.getparent() for e in elements if e.tag == _ROW]
    for element in elements:
        remove(element)
    part.koppen.clear()
    part.anchors.clear()
    return [table for table in tables if table is not None]


def _drop_fields(part: Part, keep: frozenset[str], blank: Blank) -> None:
    """Remove the rows of the fields that are not kept, with the titles above them."""
    going = [
        anchor
        for anchor in part.anchors
        if "." in anchor.naam and anchor.naam.partition(".")[0] not in keep
    ]
    staying = [anchor.paragraph for anchor in part.anchors if anchor not in going]
    for row in dict.fromkeys(_row_of(anchor.paragraph) for anchor in going):
        if row is None or _holds(row, staying):
            continue
        title = row.getprevious()
        if title is not None and title.tag == _ROW and _is_title(title, blank):
            remove(title)
        remove(row)
    part.anchors = [anchor for anchor in part.anchors if anchor not in going]


def _is_asked(table: Element, blank: Blank) -> bool:
    """Whether a table still holds a label of a part that is no jury's."""
    labels = [
        anchor.paragraph
        for part in blank.parts.values()
        if part.deel.doel != "jurering"
        for anchor in part.anchors
    ]
    return table.getparent() is not None and _holds(table, labels)


def _drop_table(table: Element, blank: Blank) -> None:
    heading = table.getprevious()
    while heading is not None and heading in blank.headings:
        above = heading.getprevious()
        remove(heading)
        heading = above
    for part in blank.parts.values():
        part.anchors = [a for a in part.anchors if not _holds(table, [a.paragraph])]
    remove(table)


def _holds(element: Element, paragraphs: Iterable[Element]) -> bool:
    inside = set(paragraphs_of(element))
    return any(paragraph in inside for paragraph in paragraphs)


def _is_title(row: Element, blank: Blank) -> bool:
    return all(paragraph in blank.headings for paragraph in paragraphs_of(row))


def _row_of(paragraph: Element) -> Element | None:
    return next(paragraph.iterancestors(_ROW), None)
