"""Package: what all Office packages share: relationships and document properties.

Paths are those of the archive, without a leading slash. External targets are never
followed, and a relationship to a part that is not there is no relationship: Office
opens such files too.
"""

from collections.abc import Iterator
from typing import Final

from pipeline.intake.archive import Archive
from pipeline.reading.xmlpart import Element, parse

_RELATION: Final = (
    "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
)


def relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """Id, type (its last word, such as `drawing`) and target of the links of `part`.

    `part` is a path, or empty for the package itself.
    """
    for relation, target in _related(archive, part):
        if target is not None:
            yield relation.get("Id") or "", _kind(relation), target


def outside(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """Id and type of the links of `part` that lead to nothing in the package."""
    for relation, target in _related(archive, part):
        if target is None:
            yield relation.get("Id") or "", _kind(relation)


def _related(archive: Archive, part: str) -> Iterator[tuple[Element, str | None]]:
    """The links of `part`, each with the member it leads to, if it does."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if rels not in archive:
        return
    for relation in parse(archive.read(rels)).iterchildren(_RELATION):
        target = _resolved(folder, relation.get("Target") or "")
        inside = relation.get("TargetMode") != "External" and target in archive
        yield relation, target if inside else None


def _kind(relation: Element) -> str:
    return (relation.get("Type") or "").rpartition("/")[2]


def properties(archive: Archive) -> Iterator[tuple[str, str]]:
    """Name and value of the core and custom properties that are filled in."""
    for part in ("docProps/core.xml", "docProps/custom.xml"):
        if part in archive:
            for element in parse(archive.read(part)).iterchildren("*"):
                name = element.get("name") or str(element.tag).rpartition("}")[2]
                text = "".join(str(piece) for piece in element.itertext()).strip()
                if text:
                    yield name, text


def has_macros(archive: Archive) -> bool:
    """Whether the package carries a VBA project, under whatever name it was sent."""
    return any(name.lower().endswith("vbaproject.bin") for name in archive.names)


def _resolved(folder: str, target: str) -> str:
    full = target[1:] if target.startswith("/") else f"{folder}/{target}"
    parts: list[str] = []
    for piece in full.split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece not in {"", "."}:
            parts.append(piece)
    return "/".join(parts)


def is_computed_anew(workbook: Element) -> bool:
    """Whether a workbook asks to be computed when it is opened.

    Programs that write formulas and compute none of them ask so, and store a 0 as the
    result of each.
    """
    settings = workbook.find("{*}calcPr")
    asked = settings.get("fullCalcOnLoad") if settings is not None else None
    return asked in {"1", "true"}
