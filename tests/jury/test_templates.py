"""Templates as an official may change them, well or badly."""

import io
import zipfile

import pytest

from pipeline import resources
from pipeline.dossier.model import Dossier
from pipeline.errors import TemplateError
from pipeline.jury.sheet import render_sheet
from tests.jury import dossiers, reading
from tests.jury.dossiers import CATALOGUS, RONDE

TEMPLATE = resources.templates().joinpath("jurysheet.docx").read_bytes()


def sheet(dossier: Dossier, template: bytes | None = None) -> bytes:
    return render_sheet(dossier, RONDE, CATALOGUS, template=template)


def with_body(change: tuple[str, str]) -> bytes:
    """Our template, with one text in its body changed as an official would."""
    old, new = change
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(TEMPLATE)) as box,
        zipfile.ZipFile(target, "w") as to,
    ):
        for name in box.namelist():
            content = box.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            to.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("dossier", [dossiers.empty(), dossiers.full()])
def test_the_template_names_nothing_that_does_not_exist(dossier: Dossier) -> None:
    # StrictUndefined: a name that is misspelt anywhere on the way would raise.
    assert sheet(dossier)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("{{ bestuur.nam }}", "nam"),
        ("{{ bestuurnaam }}", "bestuurnaam"),
        ("{{ bestuur.naam", ""),
        ("{{ bestuur.__class__ }}", "__class__"),
        ("{{ cycler.__init__.__globals__.os.popen('id') }}", ""),
    ],
)
def test_a_wrong_template_is_refused_by_name(wrong: str, named: str) -> None:
    template = with_body(("{{ bestuur.naam }}", wrong))
    with pytest.raises(TemplateError, match="sjabloon") as caught:
        sheet(dossiers.full(), template)
    assert named in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 geen zip", b"tekst"])
def test_what_is_no_word_file_is_no_template(content: bytes) -> None:
    with pytest.raises(TemplateError, match="Word"):
        sheet(dossiers.one_action(), content)


def test_a_template_that_would_break_the_document_is_refused() -> None:
    opened = "{% if te_beoordelen %}<w:p>{% endif %}"
    broken = with_body(("<w:body>", f"<w:body>{opened}"))
    with pytest.raises(TemplateError):
        sheet(dossiers.one_action(), broken)


def test_words_that_word_splits_into_runs_are_still_one_name() -> None:
    split = '{{ best</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>uur.naam }}'
    template = with_body(("{{ bestuur.naam }}", split))
    found = reading.paragraphs(reading.part(sheet(dossiers.one_action(), template)))
    assert "Sint-Pieters-Leeuw" in found
