"""The laws of filling hold for a form that nobody thought of when they were written."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dossier.extract import extract_reading
from pipeline.dossier.filling import invullingen
from pipeline.dossier.model import Dossier
from pipeline.dossier.programma import Programma
from pipeline.forms.fill import fill
from pipeline.forms.kenmerk import Kenmerk
from pipeline.reading.word import read_word
from tests.dossier.test_filling import LARGE
from tests.dossier.valid import counts, maybe, texts
from tests.programma import buurten

KENMERK = Kenmerk.of(buurten.RONDE, ("23027", "Halle"), "buurtverslag", b"")
stappen = st.lists(
    st.fixed_dictionaries({"omschrijving": texts, "timing": maybe}), max_size=4
)


@pytest.fixture(scope="module")
def programma(tmp_path_factory: pytest.TempPathFactory) -> Programma:
    return buurten.load(buurten.write_programma(tmp_path_factory.mktemp("buurten")))


@given(
    waarom=texts,
    stappen=stappen,
    kpi=st.fixed_dictionaries({"te_behalen": counts, "behaald": counts}),
    antwoord=st.sampled_from(["ja", "nee"]),
    reden=maybe,
    bomen=maybe,
)
@settings(max_examples=30, suppress_health_check=LARGE)
def test_what_is_filled_in_is_read_back_the_same(
    programma: Programma, **said: Any
) -> None:
    reason = "toelichting" if said["antwoord"] == "ja" else "stopzetting"
    plan = {
        "antwoord": said["antwoord"],
        "toelichting": None,
        "onderdelen": {"bomen": said["bomen"], "banken": None},
        "niet_uitgevoerd": None,
        "stopzetting": None,
        reason: said["reden"],
    }
    motivatie = {"waarom": said["waarom"], "initiatieven": said["stappen"]}
    dossier = Dossier.model_validate(
        {
            "ronde": buurten.RONDE,
            "bestuur": {"id": "23027", "naam": "Halle", "soort": "gemeente"},
            "acties": [
                {"nummer": 3, "naam": "x", "kpi": said["kpi"], "motivatie": motivatie},
                {"nummer": 40, "naam": "x", "verwachtingen": plan},
            ],
        }
    )
    index = programma.indexen["buurtverslag"]
    blank = (programma.templates / index.formulier.sjabloon).read_bytes()
    answers = invullingen(dossier, index, programma.catalogus)
    form = fill(blank, index, answers, KENMERK)
    extractie = extract_reading(read_word(form), "m.docx", "0" * 64, programma)
    told = extractie.model_dump(mode="json")
    (blok,) = told["motivaties"]
    assert (blok["actie"], blok["waarom"]) == (3, said["waarom"])
    assert {naam: blok[naam] for naam in said["kpi"]} == said["kpi"]
    steps = [
        {k: one[k] for k in ("omschrijving", "timing")} for one in blok["initiatieven"]
    ]
    assert steps == said["stappen"]
    assert told["verwachtingen"] == [{"actie": 40, **plan}]
    assert told["niet_herkend"] == told["bevindingen"] == []
