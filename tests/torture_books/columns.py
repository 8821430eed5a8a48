"""Several columns that can give one number: years, parts, running totals, plans."""

from collections.abc import Iterator

from tests.torture_books.case import HEAD, Case, Expected, only
from tests.torture_books.make import Rows, book, books, merged

_NAAM = "15 Brugfiguren"
_DOUBT = ("kpi-kolommen",)


def _one(name: str, head: Rows, row: tuple[object, ...], expected: Expected) -> Case:
    return Case(name, book([*head, [_NAAM, *row]]), expected)


def cases() -> Iterator[Case]:
    yield from _years()
    yield from _beside_an_earlier_round()
    yield from _above_and_between()
    yield from _parts()
    yield from _two_tables()


def _years() -> Iterator[Case]:
    left = ("Behaald 2023: 25", "Behaald 2024: 40")
    nothing = only({15: (300, None)}, *left, codes=_DOUBT)
    yield _one(
        "a column per calendar year is not chosen from",
        [["Actie", "Te behalen", "Behaald 2023", "Behaald 2024"]],
        (300, 25, 40),
        nothing,
    )
    for years in ((2023, 2024), ("2023", "2024")):
        kind = "numbers" if years[0] == 2023 else "texts"
        rows = [["Actie", "Te behalen", "Behaald"], [None, None, *years]]
        yield Case(
            f"years as {kind} under a merged header",
            book([*rows, [_NAAM, 300, 25, 40]], merged("C1:D1", "A1:A2", "B1:B2")),
            nothing,
        )
        yield _one(
            f"years as {kind} under a header that is not merged",
            rows,
            (300, 25, 40),
            nothing,
        )
    yield _one(
        "doelgroepen under a header that is not merged",
        [["Actie", "Te behalen", "Behaald"], [None, None, "jongens", "meisjes"]],
        (300, 25, 40),
        only(
            {15: (300, None)},
            "Behaald jongens: 25",
            "Behaald meisjes: 40",
            codes=_DOUBT,
        ),
    )
    yield _one(
        "last year beside this year",
        [["Actie", "Behaald vorig jaar", "Te behalen", "Behaald dit jaar"]],
        (307, 300, 65),
        only({15: (300, 65)}, "Behaald vorig jaar: 307"),
    )
    yield _one(
        "only last year's number",
        [["Actie", "Te behalen", "Behaalde KPI vorig projectjaar"]],
        (300, 307),
        only({15: (300, None)}, "Behaalde KPI vorig projectjaar: 307"),
    )
    yield _one(
        "a target of one year and a number of another",
        [["Actie", "Te behalen 2024", "Behaald 2023"]],
        (300, 307),
        only({15: (300, None)}, "Behaald 2023: 307", codes=_DOUBT),
    )
    yield _one(
        "a target of the project year and a number in it",
        [["Actie", "Te behalen 2023-2024", "Behaald 31/03/2024"]],
        (300, 65),
        only({15: (300, 65)}),
    )
    yield _one(
        "two dates on which something was counted",
        [["Actie", "Doel", "Stand 31/12/2023", "Stand 31/03/2024"]],
        (300, 25, 65),
        only(
            {15: (300, None)},
            "Stand 31/12/2023: 25",
            "Stand 31/03/2024: 65",
            codes=_DOUBT,
        ),
    )


def _beside_an_earlier_round() -> Iterator[Case]:
    for head in ("Behaald KPI", "Stand 31/03/2024", "Tussenstand 31 maart"):
        yield _one(
            f"{head} beside the number of projectjaar 1",
            [["Actie", "Behaald projectjaar 1", "Streefcijfer", head]],
            (307, 300, 65),
            only({15: (300, 65)}, "Behaald projectjaar 1: 307"),
        )
        yield _one(
            f"{head} still blank beside the number of projectjaar 1",
            [["Actie", "Behaald projectjaar 1", "Streefcijfer", head]],
            (307, 300, None),
            only({15: (300, None)}, "Behaald projectjaar 1: 307"),
        )
    yield _one(
        "a number of projectjaar 2 beside one of nobody knows when",
        [["Actie", "Streefcijfer", "Behaald PJ2", "Behaald"]],
        (300, 65, 372),
        only({15: (300, None)}, "Behaald PJ2: 65", "Behaald: 372", codes=_DOUBT),
    )


def _above_and_between() -> Iterator[Case]:
    """Lines that look like a part of the header, and names between numbers."""
    yield Case(
        "a field right above a header without a sure name for the action",
        book(
            [
                ["Gemeente:", "Halle"],
                ["Project", "Te behalen KPI", "Behaald KPI", "% behaald"],
                [_NAAM, 300, 65, 0.217],
            ]
        ),
        only({15: (300, 65)}, bestuur="Halle"),
    )
    yield Case(
        "a first line with numbers as text is no part of the header",
        book(
            [
                ["Project", "Partner", "Te behalen", "Behaald"],
                ["13 Sport", "Som", "ca. 180", "45 jongeren"],
                ["13 Sport", "Gent", "100", "40"],
                ["13 Sport", "Aalst", "80", "5"],
            ]
        ),
        only({13: (180, 45, {"Gent": (100, 40), "Aalst": (80, 5)})}, "45 jongeren"),
    )
    head = [None, "Partner", "Te behalen", "Behaald"]
    yield Case(
        "a title above a column without a header",
        book(
            [
                ["15 Brugfiguren"],
                head,
                [None, "Gent", 300, 65],
                [],
                ["Actie 10"],
                head,
                [None, "Gent", 120, 50],
            ]
        ),
        only({15: (300, 65), 10: (120, 50)}, "Gent", "Gent"),
    )
    yield Case(
        "an action by name between actions by number",
        book(
            [
                HEAD,
                ["In contact brengen met sport", 180, 45],
                ["Actie 20", 300, 12],
                ["Actie 7", 150, 90],
            ]
        ),
        only({13: (180, 45), 20: (300, 12), 7: (150, 90)}),
    )


def _parts() -> Iterator[Case]:
    head = ["Actie", "Te behalen", "Behaald Q1", "Behaald Q2"]
    left = ("Behaald Q1: 25", "Behaald Q2: 40")
    yield _one(
        "a running total that adds up the quarters",
        [[*head, "Cumulatief behaald"]],
        (300, 25, 40, 65),
        only({15: (300, 65)}, *left),
    )
    yield _one(
        "a running total that goes on from before",
        [[*head, "Cumulatief behaald"]],
        (300, 25, 40, 372),
        only({15: (300, None)}, *left, "Cumulatief behaald: 372", codes=_DOUBT),
    )
    yield _one(
        "a total over all years beside the number itself",
        [["Actie", "Te behalen", "Behaald", "Totaal behaald"]],
        (300, 65, 372),
        only({15: (300, None)}, "Behaald: 65", "Totaal behaald: 372", codes=_DOUBT),
    )
    yield _one(
        "two headers for one number that agree",
        [["Actie", "Te behalen", "Aantal bereikt", "Behaald"]],
        (300, 65, 65),
        only({15: (300, 65)}, "Behaald: 65"),
    )
    yield _one(
        "two headers for one number that do not agree",
        [["Actie", "Te behalen", "Aantal bereikt", "Behaald"]],
        (300, 80, 65),
        only({15: (300, None)}, "Aantal bereikt: 80", "Behaald: 65", codes=_DOUBT),
    )
    yield _one(
        "what is expected beside what is to reach",
        [["Actie", "Te behalen", "Behaald", "Verwacht te behalen eind"]],
        (300, 65, 310),
        only({15: (300, 65)}, "Verwacht te behalen eind: 310"),
    )
    for head in (
        *("Verwacht behaald", "Behaald (verwacht)", "Verwachte realisatie"),
        *("Geschat behaald", "Gerealiseerd budget", "Behaald in euro"),
        *("Behaald (%)", "Nog te behalen"),
    ):
        yield _one(
            f"{head} is not what was reached",
            [["Actie", "Te behalen", head]],
            (300, 65),
            only({15: (300, None)}, f"{head}: 65"),
        )


def _two_tables() -> Iterator[Case]:
    targets = [HEAD[:2], [_NAAM, 300], ["5 Oefenkansen Nederlands", 1500]]
    reached = [
        [HEAD[0], HEAD[2]],
        [_NAAM, 65],
        ["5 Oefenkansen Nederlands", 2840],
    ]
    both = only({15: (300, 65), 5: (1500, 2840)})
    yield Case(
        "targets on one sheet and what was reached on another",
        books({"Planning": targets, "Realisatie": reached}),
        both,
    )
    yield Case(
        "targets in one table and what was reached in another",
        book([*targets, [], *reached]),
        both,
    )
    yield Case(
        "doelgroepen with a target here and a number there",
        books(
            {
                "Plan": [
                    ["Actie", "Doelgroep", "Te behalen"],
                    ["10 Ondernemerschap", "nieuwkomers", 75],
                    ["10 Ondernemerschap", "vrouwen", 30],
                ],
                "Stand": [
                    ["Actie", "Doelgroep", "Behaald"],
                    ["10 Ondernemerschap", "nieuwkomers", 30],
                    ["10 Ondernemerschap", "vrouwen", 20],
                ],
            }
        ),
        only({10: (105, 50, {"nieuwkomers": (75, 30), "vrouwen": (30, 20)})}),
    )
