"""Moment: whether a text is a time and nothing else, as people write it in Dutch.

`tegen juni 2024`, `voorjaar 2024 - najaar 2025`, `03/2024`, `Q2`, `doorlopend`. One
word of something else makes it a sentence: `overleg in mei` is none.
"""

import re
from typing import Final

_MONTH: Final = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober"
    r"|november|december|jan|feb|febr|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?"
)
_YEAR: Final = r"(?:20[1-4]\d(?:\s?[-/]\s?(?:20)?\d\d)?|['’]\d\d)"
_DAY: Final = r"(?:[0-2]?\d|3[01])"
_CORE: Final = re.compile(
    rf"{_DAY}(?:ste|de|e)?\s{_MONTH}(?!\w)|{_MONTH}(?!\w)"
    rf"|{_DAY}[-/.]\d{{1,2}}(?:[-/.](?:20)?\d\d)?(?!\d)|(?:0?\d|1[0-2])[-/]20\d\d(?!\d)"
    rf"|{_YEAR}(?!\d)"
    r"|(?:q[1-4]|[1-4](?:ste|de|e)\s(?:kwartaal|trimester|semester)"
    r"|kwartaal|trimester|semester|lente|zomer|herfst|winter|voorjaar|najaar"
    r"|schooljaar|werkjaar|projectjaar|kalenderjaar|jaareinde"
    r"|(?:paas|zomer|kerst|herfst|krokus|school)?vakantie"
    r"|doorlopend|permanent|continu|wekelijks|maandelijks|jaarlijks|onmiddellijk)(?!\w)",
    re.IGNORECASE,
)
_AROUND: Final = re.compile(
    r"(?:tegen|vanaf|van|in|op|voor|vóór|na|tot|t/m|t\.e\.m\.|tem|en|met|of|uiterlijk"
    r"|rond|omstreeks|tijdens|gedurende|sinds|eind|einde|begin|midden|medio|half|helft"
    r"|het|de|dit|deze|elke|elk|ieder|iedere|hele|heel|gehele|volgend|volgende|komend"
    r"|komende|lopend|lopende|loop|eerste|tweede|derde|vierde|laatste|start|jaar|maand"
    r"|week|weken|maanden|\d{1,2}(?:ste|de|e)?|[-–—/+&,.])(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
_LONGEST: Final = 80  # characters


def is_moment(text: str) -> bool:
    """Whether all of `text` says when, and at least one word names a time."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return False
    at, named = 0, False
    while at < len(text):
        core = _CORE.match(text, at)
        found = core or _AROUND.match(text, at)
        if found is None or (at and text[at - 1].isalnum() and text[at].isalnum()):
            return False
        named = named or core is not None
        at = found.end()
        while at < len(text) and text[at].isspace():
            at += 1
    return named
