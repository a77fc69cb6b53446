"""Figures and signs that stand raised above their line: the marks of notes, told apart from figures of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.reading.files.pdf.engine import Characters

__all__ = ["RAISED", "SIGNS", "SMALL", "clean", "raised_runs", "take_marks"]

SMALL = 0.78  # raised figures are smaller than this, relative to their line
RAISED = 0.2  # ems that the ink of a raised figure stands above the foot of its line
SIGNS = "*†‡"
_FIGURES = re.compile(r"[0-9]+|[*†‡]+")
# a figure behind these is no mark: a part of a symbol, a sum, a bracketed year
_NEVER_AFTER = frozenset("/([-–+=№$")
_GLUED = frozenset(".,;:”»’\"'")
_BETWEEN = re.compile(r"[,،]\s*")  # marks side by side: "1, 2"
_COMMAS = (",", "،")
_ODD = re.compile("[\x00\x02\ufffd\ufffe]")


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Where figures, signs and letters behind figures stand that may be raised: no years alone, no parts of symbols."""
    for found in _FIGURES.finditer(text):
        a, b = found.span()
        before = text[a - 1] if a else ""
        if text[a] in SIGNS:
            if b - a <= 4:
                yield a, b
            continue
        length = b - a
        short = length <= 3 and before not in _NEVER_AFTER and text[b : b + 1] != "/"
        if not a or short or length >= 5 or (length == 4 and (before.isalpha() or before in _GLUED)):
            yield a, b
        if "a" <= text[b : b + 1] <= "z" and not text[b + 1 : b + 2].isalpha():
            yield b, b + 1


def raised_runs(page: Characters, start: int, end: int, size: float, base: float) -> list[tuple[int, int]]:
    """Runs of raised figures and signs in a piece of a line of this size and foot, as places in it; marks that raised
    commas part are one run."""
    out: list[tuple[int, int]] = []
    text = page.text[start:end]
    small = size * SMALL
    for first, last in _candidates(text):
        a, b = first, last
        glued = a == 0 or not text[a - 1].isspace()
        if page.size_like(start + b - 1, size) >= small:
            # a font's own raised figures keep the size and the foot of their line, and so may a star
            if text[a] not in SIGNS:
                high = b
                while glued and high > a and page.rise(start + high - 1, base) > size * RAISED:
                    high -= 1
                if high < b:
                    out.append((high, b))
            elif glued and text[0] != text[a] and not text[b : b + 1].isalnum():
                out.append((a, b))
            continue
        if page.base(start + b - 1) > base + size * 0.05:
            continue  # lowered, as in formulas
        while b - a > 1 and page.size_like(start + a, size) >= small:
            a += 1
        if text[b : b + 1] in _COMMAS and page.size_like(start + b, size) < small:
            b += 1
        joined = out and text[out[-1][1] - 1] in _COMMAS and not text[out[-1][1] : a].strip()
        out.append((out.pop()[0] if joined else a, b))
    return out


def clean(text: str) -> str:
    """A text without what is no letter: signs that a font does not name; the engine's sign for a hyphen made soft."""
    if _ODD.search(text) is None:
        return text
    return (
        text.replace("\x02", "\u00ad").replace("\ufffe", "\u00ad").replace("\u0000", "").replace("\ufffd", "")
    )


def take_marks(raw: str, runs: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A text without its raised marks, white space folded, and the marks with their places."""
    if not runs:
        return " ".join(clean(raw).split()), ()
    out = ""
    marks: list[tuple[int, str]] = []
    at = 0
    for a, b in runs:
        out += raw[at:a]
        folded = " ".join(clean(out).split())
        tail = " " if out[-1:].isspace() and folded else ""
        out = folded + tail
        marks += ((len(folded), label) for label in _BETWEEN.split(raw[a:b]) if label)
        at = b
    out += raw[at:]
    folded = " ".join(clean(out).split())
    return folded, tuple((min(place, len(folded)), label) for place, label in marks)
