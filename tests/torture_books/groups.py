"""One line per doelgroep, partner or school, and doelgroepen as columns."""

from collections.abc import Iterator

from tests.torture_books.case import HEAD, Case, only
from tests.torture_books.make import Rows, book, merged

_HEAD = ["Actie", "Doelgroep", "Te behalen KPI", "Behaald KPI"]
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
_ROWS = [
    ["10 Ondernemerschap", "nieuwkomers", 75, 30],
    [None, "vrouwen", 30, 20],
    [None, "personen met een handicap", 15, 0],
]


def cases() -> Iterator[Case]:
    yield Case(
        "a line per doelgroep, the action once", book([_HEAD, *_ROWS]), only(_SPLIT)
    )
    yield Case(
        "a line per doelgroep, the action on each",
        book([_HEAD, *(["10 Ondernemerschap", *row[1:]] for row in _ROWS)]),
        only(_SPLIT),
    )
    yield Case(
        "a ditto sign instead of the action",
        book([_HEAD, _ROWS[0], ['"', *_ROWS[1][1:]], ['"', *_ROWS[2][1:]]]),
        only(_SPLIT),
    )
    yield Case(
        "a subtotal below the doelgroepen",
        book([_HEAD, *_ROWS, ["Totaal actie 10", None, 120, 50]]),
        only(_SPLIT),
    )
    yield Case(
        "a subtotal in the column of doelgroepen",
        book([_HEAD, *_ROWS, [None, "Totaal", 120, 50]]),
        only(_SPLIT),
    )
    yield Case(
        "a subtotal by formula",
        book([_HEAD, *_ROWS, [None, "Totaal", "=SUM(C2:C4)", "=SUM(D2:D4)"]]),
        only(_SPLIT),
    )
    yield Case(
        "the action with its sum above its doelgroepen",
        book(
            [
                _HEAD,
                ["10 Ondernemerschap", None, 120, 50],
                *([None, *row[1:]] for row in _ROWS),
            ]
        ),
        only(_SPLIT),
    )
    yield Case(
        "a sum above that contradicts its doelgroepen",
        book(
            [
                _HEAD,
                ["10 Ondernemerschap", None, 120, 60],
                *([None, *row[1:]] for row in _ROWS),
            ]
        ),
        only(_SPLIT, codes=["kpi-wijkt-af"]),
    )
    yield Case(
        "a doelgroep with a target and no number",
        book([_HEAD, _ROWS[0], [None, "vrouwen", 30, None], _ROWS[2]]),
        only(
            {
                10: (
                    120,
                    None,
                    {
                        "nieuwkomers": (75, 30),
                        "vrouwen": (30, None),
                        "personen met een handicap": (15, 0),
                    },
                )
            }
        ),
    )
    yield Case(
        "a doelgroep with neither number",
        book([_HEAD, _ROWS[0], [None, "vrouwen", None, None], _ROWS[2]]),
        only(
            {
                10: (
                    90,
                    30,
                    {"nieuwkomers": (75, 30), "personen met een handicap": (15, 0)},
                )
            }
        ),
    )
    yield Case(
        "one target for the action, a number per doelgroep",
        book(
            [
                _HEAD,
                ["10 Ondernemerschap", "nieuwkomers", 120, 30],
                [None, "vrouwen", None, 20],
            ],
            merged("A2:A3", "C2:C3"),
        ),
        only({10: (120, 50, {"nieuwkomers": (120, 30), "vrouwen": (None, 20)})}),
    )
    yield Case(
        "a line per gemeente of the samenwerkingsverband",
        book(
            [
                ["Actie", "Gemeente", "Te behalen KPI", "Behaald KPI"],
                ["15 Brugfiguren", "Eeklo", 100, 20],
                ["15 Brugfiguren", "Wetteren", 120, 30],
                ["15 Brugfiguren", "Zelzate", 80, 15],
            ]
        ),
        only(
            {
                15: (
                    300,
                    65,
                    {"Eeklo": (100, 20), "Wetteren": (120, 30), "Zelzate": (80, 15)},
                )
            }
        ),
    )
    yield Case(
        "a line per school with names that are besturen",
        book(
            [
                ["Actie", "School", "Te behalen KPI", "Behaald KPI"],
                ["15 Brugfiguren", "De Wegwijzer", 150, 20],
                ["15 Brugfiguren", "Sint-Steven", 150, 45],
            ]
        ),
        only({15: (300, 65, {"De Wegwijzer": (150, 20), "Sint-Steven": (150, 45)})}),
    )
    yield Case(
        "parts with a dash below their action, in one column",
        book(
            [
                HEAD,
                ["15 Brugfiguren", 300, None],
                ["- via de brugfiguren", None, 65],
                ["- via de toeleiders", None, 242],
            ]
        ),
        only(
            {
                15: (
                    300,
                    307,
                    {
                        "via de brugfiguren": (None, 65),
                        "via de toeleiders": (None, 242),
                    },
                )
            }
        ),
    )
    yield Case(
        "a long note below an action",
        book(
            [
                _HEAD,
                _ROWS[0],
                ["De vrouwenwerking startte later door ziekte van de coach."],
            ]
        ),
        only(
            {10: (75, 30, {"nieuwkomers": (75, 30)})},
            "De vrouwenwerking startte later door ziekte van de coach.",
        ),
    )
    yield from _as_columns()


def _as_columns() -> Iterator[Case]:
    """Several columns that give one number."""
    rows: Rows = [
        ["Actie", "Te behalen", "Behaald jongens", "Behaald meisjes", "Behaald totaal"],
        ["15 Brugfiguren", 300, 25, 40, 65],
        ["13 Sport", 180, 30, 15, 45],
    ]
    left = [
        "Behaald jongens: 25",
        "Behaald meisjes: 40",
        "Behaald jongens: 30",
        "Behaald meisjes: 15",
    ]
    yield Case(
        "parts in columns with their total",
        book(rows),
        only({15: (300, 65), 13: (180, 45)}, *left),
    )
    yield Case(
        "parts in columns without a total are not chosen from",
        book([row[:4] for row in rows]),
        only({15: (300, None), 13: (180, None)}, *left, codes=["kpi-kolommen"]),
    )
    yield Case(
        "a column per half year and their total",
        book(
            [
                [
                    "Actie",
                    "Te behalen",
                    "Behaald 2023",
                    "Behaald 2024",
                    "Totaal behaald",
                ],
                ["15 Brugfiguren", 300, 25, 40, 65],
            ]
        ),
        only({15: (300, 65)}, "Behaald 2023: 25", "Behaald 2024: 40"),
    )
    yield Case(
        "merged groups per doelgroep over two columns each",
        book(
            [
                ["Actie", "nieuwkomers", None, "vrouwen", None],
                [None, "Te behalen", "Behaald", "Te behalen", "Behaald"],
                ["10 Ondernemerschap", 75, 30, 30, 20],
            ],
            merged("B1:C1", "D1:E1", "A1:A2"),
        ),
        only({10: (105, 50, {"nieuwkomers": (75, 30), "vrouwen": (30, 20)})}),
    )
