"""Fill package: a blank form goes back into its zip, changed only where it is answered.

    package + changed parts + what identifies it -> package

Every other member keeps its bytes, its place and its stamp, so the same answers give
the same file. What identifies the form are custom document properties: Word and Excel
keep them, and nobody sees them in the text.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from pipeline.errors import TemplateError
from pipeline.forms.kenmerk import PREFIX

CUSTOM: Final = "docProps/custom.xml"
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "_rels/.rels"
_SMALL: Final = 100_000  # bytes; nobody fears a smaller member
_MOST: Final = 40  # times; careful readers refuse a hundred
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
# The class of properties that a person adds under File > Properties > Custom.
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PID: Final = re.compile(rb'\bpid="(\d+)"')
_OURS: Final = re.compile(
    rb'<(?:\w+:)?property\b[^>]*\bname="' + PREFIX.encode() + rb'[^"]*"[^>]*>'
    rb".*?</(?:\w+:)?property>",
    re.DOTALL,
)
_LAST_TAG: Final = re.compile(rb"</[^<>]+>\s*\Z")


def unpack(package: bytes, name: str) -> dict[str, bytes]:
    """The members of the blank form `name`, in their order.

    Raises `TemplateError` when it is no Office package.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            return {info.filename: opened.read(info) for info in opened.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        message = (
            f"Het blanco formulier ‘{name}’ is beschadigd: het is geen Office-bestand."
        )
        raise TemplateError(message) from error


def repack(
    package: bytes, changed: Mapping[str, bytes], properties: Mapping[str, str]
) -> bytes:
    """`package` with other content for the members in `changed`, and `properties`.

    `properties` are by name, without our prefix. Properties of ours that the form
    already has are replaced, others stay.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        infos = old.infolist()
        parts = {info.filename: old.read(info) for info in infos}
    parts |= changed
    parts |= _identified(parts, properties)
    return _zipped(infos, parts)


def read_members(package: bytes) -> dict[str, bytes]:
    """The members of any package, by the names that the zip gives them."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def rewritten(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """`package` with the content `parts` for its members, and those that are new.

    Every member of `package` must be in `parts`.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return _zipped(old.infolist(), parts)


def _zipped(infos: Sequence[zipfile.ZipInfo], parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for info in infos:
            member = zipfile.ZipInfo(info.filename, info.date_time)
            member.compress_type = _packing(info.compress_type, parts[info.filename])
            member.external_attr = info.external_attr
            member.create_system = info.create_system
            new.writestr(member, parts[info.filename], compresslevel=9)
        for name in sorted(parts.keys() - {info.filename for info in infos}):
            member = zipfile.ZipInfo(name, _MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, parts[name], compresslevel=9)
    return target.getvalue()


def _packing(method: int, content: bytes) -> int:
    """How to pack a member: as before, unless it would look like a zip bomb.

    A long answer that says the same over and over packs so well that a careful reader,
    ours among them, refuses it.
    """
    if method == zipfile.ZIP_STORED or len(content) < _SMALL:
        return method
    packed = len(zlib.compress(content, 9))
    return zipfile.ZIP_STORED if len(content) > _MOST * packed else method


def _identified(
    parts: Mapping[str, bytes], properties: Mapping[str, str]
) -> dict[str, bytes]:
    """The parts that must change for `properties` to be there."""
    if CUSTOM in parts:
        content = _OURS.sub(b"", parts[CUSTOM])
        return {CUSTOM: _before_end(content, _listed(content, properties))}
    root = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_DOCUMENT}/custom-properties"'
        f' xmlns:vt="{_DOCUMENT}/docPropsVTypes"></Properties>'
    ).encode()
    kind = f'<Override PartName="/{CUSTOM}" ContentType="{_KIND}"/>'
    relation = (
        f'<Relationship Id="rIdSamenleven" Type="{_DOCUMENT}/relationships/'
        f'custom-properties" Target="{CUSTOM}"/>'
    )
    return {
        CUSTOM: _before_end(root, _listed(root, properties)),
        _TYPES: _before_end(parts[_TYPES], _like_root(parts[_TYPES], kind)),
        _RELATIONS: _before_end(
            parts[_RELATIONS], _like_root(parts[_RELATIONS], relation)
        ),
    }


def _listed(content: bytes, properties: Mapping[str, str]) -> str:
    first = max([1, *(int(pid) for pid in _PID.findall(content))]) + 1
    return "".join(
        f'<property xmlns="{_DOCUMENT}/custom-properties" fmtid="{_FORMAT}" pid="{pid}"'
        f" name={quoteattr(PREFIX + name)}>"
        f'<vt:lpwstr xmlns:vt="{_DOCUMENT}/docPropsVTypes">{escape(text)}</vt:lpwstr>'
        "</property>"
        for pid, (name, text) in enumerate(properties.items(), first)
    )


def _like_root(content: bytes, element: str) -> str:
    """`element` with the namespace prefix that the root of `content` has, if any."""
    end = _LAST_TAG.search(content)
    name = end.group().decode() if end else ""
    prefix, colon, _ = name.removeprefix("</").partition(":")
    return element.replace("<", f"<{prefix}:", 1) if colon else element


def _before_end(content: bytes, addition: str) -> bytes:
    """`content` with `addition` before the end tag of its root."""
    end = _LAST_TAG.search(content)
    if end is None:
        raise TemplateError(
            "Het blanco formulier is beschadigd: een onderdeel is leeg."
        )
    return content[: end.start()] + addition.encode() + content[end.start() :]
