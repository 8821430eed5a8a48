"""Drawn: text boxes and alternate content, wherever they may stand."""

from typing import Final

from tests.torture.adversary.made import Adversary, block, inline
from tests.torture.ooxml import (
    _WHO,
    MARK_MOVED,
    ROW_DELETED,
    ROW_INSERTED,
    _drawing,
    _shape,
    custom_xml,
    dele,
    group,
    hyperlink,
    ins,
    moved_from,
    moved_to,
    p,
    r,
    sdt,
    tbl,
    tc,
    textbox,
    tr,
    word_art,
)

_BOX: Final = p(r("zlvak"))
_CANVAS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
_LOCKED: Final = "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas"


def _either(choice: str, fallback: str = "") -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback or choice}</mc:Fallback></mc:AlternateContent>"
    )


def _vml(*contents: str) -> str:
    boxes = "".join(
        f"<v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
        "</v:shape>"
        for content in contents
    )
    return f"<v:group>{boxes}</v:group>"


_HIDDEN_RUN: Final = textbox(p(r("zhvak"))).replace(
    "<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1
)
_DRAWN_TEXT: Final = (
    f'<lc:lockedCanvas xmlns:lc="{_LOCKED}"><a:sp><a:txSp><a:txBody><a:p><a:r>'
    "<a:t>zlvorm</a:t></a:r></a:p></a:txBody></a:txSp></a:sp></lc:lockedCanvas>"
)

BOXES: Final[dict[str, Adversary]] = {
    "a text box": inline(textbox(_BOX)),
    "a text box of before 2010": inline(textbox(_BOX, old_only=True)),
    "a fallback without a choice": inline(
        r(
            inner="<mc:AlternateContent><mc:Fallback><w:pict>"
            f"{_vml(_BOX)}</w:pict></mc:Fallback></mc:AlternateContent>"
        )
    ),
    "a choice without a fallback": inline(r(inner=_drawing(_shape(_BOX)))),
    "a text box in a text box": inline(textbox(p(textbox(_BOX)) + p(r("zlbuiten")))),
    "a table in a text box": inline(textbox(tbl(tr(tc(p("zlcel")), tc(p("zlbuur")))))),
    "controls in a text box": inline(textbox(sdt(p(sdt(r("zlbinnen")))))),
    "an inserted text box": inline(ins(textbox(_BOX))),
    "a deleted text box": inline(dele(textbox(p(r("zgvak")))) + r("zlna")),
    "a text box on a hidden run": inline(_HIDDEN_RUN + r("zlna")),
    "a text box in a link": inline(hyperlink(textbox(_BOX))),
    "a text box in a control": inline(sdt(textbox(_BOX))),
    "a text box in a hidden row": block(
        tbl(tr(tc(p(textbox(p(r("zhvak"))))), props="<w:hidden/>")) + p(r("zlna"))
    ),
    "two text boxes in a group": inline(group(p(r("zleen")), p(r("zltwee")))),
    "two old text boxes in a group": inline(
        r(inner=f"<w:pict>{_vml(p(r('zleen')), p(r('zltwee')))}</w:pict>")
    ),
    "a drawing canvas": inline(
        r(inner=_drawing(f'<wpc:wpc xmlns:wpc="{_CANVAS}">{_shape(_BOX)}</wpc:wpc>'))
    ),
    "a locked canvas": inline(r(inner=_drawing(_DRAWN_TEXT))),
    "word art with words": inline(word_art("zlkunst")),
    "an object with a text box": inline(r(inner=f"<w:object>{_vml(_BOX)}</w:object>")),
}

ALTERNATIVES: Final[dict[str, Adversary]] = {
    "two readings of a run": inline(_either(r("zlkeuze"))),
    "two readings of a paragraph": block(_either(p(r("zlkeuze")))),
    "two readings of a table": block(_either(tbl(tr(tc(p("zlkeuze")))))),
    "two readings of a row": block(
        tbl(_either(tr(tc(p("zlkeuze")))), tr(tc(p("zlrij"))))
    ),
    "two readings of a cell": block(tbl(tr(_either(tc(p("zlkeuze"))), tc(p("zlcel"))))),
    "a control or plain text": inline(_either(sdt(r("zlkeuze")), r("zlkeuze"))),
}

TABLES: Final[dict[str, Adversary]] = {
    "controls around and in everything": block(
        tbl(sdt(sdt(tr(sdt(tc(sdt(p(sdt(r("zldiep")))))))))),
    ),
    "custom XML around and in everything": block(
        tbl(custom_xml(tr(custom_xml(tc(custom_xml(p(custom_xml(r("zldiep"))))))))),
    ),
    "insertion around a row": block(
        tbl(f"<w:ins {_WHO}>{tr(tc(p('zlrij')))}</w:ins>")
    ),
    "a row that moved": block(
        tbl(
            tr(tc(p(moved_from(r("zgrij")), props=MARK_MOVED)), props=ROW_DELETED),
            tr(tc(p(moved_to(r("zlrij")))), props=ROW_INSERTED),
        )
    ),
    "a deleted row": block(
        tbl(tr(tc(p("zgrij")), props=ROW_DELETED), tr(tc(p("zlrij"))))
    ),
    "a deleted cell": block(
        tbl(
            tr(
                tc(p("zgcel"), props=f"<w:cellDel {_WHO}/>"),
                tc(p("zlcel"), props=f"<w:cellIns {_WHO}/>"),
            )
        )
    ),
    "a hidden row": block(
        tbl(tr(tc(p("zhrij")), props="<w:hidden/>"), tr(tc(p("zlrij"))))
    ),
    "a table in a control in a cell": block(
        tbl(tr(tc(sdt(tbl(tr(tc(p("zldiep"))))))))
    ),
    "a table five deep": block(
        tbl(tr(tc(tbl(tr(tc(tbl(tr(tc(tbl(tr(tc(tbl(tr(tc(p("zldiep")))))))))))))))
        )
    ),
}  # fmt: skip
