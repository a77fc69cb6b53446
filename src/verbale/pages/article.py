"""A document drawn into a page: the article that ``writing`` draws, its citations leading to where they can be read here."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from markupsafe import Markup

from verbale.document import Document
from verbale.errors import WriteError
from verbale.pages.frame import address_of
from verbale.profiles import Profile
from verbale.writing.arrange import arrange
from verbale.writing.html import article
from verbale.writing.layout import Layout, Link, Text

__all__ = ["article_of"]


def article_of(document: Document, profile: Profile, holds: Callable[[str], bool]) -> Markup | None:
    """The article; None where the document cannot be laid out. ``holds`` says whether a symbol can be read here."""
    try:
        layout = arrange(document, profile)
    except WriteError:
        return None
    known: dict[str, bool] = {}

    def led(link: Link) -> Link:
        symbol = link.symbol
        if symbol and symbol not in known:
            known[symbol] = holds(symbol)
        if symbol and known[symbol]:
            return msgspec.structs.replace(link, url=address_of(symbol))
        return link

    return Markup(article(_relinked(layout, led)))  # noqa: S704 - drawn by the writer, which escapes every text


def _relinked(layout: Layout, led: Callable[[Link], Link]) -> Layout:
    replaced = _walk(layout, led)
    assert isinstance(replaced, Layout)  # noqa: S101 - the walk keeps every kind
    return replaced


def _walk(value: object, led: Callable[[Link], Link]) -> object:
    """The value with every link in it led anew."""
    if isinstance(value, Text):
        return msgspec.structs.replace(value, links=tuple(map(led, value.links))) if value.links else value
    if isinstance(value, tuple):
        return tuple(_walk(item, led) for item in value)
    if isinstance(value, msgspec.Struct):
        changed = {
            name: new
            for name in value.__struct_fields__
            if isinstance(old := getattr(value, name), tuple | msgspec.Struct)
            and (new := _walk(old, led)) is not old
        }
        return msgspec.structs.replace(value, **changed) if changed else value
    return value
