"""Mail: what a bestuur is told, as a draft that a person looks at and sends.

    Brief (the facts) + templates/mails/<soort>.txt, .html -> .eml with X-Unsent

Nothing is ever sent from here. The templates run in Jinja's sandbox; in the HTML every
value is escaped, in the text none needs to be.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath
from typing import Final, Literal

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.canonical import canonical
from pipeline.dossier.model import Dossier
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenning
from pipeline.errors import TemplateError
from pipeline.forms.kenmerk import subject_mark
from pipeline.jury.actions import questions
from pipeline.jury.annex import SOORTEN
from pipeline.jury.consensus import JA_OF_NEE, Overleg
from pipeline.jury.lines import stand
from pipeline.jury.notation import DASH, NBSP, as_datum, as_getal
from pipeline.jury.text import alineas, file_name
from pipeline.jury.verdicts import STIMULANSEN

Soort = Literal["ontvangst", "ontbreekt", "herinnering", "resultaat"]
SOORTEN_MAIL: Final[tuple[Soort, ...]] = (
    "ontvangst",
    "ontbreekt",
    "herinnering",
    "resultaat",
)
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
_MARK: Final = "Onderwerp:"
_OFFICE: Final = "vnd.openxmlformats-officedocument"
_KINDS: Final = {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
_BOUNDARY: Final = "=_plan-samenleven"
_BLANKS: Final = re.compile(r"\n(?:[ \t]*\n){2,}")
# A subject is not folded: some mail programs keep the blank of the fold.
_POLICY: Final = SMTP.clone(max_line_length=500)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """To whom, in answer to which mail (a message id), and what goes with it."""

    aan: str | None
    antwoord_op: str | None
    bijlagen: Mapping[str, bytes]


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


def make_mail(
    soort: Soort, brief: Brief, envelope: Envelope, templates: Mapping[str, str]
) -> bytes:
    """Write a draft; the same facts give the same bytes.

    `templates` are the texts of `templates/mails/`, by file name.

    Raises:
        TemplateError: when one is not there, or names what does not exist.
    """
    facts = {field.name: getattr(brief, field.name) for field in fields(brief)}
    facts["bijlagen"] = tuple(envelope.bijlagen)
    text = _rendered(f"{soort}.txt", facts, templates)
    first, _, rest = text.lstrip().partition("\n")
    if not first.startswith(_MARK):
        raise TemplateError(f"‘{soort}.txt’ moet beginnen met een regel ‘{_MARK} …’.")
    subject = " ".join(first.removeprefix(_MARK).split())
    html = _rendered(f"{soort}.html", facts | {"onderwerp": subject}, templates)
    mail = EmailMessage(policy=_POLICY)
    mail["X-Unsent"] = "1"
    if envelope.aan:
        mail["To"] = " ".join(canonical(envelope.aan).replace(";", ",").split())
    mail["Subject"] = subject
    if envelope.antwoord_op and envelope.antwoord_op.isascii():
        message_id = "".join(envelope.antwoord_op.split())
        mail["In-Reply-To"] = f"<{message_id}>"
        mail["References"] = f"<{message_id}>"
    body = _BLANKS.sub("\n\n", rest).strip() + "\n"
    mail.set_content(body, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    for name, data in envelope.bijlagen.items():
        kind = _KINDS.get(PurePath(name).suffix, "octet-stream")
        mail.add_attachment(data, maintype="application", subtype=kind, filename=name)
    for number, part in enumerate(p for p in mail.walk() if p.is_multipart()):
        part.set_boundary(f"{_BOUNDARY}-{number}")
    return mail.as_bytes()


def _rendered(
    name: str, facts: Mapping[str, object], templates: Mapping[str, str]
) -> str:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.DictLoader(dict(templates)),
        autoescape=name.endswith(".html"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return environment.get_template(name).render(facts)
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"Het sjabloon ‘mails/{error.name}’ ontbreekt.") from error
    except jinja2.TemplateError as error:
        told = f"Het sjabloon ‘mails/{name}’ klopt niet: {error.message}."
        raise TemplateError(told) from error
