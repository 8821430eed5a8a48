"""Draft: a mail to a bestuur, that a person looks at and sends.

    Brief (the facts) + templates/mails/<soort>.txt, .html -> .eml with X-Unsent

Nothing is ever sent from here. Every mail of ours is made here, so that each has its
mark in the subject, text and HTML. The templates run in Jinja's sandbox; in the HTML
every value is escaped, in the text none needs to be.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from email.message import EmailMessage
from email.policy import SMTP
from functools import lru_cache
from pathlib import PurePath
from typing import Final, Literal

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.canonical import header_line
from pipeline.errors import TemplateError
from pipeline.jury.mail import Brief

Soort = Literal["formulieren", "ontvangst", "ontbreekt", "herinnering", "resultaat"]
SOORTEN_MAIL: Final[tuple[Soort, ...]] = (
    "ontvangst",
    "ontbreekt",
    "herinnering",
    "resultaat",
)
"""The mails about a dossier; `formulieren` goes out with the personal forms."""
_MARK: Final = "Onderwerp:"
_OFFICE: Final = "vnd.openxmlformats-officedocument"
_KINDS: Final = {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
_BOUNDARY: Final = "=_plan-samenleven"
# What is surely an address: `email` stumbles over half of one.
_ADDRESS: Final = re.compile(
    r"(?<![^\s<;,:(])[A-Za-z0-9][\w.+%'&-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
    r"(?![^\s>;,)])",
    re.ASCII,
)
# None with an encoded word in it (RFC 2047), where a line end can hide.
_MESSAGE_ID: Final = re.compile(r"(?!.*=\?)[!-;=?-~]{1,250}")
_BLANKS: Final = re.compile(r"\n(?:[ \t]*\n){2,}")
# A subject is not folded: some mail programs keep the blank of the fold.
_POLICY: Final = SMTP.clone(max_line_length=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """To whom, in answer to which mail (a message id), and what goes with it.

    `aan` is as somebody wrote it: one address or more, or nothing of the kind.
    """

    aan: str | None
    antwoord_op: str | None
    bijlagen: Mapping[str, bytes]

    @property
    def adressen(self) -> tuple[str, ...]:
        """Every address in `aan`, each once."""
        return tuple(dict.fromkeys(_ADDRESS.findall(self.aan or "")))


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
    subject, body = split_subject(
        f"{soort}.txt", _rendered(f"{soort}.txt", facts, templates)
    )
    html = _rendered(f"{soort}.html", facts | {"onderwerp": subject}, templates)
    mail = EmailMessage(policy=_POLICY)
    mail["X-Unsent"] = "1"
    if envelope.adressen:
        mail["To"] = ", ".join(envelope.adressen)
    mail["Subject"] = header_line(subject)
    if envelope.antwoord_op and _MESSAGE_ID.fullmatch(envelope.antwoord_op):
        mail["In-Reply-To"] = f"<{envelope.antwoord_op}>"
        mail["References"] = f"<{envelope.antwoord_op}>"
    body = _BLANKS.sub("\n\n", body).strip() + "\n"
    mail.set_content(body, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    for name, data in envelope.bijlagen.items():
        kind = _KINDS.get(PurePath(name).suffix, "octet-stream")
        mail.add_attachment(data, maintype="application", subtype=kind, filename=name)
    for number, part in enumerate(p for p in mail.walk() if p.is_multipart()):
        part.set_boundary(f"{_BOUNDARY}-{number}")
    return mail.as_bytes()


def split_subject(name: str, text: str) -> tuple[str, str]:
    """Part the text of a mail into its subject, on one line, and what follows.

    Raises:
        TemplateError: when it does not begin with `Onderwerp:`; `name` is its file.
    """
    first, _, rest = text.lstrip().partition("\n")
    if not first.startswith(_MARK):
        raise TemplateError(f"‘{name}’ moet beginnen met een regel ‘{_MARK} …’.")
    return " ".join(first.removeprefix(_MARK).split()), rest


@lru_cache(maxsize=4)
def _environment(
    templates: tuple[tuple[str, str], ...],
) -> ImmutableSandboxedEnvironment:
    """Compile the same templates once, for all besturen."""
    return ImmutableSandboxedEnvironment(
        loader=jinja2.DictLoader(dict(templates)),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _rendered(
    name: str, facts: Mapping[str, object], templates: Mapping[str, str]
) -> str:
    environment = _environment(tuple(templates.items()))
    try:
        return environment.get_template(name).render(facts)
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"Het sjabloon ‘mails/{error.name}’ ontbreekt.") from error
    except jinja2.TemplateError as error:
        told = f"Het sjabloon ‘mails/{name}’ klopt niet: {error.message}."
        raise TemplateError(told) from error
