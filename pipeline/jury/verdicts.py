"""Verdicts: what the jury said, put into the dossier.

    Dossier + everything that sheets ever said of it -> Dossier with `jurering`

Pure, and the same whatever the order of the calls: `run` and `collect` both go through
here. An empty answer is no verdict, so it neither fills nor erases anything. Sheets
that contradict each other leave no verdict; a verdict on facts that changed since
stands, and says so, until a sheet speaks of the new facts (contract, section 2).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.dossier.model import Actie, Dossier, Jurering
from pipeline.findings import KINDS, Bevinding, brief
from pipeline.jury import identity
from pipeline.jury.identity import JA, NEE, Vraag

STIMULANSEN: Final = 0
"""The number under which a verdict on the stimulansen is kept: no action has it."""
JA_NEE: Final[tuple[Vraag, ...]] = ("voldoende", "verlengen")
VRAGEN: Final[tuple[Vraag, ...]] = (*JA_NEE, "conclusie")
CODES: Final = frozenset(
    {
        "verdict-tegenstrijdig",
        identity.VEROUDERD,
        "verdict-onduidelijk",
        "sheet-vervalst",
        "belangenconflict",
    }
)
"""Bevindingen about jury sheets: they are told anew each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oordeel:
    """What one sheet says of one action, or of the stimulansen (`STIMULANSEN`).

    `naam` is the file name of the sheet, `feiten` the fingerprint of the facts that the
    jury had before it, `gegeven` when it was read. `beslissend` is the moment at which
    a person gave that sheet as the one that holds; `None` for any other.
    """

    actie: int
    jurering: Jurering
    naam: str
    feiten: str
    gegeven: dt.datetime
    beslissend: dt.datetime | None = None

    def answer(self, vraag: Vraag) -> bool | str | None:
        """Give what it says to one question; `None` for nothing."""
        return answer(self.jurering, vraag)


def answer(jurering: Jurering, vraag: Vraag) -> bool | str | None:
    """Give what `jurering` holds for one question; `None` for nothing."""
    match vraag:
        case "voldoende":
            return jurering.voldoende
        case "verlengen":
            return jurering.verlengen
        case "conclusie":
            return jurering.conclusie


def is_other(one: Jurering, two: Jurering, vraag: Vraag) -> bool:
    """Whether both answer `vraag`, and not the same."""
    answers = {answer(one, vraag), answer(two, vraag)} - {None}
    return len(answers) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What stands for one question: `said` in order, each by whom first said it."""

    said: tuple[tuple[bool | str, Oordeel], ...] = ()
    is_old: bool = False

    @property
    def is_disputed(self) -> bool:
        return len(self.said) > 1


def apply_verdicts(
    dossier: Dossier,
    oordelen: Sequence[Oordeel],
    gemeld: Iterable[Bevinding] = (),
) -> Dossier:
    """Give `dossier` the verdicts, and nothing of any that it had before.

    `oordelen` stand in the order in which they were given. `gemeld` are bevindingen
    about its sheets; one on an answer that is clear by now is not told again.
    """
    kept = [b for b in dossier.bevindingen if b.code not in CODES]
    acties, found = [], []
    for actie in dossier.acties:
        about = [o for o in oordelen if o.actie == actie.nummer]
        jurering, told = _judge(actie.nummer, identity.feiten(actie), about)
        acties.append(actie.model_copy(update={"jurering": jurering}))
        found += told
    about = [o for o in oordelen if o.actie == STIMULANSEN]
    facts = identity.feiten_stimulansen(dossier)
    jurering, told = _judge(STIMULANSEN, facts, about)
    found += told + _vanished(dossier, oordelen)
    conclusie = {"jurering": jurering.conclusie}
    stimulansen = dossier.stimulansen.model_copy(update=conclusie)
    open_still = [b for b in gemeld if not _is_settled(b, acties)]
    return dossier.model_copy(
        update={
            "acties": tuple(acties),
            "stimulansen": stimulansen,
            "bevindingen": (*kept, *found, *open_still),
        }
    )


def _judge(
    nummer: int, feiten: str, oordelen: Sequence[Oordeel]
) -> tuple[Jurering, list[Bevinding]]:
    """Weigh everything that was said of one action against its `feiten` of today."""
    standing = {vraag: _standing(vraag, feiten, oordelen) for vraag in VRAGEN}
    disputed = [vraag for vraag in JA_NEE if standing[vraag].is_disputed]
    found = [_contradiction(nummer, vraag, standing[vraag]) for vraag in disputed]
    if any(each.is_old and each.said for each in standing.values()):
        found.append(_outdated(nummer))
    outcome = Jurering(
        voldoende=_yes_or_no(standing["voldoende"]),
        verlengen=_yes_or_no(standing["verlengen"]),
    )
    words = _conclusion(standing["conclusie"], outcome, is_disputed=bool(disputed))
    return outcome.model_copy(update={"conclusie": words}), found


def _standing(vraag: Vraag, feiten: str, oordelen: Sequence[Oordeel]) -> _Standing:
    """Give the answers that count: of the newest facts, and since the last decision."""
    given = [o for o in oordelen if o.answer(vraag) is not None]
    decided = [o.beslissend for o in given if o.beslissend is not None]
    if decided:
        last = max(decided)
        given = [o for o in given if o.beslissend == last or o.gegeven > last]
    fresh = [o for o in given if o.feiten == feiten]
    is_old = bool(given) and not fresh
    if is_old:
        fresh = [o for o in given if o.feiten == given[-1].feiten]
    said: dict[bool | str, tuple[bool | str, Oordeel]] = {}
    for oordeel in fresh:
        what = oordeel.answer(vraag)
        if what is not None:
            # LibreOffice 7.4 loses the line ends in a control: the same words, then.
            words = "".join(what.split()) if isinstance(what, str) else what
            said.setdefault(words, (what, oordeel))
    return _Standing(said=tuple(said.values()), is_old=is_old)


def _yes_or_no(standing: _Standing) -> bool | None:
    if len(standing.said) != 1:
        return None
    what, _ = standing.said[0]
    return what if isinstance(what, bool) else None


def _conclusion(
    standing: _Standing, outcome: Jurering, *, is_disputed: bool
) -> str | None:
    """Give the conclusions of all jurors one after the other, each once.

    Words under verdicts that contradict each other belong to neither: then none. Nor
    do words under a verdict that a decision put aside.
    """
    texts = [
        str(what)
        for what, oordeel in standing.said
        if standing.is_old
        or not any(is_other(oordeel.jurering, outcome, vraag) for vraag in JA_NEE)
    ]
    if not texts or (is_disputed and len(texts) > 1):
        return None
    return "\n".join(texts)


def _contradiction(nummer: int, vraag: Vraag, standing: _Standing) -> Bevinding:
    words = {True: JA, False: NEE}
    who = "; ".join(
        f"{brief(oordeel.naam)}: {words[bool(what)]}" for what, oordeel in standing.said
    )
    where = f"{identity.code(nummer, vraag)} ({who})"
    return KINDS["verdict-tegenstrijdig"].at(actie=nummer, vraag=vraag, plaats=where)


def _outdated(nummer: int) -> Bevinding:
    if nummer != STIMULANSEN:
        return KINDS[identity.VEROUDERD].at(actie=nummer)
    told = "Stimulansen: de gegevens zijn gewijzigd nadat de jury oordeelde."
    bevinding = KINDS[identity.VEROUDERD].at(actie=None)
    return bevinding.model_copy(update={"bericht": told})


def _vanished(dossier: Dossier, oordelen: Sequence[Oordeel]) -> list[Bevinding]:
    """Tell of verdicts on actions that the dossier does not have any more."""
    known = {actie.nummer for actie in dossier.acties} | {STIMULANSEN}
    gone = {o.actie for o in oordelen if o.jurering != Jurering()} - known
    return [KINDS[identity.VEROUDERD].at(actie=nummer) for nummer in sorted(gone)]


def _is_settled(bevinding: Bevinding, acties: Iterable[Actie]) -> bool:
    """Whether an answer that was not clear has come clear from another sheet."""
    asked = question(bevinding)
    if asked is None:
        return False
    nummer, vraag = asked
    return any(
        actie.nummer == nummer and answer(actie.jurering, vraag) is not None
        for actie in acties
    )


def question(bevinding: Bevinding) -> tuple[int, Vraag] | None:
    """Give the question that a `verdict-onduidelijk` is about, by the code it shows."""
    if bevinding.code != "verdict-onduidelijk" or bevinding.plaats is None:
        return None
    coded = identity.CODED.match(bevinding.plaats)
    if coded is None:
        return None
    return int(coded[1]), identity.VRAGEN[coded[2]]
