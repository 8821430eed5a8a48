"""Wie: which bestuur a document or mail comes from, by evidence and not by first match.

Each sign speaks for one or more besturen with a weight; signs add up. One bestuur with
a clear margin is the answer. Two that fit equally are a finding, not a guess.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.besturen import Besturen
from pipeline.dossier.toekenningen import Toekenningen

_ENOUGH: Final = 0.4
_MARGIN: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoor:
    """One sign: the besturen it can mean, its weight (0..1), and in Dutch where it is."""

    besturen: tuple[str, ...]
    gewicht: float
    waar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluit:
    """Who it is (`None` when unclear), how sure (0..1), and the evidence in Dutch."""

    bestuur: str | None
    zekerheid: float
    uitleg: str


def decide(sporen: Iterable[Spoor], name_of: Callable[[str], str] = str) -> Besluit:
    """Weigh `sporen`. `name_of` gives a name for an id, for the explanation."""
    weights: defaultdict[str, float] = defaultdict(float)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for spoor in sporen:
        share = spoor.gewicht / len(spoor.besturen) if spoor.besturen else 0.0
        for bestuur in spoor.besturen:
            weights[bestuur] += (1.0 - weights[bestuur]) * share
            if spoor.waar not in told[bestuur]:
                told[bestuur].append(spoor.waar)
    if not weights:
        return Besluit(
            bestuur=None, zekerheid=0.0, uitleg="nergens wordt een bestuur genoemd"
        )
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    explained = "; ".join(
        f"{name_of(bestuur)} volgens {', '.join(told[bestuur])}"
        for bestuur, _ in ranked[:3]
    )
    best, weight = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if weight < _ENOUGH or weight - second < _MARGIN:
        return Besluit(bestuur=None, zekerheid=round(weight, 2), uitleg=explained)
    return Besluit(
        bestuur=best, zekerheid=round(min(weight, 0.99), 2), uitleg=explained
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


def of_sender(
    address: str | None,
    name: str | None,
    besturen: Besturen,
    toekenningen: Toekenningen | None,
) -> list[Spoor]:
    """What the sender of a mail says: the known address, the domain, the name."""
    sporen: list[Spoor] = []
    if address:
        known = tuple(
            bestuur
            for bestuur, toekenning in (
                toekenningen.per_bestuur if toekenningen else {}
            ).items()
            if toekenning.email and toekenning.email.casefold() == address.casefold()
        )
        if known:
            sporen.append(
                Spoor(besturen=known, gewicht=0.9, waar="het gekende mailadres")
            )
        domain = tuple(b.id for b in besturen.by_domain(address))
        if domain:
            sporen.append(Spoor(besturen=domain, gewicht=0.75, waar="het maildomein"))
    return [*sporen, *in_text(name, besturen, gewicht=0.6, waar="de afzender")]


def with_partners(
    sporen: Sequence[Spoor], besturen: Besturen, toekenningen: Toekenningen | None
) -> list[Spoor]:
    """`sporen` in which a partner speaks for who submits for its samenwerkingsverband.

    A partner that itself has a toekenning speaks for itself as well as for the other.
    """
    if toekenningen is None:
        return list(sporen)
    return [
        Spoor(
            besturen=tuple(
                dict.fromkeys(
                    target
                    for bestuur in spoor.besturen
                    for target in _submitters(bestuur, besturen, toekenningen)
                )
            ),
            gewicht=spoor.gewicht,
            waar=spoor.waar,
        )
        for spoor in sporen
    ]


def _submitters(
    bestuur: str, besturen: Besturen, toekenningen: Toekenningen
) -> tuple[str, ...]:
    if bestuur in toekenningen.per_bestuur:
        return (bestuur,)
    known = besturen.by_id(bestuur)
    submits = toekenningen.partner_of(known.naam) if known else ()
    return submits or (bestuur,)
