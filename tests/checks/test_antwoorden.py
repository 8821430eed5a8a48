import pytest

from pipeline.checks.rules import check
from pipeline.dossier.model import (
    Doelgroep,
    Mentorbestuur,
    Motivatie,
    Samenwerking,
    SocialeImpact,
    Stimulansen,
    Verwachtingen,
)
from pipeline.forms.mapping import Deel, Formulier, Veld
from tests.checks.builders import (
    CATALOGUS,
    actie,
    check_all,
    codes,
    dossier,
    initiatief,
    kpi,
    messages,
    ronde,
)

FITS, TOO_LONG = "é" * 250, "é" * 251
WHOLE = Motivatie(waarom="x", initiatieven=(initiatief(300),))


def stimulansen(text: str) -> Stimulansen:
    return Stimulansen(
        samenwerkingsverband=Samenwerking(beschrijving=text),
        mentorbestuur=Mentorbestuur(netwerken=3, organisatie=text, ervaring=text),
        sociale_impact_obligatie=SocialeImpact(stappen=text, problemen=text),
        jurering="j" * 900,
    )


def test_every_answer_with_a_limit_may_be_exactly_as_long() -> None:
    assert codes(dossier(stimulansen=stimulansen(FITS))) == []


def test_every_answer_with_a_limit_is_told_when_longer() -> None:
    told = check_all(dossier(stimulansen=stimulansen(TOO_LONG)))
    assert [(b.code, b.actie) for b in told] == [("te-lang", None)] * 5
    assert len({b.bericht for b in told}) == 5
    assert all("telt 251 tekens" in b.bericht for b in told)
    assert any("‘Hoe werd de rol als mentorbestuur ervaren?" in b.bericht for b in told)


def test_parts_without_answer_have_no_length() -> None:
    assert codes(dossier(stimulansen=Stimulansen())) == []
    assert codes(dossier(stimulansen=Stimulansen(mentorbestuur=Mentorbestuur()))) == []


def test_a_limit_of_another_form_holds_for_its_own_section() -> None:
    def part(name: str, doel: str, nummer: int | None = None) -> Deel:
        return Deel.model_validate({"id": name, "doel": doel, "actie": nummer})

    def field(part: str, naam: str) -> Veld:
        return Veld(delen=(part,), naam=naam, soort="tekst", labels=(naam,), maximum=10)

    form = Formulier(
        formulier="f",
        soort="motivatie",
        ronde="pj2-tussentijds",
        sjabloon="f.docx",
        herken=("f",),
        deel=(part("m", "motivaties"), part("v16", "verwachtingen", 16)),
        veld=(
            field("m", "waarom"),
            field("m", "initiatieven.omschrijving"),
            field("v16", "onderdelen.preventie"),
        ),
    )
    long = "elf tekens."
    parts = dict.fromkeys(("preventie", "protectie", "participatie"), long)
    answer = Verwachtingen(onderdelen={**parts, "prosecutie": "x"})
    subject = dossier(
        actie(15, motivatie=Motivatie(waarom=long, initiatieven=(initiatief(1),))),
        actie(16, verwachtingen=answer),
        actie(18, verwachtingen=answer),
    )
    told = check(subject, ronde(), CATALOGUS, toegekend=None, formulieren=(form,))
    assert [
        (b.actie, b.bericht.split("’")[0]) for b in told if b.code == "te-lang"
    ] == [
        (15, "‘initiatieven.omschrijving"),
        (15, "‘waarom"),
        (16, "‘onderdelen.preventie"),
    ]


def test_further_copies_are_told_with_how_many_there_are() -> None:
    extra = (Verwachtingen(antwoord="nee"),)
    subject = dossier(
        actie(15, kpi=kpi(300, 65), motivatie=WHOLE, motivaties_extra=(WHOLE, WHOLE)),
        actie(
            19, verwachtingen=Verwachtingen(antwoord="ja"), verwachtingen_extra=extra
        ),
    )
    assert codes(subject) == [("dubbel-antwoord", 15), ("dubbel-antwoord", 19)]
    first, second = messages("dubbel-antwoord", subject)
    assert first.startswith("Over actie 15 is 3 keer een motivatie ingediend")
    assert second.startswith("Over actie 19 is 2 keer een antwoord ingediend")


def test_copies_are_counted_also_without_a_first() -> None:
    subject = dossier(actie(15, kpi=kpi(300, 65), motivaties_extra=(WHOLE, WHOLE)))
    (message,) = messages("dubbel-antwoord", subject)
    assert message.startswith("Over actie 15 is 2 keer een motivatie ingediend")


def test_one_answer_is_single() -> None:
    assert codes(dossier(actie(15, kpi=kpi(300, 65), motivatie=WHOLE))) == []


@pytest.mark.parametrize(
    "reported",
    [
        {"kpi": kpi(None, 0)},
        {"kpi": kpi(300, None)},
        {"kpi": kpi(None, None, doelgroepen=(Doelgroep(naam="vrouwen"),))},
        {"motivatie": WHOLE},
        {"verwachtingen": Verwachtingen(antwoord="ja")},
    ],
)
def test_what_is_reported_must_be_granted(reported: dict[str, object]) -> None:
    subject = dossier(actie(11, **reported))
    niet_toegekend = ("actie-niet-toegekend", 11)
    assert niet_toegekend in codes(subject, toegekend=frozenset({15}))
    assert niet_toegekend in codes(subject, toegekend=frozenset())
    assert niet_toegekend not in codes(subject, toegekend=frozenset({11}))
    assert niet_toegekend not in codes(subject, toegekend=None)


@pytest.mark.parametrize("target", [None, 0])
def test_an_action_of_which_nothing_is_said_is_not_reported_on(
    target: int | None,
) -> None:
    subject = dossier(actie(11, kpi=kpi(target, None)))
    assert codes(subject, toegekend=frozenset()) == []
