"""Where the table stands and what its columns are called."""

from collections.abc import Iterator
from typing import Final

from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.torture_books.case import BODY, HEAD, KPIS, Case, only, wanted
from tests.torture_books.make import book, merged, standard


def cases() -> Iterator[Case]:
    yield Case("a plain table", standard(), wanted())
    yield from _above()
    yield from _headers()
    yield from _columns()
    yield from _turned()
    yield from _several()


# Headers that say more than the wording: what was typed is kept.
_MORE: Final = {"Aktie", "Welke actie?"}


def _above() -> Iterator[Case]:
    """What stands over the header."""
    yield Case(
        "a title of their own, in capitals, and a blank row",
        standard(above=[["RAPPORTAGE PLAN SAMENLEVEN GEMEENTE AARTSELAAR"], []]),
        wanted("RAPPORTAGE PLAN SAMENLEVEN GEMEENTE AARTSELAAR", bestuur="Aartselaar"),
    )
    yield Case(
        "a merged title over all columns and a date beside it",
        standard(
            merged("A1:C1"),
            above=[["KPI's Plan Samenleven"], ["Stand op", "31/03/2024"]],
        ),
        wanted("KPI's Plan Samenleven", "Stand op | 31/03/2024"),
    )
    yield Case(
        "labels with who reports above the table",
        standard(
            above=[
                ["Bestuur:", "Stad Genk"],
                ["Contactpersoon:", "An Peeters"],
                ["E-mail", "an.peeters@genk.be"],
                [],
            ]
        ),
        wanted("Stad Genk", "An Peeters", "an.peeters@genk.be", bestuur="Genk"),
    )
    yield Case(
        "the bestuur behind its label in one cell",
        standard(above=[["Gemeente: Boom"]]),
        wanted(bestuur="Boom"),
    )
    yield Case(
        "twenty lines of letter above the table",
        standard(above=[[f"Beste regel {n} van de brief"] for n in range(20)]),
        wanted(*(f"Beste regel {n} van de brief" for n in range(20))),
    )
    yield Case(
        "a table that starts far from the corner",
        book([[], [], *([None, None, None, None, *row] for row in [HEAD, *BODY])]),
        wanted(),
    )
    yield Case(
        "a period in the title says nothing of a target",
        standard(above=[["Te behalen KPI's en behaalde KPI's 2023-2024"]]),
        wanted("Te behalen KPI's en behaalde KPI's 2023-2024"),
    )


def _headers() -> Iterator[Case]:
    """What the columns are called."""
    for head in (
        ["ACTIE", "TE BEHALEN", "BEHAALD"],
        ["Acties Plan Samenleven", "Vooropgesteld", "Gerealiseerd"],
        ["Actie", "Streefcijfer", "Resultaat"],
        ["Omschrijving", "Target", "Realisatie"],
        ["Actie", "KPI", "Behaald"],
        ["Actie", "Doel", "Aantal"],
        ["Maatregel", "Te bereiken aantal", "Bereikt aantal"],
        ["actie\n(naam)", "KPI\nte behalen", "KPI\nbehaald"],
        ["Actie", "Te behalen KPI (toegekend)", "Behaalde KPI t.e.m. 31/03/2024"],
        ["Aktie", "Te behaalen KPI", "Behaalde KPIs"],
        ["Actie:", "Te behalen KPI*", "Behaald KPI**"],
        ["Welke actie?", "Hoeveel te behalen?", "Hoeveel behaald?"],
        ["Actie", "Engagement", "Bereik"],
        ["Naam", "Beoogd", "Effectief"],
        ["Actie", "Te behalen kpi pj2", "Behaalde kpi pj2"],
        ["Actie", "KPI projectjaar 2", "Stand 31 maart 2024"],
        ["Project", "Doelstelling 2023-2024", "Behaald op 31/3/2024"],
        ["Actie", "Aantal te bereiken", "Aantal bereikt"],
        ["Actie", "Te\u00a0behalen", "Be\u00adhaald"],
    ):
        told = " / ".join(" ".join(text.split()) for text in head)
        typed = [] if head[0] not in _MORE else head
        yield Case(f"columns called {told}", standard(head=head), wanted(*typed))
    yield Case(
        "two header rows with merged groups",
        book(
            [
                ["Actie", "KPI", None],
                [None, "Te behalen", "Behaald"],
                *BODY,
            ],
            merged("A1:A2", "B1:C1"),
        ),
        wanted(),
    )
    yield Case(
        "three header rows, a unit below",
        book(
            [
                ["Actie", "KPI's", None],
                [None, "Te behalen", "Behaald"],
                [None, "(aantal)", "(aantal)"],
                *BODY,
            ]
        ),
        wanted("(aantal) | (aantal)"),
    )
    yield Case(
        "a row of column letters below the header",
        book([HEAD, ["(a)", "(b)", "(c)"], *BODY]),
        wanted("(a) | (b) | (c)"),
    )
    yield Case(
        "a blank row between the header and the lines",
        book([HEAD, [], *BODY]),
        wanted(),
    )
    yield Case(
        "the header again on every printed page",
        book([HEAD, BODY[0], HEAD, *BODY[1:]]),
        wanted(),
    )
    yield Case("a header in bold white on blue", standard(_coloured), wanted())
    yield Case("an autofilter and frozen panes", standard(_frozen), wanted())


def _coloured(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")


def _frozen(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:C4"
    sheet.freeze_panes = "A2"


def _columns() -> Iterator[Case]:
    """In which order, and what else there is."""
    yield Case(
        "the numbers before the names",
        book([HEAD[::-1], *(row[::-1] for row in BODY)]),
        wanted(),
    )
    yield Case(
        "a percentage column behind",
        book(
            [
                [*HEAD, "%"],
                [*BODY[0], 0.217],
                [*BODY[1], "189%"],
                [*BODY[2], "25 %"],
            ]
        ),
        wanted(),
    )
    yield Case(
        "a percentage column between the two",
        book(
            [
                ["Actie", "Te behalen KPI", "Behaald %", "Behaald KPI"],
                ["15 Brugfiguren", 300, "22%", 65],
                ["5 Oefenkansen Nederlands", 1500, "189%", 2840],
                ["13 In contact brengen met sport", 180, "25%", 45],
            ]
        ),
        wanted(),
    )
    yield Case(
        "the numbers of last round beside",
        book(
            [
                ["Actie", "Behaald PJ1", "Te behalen KPI PJ2", "Behaald PJ2"],
                ["15 Brugfiguren", 307, 300, 65],
                ["5 Oefenkansen Nederlands", 1600, 1500, 2840],
                ["13 In contact brengen met sport", 195, 180, 45],
            ]
        ),
        wanted("Behaald PJ1: 307", "Behaald PJ1: 1600", "Behaald PJ1: 195"),
    )
    yield Case(
        "what is still to do, computed by hand",
        book(
            [
                [*HEAD, "Nog te behalen", "Opmerkingen"],
                [*BODY[0], 235, "Vacature staat open"],
                [*BODY[1], 0, None],
                [*BODY[2], 135, "Zwemclub doet mee"],
            ]
        ),
        wanted("Vacature staat open", "Zwemclub doet mee"),
    )
    yield Case(
        "amounts in euro between",
        book(
            [
                ["Actie", "Subsidie", "Te behalen KPI", "Behaald KPI"],
                ["15 Brugfiguren", 96000, 300, 65],
                ["5 Oefenkansen Nederlands", "€ 90.000", 1500, 2840],
                ["13 In contact brengen met sport", 37800, 180, 45],
            ]
        ),
        wanted("Subsidie: 96000", "Subsidie: € 90.000", "Subsidie: 37800"),
    )
    yield Case(
        "huidig and gepland bereik as in the application",
        book(
            [
                ["Actie", "Huidig bereik", "Gepland bereik KPI", "Behaald bereik"],
                ["15 Brugfiguren", 20, 300, 65],
                ["5 Oefenkansen Nederlands", 400, 1500, 2840],
                ["13 In contact brengen met sport", 0, 180, 45],
            ]
        ),
        wanted("Huidig bereik: 20", "Huidig bereik: 400", "Huidig bereik: 0"),
    )
    yield Case(
        "columns of their own with words",
        book(
            [
                ["Actie", "Trekker", "Te behalen KPI", "Behaald KPI", "Partner X"],
                ["15 Brugfiguren", "An", 300, 65, "PIN vzw"],
                ["5 Oefenkansen Nederlands", "Bob", 1500, 2840, None],
                ["13 In contact brengen met sport", None, 180, 45, None],
            ]
        ),
        wanted("Trekker: An", "Trekker: Bob", "Partner X", "PIN vzw"),
    )
    yield Case(
        "empty columns between all columns",
        book([[c for v in row for c in (v, None)] for row in [HEAD, *BODY]]),
        wanted(),
    )
    yield Case(
        "no header over the column of actions",
        standard(head=[None, "Te behalen KPI", "Behaald KPI"]),
        wanted(),
    )


def _turned() -> Iterator[Case]:
    """On its side, or as a list."""
    turned = [list(column) for column in zip(HEAD, *BODY, strict=True)]
    yield Case("a table on its side", book(turned), wanted())
    yield Case(
        "a table on its side below a title",
        book([["Onze KPI's"], [], *turned]),
        wanted("Onze KPI's"),
    )
    listed: list[list[object]] = []
    for naam, target, reached in BODY:
        listed += [["Actie", naam], ["Te behalen KPI", target]]
        listed += [["Behaald KPI", reached], []]
    yield Case("a list of labels", book(listed), wanted())
    yield Case(
        "a list of labels with colons in one column",
        book([[f"{row[0]}: {row[1]}"] for row in listed if row]),
        wanted(),
    )


def _several() -> Iterator[Case]:
    """More than one table on a sheet."""
    yield Case(
        "a table per doelstelling below each other",
        book(
            [
                ["Doelstelling 5: Netwerk"],
                HEAD,
                BODY[0],
                BODY[2],
                [],
                ["Doelstelling 2: Nederlands"],
                HEAD,
                BODY[1],
            ]
        ),
        wanted("Doelstelling 5: Netwerk", "Doelstelling 2: Nederlands"),
    )
    yield Case(
        "two tables beside each other",
        book(
            [
                [*HEAD, None, *HEAD],
                [*BODY[0], None, *BODY[1]],
                [*BODY[2], None, None, None, None],
            ]
        ),
        wanted(),
    )
    yield Case(
        "headings of doelstellingen between the lines",
        book([HEAD, ["Netwerk"], BODY[0], BODY[2], ["Nederlands"], BODY[1]]),
        wanted(),
    )
    yield Case(
        "a second table that is about money",
        book(
            [
                HEAD,
                *BODY,
                [],
                ["Kostenpost", "Begroot", "Uitgegeven"],
                ["Loonkost brugfiguur", 60000, 12000],
            ]
        ),
        only(
            KPIS,
            "Kostenpost | Begroot | Uitgegeven",
            "Loonkost brugfiguur | 60000 | 12000",
        ),
    )
    yield Case(
        "a legend below the table",
        standard(below=[[], ["* voorlopige cijfers"], ["Bron: registratie 31/3"]]),
        wanted("* voorlopige cijfers", "Bron: registratie 31/3"),
    )
