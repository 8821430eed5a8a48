"""Genoemd: the bestuur that a document itself names, outside its answers.

Headers, titles, labelled lines and fields can name it; answers never, where boom, mol,
geel and ham are words. Two besturen that fit equally are no answer.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.dossier.besturen import Besturen
from pipeline.dossier.extractie import BestuurGenoemd
from pipeline.dossier.wie import Spoor, decide, in_text

_LABELLED: Final = re.compile(
    r"^\W*(?:lokaal bestuur|bestuur|gemeente|stad|indiener|indienend bestuur|naam bestuur)\s*:\s*",
    re.IGNORECASE,
)


def named_bestuur(texts: Sequence[str], besturen: Besturen) -> BestuurGenoemd | None:
    """The one bestuur that `texts` (never answers) name; `None` when none or several."""
    sporen: list[Spoor] = []
    for text in texts:
        label = _LABELLED.match(text)
        if label is not None:
            named = besturen.by_name(text[label.end() :])
            if named:
                ids = tuple(b.id for b in named)
                sporen.append(Spoor(besturen=ids, gewicht=0.95, waar="het document"))
                continue
        sporen.extend(in_text(text, besturen, gewicht=0.85, waar="het document"))
    besluit = decide(sporen)
    known = besturen.by_id(besluit.bestuur) if besluit.bestuur else None
    if known is None:
        return None
    return BestuurGenoemd(id=known.id, naam=known.naam, zekerheid=besluit.zekerheid)
