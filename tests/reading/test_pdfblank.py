"""A word goes on over the end of a line where no blank could have ended it."""

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.reading.pdfblank import mark_broken


def letters(line: str, top: float) -> list[dict[str, Any]]:
    return [
        {"text": text, "x0": 5.0 * n, "top": top, "bottom": top + 10, "page_number": 1}
        for n, text in enumerate(line)
    ]


@pytest.mark.parametrize(
    ("line", "below", "broken"),
    [
        ("te\u00a0beha", "len: 12", True),
        ("te\u202fbeha", "len", True),
        ("beha", "len\u00a0van", True),
        ("te beha", "len", False),
        ("te\u00a0beha ", "len", False),
        ("te\u00a0beha\u00a0", "len", False),
        ("te\u00a0beha", "\u00a0len", False),
        ("beha", "len van", False),
        ("beha", "len", False),
    ],
)
def test_a_line_is_broken_in_a_word(line: str, below: str, *, broken: bool) -> None:
    first, second = letters(line, 100), letters(below, 112)
    words: list[dict[str, Any]] = [{"chars": first}, {"chars": second}]
    mark_broken([SimpleNamespace(chars=[*first, *second])], [words])
    assert (words[0].get("after") == words[1]["begin"]) is broken
    assert all("chars" not in word for word in words)
