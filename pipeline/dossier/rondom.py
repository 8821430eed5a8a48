"""Rondom: the action of a form's only block, by what stands around it.

    file name, title page, page header + the only block -> its action, or none

Who fills in one block names the action where it catches the eye: in the file name or
above the form. That speaks for a block alone; with two of them it speaks for neither.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.dossier.actienaam import Kandidaat, identify
from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.extractie import Teken
from pipeline.dossier.genoemd import Vermeld
from pipeline.dossier.linking import ENOUGH, Link
from pipeline.dossier.namen import words
from pipeline.forms.answers import Unit

_AROUND: Final = 0.75  # of how sure a name or number by itself is
_TITLE: Final = 12  # words; what is longer is a text, and names others in passing
_BETWEEN_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z\d])")
_SPELLED: Final = re.compile(r"\bactie\s*(?:nr\.?\s*|nummer\s*)?\d", re.IGNORECASE)
# Who sends a form is called after what it does: `dienst Cultuur`.
_OF_A_SENDER: Final = re.compile(
    r"\b(?:afdeling|cel|departement|dienst|directie|schepen|sector|team)", re.IGNORECASE
)


def file_title(naam: str) -> Vermeld:
    """The name of a file as a title: `KPI_actie15.docx` reads `KPI actie 15`."""
    stem = (naam.rpartition(".")[0] or naam).replace("_", " ")
    return Vermeld(_BETWEEN_WORDS.sub(" ", stem), "bestandsnaam")


def only_block(units: Iterable[Unit]) -> Unit | None:
    """The one block of section 1 that was answered; `None` with several or without."""
    found = [unit for unit in units if unit.doel == "motivaties" and not unit.is_empty]
    return found[0] if len(found) == 1 else None


def link_around(
    link: Link, rondom: Sequence[Vermeld], unit: Unit, catalogus: Catalogus
) -> Link:
    """`link` of the only block, or the action told around one that names none.

    None where two actions are named, where the block counts in a unit of others, or
    for an action that has a part of its own in the form.
    """
    if link.nummer is not None or link.zekerheid >= ENOUGH:
        return link
    signs = told_around(rondom, catalogus)
    if not signs:
        return link
    nummer = signs[0][0].nummer
    if (units := set(_units(unit, catalogus))) and nummer not in units:
        return link
    best, where = max(signs, key=lambda sign: sign[0].zekerheid)
    bewijs = (
        Teken(
            actie=nummer,
            gewicht=round(kandidaat.zekerheid * _AROUND, 2),
            plaats=text.plaats,
            reden=kandidaat.reden,
        )
        for kandidaat, text in signs
    )
    return Link(
        nummer=nummer,
        zekerheid=round(best.zekerheid * _AROUND, 2),
        reden=f"van het enige blok, bij ‘{where.tekst}’: {best.reden}",
        bewijs=(*link.bewijs, *bewijs),
    )


def told_around(
    rondom: Iterable[Vermeld], catalogus: Catalogus
) -> list[tuple[Kandidaat, Vermeld]]:
    """What texts around a block say, all of the same action; nothing when they differ.

    Neither for an action on which no block of section 1 can be.
    """
    signs = [
        (kandidaat, text) for text in rondom for kandidaat in _named(text, catalogus)
    ]
    told = {kandidaat.nummer for kandidaat, _ in signs}
    actie = catalogus.actie(told.pop()) if len(told) == 1 else None
    if actie is None or actie.verwachtingen is not None or not actie.gesubsidieerd:
        return []
    return signs


def _named(text: Vermeld, catalogus: Catalogus) -> Iterator[Kandidaat]:
    if len(words(text.tekst)) > _TITLE or _OF_A_SENDER.search(text.tekst):
        return
    for kandidaat in identify(text.tekst, catalogus):
        spelled = kandidaat.bewijs == "nummer" and _SPELLED.search(text.tekst)
        if spelled or kandidaat.bewijs in {"naam", "synoniem"}:
            yield kandidaat


def _units(unit: Unit, catalogus: Catalogus) -> Iterator[int]:
    """The actions that count in the units behind the numbers of a block."""
    for naam in ("te_behalen", "behaald"):
        answer = unit.velden.get(naam)
        if answer is not None:
            found = identify(answer.tekst, catalogus)
            yield from (k.nummer for k in found if k.bewijs != "nummer")
