"""Letter: what was written under a heading, with none of its labels used.

Somebody who writes one text answers the first question of the part with it.
"""

from typing import Final

from pipeline.forms.lines import WORD
from pipeline.forms.mapping import Formulier, Veld
from pipeline.forms.titles import PROSE, is_prose
from pipeline.forms.units import Piece, RawUnit, Slot

_LIKELY: Final = 0.5


def read_letter(raw: RawUnit, formulier: Formulier) -> None:
    """Make loose prose the answer of a part that has no other text, in place."""
    veld = _first_question(raw, formulier)
    if veld is None or _has_words(raw):
        return
    letter = [piece for piece in raw.loose if piece.written]
    if not any(is_prose(piece) for piece in letter):
        return
    slot = raw.slots.setdefault(veld.naam, Slot(veld, letter[0].line, 0, _LIKELY))
    slot.zekerheid = _LIKELY
    slot.pieces = letter
    raw.loose = []


def _first_question(raw: RawUnit, formulier: Formulier) -> Veld | None:
    if raw.deel.doel == "motivaties":
        return next(
            (v for v in formulier.velden_van(raw.deel.id) if v.soort == "tekst"), None
        )
    return None


def _has_words(raw: RawUnit) -> bool:
    texts = [s for s in raw.all_slots() if not s.veld.naam.startswith("jurering")]
    return any(
        sum(len(WORD.findall(piece.text)) for piece in slot.pieces) >= PROSE
        or (slot.veld.soort == "tekst" and slot.has_text)
        for slot in texts
    )


def loose_words(pieces: list[Piece]) -> int:
    """How many words stand in `pieces`."""
    return sum(len(WORD.findall(piece.text)) for piece in pieces)
