"""Rules: how to open what comes in, and which letters are more than a letter.

Intake itself knows nothing of forms; who does, is asked about the text of a letter.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from pipeline.intake.body import unsigned
from pipeline.intake.item import Item, Mail, Refusal
from pipeline.intake.limits import DEFAULT, Limits
from pipeline.intake.markup import text_of
from pipeline.intake.sniff import Format

_IN_WORDS: Final = frozenset(
    {Format.docx, Format.docm, Format.dotx, Format.doc, Format.rtf, Format.odt}
    | {Format.fodt, Format.flat, Format.wordml}
    | {Format.pdf, Format.text, Format.html}
)

Ask = Callable[[str], bool]
"""Asked about the text of a letter."""


def never(_: str) -> bool:
    """Say no of every letter."""
    return False


def nobody(_: str) -> None:
    """Tell nobody."""


class Opener(Protocol):
    """Opens a file as `mail.open_item` or, when it is a mail for sure, `open_mail`."""

    def __call__(
        self, data: bytes, pad: str, naam: str, taken: set[str], *, is_mail: bool
    ) -> Item:
        """The item of `data`; `taken` are the paths that were given out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How to open what comes in.

    `is_answer` tells a letter that is itself an answer, `tells_result` one that only
    names a result. Letters that no person wrote are neither.

    `opener` opens it all in another place; `None`: it is done here. `tell` is told the
    path of what is being opened. `refused` are paths of what was tried before, and why
    it is not opened.
    """

    limits: Limits = DEFAULT
    is_answer: Ask = never
    tells_result: Ask = never
    opener: Opener | None = None
    tell: Callable[[str], None] = nobody
    refused: Mapping[str, Refusal] = field(default_factory=dict)

    def answer(
        self, mail: Mail, html: str | None, parts: tuple[Item, ...]
    ) -> str | None:
        """The text of `mail` when it is a document of its own, else `None`.

        It is none when the mail brings a document in words: that says the same. `html`
        is the letter as a page, `parts` are what hangs on it.
        """
        in_words = (i.format in _IN_WORDS and not i.refusal for i in _inside(parts))
        if mail.tekst is None or mail.automatisch or any(in_words):
            return None
        if not self.is_answer(mail.tekst):
            return None
        # A page keeps its lines whole; mail programs break those of plain text.
        page = text_of(html) if html is not None else ""
        return unsigned(page if self.is_answer(page) else mail.tekst)

    def is_result(self, mail: Mail, parts: tuple[Item, ...]) -> bool:
        """Whether `mail` tells a result that no document among `parts` can hold."""
        if mail.tekst is None or mail.automatisch:
            return False
        brought = any(i.role in {"document", "tekst"} for i in _inside(parts))
        return not brought and self.tells_result(mail.tekst)


NO_FORMS: Final = Rules()
"""Rules for who only wants to know what is in a file."""


def _inside(parts: tuple[Item, ...]) -> Iterator[Item]:
    """All in `parts` that is not ignored."""
    return (i for part in parts for i in part.walk() if not i.ignored)
