"""Choices that were drawn: an ellipse, a frame, an arrow or ink over an option."""

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.torture.case import programma
from tests.torture.ooxml import p, r
from tests.torture.standard import section_2

YES = "0 Ja, we zijn"
NO = "0 Nee, we gaan"
_W = "http://schemas.openxmlformats.org/drawingml/2006"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def anchored(inside: str, offset: int, by: str = "paragraph") -> str:
    return (
        f'<w:drawing><wp:anchor xmlns:wp="{_W}/wordprocessingDrawing">'
        f'<wp:positionV relativeFrom="{by}"><wp:posOffset>{offset}</wp:posOffset>'
        f"</wp:positionV>{inside}</wp:anchor></w:drawing>"
    )


def shape(name: str, offset: int = -30000, by: str = "paragraph") -> str:
    """A run with a shape as Word keeps it, `offset` EMU below its paragraph."""
    inside = (
        f'<a:graphic xmlns:a="{_W}/main"><a:graphicData uri="{_WPS}">'
        f'<wps:wsp xmlns:wps="{_WPS}"><wps:spPr><a:prstGeom prst="{name}"/>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    oval = (
        '<w:pict><v:oval xmlns:v="urn:schemas-microsoft-com:vml" '
        'style="position:absolute;margin-top:-2pt"/></w:pict>'
    )
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="wps">'
        f"{anchored(inside, offset, by)}</mc:Choice><mc:Fallback>{oval}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def vml(tag: str, top: str) -> str:
    return (
        f'<w:r><w:pict><v:{tag} xmlns:v="urn:schemas-microsoft-com:vml" '
        f'style="position:absolute;margin-left:3pt;margin-top:{top}"/></w:pict></w:r>'
    )


INK = "<w:r>" + anchored(f'<w14:contentPart xmlns:w14="{_W14}"/>', 0) + "</w:r>"


def read(opening: str, *drawn: str, deel: str = "18") -> Extractie:
    form = section_2(deel)
    cell, at = form.find(opening, deel)
    text = cell[at].text
    form.put(opening, p(r(text), *drawn), deel=deel)
    return extract_file(form.docx(), "motivatie.docx", programma())


@pytest.mark.parametrize(
    "drawn",
    [
        *(shape(name) for name in ("ellipse", "rect", "roundRect", "rightArrow")),
        vml("oval", "-1.5pt"),
        vml("rect", "0"),
    ],
)
@pytest.mark.parametrize(("opening", "answer"), [(YES, "ja"), (NO, "nee")])
def test_a_shape_on_the_line_of_one_option_is_that_answer(
    opening: str, answer: str, drawn: str
) -> None:
    extractie = read(opening, drawn)
    (one,) = extractie.verwachtingen
    assert one.antwoord == answer
    place = extractie.herkomst["/verwachtingen/0/antwoord"]
    assert place.zekerheid < 0.8
    assert place.reden is not None
    assert place.reden.endswith("getekend")
    assert not extractie.niet_herkend
    assert not extractie.bevindingen


@pytest.mark.parametrize(
    "drawn",
    [
        shape("line"),
        shape("ellipse", 400000),
        shape("ellipse", 0, "page"),
        vml("line", "0"),
        vml("oval", "40pt"),
        INK,
    ],
)
def test_what_may_be_drawn_for_another_line_or_cross_it_out_is_left_over(
    drawn: str,
) -> None:
    extractie = read(NO, drawn)
    (one,) = extractie.verwachtingen
    assert one.antwoord is None
    assert [b.code for b in extractie.bevindingen] == ["keuze-tegenstrijdig"]
    (rest,) = extractie.niet_herkend
    assert rest.tekst.startswith("[getekend: ")
    assert rest.tekst.endswith("bij Nee]")


def test_a_shape_around_one_of_two_words_on_a_line_is_left_over() -> None:
    extractie = read("We zullen de minimale", shape("ellipse"), deel="2")
    (one,) = extractie.verwachtingen
    assert one.antwoord is None
    assert [b.code for b in extractie.bevindingen] == ["keuze-tegenstrijdig"]
    assert [rest.tekst for rest in extractie.niet_herkend] == [
        "[getekend: ellips bij Ja/Nee]"
    ]


def test_a_shape_against_a_tick_is_a_contradiction() -> None:
    form = section_2("18")
    cell, at = form.find(YES, "18")
    form.put(YES, p(r("☒ " + cell[at].text[2:])), deel="18")
    cell, at = form.find(NO, "18")
    form.put(NO, p(r(cell[at].text), shape("ellipse")), deel="18")
    extractie = extract_file(form.docx(), "motivatie.docx", programma())
    assert extractie.verwachtingen[0].antwoord is None
    assert [b.code for b in extractie.bevindingen] == ["keuze-tegenstrijdig"]


def test_a_shape_beside_anything_else_says_nothing() -> None:
    extractie = read("Deze onderdelen", shape("ellipse"))
    assert not extractie.verwachtingen
    assert not extractie.niet_herkend
    assert not extractie.bevindingen
