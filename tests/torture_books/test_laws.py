"""Laws: whatever a table looks like, its numbers read back and no word is lost."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.dossier.kpis_read import kpis, left, numbers
from tests.forms.sheets import lens, read, sheet
from tests.torture_books.case import programma

Value = str | int | None
Row = list[Value]

ACTIES: Final = tuple(a for a in programma().catalogus.acties if a.jaar(2))
_KOLOMMEN: Final = lens().formulier.kolommen
_WORD: Final = re.compile(r"[^\W\d_]+")

# How people write a count; what they write besides it is kept.
NOTATIONS: Final = (
    "{n}",
    " {n} ",
    "±{n}",
    "± {n}",
    "ca. {n}",
    "~{n}",
    "{n}*",
    "({n})",
    "{n},0",
    "{dotted}",
    "{spaced}",
    "{quoted}",
    "{dotted},00",
    "{n} gezinnen",
    "{dotted} oefenkansen",
    "KPI = {n} (22%)",
    "€ {dotted},00",
    "'{n}",
)
NOISE: Final = (
    ["Dienst samenleven, versie maart"],
    [],
    [None, None, "nog na te kijken door Els"],
    ["Voorlopige lijst van de dienst"],
    [None, "zie mail"],
)


@dataclass(frozen=True)
class Tabel:
    rows: Sequence[Row]
    wanted: dict[int, tuple[int, int]]
    words: frozenset[str]


@st.composite
def tables(draw: st.DrawFn) -> Tabel:
    """A table of some actions: any wording, order of columns, notation and noise."""
    chosen = draw(
        st.lists(
            st.sampled_from(ACTIES),
            min_size=1,
            max_size=6,
            unique_by=lambda a: a.nummer,
        )
    )
    counts = st.integers(0, 250_000)
    wanted = {a.nummer: (draw(counts), draw(counts)) for a in chosen}
    columns: list[Row] = [
        [draw(_header("actie")), *(draw(_name(a)) for a in chosen)],
        [
            draw(_header("te_behalen")),
            *(draw(_count(wanted[a.nummer][0])) for a in chosen),
        ],
        [
            draw(_header("behaald")),
            *(draw(_count(wanted[a.nummer][1])) for a in chosen),
        ],
    ]
    if draw(st.booleans()):
        notes = st.sampled_from(["", "volgt later", "Zie bijlage", "telling school"])
        columns.append(["Opmerkingen", *(draw(notes) for _ in chosen)])
    columns = draw(st.permutations(columns))
    table = [list(row) for row in zip(*columns, strict=True)]
    above = draw(st.lists(st.sampled_from(NOISE), max_size=4))
    below = draw(st.lists(st.sampled_from(NOISE), max_size=3))
    gap: list[Row] = [[]] if below else []
    rows: list[Row] = [*map(list, above), *table, *gap, *map(list, below)]
    values = [
        v for row in [*above, *table[1:], *below] for v in row if isinstance(v, str)
    ]
    words = {w for v in values for w in _WORD.findall(v)} - {"ca"}
    return Tabel(rows, wanted, frozenset(words))


def _header(rol: str) -> st.SearchStrategy[str]:
    words = st.sampled_from(_KOLOMMEN[rol])  # type: ignore[index]
    looks = st.sampled_from([str, str.upper, str.lower, lambda t: f" {t}: "])
    return st.builds(lambda text, look: look(text), words, looks)


def _name(actie: object) -> st.SearchStrategy[str]:
    nummer, naam = actie.nummer, actie.naam  # type: ignore[attr-defined]
    return st.sampled_from(
        [
            naam,
            f"{nummer} {naam}",
            f"Actie {nummer}: {naam}",
            f"{nummer}. {naam.upper()}",
        ]
    )


def _count(number: int) -> st.SearchStrategy[Value]:
    grouped = f"{number:,}"
    texts = [
        notation.format(
            n=number,
            dotted=grouped.replace(",", "."),
            spaced=grouped.replace(",", "\u00a0"),
            quoted=grouped.replace(",", "’"),
        )
        for notation in NOTATIONS
    ]
    return st.sampled_from([number, *texts])


@given(tables())
@settings(max_examples=150, deadline=None)
def test_any_table_of_the_catalogue_reads_back(tabel: Tabel) -> None:
    found = kpis(read(sheet(tabel.rows)))
    assert numbers(found) == tabel.wanted
    assert found.bevindingen == ()


@given(tables())
@settings(max_examples=150, deadline=None)
def test_no_word_of_any_cell_is_lost(tabel: Tabel) -> None:
    found = kpis(read(sheet(tabel.rows)))
    names = [
        n for a in ACTIES if a.nummer in numbers(found) for n in (*a.namen, "actie")
    ]
    told = _folded(" ".join([*left(found), *names]))
    assert [word for word in tabel.words if _folded(word) not in told] == []


@given(tables())
@settings(max_examples=60, deadline=None)
def test_a_table_on_its_side_says_the_same(tabel: Tabel) -> None:
    upright = [row for row in tabel.rows if len(row) > 2 and row[0] is not None]
    # `KPI = 45` beside a label may well be a header: on its side nobody can tell.
    assume(not any("KPI =" in str(value) for row in upright for value in row))
    turned = [list(column) for column in zip(*upright, strict=True)]
    if len(upright) > 2:
        assert numbers(kpis(read(sheet(turned)))) == tabel.wanted


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()
