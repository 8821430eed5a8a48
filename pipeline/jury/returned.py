"""Returned: a jury sheet as it came back, before anything in it is believed.

    Reading -> what each sheet in it claims, and its blocks

A sheet says which dossier it is of in hidden properties, and in a `kenmerk` that a
person sees, for editors that lose the first. In a document of several sheets each
begins at its own kenmerk, and the properties, of which there is one set, tell nothing.
The file name is never asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.jury import identity
from pipeline.reading.block import Block, Layer, Reading

_SIGNS: Final = 2
"""So many codes of questions make a document a jury sheet, even without a kenmerk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The dossier that a sheet says it is of; `kenmerk` fingerprints its facts.

    `waarmerk` is the short seal behind a kenmerk that is shown, `None` without one.
    """

    bestuur: str
    ronde: str
    kenmerk: str
    waarmerk: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One sheet. `properties` are ours, without prefix; empty when they are gone.

    `hidden` and `shown` are what the properties and what page one claim, `None` where
    nothing does. `is_part` says that other sheets are in the same document.
    """

    properties: Mapping[str, str]
    hidden: Claim | None
    shown: Claim | None
    blocks: tuple[Block, ...]
    is_part: bool = False

    @property
    def claim(self) -> Claim | None:
        """The dossier it is of, as far as it says so itself."""
        return self.hidden or self.shown


def sheets_in(reading: Reading) -> tuple[Returned, ...]:
    """Give every jury sheet in a document; none when it is something else."""
    blocks = tuple(b for b in reading.blocks if b.layer in {Layer.BODY, Layer.TEXTBOX})
    properties = {
        name.removeprefix(identity.PREFIX): text
        for name, text in reading.properties
        if name.startswith(identity.PREFIX)
    }
    claims = list(_claims(blocks))
    if len(claims) > 1:
        ends = [at for at, _ in claims[1:]] + [len(blocks)]
        starts = [0, *ends]
        return tuple(
            Returned(
                properties={},
                hidden=None,
                shown=claim,
                blocks=blocks[start:end],
                is_part=True,
            )
            for (_, claim), start, end in zip(claims, starts, ends, strict=False)
        )
    shown = claims[0][1] if claims else None
    hidden = _hidden(properties)
    if hidden is None and shown is None and not _looks_like_one(blocks):
        return ()
    return (Returned(properties=properties, hidden=hidden, shown=shown, blocks=blocks),)


def _claims(blocks: Sequence[Block]) -> Iterator[tuple[int, Claim]]:
    """Give each kenmerk with the block it stands in, where it is not the one before."""
    before = None
    for at, block in enumerate(blocks):
        found = identity.KENMERK.search(block.text)
        if found is not None:
            claim = Claim(
                bestuur=found[1],
                ronde=found[2],
                kenmerk=found[3],
                waarmerk=found[4],
            )
            if claim != before:
                yield at, claim
            before = claim


def _hidden(properties: Mapping[str, str]) -> Claim | None:
    if properties.get("schema") != identity.SCHEMA:
        return None
    bestuur, ronde = properties.get("bestuur"), properties.get("ronde")
    kenmerk = properties.get("kenmerk")
    if bestuur is None or ronde is None or kenmerk is None:
        return None
    return Claim(bestuur=bestuur, ronde=ronde, kenmerk=kenmerk)


def _looks_like_one(blocks: Sequence[Block]) -> bool:
    signs = sum(
        any(identity.TAGGED.fullmatch(tag) for tag in block.tags)
        or identity.CODED.fullmatch(block.text.strip()) is not None
        for block in blocks
    )
    return signs >= _SIGNS
