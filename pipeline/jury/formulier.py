"""Formulier: verdicts that the jury wrote in the official form's own rows.

    Reading of a motivation form -> Gelezen, or None when its rows are empty

The form closes each action with `Jurering ABB`. Who fills in those rows of the form
that a bestuur sent has given a verdict too. It counts when the form says of whom it is
and still holds the words that are in the dossier; a form is not sealed as a sheet is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.extract import extract_reading
from pipeline.dossier.extractie import (
    Extractie,
    MotivatieBlok,
    VerwachtingenBlok,
)
from pipeline.dossier.model import (
    Actie,
    Dossier,
    Initiatief,
    Jurering,
    Motivatie,
    Verwachtingen,
)
from pipeline.findings import KINDS
from pipeline.jury import identity
from pipeline.jury.answers import Answers, Antwoord
from pipeline.jury.collect import given_in, other_bestuur, unclear_in
from pipeline.jury.identity import JA, NEE, Vraag
from pipeline.jury.origins import UNSURE
from pipeline.jury.register import Gelezen, Register
from pipeline.jury.verdicts import JA_NEE, VRAGEN, answer
from pipeline.reading.block import Reading

SURE: Final = 0.8
"""From here on a form's own claim to be of a bestuur is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A block of jury rows: the `at`-th; `nummer` is 0 where no action is told."""

    at: int
    nummer: int
    jurering: Jurering


def read_form(
    reading: Reading, naam: str, sha256: str, register: Register
) -> Gelezen | None:
    """Read one document; `None` when it is no form with verdicts in it."""
    if register.programma is None or reading.sheets:
        return None
    extractie = extract_reading(
        reading, naam, sha256, register.programma, ronde=register.ronde.id
    )
    words = extractie.stimulansen.jurering if extractie.stimulansen else None
    if extractie.bestand.soort != "motivatie" or not (extractie.jurering or words):
        return None
    dossier, reason = _dossier(reading, extractie, register)
    reasons = [reason] if reason is not None else []
    rows: list[_Row] = []
    if dossier is not None:
        other = other_bestuur(naam, dossier, register)
        if other is not None:
            reasons.append(
                f"het bestand heet naar {other}, maar het is van {dossier.bestuur.id}"
            )
        reasons += _by_the_bestuur(sha256, dossier)
        rows = list(_rows(extractie, dossier))
        reasons += _suspicions(extractie, dossier, rows)
    answers = _answers(extractie, rows, words)
    if dossier is None or reasons:
        why = "; ".join(dict.fromkeys(reasons))
        told = KINDS["sheet-vervalst"].at(bron=sha256, naam=naam, reden=why)
        return Gelezen(dossier=dossier, answers=answers, bevindingen=(told,))
    return Gelezen(
        dossier=dossier,
        answers=answers,
        gegeven=tuple(given_in(identity.feiten_van(dossier), answers)),
        bevindingen=tuple(unclear_in(answers, naam, sha256)),
    )


def _dossier(
    reading: Reading, extractie: Extractie, register: Register
) -> tuple[Dossier | None, str | None]:
    """Give the dossier that a form is of, or why that cannot be told."""
    hidden = {
        name.removeprefix(identity.PREFIX): text
        for name, text in reading.properties
        if name.startswith(identity.PREFIX)
    }
    ronde = hidden.get("ronde") or extractie.ronde
    if ronde is not None and ronde != register.ronde.id:
        return None, f"het hoort bij ronde {ronde}, niet bij {register.ronde.id}"
    if extractie.formulier not in {None, *register.ronde.formulieren}:
        return None, f"het is het formulier {extractie.formulier} van een andere ronde"
    named = extractie.bestuur
    if named is None or named.zekerheid < SURE:
        return None, "het formulier zegt niet van welk bestuur het is"
    if hidden.get("bestuur") not in {None, named.id}:
        return None, "het formulier noemt twee besturen"
    dossier = register.dossiers.get(named.id)
    if dossier is None:
        return None, f"van bestuur {named.id} is hier geen dossier"
    return dossier, None


def _by_the_bestuur(sha256: str, dossier: Dossier) -> Iterator[str]:
    """Say why rows that a bestuur may have filled in itself are no verdict."""
    if sha256 in {bron.sha256 for bron in dossier.bronnen}:
        yield "het is het document dat het bestuur zelf indiende"
    if any(b.code == "jurering-in-indiening" for b in dossier.bevindingen):
        yield "het bestuur vulde de rijen van de jury zelf al in"


def _rows(extractie: Extractie, dossier: Dossier) -> Iterator[_Row]:
    """Give each row with its action, told by the motivation where it is not named."""
    paired = len(extractie.jurering) == len(extractie.motivaties)
    for at, blok in enumerate(extractie.jurering):
        nummer = blok.actie
        if nummer is None and paired:
            words = extractie.motivaties[at]
            same = [
                actie.nummer
                for actie in dossier.acties
                if actie.motivatie is not None
                and actie.motivatie.waarom == words.waarom
                and actie.motivatie.inspanningen == words.inspanningen
                and actie.motivatie.initiatieven == words.initiatieven
            ]
            nummer = same[0] if len(same) == 1 else None
        jurering = Jurering(
            voldoende=blok.voldoende, conclusie=blok.conclusie, verlengen=blok.verlengen
        )
        yield _Row(at=at, nummer=nummer or 0, jurering=jurering)


def _suspicions(
    extractie: Extractie,
    dossier: Dossier,
    rows: Sequence[_Row],
) -> Iterator[str]:
    known = {actie.nummer: actie for actie in dossier.acties}
    said: list[int] = []
    for nummer in (row.nummer for row in rows):
        if not nummer:
            yield "bij een oordeel staat niet over welke actie het gaat"
        elif nummer not in known:
            yield f"over actie {nummer} moet de jury niet oordelen"
        elif nummer in said:
            yield f"over actie {nummer} staan er twee oordelen"
        elif not _is_same(extractie, known[nummer]):
            yield (
                f"wat het bestuur over actie {nummer} schreef, is niet wat in het "
                "dossier staat"
            )
        said.append(nummer)
    judged = identity.feiten_stimulansen(dossier)
    if extractie.stimulansen is not None and extractie.stimulansen.jurering:
        now = dossier.model_copy(update={"stimulansen": extractie.stimulansen})
        if identity.feiten_stimulansen(now) != judged:
            yield "de stimulansen zijn niet die van het dossier"


def _is_same(extractie: Extractie, actie: Actie) -> bool:
    """Whether the form holds the words about `actie` that are in the dossier."""
    nummer = actie.nummer
    theirs = [
        *map(_motivated, filter(None, (actie.motivatie, *actie.motivaties_extra))),
        *map(
            _expected, filter(None, (actie.verwachtingen, *actie.verwachtingen_extra))
        ),
    ]
    ours = [
        *(_motivated(m) for m in extractie.motivaties if m.actie in {None, nummer}),
        *(_expected(v) for v in extractie.verwachtingen if v.actie == nummer),
    ]
    return all(words in ours for words in theirs if words)


def _motivated(given: Motivatie | MotivatieBlok) -> str:
    initiatives = map(_initiative, given.initiatieven)
    return _words(given.waarom, given.inspanningen, *initiatives)


def _expected(given: Verwachtingen | VerwachtingenBlok) -> str:
    words = (given.antwoord, given.toelichting, *given.onderdelen.values())
    return _words(*words, given.niet_uitgevoerd, given.stopzetting)


def _words(*texts: str | None) -> str:
    return "".join("".join((text or "").split()) for text in texts)


def _initiative(given: Initiatief) -> str:
    return _words(given.omschrijving, given.timing, given.kpi_tekst or str(given.kpi))


def _answers(
    extractie: Extractie,
    rows: Sequence[_Row],
    words: str | None,
) -> Answers:
    clashing = {
        b.actie for b in extractie.bevindingen if b.code == "keuze-tegenstrijdig"
    }
    found = [
        _answer(extractie, row, vraag, clashing=row.nummer in clashing)
        for row in rows
        for vraag in VRAGEN
    ]
    return Answers(
        antwoorden=tuple(found),
        stimulansen=words,
        jurylid=None,
        datum=None,
        moved=(),
    )


def _answer(
    extractie: Extractie, row: _Row, vraag: Vraag, *, clashing: bool
) -> Antwoord:
    plek = extractie.herkomst.get(f"/jurering/{row.at}/{vraag}")
    given = answer(row.jurering, vraag)
    place = plek.plaats if plek else "Jurering ABB"
    unclear = None
    if isinstance(given, bool) and plek is not None and plek.zekerheid < UNSURE:
        unclear, given = f"{JA if given else NEE}?", None
    elif vraag in JA_NEE and given is None and clashing:
        unclear = "Ja en Nee"
    return Antwoord(
        nummer=row.nummer,
        vraag=vraag,
        plaats=place,
        hoe="formulier",
        waarde=given if isinstance(given, bool) else None,
        tekst=given if isinstance(given, str) else None,
        onduidelijk=unclear,
    )
