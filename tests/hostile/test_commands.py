"""No other command gets further than `run` does: nothing goes out, nothing stays."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.calling import Call, caller
from tests.hostile import packages
from tests.hostile.packages import fields, related, word
from tests.hostile.test_run import CANARY, ROOT, SMALL, Listener
from tests.intake.build import zipped
from tests.jury.collecting import SPL, made
from tests.run.executing import BRUGFIGUREN, execute, put
from tests.run.made import mail, motivatie

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="modes and forks are those of POSIX"),
]


class Ran(NamedTuple):
    code: int
    out: str
    err: str
    log: str


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Path:
    folder = tmp_path_factory.mktemp("vijandig")
    url = f"http://127.0.0.1:{listener.port}/x"
    for number, (naam, build, _) in enumerate(SMALL.values()):
        (folder / f"{number:03}-{naam}").write_bytes(build())
    for kind in ("attachedTemplate", "oleObject", "aFChunk"):
        (folder / f"{kind}.docx").write_bytes(related(kind, url))
    (folder / "velden.docx").write_bytes(fields(url))
    sheets = {f"{n}.docx": made(SPL) + b" " * n for n in range(2)}
    (folder / "sheets.zip").write_bytes(zipped(sheets))
    return folder


def guarded(folder: Path, *arguments: object) -> Ran:
    """Run a command with every step outside `folder` written down."""
    log, temporary = folder / "log.txt", folder / "tmp"
    log.write_text("")
    temporary.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.hostile.guarded", str(log), str(folder)]
    done = subprocess.run(
        [*command, *map(str, arguments)],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert list(temporary.iterdir()) == []
    out, err = (s.decode("utf-8", "replace") for s in (done.stdout, done.stderr))
    assert "Traceback" not in err
    return Ran(done.returncode, out, err, log.read_text("utf-8"))


def test_extract_reads_or_refuses_each_and_stays_inside(
    hostile: Path, listener: Listener, tmp_path: Path
) -> None:
    files = sorted(path for path in hostile.iterdir() if path.is_file())
    ran = guarded(tmp_path, "extract", *files, "--json")
    assert ran.code == 1
    assert ran.log == ""
    assert listener.connected == 0
    told = json.loads(ran.out)
    assert len(told) >= len(files) - 2
    codes = {one["fout"]["code"] for one in told if one["fout"]}
    assert codes <= {"beschadigd", "te-groot", "versleuteld", "niet-ondersteund"}
    assert not any("onverwachte fout" in (one["fout"] or {}).get("bericht", "")
                   for one in told)  # fmt: skip


def test_collect_refuses_what_is_no_sheet_and_stays_inside(
    hostile: Path, listener: Listener, tmp_path: Path
) -> None:
    sent = mail(("m.docx", motivatie(BRUGFIGUREN, kop="Stad Halle")))
    execute(tmp_path / "uit", put(tmp_path / "in", mail__eml=sent))
    ran = guarded(tmp_path, "collect", hostile, "--out", tmp_path / "uit", "--json")
    assert ran.code == 1
    assert ran.log == ""
    assert listener.connected == 0
    assert "onverwachte fout" not in ran.out


@pytest.mark.parametrize(
    "name", ["local file in utf-8", "nested tables", "bad checksum"]
)
def test_a_hostile_list_is_wrong_usage_and_nothing_is_written(
    name: str, tmp_path: Path
) -> None:
    naam, build, _ = (packages.XML | packages.WORD | packages.ARCHIVES)[name]
    (tmp_path / naam).write_bytes(build())
    for command in (("prefill",), ("run", tmp_path / naam)):
        out = tmp_path / "uit"
        ran = guarded(
            tmp_path, *command, "--toekenningen", tmp_path / naam, "--out", out,
            "--ronde", "pj2-tussentijds",
        )  # fmt: skip
        assert ran.code == 2
        assert ran.log == ""
        assert not out.exists()


def test_a_list_that_is_a_bomb_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"bestuur;actie;te_behalen\n" + b"x;" * 12_000_000)
    ran = guarded(
        tmp_path, "prefill", "--toekenningen", tmp_path / "t.csv", "--out",
        tmp_path / "uit", "--ronde", "pj2-tussentijds",
    )  # fmt: skip
    assert ran.code == 2
    assert ran.log == ""


def test_annotate_and_inspect_stay_inside(listener: Listener, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{listener.port}/x"
    (tmp_path / "x.docx").write_bytes(related("attachedTemplate", url))
    ran = guarded(
        tmp_path, "annotate", tmp_path / "x.docx", "--out", tmp_path / "k.docx"
    )
    assert ran.log == ""
    assert (tmp_path / "k.docx").stat().st_mode & 0o777 == 0o600
    assert guarded(tmp_path, "template", "inspect", tmp_path / "x.docx").log == ""
    assert listener.connected == 0


def test_what_a_defect_of_ours_prints_has_nothing_that_people_wrote(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    call: Call = caller(monkeypatch, capsys)

    def fail(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("pipeline.run.extracting.extract_bytes", fail)
    monkeypatch.setattr("pipeline.run.extracting.collect", fail)
    (tmp_path / "x.docx").write_bytes(word())
    ran = call("extract", tmp_path / "x.docx")
    assert ran.code == 70
    assert CANARY not in ran.err + ran.out
