"""An adversary: one construct with words in it, put into a filled form.

Words that a person sees begin with `zl`, words that are gone with `zg`, words that are
there but hidden with `zh`. So the markup itself says what must be read from it.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.torture.ooxml import p, package, r
from tests.torture.standard import standard

_WORD: Final = re.compile(r"(?<![a-z])z[lgh][a-z]+")
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS: Final = "word/_rels/document.xml.rels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adversary:
    """Markup with words: paragraphs and tables, or runs when `inline`.

    `words` are those that must be read, where the markup alone does not tell them:
    because they are spelled over several runs, or stand in a part of another kind.
    `extra` are members of the package beside the `parts` that `ooxml.package` makes.
    """

    xml: str
    words: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, bytes] = field(default_factory=dict)
    strict: bool = False

    @property
    def live(self) -> frozenset[str]:
        return frozenset(self.words.split() or self._starting("zl"))

    @property
    def gone(self) -> frozenset[str]:
        return frozenset(self._starting("zg"))

    @property
    def hidden(self) -> frozenset[str]:
        return frozenset(self._starting("zh"))

    def _starting(self, letters: str) -> list[str]:
        sources = [self.xml, *self.parts.values()]
        sources += [b.decode() for n, b in self.extra.items() if n.endswith(".xml")]
        return [w for text in sources for w in words_of(text) if w.startswith(letters)]

    def in_an_answer(self) -> bytes:
        """The form with this between two paragraphs of the first answer."""
        form = standard()
        label = "Waarom werd 25% niet behaald? zlantwoord"
        form.put("Waarom werd 25%", p(r(label)), self.xml, p(r("zlslot")))
        return self._packed(form.body())

    def below_the_form(self) -> bytes:
        """The form with this under it, and a last paragraph."""
        return self._packed(standard().body() + self.xml + p(r("zlantwoord zlslot")))

    def _packed(self, body: str) -> bytes:
        return with_members(package(body, self.parts, strict=self.strict), self.extra)


AROUND: Final = frozenset({"zlantwoord", "zlslot"})
"""What stands around the construct in either document."""


def words_of(text: str) -> list[str]:
    """The marked words in `text`, as often as they stand there."""
    return _WORD.findall(text.lower())


def inline(
    xml: str, words: str = "", *, strict: bool = False, **more: str
) -> Adversary:
    """Runs in a paragraph of their own; `more` are parts by relationship type."""
    return Adversary(xml=p(xml), words=words, parts=more, strict=strict)


def block(xml: str, words: str = "", **more: str) -> Adversary:
    """Paragraphs and tables; `more` are parts by relationship type."""
    return Adversary(xml=xml, words=words, parts=more)


def relationships(*links: tuple[str, str, str]) -> bytes:
    """A relationships part: id, type (its last word, or whole) and target."""
    made = "".join(
        f'<Relationship Id="{key}" Target="{target}" '
        f'Type="{kind if ":" in kind else f"{_OFFICE}/{kind}"}"/>'
        for key, kind, target in links
    )
    return f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'.encode()


def with_members(data: bytes, extra: Mapping[str, bytes]) -> bytes:
    """The package with members added, or in place of those of the same name."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        kept = {name: old.read(name) for name in old.namelist()}
        for name, content in (kept | dict(extra)).items():
            new.writestr(name, content)
    return target.getvalue()
