"""Which edition a document is: by its title, by our own mark, else by its texts."""

import pytest

from pipeline.forms.lines import Line, to_lines
from pipeline.forms.recognise import recognise
from pipeline.forms.workbook_lens import nearest
from pipeline.reading.excel import read_workbook
from pipeline.reading.word import read_word
from pipeline.run.programs import programma_of

PROGRAMMA = programma_of()
EDITIONS = list(PROGRAMMA.indexen)
OTHER = dict(zip(EDITIONS, reversed(EDITIONS), strict=True))
Properties = tuple[tuple[str, str], ...]


def lines_of(name: str) -> tuple[Line, ...]:
    data = (PROGRAMMA.templates / f"{name}.docx").read_bytes()
    return to_lines(read_word(data).blocks)


def told(
    lines: tuple[Line, ...], properties: Properties = (), ronde: str | None = None
) -> str | None:
    index = recognise(lines, properties, PROGRAMMA.indexen, ronde)
    return index.formulier.formulier if index is not None else None


def without_title(name: str) -> tuple[Line, ...]:
    return tuple(line for line in lines_of(name) if "Plan Samenleven" not in line.live)


def test_there_are_two_editions() -> None:
    assert EDITIONS == ["motivatie-pj2-tussentijds", "motivatie-pj2-eind"]


@pytest.mark.parametrize("name", EDITIONS)
def test_a_blank_is_its_own_form_whatever_round_is_asked(name: str) -> None:
    for ronde in (None, "pj2-tussentijds", "pj2-eind"):
        assert told(lines_of(name), ronde=ronde) == name


@pytest.mark.parametrize("name", EDITIONS)
def test_without_a_title_the_nearest_text_decides(name: str) -> None:
    assert told(without_title(name)) == name


@pytest.mark.parametrize("name", EDITIONS)
def test_without_a_title_our_own_mark_decides(name: str) -> None:
    mark = (("samenleven-formulier", OTHER[name]),)
    assert told(without_title(name), mark) == OTHER[name]


@pytest.mark.parametrize("name", EDITIONS)
def test_a_title_says_more_than_an_old_mark(name: str) -> None:
    assert told(lines_of(name), (("samenleven-formulier", OTHER[name]),)) == name


def test_what_both_have_is_that_of_the_round_asked() -> None:
    shared = [
        line
        for line in without_title(EDITIONS[0])
        if "%" not in line.live and "rapportage" not in line.live
    ]
    assert told(tuple(shared), ronde="pj2-eind") == "motivatie-pj2-eind"
    assert told(tuple(shared)) == EDITIONS[0]


def test_a_letter_is_no_form() -> None:
    assert told(lines_of(EDITIONS[0])[:1]) is None
    assert told(()) is None


@pytest.mark.parametrize("name", list(PROGRAMMA.lenzen))
def test_a_blank_workbook_is_its_own_form(name: str) -> None:
    lenzen = tuple(PROGRAMMA.lenzen.values())
    sjabloon = PROGRAMMA.lenzen[name].formulier.sjabloon
    reading = read_workbook((PROGRAMMA.templates / sjabloon).read_bytes(), sjabloon)
    assert nearest(reading, lenzen).formulier.formulier == name
    assert nearest(reading, lenzen[::-1]).formulier.formulier == name
