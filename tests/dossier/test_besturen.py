"""The register of besturen: numbers, names, domains, mentions, and the mergers."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier.besturen import Besturen, Bestuur, load_besturen
from pipeline.dossier.bestuur import COLUMNS, is_kbo
from pipeline.errors import MappingError
from pipeline.resources import mappings

BEFORE = dt.date(2024, 12, 31)
AFTER = dt.date(2025, 1, 1)
REGISTER = load_besturen(mappings()).on(BEFORE)

Write = Callable[..., Besturen]


@pytest.fixture(scope="module")
def every() -> Besturen:
    return load_besturen(mappings())


@pytest.fixture(scope="module")
def before(every: Besturen) -> Besturen:
    return every.on(BEFORE)


@pytest.fixture(scope="module")
def after(every: Besturen) -> Besturen:
    return every.on(AFTER)


@pytest.fixture
def load(tmp_path: Path) -> Write:
    def write(*rows: str, header: str = ";".join(COLUMNS)) -> Besturen:
        text = "\n".join([header, *rows])
        (tmp_path / "besturen.csv").write_text(text, encoding="utf-8-sig")
        return load_besturen(tmp_path)

    return write


def refused(load: Write, *rows: str, **options: str) -> tuple[str, ...]:
    with pytest.raises(MappingError) as caught:
        load(*rows, **options)
    return caught.value.problems


def ids(besturen: tuple[Bestuur, ...]) -> list[str]:
    return [bestuur.id for bestuur in besturen]


def mentioned(besturen: Besturen, text: str, *, lenient: bool = False) -> list[str]:
    return [mention.bestuur for mention in besturen.mentions(text, lenient=lenient)]


def test_there_are_300_gemeenten_until_2024_and_285_from_2025(
    before: Besturen, after: Besturen
) -> None:
    others = {"vgc": 1, "vzw": 1}
    assert Counter(b.soort for b in before) == {"gemeente": 300, **others}
    assert Counter(b.soort for b in after) == {"gemeente": 285, **others}
    assert len(before) == 302
    assert len(after) == 287


def test_thirteen_mergers_replaced_27_gemeenten(every: Besturen) -> None:
    merged = [bestuur for bestuur in every if bestuur.voorgangers]
    assert len(merged) == 13
    # Antwerpen keeps its NIS code, so it is no predecessor of itself.
    assert sum(len(bestuur.voorgangers) for bestuur in merged) == 27


def test_the_vgc_and_vzw_de_rand_have_the_ids_of_the_contract(
    before: Besturen,
) -> None:
    for bestuur_id, soort in (("vgc", "vgc"), ("vzw-de-rand", "vzw")):
        bestuur = before.by_id(bestuur_id)
        assert bestuur is not None
        assert (bestuur.soort, bestuur.nis) == (soort, None)


def test_a_register_of_a_day_still_gives_that_of_another(after: Besturen) -> None:
    assert len(after.on(BEFORE).on(AFTER).on(BEFORE)) == 302


def test_a_gemeente_is_found_by_its_numbers(before: Besturen) -> None:
    leeuw = before.by_id("23077")
    assert leeuw is not None
    assert (leeuw.naam, leeuw.kbo) == ("Sint-Pieters-Leeuw", "0207513484")
    assert before.by_nis(" 23077 ") == leeuw
    for kbo in ("0207513484", "0207.513.484", "BE 0207.513.484", "207513484"):
        assert before.by_kbo(kbo) == leeuw


@pytest.mark.parametrize("number", ["", "vgc", "99999", "2307"])
def test_an_unknown_number_gives_none(before: Besturen, number: str) -> None:
    assert before.by_nis(number) is None
    assert before.by_kbo(number) is None


def test_an_old_number_leads_to_the_successor(after: Besturen) -> None:
    for nis, heir in (("71022", "71072"), ("23023", "23106"), ("11007", "11002")):
        bestuur = after.by_nis(nis)
        assert bestuur is not None
        assert bestuur.id == heir
    hasselt = after.by_kbo("0207466964")
    assert hasselt is not None
    assert hasselt.id == "71072"


def test_an_id_is_that_of_the_day_or_nothing(before: Besturen, after: Besturen) -> None:
    assert after.by_id("71022") is None
    assert before.by_id("71072") is None


def test_a_new_number_means_nothing_before_the_merger(before: Besturen) -> None:
    assert before.by_nis("71072") is None
    assert before.by_name("Pajottegem") == ()
    assert before.mentions("Pajottegem") == ()


@pytest.mark.parametrize(
    ("text", "bestuur_id"),
    [
        ("Sint-Pieters-Leeuw", "23077"),
        ("SINT PIETERS LEEUW", "23077"),
        ("St-P-Leeuw", "23077"),
        ("St.-Pieters-Leeuw", "23077"),
        ("SPL", "23077"),
        ("Gemeente Sint-Pieters-Leeuw", "23077"),
        ("St.-Niklaas", "46021"),
        ("Sint\u2011Niklaas", "46021"),
        ("St. Kat. Waver", "12035"),
        ("Heist o/d Berg", "12014"),
        ("Kapelle-o-d-Bos", "23039"),
        ("Stadsbestuur van Halle", "23027"),
        ("lokaal bestuur Boom", "11005"),
        ("Mol (gemeente)", "13025"),
        ("Stad en OCMW Gent", "44021"),
        ("gemeente De Haan", "35029"),
        ("OCMW de panne", "38008"),
        ("Wezenbeek-Oppem", "23103"),
        ("Biévène", "23009"),
        ("Tielt-Winge", "24135"),
        ("VGC", "vgc"),
        ("Vlaamse Gemeenschapscommissie", "vgc"),
        ("vzw 'de Rand'", "vzw-de-rand"),
        ("de Rand vzw", "vzw-de-rand"),
        ("de Rand", "vzw-de-rand"),
    ],
)
def test_a_name_is_known_however_it_is_written(
    before: Besturen, text: str, bestuur_id: str
) -> None:
    assert ids(before.by_name(text)) == [bestuur_id]


@pytest.mark.parametrize(
    "text", ["", "van", "gemeente", "Leeuw", "Halle en Vilvoorde", "Brussel", "Winge"]
)
def test_what_is_no_name_gives_nothing(before: Besturen, text: str) -> None:
    assert before.by_name(text) == ()


def test_every_bestuur_is_found_by_its_own_name(
    before: Besturen, after: Besturen
) -> None:
    for besturen in (before, after):
        for bestuur in besturen:
            for naam in bestuur.namen:
                assert besturen.by_name(naam) == (bestuur,)
                assert mentioned(besturen, naam) == [bestuur.id]
                assert mentioned(besturen, naam.upper()) == [bestuur.id]


def test_an_old_name_leads_to_the_successor(after: Besturen) -> None:
    assert ids(after.by_name("Galmaarden")) == ["23106"]
    assert ids(after.by_name("Gemeente Melle")) == ["44088"]


def test_a_name_that_stayed_is_that_of_the_day(
    every: Besturen, before: Besturen, after: Besturen
) -> None:
    assert ids(before.by_name("Hasselt")) == ["71022"]
    assert ids(after.by_name("Hasselt")) == ["71072"]
    assert ids(every.by_name("Hasselt")) == ["71022", "71072"]


@pytest.mark.parametrize(
    ("domain", "bestuur_id"),
    [
        ("sint-pieters-leeuw.be", "23077"),
        ("sintpietersleeuw.be", "23077"),
        ("jan.peeters@Sint-Pieters-Leeuw.be", "23077"),
        ("stad.gent", "44021"),
        ("ivago.stad.gent", "44021"),
        ("kortrijk.be", "34022"),
        ("sd.kortrijk.be", "34022"),
        ("gemeente-ham.be", "71069"),
        ("gemeentemol.be", "13025"),
        ("ocmwhalle.be", "23027"),
        ("stadlier.be", "12021"),
        ("staden.be", "36019"),
        ("dehaan.be", "35029"),
        ("puursam.be", "12041"),
        ("vgc.be", "vgc"),
        ("derand.be", "vzw-de-rand"),
    ],
)
def test_a_mail_domain_tells_its_bestuur(
    before: Besturen, domain: str, bestuur_id: str
) -> None:
    assert ids(before.by_domain(domain)) == [bestuur_id]


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "@",
        "be",
        ".be",
        "gmail.com",
        "halle.com",
        "halle.gmail.com",
        "vlaanderen.be",
    ],
)
def test_another_domain_tells_nothing(before: Besturen, domain: str) -> None:
    assert before.by_domain(domain) == ()


def test_an_old_domain_leads_to_the_successor(after: Besturen) -> None:
    assert ids(after.by_domain("galmaarden.be")) == ["23106"]
    assert ids(after.by_domain("hasselt.be")) == ["71072"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tussentijdse rapportage Sint-Pieters-Leeuw", ["23077"]),
        ("RAPPORTAGE SINT-PIETERS-LEEUW", ["23077"]),
        ("rapportage kortrijk", ["34022"]),
        ("motivatie_sint-pieters-leeuw_v2.docx", ["23077"]),
        ("kpi-sintpietersleeuw.xlsx", ["23077"]),
        ("KPIrapportHalle2024.xlsx", ["23027"]),
        ("Dendermonde, Lebbeke en Hamme", ["42006", "42011", "42008"]),
        ("Plan Samenleven – vzw 'de Rand'", ["vzw-de-rand"]),
        ("Agentschap Binnenlands Bestuur, 1000 Brussel", []),
        ("de Brugse Kortrijksesteenweg", []),
    ],
)
def test_a_text_names_its_besturen(
    before: Besturen, text: str, found: list[str]
) -> None:
    assert mentioned(before, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tielt-Winge", ["24135"]),
        ("Tielt en Winge", ["37015"]),
        ("Oud-Turnhout", ["13031"]),
        ("Knokke-Heist", ["31043"]),
        ("Heist-op-den-Berg", ["12014"]),
    ],
)
def test_the_longest_name_wins(before: Besturen, text: str, found: list[str]) -> None:
    assert mentioned(before, text) == found


@pytest.mark.parametrize(
    "word",
    ["boom", "mol", "geel", "ham", "halle", "lier", "zele", "de haan", "de rand"],
)
def test_an_ordinary_word_counts_by_its_capital_only(
    before: Besturen, word: str
) -> None:
    title = " ".join(part.capitalize() for part in word.split())
    assert mentioned(before, f"wij zien een {word} staan") == []
    assert len(mentioned(before, f"rapport {title} 2024")) == 1
    assert len(mentioned(before, f"RAPPORT {word.upper()}")) == 1


def test_an_ordinary_word_counts_as_a_whole_word_of_a_file_name(
    before: Besturen,
) -> None:
    assert mentioned(before, "motivatie_mol_v2.docx") == ["13025"]
    assert mentioned(before, "motivatie mol", lenient=True) == ["13025"]
    assert mentioned(before, "motivatie mol") == []
    assert mentioned(before, "mollenvangst_boomgaard.docx") == []


def test_only_the_file_name_within_a_text_is_read_as_one(before: Besturen) -> None:
    text = "in bijlage motivatie_mol.docx over een boom"
    assert mentioned(before, text) == ["13025"]


def test_a_mention_tells_what_stands_where(before: Besturen) -> None:
    (mention,) = before.mentions("Lokaal bestuur St.-Niklaas meldt")
    assert mention.tekst == "St.-Niklaas"
    assert mention.start == 15
    assert mention.bestuur == "46021"


def test_accents_typed_apart_do_not_shift_the_place(before: Besturen) -> None:
    text = "e\u0301e\u0301n keer Kortrijk"
    (mention,) = before.mentions(text)
    assert text[mention.start :] == mention.tekst == "Kortrijk"


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Gemeente Boom", "rapport Boom"),
        ("rapport Kortrijk", "rapport kortrijk"),
        ("rapport Kortrijk", "rapport Boom"),
        ("rapport Sint-Pieters-Leeuw", "rapport St-P-Leeuw"),
        ("rapport Mechelen", "Jan Van Mechelen"),
        ("rapport Vilvoorde", "regio Vilvoorde"),
        ("rapport Gent", "Gent-Zuid"),
        ("rapport VGC", "rapport vgc"),
    ],
)
def test_certainty_follows_how_a_name_is_written(
    before: Besturen, surer: str, less_sure: str
) -> None:
    (sure,) = before.mentions(surer)
    (unsure,) = before.mentions(less_sure)
    assert 0 < unsure.zekerheid < sure.zekerheid <= 1


def test_an_old_name_is_less_sure_than_a_name_of_the_day(
    before: Besturen, after: Besturen
) -> None:
    text = "rapport Galmaarden"
    (then,) = before.mentions(text)
    (now,) = after.mentions(text)
    assert (then.bestuur, now.bestuur) == ("23023", "23106")
    assert now.zekerheid < then.zekerheid


def test_without_a_day_a_shared_name_is_shared(every: Besturen) -> None:
    first, second = every.mentions("Hasselt")
    assert {first.bestuur, second.bestuur} == {"71022", "71072"}
    assert first.zekerheid == second.zekerheid < 0.5


PIECES = (
    *("Sint", "St.", "-", " ", "_", "P", "Leeuw", "de", "HAAN", "Tielt", "Winge"),
    *("Van", "gemeente", "boom", "Halle", ".docx", "'", "Rand", "vzw", "VGC", "é"),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join)


@given(text=TEXTS, lenient=st.booleans())
def test_mentions_quote_the_text_from_left_to_right(
    text: str, *, lenient: bool
) -> None:
    end = 0
    for mention in REGISTER.mentions(text, lenient=lenient):
        assert mention.start >= end
        end = mention.start + len(mention.tekst)
        assert text[mention.start : end] == mention.tekst
        assert 0 < mention.zekerheid <= 1


@given(text=TEXTS)
def test_any_text_may_be_looked_up(text: str) -> None:
    assert len(REGISTER.by_name(text)) <= 1
    assert len(REGISTER.by_domain(text)) <= 1
    REGISTER.by_nis(text)
    REGISTER.by_kbo(text)


@pytest.mark.parametrize("text", ["a" * 500_000, "_" * 500_000, "Sint-" * 20_000])
def test_a_hostile_subject_takes_no_time(before: Besturen, text: str) -> None:
    before.mentions("warm")
    started = time.process_time()
    assert before.mentions(text) == ()
    assert time.process_time() - started < 2


def test_every_mistake_is_told_with_its_row(load: Write) -> None:
    assert refused(
        load,
        "1101;Aartselaar;gemeente;0207508932;;;;;;;;",
        "11005;;stad;0207506953;gisteren;;;;Boom;;Boompje;",
        "11007;Borsbeek;gemeente;;;;;;;a||b;;",
        "11008;Brasschaat",
    ) == (
        "besturen.csv: rij 2: nis: ‘1101’ heeft geen vijf cijfers",
        "besturen.csv: rij 3: naam: ontbreekt",
        "besturen.csv: rij 3: soort: ‘stad’ is geen van gemeente, vgc, vzw",
        (
            "besturen.csv: rij 3: kbo: ‘0207506953’ is geen ondernemingsnummer "
            "van tien cijfers"
        ),
        "besturen.csv: rij 3: geldig_van: ‘gisteren’ is geen datum zoals 2024-12-31",
        (
            "besturen.csv: rij 3: gewone_woorden: ‘Boompje’ staat niet bij naam of "
            "varianten"
        ),
        "besturen.csv: rij 3: domeinen: ‘Boom’ is geen domein zoals stad.gent",
        "besturen.csv: rij 4: varianten: ‘a||b’ heeft spaties of lege delen te veel",
        "besturen.csv: rij 5: 2 kolommen in plaats van 12",
    )


def test_what_stands_twice_is_told(load: Write) -> None:
    assert refused(
        load,
        "11005;Boom;gemeente;0207506952;;;;;boom.be;;;",
        "11005;Boom;gemeente;0207506952;;;;;boom.be;;;",
        "11007;Borsbeek;gemeente;;;;;;;BOOM;;",
    ) == (
        "besturen.csv: nis: ‘11005’ staat er 2 keer",
        "besturen.csv: kbo: ‘0207506952’ staat er 2 keer",
        "besturen.csv: domeinen: ‘boom.be’ staat er 2 keer",
        "besturen.csv: ‘boom’ is de naam van 11005 en van 11007",
    )


def test_a_merger_is_told_by_both_sides(load: Write) -> None:
    assert refused(
        load,
        "11002;Antwerpen;gemeente;;;;;11005;;;;",
        "11005;Boom;gemeente;;;;;;;;;",
        "11007;Borsbeek;gemeente;;;2024-12-31;11002;;;;;",
        "11008;Brasschaat;gemeente;;;2024-12-31;;;;;;",
    ) == (
        (
            "besturen.csv: Antwerpen (11002): voorgangers: 11005 noemt dit niet zijn "
            "opvolger"
        ),
        "besturen.csv: Borsbeek (11007): opvolger: 11002 noemt dit geen voorganger",
        "besturen.csv: Brasschaat (11008): geldig_tot en opvolger horen bij elkaar",
    )


def test_the_columns_are_fixed(load: Write) -> None:
    (problem,) = refused(load, header="nis;naam")
    assert problem.startswith("besturen.csv: de kolommen moeten zijn: nis;naam;soort;")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"besturen\.csv: dit bestand ontbreekt"):
        load_besturen(tmp_path)


def test_a_file_that_excel_saved_in_its_own_code_page_is_named(tmp_path: Path) -> None:
    (tmp_path / "besturen.csv").write_bytes("Biévène".encode("cp1252"))
    with pytest.raises(MappingError, match=r"besturen\.csv: bewaar dit bestand als"):
        load_besturen(tmp_path)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("0207513484", True),
        ("0207513485", False),
        ("207513484", False),
        ("0207.513.484", False),
        ("", False),
        ("٠٢٠٧٥١٣٤٨٤", False),
    ],
)
def test_a_kbo_number_checks_itself(number: str, *, valid: bool) -> None:
    assert is_kbo(number) is valid
