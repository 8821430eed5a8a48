"""OpenDocument styles: what a text style says that tells an answer from a form.

Only bold, underline, strike, background, colour, hidden text and symbol fonts are read;
parents are followed (OpenDocument 1.3 part 3, 16.2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.reading.block import Mark
from pipeline.reading.xmlpart import Element

STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """The marks of a style and the font it sets, `""` for none."""

    marks: Mark = Mark.NONE
    font: str = ""


class OdtStyles:
    """The named and automatic styles of a document by name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._elements: dict[str, Element] = {}
        self._done: dict[str, OdtStyle] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style"):
                self._elements[element.get(f"{STYLE}name") or ""] = element

    def get(self, name: str | None) -> OdtStyle:
        """The style called `name`; nothing for one that is not there."""
        return self._resolve(name or "", frozenset())

    def _resolve(self, name: str, seen: frozenset[str]) -> OdtStyle:
        if name in self._done:
            return self._done[name]
        element = self._elements.get(name)
        if element is None or name in seen:
            return OdtStyle()
        parent = element.get(f"{STYLE}parent-style-name") or ""
        base = self._resolve(parent, seen | {name}) if parent else OdtStyle()
        properties = element.find(f"{STYLE}text-properties")
        style = base if properties is None else _changed(properties, base)
        self._done[name] = style
        return style


def _changed(properties: Element, base: OdtStyle) -> OdtStyle:
    marks = base.marks
    for mark, value, off in (
        (Mark.BOLD, properties.get(f"{FO}font-weight"), {"normal", "400"}),
        (Mark.UNDERLINE, properties.get(f"{STYLE}text-underline-style"), {"none"}),
        (Mark.STRIKE, properties.get(f"{STYLE}text-line-through-style"), {"none"}),
        (
            Mark.HIGHLIGHT,
            properties.get(f"{FO}background-color"),
            {"transparent", "#ffffff"},
        ),
        (Mark.COLOUR, properties.get(f"{FO}color"), {"#000000"}),
        (Mark.HIDDEN, properties.get(f"{TEXT}display"), {"true"}),
    ):
        if value is not None:
            marks = marks & ~mark if value.lower() in off else marks | mark
    automatic = properties.get(f"{STYLE}use-window-font-color") == "true"
    if automatic:
        marks &= ~Mark.COLOUR
    font = properties.get(f"{STYLE}font-name") or properties.get(f"{FO}font-family")
    return OdtStyle(marks, font.strip("'") if font else base.font)
