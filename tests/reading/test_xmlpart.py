"""One hardened parser for every part that came in by mail."""

import pytest

from pipeline.errors import DocumentError
from pipeline.reading.xmlpart import parse

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
PLAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        "<a>",
        "",
        "geen xml",
        "<a>" * 300 + "</a>" * 300,
    ],
)
def test_what_office_never_writes_is_refused(text: str) -> None:
    with pytest.raises(DocumentError) as refused:
        parse(text.encode())
    assert refused.value.code == "beschadigd"


def test_a_declaration_in_another_encoding_is_found_too() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'
    with pytest.raises(DocumentError):
        parse(text.encode("utf-16"))


def test_strict_names_become_transitional_ones() -> None:
    root = parse(f'<w:a xmlns:w="{STRICT}"><w:b/></w:a>'.encode())
    assert [element.tag for element in root.iter()] == [
        f"{{{PLAIN}}}a",
        f"{{{PLAIN}}}b",
    ]
