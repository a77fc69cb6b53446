"""A PostgreSQL server of the tests' own: started from the machine's binaries in a new folder, reached by a socket.

Where PostgreSQL is not installed the tests that need it are skipped, except in CI (``CI`` is set), where they fail.

Other rooms take the fixtures by name: ``from tests.registry.postgresql import postgresql_server, postgresql_url`` and,
below it, ``__all__ = ["postgresql_server", "postgresql_url"]``. ``postgresql_url`` is a new, empty database each time.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

__all__ = ["Server", "binaries", "postgresql_server", "postgresql_url"]

_ORDINARY = ("postgres", "nobody")
"""Users that root starts the server as, since PostgreSQL refuses root; the first that exists."""


def binaries() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, the newest that is installed; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    for folder in [*reversed(debian), *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


class Server:
    """A running server. With ``durable`` what is committed is on the disk, as in earnest; without, tests are quicker."""

    def __init__(self, programs: Path, *, durable: bool = False) -> None:
        memory = Path("/dev/shm")
        quick = memory if not durable and os.access(memory, os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="verbale-pg-", dir=quick))
        self._user = _other_user()
        self._names = count(1)
        if self._user is not None:
            os.chown(self.folder, self._user, -1)
        self.folder.chmod(0o755)
        data = self.folder / "data"
        made: list[str | Path] = [programs / "initdb", "-D", data, "-U", "verbale", "-A", "trust"]
        made += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run(made)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "unix_socket_permissions": "0777",
            "max_connections": "120",
        }
        if not durable:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with (self.folder / "server.log").open("wb") as log:
            self.process = subprocess.Popen(
                [programs / "postgres", "-D", data, *options],
                stdout=log,
                stderr=log,
                user=self._user,
                cwd="/",
            )
        self._wait()

    def new_database(self) -> str:
        """The address of a new, empty database."""
        name = f"books_{next(self._names)}"
        self._order(f"CREATE DATABASE {name}")
        return self.address(name)

    def drop(self, address: str) -> None:
        """Remove a database that ``new_database`` made."""
        name = address.partition("@/")[2].partition("?")[0]
        self._order(f"DROP DATABASE {name} WITH (FORCE)")

    def address(self, name: str) -> str:
        """The address of a database of this server."""
        return f"postgresql://verbale@/{name}?host={self.folder}"

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self.process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: whoever is connected is cut off
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _order(self, statement: str) -> None:
        connection = self._connect("postgres")
        connection.autocommit = True
        connection.cursor().execute(statement)
        connection.close()

    def _connect(self, name: str):  # type: ignore[no-untyped-def]
        import pg8000.dbapi

        return pg8000.dbapi.connect(
            user="verbale", database=name, unix_sock=str(self.folder / ".s.PGSQL.5432")
        )

    def _run(self, command: list[str | Path]) -> None:
        run = subprocess.run(command, capture_output=True, text=True, check=False, user=self._user, cwd="/")
        if run.returncode:
            raise RuntimeError(run.stdout + run.stderr)

    def _wait(self) -> None:
        import pg8000.exceptions

        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "server.log").read_text())
            with suppress(pg8000.exceptions.InterfaceError, pg8000.exceptions.DatabaseError, OSError):
                self._connect("postgres").close()
                return
            time.sleep(0.05)
        raise RuntimeError("the server does not answer")


def _other_user() -> int | None:
    if not hasattr(os, "getuid") or os.getuid() != 0:
        return None
    import pwd

    for name in _ORDINARY:
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_uid
    return 65534


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A PostgreSQL server for the whole run."""
    programs = binaries()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed, and in CI it has to be")
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    server = Server(programs)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """The address of a new, empty PostgreSQL database."""
    address = postgresql_server.new_database()
    yield address
    postgresql_server.drop(address)
