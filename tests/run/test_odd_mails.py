"""Whatever a mailbox throws at it ends up in the dossier, or is told in the verslag."""

import datetime as dt
from pathlib import Path

from tests.intake import build, msg, winmail
from tests.intake.build import attached, multipart
from tests.run.contract import assert_keeps_the_contract
from tests.run.executing import (
    BRUGFIGUREN,
    action,
    dossier,
    execute,
    halle,
    put,
    statuses,
    verslag,
)
from tests.run.made import motivatie, werkmap

FORM = motivatie(BRUGFIGUREN)
PASTED = """Beste,

hieronder ons antwoord.

Actie 15: Brugfiguren
Behaalde KPI: 65
Te behalen KPI: 300
Waarom werd 25% niet behaald? De brugfiguur was ziek.

Met vriendelijke groeten,
An, stad Halle
"""


def found_in(tmp_path: Path, **files: bytes) -> Path:
    box = put(tmp_path / "in", **files)
    execute(tmp_path / "uit", box)
    assert_keeps_the_contract(tmp_path / "uit", box)
    return tmp_path / "uit"


def test_a_mail_saved_by_outlook_is_a_submission(tmp_path: Path) -> None:
    saved = msg.msg(
        {
            msg.SUBJECT: "Rapportage",
            msg.BODY: "Beste,\r\nin bijlage.",
            msg.SENDER_SMTP: "an@halle.be",
            msg.MESSAGE_ID: "<uit-outlook@halle.be>",
            msg.DELIVERED: dt.datetime(2024, 5, 3, 8, 12, tzinfo=dt.UTC),
        },
        msg.attachment(FORM, "motivatie.docx"),
    )
    found = dossier(found_in(tmp_path, m__msg=saved))
    assert action(found, 15)["motivatie"]["waarom"]
    (sent,) = found["indieningen"]
    assert sent["id"] == "uit-outlook@halle.be"
    assert sent["ontvangen"] == "2024-05-03T10:12:00+02:00"
    assert sent["tekst"] == "Beste,\nin bijlage."


def test_one_mail_saved_in_two_ways_counts_once(tmp_path: Path) -> None:
    head = "Received: x; Fri, 03 May 2024 10:12:00 +0200\nMessage-ID: <een@halle.be>\n"
    fields = f"{head}From: an@halle.be\nSubject: Rapportage\n"
    document = build.document(FORM)
    eml = multipart(b"Content-Type: text/plain\n\nBeste", document, fields=fields)
    saved = msg.msg(
        {msg.TRANSPORT: fields.replace("\n", "\r\n"), msg.BODY: "Beste"},
        msg.attachment(FORM, "motivatie.docx"),
    )
    out = found_in(tmp_path, a__eml=eml, b__msg=saved)
    assert statuses(out)["b.msg/motivatie.docx"] == "dubbel"
    assert len(dossier(out)["indieningen"]) == 1


def test_a_winmail_dat_holds_the_submission(tmp_path: Path) -> None:
    packed = winmail.winmail(winmail.file(FORM, "MOTIV~1.DOC", "motivatie.docx"))
    data = multipart(
        b"Content-Type: text/plain\n\nBeste",
        attached(packed, 'Content-Type: application/ms-tnef; name="winmail.dat"'),
        fields="From: an@halle.be\nSubject: Rapportage\n",
    )
    out = found_in(tmp_path, m__eml=data)
    assert statuses(out)["m.eml/winmail.dat/motivatie.docx"] == "verwerkt"
    assert action(dossier(out), 15)["motivatie"]["waarom"]


def test_a_form_pasted_in_the_mail_is_read(tmp_path: Path) -> None:
    out = found_in(tmp_path, m__eml=build.mail(PASTED, **{"from": "an@halle.be"}))
    answered = action(dossier(out), 15)
    assert answered["motivatie"]["waarom"] == "De brugfiguur was ziek."
    assert answered["kpi"]["behaald"] == 65
    assert statuses(out) == {
        "m.eml": "verwerkt",
        "m.eml/tekst van de mail.txt": "verwerkt",
    }
    assert "De brugfiguur was ziek." in dossier(out)["indieningen"][0]["tekst"]


def test_a_form_pasted_beside_a_workbook_is_read_with_it(tmp_path: Path) -> None:
    book = werkmap("Halle", {15: (300, 70)})
    data = multipart(
        b"Content-Type: text/plain\n\n" + PASTED.encode(),
        build.document(book, "kpi.xlsx"),
        fields="From: an@halle.be\nSubject: Rapportage\n",
    )
    answered = action(dossier(found_in(tmp_path, m__eml=data)), 15)
    assert answered["motivatie"]["waarom"] == "De brugfiguur was ziek."
    assert answered["kpi"]["behaald"] == 70


def test_a_result_told_in_a_mail_stays_in_the_dossier(tmp_path: Path) -> None:
    told = build.mail(
        "Nog dit: voor brugfiguren (actie 15) is 80 behaald.",
        **{"from": "an@halle.be", "message_id": "<nog@halle.be>"},
    )
    out = found_in(tmp_path, a__eml=halle(("m.docx", FORM)), b__eml=told)
    texts = [sent["tekst"] for sent in dossier(out)["indieningen"]]
    assert "Nog dit: voor brugfiguren (actie 15) is 80 behaald." in texts
    post = verslag(out)["b.eml"]
    assert (post["status"], post["bestuur"]) == ("genegeerd", "23027")
    assert [b["code"] for b in post["bevindingen"]] == ["antwoord-in-mail"]


def test_a_question_does_not_stay_in_the_dossier(tmp_path: Path) -> None:
    asked = build.mail("Tegen wanneer moet het?", **{"from": "an@halle.be"})
    out = found_in(tmp_path, a__eml=halle(("m.docx", FORM)), b__eml=asked)
    assert len(dossier(out)["indieningen"]) == 1
    assert verslag(out)["b.eml"]["bevindingen"] == []


def test_who_wrote_what_a_colleague_passes_on_tells_the_bestuur(tmp_path: Path) -> None:
    text = (
        "Ter info\n\nVan: An Claes <an@halle.be>\nVerzonden: vrijdag 3 mei 2024\n"
        "Aan: Samenleven\nOnderwerp: Rapportage\n\nIn bijlage."
    )
    data = multipart(
        b"Content-Type: text/plain\n\n" + text.encode(),
        build.document(FORM),
        fields="From: Jo <jo@vlaanderen.be>\nSubject: FW: Rapportage\n",
    )
    out = found_in(tmp_path, m__eml=data)
    assert verslag(out)["m.eml/motivatie.docx"]["bestuur"] == "23027"


def test_who_of_two_besturen_submits_what_one_passes_on_is_not_guessed(
    tmp_path: Path,
) -> None:
    text = "\nVan: Bo <bo@vilvoorde.be>\nVerzonden: nu\nAan: An\nOnderwerp: x\n"
    data = multipart(
        b"Content-Type: text/plain\n\n" + text.encode(),
        build.document(FORM),
        fields="From: An <an@halle.be>\nSubject: FW: Rapportage\n",
    )
    told = verslag(found_in(tmp_path, m__eml=data))["m.eml/motivatie.docx"]
    assert (told["status"], told["bestuur"]) == ("onbekend", None)
    assert "Halle volgens het maildomein" in told["reden"]
    assert "Vilvoorde volgens de afzender van de doorgestuurde mail" in told["reden"]


def test_a_sender_that_the_mail_server_doubts_is_told(tmp_path: Path) -> None:
    fields = "Authentication-Results: mx.vlaanderen.be; spf=fail; dmarc=fail\n"
    data = multipart(
        b"Content-Type: text/plain\n\nBeste",
        build.document(FORM),
        fields=f"{fields}From: An <an@halle.be>\nSubject: Rapportage\n",
    )
    out = found_in(tmp_path, m__eml=data)
    (told,) = verslag(out)["m.eml"]["bevindingen"]
    assert told["code"] == "afzender-onbevestigd"
    assert "an@halle.be" in told["bericht"]
    assert "spf=fail, dmarc=fail" in told["bericht"]
