import pytest

from pipeline.forms.kenmerk import Kenmerk, is_kenmerk

HALLE = Kenmerk.of("pj2-tussentijds", ("23027", "Halle"), "kpi-rapport", b"blanco")


def test_the_code_says_round_bestuur_and_version() -> None:
    assert HALLE.code.startswith("pj2-tussentijds/23027/")
    other = Kenmerk.of("pj2-tussentijds", ("23027", "Halle"), "kpi-rapport", b"nieuw")
    assert other.code != HALLE.code


def test_our_own_line_is_recognised() -> None:
    assert is_kenmerk(HALLE.line)
    assert is_kenmerk(f" Kenmerk {HALLE.code} ")


@pytest.mark.parametrize(
    "text", ["Kenmerk van de wijk", "Kenmerk a/b/c", "Ons Kenmerk pj2/1/ABCDEF en meer"]
)
def test_what_people_write_is_no_kenmerk(text: str) -> None:
    assert not is_kenmerk(text)


def test_the_properties_carry_no_answers() -> None:
    assert set(HALLE.properties) == {
        "schema", "formulier", "sjabloon", "ronde", "bestuur", "naam",
    }  # fmt: skip
