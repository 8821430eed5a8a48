"""How other programs write the same document: what stands around every word differs.

a package as Word saves it -> the same document as Google Docs, an old converter, a
colleague with track changes on, or another tool leaves it behind

No word changes, so neither does anything that is read.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

Parts = dict[str, bytes]
Dialect = Callable[[bytes], bytes]
Element = etree._Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES: Final = f'xmlns:w="{_W[1:-1]}"'
_MAIN: Final = "word/document.xml"
_STRICT: Final = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
_SDT: Final = (
    f'<w:sdt {_NAMES}><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr>'
    "<w:sdtContent/></w:sdt>"
)
_WHO: Final = 'w:id="7" w:author="An" w:date="2024-05-02T09:00:00Z"'
_DELETED: Final = (
    f"<w:del {_NAMES} {_WHO}><w:r><w:delText>oude tekst</w:delText></w:r></w:del>"
)
_BOX: Final = (
    f'<w:p {_NAMES} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape>'
    "<v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def _parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _package(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _edited(data: bytes, edit: Callable[[Element], None]) -> bytes:
    parts = _parts(data)
    root = etree.fromstring(parts[_MAIN])
    edit(root)
    parts[_MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return _package(parts)


def _written(root: Element) -> Iterator[Element]:
    """The runs that show a text, and that nothing was done to yet."""
    for run in list(root.iter(f"{_W}r")):
        around = run.getparent()
        direct = around is not None and around.tag == f"{_W}p"
        if direct and run.find(f"{_W}t") is not None:
            yield run


def _wrap(element: Element, wrapper: str, inside: str = "") -> None:
    """Put `element` in `wrapper`, in its element `inside`."""
    made = etree.fromstring(wrapper)
    parent = element.getparent()
    assert parent is not None
    parent.replace(element, made)
    target = made.find(f".//{_W}{inside}") if inside else made
    assert target is not None
    target.append(element)


def _wrapped_runs(wrapper: str, inside: str = "") -> Dialect:
    def edit(root: Element) -> None:
        for run in _written(root):
            _wrap(run, wrapper, inside)

    return lambda data: _edited(data, edit)


def _wrapped(*tags: str) -> Dialect:
    def edit(root: Element) -> None:
        for tag in tags:
            for element in list(root.iter(f"{_W}{tag}")):
                _wrap(element, _SDT, "sdtContent")

    return lambda data: _edited(data, edit)


def _letters(data: bytes) -> bytes:
    """A run for each few letters, with marks of the spelling checker in between."""

    def edit(root: Element) -> None:
        for run in _written(root):
            texts = run.findall(f"{_W}t")
            if len(texts) != 1 or run[-1] is not texts[0]:
                continue
            for piece in reversed(re.findall(r".{1,3}", texts[0].text or "")):
                copy = deepcopy(run)
                copy.set(f"{_W}rsidR", "00A1B2C3")
                text = copy.find(f"{_W}t")
                assert text is not None
                text.text = piece
                run.addnext(copy)
                run.addnext(etree.fromstring(f"<w:proofErr {_NAMES}/>"))
            if texts[0].text:
                parent = run.getparent()
                assert parent is not None
                parent.remove(run)

    return _edited(data, edit)


def _replaced(data: bytes) -> bytes:
    """Track changes on while everything was typed over."""

    def edit(root: Element) -> None:
        for run in _written(root):
            _wrap(run, f"<w:ins {_NAMES} {_WHO}/>")
        for inserted in list(root.iter(f"{_W}ins")):
            inserted.addprevious(etree.fromstring(_DELETED))
        for row in root.iter(f"{_W}tr"):
            mark = f"<w:trPr {_NAMES}><w:ins {_WHO}/></w:trPr>"
            row.insert(0, etree.fromstring(mark))

    return _edited(data, edit)


def _boxed(data: bytes) -> bytes:
    """The whole form in one text box."""

    def edit(root: Element) -> None:
        body = root.find(f"{_W}body")
        assert body is not None
        box = etree.fromstring(_BOX)
        content = box.find(f".//{_W}txbxContent")
        assert content is not None
        content.extend(list(body)[:-1])
        body.insert(0, box)

    return _edited(data, edit)


def _strict(data: bytes) -> bytes:
    parts = _parts(data)
    for name, content in parts.items():
        for loose, strict in _STRICT.items():
            parts[name] = parts[name].replace(loose, strict) if content else content
    return _package(parts)


def _in_utf_16(data: bytes) -> bytes:
    parts = _parts(data)
    return _package(
        {name: content.decode().encode("utf-16") for name, content in parts.items()}
    )


def _elsewhere(data: bytes) -> bytes:
    """A main part with a name of its own at the top, and targets from the root."""
    parts = _parts(data)
    links = parts.pop("word/_rels/document.xml.rels")
    made = {name.replace(_MAIN, "document2.xml"): parts[name] for name in parts}
    made["_rels/document2.xml.rels"] = links.replace(b'Target="', b'Target="/word/')
    made["_rels/.rels"] = made["_rels/.rels"].replace(
        b'Target="word/document.xml"', b'Target="/document2.xml"'
    )
    types = made["[Content_Types].xml"].replace(
        b"/word/document.xml", b"/document2.xml"
    )
    made["[Content_Types].xml"] = types
    return _package(made)


def _bare(data: bytes) -> bytes:
    """No styles, no numbering, no links: only the document itself, and a mimetype."""
    parts = _parts(data)
    kept = ("[Content_Types].xml", "_rels/.rels", _MAIN)
    return _package({"mimetype": b"application/docx", **{n: parts[n] for n in kept}})


DIALECTS: Final[Mapping[str, Dialect]] = {
    "every run in a content control": _wrapped_runs(_SDT, "sdtContent"),
    "every paragraph in a content control": _wrapped("p"),
    "every cell and row in a content control": _wrapped("tc", "tr"),
    "every run a moved one": _wrapped_runs(f"<w:moveTo {_NAMES} {_WHO}/>"),
    "every run a smart tag": _wrapped_runs(f'<w:smartTag {_NAMES} w:element="date"/>'),
    "every run custom xml": _wrapped_runs(f'<w:customXml {_NAMES} w:element="a"/>'),
    "every run from left to right": _wrapped_runs(f'<w:bdo {_NAMES} w:val="ltr"/>'),
    "a few letters to a run": _letters,
    "all of it typed over": _replaced,
    "all of it in one text box": _boxed,
    "strict": _strict,
    "utf-16": _in_utf_16,
    "other names": _elsewhere,
    "nothing but the document": _bare,
}
