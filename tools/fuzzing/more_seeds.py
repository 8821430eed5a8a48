"""More seeds: mails as Outlook and servers keep them, jury sheets, lists of grants."""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import openpyxl

from tests.intake import msg, winmail
from tests.intake.build import document, letter, multipart, nested, zipped
from tests.intake.test_smime import in_pieces, mail, signed
from tests.jury import jurors
from tests.jury.collecting import HALLE, SPL, YES, made
from tests.run.made import Blok, motivatie

KINDS: Final = ("msg", "winmail", "p7m", "mbox", "zip", "jurysheet", "csv", "lijst")
_LIST: Final = Path(__file__).parents[2] / "samples" / "toekenningen.csv"
_TEXT: Final = "Beste,\n\nin bijlage ons formulier.\n"


@cache
def more_seeds() -> Mapping[str, Sequence[bytes]]:
    """The sound files per kind."""
    form = motivatie(Blok(kop="Actie 15 Brugfiguren", waarom="De start schoof op."))
    packed = zipped({"a/motivatie.docx": form, "kpi.csv": b"actie;kpi\n15;65\n"})
    sent = letter(document(form), document(packed, "alles.zip"))
    part = multipart(b"Content-Type: text/plain\n\n" + _TEXT.encode(), document(form))
    begin = b"From jan@halle.be Fri May  3 10:12:00 2024\n"
    return {
        "msg": _outlook(form),
        "winmail": _tnef(form),
        "p7m": [mail(signed(part)), mail(in_pieces(part)), signed(part)],
        "mbox": [begin + sent + b"\n" + begin + nested(3) + b"\n" + begin + sent],
        "zip": [packed, zipped({"in.zip": packed, "mail.eml": sent})],
        "jurysheet": [made(SPL), jurors.fill(made(SPL), YES), made(HALLE)],
        "csv": [_LIST.read_bytes()],
        "lijst": [_workbook()],
    }


def _outlook(form: bytes) -> list[bytes]:
    given: dict[int, msg.Value] = {
        msg.SUBJECT: "Rapportage Halle",
        msg.BODY: _TEXT,
        msg.HTML: "<p>Beste</p>",
        msg.SENDER_SMTP: "jan@halle.be",
        msg.TRANSPORT: "From: Jan <jan@halle.be>\nSubject: Rapportage\n",
    }
    hanging = msg.attachment(form, "motivatie.docx")
    inner = msg.attachment(msg.folder(given, hanging), None)
    return [
        msg.msg(given, hanging),
        msg.msg(given, hanging, narrow=True),
        msg.msg(given, inner, hanging),
    ]


def _tnef(form: bytes) -> list[bytes]:
    hanging = winmail.file(form, "m.docx", "motivatie van Halle.docx")
    page = winmail.attribute(winmail.CODEPAGE, (1252).to_bytes(4, "little"))
    told = winmail.attribute(winmail.SUBJECT, b"Rapportage\0")
    body = winmail.attribute(winmail.BODY, _TEXT.encode())
    rest = winmail.properties(
        {0x1000: _TEXT, 0x0037: "Rapportage"}, which=winmail.MESSAGE_PROPERTIES
    )
    whole = winmail.winmail(page, told, body, rest, hanging)
    return [whole, winmail.winmail(page, winmail.message(whole, "door"), hanging)]


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for line in _LIST.read_text("utf-8-sig").splitlines():
        book.worksheets[0].append(line.split(";"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
