"""Which action a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier.actienaam import identify, is_explained
from pipeline.dossier.catalogus import Catalogus, load_catalogus
from pipeline.resources import mappings

CATALOGUS: Catalogus = load_catalogus(mappings())
ACTIES = CATALOGUS.acties


def best(tekst: str) -> int | None:
    """The action that a text names without doubt."""
    found = identify(tekst, CATALOGUS)
    if not found or [k for k in found[1:] if k.zekerheid >= found[0].zekerheid - 0.05]:
        return None
    return found[0].nummer


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [
        ("22/sociaal weefsel versterken (pleinmakers)", 22),
        ("15 Brugfiguren", 15),
        ("15. Brug leggen naar onderwijs", 15),
        ("actie 2/actieplan polarisatie", 2),
        ("Indien actie 16/actieplan straatintimidatie:", 16),
        ("BRUGFIGUREN", 15),
        ("Brug figuren", 15),
        ("brugfiguur", 15),
        ("Brugfigurenwerking in de basisscholen", 15),
        ("Brugfguren in het ondewijs", 15),
        ("Brug leggen onderwijs", 15),
        ("correspondentie-testen", 19),
        ("pleinmakerswerking", 22),
        ("Actieplan straatintimiditie", 16),
        ("1500 oefenkansen", 5),
        ("Toeleden van kwetsbare kinderen en jongeren naar cultuur", 24),
    ],
)
def test_a_name_is_found_however_it_was_bent_or_typed(tekst: str, nummer: int) -> None:
    assert best(tekst) == nummer


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [("Actie 15", 15), ("actie nr. 15:", 15), ("15", 15), ("A15", 15), ("15.", 15)],
)
def test_a_bare_official_number_counts(tekst: str, nummer: int) -> None:
    [kandidaat] = identify(tekst, CATALOGUS)
    assert (kandidaat.nummer, kandidaat.bewijs) == (nummer, "nummer")
    assert kandidaat.zekerheid < 0.8


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [
        ("Actie 1 - Brugfiguren in het onderwijs", 15),
        ("Actie 2: Oefenkansen Nederlands", 5),
        ("3. Toeleiding naar de arbeidsmarkt", 9),
        ("Actie 15: sport", 13),
    ],
)
def test_a_name_beats_a_number(tekst: str, nummer: int) -> None:
    [kandidaat] = identify(tekst, CATALOGUS)
    assert kandidaat.nummer == nummer
    assert kandidaat.bewijs in {"naam", "synoniem"}


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "Totaal",
        "Naschoolse opvang",
        "1.500",
        "15/09/2024",
        "20 %",
        "Actie 99",
        "actie 15 mei",
        "12-15 jaar",
    ],
)
def test_other_texts_and_numbers_name_no_action(tekst: str) -> None:
    assert not [k for k in identify(tekst, CATALOGUS) if k.bewijs != "eenheid"]


@pytest.mark.parametrize(
    ("tekst", "nummers"),
    [
        ("Toeleiding naar sport en cultuur", {13, 24}),
        ("sport/cultuur", {13, 24}),
        ("Sport, cultuur & jeugdwerk", {13, 23, 24}),
        ("Acties 2, 16 en 18", {2, 16, 18}),
    ],
)
def test_actions_named_alike_are_equally_sure(tekst: str, nummers: set[int]) -> None:
    found = identify(tekst, CATALOGUS)
    assert {k.nummer for k in found} == nummers
    assert len({k.zekerheid for k in found}) == 1


def test_a_number_decides_between_actions_named_alike() -> None:
    first, second = identify("13. Sport en cultuur", CATALOGUS)
    assert (first.nummer, second.nummer) == (13, 24)
    assert first.zekerheid > second.zekerheid


def test_words_of_a_longer_name_do_not_name_another_action() -> None:
    title = (
        "Jongeren met een grotere afstand tot de arbeidsmarkt in contact brengen met "
        "opleidingen, stages, jobs en ondernemerschap"
    )
    [kandidaat] = identify(title, CATALOGUS)
    assert (kandidaat.nummer, kandidaat.zekerheid) == (14, 0.98)


def test_a_name_in_prose_is_less_sure_than_a_heading() -> None:
    heading, *_ = identify("Brugfiguren", CATALOGUS)
    prose, *_ = identify(
        "De aanwerving van brugfiguren liep vertraging op, waardoor wij pas in maart "
        "met de werking in de scholen konden starten.",
        CATALOGUS,
    )
    assert prose.nummer == heading.nummer == 15
    assert prose.zekerheid < 0.7 < heading.zekerheid


def test_a_unit_alone_is_weak_evidence_for_every_action_that_counts_in_it() -> None:
    found = identify("40 gezinnen", CATALOGUS)
    assert {15, 20} <= {k.nummer for k in found}
    assert all(k.bewijs == "eenheid" and k.zekerheid < 0.35 for k in found)


def test_the_reason_is_a_dutch_sentence_with_the_name() -> None:
    [kandidaat] = identify("15 Brugfiguren", CATALOGUS)
    assert kandidaat.reden == (
        "‘brugfiguren’ is een naam van actie 15, en het nummer klopt"
    )


@pytest.mark.parametrize("actie", ACTIES, ids=lambda actie: str(actie.nummer))
def test_every_name_of_the_catalogue_names_its_own_action(actie: object) -> None:
    for catalogued in ACTIES:
        if catalogued is actie:
            for naam in catalogued.namen:
                assert best(naam) == catalogued.nummer, naam


NAMES = st.sampled_from(
    [(actie.nummer, naam) for actie in ACTIES for naam in actie.namen]
)


@given(
    NAMES,
    st.sampled_from(["{}", "Actie {}", "Actie 99: {}", "{} (PJ2)", "7. {}", " {}:"]),
    st.sampled_from([str, str.upper, str.title, str.lower]),
)
def test_a_name_is_recognised_in_any_dress(
    name: tuple[int, str], around: str, dress: object
) -> None:
    nummer, naam = name
    written = around.format(naam)
    written = dress(written) if callable(dress) else written
    found = identify(written, CATALOGUS)
    assert found[0].nummer == nummer


@given(NAMES, st.data())
def test_one_typing_error_in_a_long_name_names_no_other_action(
    name: tuple[int, str], data: st.DataObject
) -> None:
    nummer, naam = name
    if len(naam) >= 12:
        at = data.draw(st.integers(1, len(naam) - 2))
        wrong = naam[:at] + naam[at + 1 :]
        found = identify(wrong, CATALOGUS)
        assert not found or found[0].nummer == nummer or found[0].bewijs == "eenheid"


@given(st.text(max_size=80))
def test_any_text_gives_sorted_candidates_without_doubles(tekst: str) -> None:
    found = identify(tekst, CATALOGUS)
    assert [k.zekerheid for k in found] == sorted(
        (k.zekerheid for k in found), reverse=True
    )
    assert len({k.nummer for k in found}) == len(found)
    assert all(0 < k.zekerheid <= 1 for k in found)


@pytest.mark.parametrize(
    ("tekst", "explained"),
    [
        ("15 Brugfiguren", True),
        ("Actie 15 - Brug leggen naar het onderwijs", True),
        ("brugfiguren voor kwetsbare gezinnen", True),
        ("Brugfiguren in De Vlieger", False),
        ("Brugfiguren (loopt vertraging op)", False),
    ],
)
def test_only_words_that_tell_the_action_are_explained(
    tekst: str,
    explained: bool,  # noqa: FBT001 - a table of cases
) -> None:
    assert is_explained(tekst, CATALOGUS, 15) is explained
