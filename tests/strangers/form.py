"""The official text of the form as items: what it prints, asks and heads.

    formulier.txt (a tab starts a table cell) -> Form

Read apart from the blank in `templates/`: what the project rebuilt is not trusted here.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

Kind = Literal["vast", "kop", "getal", "tekst", "keuze", "optie"]

_PROMPT: Final = re.compile(
    r"\s*((?:[….]{3,}\s*)?\(vul aan[^)]*\)|\(tegen wanneer[^)]*\)|\(hoeveel KPI[^)]*\)"
    r"|\(ABB vult aan\)|Ja/Nee:?|^(?:· )?Vul aan)\s*$",
    re.IGNORECASE,
)
_SLOTS: Final = (
    ("Te behalen KPI", "te_behalen", "getal"),
    ("Behaald KPI", "behaald", "getal"),
    ("Waarom werd 25%", "waarom", "tekst"),
    ("Dit zijn de inspanningen", "inspanningen", "tekst"),
    ("Initiatief ", "omschrijving", "tekst"),
    ("Timing:", "timing", "tekst"),
    ("KPI:", "kpi", "tekst"),
    ("Lokaal bestuur benoemt", "jury.voldoende", "keuze"),
    ("Conclusie:", "jury.conclusie", "tekst"),
    ("Het lokaal bestuur kan", "jury.verlengen", "keuze"),
    ("We zullen de minimale verwachtingen behalen:", "antwoord", "keuze"),
    ("0 Ja, we zijn goed", "ja", "optie"),
    ("0 Nee, we gaan", "nee", "optie"),
    ("Deze onderdelen van", "niet_uitgevoerd", "tekst"),
    ("De pleinmaker ondernam", "ondernomen_acties", "tekst"),
    ("Beschrijf kort hoe", "beschrijving", "tekst"),
    ("• Hoeveel lerende", "netwerken", "getal"),
    ("• Hoeveel lokale", "besturen", "getal"),
    ("• Op welke manier", "organisatie", "tekst"),
    ("• Hoe werd de rol", "ervaring", "tekst"),
    ("Welke stappen", "stappen", "tekst"),
    ("• Welke maatschappelijke", "problemen", "tekst"),
)
# Parts of an action: printed twice, first as an explanation, then to fill in.
_PARTS: Final = {
    2: (
        ("· Acties over het tegengaan van polarisatie", "polarisatie"),
        ("· Acties over het tegengaan van desinformatie", "desinformatie"),
        ("· Acties over het aanzetten tot discriminatie", "haatspraak"),
        ("· Acties over het stimuleren van debatten", "debatten"),
        ("· Vorming en opleiding", "vorming"),
    ),
    16: tuple(
        (f"·  {naam.capitalize()}", naam)
        for naam in ("preventie", "protectie", "participatie", "prosecutie")
    ),
    18: (
        ("· Inclusieve mobiliteit", "mobiliteit"),
        ("· Inclusieve vrije", "vrije_tijd"),
        ("· Inclusieve lokale", "communicatie"),
        ("· Beeldvorming", "beeldvorming"),
        ("· Verbeterde toegankelijkheid", "gebouwen"),
        ("· Toegankelijke evenementen", "evenementen"),
        ("· Versterking van", "beleidsparticipatie"),
        ("· Sensibilisering van", "sensibilisering"),
    ),
}


@dataclass(frozen=True)
class Item:
    """A line of the form; `prompt` is what it prints where the answer comes.

    `cell` says that the official text begins a table cell with it, `beside` that the
    prompt stands on the line itself.
    """

    kind: Kind
    text: str
    cell: bool
    slot: str = ""
    prompt: str = ""
    beside: bool = True


@dataclass(frozen=True)
class Form:
    """The parts of the form; `blok` is one block of section 1, to be copied."""

    voor: tuple[Item, ...]
    kop_1: Item
    blok: tuple[Item, ...]
    jury_1: tuple[Item, ...]
    voor_2: tuple[Item, ...]
    acties: dict[int, tuple[Item, ...]]
    jury_2: tuple[Item, ...]
    deel_3: tuple[Item, ...]


@cache
def official() -> Form:
    raw = Path(__file__).with_name("formulier.txt").read_text(encoding="utf-8")
    lines = [line for line in raw.split("\n") if line.strip()]
    one = _find(lines, "1. INDIEN 25%")
    jury_1 = _find(lines, "Jurering ABB: (ABB")
    two = _find(lines, "2. INDIEN ACTIE")
    heads = {n: _find(lines, f"Indien actie {n}/") for n in (2, 16, 18, 19, 22)}
    jury_2 = _find(lines, "Jurering ABB: (ABB", jury_1 + 1)
    three = _find(lines, "3. INDIEN STIM")
    ends = [*list(heads.values())[1:], jury_2]
    return Form(
        voor=_items(lines[:one]),
        kop_1=_items(lines[one : one + 1])[0],
        blok=_items(lines[one + 1 : jury_1]),
        jury_1=_items(lines[jury_1:two]),
        voor_2=_items(lines[two : heads[2]]),
        acties={
            nummer: _items(lines[start:end], nummer)
            for (nummer, start), end in zip(heads.items(), ends, strict=True)
        },
        jury_2=_items(lines[jury_2:three]),
        deel_3=_items(lines[three:]),
    )


def _find(lines: list[str], begin: str, start: int = 0) -> int:
    return next(
        n for n in range(start, len(lines)) if lines[n].strip().startswith(begin)
    )


def _items(lines: list[str], actie: int = 0) -> tuple[Item, ...]:
    items: list[Item] = []
    at = 0
    filling = False
    while at < len(lines):
        line, cell = lines[at].strip(), lines[at].startswith("\t")
        filling = filling or line.startswith("Kruis aan")
        below = lines[at + 1].strip() if at + 1 < len(lines) else ""
        slot, kind = _slot(line)
        part = next(
            (naam for begin, naam in _PARTS.get(actie, ()) if line.startswith(begin)),
            "",
        )
        if part and filling:
            slot, kind = part, "tekst"
        if not slot:
            head = line.startswith(
                ("1. INDIEN", "2. INDIEN", "3. INDIEN", "Indien actie")
            )
            items.append(Item("kop" if head else "vast", line, cell))
            at += 1
            continue
        found = _PROMPT.search(line)
        if found is not None and found.start() > 0:
            text = line[: found.start()].rstrip()
            items.append(Item(kind, text, cell, slot, found[1].strip()))
        elif _PROMPT.match(below) or below.startswith("(vul aan") or "………" in below:
            items.append(Item(kind, line, cell, slot, below, beside=False))
            at += 1
        else:
            items.append(Item(kind, line, cell, slot, "", beside=False))
        at += 1
        if slot == "antwoord":  # below `Ja/Nee:` stands the one slot of action 2
            items.append(
                Item(
                    "tekst",
                    "",
                    cell=False,
                    slot="opmaak",
                    prompt=lines[at].strip(),
                    beside=False,
                )
            )
            at += 1
    return tuple(items)


def _slot(line: str) -> tuple[str, Kind]:
    for begin, slot, kind in _SLOTS:
        if line.startswith(begin):
            return slot, kind
    return "", "vast"
