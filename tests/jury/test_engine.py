"""The prepared template against docxtpl, which is the reference."""

import dataclasses
import io
import zipfile

import pytest
from jinja2.exceptions import SecurityError
from lxml import etree

from pipeline import resources
from pipeline.jury import engine
from pipeline.jury.context import make_blad
from tests.jury import dossiers, reading
from tests.jury.dossiers import CATALOGUS, RONDE

TEMPLATE = resources.templates().joinpath("jurysheet.docx").read_bytes()
MADE = {
    "empty": dossiers.empty(),
    "one_action": dossiers.one_action(),
    "full": dossiers.full(),
    "fifteen": dossiers.fifteen(),
    "silent": dossiers.silent(),
}


def fields(name: str) -> dict[str, object]:
    blad = make_blad(MADE[name], RONDE, CATALOGUS)
    return {field.name: getattr(blad, field.name) for field in dataclasses.fields(blad)}


def canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n")


def same(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Give the parts that differ, of those that docxtpl renders."""
    names = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
    return [name for name in names if canonical(one[name]) != canonical(other[name])]


@pytest.mark.parametrize("name", MADE)
def test_it_makes_the_same_xml_as_docxtpl(name: str) -> None:
    prepared = engine.prepare(TEMPLATE)
    assert prepared.sources, "our own template should take the short way"
    plain = engine.render_plainly(TEMPLATE, fields(name))
    assert same(prepared.render(fields(name)), plain) == []


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a & b <c>", "{_{ 1 }_} {{ 2 }}"])
def test_it_writes_a_text_as_docxtpl_does(text: str) -> None:
    given = fields("one_action") | {"kenmerk": text, "meer_bevindingen": text}
    plain = engine.render_plainly(TEMPLATE, given)
    assert same(engine.prepare(TEMPLATE).render(given), plain) == []


def changed(old: str, new: str) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(TEMPLATE)) as box,
        zipfile.ZipFile(target, "w") as other,
    ):
        for name in box.namelist():
            content = box.read(name).replace(old.encode(), new.encode())
            other.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        ("{{ kenmerk }}", "{% colspan 1 %}{{ kenmerk }}"),
        # A table whose grid does not fit its cells, which docxtpl evens out.
        ('<w:gridCol w:w="7738"/>', '<w:gridCol w:w="7738"/><w:gridCol w:w="10"/>'),
    ],
)
def test_what_only_docxtpl_can_do_is_left_to_docxtpl(change: tuple[str, str]) -> None:
    template = changed(*change)
    prepared = engine.prepare(template)
    assert not prepared.sources
    rendered = prepared.render(fields("one_action"))
    body = etree.fromstring(rendered["word/document.xml"])
    assert "Ondertekening" in reading.paragraphs(body)


def test_a_surrogate_or_control_character_cannot_truncate_a_sheet() -> None:
    # A dossier refuses a lone surrogate; the engine holds even when one slips in.
    given = fields("one_action") | {"kenmerk": "kapot \ud800 en \x00 verder & <hier>"}
    rendered = engine.prepare(TEMPLATE).render(given)
    body = etree.fromstring(rendered["word/document.xml"])
    found = reading.paragraphs(body)
    assert "kapot \ufffd en \ufffd verder & <hier>" in found
    assert "Ondertekening" in found


def test_a_template_cannot_reach_into_python() -> None:
    env = engine.environment()
    view = MADE["full"].bestuur
    for attack in ("{{ v.__class__.__mro__ }}", "{{ ''.__class__ }}"):
        with pytest.raises(SecurityError, match="unsafe"):
            env.from_string(attack).render(v=view)


def test_nothing_is_shown_as_none_and_nothing_is_safe() -> None:
    env = engine.environment()
    shown = env.from_string("[{{ leeg }}][{{ tekst|safe }}]")
    assert shown.render(leeg=None, tekst="<b>") == "[][&lt;b&gt;]"


def test_a_template_is_prepared_once() -> None:
    assert engine.prepare(TEMPLATE) is engine.prepare(bytes(bytearray(TEMPLATE)))
