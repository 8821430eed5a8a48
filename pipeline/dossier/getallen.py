"""Getallen: numbers as Dutch-speaking people write them (contract section 3, Numbers).

    text or typed cell -> Lezing(waarde, tekst, geldig)

Nothing is guessed. A number is read when exactly one can be meant: `1.500`, `1 500`,
`±180`, `ca. 95`, `44*`, `1500 oefenkansen`, `driehonderd (300)`, `KPI = 45 (22%)`, and
a number in words alone or with its unit: `vijfenzestig`, `driehonderd gezinnen`.
Everything else keeps its text and has no value:

- several numbers (`40 à 50`, `40-50`, `65 van 300`, `45 (60)`, `2 x 30`) and
  comparisons (`meer dan 70`, `>70`, `100+`, `max. 50`, `nog 65`), what is left to do
  (`260 te gaan`) and what it is out of (`…/300`): something was counted, but which
  number, the text does not say;
- `1,500`: 1.5 in Dutch, but nobody counts to three decimals, and 1500 in English.

Not a number of zero or more at all, so `geldig` is false: an error, a negative, a
percentage where a count is asked, a date, more than fifteen digits, other words, also
those for about so many (`een tiental`), digits that are a part of it (`3½`, `2k`, `1O5`
with a letter), and where to look (`zie bijlage 3`).
"""

import datetime as dt
import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from pipeline.dossier.model import Getal
from pipeline.dossier.telwoorden import read_telwoord, read_telwoord_met_eenheid
from pipeline.reading.block import Cell

_MAX_DIGITS: Final = 15  # what a JSON number keeps exactly everywhere
_MEMO: Final = 512  # texts that are remembered: `40`, `nvt`
_EPOCH: Final = dt.date(1899, 12, 30)
# A day before this one cannot be what somebody reports; its serial is then a count.
_NO_DAY: Final = (dt.date(2000, 1, 1) - _EPOCH).days

_LONG: Final = re.compile(rf"(?:\d[., '’]?){{{_MAX_DIGITS + 1}}}")
_SPACES: Final = re.compile(r"\s+")
_MINUS: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_BLANK: Final = re.compile(
    r"(?:n\.? ?v\.? ?t\.?|niet van toepassing|n/a|[-/._…·'’]*)", re.IGNORECASE
)
# What may stand around a number without saying more than the number.
_ABOUT: Final = re.compile(
    r"±|\+\s?/?\s?-|[~≈*=]|\bca?\.(?:\s?a\.)?|\bca\b", re.IGNORECASE
)
_AMOUNT: Final = re.compile(r"(?<=\d),-{1,2}(?!\w)")  # `12.500,-` is an amount in euro

# Digits behind a letter or a lone separator (`A15`, `.5`) are no number of their own.
_NUMBER: Final = r"(?<![^\W_])(?<![.,])\d+(?:[., '’]\d+)*"
_GROUPS: Final = re.compile(r"\d{1,3}(?:([. '’])\d{3})(?:\1\d{3})*(?:,\d+)?")
_ENGLISH: Final = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_PLAIN: Final = re.compile(r"\d+(?:,\d+)?|\d+\.\d+")
_THOUSAND_OR_DECIMAL: Final = re.compile(r"[1-9]\d{0,2},\d{3}")

_MONTH: Final = (
    r"(?:jan|feb|febr|maart|mrt|apr|mei|jun|juni|jul|juli|aug|sept?|okt|nov|dec)"
    r"(?:\.|(?:uari|ruari|il|ustus|ember|tember|ober)\b|\b)"
)
_DATE: Final = re.compile(
    rf"\b(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{1,2}}-\d{{1,2}}"
    rf"|(?:\d{{1,2}}[ -])?{_MONTH}(?:[ -]?\d{{4}}\b|-\d{{2}}\b)?)",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"\b(?:in|tegen|eind|begin|half|voorjaar|najaar|zomer|herfst|lente|winter|jaar|"
    r"schooljaar|werkjaar|sinds|vanaf|t\.?e\.?m\.?)"
    r"\s+20[1-4]\d(?:\s?[-/]\s?(?:20)?\d\d)?\b",
    re.IGNORECASE,
)
# Digits that count nothing: `3de graad`, `55-plussers`, `55+`, `12-jarigen`.
_NO_COUNT: Final = re.compile(
    r"\b\d+(?:ste|de|e)\b(?![+-]?\d)|\b\d+\s?-?\s?plussers?\b|\b\d+\s?-?\s?jarigen?\b",
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(rf"{_NUMBER}\s?(?:%|‰|procent\b|pct\b)", re.IGNORECASE)
_COMPARED: Final = re.compile(
    r"[<>≤≥]|\d\s?\+(?!\s?\d)|\d\s?-$|\b(?:bijna|ruim)\b"
    r"|\b(?:m[eé]{2}r|minder|hoger|lager|groter|kleiner) (?:dan|als)\b"
    r"|\b(?:minstens|minimaal|minimum|maximaal|maximum|hoogstens|hooguit|ten ?minste)\b"
    r"|\bop (?:zijn|z['’]n) (?:minst|meest)\b|\d (?:(?:of|en) (?:meer|minder)|plus)\b"
    r"|\b(?:min|max|boven|onder|tot|nog)\b\.?(?: de)? ?\d",
    re.IGNORECASE,
)
# What is left to do, was not done or was last year's, is not what was reached.
_LEFT: Final = re.compile(
    r"\bte gaan\b|\bnog te (?:be|doen|gaan|real)|\bte ?kort\b"
    r"|\brest(?:er\w+|eert|ant)?\b|\bontbre(?:ek|k)\w*|\b(?:geen|niet) \d"
    r"|\bvorige? \w+ ?:? ?\d",
    re.IGNORECASE,
)
# `…/300`, `van de 300`: what it is out of, with nothing in front of it.
_OUT_OF: Final = re.compile(
    r"[\W_]*(?:(?:x+|nvt|n\.v\.t\.?)[\W_]*)?"
    r"(?:/|\b(?:van|op)(?: (?:de|het|die))?\b) ?\d",
    re.IGNORECASE,
)
_SEE: Final = re.compile(r"\b(?:zie|cfr?|vgl|idem)\b", re.IGNORECASE)
# A rate is no count: `10 gezinnen per maand`. But `65 per 31/03` tells the day.
_RATE: Final = re.compile(
    r"\b(?:per|elke|iedere) [^\W\d_]|/ ?(?:dag|week|maand|jaar|school|klas)\b",
    re.IGNORECASE,
)
# Digits that are only a part of what is meant: `2 x 30`, `3½`, `1,5k`, `2 dozijn`, and
# `1O5` with a letter for a nought.
_TIMES: Final = re.compile(r"\d\s?[x×]\s?\d", re.IGNORECASE)
_PART: Final = re.compile(
    r"\d\s?(?:[¼-¾⅐-⅞]|k(?![\w&])|(?:honderd|duizend|miljoen|mln|mio|dozijn|tiental"
    r"(?:len)?|honderdtal(?:len)?)\b)"
    r"|\d[oil](?![^\W\d_])|\d(?!x|[ck]?m[23]\b)[^\W\d_]{1,2}\d|\de[+-]\d",
    re.IGNORECASE,
)
_NEGATIVE: Final = re.compile(r"(?:-|minus\b) ?\d", re.IGNORECASE)
# Nobody counts `- 40 gezinnen` below zero: that dash starts a line of a list.
_LISTED: Final = re.compile(r"^- (?=\d[^-]* ?[^\W\d_]{3})")
_ERROR: Final = re.compile(r"#[^\W\d_][\w/]*[!?]?|Err:\d+", re.IGNORECASE)
_MOMENT: Final = " ¤ "  # stands where a date stood
_BRACKETS: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_WORD: Final = re.compile(r"[^\W\d_]|[%‰€$£?]")


@dataclass(frozen=True, slots=True)
class Lezing:
    """What a text says as a number.

    `waarde` is a count of zero or more, or `None`. `tekst` is what was written when it
    says more than the number (a unit, any word) or could not be read, else `None`.
    `geldig` is false when there is something that is no number of zero or more.
    """

    waarde: Getal | None
    tekst: str | None
    geldig: bool


NIETS: Final = Lezing(None, None, geldig=True)
"""Nothing was written."""


@lru_cache(maxsize=_MEMO)
def read_getal(tekst: str) -> Lezing:
    """Read what a person typed where a count is asked."""
    tekst = tekst.strip()
    plain = _LISTED.sub("", _SPACES.sub(" ", tekst.translate(_MINUS)))
    if _BLANK.fullmatch(plain):
        # `nvt` is a word, and words are kept; a dash is not.
        return Lezing(None, tekst if _WORD.search(tekst) else None, geldig=True)
    about = _ABOUT.sub(" ", plain)
    if _is_no_count(plain, about):
        return Lezing(None, tekst, geldig=False)
    counted = _YEAR.sub(_MOMENT, _DATE.sub(_MOMENT, _AMOUNT.sub("", about)))
    bare = _NO_COUNT.sub(" ", _PERCENT.sub(" ", counted))
    waarde, found = _one_number(bare)
    if not found:
        waarde = None if _COMPARED.search(bare) else read_telwoord_met_eenheid(bare)
        return Lezing(waarde, tekst, geldig=waarde is not None)
    outside = _outside(bare)
    if _PART.search(bare) or _SEE.search(outside):
        return Lezing(None, tekst, geldig=False)
    unsaid = any(s.search(bare) for s in (_COMPARED, _RATE, _TIMES))
    if waarde is None or unsaid or _LEFT.search(outside) or _OUT_OF.match(bare):
        return Lezing(None, tekst, geldig=True)
    return Lezing(waarde, tekst if _WORD.search(about) else None, geldig=True)


def read_cel(cel: Cell) -> Lezing:
    """Read a cell where a count is asked; what it holds decides, not how it looks.

    A number shown as a date is a count only when no date can be meant: a whole number
    whose day lies before 2000. A formula that was not computed is never zero.
    """
    if cel.error is not None:
        return Lezing(None, cel.error, geldig=False)
    match cel.value:
        case None:
            formula = f"={cel.formula}" if cel.formula else None
            return Lezing(None, formula, geldig=formula is None)
        case bool():
            return Lezing(None, "WAAR" if cel.value else "ONWAAR", geldig=False)
        case str():
            return read_getal(cel.value)
        case dt.datetime():
            return Lezing(None, _shown_date(cel.value), geldig=False)
        case _:
            return _typed(cel.value, dated=cel.dated)


def percentage(behaald: Getal | None, te_behalen: Getal | None) -> float | None:
    """100 x `behaald` / `te_behalen`, half up to one decimal.

    `None` when either is unknown or `te_behalen` is 0.
    """
    if behaald is None or not te_behalen:
        return None
    tenths = exact(behaald) * 1000 / exact(te_behalen)
    return float(Fraction(math.floor(tenths + Fraction(1, 2)), 10))


def drempel(te_behalen: Getal | None, deel: Fraction) -> Getal | None:
    """`te_behalen` x `deel`, not rounded; `None` when the target is unknown."""
    return None if te_behalen is None else getal(exact(te_behalen) * deel)


def exact(waarde: Getal) -> Fraction:
    """The number as it is written, not as binary approximates it: 0.1 is 1/10."""
    return Fraction(str(waarde))


def getal(waarde: Fraction) -> Getal:
    """A count for the dossier: whole where it is whole."""
    return int(waarde) if waarde.denominator == 1 else float(waarde)


def _one_number(text: str) -> tuple[Getal | None, bool]:
    """The one number that `text` can mean, and whether there is any at all.

    What stands in brackets counts when nothing stands outside, or as a confirmation
    (`driehonderd (300)`); a remark in brackets is not part of the number.
    """
    inside = [match[1] or match[2] or "" for match in _BRACKETS.finditer(text)]
    outside = _BRACKETS.sub(" ", text)
    numbers = re.findall(_NUMBER, outside)
    confirmed = [part.strip() for part in inside if re.fullmatch(_NUMBER, part.strip())]
    word = read_telwoord(outside)
    if not numbers and not confirmed:
        numbers = [number for part in inside for number in re.findall(_NUMBER, part)]
    values = {_value(number) for number in (*numbers, *confirmed)}
    if word is not None and (numbers or confirmed):
        values.add(word)
    return (values.pop() if len(values) == 1 else None), bool(numbers or confirmed)


def _outside(text: str) -> str:
    """`text` without its remarks in brackets, where a number stands outside them."""
    outside = _BRACKETS.sub(" ", text)
    return outside if re.search(_NUMBER, outside) else text


def _value(number: str) -> Getal | None:
    """One number by its separators; `None` where those leave more than one reading."""
    if match := _GROUPS.fullmatch(number):
        if number.startswith("0"):
            # `0.500` groups no thousands.
            return getal(Fraction(number)) if match[1] == "." else None
        digits = number.replace(match[1], "").replace(",", ".")
    elif _ENGLISH.fullmatch(number):
        digits = number.replace(",", "")
    elif _THOUSAND_OR_DECIMAL.fullmatch(number) or not _PLAIN.fullmatch(number):
        return None
    else:
        digits = number.replace(",", ".")
    return getal(Fraction(digits))


def _typed(value: float, *, dated: bool) -> Lezing:
    if not math.isfinite(value) or abs(value) >= 10**_MAX_DIGITS:
        return Lezing(None, str(value), geldig=False)
    # Excel shows fifteen digits; what a formula has behind them is noise.
    waarde = getal(Fraction(f"{value:.15g}"))
    if dated and not (isinstance(waarde, int) and 0 <= waarde < _NO_DAY):
        return Lezing(None, _shown_serial(value), geldig=False)
    if waarde < 0:
        return Lezing(None, str(waarde).replace(".", ","), geldig=False)
    return Lezing(waarde, None, geldig=True)


def _is_no_count(plain: str, about: str) -> bool:
    """Whether a whole text is a date, an error, a negative or too long to keep.

    `plain` is the text, `about` what is left of it without `±`, `ca.` and the like.
    """
    dated = any(sign.isdigit() for sign in plain) and bool(_DATE.fullmatch(plain))
    negative = bool(_NEGATIVE.match(about.strip("([ "))) and not plain.startswith("+")
    return dated or negative or bool(_ERROR.fullmatch(plain) or _LONG.search(plain))


def _shown_date(moment: dt.datetime) -> str:
    return f"{moment.day}/{moment.month}/{moment.year}"


def _shown_serial(serial: float) -> str:
    days = int(serial)
    if not 0 < days <= (dt.date.max - _EPOCH).days:
        return str(serial)
    day = _EPOCH + dt.timedelta(days=days)
    return f"{day.day}/{day.month}/{day.year}"
