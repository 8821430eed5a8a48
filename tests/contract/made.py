# ruff: noqa: E501, PLR0913 - the wording of the form, and a slot for each answer
"""What besturen send, typed here from the official text: forms, workbooks, mails, zips.

Nothing of `pipeline` and none of our templates is used: the form is retyped in a layout
of its own, as a bestuur or another maker of tests would.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from typing import Any, NamedTuple, TypeAlias

import docx
import openpyxl
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

OPEN = "(vul aan)"
DOTS = "………………………………………………………….. (vul aan)"


class Run(NamedTuple):
    """A piece of a line with a look: b, strike, vanish, highlight, ins or del."""

    text: str
    look: str = ""


Line: TypeAlias = str | tuple[Run, ...]
Cell: TypeAlias = Sequence[Line]
Initiatief: TypeAlias = tuple[Line, Line, Line]

UNTOUCHED = (
    OPEN,
    "(tegen wanneer gaat het initiatief rond zijn)",
    "(hoeveel KPI gaat dit initiatief opleveren)",
)


def line(label: str, answer: Line) -> Line:
    if isinstance(answer, str):
        return f"{label} {answer}".rstrip()
    return (Run(f"{label} "), *answer)


def blok(
    kop: Line | None = None,
    *,
    te_behalen: Line = OPEN,
    behaald: Line = OPEN,
    waarom: Line = OPEN,
    inspanningen: Line = OPEN,
    initiatieven: Sequence[Initiatief] = (),
    jury: tuple[Line, Line, Line] = ("Ja/Nee", "", "Ja/Nee"),
    onder: Sequence[Line] = (),
) -> list[Cell]:
    """One block of section 1; `kop` the line above it, `onder` lines after the why."""
    rows: list[Line] = []
    filled = [*initiatieven, *[UNTOUCHED] * (3 - len(initiatieven))]
    for number, (wat, wanneer, kpi) in enumerate(filled, 1):
        name = "x" if number == 3 and len(initiatieven) < 3 else str(number)
        rows += [
            line(f"Initiatief {name}:", wat),
            line("Timing:", wanneer),
            line("KPI:", kpi),
            "",
        ]
    return [
        *([[kop]] if kop is not None else []),
        [line("Te behalen KPI:", te_behalen), line("Behaald KPI:", behaald)],
        [
            line("Waarom werd 25% niet behaald?", waarom),
            *onder,
            line(
                "Dit zijn de inspanningen van het lokaal bestuur om het vooropgestelde "
                "KPI binnen afzienbare tijd te behalen:",
                inspanningen,
            ),
            "",
            *rows,
        ],
        [
            "Jurering ABB: (ABB vult aan)",
            line(
                "Lokaal bestuur benoemt voldoende concrete initiatieven om 100% KPI te "
                "behalen:",
                jury[0],
            ),
            line("Conclusie:", jury[1]),
            line(
                "Het lokaal bestuur kan de actie in het derde projectjaar verlengen:",
                jury[2],
            ),
        ],
    ]


def actie2(
    keuze: Line = "Ja/Nee:",
    opmaak: Line = "(Vul aan hoever de opmaak van het actieplan staat)",
    delen: Sequence[Line] = (),
) -> list[Cell]:
    names = (
        "Acties over het tegengaan van polarisatie",
        "Acties over het tegengaan van desinformatie",
        "Acties over het aanzetten tot discriminatie, haat of geweld",
        "Acties over het stimuleren van debatten",
        "Vorming en opleiding",
    )
    return [
        ["Indien actie 2/actieplan polarisatie"],
        [
            "Kruis aan en motiveer waarom.",
            "Opmaak actieplan",
            "We zullen de minimale verwachtingen behalen:",
            keuze,
            opmaak,
            "Uitvoering actieplan",
            "We zullen acties ondernemen binnen minstens drie van de volgende domeinen:",
            *parts(names, delen),
        ],
    ]


def parts(names: Sequence[str], answers: Sequence[Line]) -> Iterable[Line]:
    for name, answer in zip(
        names, [*answers, *["Vul aan"] * (len(names) - len(answers))], strict=True
    ):
        yield f"· {name}"
        yield answer
        yield ""


JA = "Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:"
NEE = "Nee, we gaan deze actie niet verderzetten:"
NIET = (
    "Deze onderdelen van de actie hebben we niet uitgevoerd (benoem wel de inspanningen "
    "tot het wel behalen van de minimale verwachtingen):"
)
TITLES = {
    16: "Indien actie 16/actieplan straatintimidatie",
    18: "Indien actie 18/actieplan toegankelijkheid",
    19: "Indien actie 19/correspondentietesten",
    22: "Indien actie 22/sociaal weefsel versterken (pleinmakers)",
}
NAMES: dict[int, Sequence[str]] = {
    16: ("Preventie", "Protectie", "Participatie", "Prosecutie"),
    18: (
        "Inclusieve mobiliteit",
        "Inclusieve vrije tijdsbeleving",
        "Inclusieve lokale communicatie en dienstverlening",
        "Beeldvorming",
        "Verbeterde toegankelijkheid van het openbaar gebouwenpatrimonium en publiek domein",
        "Toegankelijke evenementen",
        "Versterking van beleidsparticipatie",
        "Sensibilisering van de interne diensten en toegankelijkheidsvorming",
    ),
}


def verwachting(
    nummer: int,
    *,
    ja: Line = "0 " + JA,
    want: Line = DOTS,
    delen: Sequence[Line] = (),
    nee: Line = f"0 {NEE} ……………… (vul aan)",
    niet: Line = f"{NIET} …………………….. (vul aan)",
) -> list[Cell]:
    """Section 2 for one action other than 2; `delen` its parts, or the deeds of 22."""
    middle: list[Line] = []
    if nummer in NAMES:
        middle = [
            "We organiseren de volgende activiteiten bij maatregelen:",
            *parts(NAMES[nummer], delen),
        ]
    elif nummer == 22:
        middle = ["De pleinmaker ondernam de volgende acties:"]
        middle += [
            f"· {deel}" if isinstance(deel, str) else deel for deel in delen
        ] or ["· Vul aan"]
    tail: list[Line] = [] if nummer == 16 else [nee, "", niet]
    return [
        [TITLES[nummer]],
        ["Kruis aan en motiveer waarom.", "", ja, want, "", *middle, "", *tail],
    ]


def jury2(
    voldoende: Line = "Ja/Nee", conclusie: Line = "", verlengen: Line = "Ja/Nee"
) -> list[Cell]:
    return [
        [
            "Jurering ABB: (ABB vult aan)",
            line(
                "Lokaal bestuur benoemt voldoende concrete initiatieven om de actie te voltooien:",
                voldoende,
            ),
            line("Conclusie:", conclusie),
            line(
                "Het lokaal bestuur kan de actie in het derde projectjaar verlengen:",
                verlengen,
            ),
        ]
    ]


def stimulansen(
    samenwerking: Line = "(Vul aan)",
    mentor: Sequence[Line] = ("(Vul aan)",) * 4,
    obligatie: Sequence[Line] = ("(Vul aan)",) * 2,
    jury: Line = "",
) -> list[Cell]:
    return [
        ["Financiële stimulans samenwerkingsverband"],
        [
            "Beschrijf kort hoe u de samenwerking hebt georganiseerd. (max. 250 tekens)",
            samenwerking,
        ],
        ["Financiële stimulans mentorbestuur"],
        [
            "• Hoeveel lerende netwerken werden er georganiseerd?",
            mentor[0],
            "• Hoeveel lokale besturen namen deel?",
            mentor[1],
            "• Op welke manier werden de lerende netwerk georganiseerd? (max. 250 tekens)",
            mentor[2],
            "• Hoe werd de rol als mentorbestuur ervaren? (max. 250 tekens)",
            mentor[3],
        ],
        ["Financiële stimulans sociale impact oblgiaties"],
        [
            "Welke stappen werden gezet en welke worden nog genomen om tot een Sociale Impact Obligatie te komen? (max. 250 tekens)",
            obligatie[0],
            "• Welke maatschappelijke problemen, gekoppeld aan het Plan Samenleven, wil je aanpakken met een Sociale Impact Obligatie? (max. 250 tekens)",
            obligatie[1],
        ],
        [line("Jurering ABB:", jury)],
    ]


def formulier(
    *deel1: list[Cell],
    deel2: Sequence[list[Cell]] = (),
    deel3: list[Cell] | None = None,
    bestuur: str | None = None,
    layout: str = "tabel",
    kop: str | None = None,
) -> bytes:
    """The form as a Word document. Layouts: tabel (one cell a row), alineas, vakken."""
    document = docx.Document()
    if kop:
        document.sections[0].header.paragraphs[0].text = kop
    document.add_paragraph(
        "Motivatie tussentijdse rapportage projectjaar 2 Plan Samenleven"
    )
    document.add_paragraph("/" * 86)
    document.add_paragraph("Werk in volgende stappen:")
    document.add_paragraph("4. Bundel alle antwoorden dus in dit document. ")
    if bestuur:
        document.add_paragraph(f"Lokaal bestuur: {bestuur}")
    document.add_paragraph("1. INDIEN 25% NIET WERD BEHAALD")
    for cells in deel1:
        put(document, cells, layout)
        document.add_paragraph("")
    document.add_paragraph(
        "2. INDIEN ACTIE OP WIJK- OF STADSNIVEAU (pleinmakers, actieplan, correspondentietesten)"
    )
    if deel2:
        put(document, [cell for cells in deel2 for cell in cells], layout)
    document.add_paragraph("3. INDIEN STIMULANS")
    if deel3:
        put(document, deel3, layout)
    return saved(document)


def put(document: Any, cells: Sequence[Cell], layout: str) -> None:
    if layout == "alineas":
        for cell in cells:
            for text in cell:
                write(document.add_paragraph(), text)
        return
    groups = [cells] if layout == "tabel" else [[cell] for cell in cells]
    for group in groups:
        table = document.add_table(rows=len(group), cols=1)
        for row, cell in zip(table.rows, group, strict=True):
            first = row.cells[0].paragraphs[0]
            for at, text in enumerate(cell):
                write(first if at == 0 else row.cells[0].add_paragraph(), text)
        document.add_paragraph("")


def write(paragraph: Paragraph, text: Line) -> None:
    for piece in (Run(text),) if isinstance(text, str) else text:
        made = paragraph.add_run(piece.text)
        if piece.look == "b":
            made.bold = True
        elif piece.look == "strike":
            made.font.strike = True
        elif piece.look == "highlight":
            made.font.highlight_color = WD_COLOR_INDEX.YELLOW
        elif piece.look == "vanish":
            made.font.hidden = True
        elif piece.look in {"ins", "del"}:
            track(made._r, piece.look)


def track(run: Any, what: str) -> None:
    wrapper = OxmlElement(f"w:{what}")
    wrapper.set(qn("w:id"), "7")
    wrapper.set(qn("w:author"), "Jan")
    wrapper.set(qn("w:date"), "2024-05-01T10:00:00Z")
    run.addprevious(wrapper)
    wrapper.append(run)
    if what == "del":
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def werkmap(
    *rows: Sequence[Any],
    kop: Sequence[Any] = ("Actie", "Naam", "Te behalen KPI", "Behaald KPI"),
    blad: str = "Rapport",
    change: Any = None,
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = blad
    sheet.append(["Tussentijdse rapportage projectjaar 2 Plan Samenleven"])
    sheet.append(list(kop))
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mail(
    van: str,
    *bijlagen: tuple[str, bytes],
    nummer: str = "1",
    onderwerp: str = "Tussentijdse rapportage projectjaar 2",
    tekst: str = "Beste, in bijlage onze tussentijdse rapportage.",
    datum: str = "Fri, 03 May 2024 10:12:00 +0200",
) -> bytes:
    message = EmailMessage()
    message["From"] = van
    message["To"] = "samenleven@vlaanderen.be"
    message["Subject"] = onderwerp
    message["Date"] = datum
    message["Message-ID"] = f"<{nummer}.{van.rpartition('@')[2].rstrip('>')}@mail>"
    message.set_content(tekst)
    for naam, inhoud in bijlagen:
        message.add_attachment(
            inhoud, maintype="application", subtype="octet-stream", filename=naam
        )
    return message.as_bytes()


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            box.writestr(name, content)
    return out.getvalue()


def toekenningen(
    *rows: str, kop: str = "bestuur;actie;te_behalen;subsidie", bom: bool = False
) -> bytes:
    text = "\n".join([kop, *rows]) + "\n"
    return text.encode("utf-8-sig" if bom else "utf-8")
