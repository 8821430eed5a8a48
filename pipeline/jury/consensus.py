"""Consensus: what each juror said of an action, and what the jury as a whole advises.

    Dossier + votes + advice -> Overleg, one for each action

It only sets side by side. Who agrees with whom follows from the sheets; the advice is
what a person recorded. Nothing here decides: that is for the minister.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Bestuur, Dossier, Jurering
from pipeline.jury import identity
from pipeline.jury.context import to_judge
from pipeline.jury.identity import JA, NEE, Vraag
from pipeline.jury.lines import AMBER, BLUE, GREEN, RED, is_on_expectations
from pipeline.jury.notation import aantal
from pipeline.jury.tables import Kolom, Rij, Table
from pipeline.jury.verdicts import JA_NEE, STIMULANSEN, answer

Stand = Literal["advies", "eens", "oneens", "onvolledig", "open", "verouderd"]
WORDS: Final[Mapping[Stand, str]] = {
    "advies": "● advies vastgelegd",
    "eens": "● eensgezind",
    "oneens": "■ verschil van mening",
    "onvolledig": "▲ niet alle vragen",
    "open": "○ nog geen oordeel",
    "verouderd": "▲ gegevens gewijzigd",
}
_TINTS: Final = {
    "vastgelegd": GREEN,
    "eensgezind": GREEN,
    "verschil": RED,
    "niet alle": AMBER,
    "gewijzigd": AMBER,
    "nog geen": BLUE,
}
JA_OF_NEE: Final[Mapping[bool | str | None, str | None]] = {
    True: JA,
    False: NEE,
    None: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """What one sheet says of one action; `jurylid` is `None` when nobody signed it.

    `is_actueel`: on the facts of today.
    """

    actie: int
    jurylid: str | None
    naam: str
    sheet: str
    jurering: Jurering
    gegeven: dt.datetime
    is_actueel: bool

    @property
    def wie(self) -> str:
        """The juror, or else the file."""
        return self.jurylid or self.naam


@dataclass(frozen=True, slots=True, kw_only=True)
class Advies:
    """What the jury advises on one action: recorded by `wie` from the file `naam`."""

    actie: int
    jurering: Jurering
    wie: str
    naam: str
    bron: str
    gegeven: dt.datetime
    is_actueel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overleg:
    """Everything that was said of one action of one dossier.

    `jurering` is the outcome as it stands in the dossier; `actie` is `STIMULANSEN` for
    the words about the stimulansen.
    """

    bestuur: Bestuur
    actie: int
    naam: str
    jurering: Jurering
    stemmen: tuple[Stem, ...]
    advies: Advies | None
    is_op_verwachtingen: bool = False

    def said(self, vraag: Vraag) -> Mapping[bool | str, tuple[str, ...]]:
        """Give who gave which answer to `vraag`, on the facts of today."""
        found: dict[bool | str, tuple[str, ...]] = {}
        for stem in self.stemmen:
            given = answer(stem.jurering, vraag)
            if stem.is_actueel and given is not None:
                who = dict.fromkeys((*found.get(given, ()), stem.wie))
                found[given] = tuple(who)
        return found

    def is_disputed(self, vraag: Vraag) -> bool:
        """Whether jurors answer `vraag` differently."""
        return len(self.said(vraag)) > 1

    @property
    def stand(self) -> Stand:
        """How far the jury is with this action."""
        if self.advies is not None and self.advies.is_actueel:
            return "advies"
        asked = JA_NEE if self.actie != STIMULANSEN else ("conclusie",)
        answered = [len(self.said(vraag)) for vraag in asked]
        if self.actie != STIMULANSEN and max(answered) > 1:
            return "oneens"
        if all(answered):
            return "eens"
        if any(answered):
            return "onvolledig"
        return "verouderd" if self.stemmen or self.advies else "open"


def consult(
    dossier: Dossier,
    catalogus: Catalogus,
    stemmen: Sequence[Stem],
    adviezen: Sequence[Advies],
) -> tuple[Overleg, ...]:
    """Set side by side what was said of each action that the jury judges.

    An action that nobody has to judge any more stays in when somebody spoke of it. Of
    several pieces of advice on an action the last one holds.
    """
    judged = {actie.nummer for actie in to_judge(dossier, catalogus)}
    spoken = {stem.actie for stem in stemmen} | {advies.actie for advies in adviezen}
    last = {advies.actie: advies for advies in adviezen}
    told = [
        Overleg(
            bestuur=dossier.bestuur,
            actie=actie.nummer,
            naam=actie.naam,
            jurering=actie.jurering,
            stemmen=tuple(s for s in stemmen if s.actie == actie.nummer),
            advies=last.get(actie.nummer),
            is_op_verwachtingen=is_on_expectations(actie.nummer, catalogus),
        )
        for actie in dossier.acties
        if actie.nummer in judged | spoken
    ]
    if STIMULANSEN in spoken:
        told.append(
            Overleg(
                bestuur=dossier.bestuur,
                actie=STIMULANSEN,
                naam="Stimulansen",
                jurering=Jurering(conclusie=dossier.stimulansen.jurering),
                stemmen=tuple(s for s in stemmen if s.actie == STIMULANSEN),
                advies=last.get(STIMULANSEN),
            )
        )
    return tuple(told)


def fingerprint(dossier: Dossier, nummer: int) -> str | None:
    """Fingerprint the facts about one action today; `None` when it is gone."""
    if nummer == STIMULANSEN:
        return identity.feiten_stimulansen(dossier)
    found = (a for a in dossier.acties if a.nummer == nummer)
    return next((identity.feiten(actie) for actie in found), None)


def verdicts_table(rijen: Collection[Rij]) -> Table:
    """One row per action that the jury judges: the outcome, and how it came about."""
    return Table(
        blad="Verdicten",
        uitleg=(
            "Een rij per actie waarover de jury oordeelt: de uitkomst, wie het eens is "
            "en het advies dat is vastgelegd."
        ),
        kolommen=(
            Kolom(kop="Id", breedte=10),
            Kolom(kop="Bestuur", soort="lang", breedte=31),
            Kolom(kop="Nr.", soort="getal", breedte=6),
            Kolom(kop="Actie", soort="lang", breedte=36),
            Kolom(kop="Stand", breedte=24, tinten=_TINTS),
            Kolom(kop="Sheets", soort="getal", breedte=8),
            Kolom(kop="Voldoende", breedte=11, tinten={JA: GREEN, NEE: RED}),
            Kolom(kop="Verlengen", breedte=11, tinten={JA: GREEN, NEE: RED}),
            Kolom(kop="Conclusie", soort="lang", breedte=48),
            Kolom(kop="Wie zegt wat", soort="lang", breedte=36),
            Kolom(kop="Advies vastgelegd door", breedte=22),
            Kolom(kop="Advies op", soort="moment", breedte=17),
            Kolom(kop="Advies volgens", breedte=24),
        ),
        rijen=rijen,
        vast=3,
    )


def outcome_row(one: Overleg) -> Rij:
    """What the jury said of one action."""
    advies = one.advies
    return (
        one.bestuur.id,
        one.bestuur.naam,
        one.actie or None,
        one.naam,
        WORDS[one.stand],
        len({stem.sheet for stem in one.stemmen}),
        JA_OF_NEE[one.jurering.voldoende],
        JA_OF_NEE[one.jurering.verlengen],
        one.jurering.conclusie,
        "\n".join(divided(one)) or None,
        advies.wie if advies else None,
        advies.gegeven if advies else None,
        advies.naam if advies else None,
    )


def divided(one: Overleg) -> tuple[str, ...]:
    """Tell per question who says what: `voldoende: Ja (An, Bo), Nee (Cas)`."""
    return tuple(
        f"{vraag}: "
        + ", ".join(f"{JA_OF_NEE[what]} ({', '.join(who)})" for what, who in said)
        for vraag in JA_NEE
        if (said := sorted(one.said(vraag).items(), reverse=True))
    )


def vote_rows(one: Overleg) -> Iterator[Rij]:
    """What every juror said of one action."""
    for stem in one.stemmen:
        yield (
            one.bestuur.id,
            one.bestuur.naam,
            one.actie or None,
            stem.jurylid,
            JA_OF_NEE[stem.jurering.voldoende],
            JA_OF_NEE[stem.jurering.verlengen],
            stem.jurering.conclusie,
            "van nu" if stem.is_actueel else "▲ gewijzigd",
            stem.naam,
            stem.gegeven,
        )


def votes_table(rijen: Collection[Rij]) -> Table:
    """One row per sheet and action: what every juror said on their own."""
    return Table(
        blad="Stemmen",
        uitleg="Een rij per jurysheet en actie: wat elk jurylid apart antwoordde.",
        kolommen=(
            Kolom(kop="Id", breedte=10),
            Kolom(kop="Bestuur", soort="lang", breedte=31),
            Kolom(kop="Nr.", soort="getal", breedte=6),
            Kolom(kop="Jurylid", breedte=24),
            Kolom(kop="Voldoende", breedte=11, tinten={JA: GREEN, NEE: RED}),
            Kolom(kop="Verlengen", breedte=11, tinten={JA: GREEN, NEE: RED}),
            Kolom(kop="Conclusie", soort="lang", breedte=60),
            Kolom(kop="Gegevens", breedte=16, tinten={"gewijzigd": AMBER}),
            Kolom(kop="Bestand", breedte=28),
            Kolom(kop="Ingelezen", soort="moment", breedte=17),
        ),
        rijen=rijen,
        vast=3,
    )


def summary(standen: Mapping[Stand, int]) -> str:
    """Say in one sentence how far the jury is; `standen` counts the actions."""
    words = [
        f"{standen[stand]} {word.partition(' ')[2]}"
        for stand, word in WORDS.items()
        if standen.get(stand)
    ]
    total = aantal(sum(standen.values()), "actie", "acties")
    return f"{total}: {', '.join(words) or 'geen'}."
