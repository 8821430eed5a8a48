"""Documenten: reports in people's own words, and documents that are no report.

Reading + mappings/documenten.toml -> KPI lines under their titles; or a kind
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from pipeline.canonical import canonical_or_none
from pipeline.forms.answers import Answer, Leftover
from pipeline.forms.lines import WORD, Line
from pipeline.resources import read_toml, validate

FILE: Final = "documenten.toml"
_FIRST_LINES: Final = 12
_MAX_TITLE: Final = 120
_NUMBERED: Final = re.compile(r"^\W*actie\s*\d", re.IGNORECASE)


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StandVanZaken(_Model):
    """The labels before an achieved number, and before a target."""

    behaald: tuple[str, ...]
    te_behalen: tuple[str, ...]


class Soort(_Model):
    """A kind of document that is no report; `naam` as an official would call it."""

    id: Literal["beleidsplan", "onbekend"]
    naam: str
    herken: tuple[str, ...]


class Documenten(_Model):
    """`mappings/documenten.toml`."""

    stand_van_zaken: StandVanZaken
    soort: tuple[Soort, ...]

    def kind(self, lines: Sequence[Line]) -> Soort | None:
        """What kind of other document this is, told by its first lines."""
        first = [line for line in lines if line.live.strip()][:_FIRST_LINES]
        text = " ".join(word for line in first for word in line.words)
        padded = f" {text} "
        for soort in self.soort:
            for sign in soort.herken:
                if f" {' '.join(WORD.findall(sign.lower()))} " in padded:
                    return soort
        return None


def load_documenten(folder: Traversable) -> Documenten:
    """Read `documenten.toml`; raises `MappingError` with every mistake."""
    return validate(Documenten, read_toml(folder / FILE), where=FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiZin:
    """`Behaalde KPI = 307 (KPI = 300)` under the title that names its subject."""

    titel: Answer
    behaald: Answer
    te_behalen: Answer | None


def read_kpi_zinnen(
    lines: Sequence[Line], labels: StandVanZaken, is_subject: Callable[[str], bool]
) -> tuple[tuple[KpiZin, ...], tuple[Leftover, ...]]:
    """The achieved numbers of a report in own words, and all other lines."""
    behaald, te_behalen = _pattern(labels.behaald), _pattern(labels.te_behalen)
    found: list[KpiZin] = []
    rest: list[Leftover] = []
    title: Line | None = None
    for line in lines:
        match = behaald.match(line.live)
        if match is not None and title is not None:
            found.append(_sentence(line, match, te_behalen, title))
            continue
        if _is_title(line, title) and is_subject(line.live):
            title = line
        rest.extend(_left(line))
    return tuple(found), tuple(rest)


def _is_title(line: Line, now: Line | None) -> bool:
    """Whether `line` can be a title; once one was clear, a short line no longer is."""
    if len(line.live) > _MAX_TITLE:
        return False
    return _is_clear(line) or now is None or not _is_clear(now)


def _is_clear(line: Line) -> bool:
    """A heading, or a line that starts with an action's number: `Actie 3 - …`."""
    return line.heading or bool(_NUMBERED.match(line.live))


def _sentence(
    line: Line, match: re.Match[str], te_behalen: re.Pattern[str], title: Line
) -> KpiZin:
    rest = line.live[match.end() :]
    target = te_behalen.search(rest)
    achieved = rest[: target.start()] if target else rest
    answer = None
    if target is not None:
        text = rest[target.end() :].strip(" )].")
        answer = Answer(tekst=text, plaats=line.place, zekerheid=0.9)
    return KpiZin(
        titel=Answer(tekst=title.live.strip(), plaats=title.place, zekerheid=0.9),
        behaald=Answer(
            tekst=achieved.strip(" ([-–,;"), plaats=line.place, zekerheid=0.9
        ),
        te_behalen=answer,
    )


def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    wordings = "|".join(
        r"\s+".join(re.escape(word) for word in label.split())
        for label in sorted(labels, key=len, reverse=True)
    )
    return re.compile(rf"[\W_]*\b(?:{wordings})\s*[=:]\s*", re.IGNORECASE)


def _left(line: Line) -> Iterator[Leftover]:
    text = canonical_or_none(line.live)
    if text is not None and WORD.search(text):
        yield Leftover(tekst=text, plaats=line.place)
