"""Drafts of mails and letters: the right words to the right bestuur, never sent."""

import datetime as dt
import email
import io
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline import resources
from pipeline.dossier.model import Dossier, Jurering
from pipeline.dossier.toekenning import Regel, Toekenning
from pipeline.errors import TemplateError
from pipeline.forms.kenmerk import marked, subject_mark
from pipeline.jury.brief import render_letter
from pipeline.jury.consensus import Advies, Overleg, consult
from pipeline.jury.draft import SOORTEN_MAIL, Envelope, Soort, make_mail
from pipeline.jury.mail import Brief, of_dossier, of_toekenning
from tests.jury import dossiers
from tests.jury.dossiers import CATALOGUS, RONDE
from tools.build_resultaatbrief import build_resultaatbrief

FOLDER = Path(str(resources.templates())) / "mails"
TEMPLATES = {p.name: p.read_text("utf-8") for p in FOLDER.iterdir()}
LETTER = Path(str(resources.templates())).joinpath("resultaatbrief.docx").read_bytes()
SPL = dossiers.one_action().model_copy(update={"bevindingen": dossiers.findings()})
GRANT = Toekenning(
    bestuur=SPL.bestuur,
    regels=(
        Regel(actie=15, doelgroep=None, te_behalen=300, subsidie=96000, plaats="rij 3"),
    ),
    contact="An Peeters",
    email="plan@spl.be",
)
NOBODY = Envelope(aan=None, antwoord_op=None, bijlagen={})


def advised(conclusie: str | None = "Goed & wel.", *, fresh: bool = True) -> Brief:
    advies = Advies(
        actie=15,
        jurering=Jurering(voldoende=True, conclusie=conclusie, verlengen=False),
        wie="Cas",
        naam="verslag.docx",
        bron="ab" * 32,
        gegeven=dt.datetime(2024, 5, 20, tzinfo=dt.UTC),
        is_actueel=fresh,
    )
    overleg: tuple[Overleg, ...] = consult(SPL, CATALOGUS, (), (advies,))
    return of_dossier(SPL, RONDE, GRANT, overleg)


def made(
    soort: Soort, brief: Brief | None = None, envelope: Envelope = NOBODY
) -> EmailMessage:
    data = make_mail(soort, brief or advised(), envelope, TEMPLATES)
    return email.message_from_bytes(data, policy=policy.default)  # type: ignore[return-value]


def text(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))  # type: ignore[arg-type]
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("soort", [*SOORTEN_MAIL, "formulieren"])
def test_every_mail_is_a_draft_with_text_and_html_that_names_the_bestuur(
    soort: Soort,
) -> None:
    mail = made(soort)
    assert mail["X-Unsent"] == "1"
    assert mail["From"] is None
    assert marked(mail["Subject"]) == (("pj2-tussentijds", "23077"),)
    for kind in ("plain", "html"):
        assert "Sint-Pieters-Leeuw" in text(mail, kind)
        assert "Beste An Peeters," in text(mail, kind)
        assert "\n\n\n" not in text(mail)


def test_what_is_missing_is_named_one_by_one() -> None:
    brief = advised()
    assert brief.ontbreekt
    told = text(made("ontbreekt", brief))
    assert all(f"- {missing}\n" in told for missing in brief.ontbreekt)
    silent = SPL.model_copy(update={"bevindingen": ()})
    assert of_dossier(silent, RONDE, None).ontbreekt == ()


def test_only_recorded_advice_on_todays_facts_is_told() -> None:
    told = text(made("resultaat"))
    assert "100% KPI te behalen: Ja" in told
    assert "verlengen: Nee" in told
    assert "Goed & wel." in told
    assert "geen beslissing" in told
    old = advised(fresh=False)
    assert (old.adviezen, old.open) == ((), (f"15 ({SPL.acties[0].naam})",))


def test_an_answer_goes_in_the_thread_with_its_attachments() -> None:
    envelope = Envelope(
        aan="plan@spl.be; jan@spl.be",
        antwoord_op="m1@spl.be",
        bijlagen={"a.docx": b"woord", "b.xlsx": b"blad"},
    )
    mail = made("ontbreekt", envelope=envelope)
    assert (mail["To"], mail["In-Reply-To"]) == (
        "plan@spl.be, jan@spl.be", "<m1@spl.be>"
    )  # fmt: skip
    found = {a.get_filename(): a.get_content() for a in mail.iter_attachments()}
    assert found == {"a.docx": b"woord", "b.xlsx": b"blad"}
    assert "Als bijlage" in text(mail)


def test_who_submitted_nothing_hears_what_was_granted() -> None:
    brief = of_toekenning(GRANT, RONDE, {15: "Brug leggen naar onderwijs"})
    told = text(made("herinnering", brief))
    assert "- Actie 15, Brug leggen naar onderwijs: te behalen 300" in told


@given(st.text(max_size=40))
def test_whatever_a_name_holds_the_mail_stays_a_mail(naam: str) -> None:
    bestuur = SPL.bestuur.model_copy(update={"naam": naam})
    dossier: Dossier = SPL.model_copy(update={"bestuur": bestuur})
    brief = of_dossier(dossier, RONDE, None)
    data = make_mail("ontvangst", brief, NOBODY, TEMPLATES)
    mail = email.message_from_bytes(data, policy=policy.default)
    assert set(mail.keys()) == {
        *["X-Unsent", "Subject", "MIME-Version", "Content-Type"]
    }
    assert mail["X-Unsent"] == "1"


def test_html_is_escaped_and_text_is_not() -> None:
    mail = made("resultaat", advised("<script>alert(1)</script> {{ 7*7 }}"))
    assert "&lt;script&gt;" in text(mail, "html")
    assert "<script>alert(1)</script> {{ 7*7 }}" in text(mail)


def test_the_same_facts_give_the_same_bytes() -> None:
    one, two = (make_mail("resultaat", advised(), NOBODY, TEMPLATES) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"ontvangst.txt": "Onderwerp: x\n{{ nergens }}"}, "nergens"),
        ({"ontvangst.txt": "Beste"}, "moet beginnen met"),
        ({"ontvangst.txt": "Onderwerp: {{ bestuur.__class__.mro() }}"}, "klopt niet"),
        ({"basis.html": "{% if %}"}, "klopt niet"),
    ],
)
def test_a_template_that_is_wrong_is_told_by_name(
    changed: dict[str, str], why: str
) -> None:
    with pytest.raises(TemplateError, match=why):
        make_mail("ontvangst", advised(), NOBODY, TEMPLATES | changed)


def test_a_template_that_is_gone_is_told() -> None:
    with pytest.raises(TemplateError, match="ontbreekt"):
        make_mail("ontvangst", advised(), NOBODY, {})


def test_the_mark_of_a_subject_comes_back_from_an_answer() -> None:
    mark = subject_mark("pj2-tussentijds", "vzw-de-rand")
    assert marked(f"Re: RE: Antw: iets {mark}") == (("pj2-tussentijds", "vzw-de-rand"),)
    assert marked("Re: iets [dringend]") == ()
    assert marked("Fwd: pj2-eind/23077/9F2C01") == (("pj2-eind", "23077"),)


def test_a_letter_says_that_it_is_a_draft_and_no_decision() -> None:
    document = Document(io.BytesIO(render_letter(advised("Zin & <zin>."), LETTER)))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    texts = [p.text for p in document.paragraphs] + cells
    assert any(text.startswith("Ontwerp.") for text in texts)
    assert any("geen beslissing" in text for text in texts)
    assert "Zin & <zin>." in texts
    assert cells[cells.index("Advies") + 2] == "Ja"


def test_the_letter_is_what_its_sources_make_and_byte_identical() -> None:
    assert build_resultaatbrief() == LETTER
    assert render_letter(advised(), LETTER) == render_letter(advised(), LETTER)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("an@halle.be", ["an@halle.be"]),
        ("Jan <jan@halle.be>; piet.van-de@plan.samenleven.vlaanderen", 2),
        ("an@halle.be an@halle.be", ["an@halle.be"]),
        ("bel ons op 02 553", []),
        ("<", []),
        ("ünï@halle.be, a@b", []),
    ],
)
def test_only_what_is_surely_an_address_is_written_to(
    written: str, read: list[str] | int
) -> None:
    found = Envelope(aan=written, antwoord_op=None, bijlagen={}).adressen
    assert (len(found) if isinstance(read, int) else list(found)) == read


HOSTILE = st.text(max_size=30) | st.sampled_from(
    ["a@b.be\r\nBcc: x@y.be", "Jan <jan@halle.be>", "ünï@bücher.be", "a@[1.2", ",;,<"]
)


@given(aan=HOSTILE, contact=HOSTILE, op=HOSTILE, conclusie=HOSTILE)
def test_whatever_anybody_typed_no_header_and_no_markup_is_added(
    aan: str, contact: str, op: str, conclusie: str
) -> None:
    brief = replace(advised(f"{conclusie}<b>{{{{ 7*7 }}}}</b>"), contact=contact)
    envelope = Envelope(aan=aan, antwoord_op=op, bijlagen={"a.docx": b"x"})
    data = make_mail("resultaat", brief, envelope, TEMPLATES)
    mail = email.message_from_bytes(data, policy=policy.default)
    assert set(mail.keys()) <= {
        *["X-Unsent", "To", "Subject", "In-Reply-To", "References"],
        *["MIME-Version", "Content-Type"],
    }
    assert mail["Bcc"] is None
    html = text(mail, "html")  # type: ignore[arg-type]
    assert "<b>" not in html
    assert "{{ 7*7 }}" in html
    assert "49" not in html.replace(escape(conclusie), "").replace(contact, "")


@pytest.mark.parametrize("evil", ["=?utf-8?q?x=0D=0ABcc:_kwaad@x.be?=", "a\r\nBcc: x"])
def test_no_line_end_hides_in_an_encoded_word(evil: str) -> None:
    bestuur = SPL.bestuur.model_copy(update={"naam": evil})
    brief = of_dossier(SPL.model_copy(update={"bestuur": bestuur}), RONDE, None)
    envelope = Envelope(aan=f"{evil} <a@b.be>", antwoord_op=evil, bijlagen={})
    mail = made("ontvangst", brief, envelope)
    assert mail["Bcc"] is None
    assert set(mail.keys()) >= {"Subject", "X-Unsent"}
