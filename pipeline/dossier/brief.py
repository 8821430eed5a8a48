"""Brief: whether the text of a mail is itself an answer, or at least tells a result.

    text + Programma -> Rules for intake

Most besturen send the form as a document. Some paste it in the mail, and some just
write how many they reached: neither may pass for a question.
"""

import re
from typing import Final

from pipeline.dossier.actienaam import identify
from pipeline.dossier.extract import extract_reading
from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError
from pipeline.intake.limits import DEFAULT, Limits
from pipeline.intake.rules import Rules
from pipeline.reading.plain import read_plain

_SHORTEST: Final = 40  # characters; in fewer nobody answers the form
_NUMBER: Final = re.compile(r"(?<![\d/.:-])\d{1,6}(?![\d/:-])")
_RESULT: Final = re.compile(
    r"\b(?:kpi|behaald\w*|behalen|bereikt\w*|gerealiseerd\w*|realisatie|resultaat|"
    r"resultaten|motivatie|drempel)\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(
    r"^(?:>|-{2,} ?(?:oorspronkelijk|original|doorgestuurd|forwarded)|_{10,}$)",
    re.IGNORECASE,
)
# Numbers that are no result: of an action, a year, a day.
_ACTION_NUMBER: Final = re.compile(
    r"\bacties?\s*(?:nr\.?|nummer)?\s*\d{1,2}|\bpj\s?\d|\b(?:19|20)\d\d\b|"
    r"\b\d{1,2}\s*(?:januari|februari|maart|april|mei|juni|juli|augustus|september|"
    r"oktober|november|december)\b",
    re.IGNORECASE,
)
_LINES: Final = 400


def rules_for(programma: Programma, limits: Limits = DEFAULT) -> Rules:
    """How intake opens mails for `programma`."""
    return Rules(
        limits=limits,
        is_answer=lambda text: is_answer(text, programma),
        tells_result=lambda text: tells_result(text, programma),
    )


def is_answer(text: str, programma: Programma) -> bool:
    """Whether `text` is a filled-in form, or a report that can be read."""
    if len(text) < _SHORTEST:
        return False
    try:
        found = extract_reading(read_plain(text.encode()), "tekst.txt", "", programma)
    except DocumentError:
        return False  # longer than a form can be; as a letter it is kept all the same
    return any((found.kpis, found.motivaties, found.verwachtingen, found.stimulansen))


def tells_result(text: str, programma: Programma) -> bool:
    """Whether what the sender wrote names an action and a number reached for it.

    What is quoted from an earlier mail was said before, or by somebody else.
    """
    own = _own_lines(text)
    named = [line for line in own if _names_action(line, programma)]
    if not named or not _RESULT.search("\n".join(own)):
        return False
    return any(_NUMBER.search(_ACTION_NUMBER.sub(" ", line)) for line in own)


def _own_lines(text: str) -> list[str]:
    own: list[str] = []
    for line in text.splitlines()[:_LINES]:
        if _QUOTED.match(line.strip()):
            break
        own.append(line)
    return own


def _names_action(line: str, programma: Programma) -> bool:
    found = identify(line, programma.catalogus)
    return bool(found) and found[0].bewijs != "eenheid"
