"""Opening: mails, archives and loose files are opened by the worker, not here.

    bytes -> Item and what is in it; what the worker did not live to open is refused

Only the attachment that ended the worker is refused: the rest of its mail is opened
without it.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Final

from pipeline.dossier.brief import rules_for
from pipeline.dossier.programma import Programma
from pipeline.intake.item import Item, Refusal, as_item
from pipeline.intake.limits import DEFAULT, MIB, Limits
from pipeline.intake.mail import open_item, open_mail
from pipeline.intake.rules import Rules
from pipeline.intake.sniff import Format
from pipeline.run.isolating import refusal, told_apart
from pipeline.run.worker import FailedError, StoppedError, Tell

_TRIES: Final = 4
"""As often a mail is opened, each time without one more attachment."""
_FULLEST: Final = 4
"""What the worker may need for each byte: in and out, packed and unpacked."""


def rules_apart(
    programma: Programma, limits: Limits = DEFAULT, *, forms: bool = True
) -> Rules:
    """How what comes in is opened by the worker.

    `forms`: a letter may itself be an answer; see `rules_for`.
    """
    opener = _Opener(programma=programma, limits=limits, forms=forms)
    return Rules(limits=limits, opener=opener)


def open_apart(data: bytes, naam: str, programma: Programma) -> Item:
    """`data`, opened by the worker; a letter in it is no more than a letter."""
    opener = _Opener(programma=programma, limits=DEFAULT, forms=False)
    return opener(data, naam, naam, set(), is_mail=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opener:
    """Opens one file after another, and keeps to what others were called."""

    programma: Programma
    limits: Limits
    forms: bool

    def __call__(
        self, data: bytes, pad: str, naam: str, taken: set[str], *, is_mail: bool
    ) -> Item:
        file = _File(data=data, pad=pad, naam=naam, is_mail=is_mail)
        item = self._open(file, frozenset())
        if not taken.isdisjoint(_inside(item)):
            # Other files have those paths: rare, and then it is done over.
            known = {one for one in taken if one.startswith(f"{pad}/")}
            item = self._open(file, known)
        taken |= _inside(item)
        return item

    def _open(self, file: "_File", taken: Set[str]) -> Item:
        """The item of `file`, without what proves too much for the worker."""
        limits = _roomy(self.limits, len(file.data))
        refused: dict[str, Refusal] = {}
        reason = Refusal("beschadigd", "")
        for _ in range(_TRIES):
            how = _How(limits=self.limits, forms=self.forms, refused=refused)
            try:
                found: tuple[Item, bool] = told_apart(
                    self.programma, _opened, file, taken, how, limits=limits
                )
            except (StoppedError, FailedError) as error:
                told = refusal(error, limits)
                reason = Refusal(told.code, told.bericht)
                if error.at is None or error.at in {file.pad, *refused}:
                    break
                refused[error.at] = reason
            else:
                item, is_whole = found
                return replace(item, data=file.data) if is_whole else item
        form = Format.eml if file.is_mail else Format.onbekend
        return as_item(file.data, file.pad, file.naam, form, reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What is to be opened."""

    data: bytes
    pad: str
    naam: str
    is_mail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _How:
    """How it is to be opened, and what in it is not."""

    limits: Limits
    forms: bool
    refused: Mapping[str, Refusal]


def _inside(item: Item) -> set[str]:
    return {part.pad for part in item.walk() if part is not item}


def _roomy(limits: Limits, size: int) -> Limits:
    """More for what is larger than a mail may be: somebody here chose to give that."""
    more = max(0, size - limits.mail)
    return replace(
        limits,
        seconds=limits.seconds + more // MIB,
        memory=limits.memory + _FULLEST * more,
    )


def _opened(
    programma: Programma, tell: Tell, file: _File, taken: Set[str], how: _How
) -> tuple[Item, bool]:
    """In the worker: the item, without bytes that who asked has; whether it had them.

    Raises what the library underneath raises: the worker tells of it.
    """
    limits = how.limits
    rules = rules_for(programma, limits) if how.forms else Rules(limits=limits)
    rules = replace(rules, tell=tell, refused=how.refused)
    opener = open_mail if file.is_mail else open_item
    item = opener(file.data, file.pad, file.naam, rules, set(taken))
    is_whole = item.data == file.data
    return (replace(item, data=b"") if is_whole else item), is_whole
