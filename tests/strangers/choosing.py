"""Every way to choose between two lines to tick, or between `Ja` and `Nee`.

the words of the option meant and of the other -> both as somebody left them

`OPTIONS` are ways for lines such as `0 Ja, we zijn goed gevorderd`; those for `Ja/Nee`
are in `choosing_pairs`. Each says what may be read: the option meant
(`own`), nothing at all (`none`), or signs that do not agree (`strijdig`).

Longer than 300 lines because it is a list: one entry for each way that was seen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from tests.strangers.document import Cell, Element, Para, Run, Table, para

OWN: Final = frozenset({"own"})
NONE: Final = frozenset({"none"})
STRIJDIG: Final = frozenset({"strijdig"})
OWN_OR_STRIJDIG: Final = OWN | STRIJDIG

_TICKS: Final = (
    *"xXvV✓✔☑☒√✗✘✖⌧☓🗹",
    *("(x)", "[X]", "[ x ]", "<x>", "{x}", "x.", "x)", "X:", "XX", "xx", "XXX"),
    *("x -", "->", "→", "=>", "*x*", "✅", "✔️", "☑️", "●", "◉", "■", "⬛", "1"),
)
_EMPTY: Final = ("0", "o", "☐", "( )", "[ ]", "", "○", "□")
# Ticks that need the other mark beside them: alone they may be a bullet.
_BY_CONTRAST: Final = {"●": "○", "■": "□", "⬛": "⬜", "->": "0", "→": "0", "=>": "0"}
_LOOKS: Final = ("bold", "underline", "highlight", "colour", "shade")


@dataclass(frozen=True)
class Line:
    """A line to tick: `label` empty when it was deleted, `beside` over its prompt."""

    label: tuple[Run, ...] = ()
    beside: tuple[Run, ...] | None = None
    above: tuple[Element, ...] = ()
    below: tuple[Element, ...] | None = None


Lines = tuple[Line, Line]
"""The line of the option meant, and the other."""


@dataclass(frozen=True)
class Way:
    """How somebody chooses; `reason` says that words may stand behind it too."""

    make: Callable[[str, str], Lines]
    reads: frozenset[str] = OWN
    reason: bool = True


def _line(*pieces: str | Run) -> Line:
    runs = (Run(x) if isinstance(x, str) else x for x in pieces)
    return Line(tuple(run for run in runs if run.text or run.wrap))


def _zero(text: str) -> Line:
    return _line(f"0 {text}")


def _word(text: str) -> str:
    return text.partition(",")[0]


def _fronts() -> Iterator[tuple[str, Way]]:
    for tick in _TICKS:
        empty = _BY_CONTRAST.get(tick, "0")
        for how in ("{x} {t}", "{x}{t}", "0 {x} {t}", "{x} 0 {t}", "0{x} {t}"):
            if how == "{x}{t}" and (tick[-1].isalnum() or "0" in how):
                continue
            if tick in _BY_CONTRAST and "0" in how and empty != "0":
                continue
            if tick == "1" and "0" in how:
                continue

            def make(own: str, other: str, h: str = how, x: str = tick) -> Lines:
                empty = _BY_CONTRAST.get(x, "0")
                return _line(h.format(x=x, t=own)), _line(f"{empty} {other}")

            yield f"{tick} in front, as {how}", Way(make)
    for empty in _EMPTY:
        yield (
            f"x in front, {empty or 'nothing'} before the other",
            Way(lambda a, b, e=empty: (_line(f"x {a}"), _line(f"{e} {b}".lstrip()))),
        )


def _behind() -> Iterator[tuple[str, Way]]:
    for tick in ("x", "X", "v", "✓", "☒", "(x)", "[X]", "✔", "Ja", "JA", "ja.", "Ja!"):
        yes = tick.lower().startswith("ja")

        def beside(own: str, other: str, x: str = tick) -> Lines:
            x = _typed(x, own)
            return replace(_zero(own), beside=(Run(f" {x}"),), below=()), _zero(other)

        def below(own: str, other: str, x: str = tick) -> Lines:
            x = _typed(x, own)
            return replace(_zero(own), beside=(), below=(para(x),)), _zero(other)

        yield f"{tick} behind", Way(beside, reason=False)
        yield f"{tick} over the prompt", Way(below, reason=False)
        if not yes:
            yield (
                f"{tick} between brackets",
                Way(
                    lambda a, b, x=tick: (
                        replace(_zero(a), beside=(Run(f" ({x})"),), below=()),
                        _zero(b),
                    ),
                    reason=False,
                ),
            )


def _typed(word: str, own: str) -> str:
    """`word`, or the same way to write Nee where that is meant."""
    if not word.lower().startswith("ja") or own.startswith("Ja"):
        return word
    return {"Ja": "Nee", "JA": "NEE"}.get(word[:2], "nee") + word[2:]


def _looks() -> Iterator[tuple[str, Way]]:
    for look in _LOOKS:

        def whole(own: str, other: str, m: str = look) -> Lines:
            return _line(Run(f"0 {own}", (m,))), _zero(other)

        def word(own: str, other: str, m: str = look) -> Lines:
            first = _word(own)
            return _line("0 ", Run(first, (m,)), own[len(first) :]), _zero(other)

        def both(own: str, other: str, m: str = look) -> Lines:
            return _line(Run(f"0 {own}", (m,))), _line(Run(f"0 {other}", (m,)))

        def zero(own: str, other: str, m: str = look) -> Lines:
            return _line(Run("0", (m,)), f" {own}"), _zero(other)

        yield f"{look} on all of it", Way(whole)
        yield f"{look} on its word", Way(word)
        yield f"{look} on both", Way(both, NONE, reason=False)
        if look != "caps":
            yield f"{look} on its 0", Way(zero)

    def mixed(own: str, other: str) -> Lines:
        return _line(Run(f"0 {own}", ("bold",))), _line(
            Run(f"0 {other}", ("underline",))
        )

    yield "bold on one, a line under the other", Way(mixed, STRIJDIG, reason=False)


def _gone() -> Iterator[tuple[str, Way]]:
    """The other is struck out, deleted, or deleted while tracking."""
    struck, tracked = ("strike",), "del"
    yield (
        "the other struck out",
        Way(lambda a, b: (_zero(a), _line(Run(f"0 {b}", struck)))),
    )
    yield (
        "the other struck out but for its 0",
        Way(lambda a, b: (_zero(a), _line("0 ", Run(b, struck)))),
    )
    yield (
        "the word of the other struck out",
        Way(
            lambda a, b: (
                _zero(a),
                _line("0 ", Run(_word(b), struck), b[len(_word(b)) :]),
            )
        ),
    )
    yield (
        "the other struck out in pieces",
        Way(lambda a, b: (_zero(a), _line(*(Run(c, struck) for c in f"0 {b}")))),
    )
    yield "the other deleted", Way(lambda a, b: (_zero(a), Line(below=())))
    yield "the other deleted, no 0", Way(lambda a, b: (_line(a), Line(below=())))
    yield (
        "the other deleted while tracking",
        Way(lambda a, b: (_zero(a), _line(Run(f"0 {b}", wrap=tracked)))),
    )
    yield (
        "the other deleted but for its 0",
        Way(lambda a, b: (_zero(a), _line("0 ", Run(b, wrap=tracked)))),
    )
    yield (
        "ticked, the other struck out",
        Way(lambda a, b: (_line(f"x {a}"), _line(Run(f"0 {b}", struck)))),
    )
    yield (
        "ticked and struck out itself",
        Way(
            lambda a, b: (_line("X ", Run(f"0 {a}", struck)), _zero(b)),
            STRIJDIG,
            reason=False,
        ),
    )
    yield (
        "struck out with its tick",
        Way(lambda a, b: (_zero(a), _line(Run(f"x {b}", struck)))),
    )
    yield (
        "an x below itself struck out",
        Way(
            lambda a, b: (
                replace(_line(Run(f"0 {a}", struck)), beside=(), below=(para("X"),)),
                _zero(b),
            ),
            STRIJDIG,
            reason=False,
        ),
    )
    yield (
        "an x above itself struck out",
        Way(
            lambda a, b: (
                replace(_line(Run(a, struck)), above=(para("X"),)),
                _line(b),
            ),
            STRIJDIG | {"other"},  # it may stand below the other line
            reason=False,
        ),
    )
    yield (
        "a tick replaced while tracking",
        Way(
            lambda a, b: (
                _line(Run("0", wrap=tracked), Run("X", wrap="ins"), f" {a}"),
                _zero(b),
            )
        ),
    )
    yield (
        "a tick moved from the other while tracking",
        Way(
            lambda a, b: (
                _line(Run("X ", wrap="ins"), a),
                _line(Run("X ", wrap=tracked), Run("0 ", wrap="ins"), b),
            )
        ),
    )
    yield (
        "a tick on the other struck out",
        Way(lambda a, b: (_line(f"x {a}"), _line(Run("x", struck), f" 0 {b}"))),
    )


def _over() -> Iterator[tuple[str, Way]]:
    """A word typed over the line, with or without a reason behind it."""
    for form in (
        *("{w}", "{W}", "{w}.", "{w}!", "{W}!!", "x {w}", "{w} x", "☒ {w}", "- {w}"),
        *("Antwoord: {w}", "→ {w}", "“{w}”", "({w})", "{w},", "{w}:"),
    ):
        for other in ("deleted", "left", "also"):
            if other == "also" and "x" not in form and "☒" not in form:
                continue

            def make(own: str, rest: str, f: str = form, o: str = other) -> Lines:
                word = _word(own)
                line = _line(f.format(w=word, W=word.upper()))
                left = {"deleted": Line(below=()), "left": _zero(rest)}
                return replace(line, below=()), left.get(o, _line(_word(rest)))

            reads = OWN_OR_STRIJDIG
            yield f"{form} typed over it, the other {other}", Way(make, reads)
    for form in (
        "{w}, want {r}",
        "{w} want {r}",
        "{w}, {r}",
        "{w}: {r}",
        "{W}, want {r}",
        "{w}, omdat {r}",
        "{w} – {r}",
        "{w}. {R}.",
        "{w}! {R}",
        "x {w}, want {r}",
        "0 {w}, want {r}",
    ):
        for other in ("deleted", "left"):

            def reasoned(own: str, rest: str, f: str = form, o: str = other) -> Lines:
                word = _word(own)
                why = "we hebben alles klaar"
                said = f.format(w=word, W=word.upper(), r=why, R=why.capitalize())
                left = Line(below=()) if o == "deleted" else _zero(rest)
                return replace(_line(said), beside=(), below=()), left

            # Below an answer nobody can tell whether it is a line of it.
            yield (
                f"{form} typed over it, the other {other}",
                Way(reasoned, OWN_OR_STRIJDIG, reason=False),
            )


def _front_words() -> Iterator[tuple[str, Way]]:
    for form in (
        "{w}: {t}",
        "{W}: {t}",
        "{w}: 0 {t}",
        "{w} → {t}",
        "{w} - {t}",
        "{w}; {t}",
    ):
        yield (
            f"{form}",
            Way(
                lambda a, b, f=form: (
                    _line(f.format(w=_word(a), W=_word(a).upper(), t=a)),
                    _zero(b),
                )
            ),
        )
        for short in ("{w}, want:", "{w} want", "{w},", "{w}, omdat:"):
            yield (
                f"{form}, cut to {short}",
                Way(
                    lambda a, b, f=form, s=short: (
                        _line(
                            f.format(
                                w=_word(a), W=_word(a).upper(), t=s.format(w=_word(a))
                            )
                        ),
                        _zero(b),
                    )
                ),
            )


def _apart() -> Iterator[tuple[str, Way]]:
    """The tick in a cell, or on a line, of its own."""
    for tick in ("x", "X", "✓", "☒", "v", "(x)", "[x]", "●", "ja", "Ja"):
        for at in ("before", "behind", "under", "above"):
            for empty in ("", "0", "☐"):

                def make(
                    own: str, other: str, x: str = tick, a: str = at, e: str = empty
                ) -> Lines:
                    return _cells(own, _typed(x, own), a), _cells(other, e, a)

                if not (tick in {"ja", "Ja", "●"} and empty):
                    above = tick in {"ja", "Ja"} and at == "above"
                    reads = OWN | NONE if tick == "●" or above else OWN
                    yield (
                        f"{tick} in a cell {at} it, {empty or 'nothing'} at the other",
                        Way(make, reads, reason=False),
                    )
    for tick in ("x", "X", "✓"):
        for empty in ("", "0", "☐"):

            def above(own: str, other: str, x: str = tick, e: str = empty) -> Lines:
                one = replace(_line(own), above=(para(x),))
                two = replace(_line(other), above=(para(e),) if e else ())
                return one, two

            if empty:
                yield f"{tick} on a line above it, {empty} above the other", Way(above)


def _cells(text: str, mark: str, at: str) -> Line:
    one, two = Cell((para(mark),)), Cell((para(text),))
    rows = {
        "before": ((one, two),),
        "behind": ((two, one),),
        "under": ((two,), (one,)),
        "above": ((one,), (two,)),
    }[at]
    return Line(above=(Table(rows),), below=())


def _boxes() -> Iterator[tuple[str, Way]]:
    for kind, on, off in (
        ("control", "box_on", "box_off"),
        ("legacy", "check_on", "check_off"),
        ("control with the glyph turned by hand", "box_off", "box_on"),
    ):
        glyphs = ("☒", "☐") if kind != "legacy" else ("", "")

        def front(own: str, other: str, w=(on, off), g=glyphs) -> Lines:  # type: ignore[no-untyped-def]
            return (
                _line(Run(g[0], wrap=w[0]), f" {own}"),
                _line(Run(g[1], wrap=w[1]), f" {other}"),
            )

        def behind(own: str, other: str, w=(on, off), g=glyphs) -> Lines:  # type: ignore[no-untyped-def]
            return (
                replace(_line(own), beside=(Run(" "), Run(g[0], wrap=w[0])), below=()),
                replace(_line(other), beside=(Run(" "), Run(g[1], wrap=w[1]))),
            )

        # A sign and a state that say otherwise are both told.
        reads = OWN_OR_STRIJDIG if "by hand" in kind else OWN
        yield f"a {kind} box in front", Way(front, reads)
        yield f"a {kind} box behind", Way(behind, reads, reason=False)
        yield (
            f"a {kind} box in front of both, ticked",
            Way(
                lambda a, b, w=on, g=glyphs: (
                    _line(Run(g[0], wrap=w), f" {a}"),
                    _line(Run(g[0], wrap=w), f" {b}"),
                ),
                STRIJDIG,
                reason=False,
            ),
        )
    for where in ("behind", "below"):

        def dropdown(own: str, other: str, at: str = where) -> Lines:
            chosen = Run(_word(own), wrap="dropdown")
            if at == "behind":
                return replace(_zero(own), beside=(Run(" "), chosen), below=()), _zero(
                    other
                )
            return replace(_zero(own), beside=(), below=(Para((chosen,)),)), _zero(
                other
            )

        yield f"a dropdown {where}", Way(dropdown, reason=False)


def _neither() -> Iterator[tuple[str, Way]]:
    yield "nothing done", Way(lambda a, b: (_zero(a), _zero(b)), NONE, reason=False)
    for word in ("n.v.t.", "nvt", "-", "/", "?"):
        yield (
            f"{word} behind both",
            Way(
                lambda a, b, w=word: (
                    replace(_zero(a), beside=(Run(f" {w}"),), below=()),
                    replace(_zero(b), beside=(Run(f" {w}"),)),
                ),
                NONE,
                reason=False,
            ),
        )
    yield (
        "both ticked",
        Way(lambda a, b: (_line(f"x {a}"), _line(f"x {b}")), STRIJDIG, reason=False),
    )
    yield (
        "ticked, the other in bold",
        Way(
            lambda a, b: (_line(f"x {a}"), _line(Run(f"0 {b}", ("bold",)))),
            STRIJDIG,
            reason=False,
        ),
    )
    yield (
        "ticked, the other typed behind",
        Way(
            lambda a, b: (
                replace(_line(f"x {a}"), beside=(Run(f" {_word(b)}"),), below=()),
                _zero(b),
            ),
            OWN_OR_STRIJDIG,  # a reason may be that one word
            reason=False,
        ),
    )
    for both in ("Ja en nee", "Ja én nee", "ja/nee", "Ja & nee", "Ja of nee?"):
        yield (
            f"{both} typed over both",
            Way(
                lambda a, b, w=both: (replace(_line(w), below=()), Line(below=())),
                STRIJDIG | NONE,
                reason=False,
            ),
        )
    yield (
        "a comment that says it",
        Way(lambda a, b: (replace(_zero(a), above=()), _zero(b)), NONE, reason=False),
    )


OPTIONS: Final[dict[str, Way]] = {
    name: way
    for made in (
        *(_fronts, _behind, _looks, _gone, _over, _front_words, _apart, _boxes),
        _neither,
    )
    for name, way in made()
}
