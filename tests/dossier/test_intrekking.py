"""Which mails take back the one before them, and which only look like it."""

from pathlib import Path

import pytest

from pipeline.dossier.intrekking import FILE, load_mails, withdrawal
from pipeline.errors import MappingError

MAPPINGS = Path(__file__).parents[2] / "mappings"
WORDS = load_mails(MAPPINGS).intrekking


@pytest.mark.parametrize(
    "text",
    [
        "Gelieve mijn vorige mail als niet verzonden te beschouwen.",
        "Beste, GELIEVE MIJN VORIGE E-MAIL TE NEGEREN!",
        "Onze vorige indiening mag u verwijderen.",
        "Hierbij trekken wij onze eerdere mail in: die trekken wij in.",
        "Met het\nvorige bericht hoeft u geen rekening te\nhouden. Excuses.",
        "Vorige versie: gelieve die niet in aanmerking te nemen; dit is de juiste.",
    ],
)
def test_the_sentence_that_takes_back_is_quoted(text: str) -> None:
    said = withdrawal(text, WORDS)
    assert said is not None
    assert said in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "In bijlage de aanvulling op onze vorige mail.",
        "Zie mijn vorige mail. U mag deze zin negeren.",
        "> Gelieve mijn vorige mail te negeren.",
        "Dank u!\n----- Oorspronkelijk bericht -----\nNegeer mijn vorige mail",
        "Dank u!\nOp ma 6 mei 2024 om 10:12 schreef Jan:\nnegeer mijn vorige mail",
        "Dank u!\nFrom: Jan\nnegeer mijn vorige mail",
    ],
)
def test_what_takes_nothing_back_is_left_alone(text: str | None) -> None:
    assert withdrawal(text, WORDS) is None


def test_a_hostile_text_takes_no_time() -> None:
    assert withdrawal("vorige mail " * 100_000, WORDS) is None
    assert withdrawal("op " + "a" * 1_000_000, WORDS) is None


def test_a_mistake_in_the_words_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[intrekking]\nwat = []\nhoe = [1]\n", "utf-8")
    with pytest.raises(MappingError, match="hoe"):
        load_mails(tmp_path)
