"""KPI-subtotaal: what the totals of an action say, beside the lines they add up.

    lines and totals of one action -> the number that fills a gap, or what contradicts

Totals stand above or below their lines, and at several levels: a subtotal says only
what the lines next to it come to, and contradicts nothing.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Final

from pipeline.dossier.getallen import exact
from pipeline.dossier.kpi_deel import WORDS, Deel, Key, Verschil, dutch
from pipeline.dossier.kpi_deel import total as sum_of
from pipeline.dossier.model import Getal

_SEVERAL: Final = 2
_PARTS: Final = 3  # so few lines can one of them be the sum of the others


def filling(
    key: Key, lines: Sequence[Deel], totals: Sequence[Deel], found: list[Verschil]
) -> tuple[str | None, Getal | None]:
    """The number that totals give where no line gives one, with its place.

    Of several that differ only one that adds up the others counts. A total of 0 over
    lines that are blank adds up blanks.
    """
    told = [
        total
        for total in totals
        if counts(total, key) and not (lines and total.totaal and not total.number(key))
    ]
    values = {exact(n) for total in told if (n := total.number(key)) is not None}
    every = [exact(n) for total in told if (n := total.number(key)) is not None]
    grand = [
        total
        for total, value in zip(told, every, strict=True)
        if len(values) < _SEVERAL or value * 2 == sum(every, Fraction(0))
    ]
    if grand:
        return grand[0].place(key), grand[0].number(key)
    if told:
        numbers = " en ".join(dict.fromkeys(dutch(total.number(key)) for total in told))
        found.append(
            Verschil(
                key=key,
                waarden=f"de totalen noemen voor {WORDS[key]} {numbers}",
                gekozen="geen van beide",
                plaats=told[-1].place(key) or told[-1].plaats,
            )
        )
    return None, None


def contradicting(
    key: Key,
    value: Getal | None,
    lines: Sequence[Deel],
    totals: Sequence[Deel],
    delen: Sequence[Deel],
) -> Verschil | None:
    """The total that says something else than `value`, the sum of `lines`.

    `delen` are the lines and totals of the action as they stand below each other. What
    a formula comes to is no word of the bestuur.
    """
    told = [total for total in totals if counts(total, key)]
    for total in told:
        number = total.number(key)
        if total.berekend or number is None or number == value:
            continue
        near = _next_to(total, key, lines, delen)
        if len(totals) >= _SEVERAL and exact(number) in near:
            continue
        return Verschil(
            key=key,
            waarden=f"{WORDS[key]} is {dutch(value)} volgens de som van de "
            f"lijnen, {dutch(number)} volgens het totaal",
            gekozen=f"{dutch(value)} (som van de lijnen)",
            plaats=total.place(key) or total.plaats,
        )
    return None


def hidden_totals(lines: Sequence[Deel]) -> Iterator[Verschil]:
    """A first or last line that is in everything as large as all others together.

    It may be their total under a name that no total has, or a doelgroep like them:
    adding it up would guess, and so would leaving it out.
    """
    if len(lines) < _PARTS or len({line.tabel for line in lines}) > 1:
        return
    for at in (0, len(lines) - 1):
        line, others = lines[at], [*lines[:at], *lines[at + 1 :]]
        if not line.bekend and all(_is_sum(key, line, others) for key in WORDS):
            for key in WORDS:
                number = exact(line.number(key) or 0)
                naam = line.groep if line.groep is not None else line.tekst
                yield Verschil(
                    key=key,
                    waarden=f"{WORDS[key]} is {dutch(line.number(key))} als ‘{naam}’ "
                    f"het totaal is van de andere lijnen, {dutch(_whole(number * 2))} "
                    "als het zelf een deel is",
                    gekozen="geen van beide",
                    plaats=line.place(key) or line.plaats,
                )
            return


def counted_already(delen: Sequence[Deel]) -> tuple[Deel, ...]:
    """The lines of `delen` that are a part of others, so that they add up to nothing.

    `waarvan vrouwen` below the line it is a part of. Parts that come to all of what the
    action itself says are its doelgroepen.
    """
    parts = tuple(deel for deel in delen if deel.waarvan and not deel.totaal)
    others = [deel for deel in delen if deel not in parts and deel.says]
    if not others:
        return ()
    split = all(deel.groep is None for deel in others) and all(
        value is None or value in {deel.number(key) for deel in others}
        for key in WORDS
        for value in (sum_of(key, parts),)
    )
    return () if split else parts


def counts(total: Deel, key: Key) -> bool:
    """Whether a total has a number; a computed 0 only adds up blanks."""
    number = total.number(key)
    return number is not None and not (total.berekend and number == 0)


def _is_sum(key: Key, line: Deel, others: Sequence[Deel]) -> bool:
    """Whether `line` is what all `others` come to; nothing but blanks is no sum."""
    number = line.number(key)
    numbers = [other.number(key) for other in others]
    known = [exact(n) for n in numbers if n is not None]
    return bool(number) and len(known) == len(numbers) and sum(known) == number


def _next_to(
    total: Deel, key: Key, lines: Sequence[Deel], delen: Sequence[Deel]
) -> frozenset[Fraction]:
    """What the lines right above a total, or right below it, can come to."""
    table = [deel for deel in delen if deel.tabel == total.tabel]
    at = table.index(total)
    above = [deel for deel in reversed(table[:at]) if deel in lines]
    below = [deel for deel in table[at + 1 :] if deel in lines]
    return frozenset(
        value
        for run in (above, below)
        for value in accumulate(exact(deel.number(key) or 0) for deel in run)
    )


def _whole(value: Fraction) -> Getal:
    return int(value) if value.denominator == 1 else float(value)
