"""Any order and any pieces of the input give the same dossiers and statuses."""

import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.run.executing import BRUGFIGUREN, OEFENKANSEN, dossiers, execute, halle
from tests.run.made import Blok, mail, motivatie, werkmap

FORM = motivatie(BRUGFIGUREN, OEFENKANSEN)
MAILS = {
    "a.eml": halle(("m.docx", FORM), ("k.xlsx", werkmap("Halle", {15: (300, 65)}))),
    "b.eml": halle(
        ("v2.docx", motivatie(Blok(kop="Actie 15 Brugfiguren", waarom="Later."))),
        ("k2.xlsx", werkmap("Halle", {15: (300, 80), 5: (1000, 900)})),
        dag=5,
    ),
    "c.eml": halle(("kopie.docx", FORM), dag=6, tekst="Nogmaals."),
    "d.eml": mail(("kopie (2).docx", FORM), onderwerp="Vilvoorde", datum=None),
    "e.eml": mail(("wie.docx", motivatie(OEFENKANSEN, los="van ons"))),
    "f.eml": mail(
        ("k.xlsx", b"PK\x03\x04 kapot"),
        onderwerp="Halle, verbeterd",
        datum="07 May 2024 10:12:00 +0200",
        mails=[halle(("x.docx", motivatie(netwerken="3")), van="A <a@halle.be>")],
    ),
}


@st.composite
def pieces(draw: st.DrawFn) -> list[list[str]]:
    names = draw(st.permutations(sorted(MAILS)))
    cuts = sorted(draw(st.sets(st.integers(1, len(names) - 1), max_size=3)))
    edges = [0, *cuts, len(names)]
    return [list(names[a:b]) for a, b in pairwise(edges)]


def fed(parts: Sequence[Sequence[str]]) -> tuple[dict[str, bytes], bytes]:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for number, names in enumerate(parts):
            box = base / f"deel {number}"
            box.mkdir()
            for name in names:
                (box / name).write_bytes(MAILS[name])
            execute(base / "uit", box)
        return dossiers(base / "uit"), (base / "uit/verslag.json").read_bytes()


@given(pieces())
@settings(max_examples=6)
def test_any_order_and_any_pieces_give_the_same(parts: list[list[str]]) -> None:
    assert fed(parts) == fed([sorted(MAILS)])
