"""Labels: which of the form's own texts a line is, or begins with.

    mapping + lines of the blank -> Index;  Index + line -> hits

The blank form is the schema: a line of it that is no label is fixed text. Words are
compared without case and punctuation. A hit is certain (1.0) for a text as the blank
prints it; other wordings that the mapping lists are likely, and what only looks alike
is searched for apart (`likeness`).

Longer than 300 lines because a text, a hit and the index that finds one in the other
are of no use apart, and every module of the lens takes them from here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final

from pipeline.forms.lines import WORD, Line
from pipeline.forms.mapping import Formulier, Veld
from pipeline.forms.placeholders import Placeholders
from pipeline.forms.wording import NUMBER, PLAIN, extra_words, same_words, tail_length
from pipeline.reading.symbols import TICKED, UNTICKED

LISTED: Final = 0.95  # a wording that the mapping lists, and the blank does not print
_NUMBERED: Final = 0.9  # a few words behind a number of a list
_TELLING: Final = 3  # words that are the form's own behind a number too
_GOES_ON: Final = 0.85  # a fixed text with words behind it
_UNMARKED: Final = 0.7  # a label with words right behind it, no colon in between
_IN_SENTENCE: Final = 0.4  # a label with words in small letters right behind it
_GROUP: Final = "initiatieven"
_DESCRIBED: Final = "omschrijving"  # what is said of one is no part of its label
_HEAD: Final = 700  # characters of a line that can be a text of the form
_MEMO: Final = 4096  # lines of other documents that are remembered
_GOING: Final = 5  # words of a fixed text that may have other words behind it
_CLOSED: Final = 3  # words of a fixed text that ends in a colon
_IN_WORDS: Final = frozenset({"tekst", "getal"})  # answered below or behind the label
_BEHIND_LABEL: Final = _IN_WORDS | {"optie"}
_LONG_WORDING: Final = 6  # words of a label that is also listed without its end

TICK_FRONT: Final = re.compile(
    rf"^[\s()\[\]{{}}<>«»._:;=→⇒➔➜►▶●■⬛◆★*–•/0oOxXvV1\ufe0f{TICKED}{UNTICKED}-]{{0,12}}?"
    r"(?=\b(?:ja|neen?)\b)",
    re.IGNORECASE,
)
"""What may stand in front of an option to tick, a mark or none."""
TYPED_FRONT: Final = re.compile(r"^\W*(ja|neen?)\s*[:;=→>–—-]+\s*", re.IGNORECASE)
"""What was typed in front of an option to tick: `Ja: Ja, we zijn goed gevorderd`."""
LIST_NUMBER: Final = (
    r"(?:\d(?:\.\d{1,2})+[.)]?\s+|"
    r"\(?(?:\d{1,2}|[a-h])[.)](?!\d)(?:\[\d{1,2}[.)]\])?\s*|o\s+)"
)
"""The number or letter of a list: `1.`, `a)`, `1.1`, and the `o` of a bullet.

Where LibreOffice prints the number that was and will be, both: `1.[2.]`.
"""
_LIST_FRONT: Final = re.compile(rf"^\W*{LIST_NUMBER}")
_LOOSE_PUNCTUATION: Final = re.compile(r"[)\]]*[^\S\n]*(?:[:=?]|[–—-](?=\s|$))?")
_DEEPER: Final = re.compile(r"(?:\.\d{1,2})+|\.(?=\s)")
_BEHIND: Final = re.compile(r"^\s*(?:[:;=?.(–—-]|$)")
_ASIDE: Final = re.compile(r"^\s*\([^()]{1,40}\)\s*[:=]")
_MORE_WORDS: Final = re.compile(r"^(?:\s+[^\W\d]+){1,8}\s*[:?]")
_NUMBERS: Final = re.compile(r"^\s*\d{1,2}\s*[:.)]")
_QUOTE: Final = re.compile(r"^\W*[“”„«‘\"'][^“”„«»‘’\"']+[“”»’\"'][\s,]*\w")
_SENTENCE: Final = re.compile(r"^ [a-zà-ÿ]")
_SAID_BEFORE: Final = re.compile(r"\A[^\w%&@?!€$£]*[%&@?!€$£]")
"""A sign that somebody wrote before it, which no bullet or box is: `% Initiatief`."""
_COUNT: Final = re.compile(r"^\s*+(?:ca\.?\s*+|\+/-\s*+)?[±~]?\s*+\d")


class Role(IntEnum):
    """What a text of the form is; the higher, the more it decides."""

    FIXED = 1
    LABEL = 2
    HEADING = 3


_REWORDED: Final = 0.5
_WEIGHT: Final = {Role.HEADING: 5.0, Role.LABEL: 2.0, Role.FIXED: 1.0}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """One text of the form: its words, the punctuation it ends with, where it stands.

    `key` are its words as one string, `slot` names its field, apart for each option.

    `own` says that the blank prints it so, `loose` that words may follow the label
    without punctuation in between. `near` are the lines beside it in the blank, and
    `count` how often its part prints it.
    """

    words: tuple[str, ...]
    key: str
    ending: str
    role: Role
    deel: str | None
    veld: Veld | None = None
    slot: str = ""
    loose: bool = False
    own: bool = False
    near: frozenset[str] = frozenset()
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hit:
    """A line begins with `text`; the answer, if any, starts at `end` of its live text.

    With `before`, the answer stands before the label, up to there. `extra` are words of
    the label that the form does not print, `alike` says that it only looks like one.
    `weight` is how much it says about the part of the form the line stands in.
    """

    text: Text
    end: int
    certainty: float
    before: int = 0
    extra: str = ""
    alike: bool = False
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        length = min(len(self.text.words), 12)
        weight = (_WEIGHT[self.text.role] + 0.25 * length) * self.certainty
        heading = self.text.role is Role.HEADING and self.text.own
        if self.certainty < 1.0 and not heading:
            # Many a line speaks of an action, or has a word that is also a label.
            weight *= _REWORDED
        object.__setattr__(self, "weight", weight)  # frozen, but for its making


Hits = dict[int, tuple[Hit, ...]]
"""The texts of the form that each line may be, by its number; lines without are out."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line as it is looked up: without prompts, as words, and all exact hits.

    `own` says that it begins with a quotation or a prompt, and so with no label.
    """

    bare: str
    key: str
    hits: tuple[Hit, ...]
    own: bool


Key = tuple[str, str]
"""A part of the form, and in it a field with its option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How the blank prints its labels, which two may follow each other, which end."""

    wordings: Mapping[Key, frozenset[str]]
    pairs: frozenset[tuple[Key, Key]]
    last: frozenset[Key]


@dataclass(slots=True)
class Index:
    """Every text of one form, ready to be looked up; `order` as its blank has them."""

    formulier: Formulier
    placeholders: Placeholders
    texts: tuple[Text, ...] = ()
    order: Order | None = None
    _by_first: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    _begun: dict[str, list[Text]] = field(default_factory=dict)
    _parts: Mapping[str, int] = field(default_factory=dict)
    _longer: dict[tuple[str | None, str], list[Text]] = field(default_factory=dict)
    _vocabulary: dict[str | None, set[str]] = field(default_factory=dict)
    _memo: dict[str, Found] = field(default_factory=dict)
    literal: dict[str, bool] = field(default_factory=dict)
    """For live texts that were looked at: whether every label is as printed."""
    printed: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    """For the same: their hits that are as printed."""

    def hold(self, texts: Sequence[Text]) -> None:
        """Make `texts`, and no others, findable."""
        self.texts = tuple(text for text in texts if text.words)
        by_first: dict[str, list[Text]] = {}
        for text in sorted(self.texts, key=lambda t: -len(t.words)):
            by_first.setdefault(text.words[0], []).append(text)
        self._by_first = {first: tuple(found) for first, found in by_first.items()}
        self._begun = {}
        for text in self.texts:
            if text.own and text.role is not Role.FIXED:
                for length in range(1, len(text.words)):
                    begin = " ".join(text.words[:length])
                    self._begun.setdefault(begin, []).append(text)
        labels = [t for t in self.texts if t.own and t.role is Role.LABEL]
        self._vocabulary = {}
        for text in labels:
            self._vocabulary.setdefault(text.deel, set()).update(text.words)
        self._longer = {}
        for text in self.texts:
            behind = text.veld is not None and text.veld.soort in _BEHIND_LABEL
            if behind and len(text.words) > _LONG_WORDING:
                self._longer.setdefault((text.deel, text.slot), []).append(text)
        parts = {(text.key, text.deel) for text in self.texts}
        self._parts = Counter(key for key, _ in parts)
        self._forget()

    def _forget(self) -> None:
        self._memo.clear()
        self.literal.clear()
        self.printed.clear()

    def is_telling(self, text: Text) -> bool:
        """Whether no other part of the form prints `text`."""
        return text.role is Role.HEADING or self._parts.get(text.key, 0) <= 1

    def knows(self, words: str, deel: str | None) -> bool:
        """Whether `words` are those of the labels of a part, or say nothing alone."""
        own = self._vocabulary.get(deel, set())
        return all(w in own or w in PLAIN for w in WORD.findall(words.lower()))

    def begun_by(self, live: str) -> Sequence[Text]:
        """The labels of which a line holds the first words and nothing else."""
        return self._begun.get(self.look_up(live).key, ())

    def hits(self, line: Line) -> tuple[Hit, ...]:
        """All texts of the form that `line` is or begins with, to the letter."""
        return self.look_up(line.live).hits

    def look_up(self, live: str) -> Found:
        """`hits` of a live text, remembered: most lines are those of the blank."""
        found = self._memo.get(live)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._forget()
            bare = self.placeholders.strip(live)
            key = " ".join(WORD.findall(bare.lower()))
            own = _is_quoted(live) or self.placeholders.begins(live)
            exact = () if own or not live.strip() else tuple(self._exact(live))
            found = Found(bare, key, exact, own)
            self._memo[live] = found
        return found

    def _exact(self, live: str) -> Iterator[Hit]:
        if _SAID_BEFORE.match(live):
            return
        spans = [(m.group(), m.end()) for m in WORD.finditer(live[:_HEAD].lower())]
        words = tuple(word for word, _ in spans)
        ends = [end for _, end in spans]
        if not words:
            return
        plain = list(self._from(live, words, ends))
        yield from plain
        front = TICK_FRONT.match(live)
        if front is not None and front.end():
            skip = sum(end <= front.end() for end in ends)
            for hit in self._from(live, words[skip:], ends[skip:]):
                if (
                    skip
                    and hit.text.veld is not None
                    and hit.text.veld.soort == "optie"
                ):
                    yield hit
        typed = None if plain else TYPED_FRONT.match(live)
        if typed is not None:
            yield from self._typed_in_front(live, typed.end(), words, ends)
        number = None if plain else _LIST_FRONT.match(live)
        if number is not None:
            skip = sum(end <= number.end() for end in ends)
            for hit in self._from(live, words[skip:], ends[skip:]):
                if len(hit.text.words) >= _TELLING:
                    yield hit
                else:
                    certainty = min(hit.certainty, _NUMBERED)
                    yield replace(hit, certainty=certainty)

    def _typed_in_front(
        self, live: str, at: int, words: tuple[str, ...], ends: Sequence[int]
    ) -> Iterator[Hit]:
        """The option lines that begin at `at`, with or without their box."""
        box = TICK_FRONT.match(live[at:])
        at += box.end() if box is not None else 0
        skip = sum(end <= at for end in ends)
        for hit in self._from(live, words[skip:], ends[skip:]):
            if hit.text.veld is not None and hit.text.veld.soort == "optie":
                yield hit

    def _from(
        self, live: str, words: tuple[str, ...], ends: Sequence[int]
    ) -> Iterator[Hit]:
        longest: set[Key] = set()
        for text in self._by_first.get(words[0], ()) if words else ():
            length = len(text.words)
            place = (text.deel or "", text.slot)
            if place in longest or not same_words(text.words, words[:length]):
                continue
            if NUMBER in text.words and _is_ended(text, live, words, ends):
                continue
            if not text.own and ":" in live[ends[0] : ends[length - 1]]:
                continue  # `Timing: initiatief`, which begins with a label that ends
            hit = self._hit(text, live, ends[length - 1])
            if hit is not None:
                if text.veld is not None and text.veld.soort in _IN_WORDS:
                    longest.add(place)  # `Initiatief 1`, and not `Initiatief`
                yield self.whole(hit, live, length)

    def whole(self, hit: Hit, live: str, length: int) -> Hit:
        """`hit`, of `length` words, with the rest of a longer wording behind it.

        Of a long label the end may be mistyped: it is no answer.
        """
        longer = self._longer.get((hit.text.deel, hit.text.slot), ())
        if not any(len(text.words) > length for text in longer):
            return hit
        rest = live[hit.end : hit.end + _HEAD]
        for text in longer:
            end = tail_length(rest, text.words, length)
            if end:
                extra = f"{hit.extra} {extra_words(rest[:end], text.words)}".strip()
                end += hit.end
                end += punctuation(text, live[end:])
                return replace(hit, end=end, extra=extra)
        return hit

    def _hit(self, text: Text, live: str, end: int) -> Hit | None:
        rest = live[end:]
        certainty = 1.0 if text.own else LISTED
        bare = not WORD.search(rest) or not WORD.search(self.placeholders.strip(rest))
        if text.role is Role.FIXED and not bare:
            closed = text.ending and rest.lstrip().startswith(text.ending)
            if not (closed and len(text.words) > _CLOSED):
                if len(text.words) < _GOING:
                    return None
                certainty = _GOES_ON
        elif not (bare or text.loose or _BEHIND.match(rest)):
            counted = text.veld is not None and text.veld.soort == "getal"
            if text.role is Role.HEADING or (counted and not _COUNT.match(rest)):
                return None
            alone = len(text.words) == 1 and not text.own
            if alone and (not counted or _NUMBERS.match(rest)):
                return None  # `Communicatie verliep moeizaam`, `Doel 1: werk`
            if not counted:
                certainty = _IN_SENTENCE if _SENTENCE.match(rest) else _UNMARKED
        after = self._more_of(text, rest)
        if after:
            extra = rest[:after].strip(" \t\u00a0():?") if "(" in rest[:after] else ""
            return Hit(text=text, end=end + after, certainty=LISTED, extra=extra)
        return Hit(text=text, end=end + punctuation(text, rest), certainty=certainty)

    def _more_of(self, text: Text, rest: str) -> int:
        """How much of `rest`, up to a colon, is still the label, in the form's words.

        `Inspanningen om de KPI te behalen:`; behind a count also what a person put in
        brackets, which is no part of the number. An initiative is described there.
        """
        veld = text.veld
        if veld is None or veld.soort not in _IN_WORDS or NUMBER in text.words:
            return 0
        group, _, member = veld.naam.rpartition(".")
        if group not in {"", _GROUP} or (group and member == _DESCRIBED):
            return 0
        counted = veld.soort == "getal" and not group
        aside = _ASIDE.match(rest) if counted else None
        if aside is not None:
            return aside.end()
        more = _MORE_WORDS.match(rest)
        known = more is not None and self.knows(more.group(), text.deel)
        return more.end() if more is not None and known else 0


def _is_quoted(live: str) -> bool:
    """Whether a line begins with a quotation, behind the number of a list or not."""
    number = _LIST_FRONT.match(live)
    at = number.end() if number is not None else 0
    return bool(_QUOTE.match(live) or _QUOTE.match(live[at:]))


def _is_ended(text: Text, live: str, words: Sequence[str], ends: Sequence[int]) -> bool:
    """Whether a colon ends the label before its number: `Initiatief: 3 wandelingen`."""
    at = text.words.index(NUMBER)
    return at > 0 and ":" in live[ends[at - 1] : ends[at] - len(words[at])]


def punctuation(text: Text, rest: str) -> int:
    """How much of `rest` is still the label: its own ending, or what stands for it."""
    blanks = len(rest) - len(rest.lstrip())
    if text.ending and rest[blanks:].startswith(text.ending):
        return blanks + len(text.ending)
    at = 0
    if text.words[-1:] == (NUMBER,):
        deeper = _DEEPER.match(rest)  # `Initiatief 1.2:`
        at = deeper.end() if deeper else 0
    match = _LOOSE_PUNCTUATION.match(rest, at)
    return match.end() if match else at


def to_text(
    label: str,
    role: Role,
    deel: str | None,
    veld: Veld | None = None,
    *,
    loose: bool = False,
) -> Text:
    """`label` as it is looked up: its words and the punctuation it ends with."""
    words = tuple(re.findall(r"\w+|#", label.lower()))
    tail = re.search(r"[^\w\s#]*\s*$", label)
    ending = tail.group().strip() if tail else ""
    return Text(
        words=words,
        key=" ".join(words),
        ending=ending,
        role=role,
        deel=deel,
        veld=veld,
        slot=slot_of(veld) if veld is not None else "",
        loose=loose,
    )


def slot_of(veld: Veld) -> str:
    """The name of a field, apart for each option to tick."""
    return f"{veld.naam}:{veld.optie}" if veld.optie else veld.naam
