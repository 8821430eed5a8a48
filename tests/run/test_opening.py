"""What comes in is opened apart; what ends the opener costs that attachment alone."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.dossier.brief import rules_for
from pipeline.errors import DocumentError, SetupError
from pipeline.intake import mail as opening
from pipeline.intake.item import Item
from pipeline.intake.limits import DEFAULT, MIB
from pipeline.intake.mail import open_item
from pipeline.jury.collect import Register
from pipeline.run import annotating, editions, granting, isolating
from pipeline.run.annotating import annotate_file
from pipeline.run.granting import read_granted
from pipeline.run.opening import open_apart, rules_apart
from pipeline.run.sheets import read_sheets
from pipeline.run.templating import inspect
from tests.intake.build import zipped
from tests.intake.winmail import file, winmail
from tests.run.executing import BRUGFIGUREN
from tests.run.made import RONDE, mail, motivatie, programma

QUICK = replace(DEFAULT, seconds=2)
FORM = motivatie(BRUGFIGUREN, kop="Stad Halle")
PACKED = winmail(file(FORM, "m.docx"))


def hang(*_: object) -> None:
    time.sleep(60)


def eat(*_: object) -> int:
    return len(b"x" * 10_000 * MIB)


def crash(*_: object) -> None:
    os.abort()


def leave(*_: object) -> None:
    os._exit(0)


def fail(*_: object) -> None:
    raise KeyError


FAULTS = [
    (hang, "te-groot"),
    (eat, "te-groot"),
    (crash, "te-groot"),
    (leave, "beschadigd"),
    (fail, "beschadigd"),
]


@pytest.fixture(autouse=True)
def patched() -> Iterator[pytest.MonkeyPatch]:
    if isolating.METHOD != "fork":
        pytest.skip("only a fork has what is patched here")
    isolating.close()
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    isolating.close()


def opened(data: bytes, naam: str = "in.eml") -> Item:
    rules = rules_apart(programma(), QUICK)
    return open_item(data, naam, naam, rules, {naam})


def test_the_item_is_the_same_here_and_apart() -> None:
    data = mail(("a.docx", FORM), ("b.zip", zipped({"c.docx": FORM, "c.txt": b"x"})))
    here = open_item(data, "in.eml", "in.eml", rules_for(programma()), {"in.eml"})
    assert opened(data) == here


def test_a_letter_that_is_an_answer_is_told_apart_too() -> None:
    text = "Actie 15 Brugfiguren\nTe behalen KPI: 300\nBehaald KPI: 65\n" * 3
    (item,) = opened(mail(tekst=text)).parts
    assert item.naam == "tekst van de mail.txt"


@pytest.mark.parametrize(("fault", "code"), FAULTS)
def test_only_the_winmail_that_ends_its_reader_is_refused(
    patched: pytest.MonkeyPatch, fault: Callable[..., object], code: str
) -> None:
    patched.setattr(opening.tnef, "parse", fault)
    sent = mail(("winmail.dat", PACKED), ("m.docx", FORM), ("weer.dat", PACKED))
    first, form, second = opened(sent).parts
    assert form.data == FORM
    assert form.refusal is None
    for item in (first, second):
        assert item.refusal is not None
        assert item.refusal.code == code
        assert item.data == PACKED


def test_a_mail_in_which_everything_goes_wrong_is_refused_whole(
    patched: pytest.MonkeyPatch,
) -> None:
    patched.setattr(opening.tnef, "parse", crash)
    sent = mail(*((f"{n}.dat", PACKED) for n in range(9)))
    item = opened(sent)
    assert item.refusal is not None
    assert item.data == sent
    assert not item.parts


def test_a_mail_that_ends_its_reader_is_kept_and_refused(
    patched: pytest.MonkeyPatch,
) -> None:
    patched.setattr(opening.message, "parse", leave)
    item = opened(mail(("m.docx", FORM)))
    assert item.refusal is not None
    assert item.refusal.code == "beschadigd"
    assert item.data


def test_a_path_that_another_file_has_is_not_given_again() -> None:
    rules, taken = rules_apart(programma()), {"x.zip", "x.zip/m.docx"}
    item = open_item(zipped({"m.docx": FORM}), "x.zip", "x.zip", rules, taken)
    assert [part.pad for part in item.parts] == ["x.zip/m (2).docx"]
    assert "x.zip/m (2).docx" in taken


def test_what_is_asked_for_itself_is_opened_apart(
    patched: pytest.MonkeyPatch,
) -> None:
    patched.setattr(opening, "examine", crash)
    item = open_apart(FORM, "m.docx", programma())
    assert item.refusal is not None
    assert item.refusal.code == "te-groot"


def test_a_list_of_what_was_granted_that_ends_its_reader_is_no_list(
    patched: pytest.MonkeyPatch,
) -> None:
    patched.setattr(granting, "parse_toekenningen", crash)
    ronde = programma().ronde(RONDE)
    with pytest.raises(SetupError, match="geheugen"):
        read_granted(b"bestuur;actie;te_behalen\n", "t.csv", ronde, programma())


def test_a_jury_sheet_that_ends_its_reader_is_refused(
    patched: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    patched.setattr(isolating, "read", leave)
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(FORM + name.encode())
    here = programma()
    register = Register(
        dossiers={}, ronde=here.ronde(RONDE), catalogus=here.catalogus, programma=here
    )
    found = list(read_sheets([tmp_path], register, {}, here))
    assert [(one.status, one.code) for one in found] == [
        ("geweigerd", "beschadigd"),
        ("geweigerd", "beschadigd"),
    ]


def test_what_is_annotated_or_inspected_is_read_apart(
    patched: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "m.docx").write_bytes(FORM)
    patched.setattr(annotating, "read_item", leave)
    with pytest.raises(DocumentError, match="liep erop vast"):
        annotate_file(tmp_path / "m.docx", tmp_path / "k.docx", programma())
    patched.setattr(editions, "read_item", eat)
    with pytest.raises(DocumentError, match="geheugen"):
        inspect(tmp_path / "m.docx", programma())
