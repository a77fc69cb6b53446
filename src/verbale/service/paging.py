"""Lists, a page at a time. Where the next page begins is told by an opaque token, good for the same question alone."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from hashlib import blake2b
from typing import Annotated, Generic, TypeVar

import msgspec
from litestar.params import QueryParameter

from verbale.errors import Place
from verbale.service.problems import ProblemError

__all__ = ["Limit", "Page", "PageToken", "Paging"]

T = TypeVar("T")

Limit = Annotated[int, QueryParameter(ge=1, le=200, description="How many are told at once.")]
PageToken = Annotated[
    str | None,
    QueryParameter(
        name="page", max_length=400, description="The ``next`` of the page before, as it was told."
    ),
]


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A page of a list; ``next`` leads to the next one, and is null on the last."""

    items: tuple[T, ...]
    next: str | None = None


class _Position(msgspec.Struct, frozen=True, array_like=True):
    question: str
    after: int | str


class Paging:
    """Where a list goes on: ``after`` is what the last page ended with, None on the first.

    ``question`` is all that the list depends on. Raises ProblemError where the token is not of this question.
    """

    def __init__(self, token: str | None, *question: object) -> None:
        self._question = blake2b(repr(question).encode(), digest_size=9).hexdigest()
        self.after: int | str | None = None
        if token is not None:
            self.after = self._read(token)

    def number(self) -> int | None:
        """``after`` of a list that goes on after a number."""
        if self.after is None or isinstance(self.after, int):
            return self.after
        raise _strange()

    def text(self) -> str:
        """``after`` of a list that goes on after a text."""
        if isinstance(self.after, int):
            raise _strange()
        return self.after or ""

    def token(self, after: int | str) -> str:
        """What leads to the page that goes on after this."""
        packed = msgspec.msgpack.encode(_Position(self._question, after))
        return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()

    def page(self, found: Sequence[T], limit: int, after: int | str | None) -> Page[T]:
        """A page of what was found, one more than asked for where there is more; ``after`` is the last one's place."""
        if len(found) <= limit or after is None:
            return Page(items=tuple(found[:limit]))
        return Page(items=tuple(found[:limit]), next=self.token(after))

    def _read(self, token: str) -> int | str:
        try:
            packed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
            position = msgspec.msgpack.decode(packed, type=_Position)
        except (ValueError, binascii.Error, msgspec.DecodeError):
            raise _strange() from None
        if position.question != self._question:
            raise _strange()
        if isinstance(position.after, int) and not 0 <= position.after < 2**63:
            raise _strange()
        return position.after


def _strange() -> ProblemError:
    return ProblemError(
        "bad-page",
        "this token leads to no page of this list",
        where=Place(field="page"),
        fix="Begin with the first page, without a token, and ask the same question throughout",
    )
