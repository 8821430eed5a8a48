"""Imap: a folder of a mailbox on a server -> an item for every mail in it.

    Postvak + Geheim + Stand -> (Item, Stand), mail by mail

Nothing changes there: the folder is opened for reading alone, and no mail is marked as
read. Every item comes with the place up to which everything was given (UIDVALIDITY and
UID, RFC 3501, 2.3.1.1); who keeps that, goes on from there the next time. A secret only
goes over a connection that is encrypted to a server with a good certificate, or over
none, to this very machine.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from pipeline.errors import SetupError, SourceError
from pipeline.intake import verdict
from pipeline.intake.item import Item, Refusal, unread
from pipeline.intake.mail import open_mail
from pipeline.intake.names import unique
from pipeline.intake.postvak import PASSWORD, TOKEN, Geheim, Postvak, Stand
from pipeline.intake.rules import Rules
from pipeline.intake.sniff import Format

_TIMEOUT: Final = 60
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")
_GONE: Final = Refusal("beschadigd", "de server gaf deze mail niet")
_TOLD: Final = 20  # folders that a message names
_INSTALL: Final = (
    "Een postvak lezen kan pas met een extra bibliotheek. Installeer ze met: "
    "pip install 'samenleven[imap]'"
)

# `Any` below: the mailbox of imap-tools, which is only there where the extra is.


def check_postvak(postvak: Postvak, geheim: Geheim, ca: Path | None = None) -> None:
    """Raise `SetupError` when the folder cannot be read, before anything is written.

    `ca` is a file with the certificates that are trusted, in PEM; without it those that
    this computer trusts.
    """
    library = _library()
    box = _connected(library, postvak, geheim, ca)
    try:
        _examined(library, box, postvak)
    except (OSError, imaplib.IMAP4.error, library.ImapToolsError) as error:
        raise SetupError(
            f"{postvak.server} opent de map ‘{postvak.map}’ niet. Probeer het later "
            "opnieuw."
        ) from error
    finally:
        with suppress(OSError, imaplib.IMAP4.error, library.ImapToolsError):
            box.logout()


def read_postvak(  # noqa: PLR0913 - `ca` is for a server of one's own alone
    postvak: Postvak,
    geheim: Geheim,
    rules: Rules,
    taken: set[str],
    since: Stand | None = None,
    *,
    ca: Path | None = None,
) -> Iterator[tuple[Item, Stand]]:
    """Every mail behind `since`, oldest first, with the `Stand` once it was taken in.

    `ca` as for `check_postvak`.

    Raises:
        SetupError: nothing was given: no library, server, access or such folder.
        SourceError: the connection went while mails were given.
    """
    library = _library()
    trouble = (OSError, imaplib.IMAP4.error, library.ImapToolsError)
    box = _connected(library, postvak, geheim, ca)
    try:
        validity = _examined(library, box, postvak)
        begin = since.uid if since and since.uidvalidity == validity else 0
        for uid in _uids(box, begin):
            # Not the name of the folder: a pad is relative to INPUT. The digits keep
            # apart what two mailboxes number alike, in whatever order they are read.
            pad = unique(f"{validity}-{uid}-{postvak.kenmerk}.eml", taken)
            yield _read(box, uid, pad, rules, taken), Stand(validity, uid)
    except trouble as error:
        raise SourceError(
            f"De verbinding met {postvak.server} viel weg. Wat al gelezen is, blijft; "
            "start opnieuw om verder te gaan."
        ) from error
    finally:
        with suppress(*trouble):
            box.logout()


def _library() -> Any:
    try:
        # An extra: who reads folders of mails needs no library for servers.
        import imap_tools  # noqa: PLC0415
    except ImportError as error:
        raise SetupError(_INSTALL) from error
    return imap_tools


def _trusting(ca: Path | None) -> ssl.SSLContext:
    """What checks the certificate of a server and the name in it."""
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:  # also what OpenSSL says of its content
        raise SetupError(
            f"‘{ca}’ is geen bestand met certificaten (PEM). Vraag de beheerder van de "
            "mailserver om het certificaat van de uitgever."
        ) from error


def _connected(library: Any, postvak: Postvak, geheim: Geheim, ca: Path | None) -> Any:
    """The mailbox, logged in; raises `SetupError`."""
    context = _trusting(ca)
    where = {"host": postvak.server, "port": postvak.poort, "timeout": _TIMEOUT}
    try:
        if postvak.versleuteld:
            box = library.MailBox(**where, ssl_context=context)
        elif postvak.is_here:
            box = library.MailBoxUnencrypted(**where)
        else:
            box = library.MailBoxUnencrypted(**where)
            _encrypt(box, context)
    except ssl.SSLCertVerificationError as error:
        raise SetupError(
            f"Het certificaat van {postvak.server} is niet te vertrouwen. Er is niets "
            "verstuurd. Vraag de beheerder van de mailserver om raad; geeft die een "
            "eigen certificaat, geef het dan mee met --ca-bestand."
        ) from error
    except (OSError, ValueError, imaplib.IMAP4.error, library.ImapToolsError) as error:
        raise SetupError(
            f"Geen versleutelde verbinding met {postvak.server}, poort "
            f"{postvak.poort}. Kijk het adres na, en of het netwerk dit toelaat."
        ) from error
    try:
        _log_in(box, postvak.gebruiker, geheim)
    except (OSError, imaplib.IMAP4.error, library.ImapToolsError) as error:
        box.client.shutdown()
        which = TOKEN if geheim.is_token else PASSWORD
        raise SetupError(
            f"{postvak.server} laat {postvak.gebruiker} niet toe. Kijk {which} na; "
            "Exchange Online aanvaardt alleen een token."
        ) from error
    return box


def _encrypt(box: Any, context: ssl.SSLContext) -> None:
    """Go on over an encrypted connection (STARTTLS), or over none."""
    # The library's own way leaves the connection open when the server refuses.
    try:
        box.client.starttls(context)
    except BaseException:
        with suppress(OSError):  # closed already, when the certificate was no good
            box.client.shutdown()
        raise


def _log_in(box: Any, gebruiker: str, geheim: Geheim) -> None:
    if geheim.is_token:
        box.xoauth2(gebruiker, geheim.waarde, initial_folder=None)
    elif gebruiker.isascii() and geheim.waarde.isascii():
        box.login(gebruiker, geheim.waarde, initial_folder=None)
    else:
        box.login_utf8(gebruiker, geheim.waarde, initial_folder=None)


def _examined(library: Any, box: Any, postvak: Postvak) -> int:
    """Open the folder for reading alone; its UIDVALIDITY."""
    try:
        box.folder.set(postvak.map, readonly=True)
    except library.MailboxFolderSelectError as error:
        names = ", ".join(folder.name for folder in box.folder.list()[:_TOLD])
        raise SetupError(
            f"In het postvak is geen map ‘{postvak.map}’. Er zijn: {names}."
        ) from error
    _, found = box.client.response("UIDVALIDITY")
    return int(found[0]) if found and found[0] else 0


def _uids(box: Any, begin: int) -> list[int]:
    """The ids behind `begin`. `n:*` also gives the last mail where it is before n."""
    found = sorted(int(uid) for uid in box.uids(f"UID {begin + 1}:*", charset=None))
    return [uid for uid in found if uid > begin]


def _read(box: Any, uid: int, pad: str, rules: Rules, taken: set[str]) -> Item:
    naam = f"{uid}.eml"
    size = _SIZE.search(_fetched(box, uid, "(RFC822.SIZE)")[0])
    refusal = verdict.too_big(int(size[1]), Format.eml, rules.limits) if size else _GONE
    data = b"" if refusal else _fetched(box, uid, "(BODY.PEEK[])")[1]
    if refusal or not data:
        return unread(pad, naam, Format.eml, refusal or _GONE)
    return open_mail(data, pad, naam, rules, taken)


def _fetched(box: Any, uid: int, what: str) -> tuple[bytes, bytes]:
    """What the server says of a mail, and what it gives of it; both may be empty."""
    status, answers = box.client.uid("FETCH", str(uid), what)
    if status != "OK":
        return b"", b""
    pairs = [answer for answer in answers if isinstance(answer, tuple)]
    lines = [answer for answer in answers if isinstance(answer, bytes)]
    given = bytes(pairs[0][1]) if pairs else b""
    return b" ".join(lines), given
