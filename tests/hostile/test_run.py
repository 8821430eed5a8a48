"""A whole run over hostile mails: the rest goes on, nothing gets out, nothing stays."""

import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import letters, packages, tricks
from tests.hostile.packages import Case, fields, related
from tests.intake.build import letter, zipped
from tests.run.contract import walk
from tests.run.executing import BRUGFIGUREN
from tests.run.made import RONDE, mail, motivatie

ROOT = Path(__file__).parents[2]
CANARY = "Zwaluwstaart"
NAMES = (
    "../../evil.docx", "..\\..\\kwaad.docx", "/etc/evil.docx", "C:\\evil.docx",
    "a.docx:stream", "CON", "NUL.docx", "aux.docx", "n" * 400 + ".docx", ".docx", "...",
    "regel\r\neind.docx", "om\u202excod.exe", "~$slot.docx", " ", "é.docx",
)  # fmt: skip
_SLOW = ("MB", "million", "000 ", "flat", "nested", "bomb", "repeated")
# What has formulas without a result goes to LibreOffice: a program that is started.
_COMPUTED = frozenset(
    {"a page of the web", "a program", "another workbook", "a formula for every cell"}
    | {"a formula in a formula", "a formula of itself"}
)
SMALL = {
    name: case
    for group in (
        *(packages.ARCHIVES, packages.XML, packages.WORD, packages.SHEETS),
        *(tricks.ARCHIVES, tricks.WORD, tricks.SHEETS),
    )
    for name, case in group.items()
    if not any(word in name for word in _SLOW) and name not in _COMPUTED
}


class Listener:
    """A port on this machine that counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.connected = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        with suppress(OSError):  # it was closed: the test is over
            while True:
                self._socket.accept()[0].close()
                self.connected += 1

    def close(self) -> None:
        self._socket.close()


@dataclass(frozen=True, kw_only=True)
class Ran:
    out: Path
    code: int
    printed: str
    log: str
    connected: int
    temporary: list[str]
    told: list[dict[str, Any]]


def attachment(case: Case) -> tuple[str, bytes]:
    naam, build, _ = case
    return naam, build()


def hostile_mails(url: str) -> Iterator[tuple[str, bytes]]:
    for number, (name, case) in enumerate(SMALL.items()):
        naam, data = attachment(case)
        about = f"{number} {name} {CANARY}"
        yield f"{number:03}.eml", mail((f"{number}-{naam}", data), onderwerp=about)
    for name, (naam, build, _) in letters.MAILS.items():
        if not any(word in name for word in _SLOW):
            yield f"brief {name}{naam[1:]}", build()
    for kind in ("attachedTemplate", "oleObject", "image", "aFChunk", "hyperlink"):
        yield f"{kind}.eml", mail(("x.docx", related(kind, url)), onderwerp=kind)
    yield "velden.eml", mail(("velden.docx", fields(url)), onderwerp="velden")
    document = motivatie(BRUGFIGUREN)
    yield "namen.zip", zipped(dict.fromkeys(NAMES, document))
    yield "kapot.eml", letter(b"Content-Type: message/rfc822\n\n" * 3)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("vijandig")
    inbox, out, temporary = folder / "inbox", folder / "uit", folder / "tmp"
    for path in (inbox, temporary):
        path.mkdir()
    listener = Listener()
    for name, data in hostile_mails(f"http://127.0.0.1:{listener.port}/x"):
        (inbox / name).write_bytes(data)
    honest = motivatie(BRUGFIGUREN, kop=f"Stad Halle {CANARY}")
    sent = mail(("motivatie.docx", honest), onderwerp="Rapportage Halle")
    (inbox / "zz.eml").write_bytes(sent)
    log = folder / "log.txt"
    log.touch()
    command = [sys.executable, "-m", "tests.hostile.guarded", str(log), str(folder)]
    done = subprocess.run(
        [*command, "run", str(inbox), "--ronde", RONDE, "--out", str(out)],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    listener.close()
    told = json.loads((out / "verslag.json").read_text("utf-8"))
    return Ran(
        out=out,
        code=done.returncode,
        printed=(done.stdout + done.stderr).decode("utf-8", "replace"),
        log=log.read_text("utf-8"),
        connected=listener.connected,
        temporary=[path.name for path in temporary.iterdir()],
        told=list(walk(told["invoer"])),
    )


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="modes and forks are those of POSIX"),
]


def test_the_run_ends_well_and_asks_for_a_person(ran: Ran) -> None:
    assert ran.code == 1
    assert "Traceback" not in ran.printed


def test_every_hostile_attachment_is_accounted_for(ran: Ran) -> None:
    for number, (name, (_, _, right)) in enumerate(SMALL.items()):
        found = [i for i in ran.told if i["pad"].startswith(f"{number:03}.eml/")]
        codes = {item["code"] for item in found if item["code"]} - {"bestuur-onbekend"}
        assert found, name
        assert codes <= right, name
        assert codes or {"gelezen", "niets"} & right, name


def test_the_honest_submission_beside_them_is_processed(ran: Ran) -> None:
    (item,) = (i for i in ran.told if i["pad"] == "zz.eml/motivatie.docx")
    assert item["status"] == "verwerkt"
    assert (ran.out / "dossiers" / "23027.json").is_file()


def test_nothing_connects_or_starts_a_program_or_writes_elsewhere(ran: Ran) -> None:
    assert ran.log == ""
    assert ran.connected == 0


def test_no_temporary_file_outlives_the_run(ran: Ran) -> None:
    assert ran.temporary == []
    assert not list(ran.out.rglob("*.tmp"))


def test_everything_that_is_made_is_for_its_owner_alone(ran: Ran) -> None:
    kept = [*ran.out.rglob("*")]
    modes = {stat.S_IMODE(path.stat().st_mode) for path in kept if path.is_file()}
    assert modes == {0o600}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in kept if path.is_dir()}
    assert folders == {0o700}


def test_what_is_printed_has_nothing_that_people_wrote(ran: Ran) -> None:
    assert CANARY not in ran.printed
    assert "jan.peeters" not in ran.printed


def test_macros_are_told(ran: Ran) -> None:
    told = [b["code"] for item in ran.told for b in item["bevindingen"]]
    assert told.count("macro") >= 2


def test_names_are_kept_as_data(ran: Ran) -> None:
    names = {i["naam"] for i in ran.told if i["pad"].startswith("namen.zip/")}
    assert len(names) >= 10
    assert not any("/" in name or "\\" in name or "\n" in name for name in names)
    assert "\u202e" not in "".join(names)
