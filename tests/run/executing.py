"""Executing a run on made-up input, and looking at what it wrote."""

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from pipeline.run import run
from pipeline.run.outcome import RunResult
from pipeline.run.result import Order
from tests.run.contract import walk
from tests.run.made import RONDE, Blok, mail, programma

NU = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)

BRUGFIGUREN = Blok(
    kop="Actie 15 Brugfiguren",
    te_behalen="300",
    behaald="65",
    waarom="De brugfiguur startte pas in augustus.",
    initiatief=("Huisbezoeken", "juni 2024", "240"),
)
OEFENKANSEN = Blok(kop="Oefenkansen Nederlands", waarom="Te weinig vrijwilligers.")


def execute(
    out: Path,
    *inputs: Path,
    ronde: str | None = RONDE,
    toekenningen: Path | None = None,
) -> RunResult:
    order = Order(inputs=inputs, out=out, nu=NU, ronde=ronde, toekenningen=toekenningen)
    return run(order, programma())


def put(folder: Path, **files: bytes) -> Path:
    """Write `files` by name; a double underscore stands for the dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def dossier(out: Path, bestuur: str = "23027") -> Any:
    return json.loads((out / "dossiers" / f"{bestuur}.json").read_text("utf-8"))


def action(found: Any, nummer: int) -> Any:
    return next(a for a in found["acties"] if a["nummer"] == nummer)


def verslag(out: Path) -> dict[str, Any]:
    told = json.loads((out / "verslag.json").read_text("utf-8"))
    return {item["pad"]: item for item in walk(told["invoer"])}


def statuses(out: Path) -> dict[str, str]:
    return {pad: item["status"] for pad, item in verslag(out).items()}


def dossiers(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "dossiers").iterdir()}


def halle(*bijlagen: tuple[str, bytes], dag: int = 3, **more: Any) -> bytes:
    datum = f"{dag:02} May 2024 10:12:00 +0200"
    return mail(*bijlagen, onderwerp="Rapportage Halle", datum=datum, **more)


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", ".")), data)
    return buffer.getvalue()
