"""Mbox: a file with many mails -> where each of them lies.

    bytes -> (begin, end) per mail

A line that opens a mail stands behind an empty line, names a sender, and gives a time.
A sentence that begins with "From" has no time, or no header behind it.
"""

import re
from itertools import pairwise
from typing import Final

_POSTMARK: Final = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*?\d\d:\d\d[^\n]*\n"
    rb"(?=[!-9;-~]+[ \t]*:|>From )"
)


def windows(data: bytes) -> list[tuple[int, int]]:
    """Where the mails in `data` begin and end; one or none when it is no mbox."""
    starts = [match.start() for match in _POSTMARK.finditer(data)]
    return list(pairwise([*starts, len(data)]))
