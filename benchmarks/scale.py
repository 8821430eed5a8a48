"""Scale: whether a run over N mails takes N times one mail, and the memory of few.

    python -m benchmarks.scale [N]

Makes N mails with a form and a workbook each, of hundreds of besturen, N/10 first and
then N, and runs each in a process of its own; then once more, when all of it is known
already. Told are the time per mail of both, their ratio (1 is linear) and the peak of
memory. Nothing here is a test: look at the ratio.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Final

from benchmarks.bench import attachments

RONDE: Final = "pj2-tussentijds"
_ROOT: Final = Path(__file__).parents[1]
_TEXT: Final = re.compile(rb"(<w:t[^>]*>)([^<]{12,})(</w:t>)")
_RUN: Final = """
import datetime as dt, json, resource, sys, time
from pathlib import Path
from pipeline.run import isolating, run
from pipeline.run.programs import programma_of
from pipeline.run.result import Order
stages = {}
def progress(stage, done, total):
    now = time.perf_counter()
    stages.setdefault(stage, [now, now])[1] = now
began = time.perf_counter()
order = Order(inputs=[Path(sys.argv[1])], out=Path(sys.argv[2]), ronde=sys.argv[3],
              nu=dt.datetime(2024, 6, 1, tzinfo=dt.UTC), progress=progress)
run(order, programma_of())
took = time.perf_counter() - began
isolating.close()  # so that the time of the worker can be told
used = [resource.getrusage(who)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({
    "seconds": took, "cpu": sum(one.ru_utime + one.ru_stime for one in used),
    "mib": used[0].ru_maxrss / 1024, "worker": used[1].ru_maxrss / 1024,
    "stages": {s: b - a for s, (a, b) in stages.items()}}))
"""


def make(folder: Path, mails: int, besturen: list[str]) -> None:
    """Write `mails` into `folder`, each with bytes of its own."""
    folder.mkdir()
    form = min(attachments(".docx"), key=len)
    book = min(attachments(".xlsx"), key=len)
    for number in range(mails):
        bestuur = besturen[number % len(besturen)]
        mail = EmailMessage()
        mail["From"] = f"Jan Peeters <jan{number}@example.be>"
        mail["To"] = "samenleven@example.be"
        mail["Subject"] = f"Rapportage {bestuur}"
        mail["Date"] = f"{number % 28 + 1:02} Apr 2024 10:12:{number % 60:02} +0200"
        mail["Message-ID"] = f"<{number}@example.be>"
        mail.set_content(f"Beste,\n\nin bijlage nummer {number} van {bestuur}.\n")
        for name, data in (("motivatie.docx", form), ("kpi.xlsx", book)):
            mail.add_attachment(
                _own(data, number),
                maintype="application",
                subtype="octet-stream",
                filename=name,
            )
        (folder / f"{number:06}.eml").write_bytes(mail.as_bytes())


def _own(package: bytes, number: int) -> bytes:
    """`package` with a mark that no other has."""
    source, target = zipfile.ZipFile(BytesIO(package)), BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for info in source.infolist():
            made.writestr(info.filename, source.read(info))
        made.writestr("docProps/nummer.txt", str(number))
    return target.getvalue()


def measure(mails: int, folder: Path) -> dict[str, float]:
    """What a run over `mails` takes: seconds, CPU seconds, MiB at its peak."""
    from pipeline.run.programs import programma_of  # noqa: PLC0415 - not at import

    besturen = [bestuur.naam for bestuur in programma_of().besturen]
    inbox, out = folder / f"in-{mails}", folder / f"uit-{mails}"
    make(inbox, mails, besturen)
    first = _ran(mails, inbox, out, "")
    _ran(mails, inbox, out, " once more")
    shutil.rmtree(inbox)
    shutil.rmtree(out)
    return {key: first[key] for key in ("seconds", "cpu", "mib")}


def _ran(mails: int, inbox: Path, out: Path, which: str) -> dict[str, float]:
    """What one run over `inbox` takes, which is printed too."""
    command = [sys.executable, "-c", _RUN, str(inbox), str(out), RONDE]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT)
    told = json.loads(ran.stdout)
    stages = ", ".join(
        f"{name} {took:.1f} s" for name, took in told.pop("stages").items()
    )
    print(
        f"  {mails:6} mails{which}: {told['seconds']:7.1f} s, "
        f"{told['cpu']:7.1f} s CPU, "
        f"{told['cpu'] / mails * 1000:6.1f} ms CPU a mail, peak {told['mib']:.0f} MiB "
        f"and {told['worker']:.0f} MiB in the worker  ({stages})",
        flush=True,
    )
    found: dict[str, float] = told
    return found


def main() -> None:
    """Measure N/10 and N, and print how they compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("mails", type=int, nargs="?", default=10_000)
    mails = parser.parse_args().mails
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="samenleven-schaal-") as folder:
        few = measure(max(1, mails // 10), Path(folder))
        many = measure(mails, Path(folder))
    per_mail = (many["cpu"] / mails) / (few["cpu"] / max(1, mails // 10))
    print(f"time per mail at {mails} against {mails // 10}: {per_mail:.2f} x")
    memory = many["mib"] / few["mib"]
    print(f"peak memory at {mails} against {mails // 10}: {memory:.2f} x")
    print(f"({time.monotonic() - began:.0f} s in all)")


if __name__ == "__main__":
    main()
