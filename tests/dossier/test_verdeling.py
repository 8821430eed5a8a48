"""Verdeling: whose is every document, does it count, and what is reported of it."""

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest

from pipeline.dossier.extractie import Extractie
from pipeline.dossier.indeling import Indeling
from pipeline.dossier.posten import why_no_submission
from pipeline.dossier.sporen import Sporen
from pipeline.dossier.verdeling import Regie, divide
from pipeline.dossier.verslag import Post, leaves, walk
from pipeline.intake.item import Item, Mail, Refusal, Role
from pipeline.intake.sniff import Format
from tests.dossier.extracties import (
    HALLE,
    blok,
    formulier,
    onleesbaar,
    regel,
    sha,
    van,
    werkmap,
)
from tests.dossier.test_wie import VILVOORDE, besturen

RONDE = "pj2-tussentijds"
BRUSSELS = dt.timezone(dt.timedelta(hours=2))


def item(
    pad: str,
    content: str,
    *parts: Item,
    role: Role = "document",
    mail: Mail | None = None,
    refusal: Refusal | None = None,
) -> Item:
    return Item(
        pad=pad,
        naam=pad.rpartition("/")[2],
        sha256=sha(content),
        data=b"",
        format=Format.docx,
        role=role,
        parts=parts,
        mail=mail,
        refusal=refusal,
    )


def letter(
    pad: str,
    *bijlagen: tuple[str, str],
    dag: int | None = 3,
    onderwerp: str = "Rapportage Halle",
    van_wie: str = "x@gmail.com",
    mails: tuple[Item, ...] = (),
) -> Item:
    """A mail in which each of `bijlagen` has a name and a content."""
    ontvangen = None if dag is None else dt.datetime(2024, 5, dag, 10, tzinfo=BRUSSELS)
    mail = Mail(
        message_id=f"{onderwerp} {dag}",
        onderwerp=onderwerp,
        afzender_adres=van_wie,
        ontvangen=ontvangen,
        tekst=f"tekst van {pad}",
    )
    parts = (*(item(f"{pad}/{naam}", content) for naam, content in bijlagen), *mails)
    return item(pad, pad, *parts, role="bericht", mail=mail)


class Known:
    """The extractions of a test, by the content of their item."""

    def __init__(self, contents: dict[str, Extractie]) -> None:
        self._by_hash = {sha(content): made for content, made in contents.items()}

    def of(self, item: Item) -> Extractie | None:
        if item.sha256 not in self._by_hash:
            return None
        return self.again(item.sha256, item.naam)

    def again(self, sha256: str, naam: str) -> Extractie:
        made = self._by_hash[sha256]
        bestand = made.bestand.model_copy(update={"naam": naam, "sha256": sha256})
        return made.model_copy(update={"bestand": bestand})


def divided(
    *items: Item, apart: frozenset[str] = frozenset(), **contents: Extractie
) -> Indeling:
    """`contents` are the extractions by the content of their item."""
    return divide(
        items, Known(contents), Sporen(besturen(), None), RONDE, Regie(apart=apart)
    )


def verslag(indeling: Indeling) -> dict[str, Post]:
    return {post.pad: post for post in walk(indeling.verslag())}


FORM = formulier("form", blok(15, waarom="w"))
BOOK = werkmap("book", regel(15, 300, 65))
NEWS = Extractie.model_validate(
    {"bestand": {"naam": "news", "sha256": sha("news"), "soort": "onbekend"}}
)


def test_documents_of_a_mail_are_processed_for_its_bestuur() -> None:
    found = divided(letter("a.eml", ("m.docx", "form")), form=FORM)
    post = verslag(found)["a.eml"]
    assert (post.status, post.bestuur) == ("verwerkt", "23027")
    assert (post.onderdelen[0].soort, post.onderdelen[0].bestuur) == (
        "motivatie",
        "23027",
    )
    [document] = found.documenten("23027")
    assert document.ingekomen.indiening == "Rapportage Halle 3"


def test_the_same_content_from_the_same_bestuur_is_double_and_the_first_counts() -> (
    None
):
    later = letter("a.eml", ("v2.docx", "form"), dag=4)
    found = divided(later, letter("b.eml", ("v1.docx", "form")), form=FORM)
    posts = verslag(found)
    assert posts["b.eml/v1.docx"].status == "verwerkt"
    assert posts["a.eml/v2.docx"].status == "dubbel"
    assert posts["a.eml"].status == "dubbel"
    [document] = found.documenten("23027")
    assert document.ingekomen.naam == "v1.docx"
    assert len(found.indieningen("23027")) == 2


def test_the_same_content_from_two_besturen_is_not_double() -> None:
    other = letter("b.eml", ("m.docx", "form"), onderwerp="Rapportage Vilvoorde")
    found = divided(letter("a.eml", ("m.docx", "form")), other, form=FORM)
    assert set(found.besturen) == {"23027", VILVOORDE}


def test_two_items_with_the_same_path_are_told_apart() -> None:
    found = divided(
        letter("a.eml", ("m.docx", "form")),
        letter("a.eml", ("m.docx", "news"), dag=4),
        form=FORM,
        news=NEWS,
    )
    assert [p.status for p in leaves(found.verslag())] == [
        "verwerkt",
        "genegeerd",
    ]


def test_what_a_later_one_replaced_is_reported_so() -> None:
    found = divided(letter("a.eml", ("m.docx", "form")), form=FORM)
    found.replace("23027", {sha("form")})
    [post] = found.verslag()
    assert (post.status, post.onderdelen[0].status) == ("vervangen", "vervangen")


def test_a_submission_of_nobody_is_unknown_with_a_reason() -> None:
    mail = letter("a.eml", ("m.docx", "form"), onderwerp="Rapportage")
    found = divided(mail, form=FORM)
    posts = verslag(found)
    assert posts["a.eml"].status == "onbekend"
    assert posts["a.eml"].reden is not None
    [told] = posts["a.eml/m.docx"].bevindingen
    assert told.code == "bestuur-onbekend"
    assert not found.besturen


def test_another_document_of_the_same_mail_speaks_for_one_that_names_nobody() -> None:
    mail = letter(
        "a.eml", ("m.docx", "form"), ("k.xlsx", "book"), onderwerp="Rapportage"
    )
    found = divided(mail, form=van(FORM, HALLE), book=BOOK)
    assert len(found.documenten("23027")) == 2


def test_a_document_of_another_forwarded_mail_does_not_speak() -> None:
    one = letter("x.eml/1.eml", ("m.docx", "form"), onderwerp="een")
    two = letter("x.eml/2.eml", ("k.xlsx", "book"), onderwerp="twee")
    found = divided(
        letter("x.eml", onderwerp="FW", mails=(one, two)),
        form=van(FORM, HALLE),
        book=BOOK,
    )
    assert verslag(found)["x.eml/2.eml/k.xlsx"].status == "onbekend"


def test_a_mail_that_is_passed_on_keeps_the_moment_it_first_came() -> None:
    inner = letter("x.eml/1.eml", ("m.docx", "form"), dag=2, van_wie="a@halle.be")
    outer = letter(
        "x.eml", dag=20, onderwerp="FW", van_wie="a@abb.example.org", mails=(inner,)
    )
    found = divided(outer, form=FORM)
    [document] = found.documenten("23027")
    assert document.ingekomen.ontvangen == dt.datetime(2024, 5, 2, 10, tzinfo=BRUSSELS)
    assert [i.onderwerp for i in found.indieningen("23027")] == [
        "FW",
        "Rapportage Halle",
    ]


def test_a_bestuur_that_passes_its_own_mail_on_submits_then() -> None:
    inner = letter("x.eml/1.eml", ("m.docx", "form"), dag=2, van_wie="a@halle.be")
    outer = letter("x.eml", dag=20, van_wie="b@halle.be", mails=(inner,))
    [document] = divided(outer, form=FORM).documenten("23027")
    assert document.ingekomen.ontvangen is not None
    assert document.ingekomen.ontvangen.day == 20


def test_an_unreadable_document_is_refused_and_told_to_its_bestuur() -> None:
    found = divided(
        letter("a.eml", ("m.docx", "form"), ("k.xlsx", "locked")),
        form=FORM,
        locked=onleesbaar("locked"),
    )
    post = verslag(found)["a.eml/k.xlsx"]
    assert (post.status, post.code, post.bestuur) == (
        "geweigerd",
        "versleuteld",
        "23027",
    )
    assert [b.code for b in found.bevindingen("23027")] == ["versleuteld"]
    assert verslag(found)["a.eml"].status == "verwerkt"


def test_a_file_that_intake_refused_keeps_its_code() -> None:
    refused = item("x.zip", "x", refusal=Refusal("te-groot", "het is een bom"))
    post = verslag(divided(refused))["x.zip"]
    assert (post.status, post.code) == ("geweigerd", "te-groot")
    assert [b.code for b in post.bevindingen] == ["te-groot"]


def test_a_mail_without_attachments_is_a_question() -> None:
    post = verslag(divided(letter("a.eml")))["a.eml"]
    assert (post.status, post.bestuur) == ("genegeerd", "23027")
    assert post.reden is not None


def test_what_hangs_on_a_notice_of_a_mail_server_does_not_count() -> None:
    inner = letter("a.eml/1.eml", ("m.docx", "form"))
    notice = letter("a.eml", mails=(inner,))
    notice = replace(notice, ignored="een melding van een mailserver")
    posts = verslag(divided(notice, form=FORM))
    assert {post.status for post in posts.values()} == {"genegeerd"}
    assert all(post.reden for post in posts.values())


def test_the_file_with_the_toekenningen_is_no_submission() -> None:
    found = divided(item("t.csv", "book"), apart=frozenset({sha("book")}), book=BOOK)
    post = verslag(found)["t.csv"]
    assert (post.status, post.reden) == ("genegeerd", "het bestand met de toekenningen")


def extractie(soort: str, **more: object) -> Extractie:
    return Extractie.model_validate(
        {"bestand": {"naam": "x", "sha256": "a", "soort": soort}, **more}
    )


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (extractie("jurysheet"), "een jurysheet"),
        (extractie("beleidsplan"), "geen rapportage maar een beleidsplan"),
        (extractie("onbekend"), "geen rapportage"),
        (extractie("kpi", ronde="pj1-eind"), "een andere ronde (pj1-eind)"),
    ],
)
def test_what_is_no_submission_says_why(found: Extractie, reason: str) -> None:
    assert reason in (why_no_submission(found, RONDE) or "")


@pytest.mark.parametrize(
    "found",
    [
        extractie("motivatie"),
        extractie("kpi", ronde=RONDE),
        extractie("stand-van-zaken", kpis=[regel(15, 1, 1)]),
    ],
)
def test_what_is_a_submission_is_none_of_these(found: Extractie) -> None:
    assert why_no_submission(found, RONDE) is None


def test_the_order_of_the_items_makes_no_difference() -> None:
    items = [
        letter("a.eml", ("m.docx", "form"), dag=None),
        letter("b.eml", ("m.docx", "form"), dag=None),
        letter("c.eml", ("m.docx", "form"), ("k.xlsx", "book"), dag=5),
        item("los.docx", "form"),
        letter("d.eml", onderwerp="vraag"),
    ]
    expected = verslag(divided(*items, form=FORM, book=BOOK))
    for shuffled in permutations(items):
        assert verslag(divided(*shuffled, form=FORM, book=BOOK)) == expected
