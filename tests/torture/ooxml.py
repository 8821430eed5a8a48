"""OOXML by hand: the smallest markup for each construct that Word can write.

Every function gives a string of WordprocessingML; `package` makes a file of it. No
document library stands in between, so a test shows exactly what the reader gets.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_BASE: Final = "http://schemas.openxmlformats.org"
_STRICT: Final = "http://purl.oclc.org/ooxml"
NAMESPACES: Final = {
    "w": f"{_BASE}/wordprocessingml/2006/main",
    "r": f"{_BASE}/officeDocument/2006/relationships",
    "m": f"{_BASE}/officeDocument/2006/math",
    "a": f"{_BASE}/drawingml/2006/main",
    "c": f"{_BASE}/drawingml/2006/chart",
    "dgm": f"{_BASE}/drawingml/2006/diagram",
    "wp": f"{_BASE}/drawingml/2006/wordprocessingDrawing",
    "mc": f"{_BASE}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_XMLNS: Final = " ".join(f'xmlns:{p}="{uri}"' for p, uri in NAMESPACES.items())
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPES: Final = {
    "docx": f"{_WML}.document.main+xml",
    "dotx": f"{_WML}.template.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}
# Relationship type and content type of the parts that hang on the document.
_PARTS: Final = {
    "styles": f"{_WML}.styles+xml",
    "numbering": f"{_WML}.numbering+xml",
    "footnotes": f"{_WML}.footnotes+xml",
    "endnotes": f"{_WML}.endnotes+xml",
    "comments": f"{_WML}.comments+xml",
    "header": f"{_WML}.header+xml",
    "footer": f"{_WML}.footer+xml",
    "diagramData": "application/vnd.openxmlformats-officedocument.drawingml"
    ".diagramData+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "aFChunk": "text/html",
}
_PAGES: Final = ("default", "first", "even")
_WHO: Final = 'w:id="7" w:author="A. B." w:date="2024-04-26T09:30:00Z"'


def t(text: str, tag: str = "w:t") -> str:
    return f'<{tag} xml:space="preserve">{escape(text)}</{tag}>'


def r(text: str = "", *props: str, inner: str = "") -> str:
    """A run; `props` are elements of `w:rPr` by name (`b`) or as written (`<…>`).

    A `\\n` in `text` is a soft line break, a `\\t` a tab.
    """
    look = "".join(p if p.startswith("<") else f"<w:{p}/>" for p in props)
    content = inner
    for number, line in enumerate(text.split("\n")):
        content += "<w:br/>" if number else ""
        for at, piece in enumerate(line.split("\t")):
            content += ("<w:tab/>" if at else "") + (t(piece) if piece else "")
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{content}</w:r>"


def p(*content: str, style: str = "", props: str = "") -> str:
    """A paragraph of runs; plain text becomes a run."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + props
    body = "".join(c if c.startswith("<") or not c else r(c) for c in content)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{body}</w:p>"


def tc(*content: str, span: int = 1, props: str = "") -> str:
    """A cell; it always ends in a paragraph, as the schema wants."""
    body = "".join(content)
    if not body.endswith("</w:p>"):
        body += "<w:p/>"
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{grid}{props}</w:tcPr>{body}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    look = f"<w:trPr>{props}</w:trPr>" if props else ""
    return f"<w:tr>{look}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(content: str, kind: str = "", *, tag: str = "", prompt: bool = False) -> str:
    """A content control around `content`; `prompt`: it shows its placeholder."""
    look = f'<w:tag w:val="{tag}"/>' if tag else ""
    look += "<w:showingPlcHdr/>" if prompt else ""
    return (
        f"<w:sdt><w:sdtPr>{look}{kind}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def dropdown(chosen: str, *options: str, prompt: bool = False) -> str:
    items = "".join(
        f"<w:listItem w:displayText={quoteattr(o)} w:value={quoteattr(o)}/>"
        for o in options or ("Ja", "Nee")
    )
    return sdt(r(chosen), f"<w:dropDownList>{items}</w:dropDownList>", prompt=prompt)


def checkbox(*, on: bool) -> str:
    kind = f'<w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox>'
    return sdt(r("☒" if on else "☐"), kind)


def ins(content: str) -> str:
    return f"<w:ins {_WHO}>{content}</w:ins>"


def dele(content: str) -> str:
    gone = content.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f"<w:del {_WHO}>{gone}</w:del>"


def moved_to(content: str) -> str:
    return f"<w:moveTo {_WHO}>{content}</w:moveTo>"


def moved_from(content: str) -> str:
    return f"<w:moveFrom {_WHO}>{content}</w:moveFrom>"


MARK_DELETED: Final = f"<w:rPr><w:del {_WHO}/></w:rPr>"
MARK_INSERTED: Final = f"<w:rPr><w:ins {_WHO}/></w:rPr>"
MARK_MOVED: Final = f"<w:rPr><w:moveFrom {_WHO}/></w:rPr>"
ROW_DELETED: Final = f"<w:del {_WHO}/>"
ROW_INSERTED: Final = f"<w:ins {_WHO}/>"


def field(instruction: str, result: str, data: str = "") -> str:
    """A complex field: begin, instruction, separate, result, end."""

    def char(kind: str, inner: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'

    code = r(inner=f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
    return char("begin", data) + code + char("separate") + result + char("end")


def form_text(value: str, default: str = "") -> str:
    """A legacy text field that shows `value`."""
    prompt = f"<w:default w:val={quoteattr(default)}/>" if default else ""
    data = f'<w:ffData><w:name w:val="Tekst1"/><w:textInput>{prompt}</w:textInput>'
    return field("FORMTEXT", r(value), data + "</w:ffData>")


def form_checkbox(*, on: bool) -> str:
    state = f'<w:default w:val="0"/><w:checked w:val="{int(on)}"/>'
    data = f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>"
    return field("FORMCHECKBOX", "", data)


def form_dropdown(result: int | None, *options: str) -> str:
    entries = "".join(f"<w:listEntry w:val={quoteattr(o)}/>" for o in options)
    chosen = f'<w:result w:val="{result}"/>' if result is not None else ""
    return field(
        "FORMDROPDOWN",
        "",
        f"<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>",
    )


def simple_field(instruction: str, content: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{content}</w:fldSimple>'


def hyperlink(content: str) -> str:
    return f'<w:hyperlink w:anchor="a" w:history="1">{content}</w:hyperlink>'


def smart_tag(content: str) -> str:
    return f'<w:smartTag w:uri="u" w:element="place">{content}</w:smartTag>'


def custom_xml(content: str) -> str:
    return f'<w:customXml w:uri="u" w:element="antwoord">{content}</w:customXml>'


def bdo(content: str) -> str:
    return f'<w:bdo w:val="ltr">{content}</w:bdo>'


def ruby(text: str) -> str:
    base = f"<w:rubyBase>{r(text)}</w:rubyBase>"
    return r(inner=f"<w:ruby><w:rubyPr/><w:rt/>{base}</w:ruby>")


def math(text: str) -> str:
    """An equation that is a fraction over nothing, as the equation editor makes it."""
    inner = f"<m:r>{t(text, 'm:t')}</m:r>"
    return f"<m:oMath><m:d><m:dPr/><m:e>{inner}</m:e></m:d></m:oMath>"


def chunk(relation: str) -> str:
    """A document of another kind that Word takes in when it opens this one."""
    return f'<w:altChunk r:id="{relation}"/>'


def sym(char: str, font: str = "Wingdings") -> str:
    return r(inner=f'<w:sym w:font="{font}" w:char="{char}"/>')


def _shape(content: str) -> str:
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"


def _drawing(graphic: str) -> str:
    inner = f"<a:graphic><a:graphicData>{graphic}</a:graphicData></a:graphic>"
    return f"<w:drawing><wp:anchor>{inner}</wp:anchor></w:drawing>"


def textbox(content: str, *, old_only: bool = False) -> str:
    """A drawn text box as Word writes it: the same text twice."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    if old_only:
        return r(inner=old)
    return r(
        inner="<mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{_drawing(_shape(content))}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def group(*contents: str) -> str:
    """Text boxes that were grouped."""
    return r(inner=_drawing(f"<wpg:wgp>{''.join(map(_shape, contents))}</wpg:wgp>"))


def word_art(text: str) -> str:
    path = f"<v:textpath string={quoteattr(text)}/>"
    return r(inner=f"<w:pict><v:shape>{path}</v:shape></w:pict>")


def diagram(relation: str) -> str:
    return r(inner=_drawing(f'<dgm:relIds r:dm="{relation}"/>'))


def chart(relation: str) -> str:
    return r(inner=_drawing(f'<c:chart r:id="{relation}"/>'))


def footnote(note_id: int = 2) -> str:
    return r(inner=f'<w:footnoteReference w:id="{note_id}"/>')


def endnote(note_id: int = 2) -> str:
    return r(inner=f'<w:endnoteReference w:id="{note_id}"/>')


def commented(content: str, comment_id: int = 1) -> str:
    mark = f'w:id="{comment_id}"'
    return f"<w:commentRangeStart {mark}/>{content}<w:commentRangeEnd {mark}/>" + r(
        inner=f"<w:commentReference {mark}/>"
    )


def notes(kind: str, *content: str) -> str:
    """The footnotes, endnotes or comments part; real notes count from 2."""
    first = 1 if kind == "comment" else 2
    lines = (
        ""
        if kind == "comment"
        else f'<w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>'
    )
    body = "".join(
        f'<w:{kind} w:id="{n}" w:author="A" w:date="2024-04-26T09:30:00Z">{text}</w:{kind}>'
        for n, text in enumerate(content, first)
    )
    return f"<w:{kind}s {_XMLNS}>{lines}{body}</w:{kind}s>"


def part(tag: str, content: str) -> str:
    """A part of its own, such as `w:hdr`."""
    return f"<{tag} {_XMLNS}>{content}</{tag}>"


def package(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    kind: str = "docx",
    strict: bool = False,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word package; `parts` by relationship type (`header`, `header 2`)."""
    parts = parts or {}
    names = {
        key: f"{key.replace(' ', '')}.{'html' if key == 'aFChunk' else 'xml'}"
        for key in parts
    }
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_PARTS[key.split()[0]]}"/>'
        for key, name in names.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Target="{name}" '
        f'Type="{NAMESPACES["r"]}/{key.split()[0]}"/>'
        for n, (key, name) in enumerate(names.items(), 1)
    )
    kinds = {"header": iter(_PAGES), "footer": iter(_PAGES)}
    margins = "".join(
        f'<w:{key.split()[0]}Reference w:type="{next(kinds[key.split()[0]])}" r:id="rId{n}"/>'
        for n, key in enumerate(names, 1)
        if key.split()[0] in {"header", "footer"}
    )
    rels = "http://schemas.openxmlformats.org/package/2006"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{rels}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPES[kind]}"/>'
        f"{types}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{rels}/relationships"><Relationship '
        f'Id="rId1" Type="{NAMESPACES["r"]}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": part(
            "w:document", f"<w:body>{body}<w:sectPr>{margins}</w:sectPr></w:body>"
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{rels}/relationships">{relations}</Relationships>'
        ),
    }
    members |= {f"word/{names[key]}": content for key, content in parts.items()}
    if strict:
        members = {name: _to_strict(text) for name, text in members.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return target.getvalue()


def _to_strict(text: str) -> str:
    for path in ("wordprocessingml", "officeDocument", "drawingml"):
        text = text.replace(f"{_BASE}/{path}/2006/", f"{_STRICT}/{path}/")
    return text
