"""Maildir: a folder in which a mail server keeps a mail per file.

    Archief/.Halle/cur/1714.M1P2.host:2,S -> Archief/.Halle/1714.M1P2.host

A mail moves from `new` to `cur` and its flags change once somebody looks at it; it
stays the same mail, so neither is part of the path by which it is known.
"""

from collections.abc import Iterable
from typing import Final

MAILS: Final = frozenset({"cur", "new"})
UNFINISHED: Final = "tmp"
_SERVER: Final = (
    "dovecot",
    "courierimap",
    "maildirfolder",
    "maildirsize",
    "subscriptions",
)
_FLAGS: Final = {"T": "als verwijderd gemarkeerd in de mailbox", "D": "een concept"}
_SEPARATORS: Final = (":2,", ";2,", "!2,")  # the last two where a file has no colon
_HALFWAY: Final = "een mail die nog niet volledig was afgeleverd"
_SERVER_FILE: Final = "een bestand van de mailserver"


def is_maildir(names: Iterable[str]) -> bool:
    """Whether a folder with folders of these `names` is a Maildir."""
    return {*names} >= MAILS


def lasting_name(name: str) -> str:
    """The name of a mail without its flags."""
    return _split(name)[0]


def why_ignored(folder: str, name: str) -> str | None:
    """Why the file `name` in `folder` of a Maildir is passed over; else `None`."""
    if folder == UNFINISHED:
        return _HALFWAY
    flags = _split(name)[1]
    return next((why for flag, why in _FLAGS.items() if flag in flags), None)


def server_file(name: str) -> str | None:
    """Why the file `name` beside the mails is none that came in; else `None`."""
    return _SERVER_FILE if name.startswith(_SERVER) else None


def _split(name: str) -> tuple[str, str]:
    for separator in _SEPARATORS:
        base, found, flags = name.rpartition(separator)
        if found:
            return base, flags
    return name, ""
