"""KPI-som: the lines of one action added up (contract section 3, Numbers).

    lines of one action -> one target, one achieved number, their places

A line per doelgroep counts in the sum; a line of the action itself beside them, and a
total, only fill a gap. A doelgroep with a target and no achieved number makes `behaald`
unknown, one with neither does not count. Two tables that tell the same count once, one
with the targets and one with what was reached complete each other; where they
contradict each other neither number is taken, and the difference told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.kpi_deel import WORDS, Deel, Key, Verschil, dutch, total
from pipeline.dossier.kpi_subtotaal import contradicting, filling, hidden_totals
from pipeline.dossier.model import Getal

_TWO: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Som:
    """What the lines of one action come to. Places are `None` for what is unknown."""

    te_behalen: Getal | None
    behaald: Getal | None
    te_behalen_op: str | None
    behaald_op: str | None
    groepen: tuple[Deel, ...]
    verschillen: tuple[Verschil, ...]
    plaats: str
    zekerheid: float
    reden: str


def add_up(delen: Sequence[Deel]) -> Som | None:
    """Add up the lines of one action; `None` when none of them says anything."""
    if not any(deel.says for deel in delen):
        return None
    verschillen: list[Verschil] = []
    counted = _one_table([d for d in delen if not d.totaal], verschillen)
    lines, own = _split(_without_doubles(counted, verschillen))
    totals = [*own, *(deel for deel in delen if deel.totaal)]
    verschillen += hidden_totals(lines)
    found = {
        key: (None, None)
        if any(verschil.key == key for verschil in verschillen)
        else _value(key, lines, totals, verschillen)
        for key in WORDS
    }
    for key, (_, value) in found.items():
        if value is not None and any(line.written(key) for line in lines):
            other = contradicting(key, value, lines, totals, delen)
            verschillen += [other] if other is not None else []
    (targets, te_behalen), (reached, behaald) = found["te_behalen"], found["behaald"]
    used = [*lines, *totals] or list(delen)
    places = [deel.place(key) for key in ("behaald", "te_behalen") for deel in used]
    return Som(
        te_behalen=te_behalen,
        behaald=behaald,
        te_behalen_op=targets,
        behaald_op=reached,
        groepen=tuple(line for line in lines if line.groep is not None and line.says),
        verschillen=tuple(verschillen),
        plaats=reached or targets or next(filter(None, places), used[0].plaats),
        zekerheid=min(deel.zekerheid for deel in used),
        reden=used[0].reden,
    )


def _value(
    key: Key, lines: Sequence[Deel], totals: Sequence[Deel], found: list[Verschil]
) -> tuple[str | None, Getal | None]:
    """The number for `key` with its place: the sum of the lines, else a total.

    `totals` in the order of the document, the lines of the action itself first.
    """
    if not any(line.written(key) for line in lines):
        return filling(key, lines, totals, found)
    if not _is_known(key, lines):
        return None, None
    places = [line.place(key) for line in lines if line.number(key) is not None]
    return ", ".join(_short(place for place in places if place)), total(key, lines)


def _is_known(key: Key, lines: Sequence[Deel]) -> bool:
    """Whether a sum can be told: all is readable, and every target has its number."""
    for line in lines:
        if line.written(key) and line.number(key) is None:
            return False
        if key == "behaald" and line.target is not None and line.achieved is None:
            return False
    return True


def _one_table(delen: Sequence[Deel], found: list[Verschil]) -> list[Deel]:
    """The lines of one table, and of other tables what is about other doelgroepen.

    A table that adds up all the others is an overview: that one counts.
    """
    by_table: dict[int, list[Deel]] = {}
    for deel in delen:
        by_table.setdefault(deel.tabel, []).append(deel)
    tables: list[list[Deel]] = []
    for lines in by_table.values():
        if not any(line.says for line in lines):
            continue
        here = {line.groep for table in tables[:1] for line in table}
        there = {line.groep for line in lines}
        if tables and None not in here | there and here.isdisjoint(there):
            tables[0] += lines
        else:
            tables.append(lines)
    for table in tables if len(tables) > _TWO else ():
        rest = [line for other in tables if other is not table for line in other]
        if all(total(key, table) == total(key, rest) for key in WORDS):
            return table
    counted = tables[0] if tables else list(delen)
    for other in tables[1:]:
        _compare(counted, other, found)
        counted = _completed(counted, other)
    return counted


def _completed(first: Sequence[Deel], other: Sequence[Deel]) -> list[Deel]:
    """`first` with the numbers that only `other` gives: targets here, counts there."""
    done = list(first)
    for key in WORDS:
        if any(line.written(key) for line in first):
            continue
        for line in other:
            if not line.written(key):
                continue
            same = [at for at, deel in enumerate(done) if deel.groep == line.groep]
            if len(same) == 1:
                done[same[0]] = done[same[0]].completed(key, line)
            else:
                done.append(line.only(key))
    return done


def _compare(
    first: Sequence[Deel], second: Sequence[Deel], found: list[Verschil]
) -> None:
    """Tell where two tables or lines give one KPI two numbers: neither is taken."""
    for key in WORDS:
        one, two = total(key, first), total(key, second)
        if one is None or two is None or one == two:
            continue
        place = next((p for deel in second if (p := deel.place(key))), second[0].plaats)
        found.append(
            Verschil(
                key=key,
                waarden=f"{WORDS[key]} is {dutch(one)} op een plaats in de werkmap, "
                f"{dutch(two)} op een andere",
                gekozen="geen van beide",
                plaats=place,
            )
        )


def _without_doubles(delen: Sequence[Deel], found: list[Verschil]) -> list[Deel]:
    """Lines that repeat each other, once.

    The same name and the same target twice is one line copied: adding them up would
    count it twice.
    """
    kept: list[Deel] = []
    seen: dict[tuple[str | None, str, Getal], Deel] = {}
    for deel in delen:
        key = (deel.groep, deel.tekst, deel.target or 0)
        double = seen.get(key) if deel.target is not None else None
        if double is not None:
            _compare([double], [deel], found)
            continue
        kept.append(deel)
        if deel.target is not None:
            seen[key] = deel
    return kept


def _split(delen: Sequence[Deel]) -> tuple[list[Deel], list[Deel]]:
    """The lines that count in the sum, and those of the action as a whole.

    Beside lines per doelgroep, a line without one is the action itself.
    """
    groups = [deel for deel in delen if deel.groep is not None]
    own = [deel for deel in delen if deel.groep is None]
    if groups and any(groep.says for groep in groups):
        return groups, own
    return (own, []) if own else (groups, [])


def _short(places: Iterator[str]) -> Iterator[str]:
    """Places on one sheet name it once: `Rapport!F12, F13`."""
    sheet = None
    for place in dict.fromkeys(places):
        name, _, address = place.rpartition("!")
        yield address if name == sheet else place
        sheet = name
