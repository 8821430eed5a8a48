"""A pdf in memory: words, lines and boxes where they are put, as a printer would.

Page(...).text(x, y, "words").box(...) -> to_pdf(pages)

Nothing in it tells paragraphs or cells, as in a pdf that was "printed". Points count
from the top left corner.
"""

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


def to_pdf(*pages: Page) -> bytes:
    """The bytes of a document of `pages`."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
    font = "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /{} >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        font.format("Helvetica"),
        font.format("Helvetica-Bold"),
    ]
    for number, page in enumerate(pages):
        drawn = "\n".join(page.drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] "
            f"/Resources {fonts} /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out = _HEADER
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return out
