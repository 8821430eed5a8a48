"""Whatever Office Open XML allows: what is seen is read once, what is gone stays gone."""

import re

import pytest

from tests.torture.adversary.made import AROUND, Adversary, words_of
from tests.torture.adversary.whole import ADVERSARIES
from tests.torture.case import Case, read

WHERE = {"answer": Adversary.in_an_answer, "below": Adversary.below_the_form}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("name", ADVERSARIES)
def test_what_is_seen_is_read_and_what_is_gone_is_not(name: str, where: str) -> None:
    adversary = ADVERSARIES[name]
    extractie = read(Case(name, WHERE[where](adversary)))
    assert extractie.fout is None
    assert extractie.bevindingen == ()
    rest = words_of("\n".join(part.tekst for part in extractie.niet_herkend))
    told = extractie.model_dump_json(exclude={"niet_herkend", "herkomst"})
    answers = words_of(re.sub(r"\\[nt]", " ", told))
    assert sorted(answers + rest) == sorted(
        {*adversary.live, *adversary.hidden, *AROUND}
    )
    assert adversary.hidden <= set(rest)


def test_an_embedded_file_that_nobody_can_read_is_named() -> None:
    whole = ADVERSARIES["an embedded workbook"]
    broken = dict(whole.extra) | {"word/deel.xlsx": b"PK\x03\x04 kapot"}
    data = Adversary(xml=whole.xml, extra=broken).in_an_answer()
    extractie = read(Case("broken", data))
    assert extractie.fout is None
    assert [b.code for b in extractie.bevindingen] == ["deel-ongelezen"]
    assert "zltekst" in (extractie.motivaties[0].waarom or "")
