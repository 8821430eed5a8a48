"""Inputs: the INPUT arguments of a command -> one `Item` for everything in them.

    files, folders, zips, imap(s)://gebruiker@server/Map -> items, one at a time

The one door to every source. What opens a mailbox and how far it was read come from
the caller, who also keeps the latter.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SetupError, SourceError
from pipeline.intake.imap import check_postvak, read_postvak
from pipeline.intake.item import Item
from pipeline.intake.postvak import (
    PASSWORD,
    Geheim,
    Postvak,
    Stand,
    is_postvak,
    parse_postvak,
)
from pipeline.intake.rules import Rules
from pipeline.intake.sources import Given, check_exists, read_path


def no_secret(postvak: Postvak) -> Geheim:
    """Raise `SetupError`: nobody can be asked."""
    raise SetupError(
        f"Het wachtwoord van {postvak.naam} ontbreekt. Zet het in de "
        f"omgevingsvariabele {PASSWORD}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Postvakken:
    """What reading mailboxes needs.

    `geheim` is asked once for each. `ca` is a file with the certificates that are
    trusted, if not those of this computer. `standen` tells by `Postvak.naam` up to
    where each was read. `gelezen` is told the new `Stand` when the next item is asked
    for, so that what it was told of is always in the caller's hands.
    """

    geheim: Callable[[Postvak], Geheim] = no_secret
    ca: Path | None = None
    standen: Mapping[str, Stand] = field(default_factory=dict)
    gelezen: Callable[[str, Stand], None] = lambda _naam, _stand: None


def read_inputs(
    arguments: Sequence[str],
    rules: Rules,
    postvakken: Postvakken,
    *,
    outside: Path | None = None,
) -> Iterator[Item]:
    """Every item of `arguments`, in their order; a file that two of them reach, once.

    `outside` is a resolved folder that is passed over: where the results go. Raises
    `SetupError` at once for what is missing, is no good address or does not open; and
    `SourceError` at the end for mailboxes that stopped while they were giving.
    """
    sources = [
        parse_postvak(one) if is_postvak(one) else Path(one) for one in arguments
    ]
    check_exists([source for source in sources if isinstance(source, Path)])
    secrets = {
        source: postvakken.geheim(source)
        for source in sources
        if isinstance(source, Postvak)
    }
    for postvak, geheim in secrets.items():
        check_postvak(postvak, geheim, postvakken.ca)
    return _items(sources, secrets, rules, postvakken, outside)


def _items(
    sources: Sequence[Path | Postvak],
    secrets: Mapping[Postvak, Geheim],
    rules: Rules,
    postvakken: Postvakken,
    outside: Path | None,
) -> Iterator[Item]:
    given = Given(alone=len(sources) == 1)
    stopped: list[str] = []
    for source in dict.fromkeys(sources):
        if isinstance(source, Path):
            yield from read_path(source, rules, given, outside=outside)
            continue
        since = postvakken.standen.get(source.naam)
        mails = read_postvak(
            source, secrets[source], rules, given.taken, since, ca=postvakken.ca
        )
        try:
            for item, stand in mails:
                yield given.told(item)
                postvakken.gelezen(source.naam, stand)
        except (SetupError, SourceError) as error:
            # It opened a moment ago, so that it is no wrong usage; the rest goes on.
            stopped.append(str(error))
    if stopped:
        raise SourceError("\n".join(stopped))
