"""What goes through LibreOffice fetches nothing either, and has limits of its own."""

import base64
import io
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.intake.limits import MIB
from pipeline.reading import convert
from pipeline.reading.convert import call_libreoffice, find_libreoffice, to_docx
from tests.hostile.test_run import Listener

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not here"),
]


def test_no_picture_text_or_template_is_fetched() -> None:
    listener = Listener()
    url = f"http://127.0.0.1:{listener.port}/x"
    told = "".join(
        f'{{\\field{{\\*\\fldinst {what} "{url}" \\\\d}}{{\\fldrslt x}}}}\\par '
        for what in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK Word.Document.8")
    )
    rtf = f"{{\\rtf1\\ansi {{\\*\\template {url}}} Actie 15\\par {told}}}"
    try:
        assert to_docx(rtf.encode("ascii"), "rtf").startswith(b"PK")
    finally:
        listener.close()
    assert listener.connected == 0


def test_groups_in_groups_are_read_or_refused() -> None:
    rtf = b"{\\rtf1" + b"{" * 100_000
    code = None
    try:
        to_docx(rtf, "rtf")
    except DocumentError as error:
        code = error.code
    assert code in {None, "beschadigd", "te-groot"}


def test_no_file_of_this_machine_is_taken_in(tmp_path: Path) -> None:
    secret, picture = tmp_path / "geheim.txt", tmp_path / "geheim.png"
    secret.write_text("GEHEIM")
    picture.write_bytes(PIXEL)
    told = "".join(
        f'{{\\field{{\\*\\fldinst {what} "{where}"}}{{\\fldrslt x}}}}\\par '
        for what in ("INCLUDETEXT", "INCLUDEPICTURE", "LINK Word.Document.8")
        for path in (secret, picture)
        for where in (path.as_uri(), str(path))
    )
    made = to_docx(f"{{\\rtf1\\ansi Actie 15\\par {told}}}".encode(), "rtf")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        names = package.namelist()
        content = b"".join(map(package.read, names))
    assert b"Actie 15" in content
    assert b"GEHEIM" not in content
    assert not [name for name in names if "media" in name]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_what_takes_too_much_memory_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(convert, "MEMORY", 300 * MIB)
    with pytest.raises(DocumentError, match="meer dan 300 MB geheugen") as refused:
        to_docx(b"{\\rtf1 Actie 15}", "rtf")
    assert refused.value.code == "te-groot"


@pytest.mark.skipif(sys.platform != "linux", reason="only there its offspring is told")
def test_what_takes_too_long_is_refused_and_nothing_runs_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(convert, "SECONDS", 6)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    row = "\\trowd" + "".join(f"\\cellx{n}00" for n in range(1, 60))
    row += "\\intbl " + "x\\cell " * 59 + "\\row "
    began = time.monotonic()
    with pytest.raises(DocumentError, match="na 6 seconden") as refused:
        to_docx(f"{{\\rtf1\\ansi {row * 20_000}}}".encode(), "rtf")
    assert refused.value.code == "te-groot"
    assert time.monotonic() - began < 30
    told = [one.read_bytes() for one in Path("/proc").glob("[0-9]*/cmdline")]
    assert not [line for line in told if str(tmp_path).encode() in line]


def test_its_profile_runs_no_macros_and_updates_no_links(tmp_path: Path) -> None:
    done = call_libreoffice(
        sys.executable, [Path("x")], tmp_path, to="docx", seconds=10
    )
    assert isinstance(done, subprocess.CompletedProcess)
    told = (tmp_path / "profiel" / "user" / "registrymodifications.xcu").read_text()
    assert 'DisableMacrosExecution" oor:op="fuse"><value>true' in told
    assert told.count('"Link"') == 2
