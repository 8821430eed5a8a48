import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.names import display_name, segments, system_file, unique


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("motivatie.docx", "motivatie.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.docx", "x.docx"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\jan\\kpi.xlsx", "kpi.xlsx"),
        ("a.docx:stream", "a.docx:stream"),
        ("CON", "CON"),
        ("map/", "map"),
        ("..", "naamloos"),
        ("", "naamloos"),
        (" \n ", "naamloos"),
        ("een\n twee.docx", "een  twee.docx"),
        ("e\u0301e\u0301n.docx", "één.docx"),
        ("a\0b.docx", "a\ufffdb.docx"),
        ("aanvraag\u202excod.exe", "aanvraag[U+202E]xcod.exe"),
        ("x" * 300 + ".docx", "x" * 300 + ".docx"),
    ],
)
def test_a_name_is_shown_without_its_path(name: str, shown: str) -> None:
    assert display_name(name) == shown


@given(st.text())
def test_no_step_leads_anywhere(name: str) -> None:
    steps = segments(name)
    assert steps
    assert all(step not in {"", ".", ".."} for step in steps)
    assert all("/" not in step and "\\" not in step for step in steps)
    assert "\n" not in display_name(name)
    assert display_name(name).encode()


def test_a_path_that_was_given_out_gets_a_number() -> None:
    taken: set[str] = set()
    given_out = [unique(p, taken) for p in ("a/x.docx", "a/x.docx", "b/x.docx", "x")]
    assert given_out == ["a/x.docx", "a/x (2).docx", "b/x.docx", "x"]
    assert unique("a/x.docx", taken) == "a/x (3).docx"


@given(st.lists(st.sampled_from(["a", "a (2)", ".a", "a.b", "m/a", "m.n/a"])))
def test_no_two_paths_are_the_same(paths: list[str]) -> None:
    taken: set[str] = set()
    assert len({unique(path, taken) for path in paths}) == len(paths)


@pytest.mark.parametrize(
    "path",
    ["map/~$motivatie.docx", ".DS_Store", "Thumbs.db", "__MACOSX/._x.docx", "a/._x"],
)
def test_files_that_no_person_made_are_known(path: str) -> None:
    assert system_file(path)


@pytest.mark.parametrize("path", ["motivatie.docx", ".git/x.docx", "map/~x.docx"])
def test_files_that_a_person_made_are_not_taken_for_others(path: str) -> None:
    assert system_file(path) is None
