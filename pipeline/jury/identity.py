"""Identity: what ties a jury sheet to its dossier, and a verdict to its question.

The same names serve whoever makes a sheet and whoever reads it back. A sheet says
three times which dossier it is: in custom properties, in its `kenmerk` on page one, and
in the tags of its controls. LibreOffice drops tags when it saves (research, ecosystem
4.2), so each question also has a code that a person sees: `V15-a`.
"""

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from pipeline.dossier.model import Actie, Dossier

Vraag = Literal["voldoende", "verlengen", "conclusie"]

LETTERS: Final[Mapping[Vraag, str]] = MappingProxyType(
    {"voldoende": "a", "verlengen": "b", "conclusie": "c"}
)
JA: Final = "Ja"
NEE: Final = "Nee"
_WORDS: Final = {True: JA, False: NEE, None: None}
STIMULANSEN_TAG: Final = "stimulansen-jurering"
STIMULANSEN_CODE: Final = "VS"
JURYLID_TAG: Final = "jury-naam"
DATUM_TAG: Final = "jury-datum"

KEUZE: Final = "Kies Ja of Nee"
CONCLUSIE: Final = "Typ hier de conclusie van de jury"
STIMULANSEN: Final = "Typ hier wat de jury besluit"
JURYLID: Final = "Naam van het jurylid"
DATUM: Final = "Kies een datum"
PROMPTS: Final = frozenset({KEUZE, CONCLUSIE, STIMULANSEN, JURYLID, DATUM})
"""What an empty control shows: no answer, also where an editor lost that mark."""

SCHEMA: Final = "jurysheet/1"
PREFIX: Final = "samenleven-"
"""Before the name of each of our custom document properties."""


def tag(nummer: int, vraag: Vraag) -> str:
    """Give the tag of a control: `actie-15-voldoende` (contract, section 2)."""
    return f"actie-{nummer}-{vraag}"


def code(nummer: int, vraag: Vraag) -> str:
    """Give the visible code of a question: `V15-a`."""
    return f"V{nummer}-{LETTERS[vraag]}"


def feiten(actie: Actie) -> str:
    """Fingerprint the facts on which a verdict about `actie` rests, in 12 hex digits.

    The name of the action and the verdict itself are no facts: a verdict stays fresh
    when the catalogue is worded anew.
    """
    return _fingerprint(actie.model_dump(mode="json", exclude={"naam", "jurering"}))


def kenmerk(dossier: Dossier) -> str:
    """Fingerprint a dossier as far as the jury judges it, in 12 hex digits."""
    stimulansen = dossier.stimulansen.model_dump(mode="json", exclude={"jurering"})
    facts = [feiten(actie) for actie in dossier.acties]
    return _fingerprint([dossier.ronde, dossier.bestuur.id, facts, stimulansen])


def properties(dossier: Dossier, template: bytes) -> dict[str, str]:
    """Give the custom properties that a sheet carries, by name."""
    facts = {f"actie-{actie.nummer}": feiten(actie) for actie in dossier.acties}
    named = {
        "schema": SCHEMA,
        "ronde": dossier.ronde,
        "bestuur": dossier.bestuur.id,
        "kenmerk": kenmerk(dossier),
        "sjabloon": hashlib.sha256(template).hexdigest()[:12],
        **facts,
    }
    return {f"{PREFIX}{name}": text for name, text in named.items()}


def answers(dossier: Dossier) -> dict[str, str | None]:
    """Give what each control shows, by tag: `None` leaves its prompt."""
    shown: dict[str, str | None] = {STIMULANSEN_TAG: dossier.stimulansen.jurering}
    for actie in dossier.acties:
        jurering = actie.jurering
        shown[tag(actie.nummer, "voldoende")] = _WORDS[jurering.voldoende]
        shown[tag(actie.nummer, "verlengen")] = _WORDS[jurering.verlengen]
        shown[tag(actie.nummer, "conclusie")] = jurering.conclusie
    return shown


def _fingerprint(facts: Any) -> str:
    # `Any`: whatever `model_dump(mode="json")` gives, which json takes.
    text = json.dumps(facts, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
