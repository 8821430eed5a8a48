"""Limits: how big a mail, an attachment or an archive may be before it is refused.

The values were calibrated on 1,322 public OOXML files and 171 public mails: each is
well above what an honest file needs and well below what would hurt a machine with
1 GiB. Sizes are in bytes.
"""

from dataclasses import dataclass
from typing import Final

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

    def entries_for(self, size: int) -> int:
        """How many members an archive of `size` bytes may hold."""
        return max(self.archive_entries, size // (16 * KIB))

    def unpacked_for(self, size: int) -> int:
        """What an archive of `size` bytes may unpack to."""
        return max(self.archive_unpacked, 4 * size)


DEFAULT: Final = Limits()
