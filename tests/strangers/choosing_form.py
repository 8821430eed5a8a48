"""A form in which one action of section 2 was answered, in one way and one layout."""

import random
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.strangers.choosing import Line, Way
from tests.strangers.choosing_pairs import Pair
from tests.strangers.document import Element, Para, Run, docx, para
from tests.strangers.form import Item, official
from tests.strangers.layouts import LAYOUTS, Group
from tests.strangers.people import Written, blank_of
from tests.torture.case import programma

REASON: Final = "het rapport is bijna klaar"
OPMAAK: Final = "Het plan ligt er."
_OTHER: Final = {"ja": "nee", "nee": "ja"}
_NO_NEE: Final = "Nee, we gaan deze actie niet verderzetten:"
_WHOLES: Final = ("one", "all", "bare")


@dataclass(frozen=True)
class Read:
    """What was read of it: `own`, `other`, `none`, `strijdig`; and all the words."""

    outcome: str
    words: tuple[str, ...]
    opmaak: str | None
    rest: tuple[str, ...]


def read(elements: tuple[Element, ...], actie: int, meant: str) -> Read:
    """Read a document in which `meant` was chosen for `actie`, and no more."""
    extractie = extract_file(docx(elements), "motivatie.docx", programma())
    assert extractie.fout is None
    assert {one.actie for one in extractie.verwachtingen} <= {actie}
    assert len(extractie.verwachtingen) <= 1
    return Read(
        _outcome(extractie, meant),
        tuple(
            text
            for one in extractie.verwachtingen
            for key, text in (
                ("toelichting", one.toelichting),
                ("stopzetting", one.stopzetting),
                ("niet_uitgevoerd", one.niet_uitgevoerd),
                *one.onderdelen.items(),
            )
            if text and key != "opmaak"
        ),
        next((one.onderdelen.get("opmaak") for one in extractie.verwachtingen), None),
        tuple(rest.tekst for rest in extractie.niet_herkend),
    )


def _outcome(extractie: Extractie, meant: str) -> str:
    if any(b.code == "keuze-tegenstrijdig" for b in extractie.bevindingen):
        return "strijdig"
    said = next((one.antwoord for one in extractie.verwachtingen), None)
    return "none" if said is None else "own" if said == meant else "other"


def ticked(
    way: Way, actie: int, meant: str, rng: random.Random, reason: str = ""
) -> tuple[Element, ...]:
    """Action 16, 18, 19 or 22 with `meant` chosen as `way` says."""
    items = official().acties[actie]
    texts = {i.slot: i.text.removeprefix("0 ") for i in items if i.kind == "optie"}
    other = _OTHER[meant]
    one, two = way.make(texts[meant], texts.get(other, _NO_NEE))
    lines = {meant: one, other: two}
    written: list[Written] = []
    for item in items:
        if item.kind == "optie":
            why = reason if item.slot == meant else ""
            written += _option(item, lines[item.slot], why)
        else:
            written.append(_as_printed(item))
    return _document(actie, written, rng)


def answered(
    pair: Pair, meant: str, rng: random.Random, opmaak: str = ""
) -> tuple[Element, ...]:
    """Action 2 with `meant` chosen as `pair` says, below its question or behind it."""
    first, *more = pair.make(meant)
    written: list[Written] = []
    for item in official().acties[2]:
        if item.kind == "keuze" and isinstance(first, Para) and rng.random() < 0.3:
            beside = (Run(" "), *first.runs)
            written.append(Written(item, para(item.text), beside, [*more]))
        elif item.kind == "keuze":
            written.append(Written(item, para(item.text), (), [first, *more]))
        elif item.slot == "opmaak" and opmaak:
            written.append(Written(item, para(), (), [para(opmaak)]))
        else:
            written.append(_as_printed(item))
    return _document(2, written, rng)


def _as_printed(item: Item) -> Written:
    if item.kind in {"vast", "kop"}:
        return Written(item, para(item.text))
    return blank_of(item)


def _option(item: Item, line: Line, reason: str) -> list[Written]:
    loose = Item("vast", "-", cell=False)
    out = [Written(loose, para(), (), [element]) for element in line.above]
    if not line.label:
        return out if line.below is not None else [*out, Written(item, para())]
    printed = blank_of(item)
    beside, below = printed.beside, printed.below
    if reason:
        beside, below = (
            ((Run(f" {reason}"),), []) if item.beside else ((), [para(reason)])
        )
    elif line.beside is not None or line.below is not None:
        beside, below = line.beside or (), list(line.below or ())
    return [*out, Written(item, Para(line.label), beside, below)]


def _document(
    actie: int, written: list[Written], rng: random.Random
) -> tuple[Element, ...]:
    form = official()
    whole = rng.choice(_WHOLES)
    groups = [] if whole == "bare" else [Group(list(map(_as_printed, form.voor)))]
    groups.append(Group(list(map(_as_printed, form.voor_2))))
    for nummer, items in form.acties.items():
        if nummer == actie:
            groups.append(Group(written))
        elif whole == "all":
            groups.append(Group(list(map(_as_printed, items))))
    return tuple(LAYOUTS[rng.choice(list(LAYOUTS))](groups))
