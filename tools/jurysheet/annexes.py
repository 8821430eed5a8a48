"""Annexes: whatever else the dossier holds, with its origin."""

from tools.jurysheet.markup import cell, each, p, row, rows, table, when
from tools.jurysheet.pieces import findings, head_row


def annexes() -> str:
    """Return the annexes: whatever else the dossier holds, with its origin."""
    return "".join(
        (
            p("Bijlagen", style="Bijlage"),
            _unread(),
            _mails(),
            p("Alle bevindingen", style="Heading2"),
            when(
                "bevindingen",
                findings("bevindingen"),
                otherwise=(p("Geen bevindingen.", style="Leeg"),),
            ),
            _documents(),
            _corrections(),
            _values(),
        )
    )


def _unread() -> str:
    """What the bestuur wrote that no field could take."""
    line = row(
        cell(
            p("{{ stuk.bestand }}", style="Tabeltekst"),
            p("{{ stuk.plaats }}", style="Bron"),
        ),
        cell(each("alinea in stuk.alineas", p("{{ alinea }}", style="Tabeltekst"))),
        breaks=True,
    )
    content = table(
        (3000, 6638),
        head_row("Waar", "Tekst van het bestuur"),
        rows("for stuk in niet_herkend", line, columns=2),
        caption="Tekst buiten de velden van het formulier",
    )
    return "".join(
        (
            p("Tekst buiten de velden van het formulier", style="Heading2"),
            p(
                "Wat het bestuur schreef en in geen veld van het formulier paste, "
                "woordelijk.",
                style="Bron",
            ),
            when(
                "niet_herkend",
                content,
                otherwise=(p("Niets: alles paste in een veld.", style="Leeg"),),
            ),
            when("meer_niet_herkend", p("{{ meer_niet_herkend }}", style="Bron")),
        )
    )


def _mails() -> str:
    return when(
        "mails",
        p("Begeleidende mails", style="Heading2"),
        each(
            "mail in mails",
            p("{{ mail.onderwerp }}", style="Heading3"),
            p("{{ mail.ontvangen }}", style="Bron"),
            each("alinea in mail.alineas", p("{{ alinea }}", style="Quote")),
        ),
    )


def _documents() -> str:
    line = row(
        cell(p("{{ bron.naam }}", style="Tabeltekst")),
        cell(p("{{ bron.soort }}", style="Tabeltekst")),
        cell(p("{{ bron.ontvangen }}", style="Tabeltekst")),
        cell(p("{{ bron.status }}", style="Tabeltekst")),
    )
    content = table(
        (4538, 1800, 2000, 1300),
        head_row("Document", "Soort", "Ontvangen", "Status"),
        rows("for bron in documenten", line, columns=4),
        caption="Documenten",
    )
    return when("documenten", p("Documenten", style="Heading2"), content)


def _corrections() -> str:
    """What ABB put right, with why, by whom and when."""
    line = row(
        cell(p("{{ correctie.veld }}", style="Tabeltekst")),
        cell(
            each("alinea in correctie.alineas", p("{{ alinea }}", style="Tabeltekst"))
        ),
        cell(each("alinea in correctie.reden", p("{{ alinea }}", style="Tabeltekst"))),
        cell(
            p("{{ correctie.wie }}", style="Tabeltekst"),
            p("{{ correctie.gegeven }}", style="Bron"),
        ),
        breaks=True,
    )
    content = table(
        (2500, 2838, 2500, 1800),
        head_row("Veld", "Verbeterd tot", "Reden", "Door"),
        rows("for correctie in correcties", line, columns=4),
        caption="Correcties door ABB",
    )
    return when("correcties", p("Correcties door ABB", style="Heading2"), content)


def _values() -> str:
    line = row(
        cell(p("{{ waarde.veld }}", style="Tabelklein")),
        cell(each("alinea in waarde.alineas", p("{{ alinea }}", style="Tabelklein"))),
        cell(p("{{ waarde.bron }}", style="Tabelklein")),
        cell(
            p("{{ waarde.zekerheid }}", style="Tabelklein"),
            fill="{waarde.tint}",
        ),
        breaks=True,
    )
    content = table(
        (2500, 3438, 2600, 1100),
        head_row("Veld", "Gelezen", "Vindplaats", "Zekerheid"),
        rows("for waarde in waarden", line, columns=4),
        caption="Alle waarden met hun vindplaats",
    )
    return when(
        "waarden",
        p("Alle waarden met hun vindplaats", style="Heading2"),
        p(
            "Lange antwoorden staan hier ingekort; voluit staan ze bij de actie.",
            style="Bron",
        ),
        content,
    )
