"""Extract: one document on its own, whatever it is."""

import io
import json

import openpyxl
import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.intake.sniff import Format
from pipeline.run.extracting import extract_bytes, extract_file
from tests.run.made import Blok, brief, motivatie, programma, werkmap


def extracted(data: bytes, naam: str = "x.docx") -> Extractie:
    return extract_file(data, naam, programma())


BLOK = Blok(
    kop="Actie 15 Brugfiguren",
    te_behalen="300",
    behaald="65",
    waarom="De brugfiguur startte pas in augustus.",
    initiatief=("Huisbezoeken", "juni 2024", "40"),
)


def test_a_form_says_its_answers_with_their_places() -> None:
    found = extracted(motivatie(BLOK, kop="Lokaal bestuur Halle"))
    assert found.bestand.soort == "motivatie"
    assert found.formulier == "motivatie-pj2-tussentijds"
    assert found.bestuur is not None
    assert found.bestuur.id == "23027"
    [blok] = found.motivaties
    assert (blok.actie, blok.te_behalen, blok.behaald) == (15, 300, 65)
    assert blok.waarom == "De brugfiguur startte pas in augustus."
    assert found.herkomst["/motivaties/0/waarom"].plaats.startswith("tabel 1")


def test_a_blank_form_says_nothing() -> None:
    found = extracted(motivatie())
    assert found.formulier is not None
    assert not any(
        (found.motivaties, found.verwachtingen, found.stimulansen, found.niet_herkend)
    )


def test_towns_inside_answers_do_not_tell_the_bestuur() -> None:
    spoken = Blok(
        kop="Actie 15 Brugfiguren",
        waarom="Gent en Mechelen waren sneller. De stad Gent hielp ons.",
    )
    assert extracted(motivatie(spoken)).bestuur is None
    found = extracted(motivatie(spoken, los="Stad Halle"))
    assert found.bestuur is not None
    assert found.bestuur.id == "23027"


def test_a_workbook_says_its_kpis() -> None:
    found = extracted(werkmap("Halle", {15: (300, 65)}), "kpi.xlsx")
    assert found.bestand.soort == "kpi"
    [regel] = found.kpis
    assert (regel.actie, regel.te_behalen, regel.behaald) == (15, 300, 65)
    assert found.bestuur is not None
    assert found.bestuur.id == "23027"


def test_the_bytes_tell_the_kind_and_not_the_name() -> None:
    found = extracted(werkmap("Halle", {15: (300, 65)}), "motivatie.docx")
    assert found.bestand.soort == "kpi"


def test_of_a_workbook_about_two_rounds_the_one_asked_for_counts() -> None:
    book = openpyxl.Workbook()
    for title, behaald in (("Eindrapportage PJ1", 200), ("Tussentijds PJ2", 65)):
        sheet = book.create_sheet(title)
        sheet.append(["Actie", "Te behalen KPI", "Behaald KPI"])
        sheet.append(["Brugfiguren", 300, behaald])
    del book["Sheet"]
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()

    def achieved(ronde: str | None) -> list[object]:
        found = extract_bytes(data, "k.xlsx", Format.xlsx, programma(), ronde=ronde)
        return [found.ronde, *(regel.behaald for regel in found.kpis)]

    assert achieved(None) == ["pj2-tussentijds", 65]
    assert achieved("pj1-eind") == ["pj1-eind", 200]
    assert achieved("pj3-eind") == ["pj2-tussentijds", 65]


def test_a_report_in_own_words_says_its_kpis_and_loses_no_other_word() -> None:
    found = extracted(
        brief(
            "Stand van zaken",
            "Sint-Pieters-Leeuw",
            "Brugfiguren in het onderwijs",
            "Behaalde KPI = 307 (KPI = 300)",
            "Oefenkansen Nederlands",
            "Behaalde KPI = nog niet geteld",
            "Een slotwoord.",
        )
    )
    assert found.bestand.soort == "stand-van-zaken"
    [regel] = found.kpis
    assert (regel.actie, regel.behaald, regel.te_behalen) == (15, 307, 300)
    assert found.bestuur is not None
    assert found.bestuur.naam == "Sint-Pieters-Leeuw"
    left = [rest.tekst for rest in found.niet_herkend]
    assert "nog niet geteld" in left
    assert "Een slotwoord." in left


def test_a_policy_plan_is_no_report_and_keeps_its_words() -> None:
    found = extracted(brief("Beleidsplan integratie 2011-2013", "Wij willen veel."))
    assert found.bestand.soort == "beleidsplan"
    assert found.niet_herkend[-1].tekst == "Wij willen veel."


@pytest.mark.parametrize(
    ("data", "naam", "code"),
    [
        (b"", "leeg.docx", "beschadigd"),
        (b"PK\x03\x04 kapot", "kapot.docx", "beschadigd"),
        (b"dit is geen Word", "tekst.docx", "beschadigd"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "scan.png", "niet-ondersteund"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, naam: str, code: str) -> None:
    found = extracted(data, naam)
    assert found.fout is not None
    assert found.fout.code == code
    assert naam in found.fout.bericht


def test_answers_in_a_text_file_are_read() -> None:
    text = "\n".join(
        [
            "Actie 15 Brugfiguren",
            "Te behalen KPI: 300",
            "Behaald KPI: 65",
            "Waarom werd 25% niet behaald? Ziekte.",
        ]
    )
    found = extracted(text.encode(), "motivatie.txt")
    assert [blok.waarom for blok in found.motivaties] == ["Ziekte."]


def test_an_extraction_is_json_and_comes_back_the_same() -> None:
    found = extracted(motivatie(BLOK))
    again = Extractie.model_validate_json(found.model_dump_json())
    assert again == found
    assert next(iter(json.loads(found.model_dump_json()))) == "schema"


def test_a_town_that_merged_later_is_known_by_the_code_of_the_round() -> None:
    # Hasselt merged with Kortessem in 2025 and has had another code since.
    form = extracted(motivatie(BLOK, kop="Stad Hasselt"))
    assert form.bestuur is not None
    assert form.bestuur.id == "71022"
    data = werkmap("Hasselt", {15: (300, 65)})
    book = extract_bytes(data, "k.xlsx", Format.xlsx, programma(), ronde="pj3-eind")
    assert book.bestuur is not None
    assert book.bestuur.id == "71072"
