"""Names in a template are held against the views, wherever they stand."""

import io
from pathlib import Path

import docx
import pytest

from pipeline import resources
from pipeline.errors import TemplateError
from pipeline.jury.template_check import check_template, has_tags


def template(*lines: str, header: str = "") -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].add_run(header)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def wrong(*lines: str, header: str = "") -> list[str]:
    return [fout.naam for fout in check_template(template(*lines, header=header))]


def test_our_own_template_names_nothing_that_does_not_exist() -> None:
    data = Path(str(resources.template("jurysheet.docx"))).read_bytes()
    assert has_tags(data)
    assert check_template(data) == ()


@pytest.mark.parametrize(
    "line",
    [
        "{{ bestuur.naam }} {{ ronde.drempel }}",
        "{% for k in kpis %}{{ loop.index }} {{ k.naam }}{% endfor %}",
        "{% for a in te_beoordelen %}{{ a.motivaties[0].som }}{% endfor %}",
        "{% for a in te_beoordelen %}{{ a.kpi.balk }}{% endfor %}",
        "{% set b = bestuur %}{{ b.naam | upper }}",
        "{{ kpis[0].naam }}",
        "{% if stimulansen is not none %}{{ stimulansen.ervaring.bron }}{% endif %}",
        "{% for n in range(3) %}{{ n }}{% endfor %}",
        "{% macro rij(x) %}{{ x.wat_dan_ook }}{% endmacro %}{{ rij(bestuur) }}",
        "{% with b = bestuur %}{{ b.naam }}{% endwith %}",
    ],
)
def test_names_that_exist_are_fine(line: str) -> None:
    assert wrong(line) == []


@pytest.mark.parametrize(
    ("line", "naam"),
    [
        ("{{ bestuur.nam }}", "bestuur.nam"),
        ("{{ bestur }}", "bestur"),
        ("{% for k in kpis %}{{ k.namm }}{% endfor %}", "k.namm"),
        ("{% for k in kpi %}{{ k }}{% endfor %}", "kpi"),
        ("{% if 1 > 2 %}{{ ronde.datum }}{% endif %}", "ronde.datum"),
        ("{% for k in kpis %}{% endfor %}{{ k.naam }}", "k"),
        ("{% set b = bestuur %}{{ b.nam }}", "b.nam"),
        ("{{ bestuur.naam.voornaam }}", "bestuur.naam.voornaam"),
        ("{{ kpis.naam }}", "kpis.naam"),
        ("{{ kpis[0].namm }}", "kpis[…].namm"),
        ("{% for m in mails %}{{ m.alineas[0].x }}{% endfor %}", "m.alineas[…].x"),
        ("{{ stimulansen.ervaring.alinea }}", "stimulansen.ervaring.alinea"),
        ("{% with b = bestuur %}{{ b.nam }}{% endwith %}", "b.nam"),
        ("{% macro rij(x) %}{{ bestuur.nam }}{% endmacro %}", "bestuur.nam"),
        ("{{ bestuur.naam if bestuur.x else '' }}", "bestuur.x"),
    ],
)
def test_a_name_that_does_not_exist_is_told(line: str, naam: str) -> None:
    assert wrong(line) == [naam]


def test_a_mistake_has_a_place_and_a_remedy() -> None:
    (fout,) = check_template(template("Titel", "Voor {{ bestuur.nam }}"))
    assert (fout.plaats, fout.raad) == ("alinea 2", "Bedoelt u ‘naam’?")


def test_headers_are_looked_at_too() -> None:
    assert wrong("Titel", header="{{ bestuur.nam }}") == ["bestuur.nam"]


def test_a_tag_that_never_closes_is_told() -> None:
    with pytest.raises(TemplateError, match="tag"):
        check_template(template("{% for k in kpis %}"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"tekst"])
def test_what_is_no_word_document_is_told(data: bytes) -> None:
    assert not has_tags(data)
    with pytest.raises(TemplateError, match="Word"):
        check_template(data)


def test_a_form_has_no_tags() -> None:
    assert not has_tags(template("Te behalen KPI: (vul aan)"))
