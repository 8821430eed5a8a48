"""Where elements stand in the bytes of a part, and bytes added there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.errors import DocumentError
from pipeline.reading.xmlpart import parse
from pipeline.reading.xmlspan import as_utf8, edited, inside_end, spans_of

WORDS = st.sampled_from(["", "a", "x>y", "é", "‘", "]]", "--", " \n"])
NAMES = st.sampled_from(["p", "w:p", "r", "a-b.c"])


def quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


@st.composite
def markup(draw: st.DrawFn, depth: int = 3) -> str:
    """Well-formed XML with everything that looks like a tag and is none."""
    name = draw(NAMES)
    given_by = "".join(
        f" {key}={quote}{quoted(draw(WORDS))}{quote}"
        for key, quote in draw(st.sampled_from([[], [("x", '"')], [("y", "'")]]))
    )
    if draw(st.booleans()):
        return f"<{name}{given_by}{draw(st.sampled_from(['', ' ']))}/>"
    inner = draw(
        st.lists(
            st.one_of(
                WORDS.map(quoted),
                st.sampled_from(
                    ["<!-- <p> ' -->", '<![CDATA[</p> "]]>', "<?p <p> '?>"]
                ),
                markup(depth - 1) if depth else st.just(""),
            ),
            max_size=4,
        )
    )
    return f"<{name}{given_by}>{''.join(inner)}</{name} >"


@given(markup())
def test_the_spans_are_those_of_the_elements(inner: str) -> None:
    content = f'<?xml version="1.0"?><d xmlns:w="urn:u">{inner}</d>'.encode()
    root = parse(content)
    elements, spans = list(root.iter("*")), spans_of(content)
    assert len(elements) == len(spans)
    for element, span in zip(elements, spans, strict=True):
        alone = content[span.start : span.stop]
        if element is not root:  # which declares it itself
            alone = alone.replace(span.name, span.name + b' xmlns:w="urn:u"', 1)
        assert etree.tostring(
            parse(alone), method="c14n", exclusive=True
        ) == etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


@given(markup(), st.data())
def test_what_is_put_inside_an_element_stands_at_its_end(
    inner: str, data: st.DataObject
) -> None:
    content = f'<d xmlns:w="urn:u">{inner}</d>'.encode()
    spans = spans_of(content)
    at = data.draw(st.integers(0, len(spans) - 1))
    root = parse(edited(content, [inside_end(spans[at], b"<new/>")]))
    before = [element.tag for element in parse(content).iter("*")]
    [new] = root.iter("new")
    assert new.getnext() is None
    assert [e.tag for e in root.iter("*") if e is not new] == before
    parent = new.getparent()
    assert parent is not None
    assert [e for e in root.iter("*") if e is not new][at] is parent


@pytest.mark.parametrize("coding", ["utf-16", "iso-8859-1", "UTF-8", "utf-16-le"])
def test_a_part_in_another_encoding_says_the_same_in_utf_8(coding: str) -> None:
    declared = "utf-16" if coding.startswith("utf-16") else coding
    content = f'<?xml version="1.0" encoding="{declared}"?><a>é</a>'.encode(coding)
    assert parse(as_utf8(content)).text == "é"


def test_a_part_in_an_encoding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(DocumentError):
        as_utf8(b'<?xml version="1.0" encoding="x-klingon"?><a/>')
