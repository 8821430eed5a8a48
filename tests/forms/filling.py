"""Answers that anybody could give, and every way to put them into the form.

strategies of hypothesis -> what is answered, and a form in which it stands
"""

import random
import re
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st

from pipeline.canonical import canonical
from tests.torture.case import Expected, initiatief, motivatie, verwachting
from tests.torture.form import OFFICIAL, Form, blank, without_prompt
from tests.torture.ooxml import hyperlink, ins, p, r, sdt, smart_tag
from tests.torture.standard import LABEL_INSPANNINGEN

ACTIES: Final = {
    15: "15 Brugfiguren",
    5: "Actie 5 Oefenkansen",
    13: "13. Sport",
    9: "Actie 9: begeleiding naar werk",
}
_PHRASES: Final = (
    "onze KPI: te hoog",
    "de timing: krap",
    "dat initiatief 1: goed",
    "en de conclusie: niets",
    "want behaald KPI 12",
    "met preventie en protectie",
    "of (vul aan wat past)",
    "waarom werd 25% niet behaald? Daarom",
    "ja of nee",
    "x",
    "„quotes” & <b> ’s",
    "\u202bעברית\u202c",
    "é🙂 ½ €",
    "a\tb",
    "Ja",
    "Nee, dat niet",
    "- streepje",
    "1. eerste",
    "a) tweede",
    "Actie 5",
    "brugfiguren",
    "Oefenkansen Nederlands",
    "We zetten in op brugfiguren.",
    "gemeente Halle",
    "0",
    "  ingesprongen",
    "Te behalen doelen",
    "Initiatieven:",
    "Planning: mei 2024",
    "Wanneer: in mei",
    "Behaald: niets",
    "zie (vul aan wat past) en aanvullen",
    "Wacht... en …",
    "lang " * 400,
)
_ALPHABET: Final = st.characters(
    codec="utf-8",
    exclude_categories=("Cs", "Cc", "Zl", "Zp"),
    exclude_characters="\ufffe\uffff",
)
_LONE: Final = re.compile(
    r"\W*(?:[0oxv1]\W+)?(?:ja|neen?)(?:\W+[0oxv1])?\W*$", re.IGNORECASE | re.MULTILINE
)
_NO_ANSWER: Final = re.compile(
    r"\(vul aan|vul aan\)|^\W*vul aan\b|ja\s*/\s*nee|…[….]|\.{6}|_{5}|abb vult aan"
    r"|tegen wanneer gaat|hoeveel kpi gaat",
    re.IGNORECASE | re.MULTILINE,
)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


_LINES: Final = [
    words
    for line in OFFICIAL.read_text(encoding="utf-8").split("\n")
    if (words := _words(without_prompt(line)))
]
_MARKS: Final = {"0", "o", "x", "v", "1"}


def is_answer(text: str) -> bool:
    """Whether a text is one that the form can give back: no line is the form's."""
    if _NO_ANSWER.search(text) or not _words(text.split("\n", maxsplit=1)[0]):
        return False
    for line in text.split("\n"):
        words = _words(line)
        for form in _LINES:
            starts = (words, words[1:] if words[:1] and words[0] in _MARKS else ())
            if any(len(w) >= len(form) and w[: len(form)] == form for w in starts):
                return False
    return True


_SENTENCE: Final = st.lists(
    st.one_of(st.sampled_from(_PHRASES), st.text(_ALPHABET, min_size=1, max_size=12)),
    min_size=1,
    max_size=4,
).map(" ".join)
texts = (
    st.lists(st.one_of(_SENTENCE, _SENTENCE, st.just("")), min_size=1, max_size=5)
    .map(lambda lines: canonical("\n".join(lines)).strip())
    .filter(lambda text: text == canonical(text))
    .filter(is_answer)
)
lines = texts.map(lambda text: text.replace("\n", " ").strip()).filter(is_answer)
counts = st.integers(0, 99_999)
kpis = st.one_of(
    st.none().map(lambda _: (None, None, None)),
    counts.map(lambda n: (str(n), n, None)),
    counts.map(lambda n: (f"{n} gezinnen", n, f"{n} gezinnen")),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of section 1 as it is answered."""

    actie: int
    te_behalen: tuple[Any, ...]
    behaald: tuple[Any, ...]
    waarom: str | None
    inspanningen: str | None
    initiatieven: tuple[tuple[str | None, str | None, tuple[Any, ...]], ...]

    def expected(self) -> dict[str, Any]:
        return motivatie(
            actie=self.actie,
            actie_tekst=ACTIES[self.actie],
            te_behalen=self.te_behalen[1],
            te_behalen_tekst=self.te_behalen[2],
            behaald=self.behaald[1],
            behaald_tekst=self.behaald[2],
            waarom=self.waarom,
            inspanningen=self.inspanningen,
            initiatieven=[
                initiatief(text, when, kpi[1], kpi[2])
                for text, when, kpi in self.initiatieven
            ],
        )


_initiatives = st.tuples(st.none() | texts, st.none() | lines, kpis).filter(
    lambda i: bool(i[0] or i[1] or i[2][0])
)
blocks = st.builds(
    Block,
    actie=st.sampled_from(sorted(ACTIES)),
    te_behalen=kpis,
    behaald=kpis,
    waarom=texts,
    inspanningen=st.none() | texts,
    initiatieven=st.lists(_initiatives, max_size=3).map(tuple),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything that is answered, and what must come back."""

    blocks: tuple[Block, ...]
    delen: dict[int, dict[str, str]]
    keuzes: dict[int, str | None]
    stimulansen: dict[str, Any]

    def expected(self) -> Expected:
        said = [
            verwachting(actie, self.keuzes[actie], **texts)
            for actie, texts in sorted(self.delen.items())
            if texts or self.keuzes[actie]
        ]
        return Expected(
            motivaties=[block.expected() for block in self.blocks],
            verwachtingen=said,
            stimulansen=self._stimulansen(),
        )

    def _stimulansen(self) -> dict[str, Any] | None:
        if not self.stimulansen:
            return None
        given: dict[str, Any] = dict.fromkeys((*_STIMULI, "jurering"))
        for part, questions in _STIMULI.items():
            values = {key: self.stimulansen.get(key) for key in questions}
            if any(value is not None for value in values.values()):
                given[part] = values
        return given


_DELEN: Final[dict[int, dict[str, str]]] = {
    2: {
        "opmaak": "(Vul aan hoever",
        "polarisatie": "Acties over het tegengaan van polarisatie",
        "desinformatie": "Acties over het tegengaan van desinformatie",
        "haatspraak": "Acties over het aanzetten",
        "debatten": "Acties over het stimuleren",
        "vorming": "Vorming en opleiding",
    },
    16: {
        "toelichting": "………",
        "preventie": "Preventie",
        "protectie": "Protectie",
        "participatie": "Participatie",
        "prosecutie": "Prosecutie",
    },
    18: {
        "toelichting": "………",
        "mobiliteit": "Inclusieve mobiliteit",
        "vrije_tijd": "Inclusieve vrije",
        "communicatie": "Inclusieve lokale",
        "beeldvorming": "Beeldvorming",
        "gebouwen": "Verbeterde",
        "evenementen": "Toegankelijke evenementen",
        "beleidsparticipatie": "Versterking",
        "sensibilisering": "Sensibilisering",
        "niet_uitgevoerd": "Deze onderdelen",
    },
    19: {"stopzetting": "0 Nee", "niet_uitgevoerd": "Deze onderdelen"},
    22: {
        "toelichting": "………",
        "ondernomen_acties": "Vul aan",
        "niet_uitgevoerd": "Deze onderdelen",
    },
}
# In these the first column explains what the second asks, in the same words.
_EXPLAINED: Final = frozenset({2, 16, 18})
_CHOSEN: Final = {"toelichting": "ja", "stopzetting": "nee"}
_STIMULI: Final = {
    "samenwerkingsverband": {"beschrijving": "Beschrijf kort"},
    "mentorbestuur": {
        "netwerken": "Hoeveel lerende",
        "besturen": "Hoeveel lokale",
        "organisatie": "Op welke manier",
        "ervaring": "Hoe werd de rol",
    },
    "sociale_impact_obligatie": {
        "stappen": "Welke stappen",
        "problemen": "Welke maatschappelijke",
    },
}
_QUESTIONS: Final = {
    key: opening for part in _STIMULI.values() for key, opening in part.items()
}


def _texts_of(key: str) -> st.SearchStrategy[str]:
    """A lone `Ja` below the question, or one with a box, would be the answer to it."""
    return texts.filter(lambda text: key != "opmaak" or not _LONE.match(text))


@st.composite
def answered(draw: st.DrawFn) -> Answered:
    some = draw(
        st.lists(blocks, max_size=3, unique_by=lambda block: block.actie).map(tuple)
    )
    delen = {
        actie: draw(
            st.fixed_dictionaries({}, optional={key: _texts_of(key) for key in labels})
        )
        for actie, labels in _DELEN.items()
    }
    keuzes: dict[int, str | None] = {}
    for actie, given in delen.items():
        reason = next((_CHOSEN[key] for key in _CHOSEN if key in given), None)
        options = (None, "ja") if actie == 16 else (None, "ja", "nee")
        keuzes[actie] = reason or draw(st.sampled_from(options))
    questions = {
        key: counts if key in {"netwerken", "besturen"} else texts for key in _QUESTIONS
    }
    stimulansen = draw(st.fixed_dictionaries({}, optional=questions))
    return Answered(some, delen, keuzes, stimulansen)


class Hand:
    """Somebody who fills in the form, each answer in a way of his own."""

    def __init__(self, random_: random.Random) -> None:
        self._random = random_

    def pick(self, *choices: Any) -> Any:
        return self._random.choice(choices)

    def runs(self, text: str) -> str:
        """A text as runs, split anywhere, in any wrapper."""
        made = ""
        while text:
            length = self._random.randint(1, max(1, len(text)))
            made += self.pick(r, r, r, self._wrapped)(text[:length])
            text = text[length:]
        return made

    def _wrapped(self, text: str) -> str:
        wrap = self.pick(sdt, ins, hyperlink, smart_tag)
        return str(wrap(r(text)))

    def paragraphs(self, text: str) -> list[str]:
        """A text as run content per paragraph; some line ends are soft."""
        paragraphs = [""]
        for number, line in enumerate(text.split("\n")):
            if number and self.pick(True, False):
                paragraphs.append("")
            elif number:
                paragraphs[-1] += r(inner="<w:br/>")
            paragraphs[-1] += self.runs(line)
        return [content or r("") for content in paragraphs]

    def say(
        self, form: Form, opening: str, text: str, deel: str = "", nth: int = 0
    ) -> None:
        how = self.pick("over", "beside", "under")
        form.say(opening, *self.paragraphs(text), deel=deel, nth=nth, how=how)


def fill(answers: Answered, random_: random.Random) -> Form:
    """The form with `answers` in it."""
    hand = Hand(random_)
    form = blank()
    for _ in answers.blocks[1:]:
        form.block()
    for nth, block in enumerate(answers.blocks):
        _fill_block(form, block, nth, hand)
    for actie, given in answers.delen.items():
        for key, text in given.items():
            nth = 1 if actie in _EXPLAINED and key not in _SINGLE else 0
            hand.say(form, _DELEN[actie][key], text, deel=str(actie), nth=nth)
        _choose(form, actie, answers.keuzes[actie], hand)
    for key, value in answers.stimulansen.items():
        hand.say(form, _QUESTIONS[key], str(value))
    _tidy(form, answers, hand)
    return form


_SINGLE: Final = frozenset({"opmaak", "toelichting", "niet_uitgevoerd"})


def _choose(form: Form, actie: int, keuze: str | None, hand: Hand) -> None:
    """Tick a line of section 2, or one of `Ja/Nee`, in one of many ways."""
    if keuze is None:
        return
    if actie == 2:
        marks = {"ja": ("☒ Ja ☐ Nee", "Ja"), "nee": ("☐ Ja ☒ Nee", "Nee")}[keuze]
        struck = [r("Ja/Nee:"[:3]), r("Nee:")]
        struck[keuze == "ja"] = r("Ja/" if keuze == "nee" else "Nee", "strike")
        bold = [r("Ja", *(["b"] if keuze == "ja" else []))]
        bold += [r("/"), r("Nee", *(["b"] if keuze == "nee" else []))]
        ways = (*(r(mark) for mark in marks), "".join(struck), "".join(bold))
        form.put("Ja/Nee:", p(hand.pick(*ways)))
        return
    opening = "0 Ja" if keuze == "ja" else "0 Nee"
    cell, at = form.find(opening, str(actie))
    mark = hand.pick("X", "☒", "(x) 0", "v", "✓ ")
    cell[at].xml = cell[at].xml.replace(">0 ", f">{mark} ", 1)


def _fill_block(form: Form, block: Block, nth: int, hand: Hand) -> None:
    for opening, value in (
        ("Te behalen KPI", block.te_behalen[0]),
        ("Behaald KPI", block.behaald[0]),
        ("Waarom werd 25%", block.waarom),
        (LABEL_INSPANNINGEN, block.inspanningen),
    ):
        if value is not None:
            hand.say(form, opening, str(value), nth=nth)
    for number, (text, when, kpi) in enumerate(block.initiatieven):
        opening = ("Initiatief 1", "Initiatief 2", "Initiatief x")[number]
        if text is not None:
            hand.say(form, opening, text, nth=nth)
        if when is not None:
            hand.say(form, "Timing", when, nth=3 * nth + number)
        if kpi[0] is not None:
            hand.say(form, "KPI", kpi[0], nth=3 * nth + number)
    form.above("Te behalen KPI", p(hand.runs(ACTIES[block.actie])), nth=nth)


def _tidy(form: Form, answers: Answered, hand: Hand) -> None:
    """What people delete: instructions, rows of the jury, parts not used."""
    if hand.pick(True, False):
        form.intro[1:] = []
    if hand.pick(True, False):
        form.rows[0] = [row for n, row in enumerate(form.rows[0]) if n % 3 != 2]
    if hand.pick(True, False):
        unused = {
            str(actie)
            for actie, given in answers.delen.items()
            if not given and answers.keuzes[actie] is None
        }
        form.rows[1] = [row for row in form.rows[1] if row.deel not in unused]
    if not answers.stimulansen and hand.pick(True, False):
        form.rows[2], form.headings[2] = [], None
    if not answers.blocks and hand.pick(True, False):
        form.rows[0], form.headings[0] = [], None


def split_runs(xml: str, random_: random.Random) -> str:
    """A document's XML with its runs split at random places."""

    def cut(found: re.Match[str]) -> str:
        look, text = found[1] or "", found[2]
        whole = re.sub(r"&(?:lt|gt|amp);", "\0", text)
        if "\0" in whole or len(text) < 2:
            return found[0]
        at = random_.randint(1, len(text) - 1)
        t = '<w:t xml:space="preserve">'
        return (
            f"<w:r>{look}{t}{text[:at]}</w:t></w:r>"
            f"<w:r>{look}{t}{text[at:]}</w:t></w:r>"
        )

    pattern = r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">([^<]*)</w:t></w:r>'
    return re.sub(pattern, cut, xml)
