"""Limits: how big a mail, an attachment or an archive may be before it is refused.

The values were calibrated on 1,322 public OOXML files and 171 public mails: each is
well above what an honest file needs and well below what would hurt a machine with
1 GiB. Sizes are in bytes.

Somebody who must let more through sets `SAMENLEVEN_GRENZEN`, by the names below:

    SAMENLEVEN_GRENZEN="attachment=40MB seconds=60"
"""

import os
import re
from dataclasses import dataclass, fields, replace
from typing import Final

from pipeline.errors import SetupError

KIB: Final = 1024
MIB: Final = 1024 * KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The ceilings of intake and of the readers that open a package.

    An archive may hold `archive_entries` members and unpack to `archive_unpacked`, or
    grow with its own size when that gives more (see `entries_for`, `unpacked_for`): a
    mailbox of 300 mails in one zip is no bomb. `ratio` counts for what unpacks to more
    than `ratio_from`; pictures may pass it up to `media`. `nesting` is how many
    containers may lie inside each other (zip in zip), `depth` how deep the parts of one
    mail may nest, mails inside it included.

    One mail may take `seconds` to be opened, one document to be read, and `memory` on
    top of what the program itself takes; see `pipeline.run.isolating`.
    """

    mail: int = 50 * MIB
    attachment: int = 25 * MIB
    archive: int = 500 * MIB
    archive_entries: int = 1_000
    archive_unpacked: int = 100 * MIB
    ratio: int = 100
    ratio_from: int = 100 * KIB
    media: int = 25 * MIB
    nesting: int = 3
    xml_part: int = 16 * MIB
    headers: int = 256 * KIB
    header: int = 32 * KIB
    header_count: int = 1_000
    depth: int = 20
    parts: int = 500
    seconds: int = 30
    memory: int = 384 * MIB

    def entries_for(self, size: int) -> int:
        """How many members an archive of `size` bytes may hold."""
        return max(self.archive_entries, size // (16 * KIB))

    def unpacked_for(self, size: int) -> int:
        """What an archive of `size` bytes may unpack to."""
        return max(self.archive_unpacked, 4 * size)


VARIABLE: Final = "SAMENLEVEN_GRENZEN"
_UNITS: Final = {"": 1, "kb": KIB, "mb": MIB, "gb": 1024 * MIB}
_NAMES: Final = tuple(field.name for field in fields(Limits))
_GIVEN: Final = re.compile(r"([a-z_]+)=([0-9]{1,12})([kmg]b)?", re.IGNORECASE)


def limits_of(told: str) -> Limits:
    """The limits, with those that `told` names (`seconds=60 attachment=40MB`) changed.

    Raises `SetupError` for what is no such limit.
    """
    given: dict[str, int] = {}
    for piece in told.replace(",", " ").split():
        match = _GIVEN.fullmatch(piece)
        name = match[1].lower() if match else ""
        if match is None or name not in _NAMES or int(match[2]) == 0:
            raise SetupError(
                f"{VARIABLE}: ‘{piece}’ is geen grens. Schrijf bijvoorbeeld seconds=60 "
                f"of attachment=40MB; de namen zijn {', '.join(_NAMES)}."
            )
        given[name] = int(match[2]) * _UNITS[(match[3] or "").lower()]
    return replace(Limits(), **given)


DEFAULT: Final = limits_of(os.environ.get(VARIABLE, ""))
