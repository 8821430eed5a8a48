"""The template, built anew."""

from pipeline import resources
from tests.jury import reading
from tools.build_jurysheet import build_jurysheet

TEMPLATE = resources.templates().joinpath("jurysheet.docx").read_bytes()


def test_it_is_the_one_in_templates() -> None:
    # When this fails: python -m tools.build_jurysheet, then look at the sheet.
    assert build_jurysheet() == TEMPLATE


def test_building_twice_gives_the_same_bytes() -> None:
    assert build_jurysheet() == build_jurysheet()


def test_it_speaks_dutch_and_has_real_headings() -> None:
    styles = reading.part(TEMPLATE, "word/styles.xml")
    defaults = styles.find(f"{reading.W}docDefaults")
    assert defaults is not None
    (language,) = defaults.iter(f"{reading.W}lang")
    assert language.get(f"{reading.W}val") == "nl-BE"
    names = {one.get(f"{reading.W}val") for one in styles.iter(f"{reading.W}name")}
    assert {"heading 1", "heading 2", "heading 3", "Title"} <= names


def test_every_table_repeats_its_header_or_has_none() -> None:
    body = reading.part(TEMPLATE)
    for table in body.iter(f"{reading.W}tbl"):
        first = table.find(f"{reading.W}tr")
        assert first is not None
        used = first.iter(f"{reading.W}pStyle")
        styles = [style.get(f"{reading.W}val", "") for style in used]
        is_head = any(name.startswith(("Tabelkop", "Oordeelkop")) for name in styles)
        repeats = first.find(f"{reading.W}trPr/{reading.W}tblHeader") is not None
        assert is_head is repeats


def test_every_style_it_uses_exists() -> None:
    styles = reading.part(TEMPLATE, "word/styles.xml")
    known = {one.get(f"{reading.W}styleId") for one in styles.iter(f"{reading.W}style")}
    used = {
        one.get(f"{reading.W}val")
        for name in ("document", "header1", "footer1")
        for kind in ("pStyle", "rStyle", "tblStyle")
        for one in reading.part(TEMPLATE, f"word/{name}.xml").iter(f"{reading.W}{kind}")
    }
    assert used - known == set()
