"""No visible word is lost: whatever docx2python and mammoth see, the extraction tells.

Or it is the form's own text, or there is a named reason (`reasons.REASONS`). Other
readers run words together where Word shows a line end, a tab or a text that is gone;
such a word counts as its pieces.
"""

import email
import email.policy
import re
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from pipeline import resources
from pipeline.cli import cli
from pipeline.intake.sniff import Format, sniff
from pipeline.run.filling import fill_dossier
from tests.forms.test_nothing_lost import is_known, known_words
from tests.torture.adversary.whole import ADVERSARIES
from tests.torture.case import Case, programma, read
from tests.torture.cases import CASES
from tests.torture.reasons import excused
from tests.torture.rivals import RIVALS, words

SAMPLES: Final = Path(__file__).parents[2] / "samples"
BLANK: Final = "motivatie-pj2-tussentijds.docx"
# Ticks may go, also those made of letters, and how a number was written (1.500, ca. 40);
# docx2python names the glyphs of a font.
MAY_GO: Final = re.compile(r"ja|neen?|0x|500|ca|x[0-9a-f]{4}")
SHORTEST: Final = 2  # letters of a word
EVERY: Final = 16  # of which the quick tests take one


def by_hand() -> dict[str, bytes]:
    """Every torture case, and every adversary inside an answer."""
    made = {case.name: case.data for case in CASES}
    return made | {name: a.in_an_answer() for name, a in ADVERSARIES.items()}


def attached() -> Iterator[tuple[str, bytes]]:
    """Every Word document among the samples."""
    for path in sorted((SAMPLES / "inbox").glob("*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for part in mail.walk():
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and sniff(data, "") is Format.docx:
                yield f"{path.stem} {part.get_filename()}", data


DOCUMENTS: Final = by_hand() | dict(attached())


@cache
def printed() -> frozenset[str]:
    return frozenset(known_words())


def unaccounted(name: str, data: bytes) -> dict[str, set[str]]:
    """The words that each rival sees and nothing accounts for."""
    extractie = read(Case(name, data))
    if extractie.fout is not None:
        assert extractie.fout.code in {"beschadigd", "versleuteld"}
        return {}
    dumped = re.sub(r'\\[nt"]', " ", extractie.model_dump_json())
    fine = words(dumped) | excused(data) | printed()
    missing: dict[str, set[str]] = {}
    for rival, see in RIVALS.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a rival cannot make out
            seen = see(data)
        left = {w for w in seen if not (MAY_GO.fullmatch(w) or in_pieces(w, fine))}
        left = {word for word in left if not is_known(word, set(printed()))}
        if left:
            missing[rival] = left
    return missing


def in_pieces(word: str, known: set[str]) -> bool:
    """Whether `word` is one of `known`, or several of them in a row."""
    reached = [True] + [False] * len(word)
    for end in range(SHORTEST, len(word) + 1):
        reached[end] = any(
            reached[start] and word[start:end] in known
            for start in range(end - SHORTEST + 1)
        )
    return reached[-1]


@pytest.mark.parametrize("name", list(DOCUMENTS)[::EVERY])
def test_whatever_other_readers_see_is_told(name: str) -> None:
    assert unaccounted(name, DOCUMENTS[name]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_whatever_other_readers_see_is_told_of_every_document(name: str) -> None:
    assert unaccounted(name, DOCUMENTS[name]) == {}


def test_a_word_that_was_lost_would_be_seen() -> None:
    data = DOCUMENTS["a plain run holds the answer"]
    extractie = read(Case("lost", data))
    told = words(extractie.model_dump_json())
    for see in RIVALS.values():
        lost = see(data) - (told - {"brugfiguur"}) - excused(data) - printed()
        assert "brugfiguur" in lost


def test_the_blank_form_says_nothing() -> None:
    blank = resources.templates().joinpath(BLANK).read_bytes()
    assert unaccounted("blank", blank) == {}
    extractie = read(Case("blank", blank))
    assert (extractie.motivaties, extractie.verwachtingen) == ((), ())
    assert extractie.niet_herkend == ()


@pytest.mark.slow
def test_whatever_other_readers_see_is_told_of_forms_that_we_filled(
    tmp_path: Path,
) -> None:
    order = ["run", str(SAMPLES / "inbox"), "--ronde", "pj2-tussentijds"]
    order += ["--toekenningen", str(SAMPLES / "toekenningen.csv")]
    CliRunner().invoke(cli, [*order, "--out", str(tmp_path / "uit")])
    dossiers = sorted((tmp_path / "uit" / "dossiers").glob("*.json"))
    assert len(dossiers) >= 10
    for dossier in dossiers:
        word, _ = fill_dossier(dossier, tmp_path / "gevuld", programma()).bestanden
        assert unaccounted(dossier.name, word.read_bytes()) == {}
