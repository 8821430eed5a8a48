"""Symbols: what the glyphs of Wingdings and its kin mean.

Word stores a tick from the symbol dialog as `w:sym` (ECMA-376 17.3.3.30) or as a letter
in a symbol font; read as text it would be `þ` or nothing. Only the glyphs that people
choose with, or list with, are told; any other symbol stays what it is.
"""

from collections.abc import Mapping
from typing import Final

TICKED: Final = "☒☑✓✔√✖⊗🗸✗✘🗹🗷⌧✅❎❌⊠◉⦿🔘☓✕×🗴🗵🗶"
UNTICKED: Final = "☐□◻⬜❏❐❑❒▢○◯⚪"


def box_sign(seen: str, *, on: bool) -> str:
    """What a box shows whose state is `on` and in which a person sees `seen`.

    The state, but for a tick that somebody typed over it; both (`☐☒`) when it is on and
    shows empty: nobody can tell which of the two was meant.
    """
    if any(char in TICKED for char in seen):
        return "☒"
    if on and any(char in UNTICKED for char in seen):
        return "☐☒"
    return "☒" if on else "☐"


_WINGDINGS: Final[Mapping[int, str]] = {
    0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x78: "☒", 0xA3: "☐",
    0x9F: "•", 0xA7: "▪", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0x76: "❖", 0xD8: "➢",
    0xE0: "→", 0xF0: "→", 0xDF: "←",
}  # fmt: skip
_WINGDINGS_2: Final[Mapping[int, str]] = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒",
    0x2A: "☐", 0x30: "☐", 0xA2: "☑", 0xA3: "☐", 0xA4: "☐", 0x97: "●", 0x98: "•",
}  # fmt: skip
_WEBDINGS: Final[Mapping[int, str]] = {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■"}
_SYMBOL: Final[Mapping[int, str]] = {
    0xB7: "•", 0xA8: "◆", 0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xAE: "→",
    0xB4: "×", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
}  # fmt: skip
FONTS: Final[Mapping[str, Mapping[int, str]]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


def is_symbols(font: str) -> bool:
    """Whether `font` draws symbols where others draw letters."""
    return font.lower() in FONTS


# Where the glyphs of a symbol font are: as Latin letters, or in the private area.
_PLAIN: Final = frozenset(map(chr, range(0x20, 0x100)))
_PRIVATE: Final = frozenset(map(chr, range(0xF020, 0xF100)))


def translate(text: str, font: str) -> str:
    """`text` set in `font`, as plain characters. Other fonts change nothing.

    Symbol fonts live at U+F000 to U+F0FF or at the same places without that offset.
    """
    table = FONTS.get(font.lower())
    if table is None:
        return text
    return "".join(table.get(ord(c) & 0xFF, c) if _coded(c) else c for c in text)


def symbol(code: str | None, font: str | None) -> str:
    """The character with the hexadecimal number `code` as it looks in `font`."""
    try:
        return translate(chr(int(code or "", 16)), font or "")
    except (ValueError, OverflowError):
        return ""


def _coded(char: str) -> bool:
    return char in _PLAIN or char in _PRIVATE
