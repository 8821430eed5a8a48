"""What was made of a file, told in few words."""

from pipeline.intake.item import Item
from pipeline.intake.limits import DEFAULT, Limits
from pipeline.intake.mail import read_item


def read(data: bytes, naam: str = "in.eml", limits: Limits = DEFAULT) -> Item:
    return read_item(data, naam, naam, limits, {naam})


def code(item: Item) -> str | None:
    return item.refusal.code if item.refusal else None


def rows(item: Item) -> list[tuple[str, str, str | None]]:
    return [(one.pad, one.role, code(one)) for one in item.walk()]


def text(item: Item) -> str | None:
    assert item.mail
    return item.mail.tekst
