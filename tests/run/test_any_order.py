"""Any order and any pieces of the input give the same dossiers and statuses."""

import tempfile
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.run.deciding import Verbetering, assign, correct
from pipeline.run.ingesting import ingest
from pipeline.run.result import Order
from pipeline.run.space import Asked
from pipeline.run.starting import start
from tests.run.executing import (
    BRUGFIGUREN,
    NU,
    OEFENKANSEN,
    dossiers,
    execute,
    halle,
)
from tests.run.made import RONDE, Blok, mail, motivatie, programma, werkmap

SAMPLES = Path(__file__).parents[2] / "samples"
INBOX = {path.name: path.read_bytes() for path in (SAMPLES / "inbox").iterdir()}

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
    "g.eml": halle(
        ("k3.xlsx", werkmap("Halle", {5: (1000, 950)})),
        dag=9,
        tekst="Gelieve mijn vorige mail als niet verzonden te beschouwen.",
    ),
    "h.eml": mail(
        ("van-vilvoorde.docx", motivatie(BRUGFIGUREN, kop="Stad Halle")),
        van="B <b@vilvoorde.be>",
        datum="10 May 2024 10:12:00 +0200",
    ),
}


@st.composite
def pieces(draw: st.DrawFn, names: Collection[str]) -> list[list[str]]:
    """All of `names` in any order, cut in at most four pieces, one of them twice."""
    order = draw(st.permutations(sorted(names)))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1), max_size=3)))
    edges = [0, *cuts, len(order)]
    found = [list(order[a:b]) for a, b in pairwise(edges)]
    return [*found, draw(st.sampled_from(found))]


Outcome = tuple[dict[str, bytes], bytes]


def fed(parts: Sequence[Sequence[str]], mails: Mapping[str, bytes]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for number, names in enumerate(parts):
            box = base / f"deel {number}"
            box.mkdir()
            for name in names:
                (box / name).write_bytes(mails[name])
            execute(base / "uit", box)
        return outcome(base / "uit")


def outcome(out: Path) -> Outcome:
    return dossiers(out), (out / "verslag.json").read_bytes()


@given(pieces(MAILS))
@settings(max_examples=6)
def test_any_order_and_any_pieces_give_the_same(parts: list[list[str]]) -> None:
    assert fed(parts, MAILS) == at_once()


@cache
def at_once() -> Outcome:
    return fed([sorted(MAILS)], MAILS)


def decided(base: Path, parts: Sequence[Sequence[str]], after: int) -> Outcome:
    """The samples in pieces, with what a person decides after piece `after`."""
    out = base / "uit"
    asked = Asked(out=out, nu=NU, wie="an")
    start(asked, programma(), RONDE, SAMPLES / "toekenningen.csv")
    for number, names in enumerate(parts):
        box = base / f"deel {number}"
        box.mkdir()
        for name in names:
            (box / name).write_bytes(INBOX[name])
        ingest(Order(inputs=[box], out=out, nu=NU), programma())
        if number == after:
            unknown = "17-onbekende-afzender.eml"
            if unknown in {name for part in parts[: after + 1] for name in part}:
                assign(asked, programma(), unknown, "Leuven")
    assign(asked, programma(), "17-onbekende-afzender.eml", "Leuven")
    wanted = Verbetering(
        bestuur="Halle", veld="24.kpi.behaald", waarde="21", reden="gebeld"
    )
    correct(asked, programma(), wanted)
    return outcome(out)


@pytest.mark.slow
@given(pieces(INBOX), st.integers(0, 3))
@settings(max_examples=8, deadline=None)
def test_the_samples_in_any_pieces_give_the_same_workspace(
    parts: list[list[str]], after: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert decided(Path(folder), parts, after) == decided_at_once()


@cache
def decided_at_once() -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return decided(Path(folder), [sorted(INBOX)], 0)
