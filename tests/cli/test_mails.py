"""`samenleven mails` and `brieven`: drafts in the folder, and answers known again."""

import email
import json
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.errors import SetupError
from tests.cli.test_collect import (
    collect,
    filled,
    mail,
    post,
    run,
    samenleven,
    workbook,
)


@pytest.fixture
def uit(tmp_path: Path) -> Path:
    """A workspace in which Halle reported, and Mechelen nothing."""
    post(tmp_path, mail("Halle", "rapport.xlsx", workbook(20)))
    return tmp_path / "uit"


def draft(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=policy.default)  # type: ignore[return-value]


def test_the_drafts_are_named_as_json(uit: Path) -> None:
    done = samenleven("mails", "--out", uit, "--soort", "herinnering", "--json")
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    assert made["bestanden"] == [str(uit / "mails/herinnering/12025.eml")]


def test_each_bestuur_gets_the_drafts_that_apply_to_it(uit: Path) -> None:
    done = samenleven("mails", "--out", uit)
    assert done.exit_code == 0, done.output
    found = {p.relative_to(uit / "mails").as_posix() for p in uit.rglob("*.eml")}
    assert found == {"ontvangst/23027.eml", "ontbreekt/23027.eml",
                     "herinnering/12025.eml"}  # fmt: skip
    missing = draft(uit / "mails/ontbreekt/23027.eml")
    assert missing["To"] == "plan@halle.be"
    assert missing["In-Reply-To"] == "<Halle-3@halle.be>"
    assert [a.get_filename() for a in missing.iter_attachments()] == [
        "23027-motivatie.docx",
        "23027-kpi.xlsx",
    ]
    assert "geen mailadres bekend van Mechelen" in done.stderr


def test_one_kind_can_be_asked_and_again_changes_nothing(uit: Path) -> None:
    words = ["mails", "--out", uit, "--soort", "herinnering"]
    assert samenleven(*words).exit_code == 0
    (path,) = uit.rglob("*.eml")
    before = path.read_bytes()
    assert samenleven(*words).exit_code == 0
    assert path.read_bytes() == before


def test_an_answer_is_known_by_the_mark_in_its_subject(
    uit: Path, tmp_path: Path
) -> None:
    samenleven("mails", "--out", uit, "--soort", "herinnering")
    (path,) = uit.rglob("*.eml")
    mark = draft(path)["Subject"].rpartition(" ")[2]
    answer = EmailMessage()
    answer["From"] = "Jan <jan.janssens@gmail.com>"
    answer["To"] = "samenleven@vlaanderen.be"
    answer["Subject"] = f"Re: herinnering {mark}"
    answer["Date"] = "Sat, 04 May 2024 10:12:00 +0200"
    answer["Message-ID"] = "<antwoord@gmail.com>"
    answer.set_content("Hierbij alsnog.\n")
    answer.add_attachment(
        workbook(30), maintype="application", subtype="octet-stream", filename="r.xlsx"
    )
    inbox = tmp_path / "antwoord"
    inbox.mkdir()
    (inbox / "a.eml").write_bytes(answer.as_bytes())
    run(tmp_path, inbox)
    found = json.loads((uit / "dossiers" / "12025.json").read_text("utf-8"))
    assert found["acties"][0]["kpi"]["behaald"] == 30


def test_a_letter_comes_only_from_recorded_advice(uit: Path) -> None:
    done = samenleven("brieven", "--out", uit)
    assert isinstance(done.exception, SetupError)
    assert "geen advies vastgelegd" in str(done.exception)
    answers = {"actie-15-voldoende": "Ja", "actie-15-verlengen": "Nee"}
    assert collect(uit, filled(uit, answers)).exit_code == 0
    assert isinstance(samenleven("brieven", "--out", uit).exception, SetupError)
    advice = ["--advies", "23027/15=ja,nee", "--wie", "Cas"]
    assert samenleven("consensus", "--out", uit, *advice).exit_code == 0
    made = json.loads(samenleven("brieven", "--out", uit, "--json").stdout)
    assert made == {"bestanden": [str(uit / "brieven" / "23027.docx")]}
    assert [p.name for p in (uit / "brieven").iterdir()] == ["23027.docx"]
    assert samenleven("mails", "--out", uit, "--soort", "resultaat").exit_code == 0
    result = draft(uit / "mails/resultaat/23027.eml")
    assert [a.get_filename() for a in result.iter_attachments()] == [
        "advies 23027 (ontwerp).docx"
    ]
