"""A small form, to test the lens with: two questions, a choice, lines to tick."""

from pipeline.forms.blank import build_index
from pipeline.forms.labels import Index
from pipeline.forms.lines import Line, to_lines
from pipeline.forms.mapping import Formulier
from pipeline.reading.block import Block, CellAt, Mark, Reading, Run

BLANK = (
    "Verslag van het jaar",
    "1. De acties",
    "Te behalen KPI: (vul aan)",
    "Waarom niet? (vul aan)",
    "Initiatief 1: (vul aan)",
    "Timing: (wanneer)",
    "KPI: (hoeveel)",
    "2. Het plan",
    "Wij verwachten een plan met maatregelen.",
    "Halen we het: Ja/Nee",
    "0 Ja, we gaan door want:",
    "………… (vul aan)",
    "Preventie",
    "Vul aan",
    "0 Nee, we stoppen:",
    "3. Het andere plan",
    "Wij verwachten ook hier iets.",
    "0 Ja, we gaan door want:",
    "0 Nee, we stoppen:",
    "Protectie",
    "Vul aan",
)


def lines(*texts: str | Block) -> tuple[Line, ...]:
    blocks = (t if isinstance(t, Block) else block(t) for t in texts)
    return to_lines(tuple(blocks))


def block(text: str, *cells: CellAt, marks: Mark = Mark.NONE) -> Block:
    runs = (Run(text, marks),) if text else ()
    return Block(runs=runs, place=f"‘{text[:20]}’", cells=cells)


def formulier() -> Formulier:
    plan = ("plan", "ander")
    return Formulier.model_validate(
        {
            "formulier": "klein",
            "soort": "motivatie",
            "ronde": "r",
            "sjabloon": "klein.docx",
            "herken": ("Verslag van het jaar",),
            "leeg": ("(vul aan)", "(wanneer)", "(hoeveel)"),
            "leeg_vooraan": ("Vul aan",),
            "deel": (
                {"id": "acties", "doel": "motivaties", "koppen": ("1. De acties",)},
                {
                    "id": "plan",
                    "doel": "verwachtingen",
                    "actie": 16,
                    "koppen": ("2. Het plan",),
                },
                {
                    "id": "ander",
                    "doel": "verwachtingen",
                    "actie": 19,
                    "koppen": ("3. Het andere plan",),
                },
            ),
            "veld": (
                _veld("acties", "te_behalen", "getal", "Te behalen KPI:", "Doel:"),
                _veld("acties", "waarom", "tekst", "Waarom niet?", "Reden:"),
                _veld("acties", "initiatieven.omschrijving", "tekst", "Initiatief #:"),
                _veld("acties", "initiatieven.timing", "tekst", "Timing:"),
                _veld("acties", "initiatieven.kpi", "getal", "KPI:"),
                _veld("plan", "keuze", "keuze", "Halen we het:") | {"tekst": "uitleg"},
                _veld(plan, "antwoord", "optie", "Ja, we gaan door want:")
                | {"optie": "ja", "tekst": "toelichting"},
                _veld(plan, "antwoord", "optie", "Nee, we stoppen:")
                | {"optie": "nee", "tekst": "stopzetting"},
                _veld("plan", "onderdelen.preventie", "tekst", "Preventie"),
                _veld("ander", "onderdelen.protectie", "tekst", "Protectie"),
            ),
        }
    )


def _veld(
    delen: str | tuple[str, ...], naam: str, soort: str, *labels: str
) -> dict[str, object]:
    names = (delen,) if isinstance(delen, str) else delen
    return {"delen": names, "naam": naam, "soort": soort, "labels": labels}


def index() -> Index:
    blocks = tuple(block(text) for text in BLANK)
    return build_index(formulier(), Reading(blocks=blocks))


def names_action(text: str) -> bool:
    """Whether a line names an action; in these tests, one called `actie`."""
    return "actie" in text.lower()
