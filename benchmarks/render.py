"""Render: how much longer plain docxtpl takes over the same jury sheets.

    python -m benchmarks.render [ROUNDS]

Both get the same template and the same facts, of the dossiers that the samples give.
Ours also checks what came out, seals it and packs it; docxtpl reads and compiles the
template for every sheet. What is printed is the median CPU time of a sheet.
"""

import datetime as dt
import sys
import tempfile
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from benchmarks.bench import measure
from pipeline import resources
from pipeline.dossier.model import Dossier
from pipeline.jury.context import make_blad
from pipeline.jury.engine import render_plainly
from pipeline.jury.package import pack
from pipeline.jury.sheet import TEMPLATE, render_sheet
from pipeline.run import run
from pipeline.run.programs import programma_of
from pipeline.run.result import Order

SAMPLES = Path(__file__).parents[1] / "samples"


def dossiers() -> dict[bytes, Dossier]:
    """The dossiers of the samples, by their JSON."""
    with tempfile.TemporaryDirectory() as folder:
        order = Order(
            inputs=[SAMPLES / "inbox"],
            out=Path(folder) / "uit",
            ronde="pj2-tussentijds",
            toekenningen=SAMPLES / "toekenningen.csv",
            nu=dt.datetime(2024, 5, 13, tzinfo=dt.UTC),
        )
        run(order, programma_of())
        found = sorted((order.out / "dossiers").glob("*.json"))
        return {
            (data := path.read_bytes()): Dossier.model_validate_json(data)
            for path in found
        }


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    programma = programma_of()
    ronde = programma.ronde("pj2-tussentijds")
    template = resources.template(TEMPLATE).read_bytes()
    known = dossiers()

    def plainly(data: bytes) -> bytes:
        blad = make_blad(known[data], ronde, programma.catalogus)
        named = {field.name: getattr(blad, field.name) for field in fields(blad)}
        return pack(render_plainly(template, named))

    methods: dict[str, Callable[[bytes], object]] = {
        "samenleven": lambda data: render_sheet(
            known[data], ronde, programma.catalogus
        ),
        "docxtpl": plainly,
    }
    print(f"Jury sheet from a dossier ({len(known)} dossiers)")
    measure(methods, list(known), rounds)


if __name__ == "__main__":
    main()
