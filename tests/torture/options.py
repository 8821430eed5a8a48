"""Every way in which people tick one of the lines of section 2."""

from collections.abc import Iterator
from typing import Final

from tests.torture.case import Case, Expected, verwachting
from tests.torture.form import Form
from tests.torture.ooxml import (
    checkbox,
    dele,
    form_checkbox,
    ins,
    p,
    r,
    sdt,
    sym,
    tbl,
    tc,
    tr,
)
from tests.torture.standard import section_2

_JA: Final = (
    "Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:"
)
_NEE: Final = "Nee, we gaan deze actie niet verderzetten:"
_DOTS: Final = "………………………………………………………….. (vul aan)"
_YELLOW: Final = '<w:highlight w:val="yellow"/>'
_LINE: Final = '<w:u w:val="single"/>'
_RED: Final = '<w:color w:val="FF0000"/>'
_WHY: Final = "het rapport is bijna klaar"
_BOTH: Final = "keuze-tegenstrijdig"

# What the lines of action 19 read, and what that says. An empty line was deleted.
TICKS: Final[dict[str, tuple[str, str, str | None]]] = {
    "untouched": (r(f"0 {_JA}"), r(f"0 {_NEE}"), None),
    "X over the 0": (r(f"X {_JA}"), r(f"0 {_NEE}"), "ja"),
    "X over the 0 of Nee": (r(f"0 {_JA}"), r(f"X {_NEE}"), "nee"),
    "x in front of the 0": (r(f"x 0 {_JA}"), r(f"0 {_NEE}"), "ja"),
    "x behind the 0": (r(f"0 x {_JA}"), r(f"0 {_NEE}"), "ja"),
    "x against the 0": (r(f"0x {_JA}"), r(f"0 {_NEE}"), "ja"),
    "v over the 0": (r(f"v {_JA}"), r(f"0 {_NEE}"), "ja"),
    "(x)": (r(f"(x) {_JA}"), r(f"( ) {_NEE}"), "ja"),
    "[X] on Nee": (r(f"[ ] {_JA}"), r(f"[X] {_NEE}"), "nee"),
    "1 for 0": (r(f"1 {_JA}"), r(f"0 {_NEE}"), "ja"),
    "a glyph over the 0": (r(f"☒ {_JA}"), r(f"☐ {_NEE}"), "ja"),
    "a glyph on Nee": (r(f"☐ {_JA}"), r(f"☑ {_NEE}"), "nee"),
    "glyphs untouched": (r(f"☐ {_JA}"), r(f"☐ {_NEE}"), None),
    "a check mark": (r(f"✓ {_JA}"), r(f"0 {_NEE}"), "ja"),
    "an emoji": (r(f"✅ {_JA}"), r(f"⬜ {_NEE}"), "ja"),
    "a filled radio button": (r(f"◉ {_JA}"), r(f"○ {_NEE}"), "ja"),
    "a box": (
        checkbox(on=True) + r(f" {_JA}"),
        checkbox(on=False) + r(f" {_NEE}"),
        "ja",
    ),
    "a box on Nee": (
        checkbox(on=False) + r(f" {_JA}"),
        checkbox(on=True) + r(f" {_NEE}"),
        "nee",
    ),
    "boxes untouched": (
        checkbox(on=False) + r(f" {_JA}"),
        checkbox(on=False) + r(f" {_NEE}"),
        None,
    ),
    "a box before the 0": (checkbox(on=True) + r(f"0 {_JA}"), r(f"0 {_NEE}"), "ja"),
    "a legacy box": (
        form_checkbox(on=True) + r(f" {_JA}"),
        form_checkbox(on=False) + r(f" {_NEE}"),
        "ja",
    ),
    "a symbol": (sym("F0FE") + r(f" {_JA}"), sym("F0A8") + r(f" {_NEE}"), "ja"),
    "an x in a control": (sdt(r("x")) + r(f" {_JA}"), r(f"0 {_NEE}"), "ja"),
    "a tracked x": (ins(r("X ")) + r(f"0 {_JA}"), r(f"0 {_NEE}"), "ja"),
    "a 0 replaced while tracking": (
        dele(r("0")) + ins(r("X")) + r(f" {_JA}"),
        r(f"0 {_NEE}"),
        "ja",
    ),
    "bold": (r(f"0 {_JA}", "b"), r(f"0 {_NEE}"), "ja"),
    "bold on the words alone": (r("0 ") + r(_JA, "b"), r(f"0 {_NEE}"), "ja"),
    "bold on the word Nee": (
        r(f"0 {_JA}"),
        r("0 ") + r("Nee", "b") + r(_NEE[3:]),
        "nee",
    ),
    "highlight": (r(f"0 {_JA}"), r(f"0 {_NEE}", _YELLOW), "nee"),
    "underline": (r(f"0 {_JA}", _LINE), r(f"0 {_NEE}"), "ja"),
    "colour": (r(f"0 {_JA}", _RED), r(f"0 {_NEE}"), "ja"),
    "highlight on both": (r(f"0 {_JA}", _YELLOW), r(f"0 {_NEE}", _YELLOW), None),
    "Nee struck out": (r(f"0 {_JA}"), r(f"0 {_NEE}", "strike"), "ja"),
    "Ja struck out": (r(f"0 {_JA}", "strike"), r(f"0 {_NEE}"), "nee"),
    "a tick that was struck out": (r(f"X {_JA}", "strike"), r(f"0 {_NEE}"), "nee"),
    "Nee deleted": (r(f"0 {_JA}"), "", "ja"),
    "Ja deleted": ("", r(f"0 {_NEE}"), "nee"),
    "Nee deleted while tracking": (r(f"0 {_JA}"), dele(r(f"0 {_NEE}")), "ja"),
    "both deleted": ("", "", None),
    "only the word left": (r("Ja"), "", "ja"),
    "a short line": (r("X Ja"), r("0 Nee"), "ja"),
    "a short line, want": (r("X Ja, want:"), r("0 Nee:"), "ja"),
    "the label without a mark": (r(f"X {_JA}"), r(_NEE), "ja"),
    "Ja typed before a shortened line": (r("Ja: Ja, want:"), r(f"0 {_NEE}"), "ja"),
    "Nee typed before a shortened line": (r(f"0 {_JA}"), r("NEE: Nee, omdat:"), "nee"),
    "Ja in capitals over it": (r("JA!"), r(f"0 {_NEE}"), "ja"),
    "Ja with a cross behind it": (r("Ja x"), r(f"0 {_NEE}"), "ja"),
    "the word of Nee struck out": (
        r(f"0 {_JA}"),
        r("0 ") + r("Nee", "strike") + r(_NEE[3:]),
        "ja",
    ),
    "Nee struck out but for its 0": (
        r(f"0 {_JA}"),
        r("0 ") + r(_NEE, "strike"),
        "ja",
    ),
    "an arrow": (r(f"→ {_JA}"), r(f"0 {_NEE}"), "ja"),
    "arrows before both": (r(f"→ {_JA}"), r(f"→ {_NEE}"), None),
    "a filled dot": (r(f"● {_JA}"), r(f"○ {_NEE}"), "ja"),
    "a box of which only the glyph was changed": (
        sdt(r("☒"), "<w14:checkbox/>") + r(f" {_JA}"),
        checkbox(on=False) + r(f" {_NEE}"),
        "ja",
    ),
    "a mistyped label": (
        r(
            "X Ja we zijn goed gevordert en zullen de minimale verwachting behalen, want:"
        ),
        r(f"0 {_NEE}"),
        "ja",
    ),
    "capitals": (r(f"X {_JA.upper()}"), r(f"0 {_NEE.upper()}"), "ja"),
}
_CONTRADICTIONS: Final[dict[str, tuple[str, str]]] = {
    "both ticked": (r(f"X {_JA}"), r(f"X {_NEE}")),
    "both boxes ticked": (checkbox(on=True) + r(_JA), checkbox(on=True) + r(_NEE)),
    "an empty box that is on, Nee ticked": (
        sdt(r("☐"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
        + r(f" {_JA}"),
        checkbox(on=True) + r(f" {_NEE}"),
    ),
    "Ja ticked, Nee bold": (r(f"X {_JA}"), r(f"0 {_NEE}", "b")),
}


def cases() -> Iterator[Case]:
    yield from _ticked()
    yield from _reasons()
    yield from _beside()
    yield from _in_front()
    yield from _alone()
    yield from _every()


def _form(ja: str, nee: str, deel: str = "19") -> Form:
    form = section_2(deel)
    form.put("0 Ja", p(ja) if ja else "", deel=deel)
    form.put("0 Nee", p(nee) if nee else "", deel=deel)
    if not ja:
        form.drop("………", deel=deel)
    return form


def _said(actie: int, antwoord: str | None, **values: str) -> Expected:
    if antwoord is None and not values:
        return Expected()
    return Expected(verwachtingen=[verwachting(actie, antwoord, **values)])


def _ticked() -> Iterator[Case]:
    for name, (ja, nee, answer) in TICKS.items():
        yield Case(f"a line to tick: {name}", _form(ja, nee).docx(), _said(19, answer))
    for name, (ja, nee) in _CONTRADICTIONS.items():
        said = Expected(verwachtingen=[verwachting(19)], codes=[_BOTH])
        yield Case(f"lines that contradict: {name}", _form(ja, nee).docx(), said)
    said = Expected(
        verwachtingen=[verwachting(19, toelichting="én nee")], codes=[_BOTH]
    )
    form = _form(r("Ja én nee"), "")
    yield Case("lines that contradict: Ja and Nee typed over both", form.docx(), said)


def _reasons() -> Iterator[Case]:
    """Words behind an option say that it was meant."""
    ja, nee = r(f"0 {_JA}"), r(f"0 {_NEE}")
    form = _form(r(f"0 {_JA} {_WHY}"), nee)
    yield Case("a reason behind Ja", form.docx(), _said(19, "ja", toelichting=_WHY))
    form = _form(ja, nee)
    form.put("………", p(r(_WHY)))
    yield Case("a reason over the dots", form.docx(), _said(19, "ja", toelichting=_WHY))
    form = _form(ja, nee)
    form.put("………", p(r(f"{_DOTS} {_WHY}")))
    yield Case(
        "a reason behind the dots", form.docx(), _said(19, "ja", toelichting=_WHY)
    )
    form = _form(ja, nee)
    form.put("………", p(r("………… ")), p(r(_WHY)), p(r("en leerzaam")))
    text = f"{_WHY}\nen leerzaam"
    yield Case(
        "a reason below the dots", form.docx(), _said(19, "ja", toelichting=text)
    )
    form = _form(ja, r(f"0 {_NEE} te weinig volk"))
    said = _said(19, "nee", stopzetting="te weinig volk")
    yield Case("a reason behind Nee", form.docx(), said)
    form = _form(ja, r(f"0 {_NEE} ……………… te weinig volk"))
    yield Case("a reason behind the dots of Nee", form.docx(), said)
    form = _form(r(f"X {_JA} {_WHY}"), nee)
    yield Case("a tick and a reason", form.docx(), _said(19, "ja", toelichting=_WHY))
    form = _form(r(f"0 {_JA} {_WHY}"), r(f"0 {_NEE} te weinig volk"))
    said = Expected(
        verwachtingen=[verwachting(19, toelichting=_WHY, stopzetting="te weinig volk")],
        codes=[_BOTH],
    )
    yield Case("reasons behind both", form.docx(), said)
    form = _form(r(f"X {_JA}"), r(f"0 {_NEE} te weinig volk"))
    said = Expected(
        verwachtingen=[verwachting(19, stopzetting="te weinig volk")], codes=[_BOTH]
    )
    yield Case("a tick on Ja and a reason behind Nee", form.docx(), said)
    form = _form(r(f"X {_JA} x"), nee)
    yield Case("a reason of one letter", form.docx(), _said(19, "ja", toelichting="x"))
    for name in ("Pleinmakers", "Actieplan polarisatie", "Correspondentietesten"):
        form = _form(r(f"0 {_JA}"), r(f"x {_NEE}"), deel="18")
        form.below("0 Nee", p(r(name)), deel="18")
        form.say("Deze onderdelen", name, deel="18", how="under")
        said = _said(18, "nee", stopzetting=name, niet_uitgevoerd=name)
        yield Case(f"{name} as an answer", form.docx(), said)
        yield Case(f"{name} as an answer in a row", form.docx("a row per line"), said)
    form = _form(r("Ja, we hebben alles klaar"), nee)
    said = _said(19, "ja", toelichting="we hebben alles klaar")
    yield Case("a reason behind Ja typed over its line", form.docx(), said)
    form = _form(r(f"Ja: Ja, want {_WHY}"), nee)
    yield Case(
        "a reason behind a shortened line",
        form.docx(),
        _said(19, "ja", toelichting=_WHY),
    )
    form = _form(ja, r("Nee, want we stoppen"))
    said = _said(19, "nee", stopzetting="we stoppen")
    yield Case("Nee, want where its line was", form.docx(), said)
    for text, gone, name in (
        ("Nee, we stoppen", True, "Nee with a reason where its line was"),
        ("Nee, want we stoppen", False, "Nee with a reason behind Ja"),
    ):
        form = _form(ja if gone else r(f"0 {_JA} {text}"), r(text) if gone else nee)
        said = Expected(
            verwachtingen=[verwachting(19, toelichting=text)], codes=[_BOTH]
        )
        yield Case(name, form.docx(), said)
    form = section_2("19")
    form.say("Deze onderdelen", "Het rapport", "en de enquête")
    said = _said(19, None, niet_uitgevoerd="Het rapport\nen de enquête")
    yield Case("what was not done is no choice", form.docx(), said)
    form = _form(r(f"X Ja, want {_WHY}"), "")
    yield Case("a label cut short", form.docx(), _said(19, "ja", toelichting=_WHY))


def _in_front() -> Iterator[Case]:
    """Words before an option are of that option, and its line is not gone."""
    ja, nee = r(f"0 {_JA}"), r(f"0 {_NEE}")
    said = _said(19, "nee", stopzetting="Wij stoppen ermee:")
    for name, box in (("the 0", "0 "), ("a glyph", "☐ "), ("no box", "")):
        form = _form(ja, r(f"Wij stoppen ermee: {box}{_NEE}"))
        yield Case(f"words before {name} of Nee", form.docx(), said)
    form = _form(r(f"{_WHY} - X {_JA}"), nee)
    said = _said(19, "ja", toelichting=f"{_WHY} -")
    yield Case("words before the tick of Ja", form.docx(), said)
    form = _form(ja, r(f"Wij stoppen: {_NEE} te weinig volk"))
    said = _said(19, "nee", stopzetting="Wij stoppen:\nte weinig volk")
    yield Case("words before Nee, and behind it", form.docx(), said)
    form = _form(ja, r(f"wel 0 {_NEE}"))
    said = Expected(verwachtingen=[verwachting(19, stopzetting="wel")], codes=[_BOTH])
    yield Case("wel before Nee", form.docx(), said)


def _beside() -> Iterator[Case]:
    """The tick stands apart from its line."""
    for name, ja, nee, answer in (
        ("before, X", [tc(p("X")), tc(p(_JA))], [tc(p()), tc(p(_NEE))], "ja"),
        ("before, X and 0", [tc(p("0")), tc(p(_JA))], [tc(p("X")), tc(p(_NEE))], "nee"),
        ("behind, X", [tc(p(_JA)), tc(p("X"))], [tc(p(_NEE)), tc(p())], "ja"),
        (
            "behind, X on Nee",
            [tc(p(_JA)), tc(p("0"))],
            [tc(p(_NEE)), tc(p("x"))],
            "nee",
        ),
        (
            "before, boxes",
            [tc(p(checkbox(on=True))), tc(p(_JA))],
            [tc(p(checkbox(on=False))), tc(p(_NEE))],
            "ja",
        ),
        (
            "behind, boxes",
            [tc(p(_JA)), tc(p(checkbox(on=False)))],
            [tc(p(_NEE)), tc(p(checkbox(on=True)))],
            "nee",
        ),
    ):
        form = _form("", "")
        form.below("Kruis aan", tbl(tr(*ja), tr(*nee)))
        yield Case(
            f"ticks in a cell of their own: {name}", form.docx(), _said(19, answer)
        )
    form = _form("", "")
    form.below("Kruis aan", p(r("X")), p(r(_JA)), p(r(_WHY)), p(r("0")), p(r(_NEE)))
    said = _said(19, "ja", toelichting=_WHY)
    yield Case("ticks on a line above", form.docx(), said)
    form = _form(r(_JA), r(_NEE))
    form.put("………", p(r("X")))
    yield Case("a tick over the dots", form.docx(), _said(19, "ja"))
    form = _form(r(_JA), r(_NEE))
    form.below("0 Nee", p(r("X")))
    yield Case("a tick on the line below Nee", form.docx(), _said(19, "nee"))
    struck = Expected(verwachtingen=[verwachting(19)], codes=[_BOTH])
    form = _form(r(f"0 {_JA}", "strike"), r(f"0 {_NEE}"))
    form.put("………", p(r("X")))
    yield Case("a tick below Ja struck out", form.docx(), struck)
    form = _form(r(f"0 {_JA}"), r(f"0 {_NEE}", "strike"))
    form.put("………", p(r("X")))
    yield Case("a tick below Ja, Nee struck out", form.docx(), _said(19, "ja"))


def _alone() -> Iterator[Case]:
    """Action 16 has no Nee."""
    for name, ja, answer in (
        ("untouched", r(f"0 {_JA}"), None),
        ("X", r(f"X {_JA}"), "ja"),
        ("a box", checkbox(on=True) + r(_JA), "ja"),
        ("an untouched box", checkbox(on=False) + r(_JA), None),
        ("highlight", r(f"0 {_JA}", _YELLOW), "ja"),
        ("bold", r(f"0 {_JA}", "b"), "ja"),
        ("a reason", r(f"0 {_JA} {_WHY}"), "ja"),
        ("struck out", r(f"0 {_JA}", "strike"), None),
    ):
        form = section_2("16")
        form.put("0 Ja", p(ja))
        form.say("Preventie", "Campagne", nth=1)
        values = {"preventie": "Campagne"}
        if name == "a reason":
            values["toelichting"] = _WHY
        yield Case(
            f"the only line to tick: {name}", form.docx(), _said(16, answer, **values)
        )


def _every() -> Iterator[Case]:
    """All parts of each action, and all actions at once."""
    form = section_2("2", "16", "18", "19", "22", "jury")
    said = []
    for actie, labels in (
        (16, ("Preventie", "Protectie", "Participatie", "Prosecutie")),
        (
            18,
            (
                "Inclusieve mobiliteit",
                "Inclusieve vrije",
                "Inclusieve lokale",
                "Beeldvorming",
                "Verbeterde",
                "Toegankelijke evenementen",
                "Versterking",
                "Sensibilisering",
            ),
        ),
    ):
        keys = list(verwachting(actie)["onderdelen"])
        texts = {key: f"Wij deden iets voor {key}." for key in keys}
        for label, text in zip(labels, texts.values(), strict=True):
            form.say(label, text, deel=str(actie), nth=1)
        form.put("0 Ja", p(r(f"X {_JA}")), deel=str(actie))
        said.append(verwachting(actie, "ja", **texts))
    form.put("Ja/Nee:", p(r("Ja")))
    form.say("(Vul aan hoever", "Klaar.")
    form.put("0 Nee", p(r(f"X {_NEE} geen tijd")), deel="19")
    form.put("0 Ja", p(r(f"X {_JA}")), deel="22")
    cell, at = form.find("De pleinmaker ondernam")
    cell[at + 1].xml = "".join(map(p, ("Straatfeest", "Buurtkrant", "Soep")))
    expected = Expected(
        verwachtingen=[
            verwachting(2, "ja", opmaak="Klaar."),
            *said,
            verwachting(19, "nee", stopzetting="geen tijd"),
            verwachting(22, "ja", ondernomen_acties="Straatfeest\nBuurtkrant\nSoep"),
        ]
    )
    for layout in ("tables", "one table", "one column", "a row per line", "paragraphs"):
        yield Case(
            f"all of section 2, laid out as {layout}", form.docx(layout), expected
        )
    rows = form.rows[1]
    rows[1:6] = reversed(rows[1:6])
    reverse = Expected(verwachtingen=expected.verwachtingen[::-1])
    yield Case("section 2 in another order", form.docx(), reverse)
    for row in rows[1:6]:
        row.cells[0][1:] = []
    yield Case("section 2 without its explanations", form.docx(), reverse)
