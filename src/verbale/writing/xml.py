"""XML as text: every name is ours, every value is escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape

__all__ = ["element", "flow", "words"]

_IN_VALUES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def words(text: str | None) -> str:
    """A text, escaped."""
    return escape(text or "")


def flow(text: str) -> str:
    """A text, escaped, with an element where a line ends."""
    return escape(text).replace("\n", "<eol/>")


def element(tag: str, /, *content: str, **attributes: str | int | None) -> str:
    """An element around XML that is already escaped; attributes that are None are left out, ``class_`` is "class"."""
    named = "".join(
        f' {key.rstrip("_")}="{escape(str(value), _IN_VALUES)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{tag}{named}>{inner}</{tag}>" if inner else f"<{tag}{named}/>"
