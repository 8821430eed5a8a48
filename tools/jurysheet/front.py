"""Front: page one and the KPI table, what a juror reads first."""

from tools.jurysheet.markup import cell, each, p, row, rows, run, table, when
from tools.jurysheet.pieces import CHANGED, GREY, changes, findings, head_row, origin


def front() -> str:
    """Return page one: who, what must be decided, what is at stake and striking."""
    fields = (
        ("", "Bestuur", "{{ bestuur.naam }} ({{ bestuur.soort }})"),
        ("bestuur.partners", "Partners", "{{ bestuur.partners }}"),
        ("", "Ronde", "{{ ronde.naam }}{{ ronde.periode }}"),
        ("ontvangen", "Ontvangen", "{{ ontvangen }}"),
        ("", "Kenmerk", "{{ kenmerk }}"),
    )
    lines = "".join(_field(*field) for field in fields)
    return "".join(
        (
            p("Jurysheet Plan Samenleven", style="Bovenkop"),
            p("{{ bestuur.naam }}", style="Title"),
            p("{{ ronde.naam }}", style="Subtitle"),
            table((1900, 7738), lines, style="Fiche", caption="Gegevens"),
            _figures(),
            p("Te beslissen", style="Heading1"),
            p("{{ cijfers.zin }}", keep=True),
            _decisions(),
            p("Wat opvalt", style="Heading1"),
            when(
                "opvallend",
                p("{{ cijfers.bevindingen }}", keep=True),
                findings("opvallend"),
                otherwise=(p("{{ cijfers.bevindingen }}"),),
            ),
            when("meer_bevindingen", p("{{ meer_bevindingen }}", style="Bron")),
            when("verbeterd", p("{{ verbeterd }}")),
        )
    )


def _field(condition: str, label: str, value: str) -> str:
    line = row(cell(p(label, style="Label")), cell(p(value, style="Tabeltekst")))
    return rows(f"if {condition}", line, columns=2) if condition else line


def _figures() -> str:
    """The four numbers that a juror wants to see first."""
    figures = (
        ("{{ cijfers.te_beoordelen }}", "{{ cijfers.acties }}"),
        ("{{ cijfers.open }}", "{{ cijfers.vragen }}"),
        ("{{ cijfers.subsidie }}", "{{ cijfers.subsidie_totaal }}"),
        ("{{ cijfers.fouten }}", "{{ cijfers.waarschuwingen }}"),
    )
    widths = (2220, 2220, 2978, 2220)
    return table(
        widths,
        row(
            *(
                cell(p(big, style="Cijfer"), p(small, style="Cijferlabel"), fill=GREY)
                for big, small in figures
            )
        ),
        style="Cijfers",
        caption="Kerncijfers",
    )


def _decisions() -> str:
    line = row(
        cell(
            p(
                run("{{ regel.nummer }}  ", "Strong"),
                "{{ regel.naam }}",
                style="Tabeltekst",
            )
        ),
        cell(
            p("{{ regel.symbool }} {{ regel.woord }}", style="Tabeltekst"),
            fill="{regel.tint}",
        ),
        cell(p("{{ regel.stand }}", style="Tabeltekst")),
        cell(p("{{ regel.subsidie }}", style="Tabelgetal")),
        cell(each("oordeel in regel.oordelen", p("{{ oordeel }}", style="Tabeltekst"))),
    )
    content = table(
        (3238, 2100, 2000, 1100, 1200),
        head_row("Actie", "Waarom", "Stand", ">Subsidie", "Oordeel"),
        rows("for regel in beslissingen", line, columns=5),
        caption="Acties waarover de jury oordeelt",
    )
    return when("beslissingen", content)


def kpis() -> str:
    """Return the table of all actions with their KPI."""
    action_line = row(
        cell(
            p(run("{{ rij.nummer }}  ", "Strong"), "{{ rij.naam }}", style="Tabeltekst")
        ),
        cell(p("{{ rij.te_behalen }}", style="Tabelgetal")),
        cell(p("{{ rij.behaald }}", style="Tabelgetal")),
        cell(
            p("{{ rij.percentage }}", style="Tabelgetal"),
            when("rij.balk", p("{{ rij.balk }}", style="Balk")),
        ),
        cell(p("{{ rij.drempel }}", style="Tabelgetal")),
        cell(
            p("{{ rij.symbool }} {{ rij.woord }}", style="Tabeltekst"),
            fill="{rij.tint}",
        ),
        cell(origin("rij")),
    )
    group_line = row(
        cell(p("{{ rij.naam }}", style="Tabelinspring")),
        cell(p("{{ rij.te_behalen }}", style="Tabelgetalklein")),
        cell(p("{{ rij.behaald }}", style="Tabelgetalklein")),
        cell(p("{{ rij.percentage }}", style="Tabelgetalklein")),
        cell(p(style="Tabelgetalklein")),
        cell(p(style="Tabeltekst")),
        cell(origin("rij")),
    )
    content = table(
        (2350, 1060, 880, 1060, 880, 1500, 1908),
        head_row(
            "Actie",
            ">Te behalen",
            ">Behaald",
            ">Behaald %",
            ">Drempel",
            "Status",
            "Bron",
        ),
        rows(
            "for rij in kpis",
            rows("if rij.is_actie", action_line, columns=7),
            rows("if rij.is_doelgroep", group_line, columns=7),
            columns=7,
        ),
        caption="KPI's van alle acties",
    )
    return "".join(
        (
            p("KPI’s van alle acties", style="Heading1"),
            p("{{ ronde.drempelzin }}", keep=True),
            when(
                "kpis",
                content,
                otherwise=(p("Over geen enkele actie is iets bekend.", style="Leeg"),),
            ),
            when("gewijzigd", p(CHANGED, style="Heading3"), changes("gewijzigd")),
        )
    )
