"""What a person decides holds, is remembered, and never hides what was sent."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SetupError
from pipeline.run.deciding import (
    Besloten,
    Verbetering,
    assign,
    correct,
    corrections,
)
from pipeline.run.happened import happened
from pipeline.run.space import Asked
from tests.run.contract import assert_is_dossier
from tests.run.executing import (
    BRUGFIGUREN,
    NU,
    OEFENKANSEN,
    action,
    dossier,
    dossiers,
    execute,
    halle,
    put,
    statuses,
)
from tests.run.made import mail, motivatie, programma, werkmap


def asked(out: Path, *, proef: bool = False) -> Asked:
    return Asked(out=out, nu=NU + dt.timedelta(days=1), wie="an", proef=proef)


def put_right(out: Path, veld: str, waarde: str | None, **more: Any) -> Besloten:
    wanted = Verbetering(
        bestuur="Halle", veld=veld, waarde=waarde, reden=more.pop("reden", "gebeld")
    )
    return correct(asked(out, **more), programma(), wanted)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return put(
        tmp_path / "in",
        a__eml=halle(
            ("m.docx", motivatie(BRUGFIGUREN, straatintimidatie=["a", "b", "c", "d"])),
            ("k.xlsx", werkmap("Halle", {15: (300, 65)})),
        ),
        wie__eml=mail(("wie.docx", motivatie(OEFENKANSEN, los="van ons"))),
    )


@pytest.fixture
def out(tmp_path: Path, box: Path) -> Path:
    execute(tmp_path / "uit", box)
    return tmp_path / "uit"


def corrected(out: Path) -> list[dict[str, Any]]:
    return list(dossier(out).get("correcties", []))


def codes(out: Path) -> set[str]:
    return {b["code"] for b in dossier(out)["bevindingen"]}


# Corrections.


def test_a_correction_counts_and_what_stood_there_stays(out: Path) -> None:
    assert "correcties" not in dossier(out)
    before = dossier(out)["herkomst"]["/acties/0/kpi/behaald"]
    done = put_right(out, "15.kpi.behaald", "80")
    assert done.wat == "Halle (23027): 15.kpi.behaald gecorrigeerd van 65 naar 80"
    kpi = action(dossier(out), 15)["kpi"]
    assert (kpi["behaald"], kpi["percentage"], kpi["drempel_gehaald"]) == (
        80,
        26.7,
        True,
    )
    (told,) = corrected(out)
    assert told == {
        "veld": "15.kpi.behaald",
        "plek": "/acties/0/kpi/behaald",
        "was": 65,
        "waarde": 80,
        "reden": "gebeld",
        "wie": "an",
        "gegeven": "2024-06-02T12:00:00Z",
        "herkomst": before,
    }
    origin = dossier(out)["herkomst"]["/acties/0/kpi/behaald"]
    assert origin["plaats"] == "15.kpi.behaald, 02/06/2024 door an"
    (bron,) = [b for b in dossier(out)["bronnen"] if b["sha256"] == origin["bron"]]
    assert (bron["naam"], bron["soort"]) == ("correctie door ABB", "correctie")
    assert "gecorrigeerd" in codes(out)
    assert_is_dossier(dossier(out))


def test_the_jury_sheet_says_that_a_value_was_corrected(out: Path) -> None:
    from docx import Document  # noqa: PLC0415 - only here

    put_right(out, "15.motivatie.waarom", "Ziekte van de brugfiguur.")
    put_right(out, "15.kpi.behaald", "70")
    sheet = Document(str(out / "jurysheets" / "23027.docx"))
    text = "\n".join(node.text or "" for node in sheet.element.body.iter() if node.text)
    assert "Ziekte van de brugfiguur." in text
    assert text.count("gecorrigeerd door ABB (bij het bestuur: ") >= 2
    assert "bij het bestuur: 65" in text


@pytest.mark.parametrize(
    ("veld", "waarde", "now"),
    [
        ("/acties/0/kpi/te_behalen", "1.500", 1500),
        ("15.motivatie.inspanningen", "Twee  regels ", "Twee  regels"),
        ("15.motivatie.initiatieven.1.timing", "leeg", None),
        ("15.motivatie.initiatieven.1.kpi", "12,5", 12.5),
        ("16.verwachtingen.antwoord", "Nee", "nee"),
        ("16.verwachtingen.onderdelen.preventie", "beter", "beter"),
        ("stimulansen.mentorbestuur.netwerken", "3", 3),
        ("15.subsidie", "96000", 96000),
    ],
)
def test_every_reported_field_can_be_put_right_and_back(
    out: Path, veld: str, waarde: str, now: object
) -> None:
    before = dossiers(out)
    put_right(out, veld, waarde)
    (told,) = corrected(out)
    found: Any = dossier(out)
    for step in told["plek"].split("/")[1:]:
        found = found[int(step)] if isinstance(found, list) else found[step]
    assert found == told["waarde"] == now
    (said,) = [b for b in dossier(out)["bevindingen"] if b["code"] == "gecorrigeerd"]
    assert said["bericht"][0].isupper()
    assert "{" not in said["bericht"]
    assert_is_dossier(dossier(out))
    put_right(out, veld, None)
    assert dossiers(out) == before


@pytest.mark.parametrize(
    ("veld", "waarde", "told"),
    [
        ("15.kpi.behaald", "75%", "hoort een aantal"),
        ("15.kpi.behaald", "40 à 50", "hoort een aantal"),
        ("15.kpi.behaald", "65", "staat al 65"),
        ("15.kpi.percentage", "12", "geen veld"),
        ("15.jurering.voldoende", "ja", "geen veld"),
        ("kpi.behaald", "12", "geen veld"),
        ("99.kpi.behaald", "12", "Actie 99 staat niet"),
        ("/acties/7/kpi/behaald", "12", "geen veld"),
        ("15.motivatie.initiatieven.9.timing", "x", "Daar staan onder"),
        ("16.verwachtingen.onderdelen.gebouwen", "x", "Daar staan onder"),
        ("16.verwachtingen.antwoord", "misschien", "‘ja’, ‘nee’"),
        ("15.kpi.behaald", None, "niet gecorrigeerd"),
    ],
)
def test_what_cannot_be_put_right_changes_nothing(
    out: Path, veld: str, waarde: str | None, told: str
) -> None:
    before = files(out)
    with pytest.raises(SetupError, match=told):
        put_right(out, veld, waarde)
    assert files(out) == before


def files(out: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_a_correction_needs_a_reason(out: Path) -> None:
    with pytest.raises(SetupError, match="--reden"):
        put_right(out, "15.kpi.behaald", "80", reden=" ")


def test_a_trial_tells_what_would_change_and_writes_nothing(
    out: Path, box: Path
) -> None:
    before = files(out)
    done = put_right(out, "15.kpi.behaald", "80", proef=True)
    names = {path.name for path in done.gewijzigd}
    assert names == {"23027.json", "23027.docx", "overzicht.xlsx"}
    assign(asked(out, proef=True), programma(), "wie.eml", "Aalst")
    assert files(out) == before


def test_a_correction_outlives_the_same_input_and_more(
    out: Path, box: Path, tmp_path: Path
) -> None:
    put_right(out, "15.kpi.behaald", "80")
    before = dossiers(out)
    execute(out, box)
    assert dossiers(out) == before
    # An earlier action comes in front: the place changes, the field does not.
    more = put(
        tmp_path / "nog",
        b__eml=halle(("k2.xlsx", werkmap("Halle", {5: (1000, 900)})), dag=4),
    )
    execute(out, more)
    (told,) = corrected(out)
    assert told["plek"] == "/acties/1/kpi/behaald"
    assert action(dossier(out), 15)["kpi"]["behaald"] == 80


def test_a_correction_lapses_when_the_bestuur_says_something_else(
    out: Path, tmp_path: Path
) -> None:
    put_right(out, "15.kpi.behaald", "80")
    new = put(
        tmp_path / "nog",
        b__eml=halle(("k2.xlsx", werkmap("Halle", {15: (300, 90)})), dag=4),
    )
    execute(out, new)
    assert action(dossier(out), 15)["kpi"]["behaald"] == 90
    assert corrected(out) == []
    (told,) = [
        b for b in dossier(out)["bevindingen"] if b["code"] == "correctie-vervallen"
    ]
    assert (told["actie"], told["ernst"]) == (15, "waarschuwing")
    assert told["bericht"] == (
        "De behaalde KPI van actie 15 is niet langer gecorrigeerd naar 80: toen stond "
        "er 65, nu 90."
    )


def test_a_correction_that_the_bestuur_takes_over_is_nobodys_any_more(
    out: Path, tmp_path: Path
) -> None:
    put_right(out, "15.kpi.behaald", "80")
    new = put(
        tmp_path / "nog",
        b__eml=halle(("k2.xlsx", werkmap("Halle", {15: (300, 80)})), dag=4),
    )
    execute(out, new)
    assert action(dossier(out), 15)["kpi"]["behaald"] == 80
    assert corrected(out) == []
    assert not {"gecorrigeerd", "correctie-vervallen"} & codes(out)


def test_a_known_number_settles_what_could_not_be_read(tmp_path: Path) -> None:
    wrong = halle(("k.xlsx", werkmap("Halle", {15: (300, "75%")})))
    execute(tmp_path / "uit", put(tmp_path / "in", a__eml=wrong))
    assert "kpi-ongeldig" in codes(tmp_path / "uit")
    put_right(tmp_path / "uit", "15.kpi.behaald", "225")
    assert "kpi-ongeldig" not in codes(tmp_path / "uit")


_GROUPS = {
    (10, "nieuwkomers"): (75, 30),
    (10, "vrouwen"): (30, 20),
    (10, "mannen"): (15, 5),
}


def split(tmp_path: Path, **changed: object) -> Path:
    """A dossier whose action 10 is split; a doelgroep `changed` to another number."""
    kpis: dict[Any, Any] = {
        (nummer, naam): (te_behalen, changed.get(naam, behaald))
        for (nummer, naam), (te_behalen, behaald) in _GROUPS.items()
    }
    sent = halle(("k.xlsx", werkmap("Halle", kpis)))
    execute(tmp_path / "uit", put(tmp_path / "in", a__eml=sent))
    return tmp_path / "uit"


def test_a_doelgroep_that_is_put_right_counts_in_the_sum(tmp_path: Path) -> None:
    out = split(tmp_path)
    before = dossiers(out)
    put_right(out, "10.kpi.doelgroepen.2.behaald", "25")
    kpi = action(dossier(out), 10)["kpi"]
    assert [groep["behaald"] for groep in kpi["doelgroepen"]] == [30, 25, 5]
    assert (kpi["te_behalen"], kpi["behaald"], kpi["percentage"]) == (120, 60, 50.0)
    herkomst = dossier(out)["herkomst"]
    changed = ("doelgroepen/1/behaald", "behaald")
    told = {herkomst[f"/acties/0/kpi/{path}"]["plaats"] for path in changed}
    assert told == {"10.kpi.doelgroepen.2.behaald, 02/06/2024 door an"}
    assert_is_dossier(dossier(out))
    put_right(out, "10.kpi.doelgroepen.2.behaald", None)
    assert dossiers(out) == before


def test_a_doelgroep_goes_by_its_name_too(tmp_path: Path) -> None:
    out = split(tmp_path)
    put_right(out, "10.kpi.doelgroepen.Vrouwen.te_behalen", "40")
    assert action(dossier(out), 10)["kpi"]["te_behalen"] == 130
    (told,) = corrected(out)
    assert told["veld"] == "10.kpi.doelgroepen.2.te_behalen"


@pytest.mark.parametrize("written", [None, "75%"])
def test_the_missing_number_of_a_doelgroep_makes_the_sum_known(
    tmp_path: Path, written: str | None
) -> None:
    out = split(tmp_path, vrouwen=written)
    assert action(dossier(out), 10)["kpi"]["behaald"] is None
    assert {"kpi-ontbreekt", "kpi-ongeldig"} & codes(out)
    put_right(out, "10.kpi.doelgroepen.2.behaald", "22")
    assert action(dossier(out), 10)["kpi"]["behaald"] == 57
    assert not {"kpi-ontbreekt", "kpi-ongeldig"} & codes(out)
    put_right(out, "10.kpi.doelgroepen.3.behaald", "leeg")
    assert action(dossier(out), 10)["kpi"]["behaald"] is None
    assert "/acties/0/kpi/behaald" not in dossier(out)["herkomst"]


def test_a_number_of_the_action_itself_goes_before_its_doelgroepen(
    tmp_path: Path,
) -> None:
    out = split(tmp_path)
    put_right(out, "10.kpi.behaald", "100")
    put_right(out, "10.kpi.doelgroepen.1.behaald", "40")
    assert action(dossier(out), 10)["kpi"]["behaald"] == 100


@pytest.mark.parametrize("field", ["4.behaald", "0.behaald", "kinderen.behaald"])
def test_a_doelgroep_that_is_not_there_cannot_be_put_right(
    tmp_path: Path, field: str
) -> None:
    out = split(tmp_path)
    with pytest.raises(SetupError):
        put_right(out, f"10.kpi.doelgroepen.{field}", "1")


def test_the_list_shows_what_holds(out: Path) -> None:
    put_right(out, "15.kpi.behaald", "80")
    put_right(out, "15.kpi.behaald", "85")
    put_right(out, "15.subsidie", "10")
    put_right(out, "15.subsidie", None)
    (told,) = corrections(asked(out), programma())
    assert (told.plek, told.waarde, told.was) == ("15.kpi.behaald", "85", "65")


# Whose a mail is.


@pytest.mark.parametrize("by", ["wie.eml", "wie.eml/wie.docx", "wie.docx", "id"])
def test_a_persons_word_on_a_mail_is_remembered(out: Path, box: Path, by: str) -> None:
    assert statuses(out)["wie.eml/wie.docx"] == "onbekend"
    named = by if by != "id" else f"<{message_id(box / 'wie.eml')}>"
    done = assign(asked(out), programma(), named, "Aalst")
    assert "toegewezen aan Aalst (41002)" in done.wat
    assert statuses(out)["wie.eml/wie.docx"] == "verwerkt"
    assert dossier(out, "41002")["acties"][0]["nummer"] == 5
    before = dossiers(out)
    execute(out, box)
    assert dossiers(out) == before
    again = assign(asked(out), programma(), named, "Aalst")
    assert again.gewijzigd == ()
    assign(asked(out), programma(), named, None)
    assert statuses(out)["wie.eml/wie.docx"] == "onbekend"
    assert not (out / "dossiers" / "41002.json").exists()
    assert not (out / "jurysheets" / "41002.docx").exists()


def message_id(path: Path) -> str:
    (line,) = [
        one for one in path.read_text().splitlines() if one.startswith("Message-ID")
    ]
    return line.partition("<")[2].rstrip(">")


def test_a_word_on_one_document_goes_before_that_on_its_mail(
    out: Path, tmp_path: Path
) -> None:
    assign(asked(out), programma(), "a.eml", "Vilvoorde")
    assign(asked(out), programma(), "a.eml/k.xlsx", "23027")
    assert [b["naam"] for b in dossier(out, "23088")["bronnen"]] == ["m.docx"]
    assert [b["naam"] for b in dossier(out)["bronnen"]] == ["k.xlsx"]


def test_a_mail_that_was_taken_back_counts_when_a_person_says_so(
    tmp_path: Path,
) -> None:
    box = put(
        tmp_path / "in",
        a__eml=halle(("m.docx", motivatie(BRUGFIGUREN))),
        b__eml=halle(dag=4, tekst="Gelieve mijn vorige mail te negeren."),
    )
    execute(tmp_path / "uit", box)
    assert statuses(tmp_path / "uit")["a.eml/m.docx"] == "vervangen"
    assign(asked(tmp_path / "uit"), programma(), "a.eml", "Halle")
    assert statuses(tmp_path / "uit")["a.eml/m.docx"] == "verwerkt"


@pytest.mark.parametrize(
    ("named", "who", "told"),
    [
        ("nergens.eml", "Halle", "geen mail of document"),
        ("wie.eml", "Atlantis", "geen bestuur"),
        ("wie.eml", None, "aan geen enkel bestuur toegewezen"),
    ],
)
def test_what_cannot_be_assigned_changes_nothing(
    out: Path, named: str, who: str | None, told: str
) -> None:
    before = files(out)
    with pytest.raises(SetupError, match=told):
        assign(asked(out), programma(), named, who)
    assert files(out) == before


def test_two_mails_of_one_name_ask_which(out: Path, tmp_path: Path) -> None:
    more = put(tmp_path / "nog", b__eml=mail(("wie.docx", motivatie(BRUGFIGUREN))))
    execute(out, more)
    with pytest.raises(SetupError, match="kan meer dan één zijn"):
        assign(asked(out), programma(), "wie.docx", "Aalst")


def test_the_log_tells_who_did_what(out: Path) -> None:
    put_right(out, "15.kpi.behaald", "80")
    assign(asked(out), programma(), "wie.eml", "Aalst")
    told = [(event.wie, event.wat) for event in happened(asked(out), programma())]
    assert (None, "ontvangen: a.eml") in told
    assert ("an", "Halle (23027): 15.kpi.behaald gecorrigeerd van 65 naar 80") in told
    assert ("an", "‘wie.eml’ is toegewezen aan Aalst (41002)") in told
    assert json.dumps(told)
