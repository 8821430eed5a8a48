"""Page: the figures as docs/scorebord.md.

The figures themselves stand in the page too, so that a test can make the page anew from
them and see whether its form is still that of this module.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.readers import READERS

NAME: Final = "samenleven"
TEXT: Final = Path(__file__).with_name("scorebord.md")
"""The words of the page, with gaps for the figures."""

_MARK: Final = re.compile(r"^<!-- cijfers: (.*) -->$", re.MULTILINE)

Row = Mapping[str, Any]

_COLUMNS: Final = (
    ("antwoorden gevonden", "waarden"),
    ("woorden gevonden", "woorden"),
    ("keuzes herkend", "keuzes"),
    ("hulptekst als antwoord", "prompts"),
    ("geschrapt, toch getoond", "geschrapt"),
    ("verborgen, toch getoond", "verborgen"),
    ("in het juiste veld", "velden"),
    ("onleesbaar", "onleesbaar"),
)
_SHARES: Final = frozenset({"waarden", "woorden", "velden"})


def page(rows: Sequence[Row]) -> str:
    """The page for these figures, ours first."""
    documents = next(row["onleesbaar"][1] for row in rows if "onleesbaar" in row)
    asked = "; ".join(f"{name}: {reader.does}" for name, reader in READERS.items())
    gaps = {
        "{documenten}": str(documents),
        "{tabel}": "\n".join([*_table(rows), *_missing(rows)]),
        "{gevraagd}": asked,
        "{cijfers}": f"<!-- cijfers: {json.dumps(rows, ensure_ascii=False)} -->",
    }
    text = TEXT.read_text(encoding="utf-8")
    for gap, content in gaps.items():
        text = text.replace(gap, content)
    return text


def figures(text: str) -> list[dict[str, Any]]:
    """The figures in a page; `ValueError` when it has none."""
    found = _MARK.search(text)
    if found is None:
        raise ValueError("the page holds no figures")
    return list(json.loads(found[1]))


def _table(rows: Sequence[Row]) -> list[str]:
    heads = ["programma", *(head for head, _ in _COLUMNS), "tijd"]
    lines = [f"| {' | '.join(heads)} |", f"|---|{'---:|' * (len(heads) - 1)}"]
    ours = rows[0]["seconden"]
    for row in rows:
        if "reden" in row:
            continue
        name = f"{row['naam']} {row.get('versie', '')}".rstrip()
        cells = [_cell(key, *row[key]) for _, key in _COLUMNS]
        cells.append(_ratio(row["seconden"], ours))
        lines.append(f"| {' | '.join([name, *cells])} |")
    return lines


def _cell(key: str, count: int, total: int) -> str:
    if key not in _SHARES:
        return f"{count} van {total}"
    # Only what is complete is called so: 99,96 % is not 100 %.
    share = int(1000 * count / total) / 10 if total else 0
    return f"{share:.1f} %".replace(".", ",").replace(",0 %", " %")


def _ratio(seconds: float, ours: float) -> str:
    return f"{seconds / ours:.1f} ×".replace(".", ",") if ours and seconds else "–"


def _missing(rows: Sequence[Row]) -> list[str]:
    lines = [
        f"- **{row['naam']}** staat er niet bij: {row['reden']}."
        for row in rows
        if "reden" in row
    ]
    return ["", *lines] if lines else []
