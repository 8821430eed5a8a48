"""Bench: how much longer peers take over the same documents, in the same run.

    python -m benchmarks.bench [ROUNDS]

Each method reads the same documents in turn, round after round, so that a machine that
slows down slows down all of them. What is printed is the median CPU time of a document,
and how many times ours a method takes over the same document, the median of those
too: documents differ in size, and some libraries mind other things than we do. Nothing
here is a test: figures drift, ratios hardly do.
"""

import email
import email.policy
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import mammoth
from docx import Document
from docx2python import docx2python
from openpyxl import load_workbook

from benchmarks.ours import extracted
from benchmarks.wordlike import as_word_saves, texts_of
from pipeline.dossier.programma import Programma
from pipeline.run.programs import programma_of

INBOX = Path(__file__).parents[1] / "samples" / "inbox"
_LEAN: Final = 30_000  # bytes of a form without all styles that python-docx brings
Method = Callable[[bytes], object]


def attachments(suffix: str) -> list[bytes]:
    """The sound documents among the samples whose name ends with `suffix`."""
    found: dict[bytes, None] = {}
    for path in sorted(INBOX.glob("*.eml")):
        message = email.message_from_bytes(
            path.read_bytes(), policy=email.policy.default
        )
        for part in message.walk():
            if (part.get_filename() or "").endswith(suffix):
                data = part.get_payload(decode=True)
                if isinstance(data, bytes) and _opens(data):
                    found[data] = None
    return list(found)


def _opens(data: bytes) -> bool:
    try:
        return zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    except zipfile.BadZipFile:
        return False


def measure(methods: dict[str, Method], rounds: Sequence[Sequence[bytes]]) -> None:
    """Print a table: CPU milliseconds a document, and how many times ours.

    Every round holds the same documents in the same order, or variants of them.
    """
    for method in methods.values():
        method(rounds[0][0])  # imports and caches are no part of a document
    times: dict[str, list[list[float]]] = {
        name: [[] for _ in rounds[0]] for name in methods
    }
    for documents in rounds:
        for name, method in methods.items():
            for number, document in enumerate(documents):
                before = time.process_time()
                method(document)
                took = (time.process_time() - before) * 1000
                times[name][number].append(took)
    medians = {name: [*map(statistics.median, found)] for name, found in times.items()}
    ours = next(iter(medians.values()))
    for name, found in medians.items():
        ratios = [theirs / mine for theirs, mine in zip(found, ours, strict=True)]
        median, ratio = statistics.median(found), statistics.median(ratios)
        print(f"  {name:42} {median:8.2f} ms  {ratio:6.1f} x")


def ours(programma: Programma, name: str) -> Method:
    """Our extraction: fields with their places, not just text."""
    return lambda data: extracted(data, name, programma)


def docx2python_text(data: bytes) -> object:
    """All text, as docx2python gives it."""
    with docx2python(io.BytesIO(data)) as document:
        return document.text


def mammoth_html(data: bytes) -> object:
    """HTML, as mammoth makes it."""
    return mammoth.convert_to_html(io.BytesIO(data)).value


def python_docx_walk(data: bytes) -> object:
    """What python-docx gives without looking further."""
    document = Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return [*(p.text for p in document.paragraphs), *cells]


def openpyxl_values(data: bytes) -> object:
    """The value of every cell."""
    book = load_workbook(io.BytesIO(data), data_only=True)
    return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]


def main() -> None:
    """Run all benchmarks and print them."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    programma = programma_of()
    readers: dict[str, Method] = {
        "samenleven extract": ours(programma, "motivatie.docx"),
        "python-docx, every paragraph and cell": python_docx_walk,
        "mammoth to html": mammoth_html,
        "docx2python to text": docx2python_text,
    }
    samples = attachments(".docx")
    print(f"Word form to fields with their places ({len(samples)} documents)")
    measure(readers, [samples] * rounds)
    forms = [form for form in samples if len(form) < _LEAN]
    blank = (programma.templates / programma.formulieren[0].sjabloon).read_bytes()
    saved = [
        [as_word_saves(form, texts_of(blank), number) for form in forms]
        for number in range(rounds)
    ]
    print(f"The same as Word saves them, with answers of their own ({len(forms)})")
    measure(readers, saved)
    books = attachments(".xlsx")
    print(f"Workbook to KPIs with their places ({len(books)} documents)")
    measure(
        {
            "samenleven extract": ours(programma, "kpi.xlsx"),
            "openpyxl, every cell": openpyxl_values,
        },
        [books] * rounds,
    )


if __name__ == "__main__":
    main()
