"""Several sheets: hidden ones, other rounds, copies, one per doelstelling."""

import io
from collections.abc import Iterator

from openpyxl import load_workbook

from tests.torture_books.case import BODY, HEAD, Case, only, wanted
from tests.torture_books.make import Rows, books, saved

_TABLE: Rows = [HEAD, *BODY]


def _hidden(data: bytes, state: str = "hidden") -> bytes:
    made = load_workbook(io.BytesIO(data))
    made.worksheets[-1].sheet_state = state
    return saved(made)


def cases() -> Iterator[Case]:
    yield Case(
        "a sheet per doelstelling",
        books({"Netwerk": [HEAD, BODY[0], BODY[2]], "Nederlands": [HEAD, BODY[1]]}),
        wanted(),
    )
    yield Case(
        "a sheet per action, named by the sheet",
        books(
            {
                "Brugfiguren": [["Te behalen KPI", "Behaald KPI"], [300, 65]],
                "Oefenkansen": [["Te behalen KPI", "Behaald KPI"], [1500, 2840]],
                "Sport": [["Te behalen KPI", "Behaald KPI"], [180, 45]],
            }
        ),
        wanted(),
    )
    yield Case(
        "a sheet per action with labels",
        books(
            {
                f"Actie {nr}": [["Te behalen KPI", a], ["Behaald KPI", b]]
                for nr, a, b in ((15, 300, 65), (5, 1500, 2840), (13, 180, 45))
            }
        ),
        wanted(),
    )
    for state in ("hidden", "veryHidden"):
        yield Case(
            f"a {state} sheet with old numbers",
            _hidden(
                books({"Rapport": _TABLE, "Oud": [HEAD, ["24 Cultuur", 180, 20]]}),
                state,
            ),
            wanted("24 Cultuur | 180 | 20"),
        )
    yield Case(
        "the sheet of last projectjaar before that of this one",
        books({"PJ1": [HEAD, ["15 Brugfiguren", 300, 307]], "PJ2": _TABLE}),
        wanted("15 Brugfiguren | 300 | 307"),
    )
    yield Case(
        "the sheet of this projectjaar before that of the last",
        books(
            {
                "Projectjaar 2": _TABLE,
                "Projectjaar 1": [HEAD, ["15 Brugfiguren", 300, 307]],
            }
        ),
        wanted("15 Brugfiguren | 300 | 307"),
    )
    yield Case(
        "mid-term and end of one projectjaar",
        books(
            {
                "PJ2 tussentijds": _TABLE,
                "PJ1 eind": [HEAD, ["15 Brugfiguren", 300, 307]],
            }
        ),
        wanted("15 Brugfiguren | 300 | 307"),
    )
    yield Case(
        "a copy of the sheet",
        books({"Rapport": _TABLE, "Rapport (2)": _TABLE}),
        wanted(),
    )
    yield Case(
        "a copy with another number",
        books(
            {"Rapport": _TABLE, "Kopie": [HEAD, ["15 Brugfiguren", 300, 80], *BODY[1:]]}
        ),
        wanted(a15=(300, None), codes=["kpi-wijkt-af"]),
    )
    yield Case(
        "a pivot table of the same numbers",
        books(
            {
                "Rapport": _TABLE,
                "Draaitabel": [
                    ["Rijlabels", "Som van Behaald KPI", "Som van Te behalen KPI"],
                    ["13 In contact brengen met sport", 45, 180],
                    ["15 Brugfiguren", 65, 300],
                    ["5 Oefenkansen Nederlands", 2840, 1500],
                    ["Eindtotaal", 2950, 1980],
                ],
            }
        ),
        wanted("Rijlabels", "Eindtotaal | 1980 | 2950"),
    )
    yield Case(
        "a sheet with instructions of their own",
        books(
            {
                "Uitleg": [["Vul per actie het cijfer in."], ["Vragen? Bel Jan."]],
                "Cijfers": _TABLE,
            }
        ),
        wanted("Vul per actie het cijfer in.", "Vragen? Bel Jan."),
    )
    yield Case(
        "a registration list behind the report",
        books(
            {
                "Rapport": _TABLE,
                "Registratie": [
                    ["Datum", "Activiteit", "Deelnemers"],
                    ["3/2", "Babbeltafel", 12],
                    ["10/2", "Babbeltafel", 9],
                ],
            }
        ),
        wanted(
            "Datum | Activiteit | Deelnemers",
            "3/2 | Babbeltafel | 12",
            "10/2 | Babbeltafel | 9",
        ),
    )
    yield Case("an empty sheet first", books({"Blad1": [], "Blad2": _TABLE}), wanted())
    yield Case(
        "a workbook about something else",
        books({"Budget": [["Post", "Bedrag"], ["Loon", 1000]]}),
        only({}, "Post | Bedrag", "Loon | 1000", soort="onbekend"),
    )
    yield Case(
        "a sheet name with signs that need quotes",
        books({"KPI's 2023-'24 (def.)": _TABLE}),
        wanted(),
    )
    yield Case(
        "the bestuur as the name of the sheet",
        books({"Aartselaar": _TABLE}),
        wanted(bestuur="Aartselaar"),
    )
    yield Case(
        "a sheet per partner with the same actions",
        books(
            {
                "Eeklo": [HEAD, ["15 Brugfiguren", 100, 20]],
                "Wetteren": [HEAD, ["15 Brugfiguren", 120, 30]],
            }
        ),
        only({15: (None, None)}, codes=["kpi-wijkt-af", "kpi-wijkt-af"]),
    )
