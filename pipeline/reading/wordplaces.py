"""Word places: from a place that was told back to the paragraph it stands in.

    package -> where each place is among the paragraphs of the main part

A paragraph is told by its number among all `w:p` of the main part, in document order.
What stands in no paragraph of the body (a header, a note, a text box) has that of the
body paragraph it hangs on: only there a comment may stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.reading.block import Layer
from pipeline.reading.word import Walked, walk_word
from pipeline.reading.wordstyle import W

_UNDER = ", "
_REMARK = " ("


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by number; `exact` when the place is that paragraph itself."""

    number: int
    exact: bool


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """The places of one document. `part` is its main part."""

    part: str
    first: int
    last: int
    known: Mapping[str, Paragraph]
    annotated: bool
    """Whether comments of ours are in it already."""

    def find(self, place: str | None) -> Paragraph:
        """Where `place` is; else the nearest that holds it; else the first paragraph.

        What the reader adds behind a place (`(verborgen tekst)`) is looked past.
        """
        if place is None:
            return Paragraph(self.first, exact=False)
        said = place.partition(_REMARK)[0]
        found = self.known.get(place) or self.known.get(said)
        while found is None and said:
            said = said.rpartition(_UNDER)[0]
            found = self.known.get(said)
        if found is not None:
            return found
        at = self.last if place.startswith(Layer.FOOTER.value) else self.first
        return Paragraph(at, exact=False)


def places_of(data: bytes) -> WordPlaces | None:
    """The places in a Word package; `None` when its body has no paragraph at all."""
    walked = walk_word(data)
    numbers = _numbers(walked)
    known: dict[str, Paragraph] = {}
    for block, host in zip(walked.reading.blocks, walked.hosts, strict=True):
        if host is not None:
            exact = block.layer is Layer.BODY
            known.setdefault(block.place, Paragraph(numbers[host], exact=exact))
    body = [paragraph.number for paragraph in known.values()]
    if not body:
        return None
    return WordPlaces(walked.part, min(body), max(body), known, walked.annotated)


def _numbers(walked: Walked) -> dict[object, int]:
    for host in walked.hosts:
        if host is not None:
            every = host.getroottree().getroot().iter(f"{W}p")
            return {element: number for number, element in enumerate(every)}
    return {}
