"""Slides: small decks built in memory, part by part, for the tests."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.reading.workbooks import OFFICE, rels, zipped

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"


def pptx(*slides: str, extra: Mapping[str, str] | None = None) -> bytes:
    """A deck; each of `slides` is what stands in its tree of shapes."""
    entries = "".join(
        f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1)
    )
    space = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{OFFICE}"'
    links = [
        (f"rId{n}", "slide", f"slides/slide{n}.xml") for n, _ in enumerate(slides, 1)
    ]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/'
        '2006/content-types"><Override PartName="/ppt/presentation.xml" '
        f'ContentType="{_TYPE}.presentation.main+xml"/></Types>',
        "_rels/.rels": rels(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {space}><p:sldIdLst>{entries}"
        "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": rels(*links),
    }
    for n, slide in enumerate(slides, 1):
        show, _, shapes = slide.rpartition("|")
        parts[f"ppt/slides/slide{n}.xml"] = (
            f"<p:sld {space}{show}><p:cSld><p:spTree>{shapes}</p:spTree>"
            "</p:cSld></p:sld>"
        )
    parts.update(extra or {})
    return zipped(parts)


def shape(*lines: str, kind: str = "body") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
        f"<p:txBody>{''.join(map(paragraph, lines))}</p:txBody></p:sp>"
    )


def paragraph(text: str) -> str:
    return f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>"


def table(rows: Sequence[Sequence[object]]) -> str:
    inner = "".join(
        "<a:tr>"
        + "".join(
            f"<a:tc><a:txBody>{paragraph(str(value))}</a:txBody></a:tc>"
            for value in row
        )
        + "</a:tr>"
        for row in rows
    )
    return (
        "<p:graphicFrame><a:graphic><a:graphicData>"
        f"<a:tbl>{inner}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
