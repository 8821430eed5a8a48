"""Package: the parts of the template, put together into one Word document."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from tools.jurysheet.content import body
from tools.jurysheet.markup import p

HERE: Final = Path(__file__).parent

MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# A4, margins of 2 cm: 9638 twentieths of a point are left for the text.
SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
    '<w:footerReference w:type="default" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" '
    'w:header="624" w:footer="567" w:gutter="0"/></w:sectPr>'
)

RELATIONS: Final = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "fontTable", "fontTable.xml"),
    ("rId4", "header", "header1.xml"),
    ("rId5", "footer", "footer1.xml"),
    ("rId6", "theme", "theme/theme1.xml"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuk:
    """A template to build: its body, what stands around it, whether it is a form."""

    titel: str
    body: str
    kop: tuple[str, str]
    voet: str
    is_form: bool


def build() -> bytes:
    """Build `templates/jurysheet.docx`; its zip stamps are not fixed yet."""
    return assemble(
        Stuk(
            titel="Jurysheet Plan Samenleven",
            body=body(),
            kop=("{{ bestuur.naam }} – {{ ronde.naam }}", "Jurysheet"),
            voet="Vertrouwelijk – jury",
            is_form=True,
        )
    )


def assemble(stuk: Stuk) -> bytes:
    """Put a template together; its zip stamps are not fixed yet."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in _parts(stuk).items():
            package.writestr(name, content)
    return target.getvalue()


def _parts(stuk: Stuk) -> dict[str, bytes]:
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{R}/officeDocument", "word/document.xml"),
            (
                "rId2",
                f"{PACKAGE}/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            ("rId3", f"{R}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(stuk.titel),
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/'
            '2006/extended-properties"><Application>samenleven</Application>'
            "</Properties>"
        ),
        "word/document.xml": _part(
            "document", f"<w:body>{stuk.body}{SECTION}</w:body>"
        ),
        "word/_rels/document.xml.rels": _relations(
            *((key, f"{R}/{kind}", name) for key, kind, name in RELATIONS)
        ),
        "word/header1.xml": _part("hdr", _tabbed(*stuk.kop, "Header")),
        "word/footer1.xml": _part("ftr", _footer(stuk.voet)),
    }
    parts = {name: _squeezed(text.encode()) for name, text in texts.items()}
    for name in ("styles.xml", "settings.xml", "fontTable.xml"):
        parts[f"word/{name}"] = _squeezed((HERE / name).read_bytes())
    if not stuk.is_form:
        parts["word/settings.xml"] = _unprotected(parts["word/settings.xml"])
    parts["word/theme/theme1.xml"] = _squeezed((HERE / "theme.xml").read_bytes())
    return parts


def _squeezed(xml: bytes) -> bytes:
    """Return `xml` without comments and without the blanks between elements."""
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    return DECLARATION.encode() + etree.tostring(
        etree.fromstring(xml, parser), encoding="UTF-8", xml_declaration=False
    )


def _unprotected(settings: bytes) -> bytes:
    """Return the settings of a document in which everything can be changed."""
    root = etree.fromstring(settings)
    for protection in root.findall(f"{{{W}}}documentProtection"):
        root.remove(protection)
    return DECLARATION.encode() + etree.tostring(root, encoding="UTF-8")


def _part(root: str, inside: str) -> str:
    known = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}"'
    return f'<w:{root} {known} mc:Ignorable="w14">{inside}</w:{root}>'


def _tabbed(left: str, right: str, style: str) -> str:
    """Return a paragraph with something at each end of the line."""
    return p(left, "<w:r><w:tab/></w:r>", right, style=style)


def _footer(words: str) -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    line = _tabbed(words, "Pagina ", "Footer")
    numbers = field("PAGE") + '<w:r><w:t xml:space="preserve"> van </w:t></w:r>'
    return line.replace("</w:p>", f"{numbers}{field('NUMPAGES')}</w:p>")


def _relations(*relations: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, kind, target in relations
    )
    space = f"{PACKAGE}/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'


def _content_types() -> str:
    kinds = {
        "word/document.xml": f"{KIND}.document.main+xml",
        "word/styles.xml": f"{KIND}.styles+xml",
        "word/settings.xml": f"{KIND}.settings+xml",
        "word/fontTable.xml": f"{KIND}.fontTable+xml",
        "word/header1.xml": f"{KIND}.header+xml",
        "word/footer1.xml": f"{KIND}.footer+xml",
        "word/theme/theme1.xml": (
            "application/vnd.openxmlformats-officedocument.theme+xml"
        ),
        "docProps/core.xml": (
            "application/vnd.openxmlformats-package.core-properties+xml"
        ),
        "docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
    }
    inside = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )


def _core(title: str) -> str:
    # No moment of making: the same sources have to give the same bytes.
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title>"
        "<dc:creator>samenleven</dc:creator><dc:language>nl-BE</dc:language>"
        "</cp:coreProperties>"
    )
