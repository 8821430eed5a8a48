"""The form as a whole: its stimuli, its layout, its order, its neighbours."""

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
    jury,
    verwachting,
)
from tests.torture.form import LAYOUTS, Form, blank, without_prompt
from tests.torture.ooxml import p, package, part, r, sdt, tbl, tc, tr
from tests.torture.standard import LABEL_INSPANNINGEN, fill_block, section_3, standard

_SAMENWERKING: Final = "We vergaderen elke maand."
_STIMULANSEN: Final[dict[str, Any]] = {
    "samenwerkingsverband": {"beschrijving": _SAMENWERKING},
    "mentorbestuur": {
        "netwerken": 3,
        "besturen": 12,
        "organisatie": "Online en ter plaatse.",
        "ervaring": "Boeiend maar druk.",
    },
    "sociale_impact_obligatie": {
        "stappen": "Een marktverkenning.",
        "problemen": "Schooluitval.",
    },
    "jurering": None,
}
_NONE: Final = dict.fromkeys(_STIMULANSEN)


def cases() -> Iterator[Case]:
    yield from _stimuli()
    yield from _layouts()
    yield from _columns()
    yield from _orders()
    yield from _nothing_lost()


def fill_stimuli(form: Form, how: str = "over") -> None:
    for opening, answer in (
        ("Beschrijf kort", _SAMENWERKING),
        ("Hoeveel lerende", "3"),
        ("Hoeveel lokale", "12"),
        ("Op welke manier", "Online en ter plaatse."),
        ("Hoe werd de rol", "Boeiend maar druk."),
        ("Welke stappen", "Een marktverkenning."),
        ("Welke maatschappelijke", "Schooluitval."),
    ):
        form.say(opening, answer, how=how)


def _stimuli() -> Iterator[Case]:
    for how in ("over", "beside", "under"):
        form = section_3()
        fill_stimuli(form, how)
        expected = Expected(stimulansen=_STIMULANSEN)
        yield Case(f"the stimuli, every answer {how} its label", form.docx(), expected)
    form = section_3()
    form.say("Beschrijf kort", _SAMENWERKING)
    only = _NONE | {"samenwerkingsverband": {"beschrijving": _SAMENWERKING}}
    yield Case("one stimulus of three", form.docx(), Expected(stimulansen=only))
    form.headings[2] = None
    form.rows[2] = form.rows[2][:2]
    yield Case(
        "one stimulus, the rest deleted", form.docx(), Expected(stimulansen=only)
    )
    form.rows[2] = form.rows[2][1:]
    yield Case(
        "one stimulus without a heading", form.docx(), Expected(stimulansen=only)
    )
    form = section_3()
    form.put("Jurering ABB", p(r("Jurering ABB: Toegekend.")))
    jurering = _NONE | {"jurering": "Toegekend."}
    yield Case("the jury on the stimuli", form.docx(), Expected(stimulansen=jurering))
    form = section_3()
    form.say("Hoeveel lerende", "3 netwerken")
    mentor = dict.fromkeys(_STIMULANSEN["mentorbestuur"]) | {"netwerken": 3}
    expected = Expected(
        stimulansen=_NONE | {"mentorbestuur": mentor}, niet_herkend=["3 netwerken"]
    )
    yield Case("a count with a word", form.docx(), expected)
    form = section_3()
    form.say("Beschrijf kort", "Eerste.", "", "Tweede.")
    text = {"beschrijving": "Eerste.\n\nTweede."}
    expected = Expected(stimulansen=_NONE | {"samenwerkingsverband": text})
    yield Case("a description of some lines", form.docx(), expected)


def _layouts() -> Iterator[Case]:
    expected = _everything()
    for layout in LAYOUTS:
        form = _whole()
        yield Case(f"the whole form, laid out as {layout}", form.docx(layout), expected)
    yield Case("the whole form in a control", package(sdt(_whole().body())), expected)
    form = _whole()
    form.headings[:] = [None, None, None]
    yield Case("the whole form without headings", form.docx("paragraphs"), expected)
    body = tbl(tr(tc(_whole().body())))
    yield Case("the whole form in one cell", package(body), expected)


def _whole() -> Form:
    form = blank()
    fill_block(form)
    form.put(
        "0 Ja",
        p(
            r(
                "X Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:"
            )
        ),
        deel="16",
    )
    form.put("………", p(r("alles loopt")), deel="16")
    form.say("Preventie", "Campagne", deel="16", nth=1)
    form.say("Deze onderdelen", "Het rapport", deel="19")
    fill_stimuli(form)
    return form


def _everything() -> Expected:
    return Expected(
        motivaties=[BLOK],
        verwachtingen=[
            verwachting(16, "ja", toelichting="alles loopt", preventie="Campagne"),
            verwachting(19, niet_uitgevoerd="Het rapport"),
        ],
        stimulansen=_STIMULANSEN,
    )


def _columns() -> Iterator[Case]:
    """Labels and answers in cells of their own."""
    pairs = [
        ("Te behalen KPI:", "300"),
        ("Behaald KPI:", "65"),
        ("Waarom werd 25% niet behaald?", WAAROM),
        (_inspanningen(), INSPANNINGEN),
        ("Initiatief 1:", "Infoavond op school"),
        ("Timing:", "mei 2024"),
        ("KPI:", "40"),
    ]
    title = p(r("15 Brugfiguren"))
    intro = "".join(here.xml for here in blank().intro)
    left = tbl(*(tr(tc(p(label)), tc(p(r(text)))) for label, text in pairs))
    yield Case("labels left, answers right", package(intro + title + left), blok())
    right = tbl(*(tr(tc(p(r(text))), tc(p(label))) for label, text in pairs))
    yield Case("answers left, labels right", package(intro + title + right), blok())
    above = tbl(
        tr(*(tc(p(label)) for label, _ in pairs)),
        tr(*(tc(p(r(text))) for _, text in pairs)),
    )
    yield Case("labels in a row, answers below", package(intro + title + above), blok())
    by_two = "".join(
        tr(*(tc(p(label)) for label, _ in some))
        + tr(*(tc(p(r(text))) for _, text in some))
        for some in (pairs[:2], pairs[2:4], pairs[4:])
    )
    yield Case(
        "rows of labels and rows of answers",
        package(intro + title + tbl(by_two)),
        blok(),
    )
    four = tbl(
        *(
            tr(*(x for label, text in some for x in (tc(p(label)), tc(p(r(text))))))
            for some in (pairs[:2], pairs[2:4], pairs[4:6], pairs[6:])
        )
    )
    yield Case(
        "two labels with their answers in a row", package(intro + title + four), blok()
    )
    empty = tbl(*(tr(tc(p(label)), tc(), tc(p(r(text)))) for label, text in pairs))
    yield Case("an empty column in between", package(intro + title + empty), blok())
    domains = [
        ("Preventie", "Campagne"),
        ("Protectie", ""),
        ("Participatie", "Praatcafé"),
    ]
    table = tbl(*(tr(tc(p(label)), tc(p(r(text)))) for label, text in domains))
    heading = p(r("Indien actie 16/actieplan straatintimidatie"))
    said = [verwachting(16, preventie="Campagne", participatie="Praatcafé")]
    yield Case(
        "parts of section 2 left, answers right",
        package(intro + heading + table),
        Expected(verwachtingen=said),
    )


def _inspanningen() -> str:
    cell, at = blank().find(LABEL_INSPANNINGEN)
    return without_prompt(cell[at].text)


def _orders() -> Iterator[Case]:
    form = _whole()
    parts = list(zip(form.headings, form.rows, strict=True))
    for order in ((2, 1, 0), (1, 2, 0), (2, 0, 1)):
        form.headings = [parts[n][0] for n in order]
        form.rows = [parts[n][1] for n in order]
        for layout in ("tables", "paragraphs"):
            name = f"sections in the order {order}, laid out as {layout}"
            yield Case(name, form.docx(layout), _everything())
    form = standard()
    form.intro[0].xml = p(
        r("Motivatie tussentijdse rapportage projectjaar 1 Plan Samenleven")
    )
    cell, at = form.find("Het lokaal bestuur kan")
    cell[at].xml = cell[at].xml.replace("derde", "tweede")
    yield Case("a form of an earlier round", form.docx(), blok())


def _nothing_lost() -> Iterator[Case]:
    form = standard()
    form.below("Jurering ABB", "Nog een woord vooraf.")
    form.intro[2].xml += p(r("Beste mensen"))
    expected = blok(niet_herkend=["Beste mensen", "Nog een woord vooraf."])
    yield Case("words between the form's own are kept", form.docx(), expected)
    form = standard()
    form.intro[0].xml = p(
        r("Motivatie tussentijdse rapportage projectjaar 2 Plan Samenleven – Beersel")
    )
    expected = blok(niet_herkend=["Beersel"])
    yield Case("a word behind the title is kept", form.docx(), expected)
    form = standard()
    heading = form.headings[0]
    assert heading is not None
    heading.xml = p(r("1. INDIEN 25% NIET WERD BEHAALD (projectjaar 2)"))
    expected = blok(niet_herkend=["(projectjaar 2)"])
    data = form.docx()
    yield Case("words behind a heading are kept", data, expected)
    header = part("w:hdr", p("Agentschap Binnenlands Bestuur\tPlan Samenleven"))
    yield Case(
        "a header of the form itself is none",
        standard().docx(parts={"header": header}),
        blok(),
    )
    form = blank()
    form.keep("kop-2", "16", "jury")
    form.below("Het actieplan bevat", "Onze aanvulling hierbij.")
    form.say("Protectie", "Meldpunt", nth=1)
    expected = Expected(
        verwachtingen=[verwachting(16, protectie="Meldpunt")],
        niet_herkend=["Onze aanvulling hierbij."],
    )
    yield Case("words among the explanations are kept", form.docx(), expected)
    assert EEN
    assert jury
