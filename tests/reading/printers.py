"""A pdf printed anew, in the way of another program: what is seen stays the same.

bytes of a pdf -> bytes of a pdf, as Word saves it, or as a browser prints it

Word writes a stretch of letters for each piece of a line, its blanks apart, inside
marked content; draws every edge of a cell as thin filled boxes, a mark as a box behind
each piece, and shades each line of a cell. A browser puts every letter in place, leaves
blanks out, has its own scale and mirrors the page. Both name letters in a subset font
by numbers of their own.
"""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pdfplumber

Char = dict[str, Any]

_LIGATURES = ("ffi", "fi", "fl", "ff")
_LINE = 3.0  # points that a line is wide at most
# How far letters reach below the line in the fonts of Word, in thousandths.
_DESCENT = {"word": -250, "browser": -212}


@dataclass
class _Font:
    """A subset font: the letters by the number that it gives them."""

    name: str
    glyphs: list[str] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def number(self, glyph: str, width: float) -> int:
        """The number of a letter; one that is wider is another."""
        for number, (known, wide) in enumerate(
            zip(self.glyphs, self.widths, strict=True), 1
        ):
            if known == glyph and abs(wide - width) < 1.0:
                return number
        self.glyphs.append(glyph)
        self.widths.append(width)
        return len(self.glyphs)


@dataclass
class Printer:
    """One way to write a pdf. `seed` draws where its lines are cut in pieces."""

    way: str
    seed: int = 0
    blanks: bool = True
    ligatures: bool = False
    rotate: int = 0
    fonts: dict[str, _Font] = field(default_factory=dict)

    def printed(self, data: bytes) -> bytes:
        """`data`, printed anew."""
        rng = random.Random(self.seed)  # noqa: S311 - no secret, but a choice
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = [
                (float(page.width), float(page.height), self._page(page, rng))
                for page in pdf.pages
            ]
        return self._document(pages)

    def _page(self, page: Any, rng: random.Random) -> str:
        height = float(page.height)
        out = [f"/Artifact BMC q 0.000008871 0 {page.width} {height} re W* n Q EMC"]
        out += [
            _filled(rect, height, _colour(rect["non_stroking_color"]))
            for rect in page.rects
            if not _is_thin(rect)
        ]
        out += [
            self._piece(piece, height, number)
            for number, piece in enumerate(self._pieces(page.chars, rng))
        ]
        thin = [*page.lines, *filter(_is_thin, page.rects)]
        out += [_filled(box, height, "0 g") for box in _edges(thin)]
        body = "\n".join(out)
        if self.way == "browser":
            # The scale of the page is a quarter, and it counts from the top.
            return f"q .25 0 0 -.25 0 {height} cm 4 0 0 -4 0 {4 * height} cm\n{body}\nQ"
        return body

    def _pieces(
        self, chars: Sequence[Char], rng: random.Random
    ) -> Iterator[list[Char]]:
        """Letters that are written together, from left to right on a line."""
        piece: list[Char] = []
        for char in chars:
            blank = char["text"].isspace()
            if piece:
                last = piece[-1]
                same = (last["fontname"], last["size"], last["non_stroking_color"]) == (
                    char["fontname"],
                    char["size"],
                    char["non_stroking_color"],
                )
                near = abs(char["bottom"] - last["bottom"]) < 0.1
                near = near and -1 < char["x0"] - last["x1"] < 1
                cut = last["text"].isspace() or blank or rng.random() < 0.05
                if self.way == "browser":
                    cut = True
                if cut or not (same and near):
                    yield piece
                    piece = []
            if not blank or self.blanks:
                piece.append(char)
        if piece:
            yield piece

    def _piece(self, piece: Sequence[Char], height: float, number: int) -> str:
        first = piece[0]
        name = first["fontname"].rpartition("+")[2]
        font = self.fonts.setdefault(name, _Font(name))
        size = float(first["size"])
        descent = _DESCENT[self.way] / 1000 * size
        base = height - float(first["bottom"]) - descent
        shown, at = [], float(first["x0"])
        for glyph, x0, x1 in self._glyphs(piece):
            kern = round((at - x0) * 1000 / size)
            if kern:
                shown.append(f"{kern}")
                at -= kern * size / 1000
            width = round((x1 - x0) * 1000 / size)
            shown.append(f"<{font.number(glyph, width):04X}>")
            at += width * size / 1000
        key = list(self.fonts).index(name) + 1
        show = (
            f"BT /F{key} {size:.2f} Tf 1 0 0 1 {float(first['x0']):.3f} {base:.3f} Tm "
            f"{_colour(first['non_stroking_color'])} 0 G [{' '.join(shown)}] TJ ET"
        )
        return f"/P <</MCID {number}>> BDC q {show} Q EMC"

    def _glyphs(self, piece: Sequence[Char]) -> Iterator[tuple[str, float, float]]:
        at = 0
        texts = [str(char["text"]) for char in piece]
        while at < len(piece):
            many = 1
            for joined in _LIGATURES if self.ligatures else ():
                if texts[at : at + len(joined)] == list(joined):
                    many = len(joined)
                    break
            glyph = "".join(texts[at : at + many])
            yield glyph, float(piece[at]["x0"]), float(piece[at + many - 1]["x1"])
            at += many

    def _document(self, pages: Sequence[tuple[float, float, str]]) -> bytes:
        kids = [3 + 2 * number for number in range(len(pages))]
        first = 3 + 2 * len(pages)
        names = [
            f"/F{n} {first + 4 * (n - 1)} 0 R" for n in range(1, len(self.fonts) + 1)
        ]
        objects: list[bytes] = [
            b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> >>",
            f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] "
            f"/Count {len(kids)} >>".encode(),
        ]
        for number, (width, height, content) in enumerate(pages):
            turned, box = self._turned(width, height, content)
            objects += [
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box[0]} {box[1]}] "
                f"/Rotate {self.rotate} /Contents {4 + 2 * number} 0 R "
                f"/Resources << /Font << {' '.join(names)} >> >> >>".encode(),
                _stream(turned),
            ]
        for number, font in enumerate(self.fonts.values()):
            objects += self._font(font, first + 4 * number)
        return _file(objects)

    def _turned(
        self, width: float, height: float, content: str
    ) -> tuple[str, tuple[float, float]]:
        """A page that is stored turned, and shown upright."""
        if self.rotate == 90:
            return f"q 0 1 -1 0 {height} 0 cm\n{content}\nQ", (height, width)
        return content, (width, height)

    def _font(self, font: _Font, number: int) -> list[bytes]:
        name = f"BCDEEE+{font.name}"
        widths = " ".join(f"{width:g}" for width in font.widths)
        descent = _DESCENT[self.way]
        return [
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{number + 1} 0 R] "
            f"/ToUnicode {number + 3} 0 R >>".encode(),
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 1000 "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {number + 2} 0 R /W [1 [{widths}]] >>".encode(),
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 32 /Ascent 750 "
            f"/Descent {descent} /CapHeight 750 /ItalicAngle 0 /StemV 52 "
            f"/FontBBox [-503 {descent} 1240 750] >>".encode(),
            _stream(_to_unicode(font.glyphs)),
        ]


def _to_unicode(glyphs: Sequence[str]) -> str:
    lines = [
        f"<{number:04X}> <{glyph.encode('utf-16-be').hex()}>"
        for number, glyph in enumerate(glyphs, 1)
    ]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    told = "\n".join(
        f"{len(p)} beginbfchar\n{chr(10).join(p)}\nendbfchar" for p in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{told}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _edges(shapes: Sequence[Char]) -> Iterator[Char]:
    """Thin boxes for lines, cut where others cross them, with a corner between."""
    boxes = []
    for shape in shapes:
        across = shape["x1"] - shape["x0"] >= shape["bottom"] - shape["top"]
        middle = (
            (shape["top"] + shape["bottom"]) / 2
            if across
            else (shape["x0"] + shape["x1"]) / 2
        )
        begin = shape["x0"] if across else shape["top"]
        end = shape["x1"] if across else shape["bottom"]
        boxes.append((across, float(middle), float(begin), float(end)))
    for across, middle, begin, end in boxes:
        cuts = {
            other[1]
            for other in boxes
            if other[0] != across
            and begin - 1 <= other[1] <= end + 1
            and other[2] - 1 <= middle <= other[3] + 1
        }
        places = sorted({begin, end, *cuts})
        for low, high in pairwise(places):
            yield _thin(low, high, middle, across=across)
        for place in cuts:
            yield _thin(place - 0.24, place + 0.24, middle, across=across)


def _is_thin(rect: Char) -> bool:
    return bool(min(rect["height"], rect["width"]) <= _LINE)


def _thin(low: float, high: float, middle: float, *, across: bool) -> Char:
    if across:
        return {"x0": low, "x1": high, "top": middle - 0.24, "bottom": middle + 0.24}
    return {"x0": middle - 0.24, "x1": middle + 0.24, "top": low, "bottom": high}


def _filled(box: Char, height: float, colour: str) -> str:
    wide, high = box["x1"] - box["x0"], box["bottom"] - box["top"]
    corner = f"{box['x0']:.3f} {height - box['bottom']:.3f}"
    return f"q {colour} {corner} {wide:.3f} {high:.3f} re f* Q"


def _colour(colour: Any) -> str:
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    numbers = [part for part in parts if isinstance(part, int | float)]
    sign = {1: "g", 3: "rg", 4: "k"}.get(len(numbers))
    return f"{' '.join(f'{part:.4f}' for part in numbers)} {sign}" if sign else "0 g"


def _stream(content: str) -> bytes:
    data = content.encode("latin-1")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects: Sequence[bytes]) -> bytes:
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    return out + (
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
