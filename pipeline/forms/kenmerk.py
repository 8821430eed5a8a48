"""Kenmerk: what a filled or personal form says about itself, hidden and in sight.

    ronde, bestuur, blank -> custom properties, and a short code

The properties tell which form it is when it comes back; the code tells a person, and
whoever types over the whole document by hand.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.canonical import canonical

SCHEMA: Final = "formulier/1"
PREFIX: Final = "samenleven-"
"""Before the name of each of our custom document properties."""
FORM: Final = f"{PREFIX}formulier"
"""The property that names the form."""
WORD: Final = "Kenmerk"
"""The word before the code."""

_CODE: Final = re.compile(rf"{WORD} ([\w.-]+)/([\w.-]+)/[0-9A-F]{{6}}(?: – .*)?")
# In a subject: the mark of our mails between brackets, or the code of a form.
_MARK: Final = re.compile(
    r"\[([\w-]{1,40})/([\w-]{1,40})\]"
    r"|(?<![\w/-])([\w-]{1,40})/([\w-]{1,40})/[0-9A-F]{6}(?![\w/-])"
)
_DIGITS: Final = 6
_PRINTED_DIGITS: Final = 12
PRINTED: Final = "velden"
"""The property that tells which fields the form printed, and with what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kenmerk:
    """Which form this is: of which round, of whom, made of which blank."""

    ronde: str
    bestuur: str
    naam: str
    formulier: str
    sjabloon: str
    """The sha256 of the blank."""

    @classmethod
    def of(
        cls, ronde: str, bestuur: tuple[str, str], formulier: str, blank: bytes
    ) -> "Kenmerk":
        """The kenmerk of a form made of `blank`; `bestuur` is id and name."""
        return cls(
            ronde=ronde,
            bestuur=bestuur[0],
            naam=canonical(bestuur[1]),
            formulier=formulier,
            sjabloon=hashlib.sha256(blank).hexdigest(),
        )

    @property
    def properties(self) -> Mapping[str, str]:
        """The custom document properties by name, without our prefix."""
        return {
            "schema": SCHEMA,
            "formulier": self.formulier,
            "sjabloon": self.sjabloon,
            "ronde": self.ronde,
            "bestuur": self.bestuur,
            "naam": self.naam,
        }

    @property
    def code(self) -> str:
        """The short code in sight: `pj2-tussentijds/23077/9F2C01`."""
        parts = f"{self.ronde}/{self.bestuur}"
        digest = hashlib.sha256(f"{parts}/{self.formulier}/{self.sjabloon}".encode())
        return f"{parts}/{digest.hexdigest()[:_DIGITS].upper()}"

    @property
    def line(self) -> str:
        """The code as a line to show, with whose form it is."""
        return f"{WORD} {self.code} – {self.naam}"


def printed_mark(naam: str, tekst: str) -> str:
    """What tells that the form itself printed `tekst` in its field `naam`.

    A few digits of a digest: enough to know the text again, not to carry it.
    """
    text = " ".join(canonical(tekst).split())
    return hashlib.sha256(f"{naam}\n{text}".encode()).hexdigest()[:_PRINTED_DIGITS]


def is_kenmerk(text: str) -> bool:
    """Whether a line is one that we showed, and nobody wrote."""
    return _CODE.fullmatch(text.strip()) is not None


def subject_mark(ronde: str, bestuur: str) -> str:
    """What a subject ends with, to know an answer again: `[pj2-tussentijds/23077]`."""
    return f"[{ronde}/{bestuur}]"


def marked(subject: str) -> tuple[tuple[str, str], ...]:
    """Every ronde with its bestuur that a subject is marked with, each once."""
    found = _MARK.finditer(subject)
    return tuple(dict.fromkeys((m[1] or m[3], m[2] or m[4]) for m in found))
