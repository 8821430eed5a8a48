"""Within: a line to tick with somebody's words in front of it.

    a line + the lines to tick that are missing -> hits, with what stands before them

`Wij stoppen: Nee, we gaan deze actie niet verderzetten`. The line is the form's from
there on. Were it taken for an answer as a whole, it would stand below the other option,
and its own would seem to be taken away: the opposite of what was meant.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.forms.labels import Hit, Text, punctuation
from pipeline.forms.lines import WORD
from pipeline.reading.symbols import TICKED, UNTICKED

_TELLING: Final = 5  # words of an option that nobody types by chance
_CERTAINTY: Final = 0.8
_BOX: Final = frozenset({"0", "o", "x", "v"})
_BOX_FRONT: Final = re.compile(rf"[\s()\[\]{TICKED}{UNTICKED}]+\Z")


def within(live: str, texts: Sequence[Text]) -> Iterator[Hit]:
    """The options among `texts` that stand in `live` behind other words."""
    spans = list(WORD.finditer(live))
    words = [span.group().lower() for span in spans]
    for text in texts:
        length = len(text.words)
        if length < _TELLING:
            continue
        for at in range(1, len(words) - length + 1):
            if tuple(words[at : at + length]) != text.words:
                continue
            front = at - 1 if words[at - 1] in _BOX else at
            end = spans[at + length - 1].end()
            if front:
                yield Hit(
                    text=text,
                    end=end + punctuation(text, live[end:]),
                    certainty=_CERTAINTY,
                    before=len(_BOX_FRONT.sub("", live[: spans[front].start()])),
                )
            break
