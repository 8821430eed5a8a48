"""The official form with the jury's own rows filled in: a verdict, or a reason."""

import io
from collections.abc import Callable

import pytest
from docx import Document

from pipeline.dossier.filling import invullingen
from pipeline.dossier.model import Dossier, Jurering, Motivatie
from pipeline.findings import KINDS
from pipeline.forms.fill import fill
from pipeline.forms.kenmerk import Kenmerk
from pipeline.jury.formulier import read_form
from pipeline.jury.identity import feiten
from pipeline.jury.register import Gelezen, Register
from pipeline.reading.word import read_word
from tests.dossier.valid import INDEX, PROGRAMMA
from tests.jury import dossiers, jurors
from tests.jury.dossiers import CATALOGUS, RONDE

SHA = "ab" * 32
SPL = dossiers.one_action()
HALLE = SPL.model_copy(
    update={"bestuur": SPL.bestuur.model_copy(update={"id": "23027", "naam": "Halle"})}
)
BLANK = (PROGRAMMA.templates / INDEX.formulier.sjabloon).read_bytes()
ENOUGH = "Lokaal bestuur benoemt voldoende concrete initiatieven"
EXTEND = "Het lokaal bestuur kan de actie"
JUDGED = Jurering(voldoende=True, conclusie="Goed plan.", verlengen=False)


def form(dossier: Dossier = SPL) -> bytes:
    """The form as the bestuur of `dossier` filled it in."""
    bestuur = (dossier.bestuur.id, dossier.bestuur.naam)
    kenmerk = Kenmerk.of(dossier.ronde, bestuur, INDEX.formulier.formulier, BLANK)
    return fill(BLANK, INDEX, invullingen(dossier, INDEX, CATALOGUS), kenmerk)


def written(form: bytes, answers: dict[str, str], *, conclusie: str = "") -> bytes:
    """Write behind the questions in the jury's rows, as a person does in Word."""
    document = Document(io.BytesIO(form))
    cells = [c for t in document.tables for r in t.rows for c in r.cells]
    cell = next(c for c in cells if "Jurering ABB" in c.text)
    for paragraph in cell.paragraphs:
        for question, answer in answers.items():
            if paragraph.text.startswith(question):
                paragraph.runs[0].text = paragraph.text.replace("Ja/Nee", answer)
        if paragraph.text == "Conclusie:" and conclusie:
            paragraph.add_run(f" {conclusie}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


BOTH = {ENOUGH: "Ja", EXTEND: "Nee"}


def read(data: bytes, *known: Dossier, naam: str = "23077-motivatie.docx") -> Gelezen:
    register = Register(
        dossiers={d.bestuur.id: d for d in known or (SPL, HALLE)},
        ronde=RONDE,
        catalogus=CATALOGUS,
        programma=PROGRAMMA,
    )
    found = read_form(read_word(data), naam, SHA, register)
    assert found is not None
    return found


def test_what_the_jury_wrote_in_the_form_is_a_verdict() -> None:
    found = read(written(form(), BOTH, conclusie="Goed plan."))
    assert found.bevindingen == ()
    (given,) = found.gegeven
    assert (given.actie, given.jurering) == (15, JUDGED)
    assert given.feiten == feiten(SPL.acties[0])
    assert found.answers is not None
    assert {a.hoe for a in found.answers.antwoorden} == {"formulier"}


def test_a_form_without_verdicts_is_no_sheet() -> None:
    register = Register(
        dossiers={"23077": SPL}, ronde=RONDE, catalogus=CATALOGUS, programma=PROGRAMMA
    )
    assert read_form(read_word(form()), "m.docx", SHA, register) is None


@pytest.mark.parametrize(
    ("answer", "value"), [("JA", True), ("☒ Ja ☐ Nee", True), ("☐ Ja ☒ Nee", False)]
)
def test_an_answer_is_read_in_several_spellings(answer: str, value: bool) -> None:  # noqa: FBT001
    found = read(written(form(), {ENOUGH: answer}))
    assert [g.jurering for g in found.gegeven] == [Jurering(voldoende=value)]


def test_both_answers_ticked_is_no_verdict() -> None:
    found = read(written(form(), {ENOUGH: "☒ Ja ☒ Nee", EXTEND: "Ja"}))
    assert [g.jurering for g in found.gegeven] == [Jurering(verlengen=True)]
    assert [b.code for b in found.bevindingen] == ["verdict-onduidelijk"]


def test_what_the_bestuur_wrote_in_those_rows_itself_is_no_verdict() -> None:
    sent = SPL.bronnen[0].model_copy(update={"sha256": SHA})
    told = KINDS["jurering-in-indiening"].at(actie=15, tekst="Ja")
    for update, why in (
        ({"bronnen": (sent,)}, "dat het bestuur zelf indiende"),
        ({"bevindingen": (told,)}, "vulde de rijen van de jury zelf al in"),
    ):
        found = read(written(form(), BOTH), SPL.model_copy(update=update))
        assert found.gegeven == ()
        assert why in found.bevindingen[0].bericht


def changed() -> Dossier:
    actie = SPL.acties[0].model_copy(update={"motivatie": Motivatie(waarom="Anders.")})
    return SPL.model_copy(update={"acties": (actie,)})


FORGERIES: dict[str, tuple[Callable[[], bytes], tuple[Dossier, ...], str, str]] = {
    "another name": (form, (SPL, HALLE), "23027.docx", "heet naar 23027"),
    "other words now": (form, (changed(),), "m.docx", "is niet wat in het dossier"),
    "no such dossier": (form, (HALLE,), "m.docx", "hier geen dossier"),
    "a form of nobody": (
        lambda: jurors.without_properties(form()),
        (SPL,),
        "m.docx",
        "zegt niet van welk bestuur",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_form_that_is_not_that_of_the_dossier_gives_no_verdict(name: str) -> None:
    make, known, naam, why = FORGERIES[name]
    found = read(written(make(), BOTH), *known, naam=naam)
    assert found.gegeven == ()
    (told,) = found.bevindingen
    assert told.code == "sheet-vervalst"
    assert why in told.bericht
