"""Every way to choose where the form prints `Ja/Nee` behind a question or below it.

the option meant -> the paragraphs that stand there, what may be read, what is left
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from tests.strangers.choosing import NONE, OWN, OWN_OR_STRIJDIG, STRIJDIG
from tests.strangers.document import Cell, Element, Para, Run, Table, para

WHY: Final = "we hebben alles klaar"
_MARKS: Final = (
    *(("x", ""), ("X", ""), ("x", "o"), ("x", "0"), ("X", "-"), ("v", ""), ("V", "")),
    *(("✓", ""), ("✔", ""), ("√", ""), ("☒", "☐"), ("☑", "☐"), ("◉", "○"), ("●", "○")),
    *(("■", "□"), ("XX", ""), ("✅", ""), ("×", ""), ("☒", ""), ("(x)", "( )")),
    *(("[x]", "[ ]"), ("(x)", ""), ("[X]", "")),
)
_AROUND: Final = (
    *("Ja {a} / Nee {b}", "Ja {a}/Nee {b}", "Ja {a} Nee {b}", "Ja: {a} Nee: {b}"),
    *("Ja {a} / Nee {b}:", "Ja {a}, Nee {b}", "Ja {a}\tNee {b}", "Ja {a} - Nee {b}"),
    *("Ja {a} | Nee {b}", "Ja {a} of Nee {b}", "Ja {a}\nNee {b}", "Ja = {a} Nee = {b}"),
    *("{a} Ja / {b} Nee", "{a} Ja {b} Nee", "{a} Ja / {b} Nee:", "{a} Ja\n{b} Nee"),
    *("{a} Ja, {b} Nee", "{a} Ja\t{b} Nee", "{a} Ja - {b} Nee", "{a} ja of {b} nee"),
    *("{a} Ja | {b} Nee", "• {a} Ja\n• {b} Nee", "1. {a} Ja\n2. {b} Nee"),
)
_WORDS: Final = (
    *("{w}", "{W}", "{l}", "{w}.", "{w}!", "{W}!!", "{w},", "{w}:", "“{w}”", "'{w}'"),
    *("({w})", "- {w}", "→ {w}", "Antwoord: {w}", "x {w}", "{w} x", "☒ {w}", "{w} ✓"),
    *("Ja/Nee: {w}", "Ja/Nee {w}", "Ja/Nee → {w}", "Ja/Nee = {W}", "Ja / Nee: {l}"),
    *("Ja/Nee - {w}", "Ja/Nee ({w})", "(Ja/Nee) {w}", "Ja/Nee: {w}.", "Ja/Nee: {W}!"),
    *("Ja/Nee: “{w}”", "Ja/Nee\n{w}", "Ja/Nee:\n{w}.", "ja/nee: {l}", "Ja/Nee: x {w}"),
    *("Ja/Nee: {w} x", "JA/NEE: {w}", "Ja of nee: {w}", "Ja/Neen: {w}"),
)
_REASONED: Final = (
    *(
        "{w}, want {r}",
        "{w} want {r}",
        "{w}, {r}",
        "{w}: {r}",
        "{w}. {R}.",
        "{w} – {r}",
    ),
    *("{W}, want {r}", "{w}! {R}", "{w}, omdat {r}", "Ja/Nee: {w}, want {r}"),
    *("Ja/Nee: {w}, {r}", "Ja/Nee: {w} – {r}", "Ja/Nee: {w}. {R}.", "x {w}, want {r}"),
    *("{w} ({r})", "{w}\n{r}", "Ja/Nee: {w}\n{r}"),
)
_SET_APART: Final = (
    ("JA/nee", "ja/NEE"),
    ("JA / Nee", "Ja / NEE"),
    ("(Ja)/Nee", "Ja/(Nee)"),
    ("[Ja] / Nee", "Ja / [Nee]"),
    ("*Ja*/Nee", "Ja/*Nee*"),
)
_NEITHER: Final = (
    *("Ja/Nee", "Ja / Nee:", "ja/nee", "n.v.t.", "nvt", "-", "/", "?", "Misschien"),
    *(
        "Deels",
        "Ja/Nee?",
        "Ja/Nee: n.v.t.",
        "Ja/Nee: ?",
        "☐ Ja ☐ Nee",
        "( ) Ja ( ) Nee",
    ),
    *("o Ja o Nee", "Ja o / Nee o", "Nog niet beslist", "Ja/Nee: nog te bekijken"),
)
_OTHER: Final = {"ja": "nee", "nee": "ja"}
_BOTH: Final = (
    *(
        "Ja én nee",
        "Ja en nee",
        "Ja en Nee",
        "Ja & Nee",
        "x Ja / x Nee",
        "Ja x / Nee x",
    ),
    *(
        "☒ Ja ☒ Nee",
        "Ja/Nee: Ja en nee",
        "JA + NEE",
        "Zowel ja als nee",
        "Ja/nee: beide",
    ),
    *("Ja, maar ook nee", "Nee, of toch ja"),
)


@dataclass(frozen=True)
class Pair:
    """What stands there; `left` are the words that must be kept as an explanation."""

    make: Callable[[str], tuple[Element, ...]]
    reads: frozenset[str] = OWN
    left: str = ""


def _paras(text: str) -> tuple[Element, ...]:
    return tuple(para(line) for line in text.split("\n"))


def _word(own: str) -> str:
    return own.capitalize()


def _words(form: str, own: str) -> str:
    word = _word(own)
    return form.format(
        w=word, W=word.upper(), l=word.lower(), r=WHY, R=WHY.capitalize()
    )


def _typed() -> Iterator[tuple[str, Pair]]:
    for number, around in enumerate(_AROUND):
        for one, other in _MARKS[number % 2 :: 2]:
            if (one, other) in {("●", "○"), ("■", "□")} and around.startswith(
                ("•", "1")
            ):
                continue

            def marked(
                own: str, f: str = around, m: tuple[str, str] = (one, other)
            ) -> tuple[Element, ...]:
                a, b = m if own == "ja" else m[::-1]
                lines = f.format(a=a, b=b).split("\n")
                return _paras("\n".join(" ".join(x.split(" ")).strip() for x in lines))

            # Of a mark right between the words nobody can tell whose it is.
            unclear = around in {"Ja {a} Nee {b}", "{a} Ja {b} Nee"}
            reads = OWN_OR_STRIJDIG if unclear else OWN
            yield f"{around} with {one} and {other or 'nothing'}", Pair(marked, reads)
    for form in _WORDS:
        yield form, Pair(lambda own, f=form: _paras(_words(f, own)))
    for form in _REASONED:
        yield form, Pair(lambda own, f=form: _paras(_words(f, own)), left=WHY)
    for pair in _SET_APART:
        yield pair[0], Pair(lambda own, p=pair: _paras(p[own == "nee"]))
    for text in _NEITHER:
        yield text, Pair(lambda own, t=text: _paras(t), NONE)
    for text in _BOTH:
        reads = STRIJDIG | NONE if "owel" in text or "eide" in text else STRIJDIG
        yield text, Pair(lambda own, t=text: _paras(t), reads)
    yield "Neen", Pair(lambda own: _paras("Ja" if own == "ja" else "Neen"))
    yield "NEEN!", Pair(lambda own: _paras("JA!" if own == "ja" else "NEEN!"))


def _runs(own: str, one: Run, other: Run, slash: str = "/", end: str = ":") -> Para:
    first, second = (one, other) if own == "ja" else (other, one)
    return Para((first, Run(slash), second, Run(end)))


def _set_in() -> Iterator[tuple[str, Pair]]:
    for look in ("bold", "underline", "highlight", "colour", "shade"):
        for slash in ("/", " / ", " of ", "\t", " - "):
            yield (
                f"{look}, as Ja{slash}Nee",
                Pair(
                    lambda own, m=look, s=slash: (
                        _runs(own, Run(_word(own), (m,)), Run(_word(_OTHER[own])), s),
                    )
                ),
            )
        yield (
            f"{look} on both",
            Pair(lambda own, m=look: (para("Ja/Nee:", m),), NONE),
        )
        yield (
            f"{look}, and the other typed",
            Pair(
                lambda own, m=look: (
                    _runs(
                        own,
                        Run(_word(own), (m,)),
                        Run(_word(_OTHER[own])),
                        end=f": {_word(_OTHER[own])}",
                    ),
                ),
                STRIJDIG,
            ),
        )
        yield (
            f"{look} and typed",
            Pair(
                lambda own, m=look: (
                    _runs(
                        own,
                        Run(_word(own), (m,)),
                        Run(_word(_OTHER[own])),
                        end=f": {_word(own)}",
                    ),
                )
            ),
        )


def _struck() -> Iterator[tuple[str, Pair]]:
    for mark in ("strike",):
        for slash in ("/", " / ", " of "):
            yield (
                f"the other struck out, as Ja{slash}Nee",
                Pair(
                    lambda own, m=mark, s=slash: (
                        _runs(own, Run(_word(own)), Run(_word(_OTHER[own]), (m,)), s),
                    )
                ),
            )
        yield (
            "struck out, and typed",
            Pair(
                lambda own, m=mark: (
                    _runs(
                        own,
                        Run(_word(own), (m,)),
                        Run(_word(_OTHER[own])),
                        end=f": {_word(own)}",
                    ),
                ),
                STRIJDIG,
            ),
        )
        yield (
            "all struck out, and typed",
            Pair(
                lambda own: (
                    Para((Run("Ja/Nee:", ("strike",)), Run(f" {_word(own)}"))),
                )
            ),
        )
        yield "all struck out", Pair(lambda own: (para("Ja/Nee:", "strike"),), NONE)
    yield (
        "the other deleted while tracking",
        Pair(
            lambda own: (
                Para((Run("Ja"), Run("/Nee:", wrap="del")))
                if own == "ja"
                else Para((Run("Ja/", wrap="del"), Run("Nee:"))),
            )
        ),
    )
    yield (
        "all deleted while tracking, and typed",
        Pair(
            lambda own: (
                Para((Run("Ja/Nee:", wrap="del"), Run(_word(own), wrap="ins"))),
            )
        ),
    )


def _controls() -> Iterator[tuple[str, Pair]]:
    for wrap in ("dropdown", "sdt", "legacy", "ins"):
        yield (
            f"in {wrap}",
            Pair(lambda own, w=wrap: (Para((Run(_word(own), wrap=w),)),)),
        )
        yield (
            f"the pair and {wrap}",
            Pair(
                lambda own, w=wrap: (Para((Run("Ja/Nee: "), Run(_word(own), wrap=w))),)
            ),
        )
    for on, off, glyphs in (
        ("box_on", "box_off", "☒☐"),
        ("check_on", "check_off", "  "),
        ("box_off", "box_on", "☒☐"),
    ):
        for form in (
            "{a} Ja {b} Nee",
            "Ja {a} Nee {b}",
            "Ja {a} / Nee {b}",
            "{a} Ja / {b} Nee:",
        ):

            def boxes(
                own: str, f: str = form, w: tuple[str, str] = (on, off), g: str = glyphs
            ) -> tuple[Element, ...]:
                one = Run(g[0].strip(), wrap=w[0])
                two = Run(g[1].strip(), wrap=w[1])
                a, b = (one, two) if own == "ja" else (two, one)
                runs: list[Run] = []
                rest = f
                for key, run in sorted(
                    {"{a}": a, "{b}": b}.items(), key=lambda k: f.index(k[0])
                ):
                    front, _, rest = rest.partition(key)
                    runs += [Run(front), run]
                return (Para((*(r for r in runs if r.text or r.wrap), Run(rest))),)

            turned = ", turned by hand" if on == "box_off" else ""
            reads = OWN_OR_STRIJDIG if turned else OWN
            yield f"{on} as {form}{turned}", Pair(boxes, reads)


def _cells() -> Iterator[tuple[str, Pair]]:
    def table(*rows: tuple[str, ...]) -> tuple[Element, ...]:
        return (Table(tuple(tuple(Cell((para(x),)) for x in row) for row in rows)),)

    for tick, box in (("x", ""), ("X", "0"), ("☒", "☐"), ("✓", "")):
        both = {"ja": (tick, box), "nee": (box, tick)}
        yield (
            f"cells: Ja {tick} Nee {box}",
            Pair(lambda own, m=both: table(("Ja", m[own][0], "Nee", m[own][1]))),
        )
        yield (
            f"cells: {tick} Ja {box} Nee",
            Pair(lambda own, m=both: table((m[own][0], "Ja", m[own][1], "Nee"))),
        )
        yield (
            f"rows: Ja {tick}, Nee {box}",
            Pair(lambda own, m=both: table(("Ja", m[own][0]), ("Nee", m[own][1]))),
        )
        yield (
            f"rows: {tick} Ja, {box} Nee",
            Pair(lambda own, m=both: table((m[own][0], "Ja"), (m[own][1], "Nee"))),
        )
        yield (
            f"columns: Ja Nee above {tick} {box}",
            Pair(lambda own, m=both: table(("Ja", "Nee"), m[own])),
        )
    yield (
        "a cell beside the pair",
        Pair(lambda own: table(("Ja/Nee", _word(own)))),
    )


PAIRS: Final[dict[str, Pair]] = {
    name: pair
    for made in (_typed, _set_in, _struck, _controls, _cells)
    for name, pair in made()
}
__all__ = ["OWN_OR_STRIJDIG", "PAIRS", "WHY", "Pair"]
