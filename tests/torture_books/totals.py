"""Totals: above or below what they add up, at several levels, under many names."""

from collections.abc import Iterator

from tests.torture_books.case import BODY, HEAD, Case, only, wanted
from tests.torture_books.make import book, merged

_HEAD = ["Actie", "Doelgroep", "Te behalen KPI", "Behaald KPI"]
_ACTIE = "10 Ondernemerschap"
_GROUPS = [
    ["nieuwkomers", 75, 30],
    ["vrouwen", 30, 20],
    ["personen met een handicap", 15, 0],
]
_SPLIT = {
    10: (
        120,
        50,
        {
            "nieuwkomers": (75, 30),
            "vrouwen": (30, 20),
            "personen met een handicap": (15, 0),
        },
    )
}
_BELOW = [[_ACTIE, *_GROUPS[0]], *([None, *row] for row in _GROUPS[1:])]
_UNTITLED = [[None, *row] for row in _GROUPS]
_NAMES = (
    "Totaal",
    "Som",
    "Alles samen",
    "TOT.",
    "Subtotaal",
    "Samen",
    "Algemeen totaal",
    "In totaal",
    "Deeltotaal",
    "Optelling",
    "Alle doelgroepen samen",
)


def cases() -> Iterator[Case]:
    for naam in _NAMES:
        yield Case(
            f"{naam} above its doelgroepen",
            book([_HEAD, [_ACTIE, naam, 120, 50], *_UNTITLED]),
            only(_SPLIT),
        )
        yield Case(
            f"{naam} below its doelgroepen",
            book([_HEAD, *_BELOW, [None, naam, 120, 50]]),
            only(_SPLIT),
        )
        yield Case(
            f"{naam} of all actions",
            book([HEAD, [naam, 1980, 2950], *BODY, [naam, 1980, 2950]]),
            wanted(f"{naam} | 1980 | 2950", f"{naam} | 1980 | 2950"),
        )
    yield from _of_one_action()
    yield from _of_several_actions()
    yield from _blank()
    yield from _without_a_name()
    yield from _counted_already()


def _of_one_action() -> Iterator[Case]:
    yield Case(
        "a total above under the bare number of its action",
        book(
            [
                _HEAD,
                ["Actie 15", None, 300, 65],
                ["Actie 10", "Totaal", 120, 50],
                *_UNTITLED,
            ]
        ),
        only({**_SPLIT, 15: (300, 65)}),
    )
    yield Case(
        "a total above in a merged block of its action",
        book(
            [_HEAD, [_ACTIE, "Totaal", 120, 50], *_UNTITLED],
            merged("A2:A5"),
        ),
        only(_SPLIT),
    )
    yield Case(
        "a total above that contradicts its doelgroepen",
        book([_HEAD, [_ACTIE, "Totaal", 120, 60], *_UNTITLED]),
        only(_SPLIT, codes=["kpi-wijkt-af"]),
    )
    yield Case(
        "a total that says more than that it is one",
        book([_HEAD, *_BELOW, ["Totaal actie 10 zonder wachtlijst", None, 120, 50]]),
        only(_SPLIT, "Totaal actie 10 zonder wachtlijst"),
    )
    yield Case(
        "subtotals and a total",
        book(
            [
                _HEAD,
                [_ACTIE, *_GROUPS[0]],
                [None, *_GROUPS[1]],
                [None, "Subtotaal Gent", 105, 50],
                [None, *_GROUPS[2]],
                [None, "Subtotaal Aalst", 15, 0],
                [None, "Totaal", 120, 50],
            ]
        ),
        only(_SPLIT, "Subtotaal Gent", "Subtotaal Aalst"),
    )
    yield Case(
        "subtotals above what they add up",
        book(
            [
                _HEAD,
                [_ACTIE, "Totaal", 120, 50],
                [None, "Subtotaal Gent", 105, 50],
                [None, *_GROUPS[0]],
                [None, *_GROUPS[1]],
                [None, "Subtotaal Aalst", 15, 0],
                [None, *_GROUPS[2]],
            ]
        ),
        only(_SPLIT, "Subtotaal Gent", "Subtotaal Aalst"),
    )
    reached = {"nieuwkomers": (None, 30), "vrouwen": (None, 20)}
    rows = [[_ACTIE, "nieuwkomers", None, 30], [None, "vrouwen", None, 20]]
    yield Case(
        "targets in the totals alone, the highest of which counts",
        book(
            [
                _HEAD,
                rows[0],
                [None, "Subtotaal", 75, None],
                rows[1],
                [None, "Subtotaal", 45, None],
                [None, "Totaal", 120, 50],
            ]
        ),
        only({10: (120, 50, reached)}),
    )
    yield Case(
        "targets in subtotals alone are not chosen from",
        book(
            [
                _HEAD,
                rows[0],
                [None, "Subtotaal", 75, None],
                rows[1],
                [None, "Subtotaal", 45, None],
            ]
        ),
        only({10: (None, 50, reached)}, codes=["kpi-wijkt-af"]),
    )
    yield Case(
        "a doelgroep up to an age is no total",
        book(
            [
                _HEAD,
                ["13 Sport", "tot 12 jaar", 100, 40],
                [None, "12 tot 25 jaar", 80, 5],
            ]
        ),
        only({13: (180, 45, {"tot 12 jaar": (100, 40), "12 tot 25 jaar": (80, 5)})}),
    )


def _of_several_actions() -> Iterator[Case]:
    yield Case(
        "a grand total is not the number of the last action",
        book(
            [
                _HEAD,
                ["15 Brugfiguren", None, 300, 65],
                ["13 Sport", None, 180, None],
                [None, "Totaal", 480, 110],
            ]
        ),
        only({15: (300, 65), 13: (180, None)}, "Totaal | 480 | 110"),
    )
    yield Case(
        "a grand total below the doelgroepen of the last action",
        book(
            [
                _HEAD,
                ["15 Brugfiguren", None, 300, 65],
                *_BELOW,
                [None, "Totaal", 420, 115],
            ]
        ),
        only({**_SPLIT, 15: (300, 65)}, "Totaal | 420 | 115"),
    )
    yield Case(
        "a total per action, and one of all",
        book(
            [
                _HEAD,
                ["15 Brugfiguren", "Gent", 200, 40],
                [None, "Aalst", 100, 25],
                [None, "Totaal", 300, 65],
                *_BELOW,
                [None, "Totaal", 120, 50],
                [None, "Algemeen totaal", 420, 115],
            ]
        ),
        only(
            {**_SPLIT, 15: (300, 65, {"Gent": (200, 40), "Aalst": (100, 25)})},
            "Algemeen totaal | 420 | 115",
        ),
    )


def _blank() -> Iterator[Case]:
    rows = [[_ACTIE, "nieuwkomers", 75, None], [None, "vrouwen", 30, None]]
    blank = {"nieuwkomers": (75, None), "vrouwen": (30, None)}
    yield Case(
        "a total of 0 over blanks is not what was reached",
        book([_HEAD, *rows, [None, "Totaal", 105, 0]]),
        only({10: (105, None, blank)}),
    )


def _without_a_name() -> Iterator[Case]:
    """A line as large as all others together may be their total."""
    groups = {naam: (target, reached) for naam, target, reached in _GROUPS}
    for place in ("first", "last"):
        whole = ["iedereen", 120, 50]
        rows = [whole, *_GROUPS] if place == "first" else [*_GROUPS, whole]
        yield Case(
            f"the {place} line is as large as all others, and neither is taken",
            book([_HEAD, [_ACTIE, *rows[0]], *([None, *row] for row in rows[1:])]),
            only(
                {10: (None, None, {**groups, "iedereen": (120, 50)})},
                codes=["kpi-wijkt-af", "kpi-wijkt-af"],
            ),
        )


def _counted_already() -> Iterator[Case]:
    """`Waarvan vrouwen` is a part of the line above, and adds up to nothing."""
    for word in ("waarvan", "Waaronder", "w.o.", "- waarvan"):
        part = f"{word} vrouwen"
        yield Case(
            f"{word}, below its doelgroep",
            book([_HEAD, ["15 Brugfiguren", "gezinnen", 300, 65], [None, part, 20, 9]]),
            only({15: (300, 65, {"gezinnen": (300, 65)})}, f"{part} | 20 | 9"),
        )
        yield Case(
            f"{word}, below its action",
            book([_HEAD, ["15 Brugfiguren", None, 300, 65], [None, part, None, 9]]),
            only({15: (300, 65)}, f"{part} | 9"),
        )
    yield Case(
        "waarvan in the column of the actions",
        book([HEAD, ["15 Brugfiguren", 300, 65], ["waarvan vrouwen", None, 9]]),
        only({15: (300, 65)}, "waarvan vrouwen | 9"),
    )
    parts = {"waarvan vrouwen": (None, 25), "waarvan mannen": (None, 40)}
    rows = [[None, naam, *pair] for naam, pair in parts.items()]
    yield Case(
        "waarvan, of everything that was counted",
        book([_HEAD, ["15 Brugfiguren", None, 300, 65], *rows]),
        only({15: (300, 65, parts)}),
    )
