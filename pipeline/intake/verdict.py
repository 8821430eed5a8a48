"""Verdict: whether a file can be read at all, and if not, the reason for a person."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake.item import Refusal
from pipeline.intake.limits import KIB, MIB, Limits
from pipeline.intake.names import suffix_of
from pipeline.intake.sniff import Format

LOGO: Final = 16 * KIB  # a picture under this is decoration, not a scanned page

ELSEWHERE: Final = Refusal(
    "niet-ondersteund", "de bijlage zelf is niet volledig meegestuurd"
)
MAILS_TOO_DEEP: Final = Refusal("te-groot", "de mails zitten te diep in elkaar")
TOO_DEEP: Final = Refusal("te-groot", "de archieven zitten te diep in elkaar")

_UNREAD: Final[Mapping[Format, str]] = MappingProxyType(
    {
        Format.ppt: "een oude PowerPoint-presentatie",
        Format.image: "een afbeelding; uit een foto of scan wordt geen tekst gelezen",
        Format.onbekend: "de inhoud is van een onbekend formaat",
    }
)
_READ: Final = frozenset(
    {".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf", ".odt", ".pdf", ".pptx"}
    | {".fodt"}
    | {".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods", ".csv", ".txt"}
    | {".zip", ".eml", ".msg"}
)
_NO_TEXT: Final = _READ - {".csv", ".txt"}  # plain text under these names is damage
_END_OF_ZIP: Final = b"PK\x05\x06"
_TAIL: Final = 64 * KIB
_ENVELOPED: Final = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"  # OID 1.2.840.113549.1.7.3
_PGP: Final = b"-----BEGIN PGP MESSAGE-----"


def refusal(
    data: bytes, naam: str, form: Format, trouble: DocumentError | None
) -> Refusal | None:
    """Why `data` cannot be read; `None` when nothing is the matter so far.

    `form` and `trouble` are what `sniff.examine` made of it.
    """
    if form is Format.leeg:
        return Refusal("beschadigd", "het bestand is leeg")
    if trouble:
        return Refusal(trouble.code, trouble.bericht)
    if _protected(data, form):
        return Refusal("versleuteld", "het is beveiligd met een wachtwoord")
    suffix = suffix_of(naam)
    if form is Format.onbekend and _END_OF_ZIP in data[-_TAIL:]:
        return Refusal("beschadigd", "het begin van het bestand klopt niet")
    if (form is Format.onbekend and suffix in _READ) or (
        form is Format.text and suffix in _NO_TEXT
    ):
        return Refusal("beschadigd", f"de inhoud is niet die van een {suffix}-bestand")
    reden = _UNREAD.get(form)
    return Refusal("niet-ondersteund", reden) if reden else None


def too_big(size: int, form: Format, limits: Limits) -> Refusal | None:
    """The refusal of a file of `size` bytes, or `None` when its kind allows it."""
    match form:
        case Format.eml | Format.msg:
            most = limits.mail
        case Format.zip | Format.mbox:
            most = limits.archive
        case _:
            most = limits.attachment
    if size <= most:
        return None
    reden = f"het telt {-(-size // MIB)} MB, hoogstens {most // MIB} MB wordt gelezen"
    return Refusal("te-groot", reden)


def ignored(data: bytes, naam: str, form: Format, *, shown: bool) -> str | None:
    """Why what hangs on a mail is no submission; `None` when it may be one.

    `shown` says that the mail shows it among its text.
    """
    match form:
        case Format.image if shown:
            return "een beeld in de tekst van de mail"
        case Format.image if len(data) < LOGO:
            return "een klein beeld, zoals een logo in een handtekening"
        case Format.p7m if naam.casefold().endswith(".p7s"):
            return "een digitale handtekening"
        case Format.ics:
            return "een agenda-item"
        case Format.vcf:
            return "een visitekaartje"
        case _:
            return None


def _protected(data: bytes, form: Format) -> bool:
    if form is Format.p7m:
        return _ENVELOPED in data[: 4 * KIB]
    return form is Format.encrypted or (form is Format.text and _PGP in data[: 4 * KIB])
