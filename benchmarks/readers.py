"""Readers: how each other reader is called, in a process and environment of its own.

    python benchmarks/readers.py NAME

One line of JSON in, `{"path": ...}`; one out, `{"text", "seconds"}` or `{"error"}`. The
first line out says whether the reader is there: `{"version"}` or `{"error"}`. Every
reader gives the richest output it has: with marks for bold, struck-out and ticks.
Nothing of ours is imported, so it runs wherever the reader is installed.
"""

import contextlib
import importlib.metadata
import io
import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: what is installed, and what makes a function from path to text."""

    package: str
    load: Callable[[], Read]
    does: str
    """What is asked of it, for the page."""


def _python_docx() -> Read:
    from docx import Document  # noqa: PLC0415 - only where it is installed

    def read(path: str) -> str:
        document = Document(path)
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])

    return read


def _docx2python() -> Read:
    from docx2python import docx2python  # noqa: PLC0415

    def read(path: str) -> str:
        with docx2python(path, html=True) as document:
            comments = [comment[3] for comment in document.comments]
            return "\n".join([document.text, *comments])

    return read


def _mammoth() -> Read:
    import mammoth  # noqa: PLC0415

    def read(path: str) -> str:
        with open(path, "rb") as file:  # noqa: PTH123 - what mammoth asks for
            return str(mammoth.convert_to_html(file, style_map=_STYLES).value)

    return read


# Without these lines mammoth leaves out underline, strikethrough and comments.
_STYLES: Final = "u => u\nstrike => s\ncomment-reference => sup"


def _markitdown() -> Read:
    from markitdown import MarkItDown  # noqa: PLC0415

    converter = MarkItDown()
    return lambda path: str(converter.convert(path).text_content)


def _docling() -> Read:
    from docling.document_converter import DocumentConverter  # noqa: PLC0415

    converter = DocumentConverter()
    return lambda path: str(converter.convert(path).document.export_to_markdown())


def _unstructured() -> Read:
    import spacy  # noqa: PLC0415
    from unstructured.nlp import tokenize  # noqa: PLC0415
    from unstructured.partition.docx import partition_docx  # noqa: PLC0415

    model = spacy.blank("en")
    model.add_pipe("sentencizer")
    # It fetches a language model at first use, by which it names titles and lists; the
    # words are the same with this empty one.
    tokenize._load_spacy_model = lambda: model  # noqa: SLF001

    def read(path: str) -> str:
        elements = partition_docx(path)
        return "\n".join(e.metadata.text_as_html or e.text for e in elements)

    return read


READERS: Final = {
    "docx2python": Reader("docx2python", _docx2python, "`docx2python(html=True)`"),
    "mammoth": Reader("mammoth", _mammoth, "HTML, met doorhaling en opmerkingen"),
    "markitdown": Reader("markitdown", _markitdown, "Markdown"),
    "docling": Reader("docling", _docling, "Markdown"),
    "unstructured": Reader(
        "unstructured", _unstructured, "elementen, met een leeg taalmodel"
    ),
    "python-docx": Reader("python-docx", _python_docx, "elke alinea en elke cel"),
}


def serve(reader: Reader) -> None:
    """Answer line by line, until there are no more."""
    out, sys.stdout = sys.stdout, io.StringIO()  # readers print things of their own

    def say(**answer: object) -> None:
        print(json.dumps(answer), file=out, flush=True)

    try:
        read = reader.load()
    except Exception as error:  # noqa: BLE001 - whatever the matter is, it is told
        say(error=_brief(error))
        return
    say(version=importlib.metadata.version(reader.package))
    for line in sys.stdin:
        before = time.process_time()
        try:
            text = read(json.loads(line)["path"])
        except Exception as error:  # noqa: BLE001 - a reader may stumble over anything
            say(error=_brief(error))
        else:
            say(text=text, seconds=time.process_time() - before)


def _brief(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:80] if lines else ''}".rstrip(": ")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with contextlib.redirect_stderr(io.StringIO()):
        serve(READERS[sys.argv[1]])
