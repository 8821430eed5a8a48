"""Consulting: what the jurors said set side by side, and the jury's advice recorded.

workspace (+ advice) -> register, dossiers, jury sheets, overview -> Consulted
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dossier.model import Jurering
from pipeline.dossier.programma import Programma
from pipeline.errors import ExitCode, SetupError
from pipeline.jury.consensus import JA_OF_NEE, Overleg, fingerprint
from pipeline.jury.verdicts import JA_NEE, answer, is_other
from pipeline.run.editions import bytes_of
from pipeline.run.result import Progress, no_progress
from pipeline.run.space import Space, remake
from pipeline.run.writing import Writer
from pipeline.store.acts import Advies
from pipeline.store.bezig import Meld, tell_nobody
from pipeline.store.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The advice on one action, as it was given at the door."""

    bestuur: str
    actie: int
    jurering: Jurering


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """What the user asked; `adviezen` only with `wie`. `uit`: the file that says so."""

    out: Path
    nu: dt.datetime
    adviezen: Sequence[Given] = ()
    wie: str | None = None
    uit: Path | None = None
    progress: Progress = no_progress
    meld: Meld = tell_nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """Everything that the jury said, and how much advice was new."""

    overleg: tuple[Overleg, ...]
    nieuw: int
    waarschuwing: str | None

    @property
    def exit_code(self) -> ExitCode:
        """1 while jurors disagree and no advice says how it ends, else 0."""
        open_still = any(one.stand == "oneens" for one in self.overleg)
        return ExitCode.NEEDS_A_PERSON if open_still else ExitCode.DONE


def consult_jury(asked: Consultation, programma: Programma) -> Consulted:
    """Tell what the jury said; with advice, record that first.

    Raises `SetupError` when the folder is no workspace, or the advice cannot stand: no
    such dossier or action, nobody who says so, no source. Nothing was written then.
    """
    with Workspace.open(asked.out, create=False, meld=asked.meld) as workspace:
        space = remake(workspace, programma, asked.progress).judged
        warnings = [workspace.warning]
        new: list[Advies] = []
        if asked.adviezen:
            new = _advice(asked, space)
            if asked.uit is not None:
                workspace.keep_original(bytes_of(asked.uit))
            workspace.add(*new)
            space = space.judged
            writer = Writer(workspace, asked.nu)
            writer.write(space, asked.progress)
            warnings += writer.warnings
        return Consulted(
            overleg=_overleg(space),
            nieuw=len(new),
            waarschuwing=" ".join(filter(None, warnings)) or None,
        )


def _overleg(space: Space) -> tuple[Overleg, ...]:
    """Everything that the jury said, of every dossier."""
    return tuple(one for made in space.every() for one in made.overleg)


def _advice(asked: Consultation, space: Space) -> list[Advies]:
    """Give the acts to record; what was recorded alike already is left out."""
    if not asked.wie or not asked.wie.strip():
        raise SetupError("Wie legt dit advies vast? Zeg het met --wie.")
    acts = []
    for given in asked.adviezen:
        if given.bestuur not in space.dossiers:
            raise SetupError(f"Van bestuur ‘{given.bestuur}’ is hier geen dossier.")
        made = space.made(given.bestuur)
        dossier = made.dossier
        told = {one.actie: one for one in made.overleg}
        one = told.get(given.actie)
        feiten = fingerprint(dossier, given.actie)
        if one is None or feiten is None:
            what = f"actie {given.actie} van {dossier.bestuur.naam}"
            raise SetupError(f"Over {what} moet de jury niet oordelen.")
        bron, naam = _source(asked, given, one)
        known = one.advies
        is_known = known is not None and (
            (known.jurering, known.wie, known.bron, known.is_actueel)
            == (given.jurering, asked.wie.strip(), bron, True)
        )
        if not is_known:
            acts.append(
                Advies(
                    bestuur=given.bestuur,
                    actie=given.actie,
                    voldoende=given.jurering.voldoende,
                    conclusie=given.jurering.conclusie,
                    verlengen=given.jurering.verlengen,
                    feiten=feiten,
                    wie=asked.wie.strip(),
                    bron=bron,
                    naam=naam,
                    gegeven=asked.nu,
                )
            )
    return acts


def _source(asked: Consultation, given: Given, one: Overleg) -> tuple[str, str]:
    """Give sha256 and name of what the advice rests on: a file, or the sheets.

    Raises:
        SetupError: there is neither: advice of which nobody can look up where it came
            from is not recorded.
    """
    if asked.uit is not None:
        data = bytes_of(asked.uit)
        return hashlib.sha256(data).hexdigest(), asked.uit.name
    agreeing = [
        stem
        for stem in one.stemmen
        if stem.is_actueel
        and any(answer(stem.jurering, vraag) is not None for vraag in JA_NEE)
        and not any(is_other(stem.jurering, given.jurering, v) for v in JA_NEE)
    ]
    if not agreeing:
        words = ", ".join(
            f"{vraag} {JA_OF_NEE[answer(given.jurering, vraag)] or '–'}"
            for vraag in JA_NEE
        )
        raise SetupError(
            f"Geen jurysheet zegt dit over actie {given.actie} van "
            f"{one.bestuur.naam} ({words}). Geef met --uit het document waarin het "
            "staat, bijvoorbeeld het verslag van de jury."
        )
    names = ", ".join(dict.fromkeys(stem.naam for stem in agreeing))
    return agreeing[-1].sheet, names
