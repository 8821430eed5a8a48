"""Mailing: drafts of mails and letters for every bestuur, never sent.

workspace + templates -> mails/<soort>/<id>.eml, brieven/<id>.docx
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.dossier.toekenning import Toekenning
from pipeline.errors import SetupError
from pipeline.jury.brief import TEMPLATE, render_letter
from pipeline.jury.draft import SOORTEN_MAIL, Envelope, Soort, make_mail
from pipeline.jury.mail import Brief, of_dossier, of_toekenning
from pipeline.resources import template
from pipeline.run.filling import filled_forms
from pipeline.run.mailtexts import MAILS, mail_templates
from pipeline.run.prefilling import personal_forms
from pipeline.run.result import Progress, no_progress
from pipeline.run.space import Gemaakt, Space, remake
from pipeline.store.bezig import Meld, tell_nobody
from pipeline.store.files import explained, write_atomically
from pipeline.store.workspace import Workspace

LETTERS: Final = "brieven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """What the user asked; no `soorten` for letters alone."""

    out: Path
    nu: dt.datetime
    soorten: tuple[Soort, ...] = SOORTEN_MAIL
    progress: Progress = no_progress
    meld: Meld = tell_nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """The drafts that were written, and the besturen without an address."""

    bestanden: tuple[Path, ...]
    zonder_adres: tuple[str, ...]


def make_mails(asked: Mailing, programma: Programma) -> Mailed:
    """Write a draft for every bestuur that it applies to.

    Raises `SetupError` for a folder that is no workspace, `TemplateError` for words
    that cannot be used; nothing was written then.
    """
    with Workspace.open(asked.out, create=False, meld=asked.meld) as workspace:
        space = remake(workspace, programma, asked.progress).judged
        templates = mail_templates(programma.templates)
        files: dict[str, bytes] = {}
        silent: list[str] = []
        for soort in asked.soorten:
            for name, brief, envelope in _drafts(soort, space):
                mail = make_mail(soort, brief, envelope, templates)
                files[f"{MAILS}/{soort}/{name}.eml"] = mail
                if not envelope.adressen:
                    silent.append(brief.bestuur)
        return Mailed(
            bestanden=_written(asked.out, files),
            zonder_adres=tuple(dict.fromkeys(silent)),
        )


def make_letters(asked: Mailing, programma: Programma) -> tuple[Path, ...]:
    """Write the letter of every bestuur about which advice was recorded.

    Raises as `make_mails`; also `SetupError` when no advice was recorded at all.
    """
    with Workspace.open(asked.out, create=False, meld=asked.meld) as workspace:
        space = remake(workspace, programma, asked.progress).judged
        files = {
            f"{LETTERS}/{name}.docx": _letter(brief, programma)
            for name, brief in _advised(space)
        }
        if not files:
            raise SetupError(
                "Er is nog geen advies vastgelegd, dus ook geen brief. Leg het vast "
                "met ‘samenleven consensus --advies’."
            )
        return _written(asked.out, files)


def _drafts(soort: Soort, space: Space) -> Iterator[tuple[str, Brief, Envelope]]:
    match soort:
        case "ontvangst":
            for made in space.every():
                yield _to(made, space, {})
        case "ontbreekt":
            for made in space.every():
                if _brief(made, space).ontbreekt:
                    forms = filled_forms(made.dossier, space.programma)
                    yield _to(made, space, forms)
        case "herinnering":
            yield from _reminders(space)
        case "resultaat":
            for made in space.every():
                brief = _brief(made, space)
                if brief.adviezen:
                    name = f"advies {made.dossier.bestuur.id} (ontwerp).docx"
                    letter = _letter(brief, space.programma)
                    yield _to(made, space, {name: letter})


def _reminders(space: Space) -> Iterator[tuple[str, Brief, Envelope]]:
    names = {actie.nummer: actie.naam for actie in space.programma.catalogus.acties}
    for toekenning in space.ontbrekend:
        brief = of_toekenning(toekenning, space.ronde, names)
        forms = personal_forms(toekenning, space.ronde, space.programma)
        envelope = Envelope(aan=toekenning.email, antwoord_op=None, bijlagen=forms)
        yield toekenning.bestuur.id, brief, envelope


def _advised(space: Space) -> Iterator[tuple[str, Brief]]:
    for made in space.every():
        brief = _brief(made, space)
        if brief.adviezen:
            yield made.dossier.bestuur.id, brief


def _brief(made: Gemaakt, space: Space) -> Brief:
    granted = _granted(made.dossier, space)
    return of_dossier(made.dossier, space.ronde, granted, made.overleg)


def _to(
    made: Gemaakt, space: Space, files: Mapping[str, bytes]
) -> tuple[str, Brief, Envelope]:
    """Address a draft to the contact, else to who sent the last mail; in answer."""
    dossier = made.dossier
    granted = _granted(dossier, space)
    mails = {
        mail.message_id: mail for mail in space.indeling.letters(dossier.bestuur.id)
    }
    own = [mails[one.id] for one in dossier.indieningen if one.id in mails]
    last = max(own, key=lambda m: m.ontvangen.timestamp() if m.ontvangen else 0.0,
               default=None)  # fmt: skip
    envelope = Envelope(
        aan=(granted.email if granted else None)
        or (last.afzender_adres if last else None),
        antwoord_op=last.message_id if last else None,
        bijlagen=files,
    )
    return dossier.bestuur.id, _brief(made, space), envelope


def _granted(dossier: Dossier, space: Space) -> Toekenning | None:
    granted = space.toekenningen
    return granted.per_bestuur.get(dossier.bestuur.id) if granted else None


def _letter(brief: Brief, programma: Programma) -> bytes:
    return render_letter(brief, template(TEMPLATE, programma.templates).read_bytes())


def _written(out: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    paths = []
    for name, data in files.items():
        path = out / name
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
        paths.append(path)
    return tuple(paths)
