"""Collect: a returned jury sheet is held against its dossier, and its verdicts read.

    Returned + Register -> Gelezen: verdicts, or why there are none

A sheet is believed as a whole or not at all. It must say which dossier it is of, carry
our seals unbroken where it has them, and still show the words on which the jury was to
judge. What fails gives `sheet-vervalst` and no verdict (research, reliability row 52).
A sheet that we made before the facts changed is no forgery: what it says of an action
that stayed the same counts as ever; of any other it gives `verdict-verouderd`, and is
kept and counts for nothing. A sheet that says nothing does no harm: it is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from pipeline.dossier.model import Dossier, Jurering
from pipeline.findings import KINDS, Bevinding
from pipeline.jury import identity
from pipeline.jury.answers import Answers, Antwoord, read_answers
from pipeline.jury.context import to_judge
from pipeline.jury.eerder import (
    changed,
    facts_then,
    facts_told,
    now_other,
    outdated,
)
from pipeline.jury.original import Original
from pipeline.jury.register import Gegeven, Gelezen, Register
from pipeline.jury.returned import Returned
from pipeline.jury.verdicts import STIMULANSEN, VRAGEN


def read_sheet(sheet: Returned, naam: str, sha256: str, register: Register) -> Gelezen:
    """Read one sheet from the file `naam`; what it holds never raises."""
    dossier, reason = _dossier(sheet, register)
    if dossier is None or sheet.claim is None:
        return Gelezen(dossier=None, bevindingen=(_forged(sha256, naam, [reason]),))
    basis = register.facts(dossier, sheet.claim)
    answers = _answers(sheet, basis or dossier, register)
    found: tuple[Bevinding, ...] = ()
    reasons = [reason]
    if not answers.is_empty or not answers.antwoorden:
        reasons += _suspicions(sheet, naam, (dossier, basis), answers, register)
    if any(reasons):
        found = (_forged(sha256, naam, reasons),)
        return Gelezen(dossier=dossier, answers=answers, bevindingen=found)
    if answers.belangenconflict:
        who = answers.jurylid or "Een jurylid"
        found = (KINDS["belangenconflict"].at(bron=sha256, naam=naam, wie=who),)
        return Gelezen(dossier=dossier, answers=answers, bevindingen=found)
    then = facts_then(sheet, basis, answers)
    stale = now_other(then, dossier) if basis is not None else set(then)
    gegeven = tuple(given_in(then, answers, stale))
    unclear = tuple(unclear_in(answers, naam, sha256))
    found = tuple(told for told in unclear if told.actie not in stale)
    if basis is not dossier and not answers.is_empty:
        about = [one.actie for one in gegeven if not one.is_actueel]
        doubted = {told.actie for told in unclear if told.actie is not None}
        about += sorted((doubted & stale).difference(about))
        which = changed(facts_told(sheet) or then, dossier)
        if about or not (gegeven or found):
            found += tuple(outdated(about, which, naam, sha256))
    return Gelezen(dossier=dossier, answers=answers, gegeven=gegeven, bevindingen=found)


def _answers(sheet: Returned, basis: Dossier, register: Register) -> Answers:
    made = register.original(basis, sheet.properties.get("sjabloon"))
    original = made or Original(basis, register.ronde, register.catalogus)
    return read_answers(sheet.blocks, original.prompts, original.labels)


def _forged(sha256: str, naam: str, reasons: Sequence[str | None]) -> Bevinding:
    why = "; ".join(dict.fromkeys(filter(None, reasons)))
    return KINDS["sheet-vervalst"].at(bron=sha256, naam=naam, reden=why)


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
    sheet: Returned,
    naam: str,
    dossiers: tuple[Dossier, Dossier | None],
    answers: Answers,
    register: Register,
) -> Iterator[str]:
    """Say in what a sheet is not one that we made.

    `dossiers` are that of today, and the facts that the sheet was made of.
    """
    dossier, basis = dossiers
    is_sealed = register.is_sealed(sheet)
    if is_sealed is False:
        yield "het zegel klopt niet met de gegevens in het document"
    other = other_bestuur(naam, dossier, register)
    if other is not None:
        yield f"het bestand heet naar {other}, maar het is die van {dossier.bestuur.id}"
    if basis is None:
        if not is_sealed:
            which = changed(facts_told(sheet), dossier)
            yield (
                f"ze rust niet op de gegevens van nu{which}, en niets toont dat wij ze "
                "zo maakten"
            )
        return
    if changed(facts_told(sheet), basis):
        yield "de verborgen gegevens van een actie zijn gewijzigd"
    yield from _misplaced(basis, answers, register)
    original = register.original(basis, sheet.properties.get("sjabloon"))
    if original is None:
        yield "ze is gemaakt met een ander sjabloon, dat hier niet bewaard is"
        return
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


def given_in(
    feiten: Mapping[int, str], answers: Answers, stale: Set[int] = frozenset()
) -> Iterator[Gegeven]:
    """Give what is said of each action that got any answer; `feiten` by its number.

    Of those in `stale` the facts are others by now.
    """
    for nummer in sorted(feiten.keys() - {STIMULANSEN}):
        said = {a.vraag: a for a in answers.antwoorden if a.nummer == nummer}
        jurering = Jurering(
            voldoende=said["voldoende"].waarde if "voldoende" in said else None,
            conclusie=said["conclusie"].tekst if "conclusie" in said else None,
            verlengen=said["verlengen"].waarde if "verlengen" in said else None,
        )
        if jurering != Jurering():
            yield Gegeven(
                actie=nummer,
                jurering=jurering,
                feiten=feiten[nummer],
                is_actueel=nummer not in stale,
            )
    if answers.stimulansen is not None:
        yield Gegeven(
            actie=STIMULANSEN,
            jurering=Jurering(conclusie=answers.stimulansen),
            feiten=feiten[STIMULANSEN],
            is_actueel=STIMULANSEN not in stale,
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
