"""Draft: a mail to a bestuur with its forms, ready to be looked at and sent by hand.

    Toekenning + files -> .eml that a mail program opens as a draft (X-Unsent)

The words stand in `templates/formulieren-mail.txt`: a subject, and the text below it.
"""

import re
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from pipeline.canonical import canonical
from pipeline.dossier.rondes import Ronde
from pipeline.dossier.toekenning import Toekenning
from pipeline.errors import TemplateError
from pipeline.forms.kenmerk import subject_mark
from pipeline.resources import template

TEMPLATE: Final = "formulieren-mail.txt"
FACTS: Final = ("bestuur", "contact", "ronde", "deadline", "kenmerk")
"""What the text may name in braces."""
_SUBJECT: Final = re.compile(r"\s*Onderwerp:[ \t]*(.+)\n\s*", re.IGNORECASE)
_NAME: Final = re.compile(r"\{(\w*)\}")
_OFFICE: Final = "vnd.openxmlformats-officedocument"
_KINDS: Final = {
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
# Always the same, so that the same forms give the same mail.
_BOUNDARY: Final = "=_formulieren-plan-samenleven"


def draft(
    toekenning: Toekenning, ronde: Ronde, files: Mapping[str, bytes], templates: Path
) -> bytes:
    """The mail with `files`, by name, attached; without an address when none is known.

    Raises `TemplateError` when its text is not there or names what does not exist.
    """
    subject, text = _text(template(TEMPLATE, templates), _facts(toekenning, ronde))
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    if toekenning.email is not None:
        mail["To"] = " ".join(canonical(toekenning.email).replace(";", ",").split())
    mail["Subject"] = subject
    mail.set_content(text, cte="quoted-printable")
    for name, data in files.items():
        kind = _KINDS[Path(name).suffix]
        mail.add_attachment(data, maintype="application", subtype=kind, filename=name)
    mail.set_boundary(_BOUNDARY)
    return mail.as_bytes()


def check(path: Traversable) -> None:
    """Raise `TemplateError` when the text of the mail names what does not exist."""
    _text(path, dict.fromkeys(FACTS, "x"))


def _facts(toekenning: Toekenning, ronde: Ronde) -> Mapping[str, str]:
    day = ronde.deadline
    return {
        "bestuur": toekenning.bestuur.naam,
        "contact": toekenning.contact or "collega",
        "kenmerk": subject_mark(ronde.id, toekenning.bestuur.id),
        "ronde": ronde.naam[0].lower() + ronde.naam[1:],
        "deadline": f"{day.day}/{day.month}/{day.year}"
        if day is not None
        else "de uiterste indiendatum",
    }


def _text(path: Traversable, facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body of the template, with the facts filled in."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            f"Het sjabloon ‘{path}’ ontbreekt of is geen UTF-8."
        ) from error
    for name in _NAME.findall(text):
        if name not in facts:
            known = ", ".join(f"{{{fact}}}" for fact in facts)
            raise TemplateError(
                f"‘{path}’: {{{name}}} bestaat niet. Gekend zijn: {known}."
            )
    filled = _NAME.sub(lambda match: canonical(facts[match[1]]), text)
    subject = _SUBJECT.match(filled)
    if subject is None:
        raise TemplateError(f"‘{path}’ moet beginnen met een regel ‘Onderwerp: …’.")
    return " ".join(subject[1].split()), filled[subject.end() :]
