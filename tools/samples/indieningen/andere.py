"""Andere: mails that are no report of a bestuur, or not to be told of which."""

from typing import Final

from tools.samples import eigen_word
from tools.samples.eml import Mail
from tools.samples.formulier import Formulier
from tools.samples.post import letter, moment, word

_ONBEKEND: Final = moment(5, 5, 22, 11)
_PLAN: Final = moment(4, 30, 9, 50)
_NIEUWS: Final = moment(4, 23, 12, 0)


def unknown() -> Mail:
    """A filled-in form from a private address, in which nothing names a bestuur."""
    form = Formulier("Fictief voorbeeld", "Windows-gebruiker", _ONBEKEND)
    blok = form.blok()
    blok.name("Actie 13 sport")
    blok.count("90", "20")
    blok.motivate(
        "Door de verbouwing van de sporthal vielen de proeflessen weg.",
        "We wijken uit naar het zwembad en de looppiste.",
    )
    blok.promise("1", "Sportdag met alle clubs", "22 juni 2024", "70")
    form.drop_deel(2)
    form.drop_deel(3)
    return Mail(
        id="CAF7f0Jx9.5d1@mail.example.org",
        van=("J. Pauwels", "j.pauwels.1983@example.org"),
        ontvangen=_ONBEKEND,
        onderwerp="formulier",
        tekst=letter("Beste\n\nIn bijlage het formulier, ingevuld.", "J."),
        bijlagen=(word("formulier.docx", form.save()),),
    )


def question() -> Mail:
    """No document, and nothing to process."""
    tekst = (
        "Beste\n\nTelt een oefenkans die we samen met een buurgemeente organiseren mee "
        "voor beide besturen? We horen het graag voor we onze rapportage indienen."
    )
    return Mail(
        id="leuven-vraag-0423@leuven.be",
        van=("Diversiteit Leuven", "diversiteit@leuven.be"),
        ontvangen=moment(4, 23, 15, 37),
        onderwerp="Vraag over het tellen van oefenkansen",
        tekst=letter(tekst, "Dienst Diversiteit\nStad Leuven"),
    )


def auto_reply() -> Mail:
    """What a mail server sends back by itself."""
    return Mail(
        id="auto-22041@zaventem.be",
        van=("Samenleven Zaventem", "samenleven@zaventem.be"),
        ontvangen=moment(4, 22, 9, 1),
        onderwerp="Automatisch antwoord: Uitnodiging tussentijdse rapportage",
        tekst=letter(
            "Ik ben afwezig tot en met 6 mei. Voor dringende vragen kan u terecht bij "
            "het onthaal.",
            "Dienst Samenleven Zaventem",
        ),
        koppen=("Auto-Submitted: auto-replied",),
    )


def policy_plan() -> Mail:
    """A policy plan of 2011 (an excerpt of what the city published), and no report."""
    plan = eigen_word.as_word(
        eigen_word.text("beleidsplan.txt"),
        kop="Stad Waregem",
        schrijver="Stad Waregem",
        bewaard=_PLAN,
    )
    return Mail(
        id="waregem.0430@waregem.be",
        van=("Integratie Waregem", "integratie@waregem.be"),
        ontvangen=_PLAN,
        onderwerp="Ter info: beleidsplan integratie",
        tekst=letter(
            "Beste\n\nU vroeg naar ons oude beleidsplan. Hierbij een deel.",
            "Dienst Integratie\nStad Waregem",
        ),
        bijlagen=(word("beleidsplan integratie 2011-2013.docx", plan),),
    )


def news() -> Mail:
    """A news page and a programme, copied into Word from the web."""
    papers = (("nieuwsbericht.txt", "Kick-off projectjaar 2.docx"),
              ("programma.txt", "Programma inspiratiedag.docx"))  # fmt: skip
    return Mail(
        id="vvsg-20240423@vvsg.be",
        van=("Team Samenleven VVSG", "samenleven@vvsg.be"),
        ontvangen=_NIEUWS,
        onderwerp="Nieuwsbericht kick-off en programma inspiratiedag",
        tekst=letter(
            "Dag collega's\n\nTer info: het nieuwsbericht over de kick-off en het "
            "programma van de inspiratiedag van vorig jaar.",
            "Team Samenleven",
        ),
        bijlagen=tuple(
            word(
                naam,
                eigen_word.as_word(
                    eigen_word.text(tekst), kop="", schrijver="VVSG", bewaard=_NIEUWS
                ),
            )
            for tekst, naam in papers
        ),
    )
