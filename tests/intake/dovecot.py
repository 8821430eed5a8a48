"""A mail server of our own on loopback, for as long as a test module runs."""

import base64
import getpass
import grp
import hashlib
import hmac
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.programs import needs

PASSWORD = "geheim-één"  # noqa: S105 - of a server that only listens here
USER = "samenleven"
NAME = "post.voorbeeld.test"  # in the certificate; not by itself on loopback
_KEY = b"een sleutel die alleen deze test kent, lang genoeg"
_ISSUER = "https://login.loopback.test/"

_CONFIG = """
base_dir = {run}/run
instance_name = samenleven-test
protocols = imap
listen = 127.0.0.1
ssl = {tls}
ssl_cert = <{run}/cert.pem
ssl_key = <{run}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
log_path = {run}/dovecot.log
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
mail_location = maildir:{run}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {run}/oauth2.conf.ext
}}
passdb {{
  driver = static
  args = password={password}
  mechanisms = plain login
}}
userdb {{
  driver = static
  args = uid={mail} gid={mailgroup} home={run}/mail/%u
}}
"""
_OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={run}/keys/
username_attribute = upn
issuers = {issuer}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, and the Maildir of its one user."""

    port: int
    secure: int
    run: Path

    @property
    def maildir(self) -> Path:
        return self.run / "mail" / USER

    def deliver(self, data: bytes, folder: str = "") -> None:
        """Put a mail in the mailbox, as a delivery agent does."""
        target = self.maildir / folder if folder else self.maildir
        for name in ("cur", "new", "tmp"):
            (target / name).mkdir(parents=True, exist_ok=True)
        number = len(list(self.maildir.rglob("*.M1")))
        (target / "new" / f"{1714000000 + number}.M1").write_bytes(data)
        if os.geteuid() == 0:
            for path in (self.maildir, *self.maildir.rglob("*")):
                shutil.chown(path, "nobody", "nogroup")

    @property
    def certificate(self) -> Path:
        return self.run / "cert.pem"

    @property
    def log(self) -> str:
        """What the server noted; a login that was tried stands there."""
        return (self.run / "dovecot.log").read_text("utf-8", "replace")

    def flags(self) -> list[str]:
        """The flags of every mail, as the server keeps them."""
        names = (path.name for path in self.maildir.rglob("*.M1*"))
        return sorted(name.partition(":2,")[2] for name in names)


def token(*, seconds: int = 300) -> str:
    """A token for the user, good for `seconds` from now."""

    def packed(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    now = int(time.time())
    claims = {"iss": _ISSUER, "upn": USER, "sub": "x", "iat": now - 900}
    claims["exp"] = now + seconds
    head = packed(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    signed = f"{head}.{packed(json.dumps(claims).encode())}"
    seal = hmac.new(_KEY, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{packed(seal)}"


@contextmanager
def running(*, tls: bool = True) -> Iterator[Server]:
    """Start a server, with or without encryption, and stop it by its process id."""
    program, openssl = needs("dovecot"), needs("openssl")
    # Not below pytest's own folder, which only its owner can enter.
    run = Path(tempfile.mkdtemp(prefix="samenleven-imap-"))
    run.chmod(0o755)
    server = Server(port=_free_port(), secure=_free_port(), run=run)
    _configure(server, openssl, tls=tls)
    log = (run / "start.log").open("wb")
    process = subprocess.Popen(
        [program, "-F", "-c", str(run / "dovecot.conf")], stdout=log, stderr=log
    )
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(10)
        log.close()
        shutil.rmtree(run)


def _configure(server: Server, openssl: str, *, tls: bool) -> None:
    run = server.run
    is_root = os.geteuid() == 0
    me = getpass.getuser()
    account = pwd.getpwnam("dovecot" if is_root else me)
    group = grp.getgrgid(account.pw_gid).gr_name
    (run / "dovecot.conf").write_text(
        _CONFIG.format(
            run=run,
            tls="yes" if tls else "no",
            port=server.port,
            secure=server.secure,
            password=PASSWORD,
            internal="dovecot" if is_root else me,
            login="dovenull" if is_root else me,
            group=group,
            mail="nobody" if is_root else me,
            mailgroup="nogroup" if is_root else group,
        ),
        "utf-8",
    )
    (run / "oauth2.conf.ext").write_text(_OAUTH2.format(run=run, issuer=_ISSUER))
    keys = run / "keys" / "default" / "HS256"
    keys.mkdir(parents=True)
    (keys / "default").write_bytes(base64.b64encode(_KEY))
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", str(run / "key.pem"), "-out", str(run / "cert.pem")),
            *("-subj", "/CN=localhost"),
            *("-addext", f"subjectAltName=DNS:localhost,DNS:{NAME},IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", server.port), 1):
                return
        except OSError:
            time.sleep(0.1)
    found = (server.run / "start.log").read_text("utf-8", "replace")
    raise RuntimeError(f"dovecot did not start: {found}")
