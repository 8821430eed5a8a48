"""Whichever program wrote the document, what is read is the same."""

import pytest

from pipeline.run.taking import extract_file
from tests.strangers.dialects import DIALECTS
from tests.strangers.people import Person
from tests.strangers.submission import said, submission
from tests.torture.case import programma

LAYOUTS = ("as_official", "left_right", "nested", "paragraphs", "rows_apart")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_in_a_layout(dialect: str, layout: str) -> None:
    made = submission(len(dialect) + len(layout), layout=layout, person=Person())
    data = DIALECTS[dialect](made.docx())
    extractie = extract_file(data, "motivatie.docx", programma())
    assert extractie.fout is None
    assert said(extractie) == made.expected


def test_no_dialect_leaves_the_document_as_it_was() -> None:
    data = submission(3, layout="as_official", person=Person()).docx()
    assert all(dialect(data) != data for dialect in DIALECTS.values())
