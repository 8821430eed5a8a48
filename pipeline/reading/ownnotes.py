"""Own notes: the comments that this program wrote beside a text, told from a person's.

A copy with our comments must read as the document itself. Ours carry the author below,
and for initials a seal over their words: a comment that somebody typed in since has
another sum, and is read as anybody's.
"""

import hashlib
from typing import Final

AUTHOR: Final = "samenleven"
_SEALED: Final = 7  # digits; Word shows no more than nine initials


def seal(text: str) -> str:
    """The initials of a comment of ours that says `text`, wherever its lines break."""
    letters = "".join(text.split())
    return f"s{hashlib.sha256(letters.encode()).hexdigest()[:_SEALED]}"


def is_ours(author: str | None, initials: str | None, text: str) -> bool:
    """Whether a comment was written by this program, and by nobody changed."""
    return author == AUTHOR and initials == seal(text)
