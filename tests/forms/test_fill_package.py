import io
import zipfile

import pytest

from pipeline.errors import TemplateError
from pipeline.forms.fill_package import CUSTOM, repack, unpack
from pipeline.reading.word import read_word
from tests.dossier.test_filling import BLANK

KIND = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    "</Types>"
)


def names(package: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.namelist()


def test_properties_are_announced_and_read_back() -> None:
    package = repack(BLANK, {}, {"bestuur": "23077", "naam": 'A & "B" <c>'})
    assert names(package) == [*names(BLANK), CUSTOM]
    found = dict(read_word(package).properties)
    assert found["samenleven-bestuur"] == "23077"
    assert found["samenleven-naam"] == 'A & "B" <c>'


def test_our_own_properties_are_replaced_and_others_stay() -> None:
    first = repack(BLANK, {}, {"ronde": "pj1", "bestuur": "1"})
    own = unpack(first, "x")[CUSTOM].replace(b"samenleven-bestuur", b"van-iemand")
    second = repack(repack(first, {CUSTOM: own}, {}), {}, {"ronde": "pj2"})
    found = dict(read_word(second).properties)
    assert found["samenleven-ronde"] == "pj2"
    assert found["van-iemand"] == "1"
    assert names(second) == names(first)
    assert unpack(second, "x")[CUSTOM].count(b"<property ") == 2


def test_the_same_answers_give_the_same_bytes() -> None:
    assert repack(BLANK, {}, {"a": "b"}) == repack(BLANK, {}, {"a": "b"})


def test_an_answer_that_repeats_itself_does_not_look_like_a_bomb() -> None:
    package = repack(
        BLANK, {"word/theme/theme1.xml": b"<a>" + b"x" * 10**6 + b"</a>"}, {}
    )
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        info = opened.getinfo("word/theme/theme1.xml")
    assert info.file_size < 100 * info.compress_size


def test_a_blank_that_is_no_package_is_told() -> None:
    with pytest.raises(TemplateError, match=r"formulier\.docx"):
        unpack(b"geen zip", "formulier.docx")
