"""Letters: every mail and loose document that came in, by a number for people.

    Space -> Letter, one for each mail or loose document

The number is made of what the mail is, not of when it came: it never changes, whatever
comes in later.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pipeline.dossier.verslag import Post, walk
from pipeline.errors import SetupError
from pipeline.intake.item import Item
from pipeline.run.space import Space

_DIGITS: Final = 6
_SHOWN: Final = 5
_OPEN: Final = frozenset({"onbekend", "geweigerd"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail, or a document that came without one.

    `sleutel` is the message id or the sha256: what `assign` is about. `wachtend` are
    the documents in it that wait for a person: refused, or of nobody knows whom.
    """

    sleutel: str
    pad: str
    naam: str
    status: str
    reden: str | None
    besturen: tuple[str, ...]
    afzender: str | None = None
    onderwerp: str | None = None
    ontvangen: dt.datetime | None = None
    wachtend: tuple[Post, ...] = ()

    @property
    def nummer(self) -> str:
        """The number that `status` shows: the same whenever it is made."""
        return hashlib.sha256(self.sleutel.encode()).hexdigest()[:_DIGITS]


Pair = tuple[Item, Post]


def letters(space: Space) -> tuple[Letter, ...]:
    """Every mail and loose document, by the path under which it first came.

    A mail that came under two names is one.
    """
    found: dict[str, Letter] = {}
    for item, post in _outermost(zip(space.items, space.posten(), strict=True)):
        letter = _letter(item, post)
        known = found.get(letter.sleutel)
        if known is None:
            found[letter.sleutel] = letter
        elif known.status in {"dubbel", "genegeerd"}:
            found[letter.sleutel] = replace(letter, pad=known.pad)
    return tuple(found.values())


def find(space: Space, text: str) -> tuple[str, str]:
    """What `text` names: the message id or sha256, and a name to show.

    `text` is a number of `status`, a message id, or the name or path of a mail or
    document. Raises `SetupError` when it is none, or more than one.
    """
    wanted = text.strip().strip("<>")
    by_number = {letter.nummer: letter for letter in letters(space)}
    if wanted.lower() in by_number:
        letter = by_number[wanted.lower()]
        return letter.sleutel, letter.pad
    found = {
        sleutel: item.pad
        for top in space.items
        for item in top.walk()
        if (sleutel := _sleutel(item))
        and wanted in {sleutel, item.pad, item.naam, item.sha256}
    }
    if len(found) == 1:
        return next(iter(found.items()))
    if not found:
        raise SetupError(
            f"‘{text}’ is geen mail of document in deze werkmap. Geef het nummer dat "
            "‘samenleven status’ toont, de bestandsnaam of de message-id."
        )
    paths = ", ".join(f"‘{pad}’" for pad in sorted(found.values())[:_SHOWN])
    raise SetupError(f"‘{text}’ kan meer dan één zijn: {paths}. Geef het hele pad.")


def _outermost(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The mails and documents that are in no mail; those in an archive each apart."""
    for item, post in pairs:
        if item.role == "archief" and item.parts:
            yield from _outermost(zip(item.parts, post.onderdelen, strict=True))
        else:
            yield item, post


def _letter(item: Item, post: Post) -> Letter:
    inside = [one for one in walk([post]) if not one.onderdelen]
    mail = item.mail
    told = [post.bestuur, *(one.bestuur for one in inside)]
    return Letter(
        sleutel=_sleutel(item),
        pad=item.pad,
        naam=item.naam,
        status=post.status,
        reden=post.reden,
        besturen=tuple(dict.fromkeys(who for who in told if who is not None)),
        afzender=(mail.afzender_adres or mail.afzender_naam) if mail else None,
        onderwerp=mail.onderwerp if mail else None,
        ontvangen=mail.ontvangen if mail else None,
        wachtend=tuple(one for one in inside if one.status in _OPEN),
    )


def _sleutel(item: Item) -> str:
    return item.mail.message_id if item.mail is not None else item.sha256
