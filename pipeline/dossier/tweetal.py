"""Tweetal: the target and the achieved number that were written in one place.

    the texts of both fields -> a Lezing of each, and whether one could not be told

`65 van 300` says which is which; `300/65` says it where the first answers the label it
stands behind and the second can be the other, or where the other is known. Otherwise
neither is taken.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from pipeline.dossier.getallen import NIETS, Lezing, read_getal
from pipeline.dossier.model import Getal
from pipeline.forms.answers import Answer

_N: Final = r"(?:±\s?|ca\.?\s?)?(?:\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?![\d.,]*\d|\s?%)"
_UNIT: Final = r"(?:\s(?!per\b|of\b|à\b|tot\b|en\b|x\b|nog\b|niet\b)[^\W\d_]+){0,2}?"
_DONE: Final = r"(?:be|ge)?(?:haal[dt]|behaald|realiseerd|reikt)e?"
_ASKED: Final = r"(?:te\s(?:be)?halen|te\srealiseren|doel|vooropgesteld|target)e?"
_MORE: Final = r"\s*[(,;–-]?\s*(?:en\s|waarvan\s)?(?:er\s)?(?:reeds\s|al\s)?"
_KPI: Final = r"(?:\saantal)?(?:\sKPI(?:['’]s)?)?\s*[:=]?\s*"
_FRONT: Final = rf"^(?P<een>{_N}){_UNIT}"
_END: Final = rf"(?P<ander>{_N}){_UNIT}\s*\)?\.?$"
_OF: Final = re.compile(
    rf"{_FRONT}\s\(?(?:van|op|uit)(?:\s(?:de|het))?(?:\s{_ASKED})?\s{_END}",
    re.IGNORECASE,
)
"""The first was achieved, of the second: `65 van de 300 gezinnen`."""
_STROKE: Final = re.compile(rf"^(?P<een>{_N})\s?/\s?{_END}", re.IGNORECASE)
_DAYS: Final = 31
_MONTHS: Final = 12
_AND_DONE: Final = re.compile(
    rf"{_FRONT}{_MORE}{_DONE}{_KPI}{_END}"
    rf"|^(?P<vooraan>{_N}){_UNIT}{_MORE}(?P<achter>{_N}){_UNIT}\s(?:reeds\s|al\s)?{_DONE}"
    r"(?:\s(?:zijn|werden|is))?\s*\)?\.?$",
    re.IGNORECASE,
)
"""The second was achieved: `300 (behaald: 65)`, `300 waarvan 65 behaald`."""
_AND_ASKED: Final = re.compile(rf"{_FRONT}{_MORE}{_ASKED}{_KPI}{_END}", re.IGNORECASE)


_LIKELY: Final = 0.8
"""How sure a number is that was written behind the label of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tweetal:
    """What the two fields say.

    `van_te_behalen` says that the achieved number was written behind the label of the
    target, `van_behaald` the other way around. Where nobody can tell two numbers apart
    the reading is not `geldig`.
    """

    te_behalen: Lezing
    behaald: Lezing
    van_te_behalen: bool = False
    van_behaald: bool = False


def read_answers(
    te_behalen: Answer | None, behaald: Answer | None
) -> dict[str, tuple[Answer | None, Lezing]]:
    """By field the answer that holds its number, and what that says."""
    read = read_tweetal(
        te_behalen.tekst if te_behalen is not None else None,
        behaald.tekst if behaald is not None else None,
    )
    if read.van_te_behalen and te_behalen is not None:
        behaald = replace(te_behalen, zekerheid=min(te_behalen.zekerheid, _LIKELY))
    elif read.van_behaald and behaald is not None:
        te_behalen = replace(behaald, zekerheid=min(behaald.zekerheid, _LIKELY))
    return {
        "te_behalen": (te_behalen, read.te_behalen),
        "behaald": (behaald, read.behaald),
    }


@dataclass(frozen=True, slots=True)
class _Both:
    """Two numbers of one text. `told` says that the text tells which is which."""

    te_behalen: Getal
    behaald: Getal
    told: bool

    @property
    def is_day(self) -> bool:
        """Whether a stroke between them may make a day of them: `5/12`."""
        low, high = sorted((self.te_behalen, self.behaald))
        return low <= _MONTHS and high <= _DAYS


def read_tweetal(te_behalen: str | None, behaald: str | None) -> Tweetal:
    """Read both fields, each of which may hold the number of the other."""
    target = read_getal(te_behalen) if te_behalen is not None else NIETS
    achieved = read_getal(behaald) if behaald is not None else NIETS
    read = Tweetal(te_behalen=target, behaald=achieved)
    if te_behalen is not None:
        own, other = _shared(
            te_behalen, target, achieved, is_target=True, empty=achieved == NIETS
        )
        read = replace(read, te_behalen=own)
        if other is not None:
            read = replace(read, behaald=other, van_te_behalen=True)
    if behaald is not None:
        own, other = _shared(
            behaald,
            read.behaald,
            read.te_behalen,
            is_target=False,
            empty=target == NIETS,
        )
        read = replace(read, behaald=own)
        if other is not None:
            read = replace(read, te_behalen=other, van_behaald=True)
    return read


def _shared(
    text: str, own: Lezing, other: Lezing, *, is_target: bool, empty: bool
) -> tuple[Lezing, Lezing | None]:
    """What `text`, behind the label of `own`, says of its field and of the other.

    `is_target` says that the label asks the target, `empty` that nothing stands behind
    the other one: `None` for that one where its number is not taken from here.
    """
    both = _both(text, target_first=is_target)
    if both is None:
        return own, None
    mine, theirs = both.te_behalen, both.behaald
    if not is_target:
        mine, theirs = theirs, mine
    known = other.waarde
    told = both.told or (empty and not both.is_day and both.behaald <= both.te_behalen)
    if not told and known is not None and known in {mine, theirs}:
        told = True
        if known != theirs:
            mine, theirs = theirs, mine
    if not told or (known is not None and known != theirs):
        return _unclear(own), None
    lezing = Lezing(mine, text, geldig=True)
    return lezing, Lezing(theirs, None, geldig=True) if empty else None


def _unclear(lezing: Lezing) -> Lezing:
    return lezing if lezing.waarde is not None else replace(lezing, geldig=False)


def _both(text: str, *, target_first: bool) -> _Both | None:
    """Both numbers in `text`; of a stroke the first answers the label it is behind."""
    text = " ".join(text.split())
    for pattern, first_is_target, told in (
        (_OF, False, True),
        (_AND_DONE, True, True),
        (_AND_ASKED, False, True),
        (_STROKE, target_first, False),
    ):
        found = pattern.match(text)
        if found is None:
            continue
        named = found.groupdict()
        one = read_getal(named["een"] or named["vooraan"]).waarde
        other = read_getal(named["ander"] or named["achter"]).waarde
        if one is None or other is None:
            return None
        target, achieved = (one, other) if first_is_target else (other, one)
        return _Both(target, achieved, told=told and achieved <= target)
    return None
