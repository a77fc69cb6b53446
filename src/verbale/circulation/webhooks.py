"""Calls to webhooks: the address is checked and the one that was checked is called; no redirect is followed; all within a
few seconds, whatever the receiver does."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

import msgspec

from verbale.circulation.settings import Webhooks
from verbale.circulation.signing import signed
from verbale.registry import log
from verbale.registry.attempts import Outcome, Result
from verbale.registry.outbox import Notice

if TYPE_CHECKING:
    import httpx

__all__ = ["Call", "NotAllowed", "allowed_addresses", "call_all", "may_be_called"]

_IP = IPv4Address | IPv6Address
_NAT64 = IPv6Network("64:ff9b::/96")
_GONE = 410
_MOST = 65536
"""Bytes of an answer that are read, and thrown away, so that the receiver can finish it."""


class NotAllowed(Exception):
    """The address may not be called."""


class Call(msgspec.Struct, frozen=True):
    """A notice to call out, its body, and the secret that signs it; the secret is never shown."""

    notice: Notice
    body: bytes
    secret: str | None

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Call({self.notice.key})"


def call_all(calls: Sequence[Call], settings: Webhooks) -> list[Outcome]:
    """Make calls, all at once; none takes longer than the settings say."""
    return asyncio.run(_call_all(calls, settings))


async def _call_all(calls: Sequence[Call], settings: Webhooks) -> list[Outcome]:
    async with _client(settings) as client:
        return list(await asyncio.gather(*(_call(client, call, settings) for call in calls)))


def _client(settings: Webhooks) -> httpx.AsyncClient:
    """No proxy, no netrc, no cookies: nothing but what is written here goes out.

    No connection is used twice: it is known by the address alone, and at one address another name may be somebody else.
    """
    import httpx

    return httpx.AsyncClient(
        trust_env=False,
        follow_redirects=False,
        timeout=settings.seconds,
        http2=False,
        limits=httpx.Limits(max_connections=100, max_keepalive_connections=0),
    )


async def _call(client: httpx.AsyncClient, call: Call, settings: Webhooks) -> Outcome:
    at, started = log.now(), time.perf_counter()
    result, told = await _answer(client, call, settings)
    return Outcome(
        notice=call.notice,
        result=result,
        told=told,
        at=at,
        milliseconds=round((time.perf_counter() - started) * 1000),
    )


async def _answer(client: httpx.AsyncClient, call: Call, settings: Webhooks) -> tuple[Result, str]:
    import httpx

    try:
        async with asyncio.timeout(settings.seconds):
            status = await _post(client, call, settings)
    except NotAllowed as error:
        return "refused", str(error)
    except (TimeoutError, httpx.TimeoutException):
        return "failed", f"no answer within {settings.seconds:g} s"
    except socket.gaierror as error:
        return "failed", f"its name is not known: {error.strerror}"
    except httpx.ConnectError as error:
        return "failed", f"no connection: {_reason(error)}"
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return "failed", f"the connection ended before the answer: {_reason(error)}"
    if 200 <= status < 300:
        return "delivered", f"answered {status}"
    if 300 <= status < 400:
        return "failed", f"answered {status}, a redirect, which is not followed"
    return ("refused" if status == _GONE else "failed"), f"answered {status}"


async def _post(client: httpx.AsyncClient, call: Call, settings: Webhooks) -> int:
    import httpx

    from verbale import __version__

    url = httpx.URL(call.notice.address or "")
    port = url.port or (443 if url.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    chosen = allowed_addresses([str(info[4][0]) for info in found], settings, scheme=url.scheme)[0]
    heads = {
        "Host": url.netloc.decode("ascii"),
        "Content-Type": "application/json",
        "User-Agent": f"verbale/{__version__}",
        **signed(call.secret, call.notice.key, call.body, at=int(time.time())),
    }
    request = client.build_request(
        "POST",
        url.copy_with(host=str(chosen)),
        content=call.body,
        headers=heads,
        extensions={"sni_hostname": url.host},  # the certificate must be that of the name
    )
    answer = await client.send(request, stream=True)
    try:
        read = 0
        async for chunk in answer.aiter_raw():
            read += len(chunk)
            if read > _MOST:
                break
    except (httpx.HTTPError, OSError):
        if not answer.is_success:
            raise
    finally:
        await answer.aclose()
    return answer.status_code


def allowed_addresses(found: Sequence[str], settings: Webhooks, *, scheme: str = "https") -> list[_IP]:
    """Those of the addresses of a name that may be called: public ones, and those that the settings allow.

    Raises NotAllowed where none may.
    """
    networks = [ip_network(network) for network in settings.allow]
    allowed: list[_IP] = []
    for text in dict.fromkeys(found):
        address = _plain(ip_address(text.partition("%")[0]))
        listed = any(address.version == network.version and address in network for network in networks)
        if listed or (may_be_called(address) and (scheme == "https" or settings.plain_http)):
            allowed.append(address)
    if allowed:
        return allowed
    public = any(may_be_called(_plain(ip_address(text.partition("%")[0]))) for text in found)
    if public:
        raise NotAllowed("an address without TLS is not called")
    raise NotAllowed("its name leads to an address that is not public")


def may_be_called(address: _IP) -> bool:
    """Whether an address is public: not of a private network, not this machine, not a group, whatever it is wrapped in."""
    address = _plain(address)
    if isinstance(address, IPv6Address):
        inner = address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not may_be_called(inner):
            return False
    if (
        isinstance(address, IPv6Address) and address.is_site_local
    ):  # RFC 3879: still that of somebody's own network
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    )


def _plain(address: _IP) -> _IP:
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
