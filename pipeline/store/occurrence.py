"""Occurrence and Item: what intake made of a file, as the workspace keeps it and back.

The bytes are kept apart, content-addressed; an item that comes back has none.
"""

import json
from collections.abc import Sequence

from pydantic import TypeAdapter

from pipeline.intake.item import Item, Mail, Refusal, Role
from pipeline.intake.sniff import Format
from pipeline.store.invoer import Occurrence

_MAIL = TypeAdapter(Mail)
_ROLE: TypeAdapter[Role] = TypeAdapter(Role)


def to_occurrence(item: Item) -> Occurrence:
    """`item` and all inside it, without its bytes."""
    told = {
        "rol": item.role,
        "geweigerd": list(item.refusal) if item.refusal is not None else None,
        "genegeerd": item.ignored,
        "mail": _MAIL.dump_python(item.mail, mode="json")
        if item.mail is not None
        else None,
    }
    return Occurrence(
        pad=item.pad,
        naam=item.naam,
        sha256=item.sha256 or None,
        formaat=item.format.value,
        item=json.dumps(told, ensure_ascii=False),
        onderdelen=tuple(to_occurrence(part) for part in item.parts),
    )


def to_item(occurrence: Occurrence) -> Item:
    """The item that `occurrence` was made of, with empty `data`."""
    told = json.loads(occurrence.item)
    refusal = told["geweigerd"]
    return Item(
        pad=occurrence.pad,
        naam=occurrence.naam,
        sha256=occurrence.sha256 or "",
        data=b"",
        format=Format(occurrence.formaat),
        role=_ROLE.validate_python(told["rol"]),
        refusal=Refusal(*refusal) if refusal is not None else None,
        ignored=told["genegeerd"],
        mail=_MAIL.validate_python(told["mail"]) if told["mail"] is not None else None,
        parts=tuple(to_item(part) for part in occurrence.onderdelen),
    )


def kept_bytes(item: Item) -> Sequence[bytes]:
    """The bytes to keep of an item: its own, and all inside it that can be read."""
    return [
        one.data
        for one in item.walk()
        if one.data and (one is item or one.role in {"document", "tekst"})
    ]
