"""Every mapping against its blank, every template: all mistakes, with a remedy."""

import shutil
from pathlib import Path

import docx
import pytest

from pipeline.resources import mappings, templates
from pipeline.run.checking import check_everything

MAPPINGS, TEMPLATES = Path(str(mappings())), Path(str(templates()))
WORD = "formulieren/motivatie-pj2-tussentijds.toml"
KPI = "formulieren/kpi-rapport.toml"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(MAPPINGS, tmp_path / "mappings")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path


def told(folder: Path) -> list[str]:
    return [str(g) for g in check_everything(folder / "mappings", folder / "templates")]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_we_ship_has_no_mistakes() -> None:
    assert check_everything(MAPPINGS, TEMPLATES) == ()


PROMPT = "(hoeveel KPI gaat dit initiatief opleveren)"

# What is edited in which mapping (old, new), and the place and words of the complaint.
MISTAKES = [
    (WORD, ('naam = "waarom"', 'naam = "warom"'), ("‘warom’", "plaats voor ‘warom’")),
    (WORD, ('"Waarom werd 25% niet behaald?",', ""), ("‘waarom’", "staat niet in")),
    (WORD, ("actie = 19", "actie = 99"), ("‘actie-19’", "actie 99 staat niet in")),
    (WORD, ('"motivatie"', '"brief"'), ("soort", "‘brief’ is geen soort")),
    (WORD, ('ronde = "pj2', 'ronde = "pj9'), ("ronde", "‘pj9-tussentijds’ bestaat")),
    (WORD, ('.docx"', '-weg.docx"'), ("sjabloon", "-weg.docx’ staat niet in")),
    (WORD, (f'  "{PROMPT}",\n', ""), ("initiatieven.kpi", "niet als dat antwoord uit")),
    (WORD, ("\n[[veld]]", "\n[[veld]]\nkleur = 1"), ("veld[0].kleur", "geen bekende")),
    ("acties.toml", ('naam = "Zomer', 'nam = "Zomer'), ("acties[3].naam", "ontbreekt")),
    ("rondes.toml", ('"kpi-rapport"', '"kpi-x"'), ("formulieren", "‘kpi-x’ bestaat")),
    ("rondes.toml", ('huidige = "pj2', 'huidige = "pj7'), ("huidige", "bestaat niet")),
    (KPI, ('"Te behalen KPI",', ""), ("kpi-rapport.toml", "geen blad met kolommen")),
]


@pytest.mark.parametrize(("name", "edited", "signs"), MISTAKES)
def test_a_mistake_in_a_mapping_is_told(
    copied: Path, name: str, edited: tuple[str, str], signs: tuple[str, str]
) -> None:
    edit(copied, f"mappings/{name}", *edited)
    wanted = (name.rpartition("/")[2], *signs)
    found = told(copied)
    assert any(all(sign in gebrek for sign in wanted) for gebrek in found), found


def test_one_mistake_does_not_hide_another(copied: Path) -> None:
    edit(
        copied, "mappings/acties.toml", "gesubsidieerd = false", 'gesubsidieerd = "nee"'
    )
    edit(copied, "mappings/rondes.toml", 'drempel = "1/4"', 'drempel = "kwart"')
    edit(copied, f"mappings/{WORD}", '"Waarom werd 25% niet behaald?",', "")
    mails = copied / "templates" / "mails"
    mails.mkdir(exist_ok=True)
    (mails / "formulieren.txt").write_text("Onderwerp: x\n{{ wie }}", "utf-8")
    (mails / "ontvangst.txt").write_text("Beste {{ contact }}", "utf-8")
    found = told(copied)
    signs = ("acties[0].gesubsidieerd", "rondes[0].drempel", "‘waarom’", "‘wie’")
    for sign in (*signs, "‘ontvangst.txt’ moet beginnen met"):
        assert any(sign in gebrek for gebrek in found), sign


def test_a_wrong_name_in_a_sheet_is_told_with_its_place(copied: Path) -> None:
    path = copied / "templates" / "jurysheet.docx"
    document = docx.Document(str(path))
    document.add_paragraph("{% for k in kpis %}{{ k.behald }}{% endfor %}")
    document.save(str(path))
    (gebrek,) = told(copied)
    assert gebrek.startswith("templates/jurysheet.docx, alinea ")
    assert gebrek.endswith("‘k.behald’ bestaat niet. Bedoelt u ‘behaald’?")


def test_an_example_of_which_nothing_comes_is_told(tmp_path: Path) -> None:
    blank = TEMPLATES / "motivatie-pj2-eind.docx"
    shutil.copy(blank, tmp_path / "leeg.docx")
    (gebrek,) = check_everything(MAPPINGS, TEMPLATES, [tmp_path])
    assert gebrek.plaats == "voorbeeld leeg.docx: leeg.docx"
    assert "‘motivatie-pj2-eind’" in gebrek.wat
