"""Prefilling: the personal forms of every bestuur, before a round opens.

toekenningen -> per bestuur <id>-motivatie.docx, <id>-kpi.xlsx, a mail with both
"""

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.dossier.filling_vooraf import vooraf
from pipeline.dossier.filling_werkmap import werkmap_van_toekenning
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenning
from pipeline.errors import SetupError
from pipeline.forms.fill import fill
from pipeline.forms.fill_workbook import fill_workbook
from pipeline.forms.kenmerk import Kenmerk
from pipeline.forms.labels import Index
from pipeline.forms.workbook_mapping import Werkmapformulier
from pipeline.jury.draft import Envelope, make_mail
from pipeline.jury.mail import of_toekenning
from pipeline.run.editions import bytes_of
from pipeline.run.filling import word_form, workbook_form, write_files
from pipeline.run.granting import read_granted
from pipeline.run.mailtexts import MAILS, mail_templates
from pipeline.run.result import Progress, no_progress

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrefillOrder:
    """What the user asked. With `proef` nothing is written, with `pakket` a zip too."""

    toekenningen: Path
    out: Path
    ronde: str | None = None
    proef: bool = False
    pakket: bool = False
    progress: Progress = no_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What one bestuur gets: numbers for the summary, and the names of its files."""

    bestuur: str
    naam: str
    email: str | None
    acties: int
    verwachtingen: int
    stimulansen: tuple[str, ...]
    kenmerk: str
    bestanden: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    """The result for all besturen, and what an official should know about it."""

    ronde: str
    besturen: tuple[Prepared, ...]
    waarschuwingen: tuple[str, ...] = field(default=())


def prefill(order: PrefillOrder, programma: Programma) -> Prefilled:
    """Make the forms of every bestuur in the toekenningen.

    Raises `SetupError` when these are unusable or the round cannot be told, and has
    then written nothing.
    """
    ronde, warnings = _which_ronde(order, programma)
    data = bytes_of(order.toekenningen)
    toekenningen = read_granted(data, order.toekenningen.name, ronde, programma)
    index, more = word_form(ronde, programma)
    werkmap, and_more = workbook_form(ronde, programma)
    maker = _Maker(programma, ronde, index, werkmap)
    prepared: list[Prepared] = []
    total = len(toekenningen.per_bestuur)
    warnings += [*toekenningen.waarschuwingen, *more, *and_more]
    for done, toekenning in enumerate(toekenningen.per_bestuur.values(), 1):
        one, files = maker.make(toekenning, warnings, pakket=order.pakket)
        if not order.proef:
            write_files(order.out, files)
        prepared.append(one)
        order.progress("Formulieren", done, total)
    return Prefilled(
        ronde=ronde.id, besturen=tuple(prepared), waarschuwingen=tuple(warnings)
    )


def _which_ronde(order: PrefillOrder, programma: Programma) -> tuple[Ronde, list[str]]:
    """The round asked, else the one that the file's name tells, else the present one.

    With a word about it when nobody asked.
    """
    if order.ronde is not None:
        return programma.ronde(order.ronde), []
    named = programma.rondes.named_in(order.toekenningen.stem)
    if len(named) == 1:
        why = f"de naam ‘{order.toekenningen.name}’ noemt ze"
        return named[0], [f"Ronde ‘{named[0].id}’ gekozen: {why}."]
    if programma.rondes.huidige is None:
        known = ", ".join(programma.rondes.ids)
        raise SetupError(f"Voor welke ronde? Kies met --ronde uit: {known}.")
    ronde = programma.ronde(programma.rondes.huidige)
    why = "de huidige volgens mappings/rondes.toml"
    return ronde, [f"Ronde ‘{ronde.id}’ gekozen: {why}."]


def personal_forms(
    toekenning: Toekenning, ronde: Ronde, programma: Programma
) -> dict[str, bytes]:
    """The personal forms of one bestuur, by the name of the file."""
    index, _ = word_form(ronde, programma)
    werkmap, _ = workbook_form(ronde, programma)
    maker = _Maker(programma, ronde, index, werkmap)
    _, files = maker.make(toekenning, [], pakket=False)
    return {
        name: data for name, data in files.items() if name.endswith(("docx", "xlsx"))
    }


class _Maker:
    """Makes the files of one bestuur after the other, from the same blanks."""

    def __init__(
        self,
        programma: Programma,
        ronde: Ronde,
        index: Index,
        werkmap: Werkmapformulier,
    ) -> None:
        self._programma = programma
        self._ronde = ronde
        self._index = index
        self._werkmap = werkmap
        self._word = (programma.templates / index.formulier.sjabloon).read_bytes()
        self._excel = (programma.templates / self._werkmap.sjabloon).read_bytes()
        self._mails = mail_templates(programma.templates)

    def make(
        self, toekenning: Toekenning, warnings: list[str], *, pakket: bool
    ) -> tuple[Prepared, dict[str, bytes]]:
        """The summary and the files by name; adds to `warnings` what it cannot do."""
        bestuur = toekenning.bestuur
        who = (bestuur.id, bestuur.naam)
        plan = vooraf(toekenning, self._ronde, self._index, self._programma.catalogus)
        warnings += [
            f"{bestuur.naam}: het formulier kent geen stimulans ‘{stimulans}’; alle "
            "stimulansen staan erin."
            for stimulans in plan.onbekend
        ]
        kenmerk = Kenmerk.of(
            self._ronde.id, who, self._index.formulier.formulier, self._word
        )
        forms = {
            f"{bestuur.id}-motivatie.docx": fill(
                self._word, self._index, plan.invullingen, kenmerk, plan.keuze
            ),
            f"{bestuur.id}-kpi.xlsx": fill_workbook(
                self._excel,
                self._werkmap,
                werkmap_van_toekenning(
                    toekenning, self._ronde, self._programma.catalogus
                ),
                Kenmerk.of(self._ronde.id, who, self._werkmap.formulier, self._excel),
            ),
        }
        files = dict(forms)
        files[f"{MAILS}/{bestuur.id}.eml"] = make_mail(
            "formulieren",
            of_toekenning(toekenning, self._ronde, {}),
            Envelope(aan=toekenning.email, antwoord_op=None, bijlagen=forms),
            self._mails,
        )
        if pakket:
            files[f"{bestuur.id}.zip"] = _zipped(forms)
        return (
            Prepared(
                bestuur=bestuur.id,
                naam=bestuur.naam,
                email=toekenning.email,
                acties=len(toekenning.acties),
                verwachtingen=len(toekenning.acties) - len(plan.invullingen),
                stimulansen=toekenning.stimulansen,
                kenmerk=kenmerk.code,
                bestanden=tuple(files),
            ),
            files,
        )


def _zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, _MOMENT)
            member.create_system = 0
            package.writestr(member, data)
    return target.getvalue()
