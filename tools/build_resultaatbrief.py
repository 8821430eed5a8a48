"""Build resultaatbrief: `templates/resultaatbrief.docx`, with the looks of the sheet.

Run as `python -m tools.build_resultaatbrief`. Its fields are those of `Brief` in
`pipeline/jury/mail.py`. An official can change the words in Word as well.
"""

import sys
from pathlib import Path
from typing import Final

from tools.jurysheet.markup import cell, each, p, row, rows, run, table, when
from tools.jurysheet.package import Stuk, assemble
from tools.jurysheet.pieces import YELLOW, head_row
from tools.same_bytes import with_fixed_stamps

TEMPLATE: Final = Path(__file__).parents[1] / "templates" / "resultaatbrief.docx"


def build_resultaatbrief() -> bytes:
    """Return the template as bytes."""
    stuk = Stuk(
        titel="Resultaat Plan Samenleven",
        body=_body(),
        kop=("{{ bestuur }} – {{ ronde }}", "Ontwerp van brief"),
        voet="Ontwerp – advies van de jury, geen beslissing",
        is_form=False,
    )
    return with_fixed_stamps(assemble(stuk))


def _body() -> str:
    facts = "".join(
        row(cell(p(label, style="Label")), cell(p(value, style="Tabeltekst")))
        for label, value in (
            ("Aan", "{{ bestuur }}, t.a.v. {{ contact }}"),
            ("Betreft", "Plan Samenleven: advies van de jury, {{ ronde }}"),
            ("Kenmerk", "{{ kenmerk }}"),
        )
    )
    return "".join(
        (
            p("Agentschap Binnenlands Bestuur", style="Bovenkop"),
            p("{{ bestuur }}", style="Title"),
            p("Advies van de jury, {{ ronde }}", style="Subtitle"),
            table(
                (9638,),
                row(
                    cell(
                        p(
                            run("Ontwerp. ", "Strong"),
                            "Deze brief is nog niet nagekeken, ondertekend of "
                            "verstuurd.",
                            style="Tabeltekst",
                        ),
                        fill=YELLOW,
                    )
                ),
                caption="Ontwerp",
            ),
            table((1900, 7738), facts, style="Fiche", caption="Gegevens"),
            p("Beste {{ contact }},"),
            p(
                "De jury bekeek de rapportage van {{ bestuur }} voor de {{ ronde }} "
                "van het plan Samenleven. Hieronder leest u per actie haar advies."
            ),
            _advice(),
            when(
                "open",
                p("Nog zonder advies", style="Heading2"),
                each("actie in open", p("Actie {{ actie }}", style="Quote")),
            ),
            p("Wat nu volgt", style="Heading2"),
            p(
                "Dit is een advies van de jury en geen beslissing. De beslissing over "
                "de subsidie en over de verlenging van uw acties krijgt u apart."
            ),
            p("Met vriendelijke groeten"),
            p("Agentschap Binnenlands Bestuur", style="Normal"),
        )
    )


def _advice() -> str:
    """One table for each action: the two questions, and the jury's words."""

    def answer(question: str, value: str) -> str:
        return row(
            cell(p(question, style="Tabeltekst")),
            cell(p(run(value, "Strong"), style="Tabeltekst")),
        )

    words = row(
        cell(each("alinea in advies.conclusie", p("{{ alinea }}", style="Tabeltekst")),
             span=2),
        breaks=True,
    )  # fmt: skip
    return each(
        "advies in adviezen",
        p("Actie {{ advies.nummer }} – {{ advies.naam }}", style="Heading2"),
        table(
            (7838, 1800),
            head_row("Vraag", "Advies"),
            answer("{{ advies.vraag_voldoende }}", "{{ advies.voldoende }}"),
            answer("{{ advies.vraag_verlengen }}", "{{ advies.verlengen }}"),
            rows("if advies.conclusie", words, columns=2),
            caption="Advies van de jury",
        ),
    )


def main() -> int:
    """Write to the file given on the command line, else to `templates/`."""
    path = Path(sys.argv[1]) if sys.argv[1:] else TEMPLATE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(build_resultaatbrief())
    sys.stderr.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
