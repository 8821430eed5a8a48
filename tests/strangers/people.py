"""How people fill in: one person's habits, applied to every place for an answer.

item + what is written -> label, what stands beside it, what stands below
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tests.strangers.document import Element, Para, Run, para
from tests.strangers.form import Item

PLACES: Final = ("over", "beside", "in_front", "below", "below_kept", "behind_gap")
JOINTS: Final = ("paras", "breaks", "bullets", "numbers", "typed_bullets", "gaps")
WRAPS: Final = (
    "",
    "split",
    "sdt",
    "ins",
    "legacy",
    "coloured",
    "bold",
    "link",
    "smart",
)
LABELS: Final = (
    "exact",
    "bold",
    "typo",
    "no_colon",
    "capitals",
    "space_before_colon",
    "double_space",
    "nbsp",
)
PAIRS: Final = (
    "over",
    "capitals",
    "bold",
    "highlight",
    "underline",
    "colour",
    "strike",
    "tracked",
    "removed",
    "behind",
    "behind_colon",
    "box",
    "x_front",
    "x_behind",
    "dropdown",
    "control_boxes",
    "below",
    "lower",
    "sentence_case_stop",
)
OPTIONS: Final = (
    "x",
    "X",
    "☒",
    "v",
    "✓",
    "bracket",
    "beside_zero",
    "x_zero",
    "bold",
    "highlight",
    "strike",
    "removed",
    "control_boxes",
    "legacy_boxes",
    "tracked",
    "underline",
)


@dataclass
class Written:
    """One place for an answer as somebody left it."""

    item: Item
    label: Para
    beside: tuple[Run, ...] = ()
    below: list[Element] = field(default_factory=list)
    filled: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody's habits, one of each kind."""

    place: str = "over"
    joint: str = "paras"
    wrap: str = ""
    label: str = "exact"
    pair: str = "over"
    option: str = "x"

    def write(
        self, item: Item, lines: Sequence[str] | None, rng: random.Random
    ) -> Written:
        """`item` with `lines` as its answer, or as it was printed."""
        label = (
            self._label(item, rng) if lines or rng.random() < 0.5 else para(item.text)
        )
        if lines is None:
            return blank_of(item)
        if not item.text:  # the place below `Ja/Nee:`
            return Written(item, para(), below=self._paras(lines), filled=True)
        place = self.place
        if not item.beside and item.prompt and place == "over":
            place = "below"  # the prompt is there
        first, *below = self._paras(lines)
        if first.listed and not place.startswith("below"):
            place = "below"
        prompt = Run(f" {item.prompt}") if item.prompt else Run("")
        kept = [para(item.prompt)] if item.prompt and not item.beside else []
        ways: dict[str, tuple[list[Run], list[Element]]] = {
            "over": ([Run(" "), *first.runs], [*below]),
            "behind_gap": ([Run("\t"), *first.runs], [*below]),
            "beside": ([Run(" "), *first.runs], [*below, *kept]),
            "in_front": ([Run(" "), *first.runs], [*below]),
            "below": ([], [first, *below]),
            "below_kept": ([], [*kept, first, *below]),
        }
        beside, under = ways[place]
        if item.beside and place in {"beside", "below_kept"}:
            beside.insert(0, prompt)
        if item.beside and place == "in_front":
            beside.append(prompt)
        return Written(item, label, tuple(beside), under, filled=True)

    def _paras(self, lines: Sequence[str]) -> list[Para]:
        match self.joint:
            case "breaks":
                return [Para(self._runs("\n".join(lines)))]
            case "bullets" if len(lines) > 1:
                return [Para(self._runs(line), listed=1) for line in lines]
            case "numbers" if len(lines) > 1:
                return [Para(self._runs(line), listed=2) for line in lines]
            case "typed_bullets" if len(lines) > 1:
                return [Para(self._runs(f"• {line}")) for line in lines]
            case _:
                return [Para(self._runs(line)) for line in lines]

    def _runs(self, text: str) -> tuple[Run, ...]:
        if self.wrap == "split":
            front, blank, end = text.partition(" ")
            return Run(front + blank), Run(end)
        if self.wrap in {"coloured", "bold"}:
            return (Run(text, ("colour" if self.wrap == "coloured" else "bold",)),)
        return (Run(text, wrap=self.wrap),)

    def _label(self, item: Item, rng: random.Random) -> Para:
        text = item.text
        if self.label == "bold":
            return para(text, "bold")
        if self.label == "typo" and len(text) > 14 and rng.random() < 0.25:
            return para(_mistyped(text, rng))
        spaced = text[:-1] + " :" if text.endswith(":") else text
        ways = {
            "no_colon": text.rstrip(":"),
            "capitals": text.upper(),
            "space_before_colon": spaced,
            "double_space": text.replace(" ", "  ", 1),
            "nbsp": text.replace(" ", "\u00a0"),
        }
        return para(ways.get(self.label, text))

    def choose(self, item: Item, choice: str | None) -> Written:
        """A question with `Ja/Nee` behind it or below it."""
        if choice is None:
            return blank_of(item)
        runs = _pair(self.pair, choice, item.prompt)
        if item.beside:
            if self.pair == "below":
                word = choice.capitalize()
                return Written(
                    item, para(item.text), (Run(" Ja/Nee"),), [para(word)], filled=True
                )
            return Written(item, para(item.text), (Run(" "), *runs), filled=True)
        if self.pair == "below":
            below: list[Element] = [para(item.prompt), para(choice.capitalize())]
        else:
            below = [Para(runs)]
        return Written(item, para(item.text), (), below, filled=True)

    def option_line(
        self, item: Item, choice: str | None, lines: Sequence[str] | None
    ) -> Written | None:
        """A line to tick, with its reason; `None` when it was deleted."""
        mine = choice == item.slot
        gone = choice is not None and not mine
        if gone and self.option == "removed":
            return None
        text = item.text.removeprefix("0 ")
        if gone and self.option == "tracked":
            return Written(item, Para((Run(f"0 {text} {item.prompt}", wrap="del"),)))
        prompt, below = _reason(item, self._paras(lines) if lines else None)
        if gone and self.option == "strike":
            return Written(item, Para((Run(f"0 {text}", ("strike",)),)), prompt, below)
        set_in = self.option in {"bold", "highlight", "underline"}
        marks = (self.option,) if mine and set_in else ()
        label = Para((*_front(self.option, mine=mine), Run(text, marks)))
        return Written(item, label, prompt, below, filled=bool(mine or lines))


def blank_of(item: Item) -> Written:
    """A place for an answer as it was printed."""
    label = para(item.text)
    if item.beside:
        prompt = (Run(f" {item.prompt}"),) if item.prompt else ()
        return Written(item, label, prompt)
    below: list[Element] = [para(item.prompt)] if item.prompt else []
    return Written(item, label, (), below)


def _mistyped(text: str, rng: random.Random) -> str:
    """`text` with two letters that changed places."""
    pairs = [
        at
        for at in range(4, len(text) - 4)
        if text[at].isalpha() and text[at + 1].isalpha()
    ]
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _reason(
    item: Item, paras: list[Para] | None
) -> tuple[tuple[Run, ...], list[Element]]:
    """What stands behind a line to tick, and below it."""
    if paras is None:
        if item.beside:
            return (Run(f" {item.prompt}"),), []
        return (), [para(item.prompt)]
    first, *more = paras
    if item.beside and not first.listed:
        return (Run(" "), *first.runs), [*more]
    return (), [*paras]


def _front(habit: str, *, mine: bool) -> tuple[Run, ...]:
    """The mark in front of a line to tick."""
    if habit == "control_boxes":
        box = Run("☒" if mine else "☐", wrap="box_on" if mine else "box_off")
        return box, Run(" ")
    if habit == "legacy_boxes":
        return Run("", wrap="check_on" if mine else "check_off"), Run(" ")
    words = {"bracket": ("[x] ", "[ ] "), "beside_zero": ("0x ", "0 ")}
    words["x_zero"] = ("x 0 ", "0 ")
    own = "0 " if len(habit) > 1 else f"{habit} "
    return (Run(words.get(habit, (own, "0 "))[0 if mine else 1]),)


def _pair(habit: str, choice: str, prompt: str) -> tuple[Run, ...]:
    """What somebody makes of `Ja/Nee`."""
    ja = choice == "ja"
    word = choice.capitalize()
    end = ":" if prompt.endswith(":") else ""
    written = {
        "capitals": word.upper(),
        "lower": choice,
        "sentence_case_stop": f"{word}.",
        "removed": word + end,
        "behind": f"Ja/Nee{end} {word}",
        "behind_colon": f"Ja/Nee: {choice}",
        "box": "☒ Ja / ☐ Nee" if ja else "☐ Ja / ☒ Nee",
        "x_front": "x Ja / Nee" if ja else "Ja / x Nee",
        "x_behind": "Ja x / Nee" if ja else "Ja / Nee x",
    }
    if habit in {"bold", "highlight", "underline", "colour", "strike"}:
        marked = ja != (habit == "strike")
        marks = ((habit,), ()) if marked else ((), (habit,))
        return Run("Ja", marks[0]), Run("/"), Run("Nee", marks[1]), Run(end)
    if habit == "tracked" and ja:
        return Run("Ja"), Run("/Nee", wrap="del"), Run(end)
    if habit == "tracked":
        return Run("Ja/", wrap="del"), Run("Nee"), Run(end)
    if habit == "control_boxes":
        boxes = [Run("☒", wrap="box_on"), Run("☐", wrap="box_off")]
        first, second = boxes if ja else boxes[::-1]
        return first, Run(" Ja "), second, Run(" Nee")
    return (Run(written.get(habit, word), wrap=habit if habit == "dropdown" else ""),)


def random_person(rng: random.Random) -> Person:
    return Person(
        place=rng.choice(PLACES),
        joint=rng.choice(JOINTS),
        wrap=rng.choice(WRAPS),
        label=rng.choice(LABELS),
        pair=rng.choice(PAIRS),
        option=rng.choice(OPTIONS),
    )


__all__ = ["Person", "Written", "blank_of", "random_person", "replace"]
