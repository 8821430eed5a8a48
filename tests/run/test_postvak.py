"""A mailbox as the input of a run, on a real server that only listens here."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.where import secret
from pipeline.errors import ExitCode, SetupError
from pipeline.intake.postvak import PASSWORD, Geheim, Stand, parse_postvak
from pipeline.run import run
from pipeline.run.ingesting import ingest
from pipeline.run.outcome import RunResult
from pipeline.run.result import Order
from pipeline.store.workspace import DATABASE, Workspace
from tests.cli.calling import Call, caller
from tests.intake import dovecot
from tests.intake.dovecot import Server
from tests.run.contract import assert_keeps_the_contract
from tests.run.executing import (
    BRUGFIGUREN,
    NU,
    OEFENKANSEN,
    dossiers,
    halle,
    statuses,
    verslag,
)
from tests.run.made import RONDE, mail, motivatie, programma, werkmap

pytestmark = pytest.mark.slow

FIRST = (
    halle(
        ("m.docx", motivatie(BRUGFIGUREN)),
        ("k.xlsx", werkmap("Halle", {15: (300, 65)})),
    ),
    mail(onderwerp="Vraag"),
    halle(("m.docx", motivatie(OEFENKANSEN)), dag=4),
)
LATER = halle(("k.xlsx", werkmap("Halle", {15: (300, 80)})), dag=5)


@pytest.fixture(scope="module")
def started() -> Iterator[Server]:
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(started: Server, request: pytest.FixtureRequest) -> Server:
    """The server with the first mails in a folder of this test alone."""
    for data in FIRST:
        started.deliver(data, f".{folder(request)}")
    return started


@pytest.fixture
def address(server: Server, request: pytest.FixtureRequest) -> str:
    return f"imap://{dovecot.USER}@127.0.0.1:{server.port}/{folder(request)}"


def folder(request: pytest.FixtureRequest) -> str:
    name: str = request.node.name
    return name.translate({ord("["): "_", ord("]"): "_"})


def asked(
    out: Path, *inputs: str | Path, ronde: str | None = RONDE, opnieuw: bool = False
) -> Order:
    opens = Geheim(dovecot.PASSWORD)
    return Order(
        inputs=inputs,
        out=out,
        nu=NU,
        ronde=ronde,
        geheim=lambda _: opens,
        opnieuw=opnieuw,
    )


def execute(out: Path, *inputs: str | Path, **more: Any) -> RunResult:
    return run(asked(out, *inputs, **more), programma())


def content(out: Path) -> dict[str, object]:
    """What a workspace shows and holds, apart from its log."""
    with Workspace.open(out, create=False) as opened:
        held = opened.occurrences(), opened.standen()
    told = (out / "verslag.json").read_bytes()
    return {**dossiers(out), "verslag": told, "held": held}


def stand(out: Path, address: str) -> Stand:
    with Workspace.open(out, create=False) as opened:
        return opened.standen()[parse_postvak(address).naam]


def test_a_mailbox_gives_the_dossiers_that_its_mails_in_a_folder_give(
    server: Server, address: str, tmp_path: Path
) -> None:
    box = tmp_path / "in"
    box.mkdir()
    for number, data in enumerate(FIRST):
        (box / f"{number}.eml").write_bytes(data)
    execute(tmp_path / "pad", box)
    result = execute(tmp_path / "uit", address)
    assert dossiers(tmp_path / "uit") == dossiers(tmp_path / "pad")
    assert (result.nieuw, result.exit_code) == (3, ExitCode.DONE)
    assert_keeps_the_contract(tmp_path / "uit")
    assert set(server.flags()) == {""}


def test_a_mailbox_is_read_anew_when_that_is_asked(
    server: Server, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "uit"
    execute(out, address)
    before = content(out)
    for original in (out / "originelen").iterdir():
        original.unlink()
    read = fetching(monkeypatch)
    assert execute(out, address, opnieuw=True).nieuw == 0
    assert sorted(set(read)) == [1, 2, 3]
    assert content(out) == before
    assert any((out / "originelen").iterdir())
    read.clear()
    assert execute(out, address).nieuw == 0
    assert read == []


def test_a_second_run_reads_only_what_is_new(
    server: Server,
    address: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "uit"
    execute(out, address)
    before = content(out)
    read = fetching(monkeypatch)
    assert execute(out, address).nieuw == 0
    assert (read, content(out)) == ([], before)
    server.deliver(LATER, f".{folder(request)}")
    assert execute(out, address, ronde=None).nieuw == 1
    assert set(read) == {4}
    execute(tmp_path / "eens", address)
    assert content(out) == content(tmp_path / "eens")
    assert "vervangen" in statuses(out).values()
    assert set(server.flags()) == {""}


def fetching(
    monkeypatch: pytest.MonkeyPatch, stop: Callable[[int], bool] = lambda _: False
) -> list[int]:
    """The ids of the mails that are fetched from now on; `stop` cuts the connection."""
    from pipeline.intake import imap  # noqa: PLC0415 - only what is patched

    read: list[int] = []
    fetched = imap._fetched

    def noting(box: Any, uid: int, what: str) -> tuple[bytes, bytes]:
        if stop(uid):
            box.client.shutdown()
        read.append(uid)
        return fetched(box, uid, what)

    monkeypatch.setattr(imap, "_fetched", noting)
    return read


@pytest.mark.parametrize("last", [1, 2])
@pytest.mark.parametrize("size", [1, 50])
def test_a_connection_that_goes_loses_nothing(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    last: int,
    size: int,
) -> None:
    monkeypatch.setattr("pipeline.run.taking._BATCH", size)
    out = tmp_path / "uit"
    with monkeypatch.context() as cut:
        fetching(cut, lambda uid: uid > last)
        result = execute(out, address)
    assert (result.nieuw, result.exit_code) == (last, ExitCode.NEEDS_A_PERSON)
    assert "start opnieuw" in result.waarschuwingen[-1]
    assert stand(out, address).uid == last
    assert execute(out, address).nieuw == 3 - last
    execute(tmp_path / "eens", address)
    assert content(out) == content(tmp_path / "eens")


def test_what_is_given_beside_a_mailbox_that_stops_is_read(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "los.eml").write_bytes(LATER)
    fetching(monkeypatch, lambda uid: uid > 1)
    result = execute(tmp_path / "uit", address, tmp_path / "los.eml")
    assert (result.nieuw, result.exit_code) == (2, ExitCode.NEEDS_A_PERSON)
    assert statuses(tmp_path / "uit")["los.eml"] == "verwerkt"


def test_a_run_that_is_broken_off_takes_the_rest_later(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_off(uid: int) -> bool:
        if uid > 2:
            raise KeyboardInterrupt
        return False

    monkeypatch.setattr("pipeline.run.taking._BATCH", 1)
    out = tmp_path / "uit"
    with monkeypatch.context() as cut:
        fetching(cut, breaks_off)
        with pytest.raises(KeyboardInterrupt):
            execute(out, address)
    # Never ahead of what is kept: that of the mail in hand is told with the next.
    assert stand(out, address).uid == 1
    execute(out, address)
    execute(tmp_path / "eens", address)
    assert content(out) == content(tmp_path / "eens")


def test_a_folder_that_was_numbered_anew_gives_the_same_dossiers(
    server: Server, address: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    out = tmp_path / "uit"
    execute(out, address)
    before, known = dossiers(out), stand(out, address)
    where = server.maildir / f".{folder(request)}"
    # Without its index the server numbers the mails again.
    (where / "dovecot-uidlist").write_text("3 V1999999999 N1\n")
    for path in where.glob("dovecot.index*"):
        path.unlink()
    if (where / "dovecot-uidlist").owner() != where.owner():
        shutil.chown(where / "dovecot-uidlist", where.owner(), where.group())
    execute(out, address)
    assert stand(out, address).uidvalidity != known.uidvalidity
    assert dossiers(out) == before
    again = [s for pad, s in statuses(out).items() if pad.startswith("1999999999-")]
    assert set(again) <= {"dubbel", "vervangen", "genegeerd"}
    assert "dubbel" in again


def test_a_dry_run_keeps_nothing_of_it(address: str, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    order = asked(out, address)
    proef = replace(order, proef=True)
    assert ingest(proef, programma()).nieuw == 3
    assert not out.exists()
    ingest(order, programma())
    before = (out / DATABASE).read_bytes()
    assert ingest(proef, programma()).nieuw == 0
    assert (out / DATABASE).read_bytes() == before


def test_a_mailbox_that_does_not_open_leaves_nothing_behind(
    address: str, tmp_path: Path
) -> None:
    wrong = asked(tmp_path / "uit", f"{address}x")
    with pytest.raises(SetupError, match="geen map"):
        run(wrong, programma())
    assert not (tmp_path / "uit").exists()


def test_who_sits_at_the_keyboard_is_asked_for_the_secret_unseen(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[tuple[str, bool]] = []

    def prompt(text: str, *, hide_input: bool, **_: object) -> str:
        asked_for.append((text, hide_input))
        return dovecot.PASSWORD

    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.setattr("pipeline.cli.where.click.prompt", prompt)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    order = replace(asked(tmp_path / "uit", address), geheim=secret)
    assert run(order, programma()).nieuw == 3
    naam = parse_postvak(address).naam
    assert asked_for == [(f"Wachtwoord van {naam}", True)]


def test_the_command_takes_an_address_and_tells_nobody_the_secret(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    call: Call = caller(monkeypatch, capsys)
    out = tmp_path / "uit"
    monkeypatch.delenv(PASSWORD, raising=False)
    said = call("run", address, "--out", out, "--ronde", RONDE)
    assert (said.code, PASSWORD in said.err, out.exists()) == (2, True, False)
    monkeypatch.setenv(PASSWORD, dovecot.PASSWORD)
    said = call("run", address, "--out", out, "--ronde", RONDE, "--json")
    assert said.code == 0
    assert json.loads(said.out)["mails"] == 3
    wrong = address.replace("@", f":{dovecot.PASSWORD}@", 1)
    refused = call("ingest", wrong, "--out", out)
    assert refused.code == 2
    for text in (said.out, said.err, refused.err):
        assert dovecot.PASSWORD not in text
    for path in out.rglob("*"):
        if path.is_file():
            assert dovecot.PASSWORD.encode() not in path.read_bytes()
    assert not [pad for pad in verslag(out) if dovecot.USER in pad or "127.0" in pad]
