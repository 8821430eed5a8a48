"""Original: the sheet as we made it, to compare with what came back.

    Dossier -> its lines, and which of them a returned sheet has lost

The seal on a sheet guards its hidden properties, not the words that the jury read.
Those are compared here: every line that follows from the facts must still be there, in
order. Lines that may change while the facts stay (verdicts, bevindingen, mails, places)
are not asked for, nor is what a juror added.
"""

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from pipeline.dossier.catalogus import Catalogus
from pipeline.dossier.model import (
    Bron,
    Dossier,
    Herkomst,
    Indiening,
    Jurering,
    NietHerkend,
)
from pipeline.dossier.rondes import Ronde
from pipeline.findings import Bevinding, Ernst, brief
from pipeline.jury import identity
from pipeline.jury.sheet import render_sheet
from pipeline.reading.block import Block, CellAt, Layer, Mark
from pipeline.reading.word import read_word

_NOISE: Final = "⁂ wat kan veranderen ⁂"
_COUNTS: Final = {Ernst.FOUT: 3, Ernst.WAARSCHUWING: 5}
_LONG: Final = 20
"""Characters from which a line may have something added behind it."""
_SPACES: Final = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})


class Original:
    """The sheet of `dossier`, rendered when it is first asked for.

    With the `template` of then; `None` for that of today.
    """

    def __init__(
        self,
        dossier: Dossier,
        ronde: Ronde,
        catalogus: Catalogus,
        template: bytes | None = None,
    ) -> None:
        self.dossier = dossier
        self._template = template
        self._ronde = ronde
        self._catalogus = catalogus

    @cached_property
    def prompts(self) -> frozenset[str]:
        """What an empty control shows, also where the template was worded anew."""
        shown = {
            run.text.strip()
            for block in self._bare
            for run in block.runs
            if run.marks & Mark.PLACEHOLDER
        }
        return identity.PROMPTS | shown

    @cached_property
    def labels(self) -> frozenset[str]:
        """What stands printed beside a control, in its cell."""
        cells = _answered(self._bare)
        return frozenset(
            block.text.strip()
            for block in self._bare
            if block.cells in cells and not block.tags
        )

    def lost(self, blocks: Sequence[Block], *, part: bool) -> str | None:
        """Give the first line that `blocks` do not have; `None` when all are there.

        With `part` the sheet was cut out of a document of several at its kenmerk: what
        stands before that is not looked at.
        """
        wanted = self._lines
        if part:
            own = _squeezed(identity.kenmerk(self.dossier))
            start = next((at for at, line in enumerate(wanted) if own in line[1]), 0)
            wanted = wanted[start:]
        left = iter([_squeezed(block.text) for block in blocks])
        for text, line in wanted:
            if not any(_is_kept(line, given) for given in left):
                return brief(text)
        return None

    @cached_property
    def _bare(self) -> tuple[Block, ...]:
        return self._blocks(facts_only(self.dossier))

    @cached_property
    def _lines(self) -> tuple[tuple[str, str], ...]:
        """Lines, as shown and as compared, that any sheet on these facts has."""
        bare = _facts(self._bare)
        busy = [line for _, line in _facts(self._blocks(_busy(self.dossier)))]
        matcher = SequenceMatcher(a=[line for _, line in bare], b=busy, autojunk=False)
        return tuple(
            bare[at]
            for match in matcher.get_matching_blocks()
            for at in range(match.a, match.a + match.size)
        )

    def _blocks(self, dossier: Dossier) -> tuple[Block, ...]:
        sheet = render_sheet(
            dossier, self._ronde, self._catalogus, template=self._template
        )
        blocks = read_word(sheet).blocks
        return tuple(block for block in blocks if block.layer is Layer.BODY)


def _answered(blocks: Sequence[Block]) -> set[tuple[CellAt, ...]]:
    """Give the cells that hold a control: what stands there is the jury's."""
    return {block.cells for block in blocks if block.tags and block.cells}


def _facts(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    cells = _answered(blocks)
    lines = [
        (block.text, _squeezed(block.text))
        for block in blocks
        if block.cells not in cells and not block.tags
    ]
    return [line for line in lines if line[1]]


def _squeezed(text: str) -> str:
    """Give what no editor changes when it saves a text: its letters and signs."""
    return "".join(
        char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char) not in _SPACES
    )


def _is_kept(line: str, given: str) -> bool:
    if given == line:
        return True
    added = given[len(line) :] if given.startswith(line) else ""
    more_digits = line[-1].isdigit() and added[:1] in "0123456789.,"
    return len(line) >= _LONG and bool(added) and not more_digits


def facts_only(dossier: Dossier) -> Dossier:
    """Give the facts alone, from which the lines of a sheet can be told later."""
    return _with(dossier, Jurering(), conclusie=None).model_copy(
        update={
            "bestuur": dossier.bestuur.model_copy(update={"partners": ()}),
            "niet_herkend": (),
            "bevindingen": (),
            "bronnen": (),
            "indieningen": (),
            "herkomst": {},
            "correcties": (),
        }
    )


def _busy(dossier: Dossier) -> Dossier:
    """Give the same facts, with something else in every place that may change."""
    everywhere = [f"/acties/{at}" for at in range(len(dossier.acties))]
    doubt = Herkomst(bron=_NOISE, plaats=_NOISE, zekerheid=0)
    found = [
        Bevinding(code="te-laat", ernst=ernst, bericht=_NOISE)
        for ernst, count in _COUNTS.items()
        for _ in range(count)
    ]
    judged = Jurering(voldoende=True, conclusie=_NOISE, verlengen=True)
    return _with(dossier, judged, conclusie=_NOISE).model_copy(
        update={
            "bestuur": dossier.bestuur.model_copy(update={"partners": (_NOISE,)}),
            "niet_herkend": (NietHerkend(tekst=_NOISE, bron=_NOISE, plaats=_NOISE),),
            "bevindingen": tuple(found),
            "bronnen": (Bron(sha256=_NOISE, naam=_NOISE, soort=_NOISE),),
            "indieningen": (Indiening(id=_NOISE, onderwerp=_NOISE, tekst=_NOISE),),
            "herkomst": dict.fromkeys([*everywhere, "/stimulansen"], doubt),
        }
    )


def _with(dossier: Dossier, jurering: Jurering, *, conclusie: str | None) -> Dossier:
    acties = [a.model_copy(update={"jurering": jurering}) for a in dossier.acties]
    given = dossier.stimulansen.model_copy(update={"jurering": conclusie})
    return dossier.model_copy(update={"acties": tuple(acties), "stimulansen": given})
