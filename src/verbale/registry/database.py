"""Where the books of a registry are, when they are not in its folder: the address of a PostgreSQL database."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from verbale.errors import Place, RegistryError

__all__ = ["Database"]

SslMode = Literal["disable", "require", "verify-full"]
_KNOWN = {"host", "sslmode", "sslrootcert"}
_FIX = "Write it like postgresql://user@host:5432/name, or postgresql:///name?host=/var/run/postgresql"


@dataclass(frozen=True, slots=True)
class Database:
    """A PostgreSQL database: ``host`` is a name, an address, or the folder of its socket.

    The password stands nowhere in the registry's settings: it is in the file ``database.password`` (readable by its owner
    alone) or in the environment's ``PGPASSWORD``.
    """

    host: str
    port: int
    name: str
    user: str | None = None
    password: str | None = None
    ssl: SslMode = "disable"
    certificates: str | None = None

    @classmethod
    def parse(cls, address: str, *, environment: Mapping[str, str] = os.environ) -> Database:
        """The database at an address ``postgresql://user:password@host:port/name``.

        A folder of sockets is given as ``?host=/folder``; ``sslmode`` (disable, require, verify-full) and ``sslrootcert``
        are as PostgreSQL's own programs know them. Raises RegistryError where it is none.
        """
        try:
            parts = urlsplit(address)
            port = parts.port or 5432
        except ValueError as error:
            raise RegistryError(f"this is no address of a database: {error}", fix=_FIX) from None
        if parts.scheme not in {"postgresql", "postgres"}:
            raise RegistryError("books are kept in a PostgreSQL database, or in the folder", fix=_FIX)
        name = unquote(parts.path.lstrip("/"))
        if not name:
            raise RegistryError("the address names no database", fix=_FIX)
        options = dict(parse_qsl(parts.query))
        if unknown := sorted(options.keys() - _KNOWN):
            raise RegistryError(f"the address of the database has an unknown setting: {unknown[0]}", fix=_FIX)
        ssl = options.get("sslmode", "disable")
        if ssl not in {"disable", "require", "verify-full"}:
            raise RegistryError(f"sslmode {ssl} is not known", fix="Use disable, require or verify-full")
        return cls(
            host=options.get("host") or unquote(parts.hostname or "") or "localhost",
            port=port,
            name=name,
            user=unquote(parts.username) if parts.username else environment.get("PGUSER"),
            password=unquote(parts.password) if parts.password else environment.get("PGPASSWORD"),
            ssl=ssl,  # type: ignore[arg-type]
            certificates=options.get("sslrootcert"),
        )

    @property
    def address(self) -> str:
        """Its address, without the password."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        options = {
            "sslmode": self.ssl if self.ssl != "disable" else "",
            "sslrootcert": self.certificates or "",
        }
        host = self.host
        if self.is_socket:
            host, options = "", {"host": self.host, **options}
        query = "&".join(f"{key}={quote(value, safe='/')}" for key, value in options.items() if value)
        port = "" if self.port == 5432 and self.is_socket else f":{self.port}"
        return f"postgresql://{user}{host}{port}/{quote(self.name, safe='')}" + (f"?{query}" if query else "")

    @property
    def place(self) -> str:
        """Its address, as it is shown."""
        return self.address

    @property
    def is_socket(self) -> bool:
        """Whether it is reached through a socket on this machine."""
        return self.host.startswith("/")

    def arguments(self) -> dict[str, object]:
        """What the driver is given. Raises RegistryError where the certificates cannot be read."""
        import getpass

        told: dict[str, object] = {
            "user": self.user or getpass.getuser(),
            "database": self.name,
            "password": self.password,
            "application_name": "verbale",
            "timeout": None,
        }
        if self.is_socket:
            told["unix_sock"] = str(Path(self.host) / f".s.PGSQL.{self.port}")
        else:
            told |= {"host": self.host, "port": self.port, "ssl_context": self._ssl()}
        return told

    def _ssl(self) -> object:
        if self.ssl == "disable":
            return None
        import ssl

        try:
            context = ssl.create_default_context(cafile=self.certificates)
        except OSError as error:
            raise RegistryError(
                f"the certificates cannot be read: {error.strerror}",
                where=Place(file=self.certificates or ""),
                fix="Correct sslrootcert",
            ) from error
        if self.ssl == "require":
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context
