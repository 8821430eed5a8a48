import inspect
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.rules import RULES
from pipeline.dossier.model import (
    Actie,
    Bestuur,
    Bron,
    Doelgroep,
    Dossier,
    Initiatief,
    Kpi,
    Mentorbestuur,
    Motivatie,
    Samenwerking,
    SocialeImpact,
    Stimulansen,
    Verwachtingen,
)
from pipeline.findings import KINDS, Bevinding, Ernst
from tests.checks.builders import actie, check_all, codes, dossier, kpi

# Texts with what a message could trip over: gaps, quotes, line ends, nothing.
TEXT: Final = st.none() | st.sampled_from(["{naam}", "", "‘a’", "x\ny", "{", "z" * 300])
WORD: Final = TEXT.map(str)
GETAL: Final = st.one_of(
    st.none(), st.integers(0), st.floats(0, allow_nan=False, allow_infinity=False)
)
KPI: Final = st.builds(
    Kpi,
    te_behalen=GETAL,
    behaald=GETAL,
    percentage=st.none() | st.floats(0, 1e9),
    drempel=GETAL,
    drempel_gehaald=st.none() | st.booleans(),
    doelgroepen=st.lists(
        st.builds(Doelgroep, naam=WORD, te_behalen=GETAL, behaald=GETAL), max_size=3
    ).map(tuple),
)
INITIATIEF: Final = st.builds(
    Initiatief, omschrijving=TEXT, timing=TEXT, kpi=GETAL, kpi_tekst=TEXT
)
MOTIVATIE: Final = st.builds(
    Motivatie,
    waarom=TEXT,
    initiatieven=st.lists(
        INITIATIEF,
        max_size=3,
    ).map(tuple),
)
VERWACHTINGEN: Final = st.builds(
    Verwachtingen,
    antwoord=st.sampled_from([None, "ja", "nee"]),
    toelichting=TEXT,
    onderdelen=st.dictionaries(
        st.sampled_from(["preventie", "opmaak", "ondernomen_acties", "?"]), TEXT
    ),
)
ACTIES: Final = st.lists(
    st.builds(
        Actie,
        nummer=st.integers(-1, 30),
        naam=WORD,
        kpi=KPI,
        motivatie=st.none() | MOTIVATIE,
        motivaties_extra=st.lists(MOTIVATIE, max_size=2).map(tuple),
        verwachtingen=st.none() | VERWACHTINGEN,
        verwachtingen_extra=st.lists(VERWACHTINGEN, max_size=2).map(tuple),
    ),
    max_size=4,
).map(tuple)
DOSSIERS: Final = st.builds(
    Dossier,
    ronde=st.just("pj2-tussentijds"),
    bestuur=st.just(Bestuur(id="vgc", naam="VGC", soort="vgc")),
    acties=ACTIES,
    stimulansen=st.builds(
        Stimulansen,
        samenwerkingsverband=st.none() | st.builds(Samenwerking, beschrijving=TEXT),
        mentorbestuur=st.none()
        | st.builds(Mentorbestuur, netwerken=GETAL, organisatie=TEXT, ervaring=TEXT),
        sociale_impact_obligatie=st.none()
        | st.builds(SocialeImpact, stappen=TEXT, problemen=TEXT),
    ),
    bronnen=st.lists(
        st.builds(
            Bron,
            sha256=WORD,
            naam=WORD,
            soort=WORD,
            ontvangen=st.none() | st.datetimes(timezones=st.none() | st.timezones()),
        ),
        max_size=2,
    ).map(tuple),
    bevindingen=st.lists(
        st.builds(
            Bevinding,
            code=st.sampled_from(sorted(KINDS)),
            ernst=st.sampled_from(Ernst),
            actie=st.none() | st.integers(0, 30),
            bericht=WORD,
            bron=TEXT,
            plaats=TEXT,
        ),
        max_size=3,
    ).map(tuple),
)
TOEGEKEND: Final = st.none() | st.frozensets(st.integers(0, 30))
RONDE_IDS: Final = st.sampled_from(["pj1-eind", "pj2-tussentijds", "pj3-eind"])


@given(DOSSIERS, TOEGEKEND, RONDE_IDS)
def test_no_dossier_makes_a_rule_raise_and_checking_twice_is_checking_once(
    subject: Dossier, toegekend: frozenset[int] | None, in_ronde: str
) -> None:
    told = check_all(subject, toegekend=toegekend, in_ronde=in_ronde)
    assert len(set(told)) == len(told)
    assert all(KINDS[b.code].ernst == b.ernst for b in {*told} - {*subject.bevindingen})
    again = subject.model_copy(update={"bevindingen": told})
    assert check_all(again, toegekend=toegekend, in_ronde=in_ronde) == told


@given(DOSSIERS)
def test_the_order_of_what_was_found_before_is_no_matter(subject: Dossier) -> None:
    turned = subject.model_copy(update={"bevindingen": subject.bevindingen[::-1]})
    assert check_all(turned) == check_all(subject)


def test_the_heaviest_comes_first_then_the_action_then_the_code() -> None:
    late = KINDS["keuze-tegenstrijdig"].at(vraag="q", signalen="ja en nee", actie=2)
    general = KINDS["macro"].at(naam="motivatie.docx", bron="a" * 64)
    subject = dossier(
        actie(2),
        actie(15, kpi=kpi(300, 1)),
        actie(16, kpi=kpi(1, None)),
        bevindingen=(general, late),
    )
    assert codes(subject) == [
        ("verwachtingen-ontbreken", 2),
        ("motivatie-ontbreekt", 15),
        ("kpi-ontbreekt", 16),
        ("verwachtingen-ontbreken", 16),
        ("keuze-tegenstrijdig", 2),
        ("macro", None),
    ]


def test_what_a_reader_found_is_kept_and_what_a_check_found_is_told_anew() -> None:
    old = KINDS["motivatie-ontbreekt"].at(
        actie=15, naam="a", behaald=1, te_behalen=2, percentage=3, drempel=4
    )
    read = KINDS["kpi-ongeldig"].at(
        actie=5, bron="a" * 64, plaats="Rapport!F12", veld="Behaald", tekst="-3"
    )
    told = check_all(dossier(actie(15, kpi=kpi(300, 300)), bevindingen=(old, read)))
    assert told == (read,)


def test_what_a_document_says_by_itself_is_kept_whatever_its_code() -> None:
    read = KINDS["dubbel-antwoord"].at(actie=5, aantal=2, wat="antwoord", bron="a" * 64)
    assert check_all(dossier(bevindingen=(read,))) == (read,)


def test_a_rule_gives_its_own_code_and_cites_its_source() -> None:
    assert len({code for code, _ in RULES}) == len(RULES)
    for code, rule in RULES:
        assert code in KINDS
        source = inspect.getdoc(rule) or ""
        assert "Source: " in source, rule.__name__
        assert code == "kpi-dubbel-geteld" or f"`{code}`" in source, rule.__name__
