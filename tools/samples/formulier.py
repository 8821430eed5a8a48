"""Formulier: the official Word form on somebody's desk, to fill in and to cut up."""

import copy
import datetime as dt
import io
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from tools.same_bytes import with_fixed_stamps
from tools.samples.edits import (
    answer,
    below,
    find,
    following,
    inside,
    remove,
    type_above,
    words_of,
)
from tools.word_parts import element

BLANK: Final = (
    Path(__file__).parents[2] / "templates" / "motivatie-pj2-tussentijds.docx"
)
ACTIES: Final = (2, 16, 18, 19, 22)


class Blok:
    """The rows of one action in section 1: numbers, motivation, jury."""

    def __init__(self, rows: list[BaseOxmlElement]) -> None:
        self.rows = rows
        self._numbers, self._words, self.jury = rows

    def name(self, actie: str) -> None:
        """Say which action it is, on a line over everything else."""
        type_above(find(self._numbers, "Te behalen KPI"), actie)

    def count(self, te_behalen: str, behaald: str, *, keep: bool = False) -> None:
        """Fill in both numbers; with `keep` the prompts stay in front of them."""
        answer(find(self._numbers, "Te behalen KPI"), te_behalen, keep=keep)
        answer(find(self._numbers, "Behaald KPI"), behaald, keep=keep)

    @property
    def waarom(self) -> BaseOxmlElement:
        """The paragraph of the first question."""
        return find(self._words, "Waarom werd 25%")

    @property
    def inspanningen(self) -> BaseOxmlElement:
        """The paragraph of the second question."""
        return find(self._words, "Dit zijn de inspanningen")

    def motivate(self, waarom: str, inspanningen: str) -> None:
        """Answer both questions, over their prompts."""
        answer(self.waarom, waarom)
        answer(self.inspanningen, inspanningen)

    def promise(
        self, teken: str, wat: str, timing: str | None, kpi: str | None
    ) -> None:
        """Fill in initiative `teken` (1, 2 or x); `None` leaves the prompt."""
        line = find(self._words, f"Initiatief {teken}:")
        answer(line, wat)
        when = following(line)
        for paragraph, text in ((when, timing), (following(when), kpi)):
            if text is not None:
                answer(paragraph, text)

    def drop_initiatief(self, teken: str, *, keep_first: bool = False) -> None:
        """Delete the lines of initiative `teken`; `keep_first` spares its own."""
        line = find(self._words, f"Initiatief {teken}:")
        when = following(line)
        for paragraph in (when, following(when)):
            remove(paragraph)
        if not keep_first:
            remove(line)


class Formulier:
    """A copy of the blank form.

    `kop` is typed in the header of every page, `schrijver` and `bewaard` are what Word
    notes of who saved it and when.
    """

    def __init__(self, kop: str, schrijver: str, bewaard: dt.datetime) -> None:
        self._document: Document = docx.Document(str(BLANK))
        self._document.sections[0].header.add_paragraph(kop)
        properties = self._document.core_properties
        properties.last_modified_by = schrijver
        properties.modified = bewaard.astimezone(dt.UTC).replace(tzinfo=None)
        self._body: BaseOxmlElement = self._document.element.body
        self.delen: list[BaseOxmlElement] = list(inside(self._body, "w:tbl"))

    def blok(self) -> Blok:
        """The block of section 1 as it is printed."""
        return Blok(_rows(self.delen[0])[-3:])

    def copied_blok(self) -> Blok:
        """A further block, copied under the last row of section 1 ("een lijntje")."""
        rows = [copy.deepcopy(row) for row in _rows(self.delen[0])[-3:]]
        for row in rows:
            self.delen[0].append(row)
        return Blok(rows)

    def copied_table(self) -> Blok:
        """A further block, copied with the whole table of section 1."""
        table = copy.deepcopy(self.delen[0])
        self.delen[0].addnext(table)
        self.delen[0].addnext(element("p"))
        return Blok(_rows(table)[-3:])

    def verwachting(self, nummer: int) -> BaseOxmlElement:
        """The cell of section 2 in which action `nummer` is answered."""
        return list(inside(self._verwachting_row(nummer), "w:tc"))[1]

    def keep_acties(self, *nummers: int) -> None:
        """Delete the rows of section 2 of all other actions."""
        for nummer in ACTIES:
            if nummer not in nummers:
                remove(self._verwachting_row(nummer))

    def drop_deel(self, nummer: int) -> None:
        """Delete section `nummer` (1 to 3) with its heading."""
        self.drop_kop(nummer)
        remove(self.delen[nummer - 1])

    def drop_kop(self, nummer: int) -> None:
        """Delete the heading of section `nummer`, that of 1 with its row."""
        if nummer == 1:
            remove(_rows(self.delen[0])[0])
        else:
            remove(find(self._body, f"{nummer}. INDIEN"))

    def drop_intro(self) -> None:
        """Delete the instructions between the title and the first section."""
        title = find(self._body, "Motivatie tussentijdse")
        for paragraph in list(inside(self._body, "w:p")):
            if paragraph is title:
                continue
            if paragraph.getparent() is not self._body:
                break
            remove(paragraph)

    def stimulans(self, opening: str) -> BaseOxmlElement:
        """The paragraph under the question of section 3 that begins with `opening`."""
        return below(self.delen[2], opening)

    def keep_stimulans(self, titel: str) -> None:
        """Delete the other stimuli of section 3, and the jury's row."""
        rows = _rows(self.delen[2])
        for heading, question in zip(rows[::2], rows[1::2], strict=False):
            if titel not in words_of(heading):
                remove(heading)
                remove(question)
        remove(rows[-1])

    def save(self) -> bytes:
        """The document as it would be sent."""
        target = io.BytesIO()
        self._document.save(target)
        return with_fixed_stamps(target.getvalue())

    def _verwachting_row(self, nummer: int) -> BaseOxmlElement:
        return next(
            row
            for row in _rows(self.delen[1])
            if f"Indien actie {nummer}/" in words_of(row)
        )


def _rows(table: BaseOxmlElement) -> list[BaseOxmlElement]:
    return list(inside(table, "w:tr"))
