"""A submission: a form that somebody filled in, and everything that must be read.

content + person + layout + what was done to the whole -> document, expectation
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.dossier.extractie import Extractie
from tests.strangers.content import GELEZEN, TITELS, Inhoud, Motivatie, Pen
from tests.strangers.document import Element, Para, Run, docx, para
from tests.strangers.form import Form, Item, official
from tests.strangers.layouts import LAYOUTS, Group
from tests.strangers.people import Person, Written, random_person

WHOLES: Final = (
    "as_is",
    "no_front",
    "no_explanations",
    "only_what_is_asked",
    "no_heading_1",
    "heading_per_block",
    "sections_turned",
    "no_jury",
    "bare",
)
_PARTS: Final = {
    2: ("opmaak", "polarisatie", "desinformatie", "haatspraak", "debatten", "vorming"),
    16: ("preventie", "protectie", "participatie", "prosecutie"),
    18: (
        "mobiliteit",
        "vrije_tijd",
        "communicatie",
        "beeldvorming",
        "gebouwen",
        "evenementen",
        "beleidsparticipatie",
        "sensibilisering",
    ),
    19: (),
    22: ("ondernomen_acties",),
}


@dataclass(frozen=True)
class Submission:
    elements: tuple[Element, ...]
    expected: dict[str, Any]
    layout: str
    person: Person
    whole: str

    def docx(self) -> bytes:
        return docx(self.elements)


def inhoud(rng: random.Random, *, lastig: bool = False) -> Inhoud:
    pen = Pen(rng, lastig=lastig)
    made = Inhoud()
    for actie in rng.sample(list(TITELS), rng.choice((0, 1, 1, 2, 3, 4, 6))):
        made.motivaties.append(pen.motivatie(actie))
    for nummer, items in official().acties.items():
        if rng.random() < 0.5:
            made.acties[nummer] = pen.actie(nummer, [i.slot for i in items if i.slot])
    if rng.random() < 0.5:
        made.stimulansen = pen.stimulansen()
    return made


def submission(
    seed: int,
    *,
    layout: str | None = None,
    person: Person | None = None,
    whole: str | None = None,
    lastig: bool = False,
) -> Submission:
    """One filled-in form, drawn by `seed`."""
    rng = random.Random(seed)  # noqa: S311 - no secret, but a choice
    said = inhoud(rng, lastig=lastig)
    person = person or random_person(rng)
    layout = layout or rng.choice(list(LAYOUTS))
    whole = whole or rng.choice(WHOLES)
    groups = list(_groups(official(), said, person, whole, rng))
    return Submission(
        elements=tuple(LAYOUTS[layout](groups)),
        expected=expected(said, person),
        layout=layout,
        person=person,
        whole=whole,
    )


def _fixed(items: Sequence[Item]) -> list[Written]:
    return [Written(item, para(item.text)) for item in items]


def _groups(
    form: Form, said: Inhoud, person: Person, whole: str, rng: random.Random
) -> list[Group]:
    bare = whole == "bare"
    front = [] if bare or whole == "no_front" else [Group(_fixed(form.voor))]
    one = _section_1(form, said, person, whole, rng)
    two = [Group(_fixed(form.voor_2))]
    for nummer, items in form.acties.items():
        answers = said.acties.get(nummer)
        if answers is None and whole in {"only_what_is_asked", "bare"}:
            continue
        two.append(Group(_action(items, answers or {}, person, whole, rng)))
    if not bare and whole != "no_jury":
        two.append(Group(_questions(form.jury_2, {}, person, rng)))
    three = [Group(_questions(form.deel_3, said.stimulansen, person, rng))]
    if whole in {"only_what_is_asked", "bare"}:
        one = one if said.motivaties else []
        two = two if said.acties else []
        three = three if said.stimulansen else []
    parts = [one, two, three]
    if whole == "sections_turned":
        parts = [three, two, one]
    return [*front, *(group for part in parts for group in part)]


def _section_1(
    form: Form, said: Inhoud, person: Person, whole: str, rng: random.Random
) -> list[Group]:
    head = Written(form.kop_1, para(form.kop_1.text))
    groups: list[Group] = []
    for number, one in enumerate(said.motivaties or [None]):
        lines = _block(form, one, person, whole, rng)
        headed = number == 0 if whole != "heading_per_block" else True
        if headed and whole not in {"no_heading_1", "bare"}:
            groups.append(Group([head]))
        groups.append(Group(lines, one.titel if one is not None else ""))
    return groups


def _block(
    form: Form,
    one: Motivatie | None,
    person: Person,
    whole: str,
    rng: random.Random,
) -> list[Written]:
    velden = one.velden if one is not None else {}
    counts = [item for item in form.blok if item.slot not in _INITIATIVE]
    lines = _questions(counts, velden, person, rng)
    group = [item for item in form.blok if item.slot in _INITIATIVE][:3]
    made = one.initiatieven if one is not None else []
    clean = whole in {"bare", "only_what_is_asked"}
    names = ["1", "2", "x"] if not clean else []
    many = max(len(made), len(names))
    if many > len(names):
        names = [str(n) for n in range(1, many + 1)]
        if rng.random() < 0.3:
            names[-1] = "x"
    for number, name in enumerate(names):
        answers = made[number] if number < len(made) else {}
        head = group[0]
        items = [
            Item(head.kind, f"Initiatief {name}:", head.cell, head.slot, head.prompt),
            *group[1:],
        ]
        lines += _questions(items, answers, person, rng)
    jury = one.jury if one is not None else {}
    if jury or (whole not in {"bare", "no_jury"}):
        lines += _questions(form.jury_1, jury, person, rng)
    return lines


_INITIATIVE: Final = ("omschrijving", "timing", "kpi")


def _questions(
    items: Sequence[Item],
    answers: dict[str, list[str]],
    person: Person,
    rng: random.Random,
) -> list[Written]:
    written = []
    for item in items:
        lines = answers.get(item.slot) if item.slot else None
        if item.kind in {"vast", "kop"}:
            written.append(Written(item, para(item.text)))
        elif item.kind == "keuze":
            written.append(person.choose(item, lines[0] if lines else None))
        else:
            written.append(person.write(item, lines, rng))
    return written


def _action(
    items: Sequence[Item],
    answers: dict[str, list[str]],
    person: Person,
    whole: str,
    rng: random.Random,
) -> list[Written]:
    choice = answers.get("keuze", [None])[0]
    out: list[Written] = []
    for item in items:
        if item.kind == "optie":
            line = person.option_line(item, choice, answers.get(item.slot))
            if line is not None:
                out.append(line)
        elif item.kind == "keuze":
            out.append(person.choose(item, choice))
        elif item.kind in {"vast", "kop"}:
            if item.kind == "kop" or whole not in {"no_explanations", "bare"}:
                out.append(Written(item, para(item.text)))
        else:
            out.append(person.write(item, answers.get(item.slot), rng))
    return out


def expected(said: Inhoud, person: Person) -> dict[str, Any]:
    return {
        "motivaties": [_motivatie(one) for one in said.motivaties],
        "verwachtingen": [
            found
            for nummer, answers in said.acties.items()
            if (found := _verwachting(nummer, answers, person)) is not None
        ],
        "stimulansen": _stimulansen(said.stimulansen),
        "jurering": [
            {
                "actie": one.actie,
                "voldoende": one.jury["jury.voldoende"] == ["ja"],
                "conclusie": _text(one.jury.get("jury.conclusie")),
                "verlengen": None,
            }
            for one in said.motivaties
            if one.jury
        ],
        "niet_herkend": [],
        "codes": [],
    }


def _text(lines: Sequence[str] | None) -> str | None:
    return "\n".join(lines) if lines else None


def _number(lines: Sequence[str] | None) -> tuple[Any, str | None]:
    return GELEZEN.get(lines[0], (None, None)) if lines else (None, None)


def _motivatie(one: Motivatie) -> dict[str, Any]:
    made: dict[str, Any] = {"actie": one.actie, "actie_tekst": one.titel}
    for slot in ("te_behalen", "behaald"):
        made[slot], made[f"{slot}_tekst"] = _number(one.velden.get(slot))
    made["waarom"] = _text(one.velden.get("waarom"))
    made["inspanningen"] = _text(one.velden.get("inspanningen"))
    made["initiatieven"] = []
    for each in one.initiatieven:
        kpi, kept = _number(each.get("kpi"))
        made["initiatieven"].append(
            {
                "omschrijving": _text(each.get("omschrijving")),
                "timing": _text(each.get("timing")),
                "kpi": kpi,
                "kpi_tekst": kept,
            }
        )
    return made


def _verwachting(
    nummer: int, answers: dict[str, list[str]], person: Person
) -> dict[str, Any] | None:
    choice: str | None = answers.get("keuze", [None])[0]
    quiet = nummer == 16 and person.option in {"strike", "removed", "tracked"}
    if quiet and "ja" not in answers:
        choice = None
    made = {
        "actie": nummer,
        "antwoord": choice,
        "toelichting": _text(answers.get("ja")),
        "onderdelen": {key: _text(answers.get(key)) for key in _PARTS[nummer]},
        "niet_uitgevoerd": _text(answers.get("niet_uitgevoerd")),
        "stopzetting": _text(answers.get("nee")),
    }
    texts = [v for k, v in made.items() if k not in {"actie", "onderdelen"}]
    if not any(texts) and not any(made["onderdelen"].values()):
        return None
    return made


def _stimulansen(answers: dict[str, list[str]]) -> dict[str, Any] | None:
    if not answers:
        return None
    numbers = {
        slot: int(answers[slot][0]) if slot in answers else None
        for slot in ("netwerken", "besturen")
    }
    mentor = {
        **numbers,
        "organisatie": _text(answers.get("organisatie")),
        "ervaring": _text(answers.get("ervaring")),
    }
    alone = {"beschrijving": _text(answers.get("beschrijving"))}
    impact = {slot: _text(answers.get(slot)) for slot in ("stappen", "problemen")}

    def given(part: dict[str, Any]) -> dict[str, Any] | None:
        return part if any(v is not None for v in part.values()) else None

    return {
        "samenwerkingsverband": given(alone),
        "mentorbestuur": given(mentor),
        "sociale_impact_obligatie": given(impact),
        "jurering": None,
    }


def said(extractie: Extractie) -> dict[str, Any]:
    """What was read, in the same shape."""
    data = extractie.model_dump(mode="json")
    return {
        "motivaties": data["motivaties"],
        "verwachtingen": data["verwachtingen"],
        "stimulansen": data["stimulansen"],
        "jurering": data["jurering"],
        "niet_herkend": [rest["tekst"] for rest in data["niet_herkend"]],
        "codes": sorted(b["code"] for b in data["bevindingen"]),
    }


__all__ = ["Para", "Run", "Submission", "expected", "said", "submission"]
