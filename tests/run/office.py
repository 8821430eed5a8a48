"""A person at LibreOffice, played by a Basic macro that runs in it.

`soffice --convert-to` only opens and saves. Here the answers are given inside, through
UNO: an item picked from each dropdown control, words typed into each field.
"""

import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path

from tests.programs import needs

MACRO = Path(__file__).parents[1] / "data" / "jurysheet-invullen.bas"
FORMS = ("docx", "odt")
SECONDS = 90
AT_ONCE = 3
"""Sheets in one call: a busy machine takes its time over each."""
MEMORY = 4_000_000_000
"""Bytes of address space: a LibreOffice that runs away must not take the machine."""
_DTD = '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN"'


def fill_in(
    sheets: Mapping[Path, Mapping[str, str]], folder: Path
) -> list[tuple[str, str]]:
    """Answer sheets, and save each in `folder / "docx"` and `folder / "odt"`.

    `sheets` gives by path what to answer, by visible code (`V15-a`). Returns each code
    with the kind of field that the answer went into: `keuzelijst` or `invulveld`.
    """
    for form in FORMS:
        (folder / form).mkdir(parents=True)
    told: list[tuple[str, str]] = []
    waiting = list(sheets.items())
    listed, report = folder / "lijst.txt", folder / "verslag.txt"
    _install(folder / "profiel", listed, report)
    while waiting:
        some, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        lines = [
            line for path, answers in some for line in _asked(path, answers, folder)
        ]
        listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
        report.unlink(missing_ok=True)
        _call(folder / "profiel", "macro:///Standard.Invullen.Main")
        *done, end = report.read_text("utf-8").splitlines()
        assert end == "klaar", end
        told += [(code, kind) for code, _, kind in (d.partition("\t") for d in done)]
    return told


def _asked(path: Path, answers: Mapping[str, str], folder: Path) -> list[str]:
    """What the macro reads of one sheet: where it lies and goes, and each answer."""
    saved = [folder / form / f"{path.stem}.{form}" for form in FORMS]
    where = "\t".join(one.as_uri() for one in (path, *saved))
    return [where, *("\t".join(one) for one in answers.items())]


def _call(profile: Path, *words: str) -> None:
    subprocess.run(
        [
            *[needs("prlimit"), f"--as={MEMORY}", needs("soffice")],
            *[f"-env:UserInstallation={profile.as_uri()}", "--headless"],
            *["--norestore", "--nologo", *words],
        ],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )


def _install(profile: Path, listed: Path, report: Path) -> None:
    """Put the macro in the user's own library, where LibreOffice runs it unasked."""
    _call(profile, "--terminate_after_init")  # fills the profile, and that library
    source = MACRO.read_text("utf-8")
    for name, path in (("@LIJST@", listed), ("@VERSLAG@", report)):
        source = source.replace(name, path.as_uri())
    library = profile / "user/basic/Standard"
    (library / "Invullen.xba").write_text(
        f'<!DOCTYPE script:module PUBLIC {_DTD} "module.dtd">\n'
        '<script:module xmlns:script="http://openoffice.org/2000/script" '
        'script:name="Invullen" script:language="StarBasic">'
        f"{escape(source, quote=False)}</script:module>",
        encoding="utf-8",
    )
    (library / "script.xlb").write_text(
        f'<!DOCTYPE library:library PUBLIC {_DTD} "library.dtd">\n'
        '<library:library xmlns:library="http://openoffice.org/2000/library" '
        'library:name="Standard"><library:element library:name="Invullen"/>'
        "</library:library>",
        encoding="utf-8",
    )
