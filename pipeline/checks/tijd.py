"""Tijd rules: whether what was submitted came in time."""

import datetime as dt
from collections.abc import Iterator

from pipeline.checks.context import Context
from pipeline.dossier.model import Dossier
from pipeline.dossier.rondes import BRUSSELS
from pipeline.findings import KINDS, Bevinding

_TE_LAAT = KINDS["te-laat"]


def documents_are_in_time(dossier: Dossier, context: Context) -> Iterator[Bevinding]:
    """Every document in force was received on the last day of the ronde at the latest.

    That day counts until midnight in Brussels; a ronde without a known deadline has
    none. Source: the rounds of vlaanderen.be/plan-samenleven (rapportering); contract
    section 5, `te-laat`.
    """
    deadline = context.ronde.deadline
    if deadline is None:
        return
    for bron in dossier.bronnen:
        if bron.ontvangen is None or bron.status != "actueel":
            continue
        received = _in_brussels(bron.ontvangen)
        if context.ronde.is_late(received):
            yield _TE_LAAT.at(
                bron=bron.sha256,
                naam=bron.naam,
                ontvangen=_written(received.date()),
                uiterlijk=_written(deadline),
            )


def _in_brussels(moment: dt.datetime) -> dt.datetime:
    """`moment` on a clock in Brussels; without a time zone it already was on one."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=BRUSSELS)
    try:
        return moment.astimezone(BRUSSELS)
    except OverflowError:  # past the last day that Python knows: the hour is no matter
        return moment.replace(tzinfo=BRUSSELS)


def _written(day: dt.date) -> str:
    return f"{day.day}/{day.month:02}/{day.year}"
