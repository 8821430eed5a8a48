"""What jurors and their programs do to a jury sheet, done to its bytes."""

import copy
import io
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "word/document.xml"
CUSTOM = "docProps/custom.xml"
# `Any`: lxml's elements.
Edit = Callable[[Any], None]
Spoil = Callable[[bytes], bytes]


def edit(sheet: bytes, change: Edit, part: str = BODY) -> bytes:
    """Change one part of a package."""
    with zipfile.ZipFile(io.BytesIO(sheet)) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in parts.items():
            box.writestr(name, data)
    return target.getvalue()


def elements(markup: str) -> list[Any]:
    return list(etree.fromstring(f"<w:p {_NS}>{markup}</w:p>"))


def run(text: str, look: str = "") -> str:
    """A run, with the names of its toggles: `run("Ja", "b strike")`."""
    props = "".join(f"<w:{name}/>" for name in look.split())
    words = escape(text, quote=False)
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def control(root: Any, tag: str) -> Any:
    for found in root.iter(f"{W}sdt"):
        named = found.find(f"{W}sdtPr/{W}tag")
        if named is not None and named.get(f"{W}val") == tag:
            return found
    raise LookupError(tag)


def fill(sheet: bytes, answers: Mapping[str, str]) -> bytes:
    """Fill in controls by tag as Word does: prompt, its mark and its style go."""

    def change(root: Any) -> None:
        for tag, answer in answers.items():
            put(control(root, tag), run(answer))

    return edit(sheet, change)


def ticked(
    sheet: bytes, tag: str, state: str | None = "1", sign: str | None = "☒"
) -> bytes:
    """Tick a box as Word does: its state and its sign both change, unless `None`."""
    w14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

    def change(root: Any) -> None:
        found = control(root, tag)
        if state is not None:
            found.find(f".//{w14}checked").set(f"{w14}val", state)
        if sign is not None:
            found.find(f".//{W}t").text = sign

    return edit(sheet, change)


def put(found: Any, markup: str) -> None:
    """Make a control show `markup` as an answer."""
    for mark in found.findall(f"{W}sdtPr/{W}showingPlcHdr"):
        found.find(f"{W}sdtPr").remove(mark)
    content = found.find(f"{W}sdtContent")
    for child in list(content):
        content.remove(child)
    content.extend(elements(markup))


def without_controls(sheet: bytes) -> bytes:
    """Leave of every control what it shows, as editors on the web do."""

    def change(root: Any) -> None:
        for found in list(root.iter(f"{W}sdt")):
            parent = found.getparent()
            at = parent.index(found)
            for child in reversed(list(found.find(f"{W}sdtContent"))):
                parent.insert(at, child)
            parent.remove(found)

    return edit(sheet, change)


def without(name: str) -> Callable[[bytes], bytes]:
    """Take the mark `name` (`tag`, `alias`, `id`) off every control."""

    def change(root: Any) -> None:
        for props in list(root.iter(f"{W}sdtPr")):
            for mark in props.findall(f"{W}{name}"):
                props.remove(mark)

    return lambda sheet: edit(sheet, change)


def without_properties(sheet: bytes) -> bytes:
    return edit(
        sheet, lambda root: [root.remove(child) for child in list(root)], CUSTOM
    )  # type: ignore[arg-type, return-value]


def property_set(sheet: bytes, name: str, text: str) -> bytes:
    def change(root: Any) -> None:
        for child in root:
            if child.get("name") == f"samenleven-{name}":
                child[0].text = text

    return edit(sheet, change, CUSTOM)


def write(sheet: bytes, tag: str, markup: str) -> bytes:
    """Put runs where the control `tag` was, and let no control be there any more."""

    def change(root: Any) -> None:
        found = control(root, tag)
        parent = found.getparent()
        at = parent.index(found)
        parent.remove(found)
        for child in reversed(elements(markup)):
            parent.insert(at, child)

    return edit(sheet, change)


def tracked(sheet: bytes, answers: Mapping[str, str]) -> bytes:
    """Fill in with tracked changes on: the prompt stays in the file, deleted."""

    def change(root: Any) -> None:
        for tag, answer in answers.items():
            found = control(root, tag)
            old = found.find(f"{W}sdtContent/{W}r")
            gone = copy.deepcopy(old)
            for words in gone.iter(f"{W}t"):
                words.tag = f"{W}delText"
            by = 'w:id="90" w:author="Jurylid" w:date="2024-05-20T10:00:00Z"'
            put(found, f"<w:del {by}/><w:ins {by}>{run(answer)}</w:ins>")
            found.find(f"{W}sdtContent/{W}del").append(gone)

    return edit(sheet, change)


def replaced(sheet: bytes, old: str, new: str) -> bytes:
    """Change words that stand in the document, wherever."""

    def change(root: Any) -> None:
        hits = [t for t in root.iter(f"{W}t") if old in (t.text or "")]
        assert hits, old
        for words in hits:
            words.text = words.text.replace(old, new)

    return edit(sheet, change)


def claimed(sheet: bytes) -> str:
    """The kenmerk on page one."""
    found: list[str] = []

    def change(root: Any) -> None:
        found.extend(t.text for t in root.iter(f"{W}t") if " · pj" in (t.text or ""))

    edit(sheet, change)
    return found[0]
