"""Ours: the same documents put to `samenleven extract`, and held to the right answers.

What counts as said is what stands in a field or in `niet_herkend`; what counts as shown
of hidden text is what stands in a field.
"""

import json
import re
import time
from collections.abc import Mapping
from typing import Any, Final

from benchmarks.measures import Answer, Score, score
from pipeline.dossier.extract import refused
from pipeline.dossier.extractie import Extractie
from pipeline.dossier.programma import Programma
from pipeline.errors import DocumentError
from pipeline.intake.limits import DEFAULT
from pipeline.intake.mail import read_item
from pipeline.run.extracting import extract_here
from pipeline.run.programs import programma_of
from tests.torture.case import Expected

_HIDDEN: Final = "(verborgen tekst)"


def extracted(data: bytes, naam: str, programma: Programma) -> Extractie:
    """What `extract` gives, made in this process: its CPU time is counted here."""
    item = read_item(data, naam, naam, DEFAULT, set())
    if item.refusal is not None:
        return refused(naam, item.sha256, DocumentError(*item.refusal))
    try:
        return extract_here(programma, data, naam, item.format)
    except DocumentError as error:
        return refused(naam, item.sha256, error)


class Ours:
    """Our extraction as a reader."""

    def __init__(self) -> None:
        self.programma: Programma = programma_of()

    def read(self, data: bytes) -> dict[str, Any]:
        """The extraction, as JSON."""
        extractie = extracted(data, "document.docx", self.programma)
        return extractie.model_dump(mode="json", by_alias=True)

    def ask(self, data: bytes) -> Answer:
        """All that the extraction says, as text."""
        before = time.process_time()
        told = self.read(data)
        seconds = time.process_time() - before
        if told["fout"] is not None:
            return Answer(None)
        told["niet_herkend"] = [
            rest for rest in told["niet_herkend"] if _HIDDEN not in rest["plaats"]
        ]
        keys = ("motivaties", "verwachtingen", "stimulansen", "jurering")
        said = {key: told[key] for key in (*keys, "niet_herkend")}
        text = json.dumps(said, ensure_ascii=False)
        return Answer(re.sub(r"\\[nt]", " ", text), seconds)

    def fields(self, data: bytes, expected: Expected) -> tuple[int, int]:
        """How many answers stand in the right field of the right action."""
        told = self.read(data)
        right = [
            pair
            for key in ("motivaties", "verwachtingen", "jurering", "stimulansen")
            for pair in _compared(told[key], getattr(expected, key))
        ]
        return sum(right), len(right)

    def score(self) -> Score:
        """Our figures."""
        return score(self.ask, self.fields)


def no_fields(_data: bytes, expected: Expected) -> tuple[int, int]:
    """A reader that gives text or tables puts no answer in a field."""
    keys = (expected.motivaties, expected.verwachtingen, expected.jurering)
    return 0, sum(len(_leaves(key)) for key in (*keys, expected.stimulansen))


def _compared(told: Any, wanted: Any) -> list[bool]:
    have, want = _leaves(told), _leaves(wanted)
    return [have.get(path) == value for path, value in want.items()]


def _leaves(value: Any, path: str = "") -> dict[str, object]:
    """Every answer that is filled in, by where it stands."""
    if isinstance(value, Mapping):
        found: dict[str, object] = {}
        for key, inner in value.items():
            found |= _leaves(inner, f"{path}/{key}")
        return found
    if isinstance(value, list | tuple):
        return _leaves(dict(enumerate(value)), path)
    return {} if value is None else {path: value}
