"""Moment: the date of a mail, however it is written -> a moment in Europe/Brussels."""

import datetime as dt
import email.utils
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from pipeline.intake.mime import TROUBLE

BRUSSELS: Final = ZoneInfo("Europe/Brussels")

_FIRST_YEAR: Final = 1990  # before that a mail's date is a clock that was never set
_MOST: Final = 200  # characters; a longer date is no honest one
# Zones that the library takes for Greenwich.
_ZONES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "CET": "+0100",
        "CEST": "+0200",
        "MET": "+0100",
        "MEST": "+0200",
        "MEZ": "+0100",
        "MESZ": "+0200",
        "WEST": "+0100",
        "BST": "+0100",
        "EET": "+0200",
        "EEST": "+0300",
    }
)
_ZONE: Final = re.compile(rf"\b({'|'.join(_ZONES)})\s*(?:\(.*)?$")
_DAYS: Final = re.compile(
    r"^\s*(?:ma|di|wo|do|vr|za|zo)(?:andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)?"
    r"[.,]?\s+",
    re.IGNORECASE,
)
# Dutch months that do not begin as the English ones do.
_MONTHS: Final[Mapping[str, str]] = MappingProxyType(
    {"mrt": "mar", "maart": "mar", "mei": "may", "okt": "oct", "oktober": "oct"}
)
_MONTH: Final = re.compile(rf"\b({'|'.join(_MONTHS)})\b\.?", re.IGNORECASE)


def read_moment(written: str) -> dt.datetime | None:
    """The moment that `written` tells; `None` when it tells none that can be."""
    text = written.strip()
    if not text or len(text) > _MOST:
        return None
    if text[0].isdigit() and text[4:5] == "-":
        return _iso(text)
    zone = _ZONE.search(text)
    if zone is not None:
        text = f"{text[: zone.start()]}{_ZONES[zone[1]]}"
    dutch = _MONTH.sub(lambda match: _MONTHS[match[1].lower()], _DAYS.sub("", text))
    try:
        moment = email.utils.parsedate_to_datetime(dutch)
        if moment.tzinfo is None:
            # "-0000": the moment is UTC, the sender's own zone unknown (RFC 5322, 3.3);
            # so it is taken where no zone is given at all, but not in Dutch.
            zone_of = dt.UTC if dutch == text else BRUSSELS
            moment = moment.replace(tzinfo=zone_of)
    except TROUBLE:
        return None
    return plausible(moment)


def plausible(moment: dt.datetime) -> dt.datetime | None:
    """The aware `moment` in Europe/Brussels; `None` when no mail can be of then."""
    try:
        moment = moment.astimezone(BRUSSELS)
    except TROUBLE:
        return None
    return moment if moment.year >= _FIRST_YEAR else None


def _iso(text: str) -> dt.datetime | None:
    """A date as computers write it (ISO 8601); without a zone it is that of here."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return plausible(moment if moment.tzinfo else moment.replace(tzinfo=BRUSSELS))
