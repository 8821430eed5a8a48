"""What stands beside a number, above it or below it, and is no number of it."""

from collections.abc import Iterator
from typing import Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from tests.torture_books.case import HEAD, Case, only, wanted
from tests.torture_books.make import Change, at, book, merged, standard

_TWO: Final = {15: (300, 65), 24: (180, 45)}


def cases() -> Iterator[Case]:
    yield from _bands()
    yield from _lists()
    yield from _turned()
    yield from _columns()
    yield from _long()
    yield from _parts()
    yield from _periods()


def _bands() -> Iterator[Case]:
    """Titles of parts in the column of a number."""
    rows = [
        ["Behaald KPI", "Actie", "Te behalen KPI"],
        [65, "15 Brugfiguren", 300],
        ["6. Non-discriminatie"],
        [12, "17 Omstaanders", 150],
        ["7. Eén gemeenschap"],
        [45, "24 Cultuur", 180],
    ]
    kpis = {**_TWO, 17: (150, 12)}
    left = ["6. Non-discriminatie", "7. Eén gemeenschap"]
    yield Case(
        "titles of parts below the achieved numbers",
        book(rows),
        only(kpis, *left),
    )
    yield Case(
        "titles of parts merged over a row, the achieved numbers first",
        book(rows, merged("A3:C3", "A5:C5")),
        only(kpis, *left),
    )
    yield Case(
        "a title of a part merged below a header of two rows",
        book(
            [
                ["Actie", "KPI", None, "Plafond"],
                [None, "Vooropgesteld", "Realisatie"],
                ["Doelstelling 5: Netwerk"],
                ["15 Brugfiguren", 300, 65, 2914],
                ["Doelstelling 7: Eén gemeenschap"],
                ["24 Cultuur", 180, 45, 595],
            ],
            merged("A1:A2", "B1:C1", "D1:D2", "A3:D3", "A5:D5"),
        ),
        only(
            _TWO,
            "Plafond: 2914",
            "Plafond: 595",
        ),
    )


def _lists() -> Iterator[Case]:
    """Labels below each other, some of them without a value."""
    listed = [
        ["15 Brugfiguren"],
        ["Streefcijfer", 300],
        ["Behaald"],
        ["24 Cultuur"],
        ["Streefcijfer", 180],
        ["Behaald", 45],
    ]
    yield Case(
        "a label left blank above the title of the next action",
        book(listed),
        only({15: (300, None), 24: (180, 45)}, "Behaald"),
    )
    yield Case(
        "a list with a number as text and a blank, which looks like two headers",
        book(
            [
                ["Actie:", "Actie 15: Brugfiguren"],
                ["Te behalen:", 300],
                ["Behaald KPI:", "\xa065"],
                ["Actie:", "Actie 24: Cultuur"],
                ["Te behalen:", "KPI = 180"],
                ["Behaald KPI:"],
                ["Actie:", "Actie 5: Oefenkansen"],
                ["Te behalen:", 1500],
                ["Behaald KPI:", "4"],
            ]
        ),
        only({15: (300, 65), 24: (180, None), 5: (1500, 4)}, "KPI = 180"),
    )
    yield Case(
        "a list with weak labels beside strong ones",
        book(
            [
                ["15 Brugfiguren"],
                ["Doel", 300],
                ["Gerealiseerd", 65],
                ["24 Cultuur"],
                ["Doel", 180],
                ["Gerealiseerd", 45],
            ]
        ),
        only(_TWO),
    )


def _turned() -> Iterator[Case]:
    """An action per column, below words that could head a table."""
    turned = [
        ["Actie", "15 Brugfiguren", "24 Cultuur", "17 Omstaanders"],
        ["Vooropgesteld", 300, 180, 150],
        ["Tussenstand 31 maart", 65, 45, "12 personen"],
    ]
    kpis = {**_TWO, 17: (150, 12)}
    yield Case(
        "an action per column below titles in the second column",
        book([[None, "Gemeente Boom"], [None, "Stand van zaken acties"], [], *turned]),
        only(
            kpis,
            "12 personen",
            "Gemeente Boom",
            "Stand van zaken acties",
            bestuur="Boom",
        ),
    )
    yield Case(
        "an action per column below the same title twice",
        book([["Gemeente Boom"], ["Acties"], ["Gemeente Boom"], [], *turned]),
        only(kpis, "12 personen", "Gemeente Boom", "Gemeente Boom", bestuur="Boom"),
    )


def _columns() -> Iterator[Case]:
    yield Case(
        "the year before in a column with its name, a forecast with that of this year",
        standard(
            at("D1", "Behaald PJ1"),
            at("D2", 290),
            at("E1", "Raming eind PJ2"),
            at("E2", 310),
        ),
        wanted("Behaald PJ1: 290", "Raming eind PJ2: 310"),
    )
    for word in ("Bereikte personen", "Huidige stand", "Behaalde aantallen"):
        yield Case(
            f"the achieved number under `{word}`",
            standard(head=[*HEAD[:2], word]),
            wanted(),
        )
    yield Case(
        "the target under `Doelstelling (aantal)`, not all of it numbers",
        standard(
            at("B3", "ca. 1500"), head=[HEAD[0], "Doelstelling (aantal)", HEAD[2]]
        ),
        wanted(),
    )
    yield Case(
        "a number that the blank has too, typed as text beside no table",
        book([["Wie deed mee?", "15"]]),
        only({}, "Wie deed mee? | 15", soort="onbekend"),
    )


def _long() -> Iterator[Case]:
    """A row per number: what it counts stands beside it."""
    rows = [
        ["15 Brugfiguren", "Te behalen", 300],
        ["15 Brugfiguren", "Behaald", 65],
        ["24 Cultuur", "Te behalen", 180],
        ["24 Cultuur", "Behaald", 45],
    ]
    for kind, count in (("KPI", "Aantal"), ("Soort", "Waarde")):
        yield Case(
            f"a row per number under {kind} and {count}",
            book([["Actie", kind, count], *rows]),
            only(_TWO, f"{kind} | {count}"),
        )
    for name, changes in (
        ("once", ()),
        ("merged over both", (merged("A2:A3", "A4:A5"),)),
    ):
        seldom = [[None, *row[1:]] if at % 2 else row for at, row in enumerate(rows)]
        yield Case(
            f"a row per number, the action {name}",
            book([["Actie", "KPI", "Aantal"], *seldom], *changes),
            only(_TWO, "KPI | Aantal"),
        )
    yield Case(
        "a row per number and doelgroep",
        book(
            [
                ["Actie", "Doelgroep", "Soort", "Waarde"],
                ["17 Omstaanders", "professionals", "Te behalen", 100],
                ["17 Omstaanders", "professionals", "Behaald", 60],
                ["17 Omstaanders", "burgers", "Te behalen", 100],
                ["17 Omstaanders", "burgers", "Behaald", 20],
                ["15 Brugfiguren", None, "Te behalen", 300],
                ["15 Brugfiguren", None, "Behaald", 65],
            ]
        ),
        only(
            {
                17: (200, 80, {"professionals": (100, 60), "burgers": (100, 20)}),
                15: (300, 65),
            },
            "Soort | Waarde",
        ),
    )
    yield Case(
        "labels for actions without any number",
        book([["Actie:", "Brugfiguren"], ["Te behalen KPI"], ["Naam actie", "Sport"]]),
        only({}, "Brugfiguren", "Sport", soort="onbekend"),
    )


def _parts() -> Iterator[Case]:
    """Doelgroepen below their action, told by a bullet or by how far they stand in."""
    split = {17: (200, 80, {"professionals": (100, 60), "burgers": (100, 20)})}
    for name, sign in (("bullets", "• "), ("spaces", "    ")):
        yield Case(
            f"doelgroepen behind {name}",
            book(
                [
                    HEAD,
                    ["Omstaanders"],
                    [f"{sign}professionals", 100, 60],
                    [f"{sign}burgers", 100, 20],
                    ["Brugfiguren", 300, 65],
                ]
            ),
            only({**split, 15: (300, 65)}),
        )
    yield Case(
        "doelgroepen called like the action, indented, below its sum",
        book(
            [
                HEAD,
                ["5 Oefenkansen", 1500, 300],
                ["praattafels", 1000, 200],
                ["babybabbels", 500, 100],
            ],
            _indented("A3", "A4"),
        ),
        only({5: (1500, 300, {"praattafels": (1000, 200), "babybabbels": (500, 100)})}),
    )
    yield Case(
        "a field right above the table",
        book([["Gemeente Boom"], ["Rijlabels", *HEAD[1:]], ["Brugfiguren", 300, 65]]),
        only({15: (300, 65)}, "Gemeente Boom", "Rijlabels", bestuur="Boom"),
    )


def _indented(*addresses: str) -> Change:
    def change(sheet: Worksheet) -> None:
        for address in addresses:
            sheet[address].alignment = Alignment(indent=1)

    return change


def _periods() -> Iterator[Case]:
    """A column per part of the year, with a total or without."""
    parts = ["Q1", "Q2", "Q3"]
    rows = [["15 Brugfiguren", 300, 20, 30, 15], ["24 Cultuur", 180, None, 40, 5]]
    totals = [65, 45]
    summed = [[*row, total] for row, total in zip(rows, totals, strict=True)]
    for head in (parts, [f"Behaald {part}" for part in parts], ["jan", "feb", "mrt"]):
        kept = [
            f"{part}: {number}"
            for row in rows
            for part, number in zip(head, row[2:], strict=True)
            if number is not None
        ]
        yield Case(
            f"the total of {', '.join(head)}",
            book([["Actie", "Te behalen KPI", *head, "Totaal"], *summed]),
            only(_TWO, *kept),
        )
    kept = ["Personeel: 20", "Personeel: 10", "Werking: 45", "Werking: 35"]
    yield Case(
        "the total of something else",
        book(
            [
                ["Actie", "Te behalen KPI", "Personeel", "Werking", "Totaal"],
                ["15 Brugfiguren", 300, 20, 45, 65],
                ["24 Cultuur", 180, 10, 35, 45],
            ]
        ),
        only({15: (300, None), 24: (180, None)}, *kept, "Totaal: 65", "Totaal: 45"),
    )
    yield Case(
        "the achieved number below its group, beside its parts",
        book(
            [
                ["Actie", "Te behalen KPI", "Behaald KPI"],
                [None, None, *parts, "Behaald"],
                *summed,
            ],
            merged("C1:F1"),
        ),
        only(
            _TWO,
            *(
                f"Behaald KPI {part}: {number}"
                for row in rows
                for part, number in zip(parts, row[2:], strict=True)
                if number is not None
            ),
        ),
    )
    yield Case(
        "a norm below what says that it is a KPI",
        book(
            [
                ["Actie", "KPI's projectjaar 2"],
                [None, "Norm", "Aantal bereikt"],
                ["15 Brugfiguren", 300, 65],
                ["24 Cultuur", 180, 45],
            ],
            merged("A1:A2", "B1:C1"),
        ),
        only(_TWO),
    )
    for word in ("Behaald t.e.m. 31/03/2024 (aantal)", "Gereliseerd", "Beehaald"):
        yield Case(
            f"the achieved number below {word}",
            standard(head=[*HEAD[:2], word]),
            wanted(*([] if word.startswith("Behaald") else [word])),
        )
    yield Case(
        "a list whose last label is blank",
        book(
            [
                ["Naam actie", "KPI", "Waarde"],
                ["Actie 17: Omstaanders", "Te behalen KPI", 60],
                ["Actie 17: Omstaanders", "Behaald", 53],
                ["Actie 24: Cultuur", "Te behalen KPI", 180],
                ["Actie 24: Cultuur", "Behaald"],
            ]
        ),
        only(
            {17: (60, 53), 24: (180, None)},
            "KPI | Waarde",
            "Actie 24: Cultuur | Behaald",
        ),
    )
    yield Case(
        "a table with a weak heading below titles that could head a turned one",
        book(
            [
                ["Gemeente Boom"],
                ["Stand van zaken acties"],
                [],
                ["Actie", "Norm", "Behaald"],
                ["15 Brugfiguren", "300 gezinnen", "65 gezinnen"],
                ["24 Cultuur", "180 jongeren", "45 jongeren"],
            ]
        ),
        only(
            _TWO,
            *("300 gezinnen", "65 gezinnen", "180 jongeren", "45 jongeren"),
            *("Gemeente Boom", "Stand van zaken acties"),
            bestuur="Boom",
        ),
    )
