"""Fields: whole, in each other, over paragraphs, and cut in two."""

from typing import Final

from tests.torture.adversary.made import Adversary, block, inline
from tests.torture.ooxml import (
    ROW_DELETED,
    dele,
    field,
    footnote,
    hyperlink,
    notes,
    p,
    r,
    simple_field,
    tbl,
    tc,
    textbox,
    tr,
)


def _char(kind: str) -> str:
    return r(inner=f'<w:fldChar w:fldCharType="{kind}"/>')


def _code(text: str) -> str:
    return r(inner=f"<w:instrText>{text}</w:instrText>")


_BEGIN, _RESULT, _END = _char("begin"), _char("separate"), _char("end")
_QUOTE: Final = _BEGIN + _code("QUOTE")

FIELDS: Final[dict[str, Adversary]] = {
    "a field in a field in a field": inline(
        simple_field("QUOTE", simple_field("REF a", simple_field("REF b", r("zldiep"))))
    ),
    "a page number": inline(simple_field("PAGE", r("zgpagina")) + r("zlna")),
    "a date in a link": inline(hyperlink(simple_field("DATE", r("zldatum")))),
    "a field over three paragraphs": block(
        p(_QUOTE, _RESULT, r("zleen")) + p(r("zltwee")) + p(r("zldrie "), _END, "zlna")
    ),
    "a field around a table": block(
        p(_BEGIN, _code("LINK"), _RESULT) + tbl(tr(tc(p("zlcel")))) + p(_END, r("zlna"))
    ),
    "a field that ends before it begins": block(
        p(_END, r("zlvoor")) + p(_BEGIN, r("zlmidden")) + p(r("zlna"))
    ),
    "a field whose end was deleted": block(
        p(_QUOTE, dele(_RESULT + _END), r("zlvoor")) + p(r("zlna"))
    ),
    "a field whose beginning was deleted": block(
        p(dele(_QUOTE + _RESULT), r("zlvoor"), _END) + p(r("zlna"))
    ),
    "a field that ends in a deleted row": block(
        p(_QUOTE, r("zlvoor"))
        + tbl(tr(tc(p(_END)), props=ROW_DELETED), tr(tc(p("zlrij"))))
        + p(r("zlna"))
    ),
    "a field in an instruction": inline(
        _BEGIN
        + _code("IF ")
        + field("REF x", r("zgbinnen"))
        + _code(" = 1")
        + _RESULT
        + r("zluit ")
        + _END
        + r("zlna")
    ),
    "a field that shows nothing": inline(_BEGIN + _code("XE a") + _END + r("zlna")),
    "a field without an instruction": inline(_BEGIN + _RESULT + r("zluit") + _END),
    "a table of contents": block(
        p(_BEGIN, _code("TOC"), _RESULT, r("zginhoud"))
        + p(hyperlink(r("zgtwee") + field("PAGEREF x", r("zgzeven"))))
        + p(_END)
        + p(r("zlna"))
    ),
    "a text box in a field": inline(simple_field("QUOTE", textbox(p("zlvak")))),
    "a text box in a computed field": inline(
        _BEGIN + _code("PAGE") + _RESULT + textbox(p("zlvak")) + _END
    ),
    "a note with a field that never ends": inline(
        r("zltekst ") + footnote() + r("zldaarna"),
        footnotes=notes("footnote", p(_BEGIN, r("zlnoot"))),
    ),
    "a note on the result of a field": inline(
        _QUOTE + _RESULT + r("zltekst") + footnote() + _END,
        footnotes=notes("footnote", p("zlnoot")),
    ),
    "a note on an instruction": inline(
        _QUOTE + footnote() + _RESULT + r("zltekst") + _END,
        footnotes=notes("footnote", p("zlnoot")),
    ),
}
