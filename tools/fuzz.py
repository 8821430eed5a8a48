"""Fuzz: thousands of damaged mails and documents, each read or refused, never worse.

    python -m tools.fuzz [CASES] [--seed N] [--kind KIND] [--case N]

CASES are shared by the kinds: documents and mails (eml, docx, xlsx, odt, pdf, xls, msg,
winmail, p7m, mbox, zip), jury sheets that come back (jurysheet), and lists of what was
granted (csv, lijst). Each is read in a worker
process within the limits below. A defect is every exception that is no typed refusal,
and every case over the time or the memory, or that crashes, unless a library reads that
kind. It is told, its file lies in out/fuzz, and the exit code is 1.

The same seed gives the same cases (save those made of what LibreOffice saves, which
tells the time); `--case` with `--kind` makes one of them again.
"""

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from pipeline.dossier.brief import rules_for
from pipeline.dossier.extract import extract_reading
from pipeline.dossier.programma import Programma
from pipeline.dossier.toekenningen import parse_toekenningen
from pipeline.errors import DocumentError, SetupError
from pipeline.intake.limits import DEFAULT, MIB
from pipeline.intake.mail import open_item
from pipeline.intake.rules import NO_FORMS
from pipeline.intake.sniff import Format
from pipeline.jury.collect import read_sheet
from pipeline.jury.formulier import read_form
from pipeline.jury.register import Register
from pipeline.jury.returned import Returned, sheets_in
from pipeline.reading.read import READERS, read
from pipeline.run.programs import programma_of
from pipeline.run.worker import StoppedError, Tell, Worker
from tests.jury.collecting import HALLE, SPL, register
from tools.fuzzing.damage import damaged
from tools.fuzzing.more_seeds import KINDS as MORE
from tools.fuzzing.more_seeds import more_seeds
from tools.fuzzing.seeds import KINDS, seeds

SECONDS: Final = 10
MEMORY: Final = 400 * MIB
"""On top of the program itself, which takes some 90 MiB: 512 in all."""
LIMITS: Final = replace(DEFAULT, seconds=SECONDS, memory=MEMORY)
CODES: Final = frozenset({"beschadigd", "te-groot", "versleuteld", "niet-ondersteund"})
ALL: Final = (*KINDS, *MORE)
OF_LIBRARIES: Final = frozenset({"pdf", "xls"})
_OUT: Final = Path("out") / "fuzz"


def case(kind: str, number: int, seed: int) -> bytes:
    """The file of one case, the same each time."""
    chance = random.Random(f"{seed}:{kind}:{number}")  # noqa: S311 - no secret
    return damaged(chance.choice(_sound(kind)), kind, chance)


def _sound(kind: str) -> Sequence[bytes]:
    return more_seeds()[kind] if kind in MORE else seeds()[kind]


def outcome(programma: Programma, _tell: Tell, kind: str, data: bytes) -> str:
    """What became of one case: `gelezen`, codes of refusals, or `DEFECT` and where."""
    try:
        found = set(_WAYS.get(kind, _opened)(programma, data, kind))
    except Exception as error:  # noqa: BLE001 - what this looks for
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        ours = [
            f"{Path(step.filename).name}:{step.lineno}"
            for step in traceback.extract_tb(error.__traceback__)
            if "pipeline" in step.filename
        ]
        at = f"{[where, *ours][-1]}, {where}"
        return f"DEFECT {type(error).__name__}: {str(error)[:80]} ({at})"
    untyped = found - CODES - {"gelezen", "vervalst", "onbruikbaar"}
    return f"DEFECT code {untyped}" if untyped else "+".join(sorted(found)) or "niets"


def _opened(programma: Programma, data: bytes, kind: str) -> Iterator[str]:
    """Everything in it, read as `run` and `extract` do."""
    item = open_item(data, "x", f"x.{kind}", rules_for(programma), set())
    for one in item.walk():
        if one.refusal is not None:
            yield one.refusal.code
        elif one.ignored is None and one.format in READERS:
            yield _read(programma, one.data, one.naam, one.format)


def _returned(programma: Programma, data: bytes, kind: str) -> Iterator[str]:
    """A jury sheet, as `collect` reads it."""
    for item in open_item(data, "x", f"x.{kind}", NO_FORMS, set()).walk():
        if item.refusal is not None:
            yield item.refusal.code
            continue
        try:
            reading = read(item.data, item.naam, item.format)
        except DocumentError as error:
            yield error.code
            continue
        held = _known()
        held.programma = programma
        for sheet in sheets_in(reading):
            yield "vervalst" if _held(sheet, held) else "gelezen"
        if not sheets_in(reading):
            read_form(reading, item.naam, item.sha256, held)


@lru_cache(maxsize=1)
def _known() -> Register:
    return register(SPL, HALLE)


def _held(sheet: Returned, held: Register) -> bool:
    return read_sheet(sheet, "x.docx", "0" * 64, held).is_forged


def _granted(programma: Programma, data: bytes, kind: str) -> Iterator[str]:
    """A list of what was granted, as `--toekenningen` reads it."""
    besturen = programma.besturen_van(programma.ronde("pj2-tussentijds"))
    suffix = "xlsx" if kind == "lijst" else kind
    try:
        parse_toekenningen(data, f"x.{suffix}", besturen, programma.catalogus)
    except SetupError:
        yield "onbruikbaar"
    else:
        yield "gelezen"


_WAYS: Final[Mapping[str, Callable[[Programma, bytes, str], Iterator[str]]]] = {
    "jurysheet": _returned,
    "csv": _granted,
    "lijst": _granted,
}


def _read(programma: Programma, data: bytes, naam: str, formaat: Format) -> str:
    try:
        reading = read(data, naam, formaat)
        extractie = extract_reading(reading, naam, "0" * 64, programma)
        extractie.model_dump_json().encode()
    except DocumentError as error:
        return error.code
    return "gelezen"


def fuzz(cases: int, seed: int, kinds: tuple[str, ...] = ALL) -> Counter[str]:
    """Read `cases` damaged files; the outcomes, and how often there was each.

    Tells of every defect when it comes, with the number that makes it again.
    """
    for kind in kinds:
        _sound(kind)  # before the worker, which is a copy of this process
    worker = Worker(outcome, programma_of)
    found: Counter[str] = Counter()
    slowest = 0.0
    try:
        for number in range(cases):
            kind = kinds[number % len(kinds)]
            data = case(kind, number, seed)
            began = time.monotonic()
            try:
                what = worker.ask(LIMITS, kind, data)
            except StoppedError as error:
                what = _stopped(error, kind)
            took = time.monotonic() - began
            slowest = max(slowest, took)
            found[f"{kind} {what}" if "DEFECT" not in what else what] += 1
            if "DEFECT" in what:
                print(f"{_kept(data, kind, number, seed)}: {what}", flush=True)
    finally:
        worker.close()
    print(f"{cases} cases, seed {seed}, slowest {slowest:.1f} s")
    return found


def _stopped(error: StoppedError, kind: str) -> str:
    """What it means that the process did not live.

    For a run it is a refusal like any other. Of a library we expect no better; our own
    readers should never come to it.
    """
    is_ours = kind not in OF_LIBRARIES
    return f"DEFECT {error.why}" if is_ours else f"geweigerd na {error.why}"


def _kept(data: bytes, kind: str, number: int, seed: int) -> Path:
    _OUT.mkdir(parents=True, exist_ok=True)
    path = _OUT / f"{seed}-{number}.{kind}"
    path.write_bytes(data)
    return path


def main() -> int:
    """Run the cases that were asked for, and print what became of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("cases", type=int, nargs="?", default=20_000)
    parser.add_argument("--seed", type=int, default=20260601)
    parser.add_argument("--kind", choices=ALL)
    parser.add_argument("--case", type=int)
    asked = parser.parse_args()
    if asked.case is not None and asked.kind:
        data = case(asked.kind, asked.case, asked.seed)
        path = _kept(data, asked.kind, asked.case, asked.seed)
        print(path, outcome(programma_of(), lambda _: None, asked.kind, data))
        return 0
    kinds = (asked.kind,) if asked.kind else ALL
    found = fuzz(asked.cases, asked.seed, kinds)
    for what, count in sorted(found.items()):
        print(f"  {count:6} {what}")
    return int(any("DEFECT" in what for what in found))


if __name__ == "__main__":
    sys.exit(main())
