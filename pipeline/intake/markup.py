"""Markup: the HTML of a mail -> its text, in paragraphs, list items and rows."""

import re
from html import unescape
from typing import Final

from pipeline.intake.limits import MIB

_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl"}
    | {"dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr"}
    | {"ul"}
)
_UNSEEN: Final = frozenset({"head", "script", "style", "template", "title"})
_CELLS: Final = frozenset({"td", "th"})
_CELL: Final = "\t"
_BREAK: Final = "\0"  # the edge of a block; several in a row make one line end
_STARTS: Final = frozenset({_BREAK, _CELL, "\n", " "})  # a blank behind these is none
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_TAG: Final = re.compile(r"<[^<>]*>")
_OPENED: Final = re.compile(r"<(!--|(?:script|style)\b)", re.IGNORECASE)
_CLOSED: Final = {
    "!--": re.compile(r"-->"),
    "script": re.compile(r"</script\b[^<>]*>", re.IGNORECASE),
    "style": re.compile(r"</style\b[^<>]*>", re.IGNORECASE),
}
_MOST: Final = 4 * MIB  # characters; beyond that the tags are just taken out
_CONTENT_ID: Final = re.compile(r"cid:([^\"'\s<>)]+)", re.IGNORECASE)


def shown_in(html: str) -> frozenset[str]:
    """The ids, in lower case, of the parts of a mail that `html` shows."""
    return frozenset(found.casefold() for found in _CONTENT_ID.findall(html))


def text_of(html: str) -> str:
    """What a person reads in `html`: a line per paragraph, `- ` before a list item.

    The target of a link stands behind its text as `<https://…>`, when it says more.
    Comments, styles and scripts are left out. Of HTML that does not parse, whatever
    stands between tags is the text.
    """
    if len(html) > _MOST:
        return _between_tags(html)
    # A mail with plain text needs no HTML parser.
    from lxml import etree  # noqa: PLC0415

    html = html.replace(_BREAK, "\ufffd")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or any("depth" in error.message for error in parser.error_log):
        return _between_tags(html)
    flow = _Flow()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            flow.start(element.tag, element.text, element.get("href"))
        else:
            flow.end(element.tag, element.tail)
    return flow.text()


def target_of(href: str | None, shown: str) -> str:
    """What stands behind a link that shows `shown`: its target, when it says more."""
    if not href or not href.casefold().startswith(("http://", "https://")):
        return ""
    seen = shown.strip().casefold()
    return "" if seen and seen in href.casefold() else f" <{href.strip()}>"


def _between_tags(html: str) -> str:
    """Whatever stands between tags, but not in a comment, script or style.

    One that is not closed is text after all. Each character is looked at once or twice.
    """
    kept: list[str] = []
    unclosed: set[str] = set()
    begin = at = 0
    while opened := _OPENED.search(html, at):
        kind = opened[1].casefold()
        at = opened.end()
        if kind in unclosed:
            continue
        closed = _CLOSED[kind].search(html, at)
        if closed is None:
            unclosed.add(kind)
            continue
        kept.append(html[begin : opened.start()])
        begin = at = closed.end()
    kept.append(html[begin:])
    return unescape(_TAG.sub(" ", " ".join(kept)))


class _Flow:
    """The text of one HTML tree, as it is walked."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._links: list[tuple[str | None, int]] = []
        self._unseen = 0
        self._verbatim = 0

    def start(self, tag: str, text: str | None, href: str | None) -> None:
        self._unseen += tag in _UNSEEN
        self._verbatim += tag == "pre"
        if tag in _BLOCKS:
            self._edge()
        if tag == "li":
            self._add("- ")
        if tag == "br":
            self._add("\n")
        if tag == "a":
            self._links.append((href, len(self._pieces)))
        self._say(text)

    def end(self, tag: str, tail: str | None) -> None:
        if tag == "a":
            self._add(self._target(*self._links.pop()))
        if tag in _CELLS:
            self._drop({_BREAK, " "})
            self._add(_CELL)
        if tag == "tr":
            self._drop({_CELL, " "})
        if tag in _BLOCKS:
            self._edge()
        self._verbatim -= tag == "pre"
        self._unseen -= tag in _UNSEEN
        self._say(tail)

    def text(self) -> str:
        blocks = (block.strip(" ") for block in "".join(self._pieces).split(_BREAK))
        lines = "\n".join(filter(None, blocks)).split("\n")
        return _EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip(" ") for line in lines))

    def _target(self, href: str | None, since: int) -> str:
        return target_of(href, "".join(self._pieces[since:]))

    def _say(self, text: str | None) -> None:
        if not text or self._verbatim:
            self._add(text or "")
            return
        text = _BLANKS.sub(" ", text)
        before = self._pieces[-1] if self._pieces else _BREAK
        self._add(text.lstrip(" ") if before[-1:] in _STARTS else text)

    def _edge(self) -> None:
        """The edge of a block; the first and last of a cell are its own edges."""
        if self._pieces and self._pieces[-1] != _CELL:
            self._add(_BREAK)

    def _drop(self, pieces: set[str]) -> None:
        while self._pieces and self._pieces[-1] in pieces:
            self._pieces.pop()

    def _add(self, piece: str) -> None:
        if piece and not self._unseen:
            self._pieces.append(piece)
