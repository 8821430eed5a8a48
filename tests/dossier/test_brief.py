import pytest

from pipeline.dossier.brief import is_answer, rules_for, tells_result
from pipeline.dossier.programma import Programma
from pipeline.intake.item import Item
from pipeline.intake.mail import open_item
from pipeline.run.programs import programma_of
from tests.intake import build
from tests.intake.build import document, letter, multipart, package, zipped

FORM = """Beste,

hieronder ons antwoord.

Actie 15: Brugfiguren
Behaalde KPI: 65
Te behalen KPI: 300
Waarom werd 25% niet behaald? Door ziekte van de brugfiguur.

Groeten
An
"""
RESULT = "Beste,\n\nVoor actie 15 (brugfiguren) hebben we 65 gezinnen bereikt.\n\nAn"


@pytest.fixture(scope="module")
def programma() -> Programma:
    return programma_of()


def read(data: bytes, programma: Programma) -> Item:
    return open_item(data, "in.eml", "in.eml", rules_for(programma), {"in.eml"})


def test_a_form_pasted_in_a_mail_is_a_document_of_its_own(programma: Programma) -> None:
    item = read(build.mail(FORM), programma)
    (part,) = item.parts
    assert (part.naam, part.role) == ("tekst van de mail.txt", "tekst")
    assert "Door ziekte" in part.data.decode()
    assert item.mail
    assert not item.mail.meldt_resultaat


def test_the_page_is_taken_where_the_letter_is_one(programma: Programma) -> None:
    rows = "".join(
        f"<tr><td>{line}</td></tr>" for line in FORM.splitlines() if line.strip()
    )
    both = multipart(
        b"Content-Type: text/plain\n\n" + FORM.replace("van de", "van\nde").encode(),
        f"Content-Type: text/html\n\n<table>{rows}</table>".encode(),
        kind="alternative",
        fields="From: a@b.be\nSubject: x\n",
    )
    (part,) = read(both, programma).parts
    assert part.data.decode().splitlines()[-1].endswith("ziekte van de brugfiguur.")


def test_a_letter_that_repeats_its_document_is_no_second_one(
    programma: Programma,
) -> None:
    text = b"Content-Type: text/plain\n\n" + FORM.encode()
    fields = "From: a@b.be\nSubject: x\n"
    with_word = multipart(text, document(package()), fields=fields)
    assert [part.naam for part in read(with_word, programma).parts] == [
        "motivatie.docx"
    ]
    in_zip = multipart(text, document(zipped({"a.docx": package()}), "a.zip"))
    assert len(read(in_zip, programma).parts) == 1
    workbook = document(package(build.XLSX, "xl/workbook.xml"), "kpi.xlsx")
    with_excel = multipart(text, workbook, fields=fields)
    assert [part.naam for part in read(with_excel, programma).parts] == [
        "tekst van de mail.txt",
        "kpi.xlsx",
    ]


def test_an_automatic_answer_that_quotes_the_form_is_none(programma: Programma) -> None:
    item = read(build.mail(FORM, auto_submitted="auto-replied"), programma)
    assert item.parts == ()
    assert item.ignored


def test_a_result_told_in_the_letter_is_marked(programma: Programma) -> None:
    item = read(build.mail(RESULT), programma)
    assert item.parts == ()
    assert item.mail
    assert item.mail.meldt_resultaat
    with_word = read(letter(document(package())), programma)
    assert with_word.mail
    assert not with_word.mail.meldt_resultaat


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (RESULT, True),
        ("Brugfiguren: behaald 12 van de 40.", True),
        ("Tegen wanneer moeten we de KPI van actie 15 indienen?", False),
        ("Moet actie 15 (brugfiguren) op 6 mei 2024 gerealiseerd zijn?", False),
        ("We hebben 65 gezinnen bereikt.", False),
        ("Dank u.\n\n> Actie 15 brugfiguren: 65 behaald", False),
        ("Dank.\n-----Oorspronkelijk bericht-----\nBrugfiguren: behaald 12", False),
        ("", False),
    ],
)
def test_a_question_tells_no_result(
    text: str, programma: Programma, *, wanted: bool
) -> None:
    assert tells_result(text, programma) is wanted


def test_a_form_that_nobody_filled_in_is_no_answer(programma: Programma) -> None:
    blank = "Waarom werd 25% niet behaald?\nBehaalde KPI:\nTe behalen KPI:\nTiming:\n"
    assert not is_answer(blank * 2, programma)
    assert not is_answer("Beste, zie bijlage. " * 20, programma)
    assert not is_answer("x" * 2_000_000, programma)
