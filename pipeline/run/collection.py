"""Collection: what is asked of `collect`, and what it gives back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.errors import ExitCode
from pipeline.findings import Bevinding, Ernst
from pipeline.jury.register import Register
from pipeline.jury.verdicts import CODES
from pipeline.run.result import Progress, no_progress
from pipeline.run.sheets import Ingelezen, Seen, read_sheets
from pipeline.store.bezig import Meld, tell_nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What the user asked; `nu` is the moment of asking, aware.

    `beslissend`: what these sheets say goes before whatever others said until now.
    """

    sheets: Sequence[Path]
    out: Path
    nu: dt.datetime
    beslissend: bool = False
    progress: Progress = no_progress
    meld: Meld = tell_nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What became of every sheet, and the dossiers that they are about.

    `nieuw` counts the actions on which a sheet said what it had not said before.
    """

    sheets: tuple[Ingelezen, ...]
    dossiers: Mapping[str, Dossier]
    nieuw: int
    waarschuwing: str | None = None

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """What the register has to tell of the dossiers concerned."""
        return tuple(
            bevinding
            for dossier in self.dossiers.values()
            for bevinding in dossier.bevindingen
            if bevinding.code in CODES
        )

    @property
    def exit_code(self) -> ExitCode:
        """1 when a sheet or a verdict needs a person, else 0 (contract section 2)."""
        wrong = any(b.ernst is Ernst.FOUT for b in self.bevindingen) or any(
            s.needs_a_person for s in self.sheets
        )
        return ExitCode.NEEDS_A_PERSON if wrong else ExitCode.DONE


def read_all(
    asked: Collection, register: Register, seen: Seen, programma: Programma
) -> tuple[Ingelezen, ...]:
    """Read every sheet that was given, and show how far it is."""
    sheets = []
    for sheet in read_sheets(asked.sheets, register, seen, programma):
        sheets.append(sheet)
        asked.progress("Jurysheets gelezen", len(sheets), 0)
    return tuple(sheets)
