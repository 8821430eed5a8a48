"""Verslag: every file and attachment that came in, and what became of it.

The contract's `verslag.json` (section 2): each item once, in the tree in which it came.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.dossier.model import Model
from pipeline.findings import Bevinding

Status = Literal[
    "verwerkt", "vervangen", "dubbel", "geweigerd", "genegeerd", "onbekend"
]


class Post(Model):
    """One file, mail or attachment.

    `code` is given when it was refused, `reden` for every status but the first three;
    `bestuur` is the id, `None` when not known.
    """

    pad: str
    naam: str
    sha256: str
    soort: str
    status: Status
    code: str | None = None
    reden: str | None = None
    bestuur: str | None = None
    bevindingen: tuple[Bevinding, ...] = ()
    onderdelen: tuple["Post", ...] = ()


class Verslag(Model):
    """`verslag.json`."""

    invoer: tuple[Post, ...]


def walk(posten: Iterable[Post]) -> Iterator[Post]:
    """All items and all inside them, in order."""
    for post in posten:
        yield post
        yield from walk(post.onderdelen)


def leaves(posten: Iterable[Post]) -> Iterator[Post]:
    """The items in which nothing else is."""
    return (post for post in walk(posten) if not post.onderdelen)
