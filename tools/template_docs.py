"""Template docs: every name that a template can use, with what it is in Dutch.

    views of the code + the descriptions below -> docs/sjablonen.md

The names come from the code. A name without a description, or a description without a
name, is a mistake that stops the build: the page cannot fall behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final, get_args, get_type_hints

from pipeline.jury.mail import Brief
from pipeline.jury.views import Blad
from tools.template_words import WORDS

HEAD: Final = """\
# Sjablonen

De woorden en de opmaak van wat het programma maakt, staan in `templates/`. Een
ambtenaar kan die bestanden wijzigen in Word of in een teksteditor. Wat het programma
invult, heeft een naam tussen accolades: `{{ bestuur.naam }}`. Een naam die niet
bestaat, wordt gemeld voor er iets gemaakt is.

| bestand | wat ermee gemaakt wordt | namen |
|---|---|---|
| `jurysheet.docx` | de jurysheet van elk dossier | jurysheet |
| `resultaatbrief.docx` | `samenleven brieven` | mails en brieven |
| `mails/*.txt`, `mails/*.html` | `samenleven mails`; bij `prefill` | mails en brieven |

Herhalen en kiezen gaat zo; in Word krijgt zo'n regel een alinea of een tabelrij voor
zich alleen (`{%p` voor een alinea, `{%tr` voor een rij):

```text
{% for actie in te_beoordelen %} … {% endfor %}
{% if bestuur.partners %} … {% endif %}
```

Getallen, bedragen en datums zijn al geschreven zoals het hoort. Wat er niet is, is leeg
of een streepje, zoals de beschrijving zegt. Een naam met `[]` is een lijst: herhaal ze.
"""
_SECTIONS: Final[Mapping[str, tuple[str, type]]] = {
    "jurysheet": ("Jurysheet", Blad),
    "brief": ("Mails en brieven", Brief),
}


def names(view: type, before: str = "") -> Iterator[tuple[str, str]]:
    """Give every name below `view` as a template writes it, with its key for `WORDS`.

    A list is written once, with `[]` and what is in each member.
    """
    hints = get_type_hints(view)
    for field in fields(view):
        kind, many = _kind(hints[field.name])
        name = f"{before}{field.name}{'[]' if many else ''}"
        yield name, f"{view.__name__}.{field.name}"
        if kind is not None:
            yield from names(kind, f"{name}.")


def _kind(hint: Any) -> tuple[type | None, bool]:
    """Give the view that a field holds, if any, and whether it holds several."""
    # `Any`: whatever typing has for an annotation.
    args = get_args(hint)
    many = getattr(hint, "__origin__", None) is tuple
    for kind in (hint, *args):
        if isinstance(kind, type) and is_dataclass(kind):
            return kind, many
    return None, many


def known() -> frozenset[str]:
    """Every key that `WORDS` has to have."""
    return frozenset(key for _, view in _SECTIONS.values() for _, key in names(view))


def sjablonen() -> str:
    """Write the page.

    Raises:
        LookupError: a name has no description, or a description no name.
    """
    wrong = known() ^ WORDS.keys()
    if wrong:
        raise LookupError(f"describe or remove in WORDS: {', '.join(sorted(wrong))}")
    parts = [HEAD]
    for title, view in _SECTIONS.values():
        rows = "\n".join(f"| `{name}` | {WORDS[key]} |" for name, key in names(view))
        parts.append(f"## {title}\n\n| naam | wat het is |\n|---|---|\n{rows}\n")
    return "\n".join(parts)
