"""Markup: WordprocessingML of a template, said briefly.

    style names, words and docxtpl tags -> paragraphs, tables and content controls

Everything returns XML as text. Texts are escaped here; docxtpl's tags (`{{ naam }}`,
`{%p if naam %}`) are ordinary text to Word, so the template opens there as it stands.
A tag that steers (`if`, `for`) has a paragraph or a row of its own, in the small grey
style `Sjabloon`, so that whoever edits the template sees what repeats.
"""

from html import escape
from typing import Final

WIDTH: Final = 9638
"""The width of the text on A4 with margins of 2 cm, in twentieths of a point."""


def run(text: str, style: str | None = None) -> str:
    """Return a stretch of text, in a character style."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    words = f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'
    return f"<w:r>{look}{words}</w:r>"


def p(*parts: str, style: str = "Normal", keep: bool = False, top: bool = False) -> str:
    """Return a paragraph of runs and controls; plain text becomes a run.

    `keep` holds it on one page with what follows; `top` begins a page with it.
    """
    held = "<w:keepNext/>" if keep else ""
    if top:
        held += '<w:pageBreakBefore/><w:spacing w:before="0" w:after="120"/>'
    look = f'<w:pPr><w:pStyle w:val="{style}"/>{held}</w:pPr>'
    inside = "".join(part if part.startswith("<w:") else run(part) for part in parts)
    return f"<w:p>{look}{inside}</w:p>"


def steer(tag: str) -> str:
    """Return a paragraph that only holds a docxtpl tag: it leaves no trace."""
    return p(f"{{%p {tag} %}}", style="Sjabloon")


def when(condition: str, *inside: str, otherwise: tuple[str, ...] = ()) -> str:
    """Return paragraphs that only show when `condition` holds, else `otherwise`."""
    other = (steer("else"), *otherwise) if otherwise else ()
    return "".join((steer(f"if {condition}"), *inside, *other, steer("endif")))


def each(loop: str, *inside: str) -> str:
    """Return paragraphs and tables that repeat: `each("actie in acties", ...)`."""
    return "".join((steer(f"for {loop}"), *inside, steer("endfor")))


def cell(*paragraphs: str, span: int = 1, fill: str | None = None) -> str:
    """Return a table cell without its width, which `table` fills in.

    `fill` is a colour, or the name of one in braces (`{rij.tint}`) for `cellbg`.
    """
    shade = ""
    inside = list(paragraphs)
    if fill and fill.startswith("{"):
        name = fill.strip("{}")
        head, mark, rest = inside[0].partition("<w:r>")
        inside[0] = head + run(f"{{% cellbg {name} %}}") + mark + rest
    elif fill:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props = f'<w:tcPr><w:tcW w:w="?" w:type="dxa"/>{grid}{shade}</w:tcPr>'
    return f"<w:tc>{props}{''.join(inside)}</w:tc>"


def row(*cells: str, head: bool = False, height: int = 0, breaks: bool = False) -> str:
    """Return a table row; `head` repeats on each page.

    A row stays on one page, unless it `breaks`: one that holds an answer may be longer
    than a page.
    """
    whole = "" if breaks else "<w:cantSplit/>"
    tall = f'<w:trHeight w:val="{height}"/>' if height else ""
    props = f"{whole}{tall}{'<w:tblHeader/>' if head else ''}"
    look = f"<w:trPr>{props}</w:trPr>" if props else ""
    return f"<w:tr>{look}{''.join(cells)}</w:tr>"


def rows(loop: str, *inside: str, columns: int) -> str:
    """Return table rows that repeat, or with `if ...` that only show then."""
    end = "endif" if loop.startswith("if ") else "endfor"

    def tag(words: str) -> str:
        return row(cell(p(f"{{%tr {words} %}}", style="Sjabloon"), span=columns))

    return "".join((tag(loop), *inside, tag(end)))


def table(
    widths: tuple[int, ...],
    *inside: str,
    style: str = "Juryblad",
    caption: str = "",
    keep: bool = False,
) -> str:
    """Return a table with fixed column `widths` and a small space behind it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    title = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
    props = (
        f'<w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{title}</w:tblPr>'
    )
    body = "".join(_with_widths(line, widths) for line in _lines("".join(inside)))
    space = p(style="Tussenruimte", keep=keep)
    return f"<w:tbl>{props}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{space}"


def _lines(body: str) -> list[str]:
    return [f"{line}</w:tr>" for line in body.split("</w:tr>") if line]


def _with_widths(line: str, widths: tuple[int, ...]) -> str:
    """Give every cell of a row the width of the columns that it covers."""
    head, *cells = line.split('<w:tcW w:w="?"')
    at = 0
    for number, rest in enumerate(cells):
        start = '<w:gridSpan w:val="'
        props = rest[: rest.index("</w:tcPr>")]
        covered = int(props.split(start)[1].split('"')[0]) if start in props else 1
        cells[number] = f'<w:tcW w:w="{sum(widths[at : at + covered])}"{rest}'
        at += covered
    if at != len(widths):
        raise ValueError(f"{at} of {len(widths)} columns filled: {line}")
    return head + "".join(cells)


def choice(tag: str, alias: str, prompt: str, *options: str) -> str:
    """Return a dropdown control that lists `options` (value and text the same)."""
    inside = "".join(
        f'<w:listItem w:displayText="{option}" w:value="{option}"/>'
        for option in options
    )
    return _control(tag, alias, prompt, f"<w:dropDownList>{inside}</w:dropDownList>")


def text_box(tag: str, alias: str, prompt: str) -> str:
    """Return a text control in which a person can type several lines."""
    return _control(tag, alias, prompt, '<w:text w:multiLine="1"/>')


def date_box(tag: str, alias: str, prompt: str) -> str:
    """Return a control with a calendar, which writes a Dutch date."""
    kind = (
        '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="nl-BE"/>'
        '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(tag, alias, prompt, kind)


def check_box(tag: str, alias: str, label: str) -> str:
    """Return a box to tick, and the words behind it."""
    box = 'w14:font="MS Gothic"'
    kind = (
        f'<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" '
        f'{box}/><w14:uncheckedState w14:val="2610" {box}/></w14:checkbox>'
    )
    props = (
        f'<w:alias w:val="{escape(alias)}"/><w:tag w:val="{escape(tag)}"/>'
        f'<w:lock w:val="sdtLocked"/>{kind}'
    )
    control = (
        f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{run('☐', 'Vinkje')}"
        "</w:sdtContent></w:sdt>"
    )
    return control + run(f" {label}")


def _control(tag: str, alias: str, prompt: str, kind: str) -> str:
    # No w:id: it has to be unique in a document, so each sheet gets its own.
    props = (
        f'<w:alias w:val="{escape(alias)}"/><w:tag w:val="{escape(tag)}"/>'
        f'<w:lock w:val="sdtLocked"/><w:showingPlcHdr/>{kind}'
    )
    words = run(prompt, "PlaceholderText")
    return (
        f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>"
    )
