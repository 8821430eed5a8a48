"""Tables, titles and labels of somebody's own, each read as that person meant it."""

from collections.abc import Sequence
from typing import Any, Final

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.run.taking import extract_file
from tests.strangers.document import Cell, Element, Table, docx, para
from tests.strangers.form import official
from tests.torture.case import initiatief, motivatie, programma, verwachting

FORM: Final = official()
FRONT: Final = [*(para(item.text) for item in FORM.voor), para(FORM.kop_1.text)]
TITLE: Final = "Actie 15 brugfiguren"
TWO: Final = [
    motivatie(actie=15, te_behalen=300, behaald=65, waarom="ziek", inspanningen="veel"),
    motivatie(
        actie=5, te_behalen=200, behaald=20, waarom="stuk", inspanningen="weinig"
    ),
]
JURY: Final = (
    "Lokaal bestuur benoemt voldoende concrete initiatieven om 100% KPI te behalen: "
    "Ja/Nee"
)


def read(*elements: Element | str) -> Extractie:
    made = [para(x) if isinstance(x, str) else x for x in elements]
    return extract_file(docx([*FRONT, *made]), "motivatie.docx", programma())


def table(*rows: Sequence[str]) -> Table:
    return Table(
        tuple(
            tuple(Cell(tuple(map(para, text.split("\n")))) for text in row)
            for row in rows
        )
    )


def blocks(found: Extractie) -> list[dict[str, Any]]:
    """The motivations without what the person called their action."""
    data = found.model_dump(mode="json")["motivaties"]
    return [{**block, "actie_tekst": None} for block in data]


def left(found: Extractie) -> list[str]:
    return [rest.tekst for rest in found.niet_herkend]


HEADS: Final = {
    "the form's own words": (
        *("Te behalen KPI:", "Behaald KPI:", "Waarom werd 25% niet behaald?"),
        "Dit zijn de inspanningen van het lokaal bestuur:",
    ),
    "one word each": ("Doel", "Bereikt", "Reden", "Inspanningen"),
    "mistyped": (
        *("Te behaleen KPI:", "Behaald KPI:", "Waarom werd 25% niet behald?"),
        "Inspanningen:",
    ),
}


@pytest.mark.parametrize("how", HEADS)
def test_an_action_in_every_row(how: str) -> None:
    found = read(
        table(
            ("Actie", *HEADS[how]),
            ("15 Brugfiguren", "300", "65", "ziek", "veel"),
            ("5 Oefenkansen", "200", "20", "stuk", "weinig"),
        )
    )
    assert blocks(found) == TWO
    assert left(found) == ["Actie"]


def test_a_column_of_somebodys_own_beside_an_action_in_every_row() -> None:
    found = read(
        table(
            ("Actie", *HEADS["one word each"], "Partners"),
            ("15 Brugfiguren", "300", "65", "ziek", "veel", "vzw A"),
            ("5 Oefenkansen", "200", "20", "stuk", "weinig", "vzw B"),
        )
    )
    assert blocks(found) == TWO
    assert left(found) == ["Actie", "Partners", "vzw A", "vzw B"]


def test_initiatives_with_their_labels_in_the_row_of_their_action() -> None:
    found = read(
        table(
            ("Actie", *HEADS["the form's own words"], "Initiatieven"),
            (
                TITLE,
                "300",
                "65",
                "ziek",
                "veel",
                "Initiatief 1: a\nTiming: mei\nKPI: 4",
            ),
            ("Oefenkansen", "200", "20", "stuk", "weinig", ""),
        )
    )
    first, second = blocks(found)
    assert first == {**TWO[0], "initiatieven": [initiatief("a", "mei", 4)]}
    assert second == TWO[1]


def test_a_row_for_each_action_that_none_names() -> None:
    found = read(
        table(
            HEADS["the form's own words"],
            ("300", "65", "ziek", "veel"),
            ("200", "20", "stuk", "weinig"),
        )
    )
    assert blocks(found) == [{**block, "actie": None} for block in TWO]


@pytest.mark.parametrize("how", HEADS)
def test_an_action_in_every_column(how: str) -> None:
    answers = zip(
        HEADS[how],
        ("300", "65", "ziek", "veel"),
        ("200", "20", "stuk", "weinig"),
        strict=True,
    )
    found = read(table(("", TITLE, "Actie 5 oefenkansen"), *answers))
    assert blocks(found) == TWO
    assert left(found) == []


def test_answers_left_of_their_labels_above_a_row_of_the_jury() -> None:
    found = read(
        TITLE,
        table(
            ("300", "Te behalen KPI:"),
            ("65", "Behaald KPI:"),
            ("ziek", "Waarom werd 25% niet behaald?"),
            ("veel", "Inspanningen:"),
            (JURY, ""),
        ),
    )
    assert blocks(found) == TWO[:1]


def test_the_numbers_of_all_actions_in_a_table_above_their_blocks() -> None:
    found = read(
        table(
            ("", "Te behalen KPI", "Behaald KPI"),
            ("15 Brugfiguren", "300", "65"),
            ("5 Oefenkansen", "200", "20"),
        ),
        TITLE,
        "Waarom werd 25% niet behaald? ziek",
        "Inspanningen van het lokaal bestuur: veel",
        "Actie 5 Oefenkansen",
        "Waarom werd 25% niet behaald? stuk",
        "Inspanningen van het lokaal bestuur: weinig",
    )
    assert blocks(found) == TWO
    assert found.motivaties[0].actie_tekst == f"{TITLE}\n15 Brugfiguren"


@pytest.mark.parametrize("apart", [True, False])
def test_an_action_on_a_labelled_line_with_details_below_it(*, apart: bool) -> None:
    def block(actie: str, *answers: str) -> list[Element]:
        labels = ("Te behalen KPI:", "Behaald KPI:", "Waarom werd 25% niet behaald?")
        rows = [("Actie:", actie), ("Doelgroep:", "gezinnen in armoede")]
        rows += zip((*labels, "Inspanningen:"), answers, strict=True)
        if apart:
            return [table(*rows), para()]
        return [para(" ".join(row)) for row in rows]

    found = read(
        *block(TITLE, "300", "65", "ziek", "veel"),
        *block("Actie 5 oefenkansen", "200", "20", "stuk", "weinig"),
    )
    assert blocks(found) == TWO
    assert any("gezinnen in armoede" in text for text in left(found))


def test_an_action_that_only_its_labels_name() -> None:
    found = read(
        "Te behalen KPI brugfiguren: 300",
        "Behaald KPI brugfiguren: 65",
        "Waarom werd 25% niet behaald? ziek",
        "Inspanningen: veel",
    )
    assert blocks(found) == TWO[:1]
    assert left(found) == []


NUMBERED: Final = {
    "1.1": ("1.1 ", "1.2 ", "1.3 ", "1.4. ", "2.1 ", "2.1.1 ", "2.1.2 "),
    "a)": ("a) ", "b) ", "c) ", "d) ", "e) ", "f) ", "g) "),
    "(a)": ("(a) ", "(b) ", "(c) ", "(d) ", "(e) ", "(f) ", "(g) "),
    "a bullet that became a letter": ("o ",) * 7,
}


@pytest.mark.parametrize("how", NUMBERED)
def test_labels_that_somebody_numbered(how: str) -> None:
    lines = (
        "Te behalen KPI: 300",
        "Behaald KPI: 65",
        "Waarom werd 25% niet behaald? ziek",
        "Dit zijn de inspanningen van het lokaal bestuur: veel",
        "Initiatief A: een babbelbank",
        "Timing: mei 2024",
        "KPI: 40",
    )
    found = read(TITLE, *map("".join, zip(NUMBERED[how], lines, strict=True)))
    made = [initiatief("een babbelbank", "mei 2024", 40)]
    assert blocks(found) == [{**TWO[0], "initiatieven": made}]


@pytest.mark.parametrize(
    "lines",
    [
        ("Initiatief: een wandeling", "Timing: mei", "KPI: 4"),
        (
            "Initiatief 1: een wandeling",
            "Timing initiatief 1: mei",
            "KPI initiatief: 4",
        ),
        ("Initiatief 1: een wandeling", "Initiatief 1 timing: mei", "Hoeveel KPI? 4"),
        ("Initiatief b - een wandeling", "Timing - mei", "KPI van het initiatief: 4"),
    ],
)
def test_no_word_of_an_initiative_is_taken_for_its_number(lines: Sequence[str]) -> None:
    (found,) = read(TITLE, "Te behalen KPI: 300", *lines).motivaties
    (one,) = found.initiatieven
    assert (one.omschrijving, one.timing, one.kpi) == ("een wandeling", "mei", 4)


def test_a_number_of_initiatives_is_no_number_of_one() -> None:
    (found,) = read(TITLE, "Te behalen KPI: 300", "Initiatief: 3 uitstappen").motivaties
    assert found.initiatieven[0].omschrijving == "3 uitstappen"


def test_what_somebody_added_to_a_label_is_no_answer() -> None:
    found = read(
        TITLE,
        table(
            ("Te behalen KPI (2024):", "300"),
            ("Behaald KPI (30 april):", "65"),
            ("Waarom werd 25% niet behaald?", "ziek"),
            ("Inspanningen van het lokaal bestuur om de KPI te behalen:", "veel"),
        ),
    )
    assert blocks(found) == TWO[:1]
    assert left(found) == ["2024", "30 april"]


def test_a_line_with_a_label_of_its_own_says_nothing_of_the_number_above() -> None:
    found = read(TITLE, "Behaald KPI: 65", "Doelstelling 5: Netwerk")
    assert found.motivaties[0].behaald_tekst is None
    assert left(found) == ["Doelstelling 5: Netwerk"]


def test_a_line_with_words_of_a_label_is_no_label() -> None:
    found = read("Lokaal bestuur: Halle", "2. INDIEN ACTIE OP WIJK- OF STADSNIVEAU")
    assert found.motivaties == ()
    assert "Lokaal bestuur: Halle" in left(found)


def test_words_of_another_part_behind_a_label_are_the_answer() -> None:
    line = "Inspanningen participatie en preventie: 2 infoavonden"
    found = read(TITLE, "Te behalen KPI: 300", line).motivaties[0]
    assert found.inspanningen == "participatie en preventie: 2 infoavonden"


def test_a_block_that_only_a_mistyped_heading_tells_from_the_one_before() -> None:
    tick = (
        "x Ja, we zijn goed gevorderd en zullen de minimale verwachtingen behalen want:"
    )
    found = read(
        FORM.acties[18][0].text,
        f"{tick} plan klaar",
        "Indien actie 19/correspondentietessten",
        f"{tick} testen klaar",
    ).model_dump(mode="json")["verwachtingen"]
    assert found == [
        verwachting(18, "ja", toelichting="plan klaar"),
        verwachting(19, "ja", toelichting="testen klaar"),
    ]


def test_domains_by_their_everyday_word() -> None:
    found = read(
        FORM.acties[18][0].text,
        "x Ja, we zijn goed gevorderd want: plan klaar",
        "Mobiliteit: haltes",
        "Vrije tijd: sporthal",
        "Participatie: adviesraad",
    ).model_dump(mode="json")["verwachtingen"]
    domains = {
        "mobiliteit": "haltes",
        "vrije_tijd": "sporthal",
        "beleidsparticipatie": "adviesraad",
    }
    assert found == [verwachting(18, "ja", toelichting="plan klaar", **domains)]


@pytest.mark.parametrize("words", ["verwaachtingen behalen want", "verwachtingen wnt"])
def test_the_mistyped_end_of_an_option_is_no_reason(words: str) -> None:
    line = f"x Ja, we zijn goed gevorderd en zullen de minimale {words}: testen klaar"
    (found,) = read(FORM.acties[19][0].text, line).verwachtingen
    assert (found.antwoord, found.toelichting) == ("ja", "testen klaar")
