"""Documents in one XML file: Word's own, OpenDocument's, and that of Word 2003."""

import io
import zipfile

import pytest

from pipeline.errors import DocumentError
from pipeline.intake.sniff import Format, sniff
from pipeline.reading.block import Reading
from pipeline.reading.convert import find_libreoffice
from pipeline.reading.flat import to_package
from pipeline.reading.read import read
from tests.reading.test_odt import NAMESPACES
from tests.strangers.document import docx, para

_PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
_BODY = "<w:body><w:p><w:r><w:t>Te behalen KPI: 300</w:t></w:r></w:p></w:body>"


def flat(data: bytes) -> bytes:
    """A package as Word saves it as "Word XML Document"."""
    parts = ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode().partition("?>")[2]
            parts += (
                f'<pkg:part pkg:name="/{name}" pkg:contentType="{_TYPE}+xml">'
                f"<pkg:xmlData>{content}</pkg:xmlData></pkg:part>"
                if name != "[Content_Types].xml"
                else ""
            )
    front = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    return f'{front}<pkg:package xmlns:pkg="{_PKG}">{parts}</pkg:package>'.encode()


def text(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if block.text]


def test_a_word_document_in_one_file_is_the_package_it_stands_for() -> None:
    made = docx((para("Te behalen KPI: 300"), para("Behaald KPI: 65")))
    one = flat(made)
    assert sniff(one, "motivatie.xml") is Format.flat
    assert text(read(one, "motivatie.xml", Format.flat)) == [
        "Te behalen KPI: 300",
        "Behaald KPI: 65",
    ]


def test_a_picture_that_is_no_base64_is_damage() -> None:
    part = '<pkg:part pkg:name="/a.png"><pkg:binaryData>a</pkg:binaryData></pkg:part>'
    with pytest.raises(DocumentError) as raised:
        to_package(f'<pkg:package xmlns:pkg="{_PKG}">{part}</pkg:package>'.encode())
    assert raised.value.code == "beschadigd"


def test_a_flat_opendocument_text_is_read_as_a_packed_one() -> None:
    kind = "application/vnd.oasis.opendocument.text"
    one = (
        f'<?xml version="1.0"?><office:document {NAMESPACES} office:mimetype="{kind}">'
        "<office:body><office:text><text:p>Behaald KPI: 65</text:p></office:text>"
        "</office:body></office:document>"
    ).encode()
    assert sniff(one, "motivatie.fodt") is Format.fodt
    assert text(read(one, "motivatie.fodt", Format.fodt)) == ["Behaald KPI: 65"]


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_the_xml_of_word_2003_is_read_by_libreoffice() -> None:
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    front = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    one = f'{front}<w:wordDocument xmlns:w="{space}">{_BODY}</w:wordDocument>'.encode()
    assert sniff(one, "motivatie.doc") is Format.wordml
    assert text(read(one, "motivatie.doc", Format.wordml)) == ["Te behalen KPI: 300"]
