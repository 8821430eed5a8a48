r"""Edits: what people do to a paragraph of a Word document, one act at a time.

A line end in a text begins a new paragraph, a `\v` a new line within it.
"""

import copy
from collections.abc import Iterator
from typing import Final, cast

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from tools.word_parts import element

VET: Final = "b"
DOORGEHAALD: Final = "strike"
BLAUW: Final = "color"

# In the order that the schema asks for.
_MARKS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    (VET, {}),
    (DOORGEHAALD, {}),
    (BLAUW, {"val": "1F4E9E"}),
)
_WHO: Final = {"author": "Jeroen Maes (fictief)", "date": "2024-04-26T09:30:00Z"}


def words_of(part: BaseOxmlElement) -> str:
    """The text of `part`, as it stands."""
    return "".join(text.text or "" for text in part.iter(qn("w:t")))


def inside(part: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """Every `tag` in `part`, however deep, in reading order."""
    # python-docx parses with element classes of its own; the types of lxml know none.
    return cast("Iterator[BaseOxmlElement]", part.iter(qn(tag)))


def find(part: BaseOxmlElement, opening: str, *, nth: int = 0) -> BaseOxmlElement:
    """The `nth` paragraph in `part` that begins with `opening`."""
    found = [p for p in inside(part, "w:p") if words_of(p).startswith(opening)]
    return found[nth]


def below(part: BaseOxmlElement, opening: str) -> BaseOxmlElement:
    """The paragraph under the one that begins with `opening`."""
    return following(find(part, opening))


def following(paragraph: BaseOxmlElement) -> BaseOxmlElement:
    """The paragraph right after `paragraph`."""
    return cast("BaseOxmlElement", next(paragraph.itersiblings(qn("w:p"))))


def typed(text: str, *marks: str) -> BaseOxmlElement:
    """A run of `text`, set in `marks`."""
    looks = [element(tag, **values) for tag, values in _MARKS if tag in marks]
    made = element("r", *([element("rPr", *looks)] if looks else []))
    for number, line in enumerate(text.split("\v")):
        if number:
            made.append(element("br"))
        content = element("t")
        content.text = line
        content.set(qn("xml:space"), "preserve")
        made.append(content)
    return made


def answer(
    paragraph: BaseOxmlElement, text: str, *marks: str, keep: bool = False
) -> None:
    """Type `text` over the prompt of `paragraph`; with `keep` behind it.

    Without a prompt the text is typed at the end.
    """
    first, *rest = text.split("\n")
    prompt = _prompt(paragraph)
    if prompt is None:
        paragraph.append(typed(f" {first}", *marks))
    else:
        prompt.addnext(typed(f" {first}" if keep else first, *marks))
        if not keep:
            remove(prompt)
    if rest:
        type_below(paragraph, "\n".join(rest), *marks)


def type_below(paragraph: BaseOxmlElement, text: str, *marks: str) -> None:
    """Type `text` in new paragraphs under `paragraph`, that look like it."""
    for line in reversed(text.split("\n")):
        made = element("p")
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            made.append(copy.deepcopy(properties))
        made.append(typed(line, *marks))
        paragraph.addnext(made)


def type_above(paragraph: BaseOxmlElement, text: str, *marks: str) -> None:
    """Type `text` on a line of its own over `paragraph`."""
    paragraph.addprevious(element("p", typed(text, *marks)))


def retype(paragraph: BaseOxmlElement, text: str, *marks: str) -> None:
    """Type `text` over everything in `paragraph`."""
    for run in list(inside(paragraph, "w:r")):
        remove(run)
    paragraph.append(typed(text, *marks))


def replace(paragraph: BaseOxmlElement, old: str, new: str) -> None:
    """Type `new` over the first `old` in `paragraph`."""
    content = next(t for t in paragraph.iter(qn("w:t")) if old in (t.text or ""))
    content.text = (content.text or "").replace(old, new, 1)
    content.set(qn("xml:space"), "preserve")


def set_in(paragraph: BaseOxmlElement, words: str, *marks: str) -> None:
    """Set the first `words` in `paragraph` in `marks`."""
    run = cut_out(paragraph, words)
    run.addnext(typed(words, *marks))
    remove(run)


def set_all_in(paragraph: BaseOxmlElement, *marks: str) -> None:
    """Set the whole of `paragraph` in `marks`."""
    retype(paragraph, words_of(paragraph), *marks)


def track(paragraph: BaseOxmlElement, old: str, new: str) -> None:
    """Type `new` over `old` while Word keeps track of the changes."""
    run = cut_out(paragraph, old)
    run.addnext(element("ins", typed(new), id=902, **_WHO))
    deleted = element("del", id=901, **_WHO)
    run.addnext(deleted)
    deleted.append(run)
    for content in run.iter(qn("w:t")):
        content.tag = qn("w:delText")


def choose(paragraph: BaseOxmlElement, options: tuple[str, ...], chosen: str) -> None:
    """End `paragraph` in a dropdown of `options` in which `chosen` was picked."""
    items = (element("listItem", displayText=o, value=o) for o in options)
    properties = element(
        "sdtPr", element("alias", val="Keuze"), element("dropDownList", *items)
    )
    content = element("sdtContent", typed(chosen))
    paragraph.append(typed(" "))
    paragraph.append(element("sdt", properties, content))


def cut_out(paragraph: BaseOxmlElement, words: str) -> BaseOxmlElement:
    """Cut the run that holds `words` in pieces, and return the one of just `words`."""
    run = next(r for r in inside(paragraph, "w:r") if words in words_of(r))
    before, _, after = words_of(run).partition(words)
    properties = run.find(qn("w:rPr"))
    pieces = [typed(text) for text in (before, words, after)]
    for piece, text in zip(pieces, (before, words, after), strict=True):
        if properties is not None:
            piece.insert(0, copy.deepcopy(properties))
        if text:
            run.addprevious(piece)
    remove(run)
    return pieces[1]


def remove(part: BaseOxmlElement) -> None:
    """Delete `part` from the document."""
    parent = part.getparent()
    if parent is not None:
        parent.remove(part)


def _prompt(paragraph: BaseOxmlElement) -> BaseOxmlElement | None:
    """The grey run of `paragraph` that asks to be replaced."""
    for run in inside(paragraph, "w:r"):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is not None and style.get(qn("w:val")) == "Invultekst":
            return run
    return None
