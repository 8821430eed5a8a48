"""Mapping: what a form says of itself, checked as it is loaded."""

from pathlib import Path

import pytest

from pipeline.errors import MappingError
from pipeline.forms.mapping import load_formulieren

GOOD = """
formulier = "klein"
soort = "motivatie"
ronde = "r"
sjabloon = "klein.docx"
herken = ["Verslag"]
[[deel]]
id = "a"
doel = "motivaties"
[[veld]]
delen = ["a"]
naam = "waarom"
soort = "tekst"
labels = ["Waarom?"]
maximum = 250
"""


def test_a_form_is_read_and_others_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "klein.toml").write_text(GOOD)
    (tmp_path / "werkmap.toml").write_text('soort = "kpi"')
    (formulier,) = load_formulieren(tmp_path)
    assert [veld.naam for veld in formulier.velden_van("a")] == ["waarom"]
    assert formulier.maximum("waarom") == 250
    assert formulier.maximum("anders") is None


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('delen = ["a"]', 'delen = ["b"]', "b"),
        ('labels = ["Waarom?"]', 'labels = [" "]', "label"),
        ('labels = ["Waarom?"]', "labels = []", "label"),
        ('soort = "tekst"', 'soort = "optie"', "optie"),
        ('soort = "tekst"', 'soort = "vrij"', "soort"),
        ("maximum = 250", "maximum = 250\nlengte = 3", "lengte"),
        ("herken", "herkend", "herken"),
        ("[[deel]]", "[[deel", ""),
    ],
)
def test_every_mistake_is_named_with_its_file(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    (tmp_path / "a.toml").write_text(GOOD.replace(old, new, 1))
    (tmp_path / "b.toml").write_text(GOOD.replace(old, new, 1))
    with pytest.raises(MappingError) as wrong:
        load_formulieren(tmp_path)
    text = "\n".join(wrong.value.problems)
    assert "a.toml" in text
    assert "b.toml" in text
    assert named in text
