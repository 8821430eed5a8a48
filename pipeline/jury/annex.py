"""Annex: everything else that a dossier holds, with its origin."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from pipeline.dossier.model import Actie, Dossier, Getal, Mentorbestuur, Stimulansen
from pipeline.jury.lines import AMBER
from pipeline.jury.notation import DASH, NBSP, as_datum, as_getal
from pipeline.jury.origins import UNSURE, Origins
from pipeline.jury.text import alineas, file_name
from pipeline.jury.views import (
    DocumentView,
    MailView,
    StimulansenView,
    StukView,
    TekstView,
    WaardeView,
)

PIECES: Final = 1_000
"""Pieces of text outside the form that a sheet shows; the rest is in the dossier."""
ALONE: Final = 6
"""So many pieces of one document get a row each; more of them share rows."""
ROW: Final = 25
"""Pieces in such a row, so that a page can end between two."""
SHORT: Final = 160
"""Characters of an answer in the list of values, where it stands in full elsewhere."""
WHITE: Final = "FFFFFF"

SOORTEN: Final = {
    "kpi": "KPI-rapport",
    "motivatie": "motivatie",
    "toekenningen": "toekenningen",
    "stand-van-zaken": "stand van zaken",
    "jurysheet": "jurysheet",
    "beleidsplan": "beleidsplan",
    "onbekend": "ander document",
}
# How a step of a JSON pointer reads; a list counts its members from 1.
_STEPS: Final = {
    "acties": "actie",
    "doelgroepen": "doelgroep",
    "initiatieven": "initiatief",
    "motivaties_extra": "extra motivatie",
    "verwachtingen_extra": "extra verwachtingen",
}
_SILENT: Final = frozenset({"kpi", "onderdelen"})


def stimulansen(given: Stimulansen, origins: Origins) -> StimulansenView | None:
    """Show form section 3; `None` when no part of it was given."""
    samen, mentor, sio = (
        given.samenwerkingsverband,
        given.mentorbestuur,
        given.sociale_impact_obligatie,
    )
    if not any((samen, mentor, sio, given.jurering)):
        return None

    def tekst(part: str, name: str, text: str | None) -> TekstView | None:
        return origins.tekst(f"/stimulansen/{part}/{name}", text)

    return StimulansenView(
        samenwerkingsverband=samen is not None,
        beschrijving=tekst(
            "samenwerkingsverband",
            "beschrijving",
            samen.beschrijving if samen else None,
        ),
        mentorbestuur=mentor is not None,
        **_mentor(mentor, origins),
        sociale_impact_obligatie=sio is not None,
        stappen=tekst(
            "sociale_impact_obligatie", "stappen", sio.stappen if sio else None
        ),
        problemen=tekst(
            "sociale_impact_obligatie", "problemen", sio.problemen if sio else None
        ),
    )


def _mentor(
    mentor: Mentorbestuur | None, origins: Origins
) -> dict[str, TekstView | None]:
    given = mentor or Mentorbestuur()
    texts = {
        "netwerken": None if given.netwerken is None else as_getal(given.netwerken),
        "besturen": None if given.besturen is None else as_getal(given.besturen),
        "organisatie": given.organisatie,
        "ervaring": given.ervaring,
    }
    return {
        name: origins.tekst(f"/stimulansen/mentorbestuur/{name}", text)
        for name, text in texts.items()
    }


def pieces(dossier: Dossier, origins: Origins) -> tuple[StukView, ...]:
    """Show what no field could take, at most `PIECES` pieces.

    Neighbours from one document share a row, so that a report in somebody's own words
    reads as text; its place is then from the first to the last.
    """
    shown: list[StukView] = []
    found = dossier.niet_herkend[:PIECES]
    for bron, group in groupby(found, key=lambda stuk: stuk.bron):
        stukken = list(group)
        size = ROW if len(stukken) > ALONE else 1
        for at in range(0, len(stukken), size):
            row = stukken[at : at + size]
            places = dict.fromkeys((row[0].plaats, row[-1].plaats))
            shown.append(
                StukView(
                    bestand=origins.place(bron, None),
                    plaats=" tot ".join(places),
                    alineas=tuple(a for stuk in row for a in alineas(stuk.tekst)),
                )
            )
    return tuple(shown)


def mails(dossier: Dossier) -> tuple[MailView, ...]:
    """Show the mails, each with its body."""
    return tuple(
        MailView(
            onderwerp=mail.onderwerp or "(zonder onderwerp)",
            ontvangen=f"ontvangen op {as_datum(mail.ontvangen)}",
            alineas=alineas(mail.tekst or "(geen tekst)"),
        )
        for mail in dossier.indieningen
    )


def documents(dossier: Dossier) -> tuple[DocumentView, ...]:
    """Show the documents behind the dossier."""
    return tuple(
        DocumentView(
            naam=file_name(bron.naam),
            soort=SOORTEN.get(bron.soort, bron.soort),
            ontvangen=as_datum(bron.ontvangen),
            status=bron.status,
        )
        for bron in dossier.bronnen
    )


def values(
    dossier: Dossier, origins: Origins, judged: Sequence[Actie]
) -> tuple[WaardeView, ...]:
    """Show every value with an origin, in the order of `herkomst`.

    A long answer is cut when it stands in full elsewhere on the sheet.
    """
    plain = dossier.model_dump(mode="python")
    in_full = {actie.nummer for actie in judged}
    views = []
    for pointer, origin in dossier.herkomst.items():
        steps = pointer.split("/")[1:]
        if _is_beside(steps, plain):
            continue
        elsewhere = _stands_elsewhere(steps, dossier, in_full)
        unsure = origin.zekerheid < UNSURE
        sure = f"{as_getal(round(100 * origin.zekerheid))}{NBSP}%"
        views.append(
            WaardeView(
                veld=_field(steps, dossier),
                alineas=_shown(_value(plain, steps), cut=elsewhere),
                bron=origins.place(origin.bron, origin.plaats),
                zekerheid=f"▲ {sure}" if unsure else sure,
                tint=AMBER if unsure else WHITE,
            )
        )
    return tuple(views)


def _is_beside(steps: Sequence[str], plain: Mapping[str, Any]) -> bool:
    """Whether a number that is shown already tells of it: its words, its doelgroep."""
    match steps:
        case [*before, "kpi_tekst"]:
            return _value(plain, [*before, "kpi"]) is not None
    return "doelgroepen" in steps and steps[-1] == "naam"


def _stands_elsewhere(
    steps: Sequence[str], dossier: Dossier, in_full: set[int]
) -> bool:
    match steps:
        case ["acties", at, *_] if at.isdecimal() and int(at) < len(dossier.acties):
            return dossier.acties[int(at)].nummer in in_full
        case [first, *_]:
            return first in {"stimulansen", "niet_herkend", "indieningen"}
    return False


def field_of(pointer: str, dossier: Dossier) -> str:
    """Read a JSON pointer into `dossier` aloud."""
    return _field(pointer.split("/")[1:], dossier)


def as_words(value: str | Getal | None) -> str:
    """Show a value of a dossier as the jury reads it."""
    if value is None:
        return DASH
    return value if isinstance(value, str) else as_getal(value)


def _field(steps: Sequence[str], dossier: Dossier) -> str:
    """Read a JSON pointer aloud: `actie 15, initiatief 2, timing`."""
    words: list[str] = []
    for before, step in zip(("", *steps), steps, strict=False):
        if before in _STEPS and step.isdecimal():
            number = int(step) + 1
            if before == "acties" and number <= len(dossier.acties):
                number = dossier.acties[number - 1].nummer
            words[-1] += f" {number}"
        elif step not in _SILENT:
            words.append(_STEPS.get(step, step).replace("_", " "))
    return ", ".join(words) or "dossier"


def _value(plain: Any, steps: Sequence[str]) -> Any:
    # `Any`: the dossier as plain data; a pointer may lead to any part of it.
    here = plain
    for step in steps:
        token = step.replace("~1", "/").replace("~0", "~")
        if isinstance(here, Mapping) and token in here:
            here = here[token]
        elif (
            isinstance(here, Sequence) and token.isdecimal() and int(token) < len(here)
        ):
            here = here[int(token)]
        else:
            return None
    return here


def _shown(value: Any, *, cut: bool) -> tuple[str, ...]:
    match value:
        case None:
            return (DASH,)
        case bool():
            return ("ja" if value else "nee",)
        case int() | float():
            return (as_getal(value),)
        case str() if cut and len(value) > SHORT:
            return alineas(value[:SHORT].rstrip() + " …")
        case str():
            return alineas(value)
    return ("(zie hierboven)",)
