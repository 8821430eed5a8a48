"""A mapping that says only how its form differs from another edition's."""

from pathlib import Path

import pytest

from pipeline.errors import MappingError
from pipeline.forms.basis import read_mappings
from pipeline.forms.mapping import load_formulieren

EERST = """
formulier = "eerst"
soort = "motivatie"
ronde = "r1"
sjabloon = "eerst.docx"
herken = ["Het eerste"]
[[deel]]
id = "een"
doel = "motivaties"
koppen = ["1. INDIEN 25%"]
[[veld]]
delen = ["een"]
naam = "waarom"
soort = "tekst"
labels = ["Waarom geen 25%?"]
[[veld]]
delen = ["een"]
naam = "inspanningen"
soort = "tekst"
labels = ["Inspanningen:"]
"""
TWEEDE = """
formulier = "tweede"
basis = "eerst"
ronde = "r2"
sjabloon = "tweede.docx"
herken = ["Het tweede"]
[[deel]]
id = "een"
koppen = ["1. INDIEN 100%"]
[[veld]]
delen = ["een"]
naam = "waarom"
labels = ["Waarom geen 100%?"]
[[veld]]
delen = ["een"]
naam = "nieuw"
soort = "getal"
labels = ["Nieuw:"]
"""


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def test_an_edition_has_what_it_says_and_for_the_rest_its_basis(tmp_path: Path) -> None:
    eerst, tweede = load_formulieren(folder(tmp_path, a=EERST, b=TWEEDE))
    assert (tweede.formulier, tweede.ronde) == ("tweede", "r2")
    assert (tweede.deel[0].doel, tweede.deel[0].koppen) == (
        "motivaties",
        ("1. INDIEN 100%",),
    )
    assert [(v.naam, v.soort, v.labels) for v in tweede.veld] == [
        ("waarom", "tekst", ("Waarom geen 100%?",)),
        ("inspanningen", "tekst", ("Inspanningen:",)),
        ("nieuw", "getal", ("Nieuw:",)),
    ]
    assert len(eerst.veld) == 2


def test_an_edition_of_an_edition(tmp_path: Path) -> None:
    derde = 'formulier = "derde"\nbasis = "tweede"\nronde = "r3"\n'
    found = load_formulieren(folder(tmp_path, a=EERST, b=TWEEDE, c=derde))
    assert (found[2].ronde, found[2].herken) == ("r3", ("Het tweede",))


@pytest.mark.parametrize(
    ("basis", "told"), [("nergens", "bestaat niet"), ("tweede", "naar zichzelf")]
)
def test_a_basis_that_cannot_be_is_told(tmp_path: Path, basis: str, told: str) -> None:
    text = TWEEDE.replace('basis = "eerst"', f'basis = "{basis}"')
    read, problems = read_mappings(folder(tmp_path, a=EERST, b=text))
    assert list(read) == ["a.toml"]
    assert len(problems) == 1
    assert problems[0].startswith("b.toml: basis:")
    assert told in problems[0]
    with pytest.raises(MappingError, match=told):
        load_formulieren(tmp_path)
