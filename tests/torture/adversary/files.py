"""Files: what hangs on a document as a part of another kind, and odd packages."""

import io
from collections.abc import Mapping
from typing import Final

from openpyxl import Workbook

from tests.torture.adversary.made import RELS, Adversary, inline, relationships
from tests.torture.ooxml import (
    NAMESPACES,
    _drawing,
    chart,
    chunk,
    diagram,
    footnote,
    notes,
    p,
    package,
    part,
    r,
    tbl,
    tc,
    textbox,
    tr,
)

_CHARTEX: Final = "http://schemas.microsoft.com/office/drawing/2014/chartex"
_CHARTEX_KIND: Final = "http://schemas.microsoft.com/office/2014/relationships/chartEx"
_SHAPES: Final = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
_INNER: Final = package(p("zlbinnen"))
_MHT: Final = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><p>zlbin=\r\nnen</p></html>\r\n--b--\r\n"
)


def _text(text: str) -> str:
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def _model(text: str) -> str:
    point = f"<dgm:pt><dgm:t><a:bodyPr/>{_text(text)}</dgm:t></dgm:pt>"
    return part("dgm:dataModel", f"<dgm:ptLst>{point}</dgm:ptLst>")


def _chart() -> str:
    def said(tag: str, text: str) -> str:
        return f"<{tag}><c:pt><c:v>{text}</c:v></c:pt></{tag}>"

    title = f"<c:title><c:tx><c:rich>{_text('zltitel')}</c:rich></c:tx></c:title>"
    first = f"<c:tx><c:strRef>{said('c:strCache', 'zlreeks')}</c:strRef></c:tx>"
    first += f"<c:cat>{said('c:strLit', 'zlletterlijk')}</c:cat>"
    levels = f"<c:multiLvlStrCache>{said('c:lvl', 'zlniveau')}</c:multiLvlStrCache>"
    second = "<c:tx><c:v>zlnaam</c:v></c:tx>"
    second += f"<c:cat><c:multiLvlStrRef>{levels}</c:multiLvlStrRef></c:cat>"
    series = f"<c:ser>{first}</c:ser><c:ser>{second}</c:ser>"
    plot = f"<c:plotArea><c:barChart>{series}</c:barChart></c:plotArea>"
    return part("c:chartSpace", f"<c:chart>{title}{plot}</c:chart>")


def _later_chart() -> bytes:
    points = '<cx:strDim type="cat"><cx:lvl><cx:pt>zlcategorie</cx:pt></cx:lvl>'
    title = f"<cx:title><cx:tx><cx:rich>{_text('zltitel')}</cx:rich></cx:tx></cx:title>"
    return (
        f'<cx:chartSpace xmlns:cx="{_CHARTEX}" xmlns:a="{NAMESPACES["a"]}"><cx:chartData>'
        f"<cx:data>{points}</cx:strDim></cx:data></cx:chartData>"
        f"<cx:chart>{title}</cx:chart></cx:chartSpace>"
    ).encode()


def _book() -> bytes:
    book = Workbook()
    sheet = book.create_sheet("Cijfers", 0)
    sheet["A1"], sheet["B2"] = "zlcel", 42
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _inserted(name: str, content: bytes) -> Adversary:
    extra = {RELS: relationships(("rId7", "aFChunk", name)), f"word/{name}": content}
    return Adversary(xml=chunk("rId7"), words="zlbinnen", extra=extra)


def _embedded(name: str, content: bytes, words: str) -> Adversary:
    drawn = '<w:object><v:shape/><o:OLEObject Type="Embed" r:id="rId7"/></w:object>'
    extra = {RELS: relationships(("rId7", "package", name)), f"word/{name}": content}
    return Adversary(xml=p(r(inner=drawn)) + p("zltekst"), words=words, extra=extra)


def _elsewhere(part_name: str, text: str) -> Mapping[str, bytes]:
    """A diagram that hangs on another part than the document."""
    links = relationships(("rId1", "diagramData", "data9.xml"))
    return {
        f"word/_rels/{part_name}.rels": links,
        "word/data9.xml": _model(text).encode(),
    }


DRAWN: Final[dict[str, Adversary]] = {
    "a diagram": inline(diagram("rId1"), diagramData=_model("zlschema")),
    "a diagram in a header": Adversary(
        xml=p("zltekst"),
        parts={"header": part("w:hdr", p(diagram("rId1")))},
        extra=_elsewhere("header.xml", "zlschema"),
    ),
    "a diagram in a note": Adversary(
        xml=p(r("zltekst"), footnote()),
        parts={"footnotes": notes("footnote", p(diagram("rId1")))},
        extra=_elsewhere("footnotes.xml", "zlschema"),
    ),
    "a chart with all kinds of names": inline(chart("rId1"), chart=_chart()),
    "a shape drawn on a chart": Adversary(
        xml=p(chart("rId1")),
        parts={"chart": _chart()},
        extra={
            "word/_rels/chart.xml.rels": relationships(
                ("rId1", "chartUserShapes", "shapes.xml")
            ),
            "word/shapes.xml": (
                f'<c:userShapes xmlns:c="{_SHAPES}" xmlns:a="{NAMESPACES["a"]}">'
                f"{_text('zlpijl')}</c:userShapes>"
            ).encode(),
        },
    ),
    "a chart of a later Word": Adversary(
        xml=p(r(inner=_drawing(f'<cx:chart xmlns:cx="{_CHARTEX}" r:id="rId7"/>'))),
        extra={
            RELS: relationships(("rId7", _CHARTEX_KIND, "later.xml")),
            "word/later.xml": _later_chart(),
        },
    ),
}

INSERTED: Final[dict[str, Adversary]] = {
    "an inserted page": Adversary(
        xml=chunk("rId1"),
        parts={"aFChunk": "<html><p>zlweb <b>zlvet</b></p><script>zgs</script></html>"},
    ),
    "an inserted page in a cell": Adversary(
        xml=tbl(tr(tc(chunk("rId1")))), parts={"aFChunk": "<html><p>zlweb</p></html>"}
    ),
    "an inserted document": _inserted("deel.docx", _INNER),
    "an inserted page by another name": _inserted(
        "deel.dat", b"<html><p>zlbinnen</p></html>"
    ),
    "inserted text": _inserted("deel.txt", "zlbinnen één".encode()),
    "inserted text in UTF-16": _inserted("deel.txt", "zlbinnen één".encode("utf-16")),
    "an inserted web archive": _inserted("deel.mht", _MHT),
    "an embedded document": _embedded("deel.docx", _INNER, "zltekst zlbinnen"),
    "an embedded workbook": _embedded("deel.xlsx", _book(), "zltekst zlcel"),
}

STRICT: Final[dict[str, Adversary]] = {
    "a strict equation": inline(
        "<m:oMath><m:r><m:t>zlsom</m:t></m:r></m:oMath>", strict=True
    ),
    "a strict diagram": inline(
        diagram("rId1"), strict=True, diagramData=_model("zlschema")
    ),
    "a strict text box": inline(textbox(p("zlvak")), strict=True),
    "strict notes and headers": inline(
        r("zltekst") + footnote(),
        strict=True,
        footnotes=notes("footnote", p("zlnoot")),
        comments=notes("comment", p("zlopmerking")),
        header=part("w:hdr", p("zlrand")),
    ),
}
