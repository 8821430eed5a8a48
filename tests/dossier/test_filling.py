"""The contract's round trip for the Word form: fill, then extract, gives the same."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from pipeline.dossier.extract import extract_reading
from pipeline.dossier.filling import invullingen
from pipeline.dossier.model import Dossier
from pipeline.forms.fill import fill
from pipeline.forms.kenmerk import Kenmerk
from pipeline.reading.word import read_word
from tests.dossier.valid import INDEX, PROGRAMMA, dossiers

BLANK = (PROGRAMMA.templates / INDEX.formulier.sjabloon).read_bytes()
KENMERK = Kenmerk.of("pj2-tussentijds", ("23077", "Sint-Pieters-Leeuw"), "x", BLANK)


def filled(dossier: Dossier) -> bytes:
    answers = invullingen(dossier, INDEX, PROGRAMMA.catalogus)
    return fill(BLANK, INDEX, answers, KENMERK)


def extracted(package: bytes) -> dict[str, Any]:
    extractie = extract_reading(read_word(package), "m.docx", "0" * 64, PROGRAMMA)
    return extractie.model_dump(mode="json", by_alias=True)


def expected(dossier: Dossier) -> dict[str, Any]:
    data = dossier.model_dump(mode="json", by_alias=True)
    motivaties, verwachtingen = [], {}
    for actie in data["acties"]:
        for motivatie in (actie["motivatie"], *actie["motivaties_extra"]):
            if motivatie is not None:
                kpi = {k: actie["kpi"][k] for k in ("te_behalen", "behaald")}
                motivaties.append({"actie": actie["nummer"], **kpi, **motivatie})
        for one in (actie["verwachtingen"], *actie["verwachtingen_extra"]):
            if one is not None:
                verwachtingen.setdefault(actie["nummer"], []).append(one)
    stimulansen = data["stimulansen"]
    return {
        "motivaties": motivaties,
        "verwachtingen": [
            {"actie": nummer, **one} for nummer in sorted(verwachtingen) for one in verwachtingen[nummer]
        ],
        "stimulansen": stimulansen if any(stimulansen.values()) else None,
    }


@given(dossiers())
@settings(
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
def test_what_is_filled_in_is_read_back_the_same(dossier: Dossier) -> None:
    back = extracted(filled(dossier))
    for motivatie in back["motivaties"]:
        del motivatie["actie_tekst"], motivatie["te_behalen_tekst"], motivatie["behaald_tekst"]
    wanted = expected(dossier)
    assert {key: back[key] for key in wanted} == wanted
    assert back["niet_herkend"] == []
    assert back["bevindingen"] == []
