"""Fill: answers are written into a blank Word form (the lens, put).

    blank package + Index + Invulling per copy of a part -> package

What a bestuur would do, and nothing more: type over the prompts, put an x where the
form prints a 0, copy rows for a second action, copy lines for a fourth initiative. What
is not answered keeps its prompt, and every other byte of the package stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.canonical import canonical
from pipeline.forms.choices import Option
from pipeline.forms.fill_anchors import DOCUMENT, Anchor, Part, open_blank, to_bytes
from pipeline.forms.fill_answer import Answerer, mark, renumber, title
from pipeline.forms.fill_package import repack, unpack
from pipeline.forms.fill_prune import Keuze, prune
from pipeline.forms.fill_siblings import copies, together
from pipeline.forms.fill_text import add_above, paragraphs_of
from pipeline.forms.kenmerk import Kenmerk
from pipeline.forms.labels import Index
from pipeline.forms.segment import INITIATIVE
from pipeline.intake.archive import Archive
from pipeline.reading.package import relations
from pipeline.reading.xmlpart import Element, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Invulling:
    """One copy of a part of the form, with what to write in it.

    `velden` are the texts by field of the mapping, `keuzes` the options by field; what
    is not in them stays as the form prints it. `kop` names what the copy is about, on a
    line of its own above its first label.
    """

    deel: str
    kop: str | None = None
    velden: Mapping[str, str] = field(default_factory=dict)
    keuzes: Mapping[str, Option] = field(default_factory=dict)
    initiatieven: tuple[Mapping[str, str], ...] = ()


def fill(
    package: bytes,
    index: Index,
    invullingen: Sequence[Invulling],
    kenmerk: Kenmerk,
    keuze: Keuze | None = None,
) -> bytes:
    """The blank `package` with `invullingen` in it, several for one part as copies.

    A field that the part does not have is not written. With `keuze` it is a personal
    form: only the parts that it keeps, and the code of `kenmerk` in sight. Raises
    `TemplateError` when the blank cannot be used.
    """
    parts = unpack(package, index.formulier.sjabloon)
    document = parts.get(DOCUMENT, b"")
    blank = open_blank(package, document, index)
    changed: dict[str, bytes] = {}
    if keuze is not None:
        prune(blank, keuze)
        changed |= dict(_with_code(package, parts, kenmerk.line))
    for part in blank.parts.values():
        mine = [item for item in invullingen if item.deel == part.deel.id]
        if mine and part.anchors:
            _fill_part(part, mine, Answerer(index.placeholders))
    changed[DOCUMENT] = to_bytes(blank.root, document)
    return repack(package, changed, kenmerk.properties)


def fields_of(index: Index, deel: str) -> frozenset[str]:
    """The fields that part `deel` of the form has a place for."""
    names = set()
    for veld in index.formulier.velden_van(deel):
        names |= {veld.naam, veld.tekst, veld.vervolg}
    return frozenset(name for name in names if name is not None)


def _fill_part(part: Part, invullingen: Sequence[Invulling], pen: Answerer) -> None:
    rows = together(part.paragraphs if part.deel.actie else _labels(part.anchors))
    for mapping, invulling in zip(
        copies(rows, len(invullingen)), invullingen, strict=True
    ):
        anchors = [_moved(anchor, mapping) for anchor in part.anchors]
        _fill_copy(anchors, invulling, pen)


def _with_code(
    package: bytes, parts: Mapping[str, bytes], line: str
) -> Iterator[tuple[str, bytes]]:
    """Every footer of the document with `line` above what it says."""
    for _, kind, target in relations(Archive(package), DOCUMENT):
        if kind == "footer":
            root = parse(parts[target])
            first = next(iter(paragraphs_of(root)), None)
            if first is not None:
                add_above(first, line)
            yield target, to_bytes(root, parts[target])


def _labels(anchors: Sequence[Anchor]) -> list[Element]:
    return [anchor.paragraph for anchor in anchors]


def _moved(anchor: Anchor, mapping: Mapping[Element, Element]) -> Anchor:
    """The same anchor in a copy; `mapping` gives the copy of each paragraph."""
    return replace(
        anchor,
        paragraph=mapping.get(anchor.paragraph, anchor.paragraph),
        below=tuple(mapping.get(below, below) for below in anchor.below),
    )


def _fill_copy(anchors: Sequence[Anchor], invulling: Invulling, pen: Answerer) -> None:
    _fill_initiatives(anchors, invulling.initiatieven, pen)
    for anchor in anchors:
        if not anchor.naam.startswith(INITIATIVE):
            _fill_field(anchor, invulling, pen)
    if invulling.kop is not None:
        title(anchors[0], canonical(invulling.kop))


def _fill_field(anchor: Anchor, invulling: Invulling, pen: Answerer) -> None:
    veld = anchor.veld
    texts = {
        name: canonical(text) for name, text in invulling.velden.items() if text.strip()
    }
    choice = invulling.keuzes.get(veld.naam)
    behind = texts.get(veld.tekst) if veld.tekst else None
    if veld.soort == "keuze":
        after = texts.get(veld.vervolg) if veld.vervolg else None
        if choice is not None or behind is not None or after is not None:
            pen.choose(anchor, choice, behind, after)
    elif veld.soort == "optie":
        if behind is not None:
            pen.write(anchor, behind)
        if choice is not None and choice == veld.optie:
            mark(anchor)
    elif veld.naam in texts:
        pen.write(anchor, texts[veld.naam])


def _fill_initiatives(
    anchors: Sequence[Anchor],
    initiatieven: Sequence[Mapping[str, str]],
    pen: Answerer,
) -> None:
    """Write each initiative behind its labels; too few of those: copy the last."""
    groups = _groups([a for a in anchors if a.naam.startswith(INITIATIVE)])
    if not groups or not initiatieven:
        return
    last = groups[-1]
    lines = together([p for a in last for p in (a.paragraph, *a.below)])
    more = copies(lines, max(1, len(initiatieven) - len(groups) + 1))[1:]
    groups += [[_moved(anchor, mapping) for anchor in last] for mapping in more]
    for number, (group, texts) in enumerate(zip(groups, initiatieven, strict=False), 1):
        for anchor in group:
            text = texts.get(anchor.naam.removeprefix(INITIATIVE))
            if text is not None:
                pen.write(anchor, canonical(text))
            renumber(anchor, number)


def _groups(anchors: Sequence[Anchor]) -> list[list[Anchor]]:
    """The labels of each initiative: a group begins with the first label again."""
    groups: list[list[Anchor]] = []
    for anchor in anchors:
        if not groups or anchor.naam == groups[0][0].naam:
            groups.append([])
        groups[-1].append(anchor)
    return groups
