"""What Verbale's own Akoma Ntoso says beside the standard: values in its namespace, days, languages, plain words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, cast, get_args

from verbale.document import Language

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["OWN", "OWN_NAME", "codes", "day", "every", "own", "plain_words"]

OWN = "urn:verbale:contract:1"
OWN_NAME = "{" + OWN + "}"


def every(element: _Element | None, path: str) -> list[_Element]:
    """All elements below one that may be missing."""
    return list(element.iterfind(path)) if element is not None else []


def own(element: _Element, key: str) -> str | None:
    """A value of our namespace."""
    return element.get(f"{OWN_NAME}{key}")


def plain_words(element: _Element | None) -> str:
    """The words of an element that holds no notes, as they stand."""
    return "" if element is None else re.sub(r"\s+", " ", "".join(map(str, element.itertext("*"))))


def codes(element: _Element | None) -> tuple[Language, ...]:
    """The languages that a ``title`` lists."""
    named = (element.get("title") or "").split() if element is not None else []
    return tuple(cast("Language", code) for code in named if code in get_args(Language))


def day(value: str | None) -> date | None:
    """The day that a value says, where it is one."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None
