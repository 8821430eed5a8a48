"""Wie: which bestuur something comes from, by evidence and not by first match.

Each sign speaks for one or more besturen with a weight; signs add up. One bestuur with
a clear margin is the answer. Two that fit equally are a finding, not a guess.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.besturen import Besturen

_ENOUGH: Final = 0.4
_MARGIN: Final = 0.15
_STRONG: Final = 0.6
_MOST: Final = 0.99
_TOLD: Final = 3  # besturen that an explanation names
_WEAK: Final = "er is maar een zwakke aanwijzing"
_TORN: Final = "de aanwijzingen zijn even sterk of spreken elkaar tegen"
_TITLE: Final = re.compile(
    r"\b(?:stad|gemeente|ocmw|stadsbestuur|gemeentebestuur|lokaal bestuur|bestuur)"
    r"(?:\s+(?:van|de))*\s*$",
    re.IGNORECASE,
)
_CALLED_AFTER: Final = re.compile(r"\s*van\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoor:
    """One sign: the besturen it can mean, its weight (0..1), in Dutch where it is."""

    besturen: tuple[str, ...]
    gewicht: float
    waar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluit:
    """Who it is (`None` when unclear), how sure (0..1), and the evidence in Dutch.

    `zekerheid` is 0 when nothing names any bestuur. `tegen` are strong signs of another
    bestuur alone, with its name, in Dutch; `toegewezen`: a person said so.
    """

    bestuur: str | None
    zekerheid: float
    uitleg: str
    tegen: str | None = None
    toegewezen: bool = False


def decide(sporen: Iterable[Spoor], name_of: Callable[[str], str] = str) -> Besluit:
    """Weigh `sporen`. `name_of` gives a name for an id, for the explanation."""
    weights: defaultdict[str, float] = defaultdict(float)
    told: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for spoor in sporen:
        share = spoor.gewicht / max(len(spoor.besturen), 1)
        for bestuur in spoor.besturen:
            weights[bestuur] += (1.0 - weights[bestuur]) * share
            told[bestuur][spoor.waar] = None
    if not weights:
        return Besluit(
            bestuur=None, zekerheid=0.0, uitleg="nergens wordt een bestuur genoemd"
        )
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    explained = "; ".join(
        f"{name_of(bestuur)} volgens {', '.join(told[bestuur])}"
        for bestuur, _ in ranked[:_TOLD]
    )
    (best, weight), *others = ranked
    second = others[0][1] if others else 0.0
    clear = weight >= _ENOUGH and weight - second >= _MARGIN
    against = [
        f"{name_of(bestuur)} volgens {', '.join(told[bestuur])}"
        for bestuur, weight in others
        if weight >= _STRONG and not set(told[bestuur]) & set(told[best])
    ]
    if not clear:
        doubt = _WEAK if weight < _ENOUGH else _TORN
        explained = f"{doubt} ({explained})"
    return Besluit(
        bestuur=best if clear else None,
        zekerheid=round(min(weight, _MOST), 2),
        uitleg=explained,
        tegen=against[0] if clear and against else None,
    )


def in_text(
    text: str | None,
    besturen: Besturen,
    *,
    gewicht: float,
    waar: str,
    lenient: bool = False,
) -> list[Spoor]:
    """The besturen that `text` names, each as a sign; one name twice is one sign."""
    if not text:
        return []
    found: dict[str, float] = {}
    for mention in besturen.mentions(text, lenient=lenient):
        found[mention.bestuur] = max(found.get(mention.bestuur, 0.0), mention.zekerheid)
    return [
        Spoor(besturen=(bestuur,), gewicht=gewicht * zekerheid, waar=waar)
        for bestuur, zekerheid in found.items()
    ]


def is_titled(text: str, besturen: Besturen) -> bool:
    """Whether `text` gives a bestuur its title, as in `lokaal bestuur Halle`."""
    mentions = besturen.mentions(text)
    return any(_TITLE.search(text[: mention.start]) for mention in mentions)


def is_called_after(text: str) -> bool:
    """Whether `text` begins as the name of a person who is called after a town."""
    return _CALLED_AFTER.match(text) is not None
