"""Archive: a zip, or an Office package, opened without trusting it.

Names are data, never paths. Nothing is written to disk. Bytes are counted while they
are inflated, whatever sizes the archive claims. Readers differ in what they make of
duplicate, overlapping or displaced members, so such an archive is damaged, not ok.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.limits import DEFAULT, MIB, Limits
from pipeline.intake.names import suffix_of

_LOCAL: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_CENTRAL: Final = b"PK\x01\x02"
_LOCAL_SIZE: Final = 30
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_UTF8: Final = 0x800
_XML: Final = frozenset({".xml", ".rels", ".vml"})
_MEDIA: Final = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp"}
)
_CHUNK: Final = 1 * MIB
_REMEMBERED: Final = 4 * MIB  # bytes of an archive that is kept in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One member: where its packed bytes stand, and what it claims to be."""

    name: str
    start: int
    packed: int
    size: int
    crc: int
    method: int
    plain: bool
    """A regular file: no symbolic link, device or pipe."""


class Archive:
    """The members of a zip by name; a name is found whatever its case.

    `data` is the whole archive. Opening raises `DocumentError` with code `beschadigd`
    (no zip, truncated, displaced, duplicate or overlapping members), `te-groot` (too
    many members, or too much claimed) or `versleuteld`.
    """

    def __init__(self, data: bytes, limits: Limits = DEFAULT) -> None:
        self._data = data
        self._limits = limits
        self._ceiling = limits.unpacked_for(len(data))
        self._unpacked: dict[str, int] = {}
        find = _last_entries if len(data) <= _REMEMBERED else _entries
        self._entries = find(data, limits)
        if sum(entry.size for entry in self._entries.values()) > self._ceiling:
            raise _too_big(f"uitgepakt meer dan {_mib(self._ceiling)}")
        self.names: Final = tuple(entry.name for entry in self._entries.values())
        """The members that are no folders, in the order of the archive."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and _key(name) in self._entries

    def size(self, name: str) -> int:
        """What member `name` claims to unpack to, in bytes; `KeyError` if absent."""
        return self._entries[_key(name)].size

    def read(self, name: str, *, ceiling: int | None = None) -> bytes:
        """The bytes of member `name`, at most `ceiling` of them.

        Without `ceiling` an XML part may be `limits.xml_part`, a picture
        `limits.media`, anything else what the archive as a whole may unpack to. Raises
        `KeyError` for a name that is absent; `DocumentError` with code `te-groot` past
        a limit, `beschadigd` for a wrong checksum or size, and `niet-ondersteund` for
        a symbolic link or a packing method that is rare.
        """
        entry = self._entries[_key(name)]
        if not entry.plain:
            raise DocumentError(
                "niet-ondersteund", f"‘{entry.name}’ is een verwijzing, geen bestand"
            )
        content = self._inflate(entry, self._allowed(entry, ceiling))
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise _damaged(f"de inhoud van ‘{entry.name}’ klopt niet")
        return content

    def _allowed(self, entry: _Entry, ceiling: int | None) -> tuple[int, str]:
        """How many bytes of `entry` may come out, and what is the matter past that."""
        limits = self._limits
        suffix = suffix_of(entry.name)
        rest = self._ceiling - sum(self._unpacked.values())
        choices = [
            (
                rest + self._unpacked.get(_key(entry.name), 0),
                f"uitgepakt meer dan {_mib(self._ceiling)}",
            )
        ]
        if ceiling is not None:
            choices.append((ceiling, _over(entry.name, ceiling)))
        elif suffix in _XML:
            choices.append((limits.xml_part, _over(entry.name, limits.xml_part)))
        if suffix in _MEDIA:
            choices.append((limits.media, _over(entry.name, limits.media)))
        else:
            packed = max(limits.ratio_from, limits.ratio * entry.packed)
            reden = f"‘{entry.name}’ pakt meer dan {limits.ratio} keer zo groot uit"
            choices.append((packed, reden))
        return min(choices)

    def _inflate(self, entry: _Entry, allowed: tuple[int, str]) -> bytes:
        """Unpack `entry`, and stop as soon as more comes out than is allowed."""
        most, reden = allowed
        packed = self._data[entry.start : entry.start + entry.packed]
        if entry.method == zipfile.ZIP_STORED:
            content = packed
        elif entry.method == zipfile.ZIP_DEFLATED:
            content = _deflated(packed, most + 1, entry.name)
        else:
            raise DocumentError(
                "niet-ondersteund",
                f"‘{entry.name}’ is ingepakt met een methode die niet gelezen wordt",
            )
        if len(content) > most:
            raise _too_big(reden)
        self._unpacked[_key(entry.name)] = len(content)
        return content


def _deflated(packed: bytes, most: int, name: str) -> bytes:
    """Inflate `packed` to at most `most` bytes, more being somebody else's refusal."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    chunks, count = [], 0
    try:
        while count < most and not inflater.eof:
            chunk = inflater.decompress(packed, min(_CHUNK, most - count))
            packed = inflater.unconsumed_tail
            count += len(chunk)
            chunks.append(chunk)
            if not chunk and not packed:
                break
    except zlib.error as error:
        raise _damaged(f"de inhoud van ‘{name}’ is onleesbaar") from error
    if count < most and not inflater.eof:
        raise _damaged(f"de inhoud van ‘{name}’ is afgebroken")
    return b"".join(chunks)


def _entries(data: bytes, limits: Limits) -> Mapping[str, _Entry]:
    """The members of `data` that are no folders, by `_key` of their name."""
    if not data.startswith((_LOCAL, _END)):
        raise _damaged("het is geen zipbestand, of er staat iets voor")
    most = limits.entries_for(len(data))
    if _claimed(data) > most:
        raise _too_big(f"het bevat meer dan {most} bestanden")
    try:
        # Only the directory at the end is read here; no member is opened by zipfile.
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, end = archive.infolist(), archive.start_dir
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        OverflowError,
        ValueError,
        struct.error,
        EOFError,
    ) as error:
        raise _damaged("het zipbestand is onvolledig of onleesbaar") from error
    if len(infos) > most:
        raise _too_big(f"het bevat meer dan {most} bestanden")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise DocumentError("versleuteld", "het is beveiligd met een wachtwoord")
    return _checked(data, infos, end)


# A document is opened by who tells what it is, who weighs it and who reads it.
_last_entries = lru_cache(maxsize=1)(_entries)


def _checked(
    data: bytes, infos: list[zipfile.ZipInfo], end: int
) -> Mapping[str, _Entry]:
    """The members, once it is sure that each stands alone and has its own name."""
    free = 0
    starts: dict[int, int] = {}
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < free or (not free and info.header_offset):
            raise _damaged("de bestanden in het zipbestand overlappen elkaar")
        starts[info.header_offset] = _start(data, info)
        free = starts[info.header_offset] + info.compress_size
    if free > end:
        raise _damaged("het zipbestand is onvolledig of onleesbaar")
    entries: dict[str, _Entry] = {}
    seen: set[str] = set()
    for info in infos:
        name = _name(info)
        if _key(name) in seen:
            raise _damaged(f"‘{name}’ komt er meer dan eens in voor")
        seen.add(_key(name))
        if not name.endswith("/"):
            entries[_key(name)] = _entry(info, name, starts[info.header_offset])
    return entries


def _start(data: bytes, info: zipfile.ZipInfo) -> int:
    """Where the packed bytes of a member begin: behind its own header and name."""
    mark, name, extra = b"", 0, 0
    offset = info.header_offset
    if 0 <= offset <= len(data) - _LOCAL_SIZE:
        mark, name, extra = struct.unpack_from("<4s22xHH", data, offset)
    if mark != _LOCAL:
        raise _damaged("het zipbestand is onvolledig of onleesbaar")
    begin = offset + _LOCAL_SIZE
    if data[begin : begin + name] != _raw(info):
        raise _damaged(f"‘{_name(info)}’ heeft twee namen in het zipbestand")
    return int(begin + name + extra)


def _raw(info: zipfile.ZipInfo) -> bytes:
    """The name of a member as the directory of the archive spells it."""
    name = info.orig_filename
    plain = info.flag_bits & _UTF8 or name.isascii()
    return name.encode("utf-8" if plain else "cp437", "replace")


def _entry(info: zipfile.ZipInfo, name: str, start: int) -> _Entry:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return _Entry(
        name=name,
        start=start,
        packed=info.compress_size,
        size=info.file_size,
        crc=info.CRC,
        method=info.compress_type,
        plain=kind in {0, stat.S_IFREG},
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member, with `/` between folders, whichever tool wrote it.

    zipfile takes a name without the UTF-8 flag for code page 437. The macOS Finder
    writes UTF-8 there, Windows code page 850 (Western Europe).
    """
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode()
        except UnicodeDecodeError:
            name = raw.decode("cp850")
    return name.replace("\\", "/")


def _claimed(data: bytes) -> int:
    """How many members the directory at the end names, before anything is parsed."""
    end = data.rfind(_END)
    if end < 0 or end + 22 > len(data):
        return 0
    (size,) = struct.unpack_from("<I", data, end + 12)
    return data.count(_CENTRAL, max(0, end - size), end)


def _key(name: str) -> str:
    return name.casefold()


def _mib(size: int) -> str:
    return f"{size // MIB} MB"


def _over(name: str, most: int) -> str:
    return f"‘{name}’ is uitgepakt groter dan {_mib(most)}"


def _damaged(reden: str) -> DocumentError:
    return DocumentError("beschadigd", reden)


def _too_big(reden: str) -> DocumentError:
    return DocumentError("te-groot", reden)
