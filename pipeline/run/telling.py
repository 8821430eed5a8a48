"""Telling: what a run has to tell when it is done.

Space + what was counted of it -> RunResult
"""

from collections.abc import Sequence

from pipeline.run.outcome import RunResult, Tally
from pipeline.run.result import Taken
from pipeline.run.space import Space


def result_of(
    space: Space, tally: Tally, warnings: Sequence[str | None], taken: Taken
) -> RunResult:
    """The result of a run, with the warnings of its set-up."""
    granted = space.toekenningen
    told = [*(granted.waarschuwingen if granted else ())]
    told += [warning for warning in (*warnings, taken.gestopt) if warning]
    return RunResult(
        tally=tally,
        ontbrekend=tuple(one.bestuur.naam for one in space.ontbrekend),
        waarschuwingen=tuple(told),
        nieuw=taken.nieuw,
        gestopt=taken.gestopt is not None,
    )


def tallied(space: Space) -> Tally:
    """What there is in `space`, of which nothing is written."""
    tally = Tally()
    for one in space.every():
        tally.count(one.dossier, one.te_beoordelen)
    for post in space.posten():
        tally.count_post(post)
    return tally
