"""Small pieces of text in the mark-up: words of an element, numbers, marks of footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from verbale.reading.files.akn.parse import local
from verbale.reading.folding import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["bare_number", "is_note_bracket", "kept", "text_of", "without_mark"]

_BRACKETS = {"(", ")", "（", "）"}
# What is left of the mark in front of a footnote's text: "()", "(3)".
_LEFT_MARK = re.compile(r"^\s*[(（]\s*\d{0,3}\s*[)）]\s*")
_NUMBER = re.compile(r"(?P<bare>(?:ES-|S-)?\d+(?:/\d+)?|[IVXLCDM]+|[A-Z])\s*[.．\-–—]+")


def kept(text: str) -> str:
    """A text as it is kept: white space folded, marks that do not show gone, letters composed (Unicode NFC)."""
    return normalize("NFC", clean(text))


def text_of(element: _Element | None) -> str:
    """All words of an element, white space folded; empty for None."""
    return "" if element is None else kept("".join(map(str, element.itertext("*"))))


def bare_number(text: str) -> str | None:
    """A paragraph's number without the full stop or dash behind a figure or capital: "1." and "1 -" are "1".

    Others stay as printed: "(a)", "a)", "a."; None where there is none.

    >>> bare_number("12."), bare_number("(a)"), bare_number("a."), bare_number(" ")
    ('12', '(a)', 'a.', None)
    """
    number = clean(text)
    match = _NUMBER.fullmatch(number)
    return match["bare"] if match else number or None


def is_note_bracket(element: _Element) -> bool:
    """Whether a superscript is only the bracket that Arabic sets around the mark of the note beside it."""
    if text_of(element) not in _BRACKETS:
        return False
    before, after = element.getprevious(), element.getnext()
    return any(sibling is not None and local(sibling) == "authorialNote" for sibling in (before, after))


def without_mark(text: str, label: str) -> str:
    """A footnote's text without its own mark, which some files repeat in front of it."""
    bare = _LEFT_MARK.sub("", text, count=1)
    if bare == text and re.match(rf"{re.escape(label)}\s", text):
        bare = text[len(label) :]
    return bare.strip()
