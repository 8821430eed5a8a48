"""How a form is laid out: the same texts as tables, cells, paragraphs, boxes, lists.

groups of what was written -> elements of a document
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tests.strangers.document import Box, Cell, Element, Para, Run, Table, para
from tests.strangers.people import Written


@dataclass
class Group:
    """A part of the form: a block, an action, a section; `titel` names its action."""

    regels: list[Written] = field(default_factory=list)
    titel: str = ""


Layout = Callable[[Sequence[Group]], list[Element]]


def _lines(one: Written) -> list[Element]:
    """Label and answer below each other, as in one cell."""
    first = replace(one.label, runs=(*one.label.runs, *one.beside))
    return [first, *one.below] if first.runs else [*one.below]


def _answer(one: Written) -> list[Element]:
    """The answer alone, for a cell of its own."""
    runs = tuple(one.beside)
    if runs and runs[0].text.isspace():
        runs = runs[1:]
    elif runs and runs[0].text[:1].isspace():
        runs = (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:])
    return [*([Para(runs)] if runs else []), *one.below]


def _is_fixed(one: Written) -> bool:
    return one.item.kind in {"vast", "kop"} or not one.item.text


def _label_only(one: Written) -> bool:
    """An option is ticked on its line, so it keeps its words there."""
    return one.item.kind == "optie"


def _title(group: Group) -> list[Element]:
    return [para(group.titel)] if group.titel else []


def _cell(*inside: Element, span: int = 1) -> Cell:
    return Cell(inside or (para(),), span)


def paragraphs(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        out += [para(), *_title(group)]
        for one in group.regels:
            out += _lines(one)
    return out


def spaced_paragraphs(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        out += [para(), *_title(group), para()]
        for one in group.regels:
            out += [*_lines(one), para()]
    return out


def one_table(groups: Sequence[Group]) -> list[Element]:
    rows = []
    for group in groups:
        if group.titel:
            rows.append((_cell(para(group.titel)),))
        rows += [(_cell(*_lines(one)),) for one in group.regels]
    return [Table(tuple(rows))]


def as_official(groups: Sequence[Group]) -> list[Element]:
    """A row for each line that begins a cell, what follows in the same cell."""
    out: list[Element] = []
    for group in groups:
        rows: list[list[Element]] = []
        before: list[Element] = _title(group)
        for one in group.regels:
            if one.item.cell or not rows:
                rows.append(before)
                before = []
            rows[-1].extend(_lines(one))
        out += [Table(tuple((_cell(*row),) for row in rows)), para()]
    return out


def cell_per_group(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        inside = [*_title(group), *(x for one in group.regels for x in _lines(one))]
        out += [Table(((_cell(*inside),),)), para()]
    return out


def title_above_cell(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        inside = [x for one in group.regels for x in _lines(one)]
        out += [*_title(group), Table(((_cell(*inside),),)), para()]
    return out


def _pairs(group: Group, width: int = 2) -> Iterator[tuple[Cell, ...]]:
    if group.titel:
        yield (_cell(para(group.titel), span=width),)
    for one in group.regels:
        if _is_fixed(one):
            yield (_cell(*_lines(one), span=width),)
        elif _label_only(one) or width == 2:
            yield (_cell(one.label), _cell(*_answer(one), span=width - 1))
        else:
            bare = one.label.text
            sign = next((s for s in ("•", "·") if bare.startswith(s)), "")
            label = one.label
            if sign and len(label.runs) == 1:
                run = label.runs[0]
                label = replace(
                    label, runs=(replace(run, text=bare.removeprefix(sign).lstrip()),)
                )
            yield (_cell(para(sign)), _cell(label), _cell(*_answer(one)))


def left_right(groups: Sequence[Group]) -> list[Element]:
    return [Table(tuple(row for group in groups for row in _pairs(group)))]


def left_right_per_group(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        out += [Table(tuple(_pairs(group))), para()]
    return out


def three_columns(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        out += [Table(tuple(_pairs(group, 3))), para()]
    return out


def nested(groups: Sequence[Group]) -> list[Element]:
    inside: list[Element] = []
    for group in groups:
        inside += [Table(tuple(_pairs(group))), para()]
    return [Table(((_cell(*inside),),))]


def rows_apart(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        rows: list[tuple[Cell, ...]] = []
        if group.titel:
            rows.append((_cell(para(group.titel)),))
        for one in group.regels:
            if _is_fixed(one):
                rows.append((_cell(*_lines(one)),))
            else:
                rows += [(_cell(one.label),), (_cell(*_answer(one)),)]
        out += [Table(tuple(rows)), para()]
    return out


def boxed_headings(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        out += [para(), *_title(group)]
        for one in group.regels:
            if one.item.kind == "kop":
                out.append(Box((one.label,)))
            else:
                out += _lines(one)
    return out


def listed(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        out += [para(), *_title(group)]
        for one in group.regels:
            first, *more = _lines(one) or [para()]
            if isinstance(first, Para) and not _is_fixed(one):
                first = replace(first, listed=2)
            out += [first, *more]
    return out


def styled_headings(groups: Sequence[Group]) -> list[Element]:
    out: list[Element] = []
    for group in groups:
        if group.titel:
            out.append(para(group.titel, heading=True))
        for one in group.regels:
            first, *more = _lines(one) or [para()]
            if isinstance(first, Para) and one.item.kind == "kop":
                first = replace(first, heading=True)
            out += [first, *more]
    return out


def initiative_in_a_row(groups: Sequence[Group]) -> list[Element]:
    """Initiatief, Timing and KPI beside each other in a row of three cells."""
    out: list[Element] = []
    for group in groups:
        rows: list[tuple[Cell, ...]] = []
        if group.titel:
            rows.append((_cell(para(group.titel), span=3),))
        for one in group.regels:
            cell = _cell(*_lines(one))
            if one.item.slot in {"timing", "kpi"}:
                rows[-1] = (*rows[-1], cell)
            elif one.item.slot == "omschrijving":
                rows.append((cell,))
            else:
                rows.append((replace(cell, span=3),))
        out += [Table(tuple(rows)), para()]
    return out


def counts_side_by_side(groups: Sequence[Group]) -> list[Element]:
    """`Te behalen` and `Behaald` in one row, the rest as paragraphs."""
    out: list[Element] = []
    for group in groups:
        out += _title(group)
        row: list[Cell] = []
        for one in group.regels:
            if one.item.slot in {"te_behalen", "behaald"}:
                row.append(_cell(*_lines(one)))
                if one.item.slot == "behaald":
                    out += [Table((tuple(row),)), para()]
                    row = []
            else:
                out += _lines(one)
    return out


LAYOUTS: Final[dict[str, Layout]] = {
    made.__name__: made
    for made in (
        paragraphs,
        spaced_paragraphs,
        one_table,
        as_official,
        cell_per_group,
        title_above_cell,
        left_right,
        left_right_per_group,
        three_columns,
        nested,
        rows_apart,
        boxed_headings,
        listed,
        styled_headings,
        initiative_in_a_row,
        counts_side_by_side,
    )
}
__all__ = ["LAYOUTS", "Group", "Layout", "Run"]
