"""Every way in which people fill in section 1."""

from collections.abc import Iterator
from typing import Any, Final

from tests.torture.case import (
    BLOK,
    EEN,
    INSPANNINGEN,
    WAAROM,
    Case,
    Expected,
    blok,
    initiatief,
    motivatie,
)
from tests.torture.form import Form, Line, blank, without_prompt
from tests.torture.ooxml import p, package, r, sym, tbl, tc, tr
from tests.torture.standard import LABEL_INSPANNINGEN, fill_block, standard

_LABEL: Final = "Waarom werd 25% niet behaald?"
_BULLET: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_TWEE: Final = initiatief("Huisbezoeken", "juni 2024", 20)


def cases() -> Iterator[Case]:
    yield from _places()
    yield from _texts()
    yield from _numbers()
    yield from _labels()
    yield from _initiatives()
    yield from _actions()
    yield from _blocks()
    yield from _letters()


def _places() -> Iterator[Case]:
    """Where the answer stands."""
    for how in ("over", "beside", "under", "before"):
        data = standard(how=how).docx()
        yield Case(f"every answer stands {how} its label or prompt", data, blok())
    form = standard()
    form.put("Waarom werd 25%", p(r(f"(vul aan) {WAAROM}")))
    form.above("Waarom werd 25%", p(r(_LABEL)))
    yield Case("an answer behind a prompt that was left", form.docx(), blok())
    form = standard()
    form.put("Waarom werd 25%", p(r(f"{_LABEL} {WAAROM} (vul aan)")))
    yield Case("an answer in front of a prompt that was left", form.docx(), blok())
    form = standard()
    form.put("Te behalen KPI", p(r("Te behalen KPI: (300)")))
    form.put("Behaald KPI", p(r("Behaald KPI:65")))
    yield Case("brackets and no blank around a number", form.docx(), blok())
    form = standard()
    form.put("Te behalen KPI", p(r("Te behalen KPI"), r(" 300", "b")))
    form.put("Behaald KPI", p(r("Behaald KPI = 65")))
    yield Case("no colon, or another sign for it", form.docx(), blok())
    form = standard()
    form.put("Te behalen KPI", p(r("300 Te behalen KPI")))
    form.put("Behaald KPI", p(r("65 = behaald KPI")))
    yield Case("a number in front of its label", form.docx(), blok())
    form = standard()
    form.put("Waarom werd 25%", p(r(f"{_LABEL}\n\n{WAAROM}")))
    yield Case("an answer below a soft line break", form.docx(), blok())
    form = standard()
    form.put("Waarom werd 25%", p(r(_LABEL)), p(), p(), p(r(WAAROM)), p())
    yield Case("an answer after empty lines", form.docx(), blok())
    form = standard()
    cell = form.rows[0][0].cells[1]
    cell[:] = [Line("", p(r("Behaald\nKPI: 65")))]
    yield Case("a label broken over two lines", form.docx(), blok())


def _texts() -> Iterator[Case]:
    """What the answer looks like."""
    bullets = ("Geen personeel", "Te weinig scholen")
    joined = blok(waarom="\n".join(bullets))
    form = standard()
    listed = [p(r(b), props=_BULLET) for b in bullets]
    form.put("Waarom werd 25%", p(r(_LABEL)), *listed)
    yield Case("an answer as a Word list", form.docx(), joined)
    for name, glyph in (
        ("typed", "• "),
        ("dashed square", "▪\t"),
        ("private", "\uf0b7 "),
    ):
        form = standard()
        form.put(
            "Waarom werd 25%", p(r(_LABEL)), *(p(r(f"{glyph}{b}")) for b in bullets)
        )
        yield Case(f"an answer with {name} bullets", form.docx(), joined)
    form = standard()
    listed = [p(sym("F0A7"), r(f" {b}")) for b in bullets]
    form.put("Waarom werd 25%", p(r(_LABEL)), *listed)
    yield Case("an answer with bullets of a symbol font", form.docx(), joined)
    form = standard()
    form.put("Waarom werd 25%", p(r(_LABEL)), *(p(r(f"- {b}")) for b in bullets))
    yield Case(
        "hyphens are the person's",
        form.docx(),
        blok(waarom="- Geen personeel\n- Te weinig scholen"),
    )
    text = "Eerste alinea.\n\nTweede alinea."
    form = standard()
    form.put(
        "Waarom werd 25%",
        p(r(f"{_LABEL} Eerste alinea.")),
        p(),
        p(r("Tweede alinea.")),
        p(),
    )
    yield Case("an empty line inside an answer stays", form.docx(), blok(waarom=text))
    form = standard()
    form.put("Waarom werd 25%", p(r(f"{_LABEL} Eerste alinea.\n\nTweede alinea.")))
    yield Case("soft line breaks inside an answer stay", form.docx(), blok(waarom=text))
    form = standard()
    form.say("Waarom werd 25%", r("naam\turen\nAn\t12"))
    yield Case(
        "tabs inside an answer stay", form.docx(), blok(waarom="naam\turen\nAn\t12")
    )
    text = (
        "Onze KPI: te hoog. De timing: krap. Het initiatief 1: goed. 25% niet behaald?"
    )
    form = standard()
    form.say("Waarom werd 25%", text)
    yield Case("words of the form inside a sentence", form.docx(), blok(waarom=text))
    text = "Zie (vul aan wat past) en vul aan waar nodig. Wacht... en …"
    form = standard()
    form.say("Waarom werd 25%", text)
    yield Case("words that only look like a prompt", form.docx(), blok(waarom=text))
    text = "Cafe\u0301 é 🙂 \u202bעברית\u202c „quotes” ’s avonds"
    form = standard()
    form.say("Waarom werd 25%", text)
    yield Case(
        "any script and any sign",
        form.docx(),
        blok(waarom=text.replace("e\u0301", "é")),
    )
    form = standard()
    form.say("Waarom werd 25%", "x", "v", "Ja", "Nee", "0")
    yield Case(
        "single letters are an answer", form.docx(), blok(waarom="x\nv\nJa\nNee\n0")
    )


def _numbers() -> Iterator[Case]:
    for typed, values in (
        ("300 gezinnen", {"te_behalen_tekst": "300 gezinnen"}),
        ("±300", {}),
        ("1.500", {"te_behalen": 1500}),
        (
            "1 500 oefenkansen",
            {"te_behalen": 1500, "te_behalen_tekst": "1 500 oefenkansen"},
        ),
        ("driehonderd (300)", {"te_behalen_tekst": "driehonderd (300)"}),
        ("300.", {}),
        ("nvt", {"te_behalen": None, "te_behalen_tekst": "nvt"}),
        ("-", {"te_behalen": None}),
        ("1,5", {"te_behalen": 1.5}),
        ("40 à 50", {"te_behalen": None, "te_behalen_tekst": "40 à 50"}),
    ):
        form = standard()
        form.say("Te behalen KPI", typed)
        yield Case(f"a number written as {typed}", form.docx(), blok(**values))
    form = standard()
    form.say("Te behalen KPI", "75%")
    expected = blok(te_behalen=None, te_behalen_tekst="75%", codes=["kpi-ongeldig"])
    yield Case("a percentage is no count", form.docx(), expected)
    form = standard()
    form.say("Behaald KPI", "65 gezinnen", "en 12 in aanvraag")
    yield Case(
        "a second line says more about the number",
        form.docx(),
        blok(behaald=None, behaald_tekst="65 gezinnen\nen 12 in aanvraag"),
    )


def _labels() -> Iterator[Case]:
    """Labels that were changed."""
    for label in (
        "Waarom werd de 25% niet behaald?",
        "Waarom werd 25% niet gehaald?",
        "Waarom wer 25% niet behaalt?",
        "WAAROM WERD 25% NIET BEHAALD?",
        "Waarom werd 25 % niet behaald :",
        "Reden waarom 25% niet behaald werd:",
        "Waarom hebben we de 25% niet behaald?",
        "Waarom werd 25% niet behaald",
        "1) Waarom werd 25% niet behaald?",
        "- Waarom werd 25% niet behaald?",
        "• Waarom werd 25% niet behaald?",
    ):
        form = standard()
        form.put("Waarom werd 25%", p(r(label)), p(r(WAAROM)))
        yield Case(f"the label reads {label}", form.docx(), blok())
    for opening, label, answer in (
        ("Te behalen KPI", "Te behalen KPI’s:", "300"),
        ("Te behalen KPI", "Te behale KPI:", "300"),
        ("Te behalen KPI", "KPI te behalen:", "300"),
        ("Te behalen KPI", "Te behalen:", "300"),
        ("Behaald KPI", "Behaalde KPI:", "65"),
        ("Behaald KPI", "Behaald:", "65"),
        ("Behaald KPI", "Behaalde KPI op 30/04:", "65"),
        (LABEL_INSPANNINGEN, "Inspanningen van het lokaal bestuur:", INSPANNINGEN),
        (LABEL_INSPANNINGEN, "Dit zijn de inspanningen:", INSPANNINGEN),
        (LABEL_INSPANNINGEN, "Inspanningen:", INSPANNINGEN),
        ("Initiatief 1", "Initiatief:", "Infoavond op school"),
        ("Initiatief 1", "Initiatief I:", "Infoavond op school"),
        ("Initiatief 1", "Initiatief 1 -", "Infoavond op school"),
        ("Initiatief 1", "Initatief 1:", "Infoavond op school"),
        ("Timing", "Wanneer:", "mei 2024"),
        ("Timing", "Timming:", "mei 2024"),
        ("KPI", "KPI’s:", "40"),
        ("KPI", "Aantal KPI:", "40"),
    ):
        form = standard()
        form.put(opening, p(r(f"{label} {answer}")))
        # A word that the form does not print is somebody's.
        expected = blok(niet_herkend=["30/04"] if "30/04" in label else [])
        yield Case(f"the label of {opening} reads {label}", form.docx(), expected)
    form = standard()
    form.put("Te behalen KPI", p(r("Te\u00a0behalen\u00a0KPI\u00a0:\u00a0300")))
    form.put(
        "Waarom werd 25%", p(r("Waarom\u00a0werd 25\u202f% niet behaald?"), r(WAAROM))
    )
    form.put("Timing", p(r("Tim\u00ading\u00a0:\u00a0mei 2024")))
    yield Case("labels with non-breaking spaces", form.docx(), blok())
    form = standard()
    cell, at = form.find(LABEL_INSPANNINGEN)
    label = without_prompt(cell[at].text)
    half = label.index("om het")
    cell[at].xml = "".join(p(r(x)) for x in (label[:half], label[half:], INSPANNINGEN))
    yield Case("a label broken in two paragraphs", form.docx(), blok())
    form = standard()
    form.drop("Initiatief 2", "Initiatief x")
    form.drop("Timing", nth=2)
    form.drop("Timing", nth=1)
    form.drop("KPI", nth=2)
    form.drop("KPI", nth=1)
    yield Case("what was not needed is deleted", form.docx(), blok())
    form = standard()
    form.intro[:] = form.intro[:1]
    form.headings[0] = None
    yield Case("the instructions and the heading are deleted", form.docx(), blok())
    form = standard()
    form.intro[:] = []
    form.headings[0] = None
    yield Case("everything above the block is deleted", form.docx(), blok())
    form = standard()
    form.drop("Behaald KPI")
    yield Case("a label that is gone with its answer", form.docx(), blok(behaald=None))


def _initiatives() -> Iterator[Case]:
    both = blok(initiatieven=[EEN, _TWEE])
    three = blok(
        initiatieven=[EEN, _TWEE, initiatief("Oudercafé", "sep 2024", 5, "5 ouders")]
    )
    form = _more(standard(), ("Initiatief 2", "Initiatief x"))
    yield Case("Initiatief x is used for the third", form.docx(), three)
    form = _more(standard(), ("Initiatief 2", "Initiatief x"))
    cell, at = form.find("Initiatief x")
    cell[at].xml = p(r("Initiatief 3: Oudercafé"))
    yield Case("Initiatief x gets its number", form.docx(), three)
    form = _more(standard(), ("Initiatief 2", "Initiatief x"))
    form.below("KPI", "Initiatief x: Fietslessen", "Timing: mei 2025", "KPI: 8", nth=2)
    more = initiatief("Fietslessen", "mei 2025", 8)
    expected = blok(initiatieven=[*three.motivaties[0]["initiatieven"], more])
    yield Case("Initiatief x is used again", form.docx(), expected)
    form = _without_initiatives(standard())
    form.below(
        LABEL_INSPANNINGEN,
        "Initiatief 1: Infoavond op school. Timing: mei 2024. KPI: 40",
        "Initiatief 2: Huisbezoeken (timing: juni 2024, KPI: 20)",
    )
    sentence = EEN | {"omschrijving": "Infoavond op school."}
    expected = blok(initiatieven=[sentence, _TWEE])
    yield Case("each initiative on one line", form.docx(), expected)
    form = _without_initiatives(standard())
    form.below(
        LABEL_INSPANNINGEN,
        p(r("Infoavond op school, timing: mei 2024, KPI: 40"), props=_BULLET),
        p(r("Huisbezoeken; timing: juni 2024; KPI: 20"), props=_BULLET),
    )
    yield Case("the initiatives as a list under the efforts", form.docx(), both)
    form = _without_initiatives(standard())
    form.below(
        LABEL_INSPANNINGEN,
        "Initiatief 1: Infoavond op school",
        "Timing: mei 2024 KPI: 40",
    )
    yield Case("timing and KPI on one line", form.docx(), blok())
    form = _without_initiatives(standard())
    form.below(
        LABEL_INSPANNINGEN,
        "Initiatief 1: Infoavond op school\nTiming: mei 2024\nKPI: 40",
    )
    yield Case("an initiative as soft lines of one paragraph", form.docx(), blok())
    form = _without_initiatives(standard())
    form.below(
        LABEL_INSPANNINGEN,
        "Initiatief 1:",
        "Infoavond op school",
        "Timing:",
        "mei 2024",
        "KPI:",
        "40",
    )
    yield Case("every part of an initiative under its label", form.docx(), blok())
    form = _without_initiatives(standard())
    form.below(
        LABEL_INSPANNINGEN,
        tbl(
            tr(tc(p("Initiatief")), tc(p("Timing")), tc(p("KPI"))),
            tr(tc(p("Infoavond op school")), tc(p("mei 2024")), tc(p("40"))),
            tr(tc(p("Huisbezoeken")), tc(p("juni 2024")), tc(p("20"))),
        ),
    )
    yield Case("the initiatives in a table", form.docx(), both)
    form = standard()
    form.say("Initiatief 1", "Infoavond", "voor ouders", "en kinderen")
    text = "Infoavond\nvoor ouders\nen kinderen"
    changed = {"initiatieven": [EEN | {"omschrijving": text}]}
    yield Case("an initiative of some lines", form.docx(), blok(**changed))
    form = standard()
    cell, at = form.find("Initiatief 1")
    cell[at].xml = p(r("Initiatief 1: (vul aan)"))
    changed = {"initiatieven": [EEN | {"omschrijving": None}]}
    yield Case("an initiative without a description", form.docx(), blok(**changed))
    form = standard()
    form.put("Timing", p(r("Timing: (tegen wanneer gaat het initiatief rond zijn)")))
    form.say("KPI", "een veertigtal")
    odd = EEN | {"timing": None, "kpi": None, "kpi_tekst": "een veertigtal"}
    expected = blok(initiatieven=[odd], codes=["kpi-ongeldig"])
    yield Case("an initiative with only words for its KPI", form.docx(), expected)


def _more(form: Form, openings: tuple[str, str]) -> Form:
    form.say(openings[0], "Huisbezoeken")
    form.say("Timing", "juni 2024", nth=1)
    form.say("KPI", "20", nth=1)
    form.say(openings[1], "Oudercafé")
    form.say("Timing", "sep 2024", nth=2)
    form.say("KPI", "5 ouders", nth=2)
    return form


def _without_initiatives(form: Form) -> Form:
    cell = form.rows[0][1].cells[1]
    del cell[1:]
    return form


def _actions() -> Iterator[Case]:
    """How the action is named."""
    for title in (
        "Actie 15 Brugfiguren",
        "Actie 15: Brug leggen naar onderwijs",
        "Brugfiguren in het onderwijs",
        "Actie 1 - Brugfiguren in het onderwijs",
        "15. Brugfiguren",
        "ACTIE 15",
    ):
        form = standard(title=title)
        yield Case(
            f"the action is called {title}", form.docx(), blok(actie_tekst=title)
        )
    form = standard(title="")
    form.intro[-1].xml += p(r("15 Brugfiguren", "b"))
    form.headings[0] = None
    yield Case("the action stands above the table", form.docx(), blok())
    form = standard(title="")
    form.rows[0].insert(0, _own_row("15 Brugfiguren"))
    yield Case("the action has a row of its own", form.docx(), blok())
    form = standard(title="")
    heading = form.headings[0]
    assert heading is not None
    heading.xml += p(r("15 Brugfiguren"))
    yield Case("the action stands under the heading", form.docx(), blok())
    form = standard(title="")
    heading = form.headings[0]
    assert heading is not None
    heading.xml = p(r("1. INDIEN 25% NIET WERD BEHAALD: 15 Brugfiguren"))
    yield Case("the action stands behind the heading", form.docx(), blok())
    form = standard(title="")
    form.say("Te behalen KPI", "300 gezinnen")
    expected = blok(actie=None, actie_tekst=None, te_behalen_tekst="300 gezinnen")
    yield Case("an action that is not named is not guessed", form.docx(), expected)


def _own_row(title: str) -> Any:
    form = blank()
    row = form.rows[0][2]
    row.cells = [[Line("", p(r(title)))]]
    return row


def _blocks() -> Iterator[Case]:
    """Several actions."""
    other = motivatie(
        actie=5,
        actie_tekst="5 Oefenkansen",
        te_behalen=1500,
        behaald=100,
        waarom="Geen taalcoach gevonden.",
        inspanningen="We werven opnieuw aan.",
        initiatieven=[EEN],
    )
    both = Expected(motivaties=[BLOK, other])
    for layout in ("tables", "one table", "one column", "a row per line", "paragraphs"):
        yield Case(f"a copied block, laid out as {layout}", _two().docx(layout), both)
        form = _two()
        form.rows[0] = [row for n, row in enumerate(form.rows[0]) if n not in (2, 5)]
        name = f"a copied block without the jury's rows, laid out as {layout}"
        yield Case(name, form.docx(layout), both)
    form = _two()
    first, second = form.rows[0][:3], form.rows[0][3:]
    everything = [
        Line("", "".join(x.xml for row in rows for x in row.lines()))
        for rows in (first, second)
    ]
    first[0].cells = [everything]
    form.rows[0] = first[:1]
    yield Case("two blocks in one cell", form.docx(), both)
    form, copy = standard(), standard(title="5 Oefenkansen")
    fill_block(copy, title="", numbers=("1500", "100"), texts=_OTHER)
    yield Case(
        "two forms pasted into one document", package(form.body() + copy.body()), both
    )
    form = _two()
    form.rows[0].append(blank().rows[0][0])
    form.rows[0].append(blank().rows[0][1])
    yield Case("a copied block that stayed empty", form.docx(), both)


_OTHER: Final = ("Geen taalcoach gevonden.", "We werven opnieuw aan.")


def _two() -> Form:
    form = standard()
    form.block()
    fill_block(
        form, nth=1, title="5 Oefenkansen", numbers=("1500", "100"), texts=_OTHER
    )
    return form


def _letters() -> Iterator[Case]:
    """No labels used at all."""
    letter = (
        "Voor onze actie startte de medewerker pas in januari, waardoor we maar weinig "
        "gezinnen konden bereiken. Vanaf september breiden we uit naar twee scholen."
    )
    form = blank()
    form.keep("1")
    form.above("Te behalen KPI", "15 Brugfiguren", letter)
    expected = Expected(
        motivaties=[motivatie(actie=15, actie_tekst="15 Brugfiguren", waarom=letter)]
    )
    yield Case("one letter under the heading", form.docx(), expected)
    form = blank()
    form.keep("1")
    form.rows[0][:] = []
    heading = form.headings[0]
    assert heading is not None
    heading.xml += p(r("15 Brugfiguren")) + p(r(letter)) + p(r("Te behalen KPI: 300"))
    expected = Expected(
        motivaties=[
            motivatie(
                actie=15, actie_tekst="15 Brugfiguren", te_behalen=300, waarom=letter
            )
        ]
    )
    yield Case("one letter above the only label left", form.docx(), expected)
