"""Grammar: which hits are labels, and where a copy begins."""

import time

from pipeline.forms.grammar import Candidate, choose, missing
from tests.forms.small import formulier, index, lines

INDEX = index()
DELEN = {deel.id: deel for deel in formulier().deel}


def chosen(deel: str, *texts: str) -> list[str]:
    """The slots in order; `+` where a copy starts, `*` where an initiative does."""
    candidates = []
    for number, line in enumerate(lines(*texts)):
        hits = [h for h in INDEX.hits(line) if h.text.deel == deel]
        hits.sort(key=lambda hit: -hit.certainty)
        if hits:
            candidates.append(Candidate(number, tuple(hits)))
    return [
        "+" * one.copy + "*" * one.group + (one.hit.text.slot or "kop")
        for one in choose(candidates, DELEN[deel])
    ]


def test_the_same_label_again_starts_a_copy() -> None:
    texts = ("Te behalen KPI: 1", "Waarom niet?", "Te behalen KPI: 2", "Waarom niet?")
    assert chosen("acties", *texts) == ["te_behalen", "waarom", "+te_behalen", "waarom"]


def test_a_first_label_after_a_later_one_starts_a_copy() -> None:
    texts = ("Waarom niet?", "Te behalen KPI: 2")
    assert chosen("acties", *texts) == ["waarom", "+te_behalen"]


def test_every_initiative_is_a_group() -> None:
    found = chosen(
        "acties", "Initiatief 1:", "Timing:", "KPI:", "Initiatief 2:", "KPI:", "Timing:"
    )
    assert found == [
        "*initiatieven.omschrijving",
        "initiatieven.timing",
        "initiatieven.kpi",
        "*initiatieven.omschrijving",
        "initiatieven.kpi",
        "initiatieven.timing",
    ]


def test_timing_again_is_another_initiative() -> None:
    found = chosen("acties", "Timing: a", "Timing: b")
    assert found == ["*initiatieven.timing"] * 2


def test_another_wording_counts_where_the_label_is_missing() -> None:
    assert chosen("acties", "Doel: 3", "Waarom niet?") == ["te_behalen", "waarom"]


def test_another_wording_is_a_persons_where_the_label_stands() -> None:
    texts = ("Te behalen KPI: 3", "Waarom niet?", "Doel: dat meer volk komt")
    assert chosen("acties", *texts) == ["te_behalen", "waarom"]


def test_another_wording_before_a_copy_belongs_to_the_copy() -> None:
    texts = ("Te behalen KPI: 1", "Waarom niet?", "Doel: 2", "Waarom niet?")
    assert chosen("acties", *texts) == ["te_behalen", "waarom", "+te_behalen", "waarom"]


def test_a_line_to_tick_again_is_a_copy_and_another_label_goes_on() -> None:
    ja = "0 Ja, we gaan door want:"
    assert chosen("plan", ja, "Preventie", ja) == [
        "antwoord:ja",
        "onderdelen.preventie",
        "+antwoord:ja",
    ]
    assert chosen("plan", "Preventie", "Preventie") == ["onderdelen.preventie"] * 2


def test_a_heading_starts_a_copy() -> None:
    assert chosen("plan", "Preventie", "2. Het plan", "Preventie") == [
        "onderdelen.preventie",
        "+kop",
        "onderdelen.preventie",
    ]


def test_what_a_copy_lacks_is_told() -> None:
    deel = DELEN["acties"]
    candidates = [
        Candidate(n, INDEX.hits(line))
        for n, line in enumerate(lines("Te behalen KPI: 1", "Initiatief 1:", "KPI: 3"))
    ]
    velden = tuple(formulier().velden_van("acties"))
    assert missing(choose(candidates, deel), deel, velden) == {
        "waarom",
        "initiatieven.timing",
    }


def test_thousands_of_likely_labels_take_no_more_than_their_number() -> None:
    texts = ["Doel: 1", "Reden: x", "Timing mei", "Initiatief x zonder punt"] * 1000
    began = time.perf_counter()
    chosen("acties", *texts)
    assert time.perf_counter() - began < 20
