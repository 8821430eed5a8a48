from pathlib import Path

import pytest

from pipeline.errors import SetupError
from pipeline.intake.inputs import Postvakken, read_inputs
from pipeline.intake.postvak import Postvak, is_postvak, parse_postvak
from pipeline.intake.rules import Rules


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("imaps://jan@mail.be/INBOX", ("mail.be", 993, "jan", "INBOX", True)),
        ("imap://jan@mail.be", ("mail.be", 143, "jan", "INBOX", False)),
        (
            "imaps://samenleven@vlaanderen.be@outlook.office365.com/Postvak%20IN/2024",
            (
                "outlook.office365.com",
                993,
                "samenleven@vlaanderen.be",
                "Postvak IN/2024",
                True,
            ),
        ),
        (
            "imaps://jan%40a.be@mail.be:1993/",
            ("mail.be", 1993, "jan@a.be", "INBOX", True),
        ),
        ("IMAPS://jan@[::1]/x", ("::1", 993, "jan", "x", True)),
    ],
)
def test_an_address_tells_server_user_and_folder(
    address: str, wanted: tuple[str, int, str, str, bool]
) -> None:
    server, poort, gebruiker, folder, secure = wanted
    assert is_postvak(address)
    assert parse_postvak(address) == Postvak(
        server=server, poort=poort, gebruiker=gebruiker, map=folder, versleuteld=secure
    )


@pytest.mark.parametrize(
    "address",
    [
        "imaps://jan:hemelsgeheim@mail.be/INBOX",
        "imaps://mail.be/hemelsgeheim",
        "imaps://jan@/hemelsgeheim",
        "imaps://jan@mail.be:poort/hemelsgeheim",
        "imaps://jan@mail.be/a%0d%0ahemelsgeheim",
        "imaps://[hemelsgeheim",
        "imaps://jan%3Ahemelsgeheim@mail.be",
        "imaps://jan@mail.be/INBOX?hemelsgeheim",
        "imaps://jan@mail.be/INBOX#hemelsgeheim",
    ],
)
def test_a_wrong_address_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(SetupError, match="Voorbeeld") as caught:
        parse_postvak(address)
    assert "hemelsgeheim" not in str(caught.value)


def test_mails_of_two_mailboxes_are_told_apart_without_a_name() -> None:
    one, other = (parse_postvak(f"imaps://{user}@mail.be") for user in ("jan", "an"))
    assert one.kenmerk != other.kenmerk
    assert one.kenmerk == parse_postvak("imaps://jan@mail.be/INBOX").kenmerk
    assert one.kenmerk.isalnum()


@pytest.mark.parametrize("argument", ["inbox", "./imap", "C:\\imap", "imap.zip", "a:b"])
def test_a_path_is_no_address(argument: str) -> None:
    assert not is_postvak(argument)


@pytest.mark.parametrize(
    ("server", "here"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("[::1]", True),
        ("mail.be", False),
        ("10.0.0.1", False),
    ],
)
def test_only_this_machine_is_trusted_without_encryption(
    server: str, *, here: bool
) -> None:
    assert parse_postvak(f"imap://x@{server}").is_here is here


def test_a_mailbox_without_a_secret_is_told_before_anything_is_read(
    tmp_path: Path,
) -> None:
    with pytest.raises(SetupError, match="SAMENLEVEN_IMAP_WACHTWOORD"):
        read_inputs([str(tmp_path), "imaps://x@mail.be"], Rules(), Postvakken())
    with pytest.raises(SetupError, match="Niet gevonden"):
        read_inputs([str(tmp_path / "weg")], Rules(), Postvakken())
