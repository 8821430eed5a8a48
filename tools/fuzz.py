"""Fuzz: thousands of damaged mails and documents, each read or refused, never worse.

    python -m tools.fuzz [CASES] [--seed N] [--kind KIND] [--case N]

CASES are shared by the kinds (eml, docx, xlsx, odt, pdf, xls). Each is read in a worker
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
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline.dossier.extract import extract_reading
from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError
from pipeline.intake.limits import DEFAULT, MIB
from pipeline.intake.mail import read_item
from pipeline.intake.sniff import Format
from pipeline.reading.read import READERS, read
from pipeline.run.programs import programma_of
from pipeline.run.worker import StoppedError, Tell, Worker
from tools.fuzzing.damage import damaged
from tools.fuzzing.seeds import KINDS, seeds

SECONDS: Final = 10
MEMORY: Final = 400 * MIB
"""On top of the program itself, which takes some 90 MiB: 512 in all."""
LIMITS: Final = replace(DEFAULT, seconds=SECONDS, memory=MEMORY)
CODES: Final = frozenset({"beschadigd", "te-groot", "versleuteld", "niet-ondersteund"})
OF_LIBRARIES: Final = frozenset({"pdf", "xls"})
_OUT: Final = Path("out") / "fuzz"


def case(kind: str, number: int, seed: int) -> bytes:
    """The file of one case, the same each time."""
    chance = random.Random(f"{seed}:{kind}:{number}")  # noqa: S311 - no secret
    return damaged(chance.choice(seeds()[kind]), kind, chance)


def outcome(programma: Programma, _tell: Tell, kind: str, data: bytes) -> str:
    """What became of one case: `gelezen`, codes of refusals, or `DEFECT` and where."""
    found = set()
    try:
        for item in read_item(data, "x", f"x.{kind}", DEFAULT, set()).walk():
            if item.refusal is not None:
                found.add(item.refusal.code)
            elif item.ignored is None and item.format in READERS:
                found.add(_read(programma, item.data, item.naam, item.format))
    except Exception as error:  # noqa: BLE001 - what this looks for
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        ours = [
            f"{Path(step.filename).name}:{step.lineno}"
            for step in traceback.extract_tb(error.__traceback__)
            if "pipeline" in step.filename
        ]
        return f"DEFECT {type(error).__name__}: {str(error)[:80]} ({ours[-1]}, {where})"
    untyped = found - CODES - {"gelezen"}
    return f"DEFECT code {untyped}" if untyped else "+".join(sorted(found)) or "niets"


def _read(programma: Programma, data: bytes, naam: str, formaat: Format) -> str:
    try:
        reading = read(data, naam, formaat)
        extractie = extract_reading(reading, naam, "0" * 64, programma)
        extractie.model_dump_json().encode()
    except DocumentError as error:
        return error.code
    return "gelezen"


def fuzz(cases: int, seed: int, kinds: tuple[str, ...] = KINDS) -> Counter[str]:
    """Read `cases` damaged files; the outcomes, and how often there was each.

    Tells of every defect when it comes, with the number that makes it again.
    """
    seeds()  # before the worker, which is a copy of this process
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
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--case", type=int)
    asked = parser.parse_args()
    if asked.case is not None and asked.kind:
        data = case(asked.kind, asked.case, asked.seed)
        path = _kept(data, asked.kind, asked.case, asked.seed)
        print(path, outcome(programma_of(), lambda _: None, asked.kind, data))
        return 0
    kinds = (asked.kind,) if asked.kind else KINDS
    found = fuzz(asked.cases, asked.seed, kinds)
    for what, count in sorted(found.items()):
        print(f"  {count:6} {what}")
    return int(any("DEFECT" in what for what in found))


if __name__ == "__main__":
    sys.exit(main())
