"""However parts and containers lie inside each other, each leaf comes out once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.limits import Limits
from pipeline.intake.mail import read_item
from tests.intake import msg, winmail
from tests.intake.build import attached, document, multipart, zipped

LIMITS = Limits(nesting=20, depth=40)
TEXT = b"Content-Type: text/plain\n\nBeste"


@dataclass(frozen=True)
class Box:
    """A container: how it is packed, its suffix, and what is in it."""

    kind: str
    inside: "tuple[Box | bytes, ...]"


def suffix(what: Box | bytes) -> str:
    return ".pdf" if isinstance(what, bytes) else f".{what.kind.split('-')[0]}"


def packed(what: Box | bytes) -> bytes:
    if isinstance(what, bytes):
        return what
    named = [
        (f"{number}{suffix(one)}", packed(one))
        for number, one in enumerate(what.inside)
    ]
    return PACKERS[what.kind](named)


Named = list[tuple[str, bytes]]


def as_mail(named: Named) -> bytes:
    parts = [document(content, name) for name, content in named]
    return multipart(TEXT, *parts, fields="From: a@b.be\nSubject: x\n")


def as_related(named: Named) -> bytes:
    """Attachments in a multipart in a multipart, as some mail programs have it."""
    parts = [document(content, name) for name, content in named]
    related = multipart(TEXT, *parts, kind="related")
    inner = multipart(TEXT, related, kind="alternative")
    return multipart(inner, fields="From: a@b.be\nSubject: x\n")


def as_forward(named: Named) -> bytes:
    whole = b"Content-Type: message/rfc822\n\n" + as_mail(named)
    return multipart(TEXT, whole, fields="From: a@b.be\nSubject: FW\n")


def as_tnef(named: Named) -> bytes:
    files = [winmail.file(content, name) for name, content in named]
    part = attached(winmail.winmail(*files), "Content-Type: application/ms-tnef")
    return multipart(TEXT, part, fields="From: a@b.be\nSubject: x\n")


def as_signed(named: Named) -> bytes:
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [],
            "encap_content_info": {"content_type": "data", "content": as_mail(named)},
            "signer_infos": [],
        }
    )
    whole = cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()
    head = "From: a@b.be\nSubject: x\nContent-Type: application/pkcs7-mime"
    return attached(whole, head)


def as_msg(named: Named) -> bytes:
    return msg.msg(
        {msg.SUBJECT: "x"}, *(msg.attachment(content, name) for name, content in named)
    )


def as_embedded(named: Named) -> bytes:
    inner = msg.folder(
        {msg.SUBJECT: "y"}, *(msg.attachment(content, name) for name, content in named)
    )
    return msg.msg({msg.SUBJECT: "x"}, msg.attachment(inner))


PACKERS: dict[str, Callable[[Named], bytes]] = {
    "eml": as_mail,
    "eml-related": as_related,
    "eml-forward": as_forward,
    "eml-tnef": as_tnef,
    "eml-signed": as_signed,
    "msg": as_msg,
    "msg-embedded": as_embedded,
    "zip": lambda named: zipped(dict(named)),
}

leaf = st.integers(0, 10**6).map(lambda number: b"%%PDF-1.4 blad %d" % number)
boxes = st.recursive(
    leaf,
    lambda inside: st.builds(
        Box,
        st.sampled_from(sorted(PACKERS)),
        st.lists(inside, min_size=1, max_size=4).map(tuple),
    ),
    max_leaves=12,
)


def leaves(what: Box | bytes) -> list[bytes]:
    if isinstance(what, bytes):
        return [what]
    return [found for one in what.inside for found in leaves(one)]


@settings(max_examples=60)
@given(boxes)
def test_each_leaf_comes_out_exactly_once(box: Box | bytes) -> None:
    item = read_item(packed(box), "in", f"in{suffix(box)}", LIMITS, {"in"})
    items = list(item.walk())
    found = [one.data for one in items if one.naam.endswith(".pdf") and not one.parts]
    assert Counter(found) == Counter(leaves(box))
    assert len({one.pad for one in items}) == len(items)
    assert not any(one.refusal for one in items)
