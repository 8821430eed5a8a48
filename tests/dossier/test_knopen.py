from pipeline.dossier.extractie import Extractie
from pipeline.dossier.knopen import Gedeeld
from tests.dossier.extracties import blok, formulier, regel, werkmap


def again(extractie: Extractie) -> Extractie:
    """The same, as it comes back from disk."""
    return Extractie.model_validate_json(extractie.model_dump_json())


def test_what_two_extractions_share_is_there_once() -> None:
    made = formulier("form", blok(15, waarom="te weinig tijd"))
    gedeeld = Gedeeld()
    one, other = gedeeld.of(again(made)), gedeeld.of(again(made))
    assert one == other == made
    assert one.motivaties[0] is other.motivaties[0]


def test_what_reads_the_same_but_is_written_otherwise_stays_apart() -> None:
    whole = werkmap("a", regel(15, 300, 65))
    (line,) = whole.kpis
    parts = whole.model_copy(
        update={"kpis": (line.model_copy(update={"behaald": 65.0}),)}
    )
    gedeeld = Gedeeld()
    shown = [gedeeld.of(each).model_dump_json() for each in (whole, parts)]
    assert shown == [whole.model_dump_json(), parts.model_dump_json()]
