"""Package: what all Office packages share: relationships and document properties.

Paths are those of the archive, without a leading slash. External targets are never
followed, and a relationship to a part that is not there is no relationship: Office
opens such files too.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.intake.archive import Archive
from pipeline.reading.xmlpart import Element, parse

_RELATION: Final = (
    "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
)
_REMEMBERED: Final = 1 << 15  # bytes of a part of relationships that is remembered


class _Link(NamedTuple):
    """A relationship: its id, the last word of its type, its target as written."""

    id: str
    kind: str
    target: str
    external: bool


def relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """Id, type (its last word, such as `drawing`) and target of the links of `part`.

    `part` is a path, or empty for the package itself.
    """
    for link, target in _related(archive, part):
        if target is not None:
            yield link.id, link.kind, target


def outside(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """Id and type of the links of `part` that lead to nothing in the package."""
    for link, target in _related(archive, part):
        if target is None:
            yield link.id, link.kind


def _related(archive: Archive, part: str) -> Iterator[tuple[_Link, str | None]]:
    """The links of `part`, each with the member it leads to, if it does."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if rels not in archive:
        return
    data = archive.read(rels)
    for link in _known_links(data) if len(data) <= _REMEMBERED else _links(data):
        target = _resolved(folder, link.target)
        inside = not link.external and target in archive
        yield link, target if inside else None


def _links(data: bytes) -> tuple[_Link, ...]:
    """The relationships in a part of them."""
    return tuple(
        _Link(
            id=relation.get("Id") or "",
            kind=(relation.get("Type") or "").rpartition("/")[2],
            target=relation.get("Target") or "",
            external=relation.get("TargetMode") == "External",
        )
        for relation in parse(data).iterchildren(_RELATION)
    )


# Forms made of one blank mostly share them.
_known_links = lru_cache(maxsize=32)(_links)


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
