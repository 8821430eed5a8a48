"""Answers that anybody could give, and every way to put them into the form.

    strategies of hypothesis -> what is answered, and a form in which it stands
"""

import random
import re
from collections.abc import Sequence
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
)
_ALPHABET: Final = st.characters(
    codec="utf-8",
    exclude_categories=("Cs", "Cc", "Zl", "Zp"),
    exclude_characters="\ufffe\uffff",
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
    if _NO_ANSWER.search(text) or not _words(text.split("\n")[0]):
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
    st.lists(_SENTENCE, min_size=1, max_size=4)
    .map(lambda lines: canonical("\n".join(lines)).strip())
    .map(lambda text: "\n".join(line.strip() for line in text.split("\n")))
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
    te_behalen: int | None
    behaald: int | None
    waarom: str | None
    inspanningen: str | None
    initiatieven: tuple[tuple[str | None, str | None, tuple[Any, ...]], ...]

    def expected(self) -> dict[str, Any]:
        return motivatie(
            actie=self.actie,
            actie_tekst=ACTIES[self.actie],
            te_behalen=self.te_behalen,
            behaald=self.behaald,
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
    te_behalen=st.none() | counts,
    behaald=st.none() | counts,
    waarom=texts,
    inspanningen=st.none() | texts,
    initiatieven=st.lists(_initiatives, max_size=3).map(tuple),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything that is answered, and what must come back."""

    blocks: tuple[Block, ...]
    delen: dict[int, dict[str, str]]
    ja: bool | None
    stimulans: str | None

    def expected(self) -> Expected:
        said = [
            verwachting(actie, "ja" if self.ja and actie != 2 else None, **texts)
            for actie, texts in sorted(self.delen.items())
            if texts or (self.ja and actie != 2)
        ]
        stimulansen = None
        if self.stimulans is not None:
            stimulansen = {
                "samenwerkingsverband": {"beschrijving": self.stimulans},
                "mentorbestuur": None,
                "sociale_impact_obligatie": None,
                "jurering": None,
            }
        return Expected(
            motivaties=[block.expected() for block in self.blocks],
            verwachtingen=said,
            stimulansen=stimulansen,
        )


_DELEN: Final[dict[int, dict[str, str]]] = {
    2: {"polarisatie": "Acties over het tegengaan van polarisatie", "vorming": "Vorming"},
    16: {"preventie": "Preventie", "prosecutie": "Prosecutie"},
    18: {"mobiliteit": "Inclusieve mobiliteit", "beeldvorming": "Beeldvorming"},
    19: {"niet_uitgevoerd": "Deze onderdelen"},
    22: {"niet_uitgevoerd": "Deze onderdelen", "ondernomen_acties": "De pleinmaker"},
}


@st.composite
def answered(draw: st.DrawFn) -> Answered:
    some = draw(
        st.lists(blocks, max_size=3, unique_by=lambda block: block.actie).map(tuple)
    )
    delen = {
        actie: draw(st.fixed_dictionaries({}, optional={key: texts for key in labels}))
        for actie, labels in _DELEN.items()
    }
    ja = draw(st.booleans())
    stimulans = draw(st.none() | texts)
    return Answered(some, delen, ja, stimulans)


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

    def say(self, form: Form, opening: str, text: str, deel: str = "", nth: int = 0) -> None:
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
    for actie, texts in answers.delen.items():
        deel = str(actie)
        for key, text in texts.items():
            label = _DELEN[actie][key]
            right = 1 if actie in {2, 16, 18} else 0
            if key == "ondernomen_acties":
                cell, at = form.find(label, deel)
                cell[at + 1].xml = "".join(map(p, hand.paragraphs(text)))
            else:
                hand.say(form, label, text, deel, right)
        if answers.ja and actie != 2:
            cell, at = form.find("0 Ja", deel)
            cell[at].xml = p(r(hand.pick("X", "☒", "(x) 0", "v") + cell[at].text[1:]))
    if answers.stimulans is not None:
        hand.say(form, "Beschrijf kort", answers.stimulans)
    _tidy(form, answers, hand)
    return form


def _fill_block(form: Form, block: Block, nth: int, hand: Hand) -> None:
    for opening, value in (
        ("Te behalen KPI", block.te_behalen),
        ("Behaald KPI", block.behaald),
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
        unused = {str(a) for a, texts in answers.delen.items() if not texts}
        if not answers.ja:
            form.rows[1] = [row for row in form.rows[1] if row.deel not in unused]
    if not answers.blocks and hand.pick(True, False):
        form.rows[0], form.headings[0] = [], None


def split_runs(xml: str, random_: random.Random) -> str:
    """A document's XML with its runs split at random places."""

    def cut(found: re.Match[str]) -> str:
        look, text = found[1] or "", found[2]
        whole = re.sub(r"&(?:lt|gt|amp);", "\0", text)
        if "\0" in whole or len(text) < 2:  # noqa: PLR2004
            return found[0]
        at = random_.randint(1, len(text) - 1)
        t = '<w:t xml:space="preserve">'
        return (
            f"<w:r>{look}{t}{text[:at]}</w:t></w:r>"
            f"<w:r>{look}{t}{text[at:]}</w:t></w:r>"
        )

    pattern = r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">([^<]*)</w:t></w:r>'
    return re.sub(pattern, cut, xml)


def plain(answers: Sequence[str]) -> str:
    """Several texts as one, to look for words in."""
    return "\n".join(answers)
