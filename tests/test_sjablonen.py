"""The page about templates: every name that code has, each with a description."""

import re
from pathlib import Path

import pytest

from tools import template_docs
from tools.template_words import WORDS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "sjablonen.md").read_text("utf-8")


def test_every_name_is_described_and_no_other() -> None:
    assert WORDS.keys() == template_docs.known()
    assert len(WORDS) > 150


def test_a_name_without_a_description_stops_the_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    less = {key: text for key, text in WORDS.items() if key != "Blad.kenmerk"}
    monkeypatch.setattr(template_docs, "WORDS", less)
    with pytest.raises(LookupError, match=r"Blad\.kenmerk"):
        template_docs.sjablonen()
    monkeypatch.setattr(template_docs, "WORDS", WORDS | {"Blad.weg": "niets"})
    with pytest.raises(LookupError, match=r"Blad\.weg"):
        template_docs.sjablonen()


def test_a_name_is_written_as_a_template_reaches_it() -> None:
    assert "| `te_beoordelen[].motivaties[].waarom.alineas[]` |" in PAGE
    assert "| `adviezen[].vraag_voldoende` |" in PAGE


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "mails").iterdir()))
def test_every_name_in_a_mail_is_on_the_page(path: Path) -> None:
    used = set(re.findall(r"{{ (\w+(?:\.\w+)?)", path.read_text("utf-8")))
    loops = dict(re.findall(r"{% for (\w+) in ([\w.]+) %}", path.read_text("utf-8")))
    loops |= {"stuk": "ontbreekt", "onderwerp": "onderwerp"}
    for name in used - {"onderwerp"}:
        first, _, rest = name.partition(".")
        if first == "alinea":
            continue
        shown = f"{loops[first]}[].{rest}" if rest else name
        if first in loops and not rest:
            shown = f"{loops[first]}[]"
        assert f"`{shown}`" in PAGE or f"`{shown}[]`" in PAGE, name
