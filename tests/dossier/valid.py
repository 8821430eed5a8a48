"""Valid dossiers in canonical text, as the contract's round trip asks for them.

Texts are lists, quotes, markup, emoji, text from right to left, long ones, and sentences
made of the form's own words. None of their lines begins with a label of the form, or
holds one of its placeholders; values stand only in slots that the form has.
"""

import re
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from pipeline.canonical import canonical
from pipeline.dossier.filling_werkmap import add_up
from pipeline.dossier.getallen import drempel, exact, getal, percentage, read_getal
from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma, load_programma
from pipeline.forms.lines import WORD, to_lines
from pipeline.reading.word import read_word
from pipeline.resources import mappings, templates

PROGRAMMA: Final[Programma] = load_programma(
    Path(str(mappings())), Path(str(templates()))
)
INDEX: Final = PROGRAMMA.indexen["motivatie-pj2-tussentijds"]
RONDE: Final = PROGRAMMA.ronde("pj2-tussentijds")
JAAR: Final = RONDE.projectjaar
EXPECTED: Final = {
    actie.nummer: actie.verwachtingen.sleutels
    for actie in PROGRAMMA.catalogus.acties
    if actie.verwachtingen is not None
}

# A dossier is valid for every form at once: no line is the own text of any of them.
_LABELS: Final = tuple(
    re.sub(r"^\d\. ", "", text.casefold().replace("#", "")).rstrip(":? ")
    for formulier in PROGRAMMA.formulieren
    for text in (
        *(kop for deel in formulier.deel for kop in deel.koppen[:1]),
        *(veld.labels[0] for veld in formulier.veld),
        "We zullen de minimale verwachtingen behalen:",
    )
)
_FORM: Final = frozenset(
    line.words
    for formulier in PROGRAMMA.formulieren
    for line in to_lines(
        read_word((templates() / formulier.sjabloon).read_bytes()).blocks
    )
)

WORDS: Final = (
    "Timing", "timing: mei", "KPI", "de KPI: 40", "Initiatief", "Ja", "Nee", "Ja/Nee",
    "Ja, we zijn goed gevorderd", "Nee, we gaan deze actie", "Preventie en protectie",
    "inspanningen", "Jurering ABB", "waarom werd 25% niet behaald", "Wanneer: volgend jaar",
    "Te behalen", "behaald: 12", "Conclusie", "minimale verwachtingen", "Actie 16",
    "indien actie 2", "vul", "aan", "brugfiguren", "5 gezinnen", "(max. 250 tekens)",
    "Inclusieve", "mobiliteit", "x", "v", "0", "Tijdstip: 3 mei", "Aantal KPI: 12",
    "Indien stimulans", "pleinmakers", "300", "25%", "1. ", "- ", "* ", "o ", "→", "…",
    "“citaat”", "‘t", "'s avonds", '"', "&", "<b>", "&amp;", "</w:t>", "]]>", "{{ x }}",
    "שלום עולם", "مرحبا", "\u200f", "\u202b", "\u2066", "👩🏽\u200d🏫", "ﬀ", "İ", "𝕏",
    "=1+1", "_x0041_", "a\tb", "\u2003", "e\u0301", "%", "/", ":", "?", "…?",
)  # fmt: skip

# Blanks of any width, bullets, a tick and its brackets: what may stand before a label.
BEFORE: Final = re.compile(r"\A(?:[^\w%&@?!€$£]|[0xov])+")


def is_form(line: str) -> bool:
    """Whether `line` is the form's own, or begins as one of its labels does."""
    words = tuple(WORD.findall(line.lower()))
    bare = BEFORE.sub("", line.casefold())
    return (
        (bool(words) and words in _FORM)
        or INDEX.placeholders.has(line)
        or any(bare.startswith(label) for label in _LABELS)
        or line.strip(" \t()[]").casefold() in {"x", "v", "☐", "☒", "☑"}
    )


def as_answer(text: str) -> str:
    """`text` in canonical form, with other words before each line of the form."""
    lines = canonical(INDEX.placeholders.pattern.sub("", text)).split("\n")
    text = canonical("\n".join(f"Dus {n}" if is_form(n) else n for n in lines))
    return text if text.strip() else "Niets."


_CHARACTERS: Final = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40
)
_SHORT: Final = 3  # words
# Short wordings that the mappings list beside the form's: people answer in them too.
_EVERYDAY: Final = tuple(
    dict.fromkeys(
        text
        for formulier in PROGRAMMA.formulieren
        for text in (
            *(label for veld in formulier.veld for label in veld.labels[1:]),
            *(kop for deel in formulier.deel for kop in deel.koppen[1:]),
        )
        if "#" not in text and len(text.split()) <= _SHORT
    )
)
_LINES: Final = st.one_of(
    st.builds(
        "{} {}".format,
        st.sampled_from(_EVERYDAY),
        st.sampled_from(["", "ziekte", "40", "40 gezinnen", "in mei"]),
    ),
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=5).map("".join),
    _CHARACTERS,
    st.sampled_from(["", "", "- eerste", "1. tweede", "    ingesprongen"]),
)
_LONG: Final = st.builds(
    lambda text, length: (text * 20_000)[:length],
    st.sampled_from(["Lange tekst & nog. ", "woord\n", "ع", "<x>"]),
    st.sampled_from([300, 2000]),
)
texts: Final = st.one_of(
    st.lists(_LINES, min_size=1, max_size=6).map("\n".join), _LONG
).map(as_answer)
maybe: Final = st.none() | texts


def _shown(number: int | float) -> int | float:
    return getal(exact(number))


counts: Final = st.one_of(
    st.integers(0, 12),
    st.integers(0, 10**9),
    st.integers(0, 10**7).map(lambda n: _shown(n / 100)),
    st.integers(0, 10**7).map(lambda n: _shown(n / 1000)),
    st.floats(0, 10**6, allow_nan=False).map(lambda f: _shown(round(f, 4))),
)
maybe_count: Final = st.none() | counts

_UNITS: Final = st.sampled_from(
    [
        "gezinnen",
        "à 50",
        "kinderen & jongeren\nof meer",
        "(geschat)",
        "nvt",
        "per maand",
    ]
)


def longest(text: str) -> str:
    """`text` over and over, as long as the contract's tests go: 20,000 characters."""
    return as_answer((text * 20_000)[:20_000])


@st.composite
def initiatieven(draw: st.DrawFn) -> dict[str, Any]:
    given: dict[str, Any] = {
        "omschrijving": draw(maybe),
        "timing": draw(maybe),
        "kpi": draw(maybe_count),
    }
    if draw(st.booleans()):
        said = f"{draw(st.integers(0, 900))} {draw(_UNITS)}"
        lezing = read_getal(said)
        given |= {"kpi": lezing.waarde, "kpi_tekst": lezing.tekst}
    if all(value is None for value in given.values()):
        given["omschrijving"] = "Iets doen"
    return given


@st.composite
def motivaties(draw: st.DrawFn) -> dict[str, Any]:
    given = {
        "waarom": draw(maybe),
        "inspanningen": draw(maybe),
        "initiatieven": draw(st.lists(initiatieven(), max_size=6)),
    }
    if not any(given.values()):
        given["waarom"] = "Daarom"
    return given


@st.composite
def verwachtingen(draw: st.DrawFn, nummer: int) -> dict[str, Any]:
    """Minimal expectations as the contract's rules for choices can give them."""
    keys = EXPECTED[nummer]
    given: dict[str, Any] = {
        "antwoord": draw(
            st.sampled_from([None, "ja"] if nummer == 16 else [None, "ja", "nee"])
        ),
        "onderdelen": {key: draw(maybe) for key in keys},
        "toelichting": None,
        "niet_uitgevoerd": None,
        "stopzetting": None,
    }
    if nummer == 2 or given["antwoord"] == "ja":
        given["toelichting"] = draw(maybe)
    if nummer not in {2, 16}:
        given["niet_uitgevoerd"] = draw(maybe)
        if given["antwoord"] == "nee":
            given["stopzetting"] = draw(maybe)
    nothing = not any(v for k, v in given.items() if k != "onderdelen")
    if nothing and not any(given["onderdelen"].values()):
        given["antwoord"] = "ja"
    return given


GROUPS: Final = (
    "nieuwkomers", "vrouwen", "personen met een handicap", "professionals", "burgers",
    "meisjes & <jongens>", "ouders “met” kinderen", "=1+1", "_x0041_", "12 tot 18 jaar",
    "jongeren", "الشباب", "👩🏽\u200d🏫 leerkrachten", "school 't Klavertje", "55+",
)  # fmt: skip


@st.composite
def doelgroepen(draw: st.DrawFn) -> list[dict[str, Any]]:
    names = draw(st.lists(st.sampled_from(GROUPS), unique=True, min_size=1, max_size=4))
    groups = []
    for naam in names:
        te_behalen, behaald = draw(maybe_count), draw(maybe_count)
        if te_behalen is None and behaald is None:
            te_behalen = 12
        groups.append({"naam": naam, "te_behalen": te_behalen, "behaald": behaald})
    return groups


@st.composite
def kpis(draw: st.DrawFn, nummer: int) -> dict[str, Any]:
    """A KPI as the contract reckons it, split in doelgroepen or not."""
    te_behalen, behaald = draw(maybe_count), draw(maybe_count)
    groups = draw(doelgroepen()) if draw(st.integers(0, 3)) == 0 else []
    if groups:
        targets = add_up([group["te_behalen"] for group in groups])
        te_behalen = te_behalen if targets is None else targets
        reached = add_up([group["behaald"] for group in groups])
        behaald = behaald if reached is None and targets is None else reached
        if any(g["behaald"] is None and g["te_behalen"] is not None for g in groups):
            behaald = None
    judged = nummer in EXPECTED
    limit = None if judged else drempel(te_behalen, RONDE.drempel)
    reached = None if limit is None or behaald is None else behaald >= limit
    return {
        "te_behalen": te_behalen,
        "behaald": behaald,
        "percentage": percentage(behaald, te_behalen),
        "drempel": limit,
        "drempel_gehaald": reached,
        "doelgroepen": groups,
    }


@st.composite
def acties(draw: st.DrawFn, nummer: int) -> dict[str, Any]:
    actie = PROGRAMMA.catalogus.actie(nummer)
    assert actie is not None
    given: dict[str, Any] = {
        "nummer": nummer,
        "naam": actie.naam,
        "kpi": draw(kpis(nummer)),
    }
    if draw(st.booleans()):
        given["motivatie"] = draw(motivaties())
        given["motivaties_extra"] = draw(st.lists(motivaties(), max_size=2))
    if nummer in EXPECTED and draw(st.booleans()):
        given["verwachtingen"] = draw(verwachtingen(nummer))
        given["verwachtingen_extra"] = draw(st.lists(verwachtingen(nummer), max_size=2))
    return given


@st.composite
def stimulansen(draw: st.DrawFn) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "samenwerkingsverband": {"beschrijving": draw(maybe)},
        "mentorbestuur": {
            "netwerken": draw(maybe_count),
            "besturen": draw(maybe_count),
            "organisatie": draw(maybe),
            "ervaring": draw(maybe),
        },
        "sociale_impact_obligatie": {"stappen": draw(maybe), "problemen": draw(maybe)},
    }
    given: dict[str, Any] = {
        naam: part if any(v is not None for v in part.values()) else None
        for naam, part in parts.items()
    }
    return {**given, "jurering": draw(maybe)}


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    numbers = sorted(
        draw(
            st.lists(
                st.sampled_from(
                    [a.nummer for a in PROGRAMMA.catalogus.acties_van(JAAR)]
                ),
                unique=True,
                max_size=draw(st.sampled_from([1, 3, 15])),
            )
        )
    )
    return Dossier.model_validate(
        {
            "ronde": RONDE.id,
            "bestuur": {
                "id": "23077",
                "naam": "Sint-Pieters-Leeuw",
                "soort": "gemeente",
            },
            "acties": [draw(acties(nummer)) for nummer in numbers],
            "stimulansen": draw(stimulansen()),
        }
    )
