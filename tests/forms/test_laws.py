"""Laws of the lens: whatever is put into the form comes back as it was written."""

import random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.forms.filling import Answered, answered, fill, split_runs
from tests.torture.case import BLOK, Case, Expected, read, said
from tests.torture.form import LAYOUTS
from tests.torture.ooxml import package
from tests.torture.standard import standard

LAW = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    # A whole form takes minutes to make smaller, and says enough as it is.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
hands = st.randoms(use_true_random=False)
layouts = st.sampled_from(sorted(LAYOUTS))


def extracted(body: str) -> Expected:
    extractie = read(Case("law", package(body)))
    assert extractie.fout is None
    return said(extractie)


@LAW
@given(answered(), hands)
def test_what_is_filled_in_comes_back(answers: Answered, hand: random.Random) -> None:
    assert extracted(fill(answers, hand).body()) == answers.expected()


@LAW
@given(answered(), hands, layouts)
def test_the_layout_does_not_matter(
    answers: Answered, hand: random.Random, layout: str
) -> None:
    assert extracted(fill(answers, hand).body(layout)) == answers.expected()


@LAW
@given(answered(), hands, hands)
def test_splitting_runs_does_not_matter(
    answers: Answered, hand: random.Random, knife: random.Random
) -> None:
    body = fill(answers, hand).body()
    assert extracted(split_runs(body, knife)) == extracted(body)


@LAW
@given(answered(), hands)
def test_reading_twice_says_the_same(answers: Answered, hand: random.Random) -> None:
    body = fill(answers, hand).body()
    assert extracted(body) == extracted(body)


@LAW
@given(st.sampled_from(("over", "beside", "under", "before")), layouts)
def test_one_habit_in_any_layout(how: str, layout: str) -> None:
    body = standard(how=how).body(layout)
    assert extracted(body).motivaties == [BLOK]
