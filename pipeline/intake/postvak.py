"""Postvak: the address of a mailbox on a server, what opens it, and how far we are.

    imaps://gebruiker@server/Map -> Postvak

The secret is never part of an address, a message or a log.
"""

import hashlib
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from pipeline.errors import SetupError

PASSWORD: Final = "SAMENLEVEN_IMAP_WACHTWOORD"  # noqa: S105 - the name of a variable
TOKEN: Final = "SAMENLEVEN_IMAP_TOKEN"  # noqa: S105 - the name of a variable

_PORTS: Final[Mapping[str, int]] = {"imap": 143, "imaps": 993}
_ADDRESS: Final = re.compile(r"imaps?:/", re.IGNORECASE)
_DIGITS: Final = 6
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_EXAMPLE: Final = "imaps://samenleven@mail.voorbeeld.be/INBOX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Postvak:
    """A folder on a server; `versleuteld`: the connection is so from its start."""

    server: str
    poort: int
    gebruiker: str
    map: str
    versleuteld: bool

    @property
    def naam(self) -> str:
        """How it is told to people, and under which its `Stand` is kept."""
        scheme = "imaps" if self.versleuteld else "imap"
        return f"{scheme}://{self.gebruiker}@{self.server}:{self.poort}/{self.map}"

    @property
    def kenmerk(self) -> str:
        """A few digits that tell its mails from those of another, and nobody's name."""
        return hashlib.sha256(self.naam.encode()).hexdigest()[:_DIGITS]

    @property
    def is_here(self) -> bool:
        """Whether the server runs on this very machine, so that nobody listens in."""
        try:
            return ipaddress.ip_address(self.server).is_loopback
        except ValueError:
            return self.server == "localhost"


@dataclass(frozen=True, slots=True)
class Geheim:
    """What opens a mailbox: a password, or a token of OAuth 2."""

    waarde: str = field(repr=False)
    is_token: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """Up to which mail a folder was given; another `uidvalidity` is another folder."""

    uidvalidity: int
    uid: int


def is_postvak(argument: str) -> bool:
    """Whether an INPUT argument names a mailbox rather than a file."""
    return _ADDRESS.match(argument) is not None


def parse_postvak(argument: str) -> Postvak:
    """Read `imap://user@server/Folder` or `imaps://…`; raises `SetupError`.

    The message never repeats the address: somebody may have put a password in it.
    """
    try:
        url = urlsplit(argument)
        port, user, server = url.port, unquote(url.username or ""), url.hostname
    except ValueError:
        # What urllib says repeats a part, which may be the password.
        raise _wrong_address("het is geen adres van een postvak") from None
    if url.password is not None:
        told = f"zet het wachtwoord in de omgevingsvariabele {PASSWORD}"
        raise _wrong_address(f"er staat een wachtwoord in; {told}")
    if url.query or url.fragment:
        raise _wrong_address("schrijf ? in de naam van een map als %3F, en # als %23")
    if ":" in user:
        raise _wrong_address("er staat een dubbelpunt in de naam van de gebruiker")
    if not user or not server or url.scheme not in _PORTS:
        raise _wrong_address("gebruiker of server ontbreekt")
    folder = unquote(url.path.lstrip("/")) or "INBOX"
    if _CONTROL.search(user + folder):
        raise _wrong_address("er staan tekens in die er niet horen")
    return Postvak(
        server=server,
        poort=port or _PORTS[url.scheme],
        gebruiker=user,
        map=folder,
        versleuteld=url.scheme == "imaps",
    )


def geheim_of(environ: Mapping[str, str]) -> Geheim | None:
    """The token or the password that the environment gives; `None` without either."""
    token = environ.get(TOKEN, "").strip("\r\n")
    if token:
        return Geheim(token, is_token=True)
    password = environ.get(PASSWORD, "").strip("\r\n")
    return Geheim(password) if password else None


def _wrong_address(what: str) -> SetupError:
    return SetupError(
        f"Het adres van het postvak klopt niet: {what}. Voorbeeld: {_EXAMPLE}"
    )
