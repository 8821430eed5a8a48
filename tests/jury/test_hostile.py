"""Text that would harm a sheet, wherever a person can write one."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dossier.model import (
    Actie,
    Dossier,
    Initiatief,
    Jurering,
    Kpi,
    Mentorbestuur,
    Motivatie,
    NietHerkend,
    Stimulansen,
)
from pipeline.jury.sheet import render_sheet
from tests.jury import dossiers, reading
from tests.jury.dossiers import CATALOGUS, RONDE, WORD


def texts(dossier: Dossier) -> list[str]:
    content = render_sheet(dossier, RONDE, CATALOGUS)
    return reading.paragraphs(reading.part(content))


HOSTILE = (
    "Jansen & Zonen <3 {{ 7*7 }} {% for x in y %} {# weg #}",
    "R&D; &copy; &lt;ok&gt; 'enkel' \"dubbel\"",
    "</w:t></w:r></w:p><w:p><w:r><w:t>GOEDGEKEURD</w:t></w:r></w:p>",
    "{_{ 7*7 }_} {_% raw %_}",
    "{{r x}} {%p if x %} {%tr for x in y %} {% cellbg x %}",
    "=cmd|' /C calc'!A0",
    "tab\there, e\u0301cole, \u202eomgekeerd, 😀, \u2028 lijn",
    "bel \x07, nul \x00, ff \x0c, vt \x0b, esc \x1b, \ufffe \uffff",
    "Ja/Nee ☐ ☒",
)


def expected(text: str) -> list[str]:
    """What must read back, said once more and in another way than the code says it."""
    allowed = [
        sign
        if sign in "\t\n"
        or (
            ord(sign) >= 32
            and ord(sign) not in (0xFFFE, 0xFFFF)
            and not 0xD800 <= ord(sign) <= 0xDFFF
        )
        else "\ufffd"
        for sign in text.replace("\r\n", "\n").replace("\r", "\n")
    ]
    return "".join(allowed).split("\n")


def without_joiners(found: list[str]) -> list[str]:
    return [text.replace("\u2060", "") for text in found]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_back_exactly(text: str) -> None:
    found = without_joiners(texts(with_text(text)))
    wanted = expected(text)
    assert [line for line in wanted if line not in found] == []
    assert not any(line == "49" or line.endswith("GOEDGEKEURD") for line in found)
    assert "Ondertekening" in found  # the end of the sheet is there


def with_text(text: str) -> Dossier:
    """The same text wherever a person can write one."""
    motivatie = Motivatie(
        waarom=text,
        inspanningen=text,
        initiatieven=(Initiatief(omschrijving=text, timing=text, kpi_tekst=text),),
    )
    acties = (
        dossiers.actie(
            15,
            300,
            65,
            naam=text,
            motivatie=motivatie,
            motivaties_extra=(motivatie,),
            jurering=Jurering(conclusie=text),
        ),
        dossiers.actie(
            16,
            1,
            0,
            verwachtingen=dossiers.verwachtingen(
                16, toelichting=text, onderdelen={"preventie": text}
            ),
        ),
    )
    return dossiers.dossier(
        *acties,
        bestuur=dossiers.BESTUUR.model_copy(update={"naam": text, "partners": (text,)}),
        stimulansen=Stimulansen(
            jurering=text, mentorbestuur=Mentorbestuur(ervaring=text)
        ),
        niet_herkend=(NietHerkend(tekst=text, bron=WORD, plaats=text),),
        bevindingen=(dossiers.bevinding("te-laat", 15, text, plaats=text),),
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=20, max_size=20))
def test_any_text_reads_back(answers: list[str]) -> None:
    acties = tuple(
        Actie(
            nummer=100 + at,
            naam="x",
            kpi=Kpi(),
            motivatie=Motivatie(waarom=f"[{answer}]", inspanningen=f"<{answer}>"),
        )
        for at, answer in enumerate(answers)
    )
    found = without_joiners(texts(dossiers.dossier(*acties, herkomst={})))
    for answer in answers:
        for text in (f"[{answer}]", f"<{answer}>"):
            wanted = without_joiners(expected(text))
            starts = [at for at, line in enumerate(found) if line == wanted[0]]
            assert any(found[at : at + len(wanted)] == wanted for at in starts)


PIECES = (
    *["{{", "}}", "{%", "%}", "{#", "{_{", "}_}", "{{r", "{%p", "{%tr", "_", "{", "}"],
    *["</w:t>", "<w:br/>", "<", ">", "&", "&amp;", "]]>", "<!--", "DDEAUTO c:\\\\x"],
    *["=cmd|'/C calc'!A0", "@SUM(1)", "\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1f"],
    *["\ud800", "\udfff", "\ufffe", "\uffff", "\u202e", "\u2028", "\u0085", "\r\n"],
    *["\n", "\t", " ", "\u00a0", "é", "e\u0301", "😀", "Ja", "Nee", "V15-a", "☒"],
)


@pytest.mark.slow
def test_ten_thousand_hostile_strings_read_back_without_one_difference() -> None:
    chance = random.Random(20240506)  # noqa: S311 - the same strings each time
    wrong = []
    for _ in range(20):
        strings = [
            "".join(chance.choices(PIECES, k=chance.randint(1, 12))) for _ in range(500)
        ]
        acties = tuple(
            Actie(nummer=100 + at, naam="x", motivatie=Motivatie(waarom=f"[{text}]"))
            for at, text in enumerate(strings)
        )
        found = without_joiners(texts(dossiers.dossier(*acties, herkomst={})))
        whole = "\n".join(found)
        wrong += [
            text
            for text in strings
            if "\n".join(without_joiners(expected(f"[{text}]"))) not in whole
        ]
    assert wrong == []


def test_control_characters_do_not_touch_the_text_behind_them() -> None:
    acties = (
        dossiers.actie(15, 300, 65, motivatie=Motivatie(waarom="\x08 eerst")),
        dossiers.actie(20, 300, 65, motivatie=Motivatie(waarom="Jan & Piet <3")),
    )
    found = texts(dossiers.dossier(*acties))
    assert "\ufffd eerst" in found
    assert "Jan & Piet <3" in found


def test_an_endless_answer_is_cut_and_says_so() -> None:
    long = "woord " * 400_000
    actie = dossiers.actie(15, 300, 65, motivatie=Motivatie(waarom=long))
    cut = max(texts(dossiers.dossier(actie)), key=len)
    assert 100_000 < len(cut) < 101_000
    assert cut.endswith("(ingekort: de volledige tekst staat in het dossier)")


def test_a_long_answer_is_whole() -> None:
    dossier = dossiers.long_motivation(90_000)
    motivatie = dossier.acties[0].motivatie
    assert motivatie is not None
    assert motivatie.waarom is not None
    lines = motivatie.waarom.split("\n")
    found = texts(dossier)
    start = found.index(lines[0])
    assert found[start : start + len(lines)] == lines
