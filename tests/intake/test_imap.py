import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SetupError, SourceError
from pipeline.intake.imap import check_postvak, read_postvak
from pipeline.intake.inputs import Postvakken, read_inputs
from pipeline.intake.item import Item
from pipeline.intake.limits import KIB, Limits
from pipeline.intake.postvak import (
    PASSWORD,
    TOKEN,
    Geheim,
    Postvak,
    Stand,
    geheim_of,
    parse_postvak,
)
from pipeline.intake.rules import Rules
from tests.intake import build, dovecot
from tests.intake.build import document, letter, package
from tests.intake.dovecot import Server
from tests.intake.look import code

pytestmark = pytest.mark.slow

SECRET = Geheim(dovecot.PASSWORD)


@pytest.fixture(scope="module")
def started() -> Iterator[Server]:
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(started: Server) -> Server:
    """The server with one mail in the inbox, and one in a folder."""
    if not started.maildir.exists():
        started.deliver(letter(document(package()), fields="Message-ID: <een@b>\n"))
        started.deliver(build.mail(message_id="<twee@b>"), ".Archief.2024")
    return started


def box(server: Server, folder: str = "INBOX") -> Postvak:
    return parse_postvak(f"imap://{dovecot.USER}@127.0.0.1:{server.port}/{folder}")


def fetched(
    postvak: Postvak, since: Stand | None = None, secret: Geheim = SECRET
) -> list[tuple[Item, Stand]]:
    return list(read_postvak(postvak, secret, Rules(), set(), since))


def ids(found: list[tuple[Item, Stand]]) -> list[str]:
    return [item.mail.message_id for item, _ in found if item.mail]


def test_a_mail_on_a_server_is_an_item_with_what_hangs_on_it(server: Server) -> None:
    ((item, stand),) = fetched(box(server))
    assert item.mail
    assert item.mail.message_id == "een@b"
    wanted = f"{stand.uidvalidity}-{stand.uid}-{box(server).kenmerk}.eml"
    assert item.pad == wanted
    assert item.parts[0].data == package()


def test_nothing_changes_on_the_server(server: Server) -> None:
    fetched(box(server))
    assert set(server.flags()) == {""}


def test_a_folder_in_a_folder_is_found_by_its_name(server: Server) -> None:
    assert ids(fetched(box(server, "Archief.2024"))) == ["twee@b"]


def test_a_folder_that_is_not_there_is_told_with_those_that_are(server: Server) -> None:
    with pytest.raises(SetupError, match=r"geen map ‘Weg’.*INBOX"):
        fetched(box(server, "Weg"))


def test_what_was_read_is_not_read_again(server: Server) -> None:
    before = fetched(box(server))
    assert fetched(box(server), before[-1][1]) == []
    server.deliver(build.mail(message_id="<drie@b>"))
    after = fetched(box(server), before[-1][1])
    assert ids(after) == ["drie@b"]
    assert ids(fetched(box(server), after[-1][1])) == []


def test_a_folder_made_anew_is_read_from_the_start(server: Server) -> None:
    before = fetched(box(server))
    other = Stand(before[-1][1].uidvalidity + 1, before[-1][1].uid)
    assert ids(fetched(box(server), other)) == ids(before)


def test_a_token_opens_the_mailbox_and_an_old_one_does_not(server: Server) -> None:
    secret = Geheim(dovecot.token(), is_token=True)
    assert ids(fetched(box(server), secret=secret))[0] == "een@b"
    old = Geheim(dovecot.token(seconds=-300), is_token=True)
    with pytest.raises(SetupError, match=TOKEN):
        fetched(box(server), secret=old)


def test_a_wrong_password_is_told_and_not_repeated(server: Server) -> None:
    with pytest.raises(SetupError, match=PASSWORD) as caught:
        fetched(box(server), secret=Geheim("fout-wachtwoord"))
    assert "fout-wachtwoord" not in str(caught.value)
    assert "fout-wachtwoord" not in repr(Geheim("fout-wachtwoord"))


def test_a_server_with_an_unknown_certificate_gets_no_secret(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"imaps://{dovecot.USER}@localhost:{server.secure}"
    with pytest.raises(SetupError, match="certificaat"):
        fetched(parse_postvak(address))
    monkeypatch.setenv("SSL_CERT_FILE", str(server.run / "cert.pem"))
    assert ids(fetched(parse_postvak(address)))[0] == "een@b"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that are no loopback address, and yet lead to the server of this test."""
    known = socket.getaddrinfo

    def here(host: str, *rest: Any, **more: Any) -> Any:
        found = "127.0.0.1" if host.endswith(".test") else host
        return known(found, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)


def far(server: Server, name: str = dovecot.NAME) -> Postvak:
    return parse_postvak(f"imap://{dovecot.USER}@{name}:{server.port}/INBOX")


@pytest.mark.usefixtures("elsewhere")
def test_a_server_elsewhere_is_asked_to_encrypt_before_anything_is_told(
    server: Server,
) -> None:
    postvak = far(server)
    check_postvak(postvak, SECRET, server.certificate)
    found = read_postvak(postvak, SECRET, Rules(), set(), ca=server.certificate)
    assert ids(list(found))[0] == "een@b"
    logins = [line for line in server.log.splitlines() if "Login: " in line]
    assert all(", TLS" in line for line in logins[-2:])


@pytest.mark.usefixtures("elsewhere")
def test_a_certificate_that_nobody_vouches_for_is_refused_by_default(
    server: Server,
) -> None:
    before = server.log.count("Login")
    with pytest.raises(SetupError, match=r"certificaat.*--ca-bestand"):
        check_postvak(far(server), SECRET)
    assert server.log.count("Login") == before


@pytest.mark.usefixtures("elsewhere")
def test_a_certificate_of_another_server_is_refused(server: Server) -> None:
    with pytest.raises(SetupError, match="certificaat"):
        check_postvak(far(server, "ander.test"), SECRET, server.certificate)


@pytest.mark.usefixtures("elsewhere")
def test_a_server_elsewhere_that_cannot_encrypt_gets_no_secret() -> None:
    with dovecot.running(tls=False) as plain:
        with pytest.raises(SetupError, match="Geen versleutelde verbinding"):
            check_postvak(far(plain), SECRET, plain.certificate)
        assert "Login" not in plain.log


def test_a_file_without_certificates_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("geen certificaat", "utf-8")
    for name in ("ca.pem", "weg.pem"):
        with pytest.raises(SetupError, match="geen bestand met certificaten"):
            check_postvak(box(server), SECRET, tmp_path / name)


def test_a_mail_over_the_limit_is_refused_without_being_fetched(server: Server) -> None:
    rules = Rules(limits=Limits(mail=KIB // 2))
    found = [i for i, _ in read_postvak(box(server), SECRET, rules, set())]
    assert {code(item) for item in found} == {"te-groot", None}
    assert all(not item.data for item in found if code(item))


def test_inputs_may_be_files_and_mailboxes(server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(package())
    told: dict[str, Stand] = {}
    postvak = box(server)
    arguments = [str(tmp_path), f"imap://{dovecot.USER}@127.0.0.1:{server.port}"]
    boxes = Postvakken(geheim=lambda _: SECRET, gelezen=told.__setitem__)
    found = read_inputs(arguments, Rules(), boxes)
    first, second = next(found), next(found)
    assert (first.naam, told) == ("a.docx", {})
    assert second.mail
    list(found)
    assert set(told) == {postvak.naam}
    again = Postvakken(geheim=lambda _: SECRET, standen=told)
    assert [i.naam for i in read_inputs(arguments, Rules(), again)] == ["a.docx"]


def test_a_connection_that_goes_is_told(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_postvak(box(server), SECRET, Rules(), set())
    next(found)

    def gone(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("pipeline.intake.imap._fetched", gone)
    with pytest.raises(SourceError, match="start opnieuw"):
        list(found)


def test_no_server_and_no_library_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = parse_postvak("imap://x@127.0.0.1:1/INBOX")
    with pytest.raises(SetupError, match="Geen versleutelde verbinding"):
        fetched(nowhere)
    monkeypatch.setitem(sys.modules, "imap_tools", None)
    with pytest.raises(SetupError, match=r"samenleven\[imap\]"):
        fetched(nowhere)


def test_the_environment_gives_a_token_or_a_password() -> None:
    assert geheim_of({PASSWORD: "a b\n"}) == Geheim("a b")
    assert geheim_of({PASSWORD: "a", TOKEN: "t"}) == Geheim("t", is_token=True)
    assert geheim_of({}) is None
