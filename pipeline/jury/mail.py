"""Mail: the facts that mails and letters to a bestuur can name.

Dossier or Toekenning, with what the jury advised -> Brief
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.canonical import canonical
from pipeline.dossier.model import Dossier
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenning
from pipeline.forms.kenmerk import subject_mark
from pipeline.jury.actions import questions
from pipeline.jury.annex import SOORTEN
from pipeline.jury.consensus import JA_OF_NEE, Overleg
from pipeline.jury.lines import stand
from pipeline.jury.notation import DASH, NBSP, as_datum, as_getal
from pipeline.jury.text import alineas, file_name
from pipeline.jury.verdicts import STIMULANSEN

ASKED: Final = frozenset(
    {
        "motivatie-ontbreekt",
        "initiatieven-ontbreken",
        "timing-ontbreekt",
        "verwachtingen-ontbreken",
        "verwachtingen-onvoldoende",
        "kpi-ontbreekt",
        "kpi-ongeldig",
        "keuze-tegenstrijdig",
        "versleuteld",
        "beschadigd",
        "te-groot",
        "niet-ondersteund",
    }
)
"""The bevindingen that only the bestuur can put right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIn:
    """A document that came in; `ontvangen` is `` when unknown."""

    naam: str
    soort: str
    ontvangen: str
    is_vervangen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActieIn:
    """An action of the bestuur, with how far it is."""

    nummer: str
    naam: str
    stand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviesUit:
    """The recorded advice on one action, with the questions that it answers."""

    nummer: str
    naam: str
    vraag_voldoende: str
    voldoende: str
    vraag_verlengen: str
    verlengen: str
    conclusie: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What mails and letters can name; a list is empty where there is nothing.

    `open` are the actions on which no advice was recorded; `bijlagen` the names of what
    is attached; `deadline` is `` when the round has none.
    """

    bestuur: str
    contact: str
    ronde: str
    deadline: str
    kenmerk: str
    documenten: tuple[DocumentIn, ...] = ()
    acties: tuple[ActieIn, ...] = ()
    ontbreekt: tuple[str, ...] = ()
    adviezen: tuple[AdviesUit, ...] = ()
    open: tuple[str, ...] = ()
    bijlagen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailIn(Brief):
    """What the HTML of a mail can name besides: the subject that its text gave."""

    onderwerp: str = ""


def of_dossier(
    dossier: Dossier,
    ronde: Ronde,
    toekenning: Toekenning | None,
    overleg: Sequence[Overleg] = (),
) -> Brief:
    """Give the facts about a bestuur that submitted."""
    given = [o for o in overleg if o.actie != STIMULANSEN]
    return replace(
        _heading(dossier.bestuur.id, dossier.bestuur.naam, ronde, toekenning),
        documenten=tuple(
            DocumentIn(
                naam=file_name(bron.naam),
                soort=SOORTEN.get(bron.soort, bron.soort),
                ontvangen=as_datum(bron.ontvangen) if bron.ontvangen else "",
                is_vervangen=bron.status == "vervangen",
            )
            for bron in dossier.bronnen
            if bron.soort != "toekenningen"
        ),
        acties=tuple(
            ActieIn(nummer=str(a.nummer), naam=a.naam, stand=_plain(stand(a.kpi)))
            for a in dossier.acties
        ),
        ontbreekt=tuple(
            dict.fromkeys(b.bericht for b in dossier.bevindingen if b.code in ASKED)
        ),
        adviezen=tuple(a for o in given if (a := _advice(o, ronde)) is not None),
        open=tuple(f"{o.actie} ({o.naam})" for o in given if _advice(o, ronde) is None),
    )


def of_toekenning(
    toekenning: Toekenning, ronde: Ronde, names: Mapping[int, str]
) -> Brief:
    """Give the facts about a bestuur that submitted nothing; `names` by action."""
    bestuur = toekenning.bestuur
    wanted: dict[int, list[str]] = {}
    for regel in toekenning.regels:
        amount = as_getal(regel.te_behalen)
        group = f" ({regel.doelgroep})" if regel.doelgroep else ""
        if amount != DASH:
            wanted.setdefault(regel.actie, []).append(f"{amount}{group}")
    return replace(
        _heading(bestuur.id, bestuur.naam, ronde, toekenning),
        acties=tuple(
            ActieIn(
                nummer=str(nummer),
                naam=names.get(nummer, f"actie {nummer}"),
                stand="te behalen " + (", ".join(wanted.get(nummer, ())) or "onbekend"),
            )
            for nummer in sorted(toekenning.acties)
        ),
    )


def _heading(
    bestuur_id: str, naam: str, ronde: Ronde, toekenning: Toekenning | None
) -> Brief:
    contact = toekenning.contact if toekenning else None
    return Brief(
        bestuur=naam,
        contact=canonical(contact) if contact else "collega",
        ronde=ronde.naam[0].lower() + ronde.naam[1:],
        deadline=as_datum(ronde.deadline) if ronde.deadline else "",
        kenmerk=subject_mark(ronde.id, bestuur_id),
    )


def _advice(one: Overleg, ronde: Ronde) -> AdviesUit | None:
    """Show the advice on one action; `None` where none on today's facts is recorded."""
    if one.advies is None or not one.advies.is_actueel:
        return None
    jurering = one.advies.jurering
    voldoende, verlengen = questions(one.is_op_verwachtingen, ronde)
    return AdviesUit(
        nummer=str(one.actie),
        naam=one.naam,
        vraag_voldoende=voldoende,
        voldoende=JA_OF_NEE[jurering.voldoende] or DASH,
        vraag_verlengen=verlengen,
        verlengen=JA_OF_NEE[jurering.verlengen] or DASH,
        conclusie=alineas(jurering.conclusie) if jurering.conclusie else (),
    )


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")
