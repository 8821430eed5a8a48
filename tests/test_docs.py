"""What is documented: every command, bevinding, key and word, and nothing stale."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.model import Actie, Bestuur, Dossier
from pipeline.findings import KINDS
from tools import build_docs

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
# The contract, section 1 and section 2.
WORDS = [
    *["bestuur", "ronde", "toekenning", "indiening", "dossier", "jurysheet"],
    "bevinding",
]
COMMANDS = {"run", "extract", "collect", "prefill", "fill"}


def glossary() -> list[list[str]]:
    text = (DOCS / "woordenlijst.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+) \|$", text, re.MULTILINE)
    return [re.split(r" \| ", row) for row in rows if not row.startswith("woord |")]


def keys(schema: dict[str, Any]) -> set[str]:
    """Return every key that a document of this schema may have."""
    models = [schema, *schema["$defs"].values()]
    return {key for model in models for key in model.get("properties", {})}


def test_the_generated_pages_say_what_the_code_says() -> None:
    # In a process of its own: click keeps the width of help that was shown before.
    command = [sys.executable, "-m", "tools.build_docs", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, "make docs, then read the difference"


def test_a_page_that_is_missing_or_changed_is_stale(tmp_path: Path) -> None:
    assert build_docs.stale(tmp_path) == list(build_docs.PAGES)
    for name, build in build_docs.PAGES.items():
        (tmp_path / name).write_bytes(build().encode())
    assert build_docs.stale(tmp_path) == []
    (tmp_path / "bevindingen.md").write_text("oud", "utf-8")
    assert build_docs.stale(tmp_path) == ["bevindingen.md"]


def test_every_command_has_help_and_stands_in_the_pages() -> None:
    contexts = list(build_docs.walk(build_docs.samenleven()))
    assert {context.command.name for context in contexts} >= COMMANDS
    page = (DOCS / "opdrachten.md").read_text("utf-8")
    for context in contexts:
        assert context.command.help, context.command_path
        assert f"## {context.command_path}\n" in page


def test_every_option_has_help() -> None:
    silent = [
        f"{context.command_path} {parameter.name}"
        for context in build_docs.walk(build_docs.samenleven())
        for parameter in context.command.get_params(context)
        if parameter.param_type_name == "option"
        and not parameter.to_info_dict().get("help")
    ]
    assert silent == []


def test_the_handleiding_shows_every_command_of_the_contract() -> None:
    text = (DOCS / "handleiding.md").read_text("utf-8")
    assert {name for name in COMMANDS if f"`{name}`" not in text} == set()
    shown = set(re.findall(r"^ *py -m pipeline (\w+)", text, re.MULTILINE))
    known = {c.command.name for c in build_docs.walk(build_docs.samenleven())}
    assert shown
    assert shown <= known


@pytest.mark.parametrize("code", KINDS)
def test_every_bevinding_says_what_is_the_matter_and_what_to_do(code: str) -> None:
    kind = KINDS[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    for text in (kind.bericht, kind.uitleg):
        assert text.endswith(".")
        assert "  " not in text
        assert text[0].isupper() or text[0] in "‘{"
    assert len(kind.uitleg.split()) > 3
    assert f"### {code}\n" in (DOCS / "bevindingen.md").read_text("utf-8")


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_contract_is_in_the_glossary(word: str) -> None:
    assert [row for row in glossary() if row[0] == word]


def test_a_word_is_in_the_glossary_once_and_explained() -> None:
    rows = glossary()
    words = [row[0] for row in rows]
    assert sorted(set(words)) == sorted(words)
    assert {len(row) for row in rows} == {3}
    assert [row for row in rows if row[2][-1] not in ".?)"] == []


def test_every_key_of_the_files_is_in_the_glossary_and_no_other() -> None:
    told = {key for row in glossary() for key in re.findall(r"`(\w+)`", row[1])}
    written = keys(Dossier.model_json_schema()) | keys(Extractie.model_json_schema())
    assert told == written


def test_a_dossier_and_an_extraction_validate_against_the_published_schema() -> None:
    def mistakes(name: str, document: object) -> list[str]:
        schema = json.loads((DOCS / name).read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        found = jsonschema.Draft202012Validator(schema).iter_errors(document)
        return [mistake.message for mistake in found]

    bestuur = Bestuur(id="23027", naam="Halle", soort="gemeente")
    dossier = Dossier(
        ronde="pj2-tussentijds",
        bestuur=bestuur,
        acties=(Actie(nummer=15, naam="Brug leggen naar onderwijs"),),
    )
    written = json.loads(dossier.model_dump_json())
    assert written["schema"] == "dossier/1"
    assert mistakes("dossier.schema.json", written) == []
    assert mistakes("dossier.schema.json", written | {"schema": "dossier/2"})
    assert mistakes("dossier.schema.json", written | {"aktie": []})
    extractie = Extractie.model_validate(
        {"bestand": {"naam": "a.docx", "sha256": "a" * 64, "soort": "onbekend"}}
    )
    written = json.loads(extractie.model_dump_json())
    assert mistakes("extractie.schema.json", written) == []


@pytest.mark.parametrize(
    "page",
    [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [
        link
        for link in links
        if not link.startswith("http") and not (page.parent / link).exists()
    ] == []


def test_a_decision_says_how_we_would_notice_it_was_wrong() -> None:
    parts = ["Context", "Decision", "Consequence", "How we would notice it was wrong"]
    decisions = sorted((DOCS / "adr").glob("*.md"))
    assert [page.name[:4] for page in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    for page in decisions:
        text = page.read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == parts, page.name
        assert text.startswith(f"# {page.name[:4]}. ")
