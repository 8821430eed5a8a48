"""Letter: what was written under a heading, with none of its labels used.

Somebody who writes one text answers the part with it: the first question of a block of
section 1, the explanation of an action in section 2. How sure that is, is little. What
stands below its closing is no answer either.
"""

import re
from typing import Final

from pipeline.forms.grammar import JURY
from pipeline.forms.lines import WORD
from pipeline.forms.mapping import Formulier
from pipeline.forms.titles import PROSE, is_prose
from pipeline.forms.units import RawUnit

LETTER: Final = 0.5
"""How sure it is that a letter answers the question it is given to."""
_CLOSING: Final = re.compile(
    r"\W*(?:met )?(?:(?:de|veel|zeer|vriendelijke|hartelijke|beleefde|oprechte|beste|"
    r"warme|sportieve|collegiale)\s+){0,3}groet(?:en|jes)?\b[^.?:]{0,60}$|"
    r"\W*(?:hoogachtend|m\.?v\.?g\.?)\b[^.?:]{0,60}$",
    re.IGNORECASE,
)


def is_closing(text: str) -> bool:
    """Whether a line takes leave of the reader, as below a letter."""
    return bool(_CLOSING.match(text))


def read_letter(raw: RawUnit) -> None:
    """Set loose prose apart as the letter of a part without other words, in place."""
    if _has_words(raw):
        return
    written = [piece for piece in raw.loose if piece.written]
    if any(is_prose(piece) for piece in written):
        raw.letter, raw.loose = written, []


def letter_field(raw: RawUnit, formulier: Formulier) -> str | None:
    """The field that a letter answers; `None` where there is none such."""
    for veld in formulier.velden_van(raw.deel.id):
        if veld.soort == "tekst":
            return veld.naam
        if veld.soort in {"keuze", "optie"}:
            return veld.vervolg or veld.tekst
    return None


def _has_words(raw: RawUnit) -> bool:
    """Whether anything but a number or a tick was answered."""
    return any(
        (slot.veld.soort in {"tekst", "optie"} and slot.has_text)
        or sum(len(WORD.findall(piece.text)) for piece in slot.pieces) >= PROSE
        for slot in raw.all_slots()
        if not slot.veld.naam.startswith(JURY)
    )
