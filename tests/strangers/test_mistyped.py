"""Labels that were typed anew, with mistakes or in other words, in one block."""

import pytest

from pipeline.dossier.extractie import MotivatieBlok
from pipeline.run.taking import extract_file
from tests.strangers.document import Cell, Element, Table, docx, para
from tests.strangers.form import official
from tests.torture.case import programma

FORM = official()
FRONT = [*(para(item.text) for item in FORM.voor), para(FORM.kop_1.text)]
TEXTS = (
    "Waarom werd 25% niet behaald? Te weinig volk.",
    "Inspanningen van het lokaal bestuur: Meer flyers.",
)


def laid_out(lines: tuple[str, ...], layout: str) -> list[Element]:
    if layout == "paragraphs":
        return [para(line) for line in lines]
    return [Table(((Cell(tuple(map(para, lines))),),))]


def block(*lines: str, layout: str = "paragraphs") -> tuple[MotivatieBlok, list[str]]:
    elements = laid_out(("15 Brugfiguren", *lines), layout)
    read = extract_file(docx([*FRONT, *elements]), "motivatie.docx", programma())
    (one,) = read.motivaties
    return one, [rest.tekst for rest in read.niet_herkend]


@pytest.mark.parametrize("layout", ["paragraphs", "a cell"])
@pytest.mark.parametrize(
    ("target", "achieved"),
    [
        ("Te behaln KPI: 300", "Behald KPI: 65"),
        ("Te behaaen KPI 300", "Behasld KPI 65"),
        ("Te ebhalen KPI 300", "Behalad KPI 65"),
        ("eT behalen KPI 300", "Beehaald KPI 65"),
        ("Te behalen KPPI 300 gezinnen", "Behaald KIP 65 gezinnen"),
        ("Vooropgesteld aantal KPI: 300", "Aantal behaalde KPI: 65"),
        ("KPI doel: 300", "KPI resultaat: 65"),
    ],
)
def test_both_counts_are_read_under_labels_with_mistakes(
    target: str, achieved: str, layout: str
) -> None:
    one, rest = block(target, achieved, *TEXTS, layout=layout)
    assert (one.te_behalen, one.behaald) == (300, 65)
    assert one.waarom == "Te weinig volk."
    assert not rest


@pytest.mark.parametrize(
    ("described", "when", "count"),
    [
        ("Initiatif 1: flyers", "Timang: mei", "KPPI: 5"),
        ("Iaitiatief 1: flyers", "iming: mei", "KIP: 5"),
        ("Iniititief 1: flyers", "Timig: mei", "KPII: 5"),
    ],
)
def test_an_initiative_is_read_under_labels_with_mistakes(
    described: str, when: str, count: str
) -> None:
    one, _ = block(
        "Te behalen KPI: 300", "Behaald KPI: 65", *TEXTS, described, when, count
    )
    (initiative,) = one.initiatieven
    assert (initiative.omschrijving, initiative.timing, initiative.kpi) == (
        *("flyers", "mei", 5),
    )


@pytest.mark.parametrize("line", ["Taal: vlot", "KPO: geregeld", "Behandeld 65"])
def test_another_word_is_no_label_with_a_mistake(line: str) -> None:
    one, _ = block("Te behalen KPI: 300", *TEXTS, "Initiatief 1: flyers", line)
    (initiative,) = one.initiatieven
    assert initiative.omschrijving == f"flyers\n{line}"
    assert one.behaald is None


def test_a_label_of_ones_own_ends_what_is_said_of_a_number() -> None:
    one, rest = block("Te behalen KPI: 300", "Peildatum: 65", *TEXTS, layout="a cell")
    assert (one.te_behalen, one.te_behalen_tekst) == (300, None)
    assert rest == ["Peildatum: 65"]
