"""Beside: notes, comments, headers and footers, with all that may stand in them."""

from typing import Final

from tests.torture.adversary.made import Adversary, block, inline
from tests.torture.ooxml import (
    commented,
    dele,
    endnote,
    field,
    footnote,
    notes,
    p,
    part,
    r,
    sdt,
    tbl,
    tc,
    textbox,
    tr,
)

_TABLE: Final = tbl(tr(tc(p("zlcel")))) + p()
_MARKED: Final = '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>'
_MARGINS: Final = {"header": "w:hdr", "footer": "w:ftr"}


def _note(*content: str) -> str:
    return notes("footnote", *content)


NOTES: Final[dict[str, Adversary]] = {
    "a table in a note": inline(
        r("zltekst") + footnote(), footnotes=_note(p("zlnoot") + _TABLE)
    ),
    "controls in a note": inline(
        r("zltekst") + footnote(), footnotes=_note(sdt(p(sdt(r("zlnoot")))))
    ),
    "a text box in a note": inline(
        r("zltekst") + footnote(), footnotes=_note(p(r("zlnoot"), textbox(p("zlvak"))))
    ),
    "a note with a mark of its own": inline(
        r(inner=_MARKED) + r("zltekst"), footnotes=_note(p("zlnoot"))
    ),
    "a note that is referred to twice": inline(
        footnote() + r("zltekst") + footnote(), footnotes=_note(p("zlnoot"))
    ),
    "a note on a note": inline(
        footnote() + r("zltekst"),
        footnotes=_note(p("zlnoot", footnote(3)), p("zltweede")),
    ),
    "a note on a text box": inline(
        textbox(p(r("zlvak"), footnote())), footnotes=_note(p("zlnoot"))
    ),
    "a note on hidden text": inline(
        r("zlzicht")
        + footnote().replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
        footnotes=_note(p("zhnoot")),
    ),
    "an endnote in a cell": block(
        tbl(tr(tc(p(r("zlcel"), endnote())))), endnotes=notes("endnote", p("zlnoot"))
    ),
    "a comment and its reply": inline(
        commented(r("zltekst ")) + commented(r("zltwee"), 2),
        comments=notes("comment", p("zlopmerking") + p("zlvervolg"), p("zlreactie")),
    ),
    "a table in a comment": inline(
        commented(r("zltekst")), comments=notes("comment", _TABLE)
    ),
    "a comment on nothing": inline(
        r("zltekst"), comments=notes("comment", p("zlopmerking"))
    ),
    "a comment on deleted text": inline(
        dele(commented(r("zgweg"))) + r("zlna"),
        comments=notes("comment", p("zlopmerking")),
    ),
}  # fmt: skip

MARGINS: Final[dict[str, Adversary]] = {
    **{
        f"every {kind}": Adversary(
            xml=p("zltekst"),
            parts={
                kind: part(tag, p("zlgewoon")),
                f"{kind} 2": part(tag, p("zleerste")),
                f"{kind} 3": part(tag, tbl(tr(tc(p(sdt(r("zleven")))))) + p()),
            },
        )
        for kind, tag in _MARGINS.items()
    },
    **{
        f"controls in a {kind}": block(
            p("zltekst"), **{kind: part(tag, sdt(p("zlrand") + _TABLE))}
        )
        for kind, tag in _MARGINS.items()
    },
    "a text box in a header": block(
        p("zltekst"), header=part("w:hdr", p(textbox(p("zlvak"))))
    ),
    "page numbers in a footer": block(
        p("zltekst"),
        footer=part(
            "w:ftr",
            p(
                r("zlpagina "),
                field("PAGE", r("zgnummer")),
                r(" zlvan "),
                field("NUMPAGES", r("zgaantal")),
            ),
        ),
    ),
    "a field that never ends in a header": block(
        p("zltekst"),
        header=part(
            "w:hdr", p(r(inner='<w:fldChar w:fldCharType="begin"/>'), r("zlrand"))
        ),
    ),
}
