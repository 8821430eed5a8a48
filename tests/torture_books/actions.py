"""How officials call their actions, and which rows are none."""

from collections.abc import Iterator

from tests.torture_books.case import BODY, HEAD, Case, only, wanted
from tests.torture_books.make import book, merged, standard


def _one(naam: object, *rest: str) -> Case:
    return Case(
        f"an action called {naam}",
        book([HEAD, [naam, 300, 65]]),
        only({15: (300, 65)}, *rest),
    )


def cases() -> Iterator[Case]:
    for naam in (
        "Actie 15",
        "15. Brug leggen naar onderwijs",
        "15/brugfiguren",
        "A15 - brugfiguren",
        "Actie 15: Brug leggen naar onderwijs",
        "BRUG LEGGEN NAAR ONDERWIJS",
        "brug leggen naar het onderwijs",
        "Brugfiguren",
        "brugfiguur",
        "Brug  leggen\nnaar onderwijs",
        "Brugfiguren in het onderwijs (actie 15)",
        "15 – Brug leggen naar onderwijs – kwetsbare gezinnen",
        "Inzetten van brugfiguren die de brug maken tussen gezinnen en onderwijs",
        "actie nr. 15",
        "Nr 15",
    ):
        yield _one(naam)
    yield _one("Brugfigueren", "Brugfigueren")
    yield Case(
        "an action as a bare number",
        book([HEAD, [15, 300, 65], [5, 1500, 2840], [13, 180, 45]]),
        wanted(),
    )
    yield Case(
        "an action in words of its own behind its name",
        book([HEAD, ["Brugfiguren (trekker: Fatima)", 300, 65]]),
        only({15: (300, 65)}, "Brugfiguren (trekker: Fatima)"),
    )
    yield Case(
        "their own numbers before the names",
        book(
            [
                HEAD,
                ["Actie 1 - Brugfiguren", 300, 65],
                ["Actie 2 - Oefenkansen Nederlands", 1500, 2840],
                ["Actie 3 - Sport", 180, 45],
            ]
        ),
        wanted(),
    )
    yield Case(
        "their own numbers in a column",
        book(
            [
                ["Nr.", *HEAD],
                [1, "Brugfiguren", 300, 65],
                [2, "Oefenkansen Nederlands", 1500, 2840],
                [3, "Sport", 180, 45],
            ]
        ),
        wanted(),
    )
    yield Case(
        "official numbers in a column, names with typing errors",
        book(
            [
                ["Actienr.", *HEAD],
                [15, "Brug legen naar onderwijs", 300, 65],
                [5, "Oefenkansen Nederlnads", 1500, 2840],
                [13, "In kontakt brengen met sport", 180, 45],
            ]
        ),
        wanted(
            "Brug legen naar onderwijs",
            "Oefenkansen Nederlnads",
            "In kontakt brengen met sport",
        ),
    )
    yield Case(
        "numbers with a letter or a point",
        book(
            [
                ["Nr", *HEAD],
                ["A15", "Brugfiguren", 300, 65],
                ["5.", "Oefenkansen Nederlands", 1500, 2840],
                ["nr. 13", "Sport", 180, 45],
            ]
        ),
        wanted(),
    )
    yield Case(
        "a total below, typed",
        standard(below=[["Totaal", 1980, 2950]]),
        wanted("Totaal | 1980 | 2950"),
    )
    yield Case(
        "a total below in other words",
        standard(
            below=[["TOTAAL ALLE ACTIES", 1980, 2950], ["Algemeen totaal", 1980, 2950]]
        ),
        wanted("TOTAAL ALLE ACTIES | 1980 | 2950", "Algemeen totaal | 1980 | 2950"),
    )
    yield Case(
        "a total above the lines",
        book([HEAD, ["Totaal", 1980, 2950], *BODY]),
        wanted("Totaal | 1980 | 2950"),
    )
    yield Case(
        "subtotals per doelstelling",
        book(
            [
                HEAD,
                BODY[0],
                BODY[2],
                ["Subtotaal netwerk", 480, 110],
                BODY[1],
                ["Subtotaal Nederlands", 1500, 2840],
                ["Eindtotaal", 1980, 2950],
            ]
        ),
        wanted(
            "Subtotaal netwerk | 480 | 110",
            "Subtotaal Nederlands | 1500 | 2840",
            "Eindtotaal | 1980 | 2950",
        ),
    )
    yield Case(
        "a total without a word",
        standard(below=[[None, 1980, 2950]]),
        wanted("1980 | 2950"),
    )
    yield Case(
        "a sum sign before the total",
        standard(below=[["Σ", "=SUM(B2:B4)", "=SUM(C2:C4)"]]),
        wanted("Σ"),
    )
    yield Case(
        "an action that nobody knows",
        standard(below=[["Buurtfeest", 10, 3]]),
        wanted("Buurtfeest | 10 | 3"),
    )
    yield Case(
        "an action that is not subsidised",
        standard(below=[["4 Zomerscholen", 10, 3]]),
        wanted(a4=(10, 3)),
    )
    yield Case(
        "actions without any number are not told",
        standard(
            below=[["24 Cultuur", None, None], ["16 Straatintimidatie", "nvt", "nvt"]]
        ),
        wanted("nvt", "nvt"),
    )
    yield Case(
        "two actions in one line",
        standard(below=[["Sport en cultuur", 360, 120]]),
        wanted("Sport en cultuur | 360 | 120"),
    )
    yield Case(
        "the same line twice",
        standard(below=[BODY[0]]),
        wanted(),
    )
    yield Case(
        "the same action twice with other numbers",
        standard(below=[["15 Brugfiguren", 300, 80]]),
        wanted(a15=(300, None), codes=["kpi-wijkt-af"]),
    )
    yield Case(
        "an action in parts that have their own names",
        book(
            [
                HEAD,
                ["15 Brugfiguren secundair onderwijs", 100, 30],
                ["15 Brugfiguren basisonderwijs", 200, 35],
            ]
        ),
        only(
            {15: (300, 65)},
            "15 Brugfiguren secundair onderwijs",
            "15 Brugfiguren basisonderwijs",
        ),
    )
    yield Case(
        "merged action cells over their doelgroepen",
        book(
            [
                ["Actie", "Doelgroep", "Te behalen", "Behaald"],
                ["17 Omstaanders", "professionals", 150, 40],
                [None, "burgers", 150, 10],
            ],
            merged("A2:A3"),
        ),
        only({17: (300, 50, {"professionals": (150, 40), "burgers": (150, 10)})}),
    )
    yield Case(
        "the name in one cell and the number in the next",
        book(
            [
                ["Acties", None, "Te behalen", "Behaald"],
                ["Actie 15", "Brug leggen naar onderwijs", 300, 65],
                ["Actie 5", "Oefenkansen Nederlands", 1500, 2840],
                ["Actie 13", "In contact brengen met sport", 180, 45],
            ],
            merged("A1:B1"),
        ),
        wanted(),
    )
    yield Case(
        "the doelstelling in the first column, merged",
        book(
            [
                ["Doelstelling", *HEAD],
                ["5. Netwerk", *BODY[0]],
                [None, *BODY[2]],
                ["2. Nederlands", *BODY[1]],
            ],
            merged("A2:A3"),
        ),
        wanted(),
    )
    yield Case(
        "the unit in the name",
        book(
            [
                HEAD,
                ["15 Brugfiguren (gezinnen)", 300, 65],
                ["5 Oefenkansen Nederlands (aantal oefenkansen)", 1500, 2840],
                ["13 Sport (kinderen en jongeren)", 180, 45],
            ]
        ),
        wanted("5 Oefenkansen Nederlands (aantal oefenkansen)"),
    )
