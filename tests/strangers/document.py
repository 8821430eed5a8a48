"""A Word document as its elements, written out as the XML that Word would keep.

Paragraphs, tables in tables, text boxes, and runs with the marks people use. Nothing of
the form is known here, and no library of documents is used.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from xml.sax.saxutils import escape

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES: Final = {
    "bold": "<w:b/>",
    "italic": "<w:i/>",
    "underline": '<w:u w:val="single"/>',
    "highlight": '<w:highlight w:val="yellow"/>',
    "colour": '<w:color w:val="C00000"/>',
    "strike": "<w:strike/>",
    "caps": "<w:caps/>",
    "shade": '<w:shd w:val="clear" w:fill="FFFF00"/>',
}
_WHO: Final = 'w:id="{id}" w:author="An" w:date="2024-05-02T09:00:00Z"'
_SDT: Final = '<w:sdt><w:sdtPr><w:id w:val="{id}"/>'
_IN_SDT: Final = "</w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>"
_ITEMS: Final = "".join(
    f'<w:listItem w:displayText="{word}" w:value="{word}"/>' for word in ("Ja", "Nee")
)
_W14: Final = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_FIELD: Final = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>'
_INSTR: Final = '</w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve">'
_RESULT: Final = '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _checkbox(value: int) -> str:
    box = f'<w14:checkbox {_W14}><w14:checked w14:val="{value}"/></w14:checkbox>'
    return f"{_SDT}{box}{_IN_SDT}"


def _check(value: int) -> str:
    box = f'<w:checkBox><w:sizeAuto/><w:checked w:val="{value}"/></w:checkBox>'
    return (
        f'{_FIELD}<w:name w:val="V{{id}}"/>{box}{_INSTR} FORMCHECKBOX {_RESULT}{_END}'
    )


_WRAPS: Final = {
    "": "{made}",
    "ins": f"<w:ins {_WHO}>{{made}}</w:ins>",
    "del": f"<w:del {_WHO}>{{made}}</w:del>",
    "sdt": f"{_SDT}<w:text/>{_IN_SDT}",
    "prompt": f"{_SDT}<w:showingPlcHdr/><w:text/>{_IN_SDT}",
    "dropdown": f"{_SDT}<w:dropDownList>{_ITEMS}</w:dropDownList>{_IN_SDT}",
    "legacy": (
        f'{_FIELD}<w:name w:val="T{{id}}"/><w:textInput/>{_INSTR} FORMTEXT '
        f"{_RESULT}{{made}}{_END}"
    ),
    "box_on": _checkbox(1),
    "box_off": _checkbox(0),
    "check_on": _check(1),
    "check_off": _check(0),
    "link": '<w:hyperlink w:anchor="b">{made}</w:hyperlink>',
    "smart": '<w:smartTag w:uri="u" w:element="date">{made}</w:smartTag>',
}


@dataclass(frozen=True)
class Run:
    """Characters with marks; `wrap` is what stands around them."""

    text: str
    marks: tuple[str, ...] = ()
    wrap: str = ""


@dataclass(frozen=True)
class Para:
    """A paragraph; `listed` draws a bullet or number, `heading` a style."""

    runs: tuple[Run, ...] = ()
    listed: int = 0
    heading: bool = False
    comment: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """Rows of cells of elements; a cell may say how many columns it spans."""

    rows: tuple[tuple["Cell", ...], ...]


@dataclass(frozen=True)
class Cell:
    inside: tuple["Element", ...]
    span: int = 1


@dataclass(frozen=True)
class Box:
    """A text box on a paragraph of its own."""

    inside: tuple[Para, ...]


@dataclass(frozen=True)
class Control:
    """A content control around whole paragraphs."""

    inside: tuple["Element", ...]


Element = Para | Table | Box | Control


def para(text: str = "", *marks: str, listed: int = 0, heading: bool = False) -> Para:
    runs = (Run(text, marks),) if text else ()
    return Para(runs, listed=listed, heading=heading)


def joined(*paras: Para) -> Para:
    """Several paragraphs as one."""
    return replace(paras[0], runs=tuple(run for p in paras for run in p.runs))


@dataclass
class _Writer:
    comments: list[str] = field(default_factory=list)
    ids: int = 100

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    def elements(self, elements: Sequence[Element]) -> str:
        return "".join(self.element(element) for element in elements)

    def element(self, element: Element) -> str:
        if isinstance(element, Para):
            return self.para(element)
        if isinstance(element, Table):
            return self.table(element)
        if isinstance(element, Control):
            inside = self.elements(element.inside)
            return (
                f'<w:sdt><w:sdtPr><w:id w:val="{self.next_id()}"/></w:sdtPr>'
                f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
            )
        inside = self.elements(element.inside)
        return (
            '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
            'style="width:400pt;height:60pt"><v:textbox><w:txbxContent>'
            f"{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        )

    def para(self, para: Para) -> str:
        properties = ""
        if para.heading:
            properties += '<w:pStyle w:val="Heading2"/>'
        if para.listed:
            number = f'<w:numId w:val="{para.listed}"/>'
            properties += f'<w:numPr><w:ilvl w:val="0"/>{number}</w:numPr>'
        inside = "".join(self.run(run) for run in para.runs)
        if para.comment:
            number = len(self.comments)
            self.comments.append(para.comment)
            inside = (
                f'<w:commentRangeStart w:id="{number}"/>{inside}'
                f'<w:commentRangeEnd w:id="{number}"/>'
                f'<w:r><w:commentReference w:id="{number}"/></w:r>'
            )
        front = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{front}{inside}</w:p>"

    def run(self, run: Run) -> str:
        made = _run(run)
        if run.wrap == "del":
            made = made.replace("<w:t ", "<w:delText ")
            made = made.replace("</w:t>", "</w:delText>")
        return _WRAPS[run.wrap].format(made=made, id=self.next_id())

    def table(self, table: Table) -> str:
        width = max(sum(cell.span for cell in row) for row in table.rows)
        grid = '<w:gridCol w:w="2000"/>' * width
        rows = ""
        for row in table.rows:
            cells = ""
            for cell in row:
                span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
                inside = self.elements(cell.inside)
                if not cell.inside or isinstance(cell.inside[-1], Table):
                    inside += "<w:p/>"
                cells += f"<w:tc><w:tcPr>{span}</w:tcPr>{inside}</w:tc>"
            rows += f"<w:tr>{cells}</w:tr>"
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _run(run: Run) -> str:
    properties = "".join(_PROPERTIES[mark] for mark in run.marks)
    front = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    inside = ""
    for number, line in enumerate(run.text.split("\n")):
        inside += "<w:br/>" if number else ""
        for at, part in enumerate(line.split("\t")):
            inside += "<w:tab/>" if at else ""
            inside += f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
    return f"<w:r>{front}{inside}</w:r>"


def docx(
    elements: Sequence[Element],
    *,
    header: Sequence[Para] = (),
    footer: Sequence[Para] = (),
) -> bytes:
    """The bytes of a document of `elements`."""
    writer = _Writer()
    body = writer.elements(elements)
    parts: dict[str, str] = {}
    rels = [("styles", "styles.xml"), ("numbering", "numbering.xml")]
    section = ""
    for kind, paras in (("header", header), ("footer", footer)):
        if paras:
            tag = {"header": "hdr", "footer": "ftr"}[kind]
            inside = writer.elements(paras)
            parts[f"word/{kind}1.xml"] = f'<w:{tag} xmlns:w="{_W}">{inside}</w:{tag}>'
            rels.append((kind, f"{kind}1.xml"))
            section += f'<w:{kind}Reference w:type="default" r:id="rId{len(rels)}"/>'
    parts["word/document.xml"] = (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}'
        f"<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
    parts["word/styles.xml"] = (
        f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="Heading2">'
        '<w:name w:val="heading 2"/></w:style></w:styles>'
    )
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        "</w:lvl></w:abstractNum>"
        for n, form, text in ((1, "bullet", "•"), (2, "decimal", "%1."))
    )
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2)
    )
    parts["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{_W}">{levels}{nums}</w:numbering>'
    )
    if writer.comments:
        inside = "".join(
            f'<w:comment w:id="{n}" w:author="An"><w:p><w:r><w:t>{escape(text)}</w:t>'
            "</w:r></w:p></w:comment>"
            for n, text in enumerate(writer.comments)
        )
        parts["word/comments.xml"] = f'<w:comments xmlns:w="{_W}">{inside}</w:comments>'
        rels.append(("comments", "comments.xml"))
    parts["word/_rels/document.xml.rels"] = _relations(
        [(kind, target) for kind, target in rels]
    )
    parts["_rels/.rels"] = _relations([("officeDocument", "word/document.xml")])
    parts["[Content_Types].xml"] = _types(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: name != "[Content_Types].xml"):
            package.writestr(name, f'<?xml version="1.0"?>{parts[name]}')
    return out.getvalue()


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELS}">{inside}</Relationships>'


def _types(parts: dict[str, str]) -> str:
    inside = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    for name in parts:
        stem = name.rpartition("/")[2].removesuffix(".xml").rstrip("1")
        if name.startswith("word/") and name.endswith(".xml"):
            kind = "document.main" if stem == "document" else stem
            inside += f'<Override PartName="/{name}" ContentType="{_WML}.{kind}+xml"/>'
    return f'<Types xmlns="{_TYPES}">{inside}</Types>'
