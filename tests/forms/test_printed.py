"""Where no label of the form is missing, the form's words are an answer."""

import pytest

from pipeline.forms.lines import Line
from pipeline.forms.printed import settle
from pipeline.reading.block import Layer
from tests.dossier.test_filling import dossier_of, extracted, filled
from tests.dossier.valid import INDEX

INSPANNINGEN = next(
    veld.labels[0] for veld in INDEX.formulier.veld if veld.naam == "inspanningen"
)
BLOCK = (
    "1. INDIEN 25% NIET WERD BEHAALD",
    "Te behalen KPI: 300",
    "Behaald KPI: 65",
    "Waarom werd 25% niet behaald? Ziekte.",
    "{answer}",
    f"{INSPANNINGEN} Meer scholen.",
)


def lines_of(*texts: str) -> list[Line]:
    return [
        Line(runs=(), live=text, place="", layer=Layer.BODY, cells=(), block=number)
        for number, text in enumerate(texts)
    ]


def settled(*texts: str) -> set[int]:
    """Give the numbers of the lines that may be a text of the form."""
    lines = lines_of(*texts)
    hits = {n: found for n, line in enumerate(lines) if (found := INDEX.hits(line))}
    return set(settle(lines, hits, INDEX))


@pytest.mark.parametrize(
    "answer",
    [
        "Tijdstip: dat weten we nog niet",
        "timing: mei",
        "Behaald: 12",
        "Indien stimulans wordt toegekend, gaan we door",
        "Actie 22 – Pleinmakers",
    ],
)
def test_between_two_labels_that_follow_each_other_nothing_else_is_one(
    answer: str,
) -> None:
    assert settled(*(text.format(answer=answer) for text in BLOCK)) == {0, 1, 2, 3, 5}


def test_where_a_label_is_missing_another_wording_counts() -> None:
    without = [text for text in BLOCK if not text.startswith("Waarom")]
    answer = "Waarom werd de 25% niet behaald? Ziekte."
    texts = [text.format(answer=answer) for text in without]
    assert settled(*texts) == set(range(len(texts)))


LIST = (
    "Dit alles:",
    *("Periode: mei tot juli", "Opbrengst: 20", "Inspanningen: drie"),
    *("Omschrijving: feest", "Doel: 50 gezinnen", "Reden: ziekte"),
)


def test_a_list_in_other_words_in_an_initiative_describes_it() -> None:
    one = {"omschrijving": "\n".join(LIST), "timing": None, "kpi": 40}
    motivatie = {"waarom": "Ziekte.", "initiatieven": [one]}
    dossier = dossier_of({"nummer": 15, "motivatie": motivatie})
    (blok,) = extracted(filled(dossier))["motivaties"]
    assert blok["initiatieven"] == [one | {"kpi_tekst": None}]


def test_own_words_without_any_label_of_the_form_are_left_alone() -> None:
    assert settled("Behaald: 65", "Tijdstip: mei") == {0, 1}


@pytest.mark.parametrize("nummer", [19, 22])
def test_a_block_about_an_action_of_section_2_stays_a_block(nummer: int) -> None:
    dossier = dossier_of({"nummer": nummer, "motivatie": {"waarom": "Ziekte."}})
    (blok,) = extracted(filled(dossier))["motivaties"]
    assert (blok["actie"], blok["waarom"]) == (nummer, "Ziekte.")
