"""A mapping held against its blank: every entry that does not fit, with a remedy."""

import io

import docx
import pytest

from pipeline.forms.blank import build_index
from pipeline.forms.mapping import Formulier
from pipeline.forms.mapping_check import check_word
from pipeline.forms.trial import try_out
from pipeline.reading.block import Reading
from pipeline.reading.word import read_word
from pipeline.run.programs import programma_of
from tests.forms.small import BLANK, block, formulier

PROGRAMMA = programma_of()


def told(form: Formulier, lines: tuple[str, ...] = BLANK) -> list[str]:
    blank = Reading(blocks=tuple(map(block, lines)))
    return [str(gebrek) for gebrek in check_word(form, blank, "klein.toml")]


def test_a_mapping_that_fits_has_no_mistakes() -> None:
    assert told(formulier()) == []


@pytest.mark.parametrize(
    ("line", "place", "near"),
    [
        (0, "herken", "Verslag van een jaar"),
        (1, "deel[0] ‘acties’: koppen", "1. Alle acties"),
        (3, "veld[1] ‘waarom’ (acties): labels", "Waarom toch niet?"),
    ],
)
def test_a_text_that_the_blank_words_otherwise_is_told(
    line: int, place: str, near: str
) -> None:
    lines = (*BLANK[:line], near, *BLANK[line + 1 :])
    (gebrek,) = told(formulier(), lines)
    assert gebrek.startswith(f"klein.toml: {place}: ‘")
    assert "staat niet in klein.docx" in gebrek
    assert f"‘{near}’" in gebrek


def test_another_known_wording_is_enough() -> None:
    assert (
        told(formulier(), tuple(t.replace("Te behalen KPI:", "Doel:") for t in BLANK))
        == []
    )


def test_a_label_of_two_fields_is_told() -> None:
    form = formulier()
    double = form.veld[1].model_copy(
        update={"labels": ("Waarom niet?", "Te behalen KPI")}
    )
    veld = (form.veld[0], double, *form.veld[2:])
    (gebrek,) = told(form.model_copy(update={"veld": veld}))
    assert "‘te behalen kpi’ hoort bij te_behalen en bij waarom" in gebrek


@pytest.mark.parametrize("name", list(PROGRAMMA.indexen))
def test_every_field_of_our_forms_gives_back_what_is_written_in_it(name: str) -> None:
    index = PROGRAMMA.indexen[name]
    package = (PROGRAMMA.templates / index.formulier.sjabloon).read_bytes()
    assert list(try_out(package, index, name)) == []


def test_a_field_that_loses_its_answer_is_told() -> None:
    document = docx.Document()
    for text in BLANK:
        # A prompt that the mapping does not know: an answer cannot take its place.
        document.add_paragraph(text.replace("(wanneer)", "(graag een datum)"))
    target = io.BytesIO()
    document.save(target)
    index = build_index(formulier(), read_word(target.getvalue()))
    found = {
        gebrek.plaats for gebrek in try_out(target.getvalue(), index, "klein.toml")
    }
    assert "klein.toml: deel ‘acties’: veld ‘initiatieven.timing’" in found
    assert "klein.toml: deel ‘acties’: veld ‘te_behalen’" not in found
