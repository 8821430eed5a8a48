from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.invoer import Occurrence, flatten, grow

TEXT = st.text(max_size=8)


def occurrences(
    parts: st.SearchStrategy[tuple[Occurrence, ...]],
) -> st.SearchStrategy[Occurrence]:
    return st.builds(
        Occurrence,
        pad=TEXT,
        naam=TEXT,
        sha256=st.sampled_from([None, "ab" * 32, "cd" * 32]),
        formaat=TEXT,
        item=TEXT,
        onderdelen=parts,
    )


TREES = st.recursive(
    occurrences(st.just(())),
    lambda inner: occurrences(st.lists(inner, max_size=3).map(tuple)),
    max_leaves=8,
)


@given(TREES)
def test_a_tree_grows_again_from_its_rows(item: Occurrence) -> None:
    assert grow(flatten(item)) == item


@given(TREES)
def test_what_contains_stands_before_what_it_contains(item: Occurrence) -> None:
    rows = flatten(item)
    assert rows[0][0] is None
    for number, (ouder, one) in enumerate(rows[1:], start=1):
        assert ouder is not None
        assert ouder < number
        assert one.onderdelen == ()


def test_a_file_name_that_cannot_be_read_is_kept_readable() -> None:
    name = b"verslag\xff.docx".decode("utf-8", "surrogateescape")
    item = Occurrence(pad=name, naam=name, sha256=None, formaat="docx", item="{}")
    assert flatten(item)[0][1].naam == "verslag\ufffd.docx"
