"""Every place inside the text where Word can keep an answer."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from tests.torture.case import WAAROM, Case, blok
from tests.torture.ooxml import (
    bdo,
    commented,
    custom_xml,
    dele,
    dropdown,
    field,
    form_dropdown,
    form_text,
    hyperlink,
    ins,
    math,
    moved_from,
    moved_to,
    notes,
    p,
    package,
    r,
    ruby,
    sdt,
    simple_field,
    smart_tag,
    t,
)
from tests.torture.standard import standard

_DATE: Final = '<w:date><w:dateFormat w:val="d/MM/yyyy"/></w:date>'
_OLD_LOOK: Final = (
    '<w:rPrChange w:id="1" w:author="A"><w:rPr><w:strike/></w:rPr></w:rPrChange>'
)


def _letters(text: str) -> str:
    return "".join(map(r, text))


def _noisy(text: str) -> str:
    """As Word saves after a spelling check: bookmarks, proofing marks, page breaks."""
    half = len(text) // 2
    return (
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:proofErr w:type="spellStart"/>'
        + r(text[:half])
        + '<w:proofErr w:type="spellEnd"/>'
        + r(text[half:], inner="<w:lastRenderedPageBreak/>")
        + '<w:bookmarkEnd w:id="0"/>'
    )


def _alternate(text: str) -> str:
    return r(
        inner='<mc:AlternateContent><mc:Choice Requires="w14">'
        f"{t(text)}</mc:Choice><mc:Fallback>{t(text)}</mc:Fallback>"
        "</mc:AlternateContent>"
    )


INLINE: Final[dict[str, Callable[[str], str]]] = {
    "a plain run": r,
    "an inline content control": lambda s: sdt(r(s)),
    "a tagged plain text control": lambda s: sdt(r(s), "<w:text/>", tag="antwoord"),
    "a control in a control": lambda s: sdt(sdt(r(s), "<w:text/>")),
    "a date control": lambda s: sdt(r(s), _DATE),
    "a dropdown control": lambda s: dropdown(s, s, "iets anders"),
    "a combo box with own text": lambda s: sdt(r(s), "<w:comboBox/>"),
    "a data bound control": lambda s: sdt(r(s), '<w:dataBinding w:xpath="/a"/>'),
    "a legacy text field": form_text,
    "a legacy text field with a default": lambda s: form_text(s, "Vul in"),
    "a legacy dropdown": lambda s: form_dropdown(1, "kies", s),
    "a tracked insertion": lambda s: ins(r(s)),
    "a replaced word": lambda s: dele(r("fout ")) + ins(r(s)),
    "an insertion with a deletion in it": lambda s: ins(dele(r("weg ")) + r(s)),
    "a deletion in the middle": lambda s: r(s[:2]) + dele(r("weg")) + r(s[2:]),
    "a moved text": lambda s: moved_from(r("weg ")) + moved_to(r(s)),
    "a control with an insertion": lambda s: sdt(ins(r(s))),
    "an inserted control": lambda s: ins(sdt(r(s))),
    "a hyperlink": lambda s: hyperlink(r(s)),
    "an inserted hyperlink": lambda s: ins(hyperlink(r(s))),
    "a hyperlink field": lambda s: field('HYPERLINK "https://a.example"', r(s)),
    "a simple field": lambda s: simple_field("MERGEFIELD antwoord", r(s)),
    "a field in a field": lambda s: field("IF 1 = 1", field("REF a", r(s))),
    "a smart tag": lambda s: smart_tag(r(s)),
    "a smart tag in a smart tag": lambda s: smart_tag(smart_tag(r(s))),
    "custom XML": lambda s: custom_xml(r(s)),
    "a direction override": lambda s: bdo(r(s)),
    "runs of one letter": _letters,
    "proofing marks and bookmarks": _noisy,
    "alternate content": _alternate,
    "a phonetic guide": ruby,
    "an equation": math,
    "another colour": lambda s: r(s, '<w:color w:val="0070C0"/>'),
    "bold, italic and underlined": lambda s: r(s, "b", "i", '<w:u w:val="single"/>'),
    "highlighted text": lambda s: r(s, '<w:highlight w:val="yellow"/>'),
    "small capitals": lambda s: r(s, "smallCaps"),
    "a tracked change of format": lambda s: r(s, _OLD_LOOK),
    "text with a struck-out beginning": lambda s: r("Weg ermee ", "strike") + r(s),
    "text with a struck-out end": lambda s: r(s) + r(" weg ermee", "dstrike"),
    "a toggle that is off": lambda s: r(
        s, '<w:strike w:val="0"/><w:vanish w:val="false"/>'
    ),
    "text with a soft hyphen": lambda s: r(f"{s[:1]}\u00ad{s[1:]}"),
    "text with an optional hyphen": lambda s: (
        r(s[:1]) + r(inner="<w:softHyphen/>") + r(s[1:])
    ),
    "text with non-breaking spaces": lambda s: r("\u00a0" + s.replace(" ", "\u202f")),
    "text before an empty control": lambda s: (
        r(s) + sdt(r("Klik of tik om tekst in te voeren."), prompt=True)
    ),
    "text behind a tab": lambda s: r(f"\t{s}"),
    "text on the next line": lambda s: r(f"\n{s}"),
}

_BLOCK: Final[dict[str, Callable[[str], str]]] = {
    "a block content control": sdt,
    "nested block controls": lambda s: sdt(sdt(sdt(s))),
    "a repeating section": lambda s: sdt(
        sdt(s, "<w15:repeatingSectionItem/>"), "<w15:repeatingSection/>"
    ),
    "custom XML around paragraphs": custom_xml,
}


def cases() -> Iterator[Case]:
    yield from _inline()
    yield from _block()
    yield from _around()
    yield _commented()


def _inline() -> Iterator[Case]:
    for name, carry in INLINE.items():
        form = standard()
        form.say("Te behalen KPI", carry("300"))
        form.say("Waarom werd 25%", carry(WAAROM))
        form.say("Initiatief 1", carry("Infoavond op school"))
        yield Case(f"{name} holds the answer", form.docx(), blok())


def _block() -> Iterator[Case]:
    for name, wrap in _BLOCK.items():
        form = standard()
        form.put(
            "Waarom werd 25%", p(r("Waarom werd 25% niet behaald?")), wrap(p(r(WAAROM)))
        )
        yield Case(f"{name} holds the answer", form.docx(), blok())
        whole = package(wrap(standard().body()))
        yield Case(f"{name} holds the whole form", whole, blok())


def _around() -> Iterator[Case]:
    for name, wrap in (("a content control", sdt), ("custom XML", custom_xml)):
        for tag, what in (("w:tr", "every row"), ("w:tc", "every cell")):
            body = re.sub(
                f"<{tag}>.*?</{tag}>",
                lambda found, wrap=wrap: wrap(found[0]),
                standard().body(),
                flags=re.DOTALL,
            )
            yield Case(f"{name} stands around {what}", package(body), blok())


def _commented() -> Case:
    form = standard()
    form.say("Waarom werd 25%", commented(r(WAAROM)))
    data = form.docx(parts={"comments": notes("comment", p("Klopt dit wel?"))})
    return Case("a comment is kept apart", data, blok(niet_herkend=["Klopt dit wel?"]))
