"""Runs: every control, break, wrapper and equation that can stand in a line."""

from typing import Final

from tests.torture.adversary.made import Adversary, block, inline
from tests.torture.ooxml import (
    _WHO,
    MARK_DELETED,
    MARK_MOVED,
    custom_xml,
    dele,
    hyperlink,
    ins,
    moved_from,
    moved_to,
    p,
    r,
    sdt,
    smart_tag,
    sym,
    tbl,
    tc,
    tr,
)

_KINDS: Final = (
    *("richText", "text", "picture", "citation", "bibliography", "group", "equation"),
    *("date", "comboBox", "dropDownList", "docPartObj", "docPartList"),
)


def _control(properties: str, content: str) -> str:
    return (
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtEndPr><w:rPr/></w:sdtEndPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _math(*pieces: str) -> str:
    return f"<m:oMath>{''.join(pieces)}</m:oMath>"


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _made(name: str, **pieces: str) -> str:
    inner = "".join(f"<m:{key}>{_m(text)}</m:{key}>" for key, text in pieces.items())
    return _math(f"<m:{name}><m:{name}Pr/>{inner}</m:{name}>")


def _both(tag: str, first: str, second: str) -> str:
    return _math(f"<m:{tag}><m:e>{_m(first)}</m:e><m:e>{_m(second)}</m:e></m:{tag}>")


CONTROLS: Final[dict[str, Adversary]] = {
    **{
        f"a {kind} control in a line": inline(_control(f"<w:{kind}/>", r("zlsoort")))
        for kind in _KINDS
    },
    **{
        f"a {kind} control around a table": block(
            _control(f"<w:{kind}/>", p(r("zlsoort")) + tbl(tr(tc(p("zltabel")))))
        )
        for kind in _KINDS
    },
    "a control whose prompt is off": inline(
        _control('<w:showingPlcHdr w:val="0"/>', r("zlaan"))
    ),
    "a control without properties": inline(
        f"<w:sdt><w:sdtContent>{r('zlkaal')}</w:sdtContent></w:sdt>"
    ),
    "controls in every wrapper": inline(
        ins(smart_tag(custom_xml(hyperlink(sdt(ins(r("zldiep")))))))
    ),
}

TEXT: Final[dict[str, Adversary]] = {
    "an embedding of another direction": inline(
        f'<w:dir w:val="rtl">{r("zlrichting")}</w:dir>'
    ),
    "another script": inline(r("zlschrift שלום", "rtl", "cs")),
    "a phonetic guide with its sounds": inline(
        r(
            inner=f"<w:ruby><w:rubyPr/><w:rt>{r('zlboven')}</w:rt>"
            f"<w:rubyBase>{r('zlonder')}</w:rubyBase></w:ruby>"
        )
    ),
    "a tab to a margin": inline(
        r("zlvoor") + r(inner='<w:ptab w:alignment="right"/>') + r("zlna")
    ),
    "a carriage return": inline(r(inner="<w:t>zlvoor</w:t><w:cr/><w:t>zlna</w:t>")),
    "a page break": inline(
        r(inner='<w:t>zlvoor</w:t><w:br w:type="page"/><w:t>zlna</w:t>')
    ),
    "a hyphen that does not break": inline(
        r(inner="<w:t>zlniet</w:t><w:noBreakHyphen/><w:t>zlbreken</w:t>")
    ),
    "an optional hyphen": inline(
        r(inner="<w:t>zlzacht</w:t><w:softHyphen/><w:t>werk</w:t>"), "zlzachtwerk"
    ),
    "a comment in the middle of a word": inline(
        r(inner="<w:t>zlvoor<!-- x -->kant</w:t>"), "zlvoorkant"
    ),
    "an instruction in the middle of a word": inline(
        r(inner="<w:t>zlachter<?x y?>kant</w:t>"), "zlachterkant"
    ),
    "character data": inline(r(inner="<w:t><![CDATA[zlteken & zo]]></w:t>")),
    "a letter by its number": inline(r(inner="<w:t>zl&#101;nkel</w:t>"), "zlenkel"),
    "text without a run": inline("<w:t>zldirect</w:t>"),
    "text without a run in a link": inline(hyperlink("<w:t>zldirect</w:t>")),
    "a run without a paragraph": block(r("zlloos")),
    "hidden text": inline(r("zlzicht ") + r("zhweg", "vanish")),
    "text hidden on the web alone": inline(r("zlweb", "webHidden")),
    "text that was hidden before": inline(
        r("zlzicht", f"<w:rPrChange {_WHO}><w:rPr><w:vanish/></w:rPr></w:rPrChange>")
    ),
    "a symbol of an unknown font": inline(sym("F041", "Vreemd") + r(" zlna")),
    "a range that all may edit": inline(
        '<w:permStart w:id="1" w:edGrp="everyone"/>' + r("zlmag") + "<w:permEnd/>"
    ),
    "a wrapper from elsewhere": inline(f'<x:y xmlns:x="urn:x">{r("zlvreemd")}</x:y>'),
}

MATH: Final[dict[str, Adversary]] = {
    "a matrix": inline(
        _math(
            f"<m:m><m:mr><m:e>{_m('zleen')}</m:e><m:e>{_m('zltwee')}</m:e></m:mr>"
            f"<m:mr><m:e>{_m('zldrie')}</m:e><m:e>{_m('zlvier')}</m:e></m:mr></m:m>"
        )
    ),
    "a power": inline(_made("sSup", e="zlgrond", sup="zlmacht")),
    "an index": inline(_made("sSub", e="zlgrond", sub="zlindex")),
    "a sum": inline(_made("nary", sub="zlvan", sup="zltot", e="zlterm")),
    "a root": inline(_made("rad", deg="zlgraad", e="zlterm")),
    "a function": inline(_made("func", fName="zlnaam", e="zlterm")),
    "a fraction in words": inline(_made("f", num="zlteller", den="zlnoemer")),
    "lines of equations": inline(_both("eqArr", "zleen", "zltwee")),
    "an equation that was edited": inline(
        _math(_m("zlblijft"), ins(_m(" zlerbij")), dele(_m("zgweg")))
    ),
    "a boxed equation": inline(
        _math(f"<m:borderBox><m:e><m:box><m:e>{_m('zldoos')}</m:e></m:box></m:e>"
              "</m:borderBox>")
    ),
}  # fmt: skip

TRACKED: Final[dict[str, Adversary]] = {
    "deleted text that calls itself live": inline(
        f"<w:del {_WHO}>{r('zgweg')}</w:del>{r('zlblijft')}"
    ),
    "deleted text without its mark": inline(
        r(inner="<w:delText>zgweg</w:delText><w:t>zlblijft</w:t>")
    ),
    "a deletion in an insertion": inline(ins(r("zlerin") + dele(r("zgeruit")))),
    "an insertion in a deletion": inline(
        f"<w:del {_WHO}>{ins(r('zgeruit'))}</w:del>{r('zlblijft')}"
    ),
    "a range that moved": inline(
        '<w:moveFromRangeStart w:id="1" w:name="m"/>'
        + moved_from(r("zgweg"))
        + '<w:moveFromRangeEnd w:id="1"/><w:moveToRangeStart w:id="2" w:name="m"/>'
        + moved_to(r("zlhier"))
        + '<w:moveToRangeEnd w:id="2"/>'
    ),
    "a conflict of two authors": inline(
        f"<w14:conflictIns {_WHO}>{r('zlerin')}</w14:conflictIns>"
        f"<w14:conflictDel {_WHO}>{r('zgeruit')}</w14:conflictDel>"
    ),
    "three paragraphs whose marks were deleted": block(
        p(r("zleen"), props=MARK_DELETED)
        + p(r("twee"), props=MARK_DELETED)
        + p(r("drie")),
        "zleentweedrie",
    ),
    "a deleted mark before a table": block(
        p(r("zleen"), props=MARK_DELETED) + tbl(tr(tc(p("zltwee"))))
    ),
    "a mark that moved": block(
        p(r("zleen"), props=MARK_MOVED) + p(r("twee")), "zleentwee"
    ),
    "a hidden mark": block(
        p(r("zleen"), props="<w:rPr><w:vanish/></w:rPr>") + p(r("zltwee"))
    ),
    "an enlarged first letter": block(
        p(r("Z"), props='<w:framePr w:dropCap="drop" w:lines="3"/>')
        + p(r("lopening volgt")),
        "zlopening",
    ),
    "a frame": block(p(r("zlkader"), props='<w:framePr w:w="1000"/>')),
    "insertion around a paragraph": block(ins(p(r("zlalinea")))),
    "a smart tag around a paragraph": block(smart_tag(p(r("zlalinea")))),
}
