"""A real IMAP server for the tests: Dovecot, with a configuration of its own in a folder of its own, stopped at the end."""

from __future__ import annotations

import grp
import imaplib
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

from tests.circulation.receivers import free_port

USER, PASSWORD = "registry", "the-password-of-the-mailbox"

_SETTINGS = """\
protocols = imap
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/log
instance_name = verbale-tests
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
mail_location = maildir:{root}/mail
mail_uid = {mail}
mail_gid = {mail_group}
first_valid_uid = 1
auth_mechanisms = plain login
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={root}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
}}
"""


@dataclass(frozen=True)
class ImapServer:
    """A running server with one empty mailbox."""

    port: int
    folder: Path

    @contextmanager
    def box(self) -> Iterator[imaplib.IMAP4]:
        """A connection that is signed in."""
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        try:
            connection.login(USER, PASSWORD)
            yield connection
        finally:
            connection.logout()

    def put(self, message: bytes) -> None:
        """Put a message into the inbox, as a mail server does that delivers it."""
        with self.box() as box:
            assert box.append("INBOX", None, None, message)[0] == "OK"

    def count(self, folder: str) -> int:
        """How many messages are in a folder."""
        with self.box() as box:
            status, found = box.select(f'"{folder}"', readonly=True)
            return int(found[0] or 0) if status == "OK" else 0


def is_installed() -> bool:
    """Whether this machine has Dovecot."""
    return _program() is not None


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    """A server on this machine, in a folder that goes with it."""
    root = Path(tempfile.mkdtemp(prefix="verbale-imap-", dir="/tmp"))
    server: subprocess.Popen[bytes] | None = None
    try:
        root.chmod(0o755)
        port = free_port()
        settings = root / "dovecot.conf"
        settings.write_text(_settings(root, port), encoding="utf-8")
        for name in ("run", "state", "mail", "home"):
            (root / name).mkdir()
        if os.geteuid() == 0:
            for name in ("mail", "home"):
                shutil.chown(root / name, "nobody", _group_of("nobody"))
        server = subprocess.Popen([str(_program()), "-F", "-c", str(settings)])
        _wait(port, server, root)
        yield ImapServer(port, root)
    finally:
        if server is not None:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(root, ignore_errors=True)


def _settings(root: Path, port: int) -> str:
    me = pwd.getpwuid(os.geteuid()).pw_name
    own = grp.getgrgid(os.getegid()).gr_name
    names = {"internal": me, "login": me, "group": own, "mail": me, "mail_group": own}
    if os.geteuid() == 0:
        names = {
            "internal": "dovecot",
            "login": "dovenull",
            "group": "dovecot",
            "mail": "nobody",
            "mail_group": _group_of("nobody"),
        }
    return _SETTINGS.format(root=root, port=port, password=PASSWORD, **names)


def _group_of(user: str) -> str:
    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name


def _program() -> str | None:
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


def _wait(port: int, server: subprocess.Popen[bytes], root: Path) -> None:
    for _ in range(200):
        if server.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as probe:
                if probe.recv(4):
                    return
        except OSError:
            time.sleep(0.05)
    log = root / "log"
    raise RuntimeError("Dovecot does not start:\n" + (log.read_text() if log.exists() else ""))
