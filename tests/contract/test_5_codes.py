"""Contract section 5: each code exactly when it should be given, one bestuur a case."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from tests.contract.conftest import Ran, Runs
from tests.contract.made import (
    JA,
    NEE,
    Cell,
    actie2,
    blok,
    formulier,
    jury2,
    mail,
    stimulansen,
    toekenningen,
    verwachting,
    werkmap,
)

_ON_TIME = "Fri, 03 May 2024 10:12:00 +0200"
# Municipalities that did not merge: one for each case, in this order.
_NAMES = """11001 Aartselaar 11004 Boechout 11008 Brasschaat 11009 Brecht 11016 Essen
11018 Hemiksem 11021 Hove 11022 Kalmthout 11024 Kontich 11025 Lint 11029 Mortsel
11030 Niel 11035 Ranst 11037 Rumst 11038 Schelle 11039 Schilde 11040 Schoten
11044 Stabroek 11050 Wijnegem 11052 Wommelgem 11053 Wuustwezel 11054 Zandhoven
11055 Zoersel 12002 Berlaar 12005 Bonheiden 12007 Bornem 12009 Duffel 12014
Heist-op-den-Berg 12021 Lier 12025 Mechelen 12026 Nijlen 12029 Putte 12035
Sint-Katelijne-Waver 12040 Willebroek 13001 Arendonk 13004 Beerse 13006 Dessel 13010
Grobbendonk 13011 Herentals 13012 Herenthout 13013 Herselt 13014 Hoogstraten"""
_BESTUREN = _NAMES.split()
BESTUREN = list(zip(_BESTUREN[::2], _BESTUREN[1::2], strict=True))

Codes = list[tuple[str, int | None]]


class Case(NamedTuple):
    """What a bestuur was granted and sent, and the findings that gives."""

    granted: Sequence[str]
    codes: Codes
    rows: Sequence[Sequence[Any]] = ()
    deel1: Sequence[list[Cell]] = ()
    deel2: Sequence[list[Cell]] = ()
    deel3: list[Cell] | None = None
    datum: str = _ON_TIME


def brug(behaald: object, te_behalen: object = 300) -> list[list[object]]:
    return [[15, "Brugfiguren", te_behalen, behaald]]


def waarom(*initiatieven: tuple[str, str, str], **more: Any) -> list[Cell]:
    told = {"te_behalen": "300", "behaald": "65", "waarom": "Te laat gestart."} | more
    return blok("Actie 15", initiatieven=initiatieven, **told)


def expected(nummer: int, missing: str | None, *deel2: list[Cell]) -> Case:
    """An action judged on minimal expectations, of which the KPI was reached."""
    codes: Codes = [(missing, nummer)] if missing else []
    return Case([f"{nummer};1;"], codes, rows=[[nummer, None, 1, 1]], deel2=list(deel2))


def yes(nummer: int, delen: str) -> list[Cell]:
    return verwachting(nummer, ja=f"X {JA}", delen=[f"{d} komt er" for d in delen])


def long(length: int) -> list[Cell]:
    text = ("woord " * 60)[: length - 1] + "x"
    return stimulansen(text, ("1", "2", text, text), (text, text))


ENOUGH = ("Huisbezoeken", "mei", "235")
CASES: dict[str, Case] = {
    "exactly 25 % passes": Case(["15;300;"], [], rows=brug(75)),
    "one under 25 %": Case(["15;300;"], [("motivatie-ontbreekt", 15)], rows=brug(74)),
    "25 % is not rounded": Case(
        ["15;301;"], [("motivatie-ontbreekt", 15)], rows=brug(75, 301)
    ),
    "numbers alone are no motivation": Case(
        ["15;300;"],
        [("motivatie-ontbreekt", 15)],
        deel1=[blok("Actie 15", te_behalen="300", behaald="65")],
    ),
    "an action without achieved KPI": Case(
        ["15;300;", "5;10;"], [("kpi-ontbreekt", 5)], rows=brug(75)
    ),
    "initiatives that reach the target": Case(
        ["15;300;"],
        [],
        rows=brug(65),
        deel1=[waarom(("a", "mei", "200"), ("b", "mei", "35"))],
    ),
    "initiatives one short": Case(
        ["15;300;"],
        [("initiatieven-onvoldoende", 15)],
        rows=brug(65),
        deel1=[waarom(("a", "mei", "200"), ("b", "mei", "34"))],
    ),
    "an initiative whose KPI is not known": Case(
        ["15;300;"],
        [],
        rows=brug(65),
        deel1=[waarom(("a", "mei", "20"), ("b", "mei", "40 à 50"))],
    ),
    "no timing": Case(
        ["15;300;"],
        [("timing-ontbreekt", 15)],
        rows=brug(65),
        deel1=[waarom(("a", "", "235"))],
    ),
    "no initiative": Case(
        ["15;300;"], [("initiatieven-ontbreken", 15)], rows=brug(65), deel1=[waarom()]
    ),
    "2 with two domains, opmaak not counted": expected(
        2,
        "verwachtingen-onvoldoende",
        actie2("Ja/Nee: Ja", "klaar", ["debat", "les"]),
    ),
    "2 with three domains": expected(2, None, actie2("Ja/Nee: Ja", delen=list("abc"))),
    "2 nee": expected(2, None, actie2("Ja/Nee: Nee")),
    "2 without a choice": expected(
        2, "verwachtingen-onvoldoende", actie2(delen=["debat"])
    ),
    "16 with three": expected(16, "verwachtingen-onvoldoende", yes(16, "abc")),
    "16 with all four": expected(16, None, yes(16, "abcd")),
    "18 with two": expected(18, "verwachtingen-onvoldoende", yes(18, "ab")),
    "18 with three": expected(18, None, yes(18, "abc")),
    "18 nee": expected(18, None, verwachting(18, nee=f"X {NEE} gestopt")),
    "22 with four": expected(22, "verwachtingen-onvoldoende", yes(22, "abcd")),
    "22 with five": expected(22, None, yes(22, "abcde")),
    "19 ja": expected(19, None, verwachting(19, ja=f"X {JA}")),
    "16 without an answer": expected(16, "verwachtingen-ontbreken"),
    "250 characters": Case(["15;300;"], [], rows=brug(75), deel3=long(250)),
    "251 characters": Case(
        ["15;300;"], [("te-lang", None)] * 5, rows=brug(75), deel3=long(251)
    ),
    "three sources, three numbers": Case(
        ["15;300;"],
        [("kpi-wijkt-af", 15)] * 2,
        rows=brug(65, 290),
        deel1=[waarom(ENOUGH, te_behalen="280", behaald="60")],
    ),
    "the same number written otherwise": Case(
        ["15;1500;"],
        [],
        rows=brug(65, 1500),
        deel1=[
            waarom(("a", "mei", "1435"), te_behalen="1.500 gezinnen", behaald="ca. 65")
        ],
    ),
    "a negative": Case(["15;300;"], [("kpi-ongeldig", 15)], rows=brug(-3)),
    "a percentage": Case(["15;300;"], [("kpi-ongeldig", 15)], rows=brug("75%")),
    "a date": Case(["15;300;"], [("kpi-ongeldig", 15)], rows=brug(dt.date(2024, 3, 5))),
    "not granted": Case(
        ["15;300;"],
        [("actie-niet-toegekend", 5)],
        rows=[*brug(75), [5, "Oefenkansen Nederlands", 10, 9]],
    ),
    "the last second of the last day": Case(
        ["15;300;"], [], rows=brug(75), datum="Mon, 06 May 2024 23:59:59 +0200"
    ),
    "midnight in Brussels, told in UTC": Case(
        ["15;300;"],
        [("te-laat", None)],
        rows=brug(75),
        datum="Mon, 06 May 2024 22:00:00 +0000",
    ),
    "a second answer": Case(
        ["15;300;"],
        [("dubbel-antwoord", 15)],
        rows=brug(65),
        deel1=[waarom(ENOUGH), waarom(ENOUGH, waarom="Iets anders.")],
    ),
    "the jury's rows filled in": Case(
        ["15;300;"],
        [("jurering-in-indiening", 15)],
        rows=brug(65),
        deel1=[waarom(ENOUGH, jury=("Ja", "Prima", "Nee"))],
    ),
    "the jury's row of section 2, one action": expected(
        16, None, yes(16, "abcd"), jury2("Ja", "goed", "Ja")
    )._replace(codes=[("jurering-in-indiening", 16)]),
    "the jury's row of section 2, two actions": Case(
        ["16;1;", "19;1;"],
        [("jurering-in-indiening", None)],
        rows=[[16, None, 1, 1], [19, None, 1, 1]],
        deel2=[yes(16, "abcd"), verwachting(19, ja=f"X {JA}"), jury2("Ja", "goed")],
    ),
    "their own numbers, names that win": Case(
        ["15;300;"],
        [],
        rows=brug(65),
        deel1=[
            blok(
                "Actie 1: Brugfiguren in het onderwijs",
                te_behalen="300",
                behaald="65",
                waarom="w",
                initiatieven=[ENOUGH],
            )
        ],
    ),
    "an untouched form beside the workbook": Case(
        ["15;300;"],
        [],
        rows=brug(75),
        deel1=[blok()],
        deel2=[actie2(), verwachting(16), verwachting(22), jury2()],
        deel3=stimulansen(),
    ),
}


@pytest.fixture(scope="module")
def ran(runs: Runs) -> Ran:
    mails, granted = {}, []
    for (nis, naam), case in zip(BESTUREN, CASES.values(), strict=False):
        files = []
        if case.rows:
            files.append(("kpi.xlsx", werkmap(*case.rows)))
        if case.deel1 or case.deel2 or case.deel3:
            made = formulier(
                *case.deel1, deel2=case.deel2, deel3=case.deel3, bestuur=naam
            )
            files.append(("motivatie.docx", made))
        sender = f"info@{naam.lower()}.be"
        mails[f"{nis}.eml"] = mail(sender, *files, nummer=nis, datum=case.datum)
        granted += [f"{naam};{line}" for line in case.granted]
    return runs(mails, toekenningen=toekenningen(*granted))


NIS = dict(zip(CASES, (nis for nis, _ in BESTUREN), strict=False))


@pytest.mark.parametrize("name", CASES)
def test_a_code_is_given_when_it_should(name: str, ran: Ran) -> None:
    assert ran.codes_of(NIS[name]) == CASES[name].codes


def test_a_run_with_mistakes_needs_a_person(ran: Ran) -> None:
    assert ran.codes == (1,)


def test_verdicts_of_a_submission_are_none(ran: Ran) -> None:
    nis = NIS["the jury's rows filled in"]
    jurering = ran.actie(nis, 15)["jurering"]
    assert jurering == {"voldoende": None, "conclusie": None, "verlengen": None}
    rest = " ".join(r["tekst"] for r in ran.dossier(nis)["niet_herkend"])
    assert "Prima" in rest


def test_every_value_that_was_read_tells_where_it_stood(ran: Ran) -> None:
    for nis in NIS.values():
        dossier = ran.dossier(nis)
        for at, actie in enumerate(dossier["acties"]):
            told = {k: actie["kpi"][k] for k in ("te_behalen", "behaald")}
            parts = {"kpi": told, "motivatie": actie["motivatie"]}
            parts["verwachtingen"] = actie["verwachtingen"]
            for place in leaves(parts, f"/acties/{at}"):
                if place.endswith("/kpi_tekst"):  # stands where its `kpi` stands
                    continue
                assert place in dossier["herkomst"], (nis, place)


def leaves(value: Any, place: str) -> list[str]:
    """The pointers of all values under `value` that are not null."""
    if isinstance(value, dict):
        return [p for k, v in value.items() for p in leaves(v, f"{place}/{k}")]
    if isinstance(value, list):
        return [p for n, v in enumerate(value) for p in leaves(v, f"{place}/{n}")]
    return [] if value is None else [place]
