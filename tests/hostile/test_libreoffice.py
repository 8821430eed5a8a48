"""What goes through LibreOffice fetches nothing either."""

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.convert import find_libreoffice, to_docx
from tests.hostile.test_run import Listener

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not here"),
]


def test_no_picture_text_or_template_is_fetched() -> None:
    listener = Listener()
    url = f"http://127.0.0.1:{listener.port}/x"
    told = "".join(
        f'{{\\field{{\\*\\fldinst {what} "{url}" \\\\d}}{{\\fldrslt x}}}}\\par '
        for what in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK Word.Document.8")
    )
    rtf = f"{{\\rtf1\\ansi {{\\*\\template {url}}} Actie 15\\par {told}}}"
    try:
        assert to_docx(rtf.encode("ascii"), "rtf").startswith(b"PK")
    finally:
        listener.close()
    assert listener.connected == 0


def test_groups_in_groups_are_read_or_refused() -> None:
    rtf = b"{\\rtf1" + b"{" * 100_000
    code = None
    try:
        to_docx(rtf, "rtf")
    except DocumentError as error:
        code = error.code
    assert code in {None, "beschadigd", "te-groot"}
