"""Identity: what ties a jury sheet to its dossier, and a verdict to its question.

The same names serve whoever makes a sheet and whoever reads it back. A sheet says
three times which dossier it is: in custom properties, in its `kenmerk` on page one, and
in the tags of its controls. That it is ours it says twice: with a hidden seal over the
properties, and with a short one behind the kenmerk, which no editor takes away.
LibreOffice drops tags when it saves (research, ecosystem 4.2), so each question also
has a code that a person sees: `V15-a`.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from pipeline.dossier.model import Actie, Dossier, Jurering

Vraag = Literal["voldoende", "verlengen", "conclusie"]

LETTERS: Final[Mapping[Vraag, str]] = MappingProxyType(
    {"voldoende": "a", "verlengen": "b", "conclusie": "c"}
)
VRAGEN: Final[Mapping[str, Vraag]] = MappingProxyType(
    {letter: vraag for vraag, letter in LETTERS.items()}
)
JA: Final = "Ja"
NEE: Final = "Nee"
_WORDS: Final = {True: JA, False: NEE, None: None}
STIMULANSEN_TAG: Final = "stimulansen-jurering"
STIMULANSEN_CODE: Final = "VS"
JURYLID_TAG: Final = "jury-naam"
DATUM_TAG: Final = "jury-datum"
BELANGEN_TAG: Final = "jury-belangenconflict"

KEUZE: Final = "Kies Ja of Nee"
CONCLUSIE: Final = "Typ hier de conclusie van de jury"
STIMULANSEN: Final = "Typ hier wat de jury besluit"
JURYLID: Final = "Naam van het jurylid"
DATUM: Final = "Kies een datum"
BELANGEN: Final = "Ik heb een belangenconflict en oordeel niet over dit dossier."
"""What a juror ticks; a sheet with that tick gives no verdict."""
PROMPTS: Final = frozenset({KEUZE, CONCLUSIE, STIMULANSEN, JURYLID, DATUM})
"""What an empty control shows: no answer, also where an editor lost that mark."""

SCHEMA: Final = "jurysheet/1"
PREFIX: Final = "samenleven-"
"""Before the name of each of our custom document properties."""
ZEGEL: Final = "zegel"
VEROUDERD: Final = "verdict-verouderd"

_MEMO: Final = 64
# By identity, which is theirs alone as long as they are kept here: they are frozen, and
# to compare them by what they hold would take as long as their fingerprint.
_told: Final[dict[int, tuple[Actie, str]]] = {}

KENMERK: Final = re.compile(
    r"([\w-]{1,40})\s{1,3}[·•∙]\s{1,3}([\w-]{1,40})\s{1,3}[·•∙]\s{1,3}([0-9a-f]{12})\b"
    r"(?:\s{1,3}[·•∙]\s{1,3}([0-9a-f]{8})\b)?"
)
"""The `kenmerk` as page one shows it: bestuur, ronde, fingerprint, `waarmerk`."""
TAGGED: Final = re.compile(r"actie-([0-9]{1,4})-(voldoende|verlengen|conclusie)")
CODED: Final = re.compile(r"V([0-9]{1,4})-([abc])\b")
"""A visible code; an alias begins with it."""


def tag(nummer: int, vraag: Vraag) -> str:
    """Give the tag of a control: `actie-15-voldoende` (contract, section 2)."""
    return f"actie-{nummer}-{vraag}"


def code(nummer: int, vraag: Vraag) -> str:
    """Give the visible code of a question: `V15-a`."""
    return f"V{nummer}-{LETTERS[vraag]}"


def feiten(actie: Actie) -> str:
    """Fingerprint the facts on which a verdict about `actie` rests, in 12 hex digits.

    The name of the action and the verdict itself are no facts: a verdict stays fresh
    when the catalogue is worded anew. One sheet asks for the same some five times.
    """
    known = _told.get(id(actie))
    if known is None:
        if len(_told) >= _MEMO:
            _told.clear()
        facts = actie.model_dump(mode="json", exclude={"naam", "jurering"})
        known = _told[id(actie)] = (actie, _fingerprint(facts))
    return known[1]


def feiten_stimulansen(dossier: Dossier) -> str:
    """Fingerprint what the jury judges of the stimulansen, in 12 hex digits."""
    return _fingerprint(_stimulansen(dossier))


def kenmerk(dossier: Dossier) -> str:
    """Fingerprint a dossier as far as the jury judges it, in 12 hex digits."""
    facts = [feiten(actie) for actie in dossier.acties]
    stimulansen = _stimulansen(dossier)
    return _fingerprint([dossier.ronde, dossier.bestuur.id, facts, stimulansen])


def feiten_van(dossier: Dossier) -> dict[int, str]:
    """Fingerprint the facts under every verdict, by the number of its action.

    Under 0 those of the stimulansen, which no action has.
    """
    told = {actie.nummer: feiten(actie) for actie in dossier.acties}
    return told | {0: feiten_stimulansen(dossier)}


def waarmerk(bestuur: str, ronde: str, stand: str, key: bytes) -> str:
    """Seal a kenmerk with the key of a workspace, in 8 hex digits for page one."""
    text = json.dumps([SCHEMA, bestuur, ronde, stand])
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:8]


def shown(dossier: Dossier, key: bytes | None = None) -> str:
    """Give the kenmerk as page one shows it; with its `waarmerk` where there is a key.

    `23027 · pj2-tussentijds · 4926dabdfc8a · 5d0c77e1`
    """
    facts = kenmerk(dossier)
    words = [dossier.bestuur.id, dossier.ronde, facts]
    if key is not None:
        words.append(waarmerk(dossier.bestuur.id, dossier.ronde, facts, key))
    return " · ".join(words)


def _stimulansen(dossier: Dossier) -> Any:
    # `Any`: as for `_fingerprint`.
    return dossier.stimulansen.model_dump(mode="json", exclude={"jurering"})


def zegel(named: Mapping[str, str], key: bytes) -> str:
    """Seal properties (names without prefix) with the key of a workspace.

    Who has no key cannot change a property without it showing. The verdict is no part
    of it: that is what the jury fills in.
    """
    sealed = {name: text for name, text in named.items() if name != ZEGEL}
    text = json.dumps(sealed, ensure_ascii=True, sort_keys=True)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]


def sjabloon(template: bytes) -> str:
    """Fingerprint a template, in 12 hex digits: how its sha256 begins."""
    return hashlib.sha256(template).hexdigest()[:12]


def properties(
    dossier: Dossier, template: bytes, key: bytes | None = None
) -> dict[str, str]:
    """Give the custom properties that a sheet carries, by name; sealed with `key`."""
    facts = {f"actie-{actie.nummer}": feiten(actie) for actie in dossier.acties}
    named = {
        "schema": SCHEMA,
        "ronde": dossier.ronde,
        "bestuur": dossier.bestuur.id,
        "kenmerk": kenmerk(dossier),
        "sjabloon": sjabloon(template),
        **facts,
    }
    if key is not None:
        named[ZEGEL] = zegel(named, key)
    return {f"{PREFIX}{name}": text for name, text in named.items()}


def answers(dossier: Dossier) -> dict[str, str | None]:
    """Give what each control shows, by tag: `None` leaves its prompt.

    A verdict on facts that changed since is asked anew: were it filled in already, a
    sheet that nobody looked at would confirm it.
    """
    old = {
        b.actie
        for b in dossier.bevindingen
        if b.code == VEROUDERD and b.bron is None  # with one: a sheet that came late
    }
    conclusie = None if None in old else dossier.stimulansen.jurering
    shown: dict[str, str | None] = {STIMULANSEN_TAG: conclusie}
    for actie in dossier.acties:
        jurering = Jurering() if actie.nummer in old else actie.jurering
        shown[tag(actie.nummer, "voldoende")] = _WORDS[jurering.voldoende]
        shown[tag(actie.nummer, "verlengen")] = _WORDS[jurering.verlengen]
        shown[tag(actie.nummer, "conclusie")] = jurering.conclusie
    return shown


def _fingerprint(facts: Any) -> str:
    # `Any`: whatever `model_dump(mode="json")` gives, which json takes.
    text = json.dumps(facts, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
