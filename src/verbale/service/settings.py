"""What can be set of the service, section by section. ``docs/reference/settings.md`` is made from this."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_network
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from verbale.errors import Place, VerbaleError
from verbale.registry.folder import Folder
from verbale.registry.settings import SettingsError, check, read_section

__all__ = [
    "SECTIONS",
    "OidcSettings",
    "RateSettings",
    "ServiceSettings",
    "SessionSettings",
    "Settings",
    "SignInSettings",
    "TokenSettings",
    "load_settings",
]


class ServiceSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """``[service]``: where it listens, and how it behaves."""

    host: Annotated[str, Meta(description="The address to listen at.", min_length=1)] = "127.0.0.1"
    port: Annotated[int, Meta(description="The port to listen at; 0 takes a free one.", ge=0, le=65535)] = (
        8000
    )
    address: Annotated[
        str,
        Meta(
            description="The address by which readers reach the service (https://documents.example.org), for links and for "
            "sign-in. Without it, the one that a request names."
        ),
    ] = ""
    proxies: Annotated[
        tuple[str, ...],
        Meta(
            description="Addresses of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."
        ),
    ] = ()
    metrics_from: Annotated[
        tuple[str, ...],
        Meta(description="Networks from which /metrics may be read; others are told that it is not there."),
    ] = ("127.0.0.0/8", "::1/128")
    upload_megabytes: Annotated[
        int, Meta(description="The largest file that is taken in.", ge=1, le=2048)
    ] = 32
    pages: Annotated[bool, Meta(description="Whether pages are served beside the API.")] = True
    threads: Annotated[
        int, Meta(description="How many requests work in the books at once.", ge=1, le=256)
    ] = 12
    stop_seconds: Annotated[
        int, Meta(description="How long requests may go on when the service is told to stop.", ge=0, le=3600)
    ] = 30
    log: Annotated[
        Literal["json", "text"],
        Meta(description='How the log is written: "json", a value a line, or "text".'),
    ] = "json"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Meta(description="From which weight on something is logged: debug, info, warning or error."),
    ] = "info"


class SessionSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """``[sessions]``: how long somebody stays signed in."""

    idle_minutes: Annotated[
        int, Meta(description="A session ends after so long without a request.", ge=1, le=1440)
    ] = 60
    hours: Annotated[int, Meta(description="A session ends after so long in any case.", ge=1, le=720)] = 12
    confirm_minutes: Annotated[
        int,
        Meta(
            description="How long ago somebody may have signed in to issue or withdraw without doing it again.",
            ge=1,
            le=1440,
        ),
    ] = 10


class SignInSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """``[sign-in]``: passwords, and what is done against guessing."""

    passwords: Annotated[
        bool,
        Meta(description="Whether people may sign in with a password; false leaves OpenID Connect alone."),
    ] = True
    failures: Annotated[
        int,
        Meta(description="After so many wrong passwords an account is locked for a while.", ge=1, le=1000),
    ] = 5
    failures_of_address: Annotated[
        int,
        Meta(description="After so many wrong passwords an address is locked for a while.", ge=1, le=100000),
    ] = 30
    lock_minutes: Annotated[
        int, Meta(description="How long a lock holds, and how long failures are remembered.", ge=1, le=1440)
    ] = 15


class TokenSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """``[tokens]``: keys for programs."""

    days: Annotated[int, Meta(description="The longest that a token may be good for.", ge=1, le=3650)] = 365


class RateSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """``[rates]``: how much one may ask for."""

    person: Annotated[
        int, Meta(description="Requests a minute of somebody who is signed in, or of a token.", ge=1)
    ] = 600
    address: Annotated[int, Meta(description="Requests a minute from one address without sign-in.", ge=1)] = (
        240
    )


class OidcSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """``[oidc]``: sign-in by an OpenID Connect provider."""

    issuer: Annotated[
        str, Meta(description="The provider's issuer address; without one there is no such sign-in.")
    ] = ""
    client_id: Annotated[str, Meta(description="The name by which the provider knows this service.")] = ""
    client_secret: Annotated[
        str,
        Meta(
            description="The secret shared with the provider. Best given as VERBALE_OIDC_CLIENT_SECRET_FILE."
        ),
    ] = ""
    name: Annotated[str, Meta(description="What the provider is called on the sign-in page.")] = ""
    scopes: Annotated[tuple[str, ...], Meta(description="What is asked of the provider.")] = (
        "openid",
        "email",
        "profile",
    )

    def __repr__(self) -> str:
        """Without the secret."""
        return f"OidcSettings(issuer={self.issuer!r}, client_id={self.client_id!r})"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All that is set of the service of a registry."""

    registry: Folder
    service: ServiceSettings = ServiceSettings()
    sessions: SessionSettings = SessionSettings()
    sign_in: SignInSettings = SignInSettings()
    tokens: TokenSettings = TokenSettings()
    rates: RateSettings = RateSettings()
    oidc: OidcSettings = OidcSettings()


SECTIONS: dict[str, type[msgspec.Struct]] = {
    "service": ServiceSettings,
    "sessions": SessionSettings,
    "sign-in": SignInSettings,
    "tokens": TokenSettings,
    "rates": RateSettings,
    "oidc": OidcSettings,
}


def load_settings(folder: Folder, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a registry's service.

    Raises SettingsError with every mistake that there is, each with its place.
    """
    problems: list[VerbaleError] = []
    read: dict[str, msgspec.Struct] = {}
    for name, of in SECTIONS.items():
        section, wrong = read_section(folder, name, of, environment)
        read[name.replace("-", "_")] = section
        problems += wrong
    problems += check(folder, SECTIONS, environment)
    settings = Settings(registry=folder, **read)  # type: ignore[arg-type]
    problems += _together(settings)
    if problems:
        count = len(problems)
        raise SettingsError(
            f"the settings have {count} mistake{'s' if count > 1 else ''}", problems=tuple(problems)
        )
    return settings


def _together(settings: Settings) -> list[VerbaleError]:
    """What is wrong only where settings are seen together, or by what they mean."""
    found = []

    def wrong(field: str, what: str, fix: str) -> None:
        found.append(
            VerbaleError(what, where=Place(file=str(settings.registry.settings), field=field), fix=fix)
        )

    service, oidc = settings.service, settings.oidc
    if service.address and not _is_address(service.address):
        wrong(
            "service.address", "not an address", "Write it like https://documents.example.org, without a path"
        )
    for key, networks in (("proxies", service.proxies), ("metrics-from", service.metrics_from)):
        for network in networks:
            try:
                ip_network(network, strict=False)
            except ValueError:
                wrong(f"service.{key}", f"{network!r} is no address or network", "Write it like 10.0.0.0/8")
    if oidc.issuer:
        if not _is_address(oidc.issuer, path=True):
            wrong("oidc.issuer", "not an address", "Write the provider's issuer, like https://id.example.org")
        parts = urlsplit(oidc.issuer)
        if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            wrong(
                "oidc.issuer", "not encrypted", "A provider that is not on this machine is asked over https"
            )
        if not oidc.client_id:
            wrong("oidc.client-id", "missing", "The provider gives it when this service is made known to it")
        if not service.address:
            wrong("service.address", "missing", "Sign-in by a provider needs the address to come back to")
    elif not settings.sign_in.passwords:
        wrong("sign-in.passwords", "nobody could sign in", "Set oidc.issuer, or let passwords be true")
    return found


def _is_address(text: str, *, path: bool = False) -> bool:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        return False
    return path or parts.path in ("", "/")
