import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import KINDS, Ernst, brief


def test_the_action_fills_its_own_gap() -> None:
    told = KINDS["verdict-verouderd"].at(actie=15)
    assert told.bericht.startswith("Actie 15: ")
    assert (told.actie, told.ernst, told.bron) == (15, Ernst.FOUT, None)


@pytest.mark.parametrize(
    ("number", "written"), [(21.7, "21,7"), (75.0, "75"), (1500, "1500"), (0.1, "0,1")]
)
def test_numbers_are_written_the_dutch_way(number: float, written: str) -> None:
    told = KINDS["te-lang"].at(veld="Vraag", lengte=number, maximum=250)
    assert f"telt {written} tekens" in told.bericht


@given(st.text())
def test_what_was_written_is_quoted_and_never_filled_in(text: str) -> None:
    told = KINDS["kpi-ongeldig"].at(veld="{tekst}", tekst=text)
    assert told.bericht.startswith(f"Bij ‘{{tekst}}’ staat ‘{text}’.")


def test_a_gap_without_a_fact_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="reden"):
        KINDS["beschadigd"].at(naam="a.docx")


@given(st.text(), st.integers(2, 80))
def test_a_brief_quote_is_one_line_and_short(text: str, length: int) -> None:
    quote = brief(text, length)
    assert len(quote) <= length
    assert quote == " ".join(quote.split())
    whole = " ".join(text.split())
    assert quote == whole or whole.startswith(quote.removesuffix("…"))


# Contract, section 5: these never change; adding is free.
FOUT = """
    motivatie-ontbreekt verwachtingen-ontbreken kpi-ontbreekt kpi-ongeldig
    bestuur-onbekend verdict-tegenstrijdig verdict-verouderd sheet-vervalst versleuteld
    beschadigd te-groot niet-ondersteund
"""
WAARSCHUWING = """
    initiatieven-ontbreken initiatieven-onvoldoende timing-ontbreekt
    verwachtingen-onvoldoende te-lang kpi-wijkt-af actie-onbekend actie-niet-toegekend
    te-laat dubbel-antwoord keuze-tegenstrijdig jurering-in-indiening macro
"""


@pytest.mark.parametrize(
    ("codes", "ernst"), [(FOUT, Ernst.FOUT), (WAARSCHUWING, Ernst.WAARSCHUWING)]
)
def test_codes_and_weights_are_those_of_the_contract(codes: str, ernst: Ernst) -> None:
    assert {code: KINDS[code].ernst for code in codes.split()} == dict.fromkeys(
        codes.split(), ernst
    )
