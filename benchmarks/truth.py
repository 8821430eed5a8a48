"""Truth: what the documents of the torture set say, for any reader to be held against.

The documents and the right answers are those of tests/torture, where our own reading is
held to them word for word. Nothing here is told by our reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

from tests.torture.adversary.drawn import BOXES, TABLES
from tests.torture.adversary.runs import TRACKED
from tests.torture.adversary.whole import ADVERSARIES
from tests.torture.case import WAAROM, Case, Expected, blok
from tests.torture.cases import CASES
from tests.torture.form import blank
from tests.torture.noise import changed
from tests.torture.ooxml import (
    NAMESPACES,
    checkbox,
    dele,
    dropdown,
    form_checkbox,
    form_dropdown,
    form_text,
    p,
    r,
    sdt,
    sym,
)
from tests.torture.standard import section_2, standard

_W: Final = NAMESPACES["w"]


def as_word_saves(data: bytes) -> bytes:
    """The document with the columns of its tables told, as Word always does.

    The torture set leaves them out, and some readers leave out such tables.
    """
    return changed(data, _tell_columns)


def _tell_columns(root: etree._Element, _hand: object) -> None:
    for table in root.iter(f"{{{_W}}}tbl"):
        grid = table.find(f"{{{_W}}}tblGrid")
        if grid is not None and not len(grid):
            for _ in range(max(map(_columns, table.iter(f"{{{_W}}}tr")), default=1)):
                etree.SubElement(grid, f"{{{_W}}}gridCol").set(f"{{{_W}}}w", "2000")


def _columns(row: etree._Element) -> int:
    cells = list(row.iter(f"{{{_W}}}tc"))
    own = [cell for cell in cells if next(cell.iterancestors(f"{{{_W}}}tr")) is row]
    spans = [cell.find(f"{{{_W}}}tcPr/{{{_W}}}gridSpan") for cell in own]
    return sum(1 if s is None else int(s.get(f"{{{_W}}}val", "1")) for s in spans)


FORMS: Final[Sequence[Case]] = tuple(
    replace(case, data=as_word_saves(case.data)) for case in CASES
)
"""Every form of the torture set, with what must be read from it."""

PROMPT: Final = "Klik of tik om tekst in te voeren"
_YELLOW: Final = '<w:highlight w:val="yellow"/>'
_LINE: Final = '<w:u w:val="single"/>'
_RED: Final = '<w:color w:val="FF0000"/>'


def _pair(ja: str, nee: str) -> str:
    return f"{ja}{r(' / ')}{nee}"


def _looks(*props: str) -> tuple[str, str, str]:
    """Ja chosen, Nee chosen, neither; the chosen one looks so."""
    ja, nee = r("Ja"), r("Nee")
    return _pair(r("Ja", *props), nee), _pair(ja, r("Nee", *props)), _pair(ja, nee)


def _boxes(on: str, off: str) -> tuple[str, str, str]:
    """Ja chosen, Nee chosen, neither, with a tick before each."""

    def row(first: str, second: str) -> str:
        return first + r(" Ja ") + second + r(" Nee")

    return row(on, off), row(off, on), row(off, off)


CHOICES: Final[Mapping[str, tuple[str, str, str]]] = {
    "selectievakje": _boxes(checkbox(on=True), checkbox(on=False)),
    "selectievakje van vroeger": _boxes(
        form_checkbox(on=True), form_checkbox(on=False)
    ),
    "symbool": _boxes(sym("F0FE"), sym("F0A8")),
    "teken": _boxes(r("☒"), r("☐")),
    "kruisje": (
        _pair(r("X Ja"), r("Nee")),
        _pair(r("Ja"), r("X Nee")),
        _pair(r("Ja"), r("Nee")),
    ),
    "keuzelijst": (
        dropdown("Ja"),
        dropdown("Nee"),
        dropdown("Kies een item.", prompt=True),
    ),
    "keuzelijst van vroeger": (
        form_dropdown(1, "Kies", "Ja", "Nee"),
        form_dropdown(2, "Kies", "Ja", "Nee"),
        form_dropdown(None, "Kies", "Ja", "Nee"),
    ),
    "vet": _looks("b"),
    "gemarkeerd": _looks(_YELLOW),
    "onderstreept": _looks(_LINE),
    "gekleurd": _looks(_RED),
    "doorgehaald": (
        _pair(r("Ja"), r("Nee", "strike")),
        _pair(r("Ja", "strike"), r("Nee")),
        _pair(r("Ja"), r("Nee")),
    ),
    "geschrapt met bijhouden": (
        r("Ja") + dele(r(" / Nee")),
        dele(r("Ja / ")) + r("Nee"),
        _pair(r("Ja"), r("Nee")),
    ),
    "erachter getypt": (r("Ja/Nee: Ja"), r("Ja/Nee: Nee"), r("Ja/Nee:")),
}
"""A way to choose: its markup where Ja is chosen, where Nee is, where neither is."""


def choice(xml: str) -> bytes:
    """Part 2 of the form, for action 2, with `xml` where it prints `Ja/Nee:`."""
    form = section_2("2")
    form.put("Ja/Nee:", p(xml))
    return as_word_saves(form.docx())


def prompts() -> Iterator[Case]:
    """The form, with an empty control that shows its prompt where an answer goes."""
    asks = r(f"{PROMPT}.")
    for name, xml in (
        ("een leeg tekstvak", sdt(asks, prompt=True)),
        ("een lege datum", sdt(asks, "<w:date/>", prompt=True)),
        ("een lege keuzelijst", sdt(asks, "<w:dropDownList/>", prompt=True)),
        ("een leeg veld van vroeger", form_text(f"{PROMPT}.", f"{PROMPT}.")),
        ("een leeg vak in een vak", sdt(sdt(asks, prompt=True))),
        ("een leeg vak naast een antwoord", r(WAAROM) + sdt(asks, prompt=True)),
    ):
        form = standard()
        form.say("Waarom werd 25%", xml)
        waarom = WAAROM if "naast" in name else None
        yield Case(name, as_word_saves(form.docx()), blok(waarom=waarom))


@dataclass(frozen=True, slots=True)
class Marked:
    """A document whose words say themselves what has become of them."""

    name: str
    data: bytes
    live: frozenset[str]
    gone: frozenset[str]
    hidden: frozenset[str]


def marked() -> Iterator[Marked]:
    """The adversaries. What Word computes is no deleted text, so it is not counted."""
    tracked = {*TRACKED, *TABLES, *BOXES, "a comment on deleted text"}
    for name, made in ADVERSARIES.items():
        gone = made.gone if name in tracked else frozenset()
        data = as_word_saves(made.in_an_answer())
        yield Marked(name, data, made.live, gone, made.hidden)


def untouched() -> bytes:
    """The blank form, to get a reader going."""
    return as_word_saves(blank().docx())


def texts(expected: Expected) -> Iterator[str]:
    """Each line of each answer that is text."""
    for value in values(expected):
        if isinstance(value, str):
            yield from (line for line in value.split("\n") if line.strip())


def numbers(expected: Expected) -> Iterator[float]:
    """Each answer that is a number; truth values are choices."""
    for value in values(expected):
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield value


def values(expected: Expected) -> Iterator[object]:
    """Every answer, as a person gave it."""
    for answered in (expected.motivaties, expected.jurering, expected.stimulansen):
        yield from _leaves(answered)
    for block in expected.verwachtingen:
        yield from _leaves({k: v for k, v in block.items() if k != "antwoord"})


_NO_ANSWERS: Final = frozenset({"actie"})


def _leaves(value: Any) -> Iterator[object]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NO_ANSWERS:
                yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield value
