"""Every place beside the text where words can hide, and every way they can go."""

from collections.abc import Iterator
from typing import Final

from tests.torture.case import BLOK, WAAROM, Case, Expected, blok, motivatie
from tests.torture.form import Form, Line, blank
from tests.torture.ooxml import (
    MARK_DELETED,
    MARK_INSERTED,
    MARK_MOVED,
    ROW_DELETED,
    ROW_INSERTED,
    chart,
    checkbox,
    chunk,
    dele,
    diagram,
    dropdown,
    endnote,
    field,
    footnote,
    form_checkbox,
    form_dropdown,
    form_text,
    group,
    ins,
    moved_from,
    moved_to,
    notes,
    p,
    package,
    part,
    r,
    sdt,
    sym,
    tbl,
    tc,
    textbox,
    tr,
    word_art,
)
from tests.torture.standard import fill_block, standard

_LABEL: Final = "Waarom werd 25% niet behaald?"
_EXTRA: Final = "Zie ook de nota."


def _with(more: str) -> Expected:
    """The standard block with `more` at the end of the first answer."""
    return blok(waarom=f"{WAAROM}\n{more}")


def cases() -> Iterator[Case]:
    yield from _hanging()
    yield from _tables()
    yield from _margins()
    yield from _empty()
    yield from _tracked()
    yield from _gone()
    yield from _odd()
    yield from _packages()


def _hanging() -> Iterator[Case]:
    """What hangs on a paragraph belongs to the answer, after its own paragraphs."""
    note = p(_EXTRA)
    for name, mark, parts in (
        ("a text box", textbox(p(_EXTRA)), {}),
        ("a text box in a group", group(p(_EXTRA)), {}),
        ("an old text box", textbox(p(_EXTRA), old_only=True), {}),
        ("word art", word_art(_EXTRA), {}),
        ("a footnote", footnote(), {"footnotes": notes("footnote", note)}),
        ("an endnote", endnote(), {"endnotes": notes("endnote", note)}),
        ("a diagram", diagram("rId1"), {"diagramData": _diagram()}),
        ("a chart", chart("rId1"), {"chart": _chart()}),
    ):
        form = standard()
        form.say("Waarom werd 25%", r(WAAROM) + mark)
        yield Case(
            f"{name} belongs to its answer", form.docx(parts=parts), _with(_EXTRA)
        )
    form = standard()
    form.say("Waarom werd 25%", r("Alinea een.") + textbox(p(_EXTRA)), "Alinea twee.")
    expected = blok(waarom=f"Alinea een.\nAlinea twee.\n{_EXTRA}")
    yield Case("a text box comes after all own paragraphs", form.docx(), expected)
    form = standard()
    form.say("Waarom werd 25%", r(WAAROM) + textbox(p("Een.") + p("Twee.")))
    yield Case("a text box may hold paragraphs", form.docx(), _with("Een.\nTwee."))
    form = standard()
    form.put("Waarom werd 25%", p(r(_LABEL), textbox(p(WAAROM))))
    yield Case("a text box may hold the whole answer", form.docx(), blok())
    form = standard()
    numbers = form.rows[0][0]
    inside = "".join(here.xml for here in numbers.lines())
    numbers.cells = [[Line("", p(textbox(inside)))]]
    yield Case("labels and answers may stand in a text box", form.docx(), blok())


def _diagram() -> str:
    text = f"<a:p><a:r><a:t>{_EXTRA}</a:t></a:r></a:p>"
    point = f"<dgm:pt><dgm:t><a:bodyPr/>{text}</dgm:t></dgm:pt>"
    return part("dgm:dataModel", f"<dgm:ptLst>{point}</dgm:ptLst>")


def _chart() -> str:
    text = f"<a:p><a:r><a:t>{_EXTRA}</a:t></a:r></a:p>"
    title = f"<c:title><c:tx><c:rich><a:bodyPr/>{text}</c:rich></c:tx></c:title>"
    return part("c:chartSpace", f"<c:chart>{title}<c:plotArea/></c:chart>")


def _tables() -> Iterator[Case]:
    nested = tbl(tr(tc(p("Een")), tc(p("Twee"))), tr(tc(p("Drie")), tc(p("Vier"))))
    form = standard()
    form.say("Waarom werd 25%", WAAROM)
    form.below("Waarom werd 25%", nested)
    yield Case(
        "a nested table belongs to its answer",
        form.docx(),
        _with("Een\nTwee\nDrie\nVier"),
    )
    form = standard()
    form.put("Waarom werd 25%", p(r(_LABEL)), nested, p())
    yield Case(
        "a nested table may be the whole answer",
        form.docx(),
        blok(waarom="Een\nTwee\nDrie\nVier"),
    )
    form = standard()
    form.put("Waarom werd 25%", p(r(_LABEL)), tbl(tr(tc(nested))), p(r(WAAROM)))
    yield Case(
        "a table in a table in a table is read once",
        form.docx(),
        _with("Een\nTwee\nDrie\nVier"),
    )
    merged = (
        standard()
        .body()
        .replace("<w:tcPr></w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>')
    )
    yield Case("vertically merged cells are read once", package(merged), blok())
    rest = tr(tc(p(), props="<w:vMerge/>"), tc(p(), props="<w:vMerge/>"))
    merged = merged.replace("</w:tbl>", f"{rest}</w:tbl>")
    yield Case("the rest of a merged cell is empty", package(merged), blok())


def _margins() -> Iterator[Case]:
    header = part("w:hdr", p("Dienst Samenleven"))
    footer = part("w:ftr", tbl(tr(tc(p("Ingevuld door de dienst")))) + p())
    data = standard().docx(parts={"header": header, "footer": footer})
    yield Case(
        "headers and footers are kept apart",
        data,
        blok(niet_herkend=["Dienst Samenleven", "Ingevuld door de dienst"]),
    )
    twice = {
        "header": header,
        "header 2": header,
        "header 3": part("w:hdr", p("Bijlage")),
    }
    yield Case(
        "every header is read",
        standard().docx(parts=twice),
        blok(niet_herkend=["Bijlage", "Dienst Samenleven", "Dienst Samenleven"]),
    )
    data = standard().docx(parts={"header": part("w:hdr", p(textbox(p("Stempel"))))})
    yield Case("a text box in a header is read", data, blok(niet_herkend=["Stempel"]))
    note = {"footnotes": notes("footnote", p("Losse noot"))}
    yield Case(
        "a note that hangs nowhere is kept apart",
        standard().docx(parts=note),
        blok(niet_herkend=["Losse noot"]),
    )
    form = standard()
    form.intro[0].xml += p(r("Contact: Jan, dienst samenleven"))
    yield Case(
        "words above the form are kept apart",
        form.docx(),
        blok(niet_herkend=["Contact: Jan, dienst samenleven"]),
    )
    form = standard()
    body = form.body() + p(r("Met vriendelijke groeten")) + p(r("Jan"))
    yield Case(
        "words below the form are kept apart",
        package(body),
        blok(niet_herkend=["Jan", "Met vriendelijke groeten"]),
    )


def _empty() -> Iterator[Case]:
    """What only asks for an answer is none."""
    prompt = "Klik of tik om tekst in te voeren."
    for name, asks in (
        ("an inline control", sdt(r(prompt), prompt=True)),
        ("a date control", sdt(r("Kies een datum"), "<w:date/>", prompt=True)),
        ("a dropdown", dropdown("Kies een item.", prompt=True)),
        ("a legacy text field", form_text("Vul hier in", "Vul hier in")),
        ("an empty legacy text field", form_text("\u2002\u2002\u2002")),
        ("an untouched legacy dropdown", form_dropdown(None, "kies", "300")),
        ("a deletion", dele(r("300"))),
        ("a struck-out answer", r("300", "strike")),
    ):
        form = standard()
        form.say("Te behalen KPI", asks)
        form.say("Waarom werd 25%", asks)
        expected = blok(te_behalen=None, waarom=None)
        yield Case(f"{name} without text is no answer", form.docx(), expected)
    form = standard()
    form.put(
        "Waarom werd 25%", p(r(_LABEL)), sdt(p(r(prompt)) + p(r(prompt)), prompt=True)
    )
    yield Case("a block control that asks is no answer", form.docx(), blok(waarom=None))
    form = standard()
    form.say("Waarom werd 25%", sdt(r(prompt), prompt=True) + r(WAAROM))
    yield Case("an answer beside an empty control counts", form.docx(), blok())
    yield Case("the blank form says nothing", blank().docx(), Expected())


def _tracked() -> Iterator[Case]:
    form = standard()
    cell, at = form.find("Waarom werd 25%")
    cell[at].xml = p(r(f"{_LABEL} Eerste"), props=MARK_DELETED) + p(r(" deel."))
    yield Case(
        "a deleted paragraph mark joins two", form.docx(), blok(waarom="Eerste deel.")
    )
    form = standard()
    form.put(
        "Waarom werd 25%",
        p(r(f"{_LABEL} {WAAROM}")),
        p(dele(r("Oude alinea.")), props=MARK_DELETED),
        p(ins(r("Nieuwe alinea.")), props=MARK_INSERTED),
    )
    yield Case("a deleted paragraph is gone", form.docx(), _with("Nieuwe alinea."))
    form = standard()
    form.put(
        "Waarom werd 25%",
        p(r(_LABEL)),
        p(moved_from(r("Verplaatst.")), props=MARK_MOVED),
        p(r(WAAROM)),
        p(moved_to(r("Verplaatst."))),
    )
    yield Case(
        "a moved paragraph is read where it went", form.docx(), _with("Verplaatst.")
    )
    form = standard()
    cell, at = form.find("Waarom werd 25%")
    cell[at].xml = p(r(_LABEL)) + p(r(WAAROM), props=MARK_DELETED)
    yield Case("the last mark of a cell cannot go", form.docx(), blok())
    form = standard()
    form.block()
    fill_block(form, nth=1, numbers=("1500", "100"), title="5 Oefenkansen")
    second = motivatie(
        **BLOK
        | {
            "actie": 5,
            "actie_tekst": "5 Oefenkansen",
            "te_behalen": 1500,
            "behaald": 100,
        }
    )
    data = package(_rows_marked(form, ROW_INSERTED))
    yield Case("inserted rows count", data, Expected(motivaties=[BLOK, second]))
    data = package(_rows_marked(form, ROW_DELETED))
    yield Case("deleted rows are gone", data, blok())
    form = standard()
    form.say("Waarom werd 25%", r(WAAROM))
    label = dele(r("(vul aan)")) + ins(r(WAAROM))
    form.put("Waarom werd 25%", p(r(f"{_LABEL} "), label))
    yield Case("a prompt that was replaced while tracking", form.docx(), blok())


def _rows_marked(form: Form, mark: str) -> str:
    """The form with the rows of its second block tracked."""
    rows = form.body().split("<w:tr>")
    at = next(n for n, row in enumerate(rows) if "Oefenkansen" in row)
    head, tail = rows[:at], rows[at:]
    return "<w:tr>".join(head) + "".join(
        f"<w:tr><w:trPr>{mark}</w:trPr>{row}" for row in tail
    )


def _gone() -> Iterator[Case]:
    form = standard()
    form.say("Waarom werd 25%", r(WAAROM) + r(" Verborgen zin.", "vanish"))
    yield Case(
        "hidden text is kept apart", form.docx(), blok(niet_herkend=["Verborgen zin."])
    )
    styles = part(
        "w:styles",
        '<w:style w:type="character" w:styleId="Weg"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Kind"><w:basedOn w:val="Weg"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Dicht"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    form = standard()
    form.say("Waarom werd 25%", r(WAAROM) + r(" weg", '<w:rStyle w:val="Kind"/>'))
    form.below("Waarom werd 25%", p(r("Verborgen alinea."), style="Dicht"))
    yield Case(
        "a style can strike out and hide",
        form.docx(parts={"styles": styles}),
        blok(niet_herkend=["Verborgen alinea."]),
    )
    form = standard()
    form.below("Waarom werd 25%", p(r("Doorgehaalde alinea.", "strike")))
    yield Case("a struck-out paragraph is gone", form.docx(), blok())
    form = standard()
    form.say("Behaald KPI", r("60", "strike") + r(" 65"))
    yield Case("a corrected number is the new one", form.docx(), blok())
    for name, tick in (
        ("a box", checkbox(on=True)),
        ("a legacy box", form_checkbox(on=True)),
        ("a symbol", sym("F0FE")),
    ):
        form = standard()
        form.say("Waarom werd 25%", tick + r(f" {WAAROM}"))
        glyph = "☑" if name == "a symbol" else "☒"
        yield Case(
            f"{name} in an answer is a glyph",
            form.docx(),
            blok(waarom=f"{glyph} {WAAROM}"),
        )


def _odd() -> Iterator[Case]:
    """What few have seen, and Word reads."""
    html = {"aFChunk": f"<html><body><p>{_EXTRA}</p></body></html>"}
    form = standard()
    form.say("Waarom werd 25%", WAAROM)
    form.below("Waarom werd 25%", chunk("rId1"))
    data = form.docx(parts=html)
    yield Case("an inserted web page is read", data, _with(_EXTRA))
    form = standard()
    form.say(
        "Waarom werd 25%", r(inner='<w:fldChar w:fldCharType="begin"/>') + r(WAAROM)
    )
    yield Case("a field that never ends hides nothing", form.docx(), blok())
    form = standard()
    tick = field("SYMBOL 254 \\f Wingdings", "")
    form.say("Waarom werd 25%", tick + r(f" {WAAROM}"))
    yield Case("a symbol field is its glyph", form.docx(), blok(waarom=f"☑ {WAAROM}"))
    form = standard()
    form.say("Waarom werd 25%", f"<w:later><w:still>{r(WAAROM)}</w:still></w:later>")
    yield Case("a wrapper of a later Word is walked through", form.docx(), blok())
    styles = part(
        "w:styles",
        '<w:style w:type="paragraph" w:default="1" w:styleId="S"><w:rPr><w:strike/>'
        "</w:rPr></w:style>",
    )
    form = standard()
    form.below("Waarom werd 25%", p(r("niet ", '<w:strike w:val="0"/>'), r("weg")))
    data = form.docx(parts={"styles": styles})
    yield Case(
        "a default style can strike out everything",
        data,
        Expected(niet_herkend=["niet"]),
    )
    form = standard()
    fraction = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r>"
    fraction += "<m:t>4</m:t></m:r></m:den></m:f></m:oMath>"
    form.say("Waarom werd 25%", r("Slechts ") + fraction + r(" van de scholen."))
    expected = blok(waarom="Slechts 1/4 van de scholen.")
    yield Case("a fraction is one over the other", form.docx(), expected)


def _packages() -> Iterator[Case]:
    yield Case("strict OOXML is read", standard().docx(strict=True), blok())
    yield Case("a template is read", standard().docx(kind="dotx"), blok(), "a.dotx")
    data = standard().docx(kind="docm", extra={"word/vbaProject.bin": b"\0macro"})
    yield Case("a macro is never run", data, blok(codes=["macro"]), "a.docm")
    yield Case("a name tells nothing", standard().docx(), blok(), "rapport.xlsx")
    data = standard().docx(parts={"styles": part("w:styles", "")})
    yield Case("empty styles say nothing", data, blok())
