"""Pieces: what several parts of the sheet have in common."""

from typing import Final

from tools.jurysheet.markup import cell, each, p, row, rows, run, table, when

UNSURE: Final = " ▲ onzeker gelezen{% endif %}"
"""The end of an `if`: what a reading in doubt is marked with."""
GREY: Final = "F1F1EF"
YELLOW: Final = "FFF8C9"
CHANGED: Final = "Gewijzigd sinds de vorige indiening"


def head_row(*words: str) -> str:
    """Return the header row; a word that starts with `>` stands above numbers."""
    cells = (
        p(word.removeprefix(">"), style=f"Tabelkop{'getal' * word.startswith('>')}")
        for word in words
    )
    return row(*(cell(paragraph, fill=GREY) for paragraph in cells), head=True)


def findings(name: str) -> str:
    """Return a table of bevindingen: how heavy, what, and where."""
    line = row(
        cell(
            p("{{ b.symbool }} {{ b.ernst }}", style="Tabeltekst"),
            fill="{b.tint}",
        ),
        cell(
            p("{{ b.bericht }}", style="Tabeltekst"),
            when("b.plaats", p("{{ b.plaats }}", style="Bron")),
        ),
    )
    return table(
        (1600, 8038),
        head_row("Gewicht", "Bevinding"),
        rows(f"for b in {name}", line, columns=2),
        caption="Bevindingen",
    )


def changes(name: str) -> str:
    """Return a table of what read otherwise before, field by field."""
    line = row(
        cell(p("{{ wijziging.veld }}", style="Tabeltekst")),
        cell(each("alinea in wijziging.vorige", p("{{ alinea }}", style="Tabelklein"))),
        cell(
            each("alinea in wijziging.huidige", p("{{ alinea }}", style="Tabelklein"))
        ),
        breaks=True,
    )
    return table(
        (2200, 3719, 3719),
        head_row("Veld", "Vorige indiening", "Nu"),
        rows(f"for wijziging in {name}", line, columns=3),
        caption=CHANGED,
    )


def origin(name: str) -> str:
    """Where a value was read, and whether we are sure of it."""
    return p(
        f"{{{{ {name}.bron }}}}",
        run(f"{{% if {name}.onzeker %}}{UNSURE}", "Onzeker"),
        style="Bron",
    )


def answer(label: str, name: str) -> str:
    """A question of the form, and the answer of the bestuur in its own words."""
    return "".join(
        (
            p(
                label,
                run(
                    f"{{% if {name} %}}   {{{{ {name}.bron }}}}{{% endif %}}",
                    "Verwijzing",
                ),
                run(f"{{% if {name} and {name}.onzeker %}}{UNSURE}", "Onzeker"),
                style="Vraag",
            ),
            when(
                name,
                each(f"alinea in {name}.alineas", p("{{ alinea }}", style="Quote")),
                otherwise=(p("niet ingevuld", style="Leeg"),),
            ),
        )
    )
