"""Collect: a returned jury sheet is held against its dossier, and its verdicts read.

    Returned + Register -> Gelezen: verdicts, or why there are none

A sheet is believed as a whole or not at all. It must say which dossier it is of, carry
our seal unbroken where it has one, rest on the facts of today, and still show the words
on which the jury was to judge. What fails gives `sheet-vervalst` and no verdict
(research, reliability row 52). A sheet that says nothing does no harm: it is told.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import Dossier, Jurering
from pipeline.dossier.programma import Programma
from pipeline.dossier.rondes import Ronde
from pipeline.findings import KINDS, Bevinding
from pipeline.jury import identity
from pipeline.jury.answers import Answers, Antwoord, read_answers
from pipeline.jury.context import to_judge
from pipeline.jury.original import Original
from pipeline.jury.returned import Returned
from pipeline.jury.verdicts import STIMULANSEN, VRAGEN


@dataclass(slots=True, kw_only=True)
class Register:
    """The dossiers of one ronde by id of the bestuur, against which sheets are held.

    `key` is that of the workspace, `None` where there is none. With `programma` the
    official form is read too, for verdicts in its own rows.
    """

    dossiers: Mapping[str, Dossier]
    ronde: Ronde
    catalogus: Catalogus
    key: bytes | None = None
    programma: Programma | None = None
    _originals: dict[str, Original] = field(default_factory=dict)

    def original(self, dossier: Dossier) -> Original:
        """Give the sheet that we made of `dossier`; made once."""
        name = dossier.bestuur.id
        if name not in self._originals:
            self._originals[name] = Original(dossier, self.ronde, self.catalogus)
        return self._originals[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegeven:
    """What a sheet says of one action, or of the stimulansen, on what facts."""

    actie: int
    jurering: Jurering
    feiten: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gelezen:
    """One jury sheet, read. `dossier` is `None` when it could not be told.

    `gegeven` is empty for a sheet that is not believed, and for one not filled in.
    """

    dossier: Dossier | None
    answers: Answers | None = None
    gegeven: tuple[Gegeven, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def is_forged(self) -> bool:
        """Whether it is not the sheet that we made."""
        return any(b.code == "sheet-vervalst" for b in self.bevindingen)


def read_sheet(sheet: Returned, naam: str, sha256: str, register: Register) -> Gelezen:
    """Read one sheet from the file `naam`; what it holds never raises."""
    dossier, reason = _dossier(sheet, register)
    answers = None
    reasons = [reason] if reason is not None else []
    if dossier is not None:
        original = register.original(dossier)
        answers = read_answers(sheet.blocks, original.prompts, original.labels)
        if not answers.is_empty or not answers.antwoorden:
            reasons += _suspicions(sheet, naam, dossier, answers, register)
    if dossier is None or answers is None or reasons:
        why = "; ".join(dict.fromkeys(reasons))
        told = KINDS["sheet-vervalst"].at(bron=sha256, naam=naam, reden=why)
        return Gelezen(dossier=dossier, answers=answers, bevindingen=(told,))
    if answers.belangenconflict:
        who = answers.jurylid or "Een jurylid"
        told = KINDS["belangenconflict"].at(bron=sha256, naam=naam, wie=who)
        return Gelezen(dossier=dossier, answers=answers, bevindingen=(told,))
    return Gelezen(
        dossier=dossier,
        answers=answers,
        gegeven=tuple(given_in(dossier, answers)),
        bevindingen=tuple(unclear_in(answers, naam, sha256)),
    )


def _dossier(sheet: Returned, register: Register) -> tuple[Dossier | None, str | None]:
    """Give the dossier that a sheet is of, or why that cannot be told or trusted."""
    claim = sheet.claim
    if claim is None:
        return None, "het kenmerk op de eerste bladzijde is weg"
    dossier = register.dossiers.get(claim.bestuur)
    if claim.ronde != register.ronde.id:
        return None, f"ze hoort bij ronde {claim.ronde}, niet bij {register.ronde.id}"
    if dossier is None:
        return None, f"van bestuur {claim.bestuur} is hier geen dossier"
    if sheet.hidden is not None and sheet.shown not in {None, sheet.hidden}:
        return dossier, "het kenmerk op de eerste bladzijde is niet dat van het bestand"
    return dossier, None


def _suspicions(
    sheet: Returned, naam: str, dossier: Dossier, answers: Answers, register: Register
) -> Iterator[str]:
    """Say in what a sheet is not the one that we made of `dossier`."""
    properties, key = sheet.properties, register.key
    sealed = properties.get(identity.ZEGEL)
    if key is not None and sealed is not None:
        ours = identity.zegel(properties, key)
        if not compare_digest(ours.encode(), sealed.encode()):
            yield "het zegel klopt niet met de gegevens in het document"
    other = other_bestuur(naam, dossier, register)
    if other is not None:
        yield f"het bestand heet naar {other}, maar het is die van {dossier.bestuur.id}"
    if sheet.claim is None or sheet.claim.kenmerk != identity.kenmerk(dossier):
        yield f"de gegevens zijn gewijzigd sinds ze gemaakt is{_which(sheet, dossier)}"
        return
    if _which(sheet, dossier):
        yield "de verborgen gegevens van een actie zijn gewijzigd"
    yield from _misplaced(dossier, answers, register)
    original = register.original(dossier)
    if sealed is None or properties.get("sjabloon") == original.sjabloon:
        lost = original.lost(sheet.blocks, part=sheet.is_part)
        if lost is not None:
            yield f"‘{lost}’ is gewijzigd of weg, of staat op een andere plaats"


def _misplaced(dossier: Dossier, answers: Answers, register: Register) -> Iterator[str]:
    """Say which questions are not those of the dossier, or not where they belong."""
    judged = {actie.nummer for actie in to_judge(dossier, register.catalogus)}
    for nummer in sorted({a.nummer for a in answers.antwoorden} - judged):
        yield f"over actie {nummer} moet de jury niet oordelen"
    found = {identity.code(a.nummer, a.vraag) for a in answers.antwoorden}
    wanted = [identity.code(n, vraag) for n in sorted(judged) for vraag in VRAGEN]
    for code in [code for code in wanted if code not in found]:
        yield f"de plaats voor {code} is weg"
    for code in answers.moved:
        yield f"het veld van {code} staat bij een andere vraag"


def other_bestuur(naam: str, dossier: Dossier, register: Register) -> str | None:
    """Give the id of another bestuur by which the file is called; `None` for none.

    A sheet of ours is called by the id. A name of a bestuur is asked only when it is
    all there is: jurors have such names too.
    """
    stem = (naam.rpartition(".")[0] or naam).strip().casefold()

    def is_told(name: str) -> bool:
        return bool(re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", stem))

    if is_told(dossier.bestuur.id):
        return None
    for name, other in register.dossiers.items():
        is_own = name == dossier.bestuur.id
        if not is_own and (is_told(name) or stem == other.bestuur.naam.casefold()):
            return name
    return None


def _which(sheet: Returned, dossier: Dossier) -> str:
    """Name the actions of which the facts are not those on the sheet; `` for none."""
    if not sheet.properties:
        return ""
    now = {f"actie-{a.nummer}": identity.feiten(a) for a in dossier.acties}
    told = {
        name: text
        for name, text in sheet.properties.items()
        if name.removeprefix("actie-").isdecimal()
    }
    changed = [
        name.removeprefix("actie-")
        for name in now.keys() | told.keys()
        if now.get(name) != told.get(name)
    ]
    if not changed:
        return ""
    return f" (actie {', '.join(sorted(changed, key=int))})"


def given_in(dossier: Dossier, answers: Answers) -> Iterator[Gegeven]:
    """Give what is said of each action that got any answer."""
    for actie in dossier.acties:
        said = {a.vraag: a for a in answers.antwoorden if a.nummer == actie.nummer}
        jurering = Jurering(
            voldoende=said["voldoende"].waarde if "voldoende" in said else None,
            conclusie=said["conclusie"].tekst if "conclusie" in said else None,
            verlengen=said["verlengen"].waarde if "verlengen" in said else None,
        )
        if jurering != Jurering():
            yield Gegeven(
                actie=actie.nummer, jurering=jurering, feiten=identity.feiten(actie)
            )
    if answers.stimulansen is not None:
        yield Gegeven(
            actie=STIMULANSEN,
            jurering=Jurering(conclusie=answers.stimulansen),
            feiten=identity.feiten_stimulansen(dossier),
        )


def unclear_in(answers: Answers, naam: str, sha256: str) -> Iterator[Bevinding]:
    """Tell of each answer that has no certain meaning."""
    for antwoord in answers.antwoorden:
        if antwoord.onduidelijk is not None:
            yield KINDS["verdict-onduidelijk"].at(
                actie=antwoord.nummer,
                bron=sha256,
                plaats=_place(antwoord),
                vraag=antwoord.vraag,
                naam=naam,
                tekst=antwoord.onduidelijk,
            )


def _place(antwoord: Antwoord) -> str:
    return f"{identity.code(antwoord.nummer, antwoord.vraag)}, {antwoord.plaats}"
