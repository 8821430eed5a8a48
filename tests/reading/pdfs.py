"""A pdf in memory: words, lines and boxes where they are put, as a printer would.

Page(...).text(x, y, "words").box(...) -> to_pdf(pages)

Nothing in it tells paragraphs or cells, as in a pdf that was "printed". Points count
from the top left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfminer.fontmetrics import FONT_METRICS

SIZE = 10.0
_HEADER = b"%PDF-1.4\n"


@dataclass
class Page:
    """One page: what is drawn on it."""

    width: float = 595.0
    height: float = 842.0
    drawn: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rotate: int = 0

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = "0 0 0",
        bold: bool = False,
    ) -> "Page":
        """`text` with its baseline at `y`."""
        shown = text.encode("cp1252").hex()
        font = "/F2" if bold else "/F1"
        at = f"{x:.2f} {self.height - y:.2f} Td"
        self.drawn.append(f"{colour} rg BT {font} {SIZE} Tf {at} <{shown}> Tj ET")
        return self

    def lines(self, x: float, y: float, *lines: str, leading: float = 12.0) -> "Page":
        """Lines of a text below each other."""
        for number, line in enumerate(lines):
            self.text(x, y + number * leading, line)
        return self

    def words(self, x: float, y: float, line: str, gap: float = 2.6) -> "Page":
        """A line as printers write it: words put in place, and no blanks."""
        for word in line.split():
            self.text(x, y, word)
            x += width(word) + gap
        return self

    def part(self, number: int, tag: str = "P") -> "Page":
        """What is drawn next is the marked content `number`; -1 ends it."""
        begin = f"/{tag} <</MCID {number}>> BDC"
        self.drawn.append("EMC" if number < 0 else begin)
        return self

    def note(
        self, kind: str, at: tuple[float, float, float, float], more: str = ""
    ) -> "Page":
        """A note or field on the page, with `more` of its entries."""
        x0, y0, x1, y1 = at
        box = f"[{x0} {self.height - y1} {x1} {self.height - y0}]"
        self.notes.append(f"<< /Subtype /{kind} /Rect {box} {more} >>")
        return self

    def quad(self, x0: float, y0: float, x1: float, y1: float) -> str:
        """The entry that says which letters a mark is on."""
        top, bottom = self.height - y0, self.height - y1
        return f"/QuadPoints [{x0} {top} {x1} {top} {x0} {bottom} {x1} {bottom}]"

    def unseen(self, x: float, y: float, text: str) -> "Page":
        """Letters as a program puts them over a scan."""
        self.drawn.append("3 Tr")
        self.text(x, y, text)
        self.drawn.append("0 Tr")
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A grey picture."""
        place = f"{x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm"
        data = "BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI"
        self.drawn.append(f"q {place}\n{data}\nQ")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A thin line."""
        ends = f"{x0} {self.height - y0} m {x1} {self.height - y1} l"
        self.drawn.append(f"0.5 w 0 G {ends} S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """The four lines of a cell."""
        self.rule(x0, y0, x1, y0).rule(x0, y1, x1, y1)
        return self.rule(x0, y0, x0, y1).rule(x1, y0, x1, y1)

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> "Page":
        """A filled box, without lines."""
        box = f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re f"
        self.drawn.append(f"{colour} rg {box}")
        return self


_, _WIDTHS = FONT_METRICS["Helvetica"]


def width(text: str) -> float:
    """How wide `text` is, in points."""
    return sum(_WIDTHS[letter] for letter in text) * SIZE / 1000


def string(text: str) -> str:
    """A string in a pdf, in Unicode."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def to_pdf(
    *pages: Page, catalog: str = "", more: Sequence[str] = (), producer: str = ""
) -> bytes:
    """The bytes of a document of `pages`.

    `catalog` are other entries of its catalogue, `more` objects that they name: those
    are numbered behind the pages. `producer` is the program that says it made it.
    """
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    fonts = "<< /Font << /F1 3 0 R /F2 4 0 R /F3 {} /F4 {} >> >>".format(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Wingdings "
        "/FirstChar 168 /Widths [800] /Encoding /WinAnsiEncoding /FontDescriptor "
        "<< /FontName /Wingdings /FontBBox [0 -211 1360 899] /Descent -211 >> >>",
        # Letters of which it is not told which they are.
        "<< /Type /Font /Subtype /Type0 /BaseFont /Geen /Encoding /Identity-H "
        "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Geen "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        "/FontDescriptor << /FontName /Geen /FontBBox [0 -200 900 900] >> >>] >>",
    )
    font = "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /{} >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        font.format("Helvetica"),
        font.format("Helvetica-Bold"),
    ]
    for number, page in enumerate(pages):
        drawn = "\n".join(page.drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] "
            f"/Resources {fonts} /Contents {6 + 2 * number} 0 R "
            f"/Rotate {page.rotate} /Annots [{' '.join(page.notes)}] >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects += more
    out = _HEADER
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    info = f"/Info << /Producer ({producer}) >>"
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    trailer = f"trailer << /Size {size} /Root 1 0 R {info} >>"
    out += f"{trailer}\nstartxref\n{start}\n%%EOF".encode()
    return out
