"""Smime: a smime.p7m -> the part of a mail that was signed in it, as bytes.

A mail that is signed as a whole travels inside its signature (RFC 8551, 3.5.2). The
signature itself is not verified: that needs certificates, and tells nothing about the
answers. Mail that is encrypted stays closed.
"""

from typing import Final

from pipeline.errors import DocumentError
from pipeline.intake import cfb
from pipeline.intake.mime import unpack_base64

_BASE64: Final = b"MI"  # how every such file begins when it is still in base64


def signed_part(data: bytes) -> bytes | None:
    """What was signed; `None` for a signature that stands apart from it.

    Raises `DocumentError`: `beschadigd`, `versleuteld`, or `niet-ondersteund` for a
    message that is neither signed nor encrypted.
    """
    # A library that only this rare format needs.
    from asn1crypto import cms  # type: ignore[import-untyped] # noqa: PLC0415 - no types

    if data.lstrip().startswith(_BASE64):
        data = unpack_base64(data)
    try:
        outer = cms.ContentInfo.load(data)
        kind = outer["content_type"].native
        if kind == "signed_data":
            content = outer["content"]["encap_content_info"]["content"].native
            return bytes(content) if isinstance(content, bytes) else None
    except cfb.TROUBLE as error:
        raise DocumentError("beschadigd", "de ondertekende mail is stuk") from error
    if kind in {"enveloped_data", "authenticated_enveloped_data", "encrypted_data"}:
        raise DocumentError("versleuteld", "het is een versleutelde mail")
    raise DocumentError("niet-ondersteund", f"een S/MIME-bericht van soort {kind}")
