"""Mailtexts: the words of the mails, of a programme itself or else those we ship."""

from pathlib import Path
from typing import Final

from pipeline.errors import TemplateError
from pipeline.resources import shipped

MAILS: Final = "mails"


def mail_templates(folder: Path) -> dict[str, str]:
    """The texts of the mails, by file name: those in `folder`, else those we ship.

    Raises `TemplateError` for one that is no UTF-8.
    """
    found: dict[str, str] = {}
    for mails in (Path(str(shipped("templates"))) / MAILS, folder / MAILS):
        for path in sorted(mails.glob("*.*")):
            if path.suffix in {".txt", ".html"}:
                try:
                    found[path.name] = path.read_text(encoding="utf-8-sig")
                except (OSError, UnicodeDecodeError) as error:
                    told = f"‘{path}’ kan niet gelezen worden, of is geen UTF-8."
                    raise TemplateError(told) from error
    return found
