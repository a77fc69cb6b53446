"""Signatures of webhooks, after the Standard Webhooks specification (version 1, symmetric).

What is signed is ``ID.TIMESTAMP.BODY``, with HMAC-SHA256; the secret is written ``whsec_`` and base64.
"""

from __future__ import annotations

import hmac
import secrets
import time
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from hashlib import sha256

from verbale.errors import Place, RegistryError

__all__ = ["checked_secret", "new_secret", "signed", "verify"]

_BEGINS = "whsec_"
_LEAST = 24


def new_secret() -> str:
    """A new secret, to be given to the receiver."""
    return _BEGINS + b64encode(secrets.token_bytes(32)).decode()


def checked_secret(secret: str) -> str:
    """A secret that can sign. Raises RegistryError, which does not tell it."""
    try:
        key = _key(secret)
    except (Base64Error, ValueError):
        key = b""
    if len(key) < _LEAST:
        raise RegistryError(
            "this secret cannot sign",
            where=Place(field="secret"),
            fix=f"Write {_BEGINS} and at least {_LEAST} bytes in base64, or let one be made",
        )
    return secret


def signed(secret: str | None, key: str, body: bytes, *, at: int) -> dict[str, str]:
    """The heads of a call: its identifier, its time, and its signature, where there is a secret."""
    heads = {"webhook-id": key, "webhook-timestamp": str(at)}
    if secret is not None:
        heads["webhook-signature"] = f"v1,{_signature(secret, key, str(at), body)}"
    return heads


def verify(secret: str, heads: Mapping[str, str], body: bytes, *, within: int = 300) -> bool:
    """Whether a call comes from somebody who has the secret, unchanged, and not from long ago. For receivers.

    ``heads`` are in lower case. A receiver that has seen this ``webhook-id`` before takes no notice of it.
    """
    key, at = heads.get("webhook-id", ""), heads.get("webhook-timestamp", "")
    if not at.isdecimal() or abs(time.time() - int(at)) > within:
        return False
    expected = _signature(secret, key, at, body)
    given = [part.partition(",") for part in heads.get("webhook-signature", "").split()]
    return any(
        version == "v1" and hmac.compare_digest(signature, expected) for version, _, signature in given
    )


def _signature(secret: str, key: str, at: str, body: bytes) -> str:
    content = f"{key}.{at}.".encode() + body
    return b64encode(hmac.new(_key(secret), content, sha256).digest()).decode()


def _key(secret: str) -> bytes:
    return b64decode(secret.removeprefix(_BEGINS), validate=True)
