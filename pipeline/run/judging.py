"""Judging: what the register has of jury sheets, put into the dossiers.

Whatever `run` or `collect` makes of a workspace goes through here, so that verdicts
stay where they are when more comes in.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier, Jurering
from pipeline.findings import Bevinding
from pipeline.jury import consensus
from pipeline.jury.consensus import consult, fingerprint
from pipeline.jury.identity import VEROUDERD
from pipeline.jury.verdicts import STIMULANSEN, Oordeel, apply_verdicts
from pipeline.store.acts import Advies, Jurysheet, Verdict
from pipeline.store.workspace import Workspace

BEVINDINGEN: Final = TypeAdapter(tuple[Bevinding, ...])


class Judge:
    """The verdicts of all sheets of a workspace; `key` seals new ones."""

    def __init__(self, workspace: Workspace, catalogus: Catalogus) -> None:
        self.key = workspace.seal_key()
        self._catalogus = catalogus
        self._register = _Register(
            verdicts=workspace.verdicts(),
            sheets=workspace.jurysheets(),
            adviezen=workspace.acts(Advies),
        )

    def judged(self, dossier: Dossier) -> tuple[Dossier, tuple[consensus.Overleg, ...]]:
        """The dossier with its verdicts, and what the jury said of each action."""
        own = self._register.of(dossier.bestuur.id)
        if own.verdicts or own.sheets or own.adviezen:
            outdated = own.outdated
            final = [v for v in own.verdicts if (v.sheet, v.actie) not in outdated]
            oordelen = [_oordeel(verdict, own.sheets) for verdict in final]
            oordelen += map(_decided, own.adviezen)
            gemeld = _standing(own.sheets, {verdict.sheet for verdict in final})
            dossier = apply_verdicts(dossier, oordelen, gemeld)
        votes, advice = own.votes(dossier), own.advice(dossier)
        return dossier, consult(dossier, self._catalogus, votes, advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    """What the workspace has of the jury, of all besturen or of one."""

    verdicts: Sequence[Verdict]
    sheets: Sequence[Jurysheet]
    adviezen: Sequence[Advies]

    def of(self, bestuur: str) -> "_Register":
        return _Register(
            verdicts=[v for v in self.verdicts if v.bestuur == bestuur],
            sheets=[s for s in self.sheets if s.bestuur == bestuur],
            adviezen=[a for a in self.adviezen if a.bestuur == bestuur],
        )

    @property
    def outdated(self) -> set[tuple[str, int]]:
        """What came back after the facts changed, as sheet and action: it never counts.

        What is given again when its facts are those of the day again does.
        """
        late = {(s.sheet, actie) for s in self.sheets for actie in _late(s)}
        return {
            (sheet, actie)
            for sheet, actie in late
            if all(
                actie in _late(again) or not _is_ours(again)
                for again in self.sheets
                if again.sheet == sheet
            )
        }

    def votes(self, dossier: Dossier) -> list[consensus.Stem]:
        """Give each verdict with who signed the sheet it stands on."""
        signed = {sheet.sheet: sheet.jurylid for sheet in self.sheets}
        outdated = self.outdated
        return [
            consensus.Stem(
                actie=verdict.actie,
                jurylid=signed.get(verdict.sheet),
                naam=verdict.naam,
                sheet=verdict.sheet,
                jurering=_jurering(verdict),
                gegeven=verdict.gegeven,
                is_actueel=(verdict.sheet, verdict.actie) not in outdated
                and verdict.feiten == fingerprint(dossier, verdict.actie),
            )
            for verdict in self.verdicts
        ]

    def advice(self, dossier: Dossier) -> list[consensus.Advies]:
        """Give each piece of advice, as it was recorded."""
        return [
            consensus.Advies(
                actie=advies.actie,
                jurering=_jurering(advies),
                wie=advies.wie,
                naam=advies.naam,
                bron=advies.bron,
                gegeven=advies.gegeven,
                is_actueel=advies.feiten == fingerprint(dossier, advies.actie),
            )
            for advies in self.adviezen
        ]


def _jurering(act: Verdict | Advies) -> Jurering:
    return Jurering(
        voldoende=act.voldoende, conclusie=act.conclusie, verlengen=act.verlengen
    )


def _oordeel(verdict: Verdict, sheets: Sequence[Jurysheet]) -> Oordeel:
    decided: list[dt.datetime] = [
        s.gegeven for s in sheets if s.sheet == verdict.sheet and s.beslissend
    ]
    return Oordeel(
        actie=verdict.actie,
        jurering=_jurering(verdict),
        naam=verdict.naam,
        feiten=verdict.feiten,
        gegeven=verdict.gegeven,
        beslissend=max(decided, default=None),
    )


def _decided(advies: Advies) -> Oordeel:
    """Weigh the advice of the jury as a sheet that goes before all earlier ones."""
    return Oordeel(
        actie=advies.actie,
        jurering=_jurering(advies),
        naam=f"advies, {advies.naam}",
        feiten=advies.feiten,
        gegeven=advies.gegeven,
        beslissend=advies.gegeven,
    )


def _standing(sheets: Sequence[Jurysheet], judging: set[str]) -> list[Bevinding]:
    """Give the bevindingen about sheets of one bestuur that nothing has put right.

    A sheet that was not ours, or out of date, is forgotten once one of ours with a
    verdict (`judging`) comes in after it; the register keeps both.
    """
    told = [(sheet, _found(sheet)) for sheet in sheets]
    right = [
        at
        for at, (sheet, _) in enumerate(told)
        if sheet.sheet in judging and counts(sheet)
    ]
    last = max(right, default=-1)
    standing = [
        bevinding
        for at, (sheet, found) in enumerate(told)
        for bevinding in found
        if counts(sheet) or at > last
    ]
    return list(dict.fromkeys(standing))


def _found(sheet: Jurysheet) -> tuple[Bevinding, ...]:
    return BEVINDINGEN.validate_json(sheet.bevindingen)


def counts(sheet: Jurysheet) -> bool:
    """Whether it was ours, and on the facts of the day when it came back."""
    return not {b.code for b in _found(sheet)} & {"sheet-vervalst", VEROUDERD}


def _is_ours(sheet: Jurysheet) -> bool:
    return all(b.code != "sheet-vervalst" for b in _found(sheet))


def _late(sheet: Jurysheet) -> set[int]:
    """Give the actions, and `STIMULANSEN`, that it judged on facts of before."""
    return {b.actie or STIMULANSEN for b in _found(sheet) if b.code == VEROUDERD}
