"""Damage: one change after another to a sound file, told by a random number generator.

Half of it is plain: bytes that go, come or change. The other half knows the format: it
changes the XML inside a package and closes the package again with the right checksums,
the lines of a mail, the objects of a pdf, the records of an old workbook. That way it
comes past the door, to the readers.

Longer than 300 lines because every kind of file breaks in ways of its own.
"""

import copy
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from lxml import etree

Chance = random.Random
Change = Callable[[bytes, Chance], bytes]

_AWARE_OF_FIVE: Final = 3
_RARELY, _OFTEN = 7, 3  # once in so many times
_LARGE: Final = 2_000  # elements; a copy of more only takes time
_TAG: Final = re.compile(rb"<[^<>]{1,300}>")
_VALUE: Final = re.compile(rb'="([^"<>]{0,80})"')
_NUMBER: Final = re.compile(rb"\d+")
_NASTY: Final = (
    b"", b"0", b"-1", b"1", b"2147483647", b"2147483648", b"4294967295", b"1e400",
    b"99999999999999999999", b"XFD1048576", b"A0", b"A1:XFD1048576", b"\xef\xbf\xbe",
    b"../../../etc/passwd", b"NULL", b"true", b"nan", b" ", b"{{ 7*7 }}", b"=1+1",
    b"&amp;", b"&#xD;", b"&x;", b"\xc3\xa9" * 50, b"A" * 5000, b"/", b"%00", b"rId1",
)  # fmt: skip
_TEXTS: Final = (
    "Actie 15", "Te behalen KPI:", "Waarom werd 25% niet behaald?", "Initiatief 1:",
    "KPI: 10⁹", "Ja/Nee", "٣٤", "½", "²", "1.000.000.000.000", "9" * 400, "\u202e",
    "(vul aan)", "…" * 300, "Timing:", "16/ Straatintimidatie", "- " * 200, "\u200b",
)  # fmt: skip
_LINES: Final = (
    b"Content-Type: multipart/mixed; boundary=q", b"Content-Transfer-Encoding: base64",
    b"Content-Type: message/rfc822", b"Content-Disposition: attachment", b"--q", b"",
    b"Content-Type: text/html; charset=utf-7", b"Subject: =?x?q?=ff?=", b"From:",
    b"Content-Type: application/zip; name*0*=%ff''%", b"Date: 99 Foo 2024 99:99:99",
    b"Content-Transfer-Encoding: x-uuencode", b"Received: ; " + b"(" * 500,
    b"Content-Type: text/plain; charset=idna", b"To: " + b"<" * 900, b"\xff\xfe\x00",
)  # fmt: skip
_OBJECTS: Final = (
    b"null", b"[]", b"<<>>", b"1 0 R", b"9999 0 R", b"-1", b"1e99", b"(", b"<", b">>",
    b"/Type /Pages", b"[3 0 R 3 0 R]", b"stream", b"endobj", b"2147483648", b"/F1",
    b"q " * 200, b"[[[[[[[[", b"/Filter /LZWDecode", b"/Filter [/FlateDecode]", b"BI",
)  # fmt: skip


def damaged(data: bytes, kind: str, chance: Chance) -> bytes:
    """`data`, a file of `kind`, after one to six changes."""
    aware = _AWARE.get(kind, in_package)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = (aware if chance.randrange(5) < _AWARE_OF_FIVE else in_bytes)(
            data, chance
        )
    return data


def in_bytes(data: bytes, chance: Chance) -> bytes:
    """Bytes that go, change, are doubled or come in; or the end that goes."""
    if not data:
        return chance.randbytes(8)
    at = chance.randrange(len(data))
    until = min(len(data), at + chance.choice((1, 1, 2, 4, 16, 256, 4096)))
    before, hit, after = data[:at], data[at:until], data[until:]
    flipped = bytes([data[at] ^ (1 << chance.randrange(8))])
    changes = (
        before + chance.randbytes(len(hit)) + after,
        before + after,
        before + hit + hit + after,
        before + chance.choice(_NASTY) + hit + after,
        before + flipped + hit[1:] + after,
        before,
    )
    return chance.choice(changes)


def in_package(data: bytes, chance: Chance) -> bytes:
    """One member of a package changed, taken away or put in twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [
                (info.filename, archive.read(info)) for info in archive.infolist()
            ]
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
        EOFError,
    ):
        return in_bytes(data, chance)
    except (NotImplementedError, LookupError):
        return in_bytes(data, chance)
    if not members:
        return in_bytes(data, chance)
    # The larger a member, the more there is in it to break.
    weights = [len(content) ** 0.5 + 1 for _, content in members]
    (at,) = chance.choices(range(len(members)), weights)
    name, content = members[at]
    match chance.randrange(20):
        case 0:
            del members[at]
        case 1:
            members[at] = (chance.choice(members)[0] + ".x", content)
        case 2:
            members[at] = (name, chance.choice(members)[1])
        case _:
            members[at] = (name, in_xml(content, chance))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        seen = set()
        for name, content in members:
            if name not in seen:
                seen.add(name)
                made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def in_xml(content: bytes, chance: Chance) -> bytes:
    """A change to XML that mostly leaves it well-formed; to anything else, plain."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return in_bytes(content, chance)
    if not chance.randrange(_RARELY):
        return _in_text(content, chance)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    one, other = chance.choice(elements), chance.choice(elements)
    _CHANGES[chance.randrange(len(_CHANGES))](one, other, chance)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _in_text(content: bytes, chance: Chance) -> bytes:
    """A tag or a value replaced as text: what no editor of XML would let through."""
    pattern = chance.choice((_TAG, _VALUE))
    found = list(pattern.finditer(content))
    if not found:
        return in_bytes(content, chance)
    one, other = chance.choice(found), chance.choice(found)
    new = other[0] if pattern is _TAG else b'="%s"' % chance.choice(_NASTY)
    return content[: one.start()] + new + content[one.end() :]


Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name


def _removed(one: Element, _other: Element, _chance: Chance) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _copied(one: Element, other: Element, chance: Chance) -> None:
    if len(list(one.iter())) < _LARGE:
        # All made before the first is put in: `other` may lie in `one`.
        copies = [copy.deepcopy(one) for _ in range(chance.choice((1, 1, 20)))]
        for made in copies:
            other.append(made)


def _moved(one: Element, other: Element, _chance: Chance) -> None:
    if one not in other.iterancestors() and one is not other:
        other.insert(0, one)


def _renamed(one: Element, other: Element, _chance: Chance) -> None:
    one.tag = other.tag


def _valued(one: Element, other: Element, chance: Chance) -> None:
    names = list(one.attrib) or list(other.attrib)
    if names:
        value = chance.choice(_NASTY).decode()
        one.set(chance.choice(names), value if value.isprintable() else "")


def _texted(one: Element, _other: Element, chance: Chance) -> None:
    one.text = chance.choice(_TEXTS)


def _wrapped(one: Element, _other: Element, chance: Chance) -> None:
    """Put it as deep as `depth` of its own kind."""
    parent = one.getparent()
    if parent is None:
        return
    at = parent.index(one)
    outer = inner = etree.Element(one.tag)
    for _ in range(chance.choice((1, 5, 100, 300))):
        inner = etree.SubElement(inner, one.tag)
    inner.append(one)
    parent.insert(at, outer)


_CHANGES: Final = (
    _removed,
    _copied,
    _moved,
    _renamed,
    _valued,
    _valued,
    _texted,
    _wrapped,
)


def in_mail(data: bytes, chance: Chance) -> bytes:
    """A line that goes, comes, is doubled or moves, mostly among those that matter."""
    lines = data.split(b"\n")
    told = [at for at, line in enumerate(lines) if b":" in line or line[:2] == b"--"]
    at = chance.choice(told) if told else chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, chance.choice(_LINES))
        case 2:
            lines.insert(chance.randrange(len(lines)), lines[at])
        case 3:
            lines[at] = in_bytes(lines[at], chance)
        case 4:
            lines[at] = lines[at].partition(b":")[0] + b": " + chance.choice(_NASTY)
        case _:
            lines[at:at] = lines[at : at + 200] * chance.choice((1, 3))
    return b"\n".join(lines)


def in_pdf(data: bytes, chance: Chance) -> bytes:
    """A number or a name replaced, also inside a stream that is packed."""
    packed = list(re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
    if packed and not chance.randrange(_OFTEN):
        one = chance.choice(packed)
        try:
            content = zlib.decompress(one[1])
        except zlib.error:
            content = one[1]
        changed = zlib.compress(_in_tokens(content, chance))
        return data[: one.start(1)] + changed + b"\n" + data[one.end(1) :]
    return _in_tokens(data, chance)


def _in_tokens(data: bytes, chance: Chance) -> bytes:
    found = list(re.finditer(rb"/[A-Za-z]+|\d+ \d+ R|\d+|<<|>>|\[|\]", data))
    if not found:
        return in_bytes(data, chance)
    one, other = chance.choice(found), chance.choice(found)
    new = chance.choice((other[0], chance.choice(_OBJECTS)))
    return data[: one.start()] + new + data[one.end() :]


def in_records(data: bytes, chance: Chance) -> bytes:
    """Two or four bytes of an old workbook become an extreme number."""
    at = 512 + 2 * chance.randrange(max(1, (len(data) - 516) // 2))
    size = chance.choice((1, 2, 4))
    number = chance.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF))
    new = (number & (256**size - 1)).to_bytes(size, "little")
    return bytes(data[:at] + new + data[at + size :])


def in_numbers(data: bytes, chance: Chance) -> bytes:
    """One, two or four bytes anywhere become an extreme number: a length, a count."""
    at = chance.randrange(max(1, len(data) - 4))
    if chance.randrange(_OFTEN):
        at = min(at, chance.choice((64, 512, 4096)))  # where the numbers mostly are
    size = chance.choice((1, 1, 2, 4))
    number = chance.choice((0, 1, 2, 0x7F, 0x80, 0x84, 0xFF, 0x7FFFFFFF, 0xFFFFFFFF))
    new = (number & (256**size - 1)).to_bytes(size, chance.choice(("little", "big")))
    return bytes(data[:at] + new + data[at + size :])


def in_cells(data: bytes, chance: Chance) -> bytes:
    """A cell of a text of cells that goes, comes, or becomes something else."""
    lines = [line.split(b";") for line in data.split(b"\n")]
    row = chance.choice(lines)
    at = chance.randrange(len(row))
    match chance.randrange(5):
        case 0:
            del row[at]
        case 1:
            row.insert(at, chance.choice(_NASTY))
        case 2:
            row[at] = chance.choice(_TEXTS).encode()
        case 3:
            row[at] = b'"' + row[at]
        case _:
            row[at] = chance.choice(_NASTY)
    return b"\n".join(b";".join(row) for row in lines)


_AWARE: Final[dict[str, Change]] = {
    "eml": in_mail,
    "mbox": in_mail,
    "pdf": in_pdf,
    "xls": in_records,
    "msg": in_records,
    "winmail": in_numbers,
    "p7m": in_numbers,
    "csv": in_cells,
}
