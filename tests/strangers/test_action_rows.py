"""Section 2 retyped: a table with a row per action, or a word under a heading."""

from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.strangers.document import Cell, Element, Para, Run, Table, docx, para
from tests.strangers.form import official
from tests.torture.case import programma

FORM = official()
TITLE_2 = (
    "2. INDIEN ACTIE OP WIJK- OF STADSNIVEAU "
    "(pleinmakers, actieplan, correspondentietesten)"
)
FRONT = [*(para(item.text) for item in FORM.voor), para(TITLE_2)]
HEAD = ("Actie", "Ja/Nee", "Motivatie")
TITLES = {
    2: "Indien actie 2/actieplan polarisatie",
    16: "Indien actie 16/actieplan straatintimidatie",
    18: "Indien actie 18/actieplan toegankelijkheid",
    19: "Indien actie 19/correspondentietesten",
}


def read(*elements: Element) -> Extractie:
    return extract_file(docx([*FRONT, *elements]), "motivatie.docx", programma())


def table(*rows: Sequence[str]) -> Table:
    return Table(tuple(tuple(Cell((para(text),)) for text in row) for row in rows))


def said(read: Extractie) -> list[tuple[Any, ...]]:
    return [
        (one.actie, one.antwoord, one.toelichting or one.stopzetting)
        for one in read.verwachtingen
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (
            HEAD,
            ("16 Straatintimidatie", "Ja", "het loopt"),
            ("18 Toegankelijkheid", "Nee", "te weinig volk"),
        ),
        (HEAD, ("Actie 16", "Ja", "het loopt"), ("18", "Neen", "te weinig volk")),
        (
            ("Actie", "Minimale verwachtingen behaald?", "Toelichting"),
            ("Straatintimidatie", "Ja", "het loopt"),
            ("Toegankelijkheid", "Nee", "te weinig volk"),
        ),
        (
            ("Nr", "Actie", "Ja", "Nee", "Waarom?"),
            ("16", "Actieplan straatintimidatie", "x", "", "het loopt"),
            ("18", "Actieplan toegankelijkheid", "", "X", "te weinig volk"),
            ("", "", "", "", ""),
        ),
        (
            ("Actie", "Worden de minimale verwachtingen behaald?"),
            ("16 Straatintimidatie", "Ja, het loopt"),
            ("18 Toegankelijkheid", "Nee, te weinig volk"),
        ),
    ],
)
def test_a_row_per_action_is_read(rows: Sequence[Sequence[str]]) -> None:
    extractie = read(table(*rows))
    assert said(extractie) == [(16, "ja", "het loopt"), (18, "nee", "te weinig volk")]
    assert not extractie.niet_herkend
    assert not extractie.bevindingen
    assert extractie.herkomst["/verwachtingen/1/antwoord"].plaats.startswith("tabel 1")


def test_the_row_of_action_2_tells_how_far_it_is() -> None:
    (one,) = read(table(HEAD, ("2 Polarisatie", "Ja", "het plan is af"))).verwachtingen
    assert (one.antwoord, one.onderdelen["opmaak"]) == ("ja", "het plan is af")


@pytest.mark.parametrize(
    "row",
    [
        ("15 Brugfiguren", "Ja", "het loopt"),
        ("16 Brugfiguren", "Ja", "het loopt"),
        ("16 straatintimidatie en 18 toegankelijkheid", "Ja", "het loopt"),
        ("16 Straatintimidatie", "65", "het loopt"),
    ],
)
def test_a_table_with_a_row_that_is_not_told_is_left_over(row: Sequence[str]) -> None:
    extractie = read(table(HEAD, ("18 Toegankelijkheid", "Nee", "stopt"), row))
    assert not extractie.verwachtingen
    left = [rest.tekst for rest in extractie.niet_herkend]
    assert {"het loopt", "stopt", "Nee"} <= set(left)


def test_a_tick_in_both_columns_is_a_contradiction() -> None:
    head = ("Actie", "Ja", "Nee", "Motivatie")
    extractie = read(table(head, ("18 Toegankelijkheid", "x", "x", "we zien wel")))
    assert said(extractie) == [(18, None, "we zien wel")]
    assert [b.code for b in extractie.bevindingen] == ["keuze-tegenstrijdig"]


@pytest.mark.parametrize("empty", ["☐", "[ ]", "( )", "o", "-", "/", "–"])
def test_an_empty_box_in_a_column_is_no_tick(empty: str) -> None:
    head = ("Actie", "Ja", "Nee", "Motivatie")
    rows = (
        ("16 Straatintimidatie", "☒", empty, "het loopt"),
        ("18 Toegankelijkheid", empty, "x", "te weinig volk"),
        ("19 Correspondentietesten", empty, "", ""),
    )
    extractie = read(table(head, *rows))
    assert said(extractie) == [(16, "ja", "het loopt"), (18, "nee", "te weinig volk")]
    assert not extractie.niet_herkend
    assert not extractie.bevindingen


def test_nvt_in_the_other_column_is_no_tick_and_not_lost() -> None:
    head = ("Actie", "Ja", "Nee", "Motivatie")
    extractie = read(table(head, ("18 Toegankelijkheid", "nvt", "x", "te weinig volk")))
    assert said(extractie) == [(18, "nee", "te weinig volk")]
    assert [rest.tekst for rest in extractie.niet_herkend] == ["nvt"]


def test_ja_below_nee_is_a_contradiction() -> None:
    head = ("Actie", "Ja", "Nee", "Motivatie")
    extractie = read(table(head, ("18 Toegankelijkheid", "", "ja", "we zien wel")))
    assert said(extractie) == [(18, None, "we zien wel")]
    assert [b.code for b in extractie.bevindingen] == ["keuze-tegenstrijdig"]


@pytest.mark.parametrize("actie", [18, 19])
@pytest.mark.parametrize(
    ("ticks", "answer"),
    [(("x", ""), "ja"), (("", "x"), "nee"), (("☒", "☐"), "ja"), (("☐", "☒"), "nee")],
)
def test_a_tick_below_ja_beside_nee_is_that_option(
    actie: int, ticks: tuple[str, str], answer: str
) -> None:
    for front in ((), ("",)):
        rows = table((*front, "Ja", "Nee"), (*front, *ticks))
        extractie = read(para(TITLES[actie]), rows)
        assert said(extractie) == [(actie, answer, None)]
        assert not extractie.niet_herkend


def test_the_heading_of_a_column_of_somebody_s_own_is_not_lost() -> None:
    head, row = (*HEAD, "Trekker: Jan"), ("18 Toegankelijkheid", "Ja", "het loopt", "")
    extractie = read(table(head, row))
    assert said(extractie) == [(18, "ja", "het loopt")]
    assert [rest.tekst for rest in extractie.niet_herkend] == ["Trekker: Jan"]


def test_an_untouched_pair_in_a_row_is_no_answer() -> None:
    rows = (("18 Toegankelijkheid", "Ja/Nee", ""), ("16 Straatintimidatie", "Ja", "ok"))
    assert said(read(table(HEAD, *rows))) == [(16, "ja", "ok")]


@pytest.mark.parametrize("actie", [2, 18])
@pytest.mark.parametrize(
    ("text", "answer", "words"),
    [
        ("Nee", "nee", None),
        ("Neen, we stoppen ermee.", "nee", "we stoppen ermee."),
        ("Ja, dat lukt", "ja", "dat lukt"),
    ],
)
def test_a_word_alone_under_the_heading_answers(
    actie: int, text: str, answer: str, words: str | None
) -> None:
    extractie = read(para(TITLES[actie]), para(text))
    assert said(extractie) == [(actie, answer, words)]
    assert not extractie.niet_herkend


def test_nee_where_the_form_has_no_nee_is_left_over_with_a_finding() -> None:
    extractie = read(para(TITLES[16]), para("Nee, geen tijd"))
    assert said(extractie) == [(16, None, None)]
    assert [rest.tekst for rest in extractie.niet_herkend] == ["Nee, geen tijd"]
    assert [b.code for b in extractie.bevindingen] == ["keuze-tegenstrijdig"]


@pytest.mark.parametrize("actie", [2, 16, 18])
@pytest.mark.parametrize(
    "runs",
    [
        (Run("Ja/"), Run("Nee", ("strike",))),
        (Run("Ja", ("bold",)), Run("/Nee")),
        (Run("x Ja / Nee"),),
        (Run("☒ Ja ☐ Nee"),),
        (Run("Ja/Nee: Ja"),),
    ],
)
def test_a_pair_typed_over_the_lines_to_tick_is_a_choice(
    actie: int, runs: tuple[Run, ...]
) -> None:
    extractie = read(para(TITLES[actie]), Para(runs))
    assert said(extractie) == [(actie, "ja", None)]
    assert not extractie.niet_herkend


@pytest.mark.parametrize(
    ("text", "answer", "words"),
    [
        ("Neen, we stoppen ermee.", "nee", "we stoppen ermee."),
        ("Ja, dat lukt", "ja", "dat lukt"),
        ("Ja zeker", "ja", "zeker"),
    ],
)
def test_a_word_below_a_prompt_in_the_place_of_both_lines_answers(
    text: str, answer: str, words: str
) -> None:
    part = para("· Sensibilisering van de interne diensten")
    extractie = read(para(TITLES[18]), part, para("Vul aan"), para(text))
    assert said(extractie) == [(18, answer, words)]
    assert not any(extractie.verwachtingen[0].onderdelen.values())


def test_a_word_below_an_answer_stays_in_it() -> None:
    part = para("· Sensibilisering van de interne diensten")
    extractie = read(para(TITLES[18]), part, para("een vorming"), para("Ja, dat lukt"))
    (one,) = extractie.verwachtingen
    assert one.onderdelen["sensibilisering"] == "een vorming\nJa, dat lukt"


YES = "0 Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:"


@pytest.mark.parametrize(
    "line",
    [
        "0 Nee, we gaan deze actie niet verderzetten: wel",
        "0 Nee, we gaan deze actie wel verderzetten:",
        "0 Nee, we gaan deze actie niet verderzetten: Ja, dat lukt",
        "Ja Nee, we gaan deze actie niet verderzetten:",
    ],
)
def test_a_line_to_tick_that_says_the_other_too_is_a_contradiction(line: str) -> None:
    extractie = read(para(TITLES[18]), para(YES), para(line))
    assert [answer for _, answer, _ in said(extractie)] == [None]
    assert [b.code for b in extractie.bevindingen] == ["keuze-tegenstrijdig"]
