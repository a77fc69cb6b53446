"""The numbers of resolutions and decisions, as printed: 70/1, 61/250 A, 822 (1993), 217 A (III), S-24/2, 2009/3.

Shapes and their periods: UN Editorial Manual, resolutions; rules of numbering of each organ.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from verbale.citing.scan import ARABIC_LETTERS, LETTER, LETTER_JOIN
from verbale.citing.vocabulary import vocabulary
from verbale.symbol.chronology import council_year

__all__ = ["Number", "letter_range", "letters_after", "parse_number", "roman", "roman_value"]

_CYRILLIC = str.maketrans("АВСЕКМНОРТХ", "ABCEKMHOPTX")
_NOT_WORD = r"(?![A-Za-zÀ-ÿА-я0-9'’])"
_SESSION = r"[IVXLC]+|E?S-[IVX]+|ORG-\d\d|(?:د|دإ|دإط)(?:-\d+|\d+-)"
_SPECIAL = re.compile(r"(ES|S|دإط|دإ)-(\d{1,2})/(\d{1,4})(?![\d/])")
_PARTIES = re.compile(r"(\d{1,3})/(CP|CMA|CMP)\.(\d{1,2})(?![\d/])")
_BRACKETED = re.compile(
    rf"(?P<n>\d{{1,4}})(?P<letters> ?{LETTER}(?:{LETTER_JOIN}{LETTER})*)? ?"
    rf"[(\[](?:(?P<year>(?:19|20)\d\d)[)\](]?|(?P<session>{_SESSION})[)\](])"
)
# What a text of right-to-left script becomes where its order was lost: "1973( 338)" for "338 (1973)".
_MIRRORED = re.compile(r"[)(]?((?:19|20)\d\d)[()] ?(\d{1,4})\)?(?!\d)")
_NO_LETTER = frozenset((*",;.()、，。和号”", ""))  # after these no letter of a composite resolution comes
_SLASHED = re.compile(r"(\d{1,4})/(\d{1,4})(?![\d/]|\.\d)(?: \(([IVXLC]+)\))?")
_LETTERS = re.compile(rf" ?({LETTER}){_NOT_WORD}")
_MORE = re.compile(rf"({LETTER_JOIN})({LETTER}){_NOT_WORD}")
_ONE = re.compile(LETTER)
_NEXT_WORD = re.compile(r" ([a-zà-ÿ]+)")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_RANGES = frozenset(("to", "à", "a", "по", "bis", "–", "-", "至", "إلى"))
# Letters that are words as well: "resolution 70/1 A …" in a title, "y" and "o" in Spanish.
_WORDS = frozenset("AIYOEUАКОСВ")


class Number(NamedTuple):
    """A number at [start, end): ``shape`` is "session" (70/1), "year" (822 (1993)), "roman" (217 A (III)),
    "special" (S-24/2), "annual" (2009/3), "parties" (1/CP.21) or "bare" (822)."""

    start: int
    end: int
    shape: str
    session: str
    number: int
    letter: str = ""


def roman(value: int) -> str:
    """A number in Roman figures."""
    out = ""
    for n, figure in _ROMAN:
        out += figure * (value // n)
        value %= n
    return out


@cache
def roman_value(figures: str) -> int | None:
    """The value of Roman figures, or None where they are not well formed."""
    at = total = 0
    for n, figure in _ROMAN:
        while figures.startswith(figure, at):
            total += n
            at += len(figure)
    return total if total and roman(total) == figures else None


def _letter(text: str) -> str:
    return "".join(ARABIC_LETTERS.get(part, part) for part in text.split()).translate(_CYRILLIC)


def letter_range(first: str, last: str) -> list[str]:
    """The letters of a range, ends included; only the ends where it is no range of single letters."""
    if len(first) == len(last) == 1 and first < last:
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return [first, last]


def letters_after(text: str, end: int) -> list[tuple[int, int, str]]:
    """Letters of a composite resolution after its number: (start, end, letter) each; the first may stand glued."""
    match = _LETTERS.match(text, end)
    if not match:
        return []
    if (
        match[1] in _WORDS
        and (word := _NEXT_WORD.match(text, match.end()))
        and word[1] not in vocabulary().small
    ):
        return []
    found = [(match.start(1), match.end(1), _letter(match[1]))]
    while more := _MORE.match(text, found[-1][1]):
        letter, before = _letter(more[2]), found[-1][2]
        if more[1].strip() in _RANGES:
            found += [(more.start(2), more.end(2), each) for each in letter_range(before, letter)[1:]]
        elif letter <= before and len(letter) == len(before):
            break
        else:
            found.append((more.start(2), more.end(2), letter))
    return found


def _letters_within(text: str, start: int, end: int) -> list[str]:
    found: list[str] = []
    at = start
    for match in _ONE.finditer(text, start, end):
        letter = _letter(match[0])
        if found and text[at : match.start()].strip() in _RANGES:
            found += letter_range(found[-1], letter)[1:]
        else:
            found.append(letter)
        at = match.end()
    return found


def parse_number(text: str, start: int) -> list[Number]:
    """The number, or the numbers with their letters, that begin at ``start`` of a folded text; [] for none."""
    if not text[start].isdigit() and text[start] not in "()":
        match = _SPECIAL.match(text, start)
        if not match:
            return []
        session = ("ES-" if match[1] in ("ES", "دإط") else "S-") + match[2]
        return _lettered(text, Number(start, match.end(), "special", session, int(match[3])))
    if match := _SLASHED.match(text, start):
        return _slashed(text, match)
    if (match := _MIRRORED.match(text, start)) and str(council_year(int(match[2]))) == match[1]:
        return [Number(start, match.end(), "year", match[1], int(match[2]))]
    if match := _BRACKETED.match(text, start):
        return _bracketed(text, match)
    if match := _PARTIES.match(text, start):
        return [Number(start, match.end(), "parties", f"{match[2]}.{match[3]}", int(match[1]))]
    return []


def _slashed(text: str, match: re.Match[str]) -> list[Number]:
    a, b, old = match.groups()
    if old:  # "1966/1106 (XL)": a year written before an old number
        return [Number(match.start(), match.end(), "roman", old, int(b))] if len(a) == 4 else []
    if b[0] == "0" or a[0] == "0":  # "12/07" is no number of these organs
        return []
    shape = "annual" if len(a) == 4 and council_year(int(a)) != int(b) else "session"
    return _lettered(text, Number(match.start(), match.end(), shape, a, int(b)))


def _bracketed(text: str, match: re.Match[str]) -> list[Number]:
    start, end = match.span()
    n = int(match["n"])
    if not n:
        return []
    letters = _letters_within(text, *match.span("letters")) if match["letters"] else []
    if match["year"]:
        whole = Number(start, end, "year", match["year"], n)
    else:
        whole = Number(start, end, "roman", _session(match["session"]), n)
        if not letters and text[end : end + 1] == " ":  # "217 (III) A"
            after = letters_after(text, end)
            if len(after) == 1:
                return [whole._replace(end=after[0][1], letter=after[0][2])]
    return [whole._replace(letter=letter) for letter in letters] or [whole]


def _session(printed: str) -> str:
    kind = printed.rstrip("-0123456789")
    prefix = {"د": "", "دإ": "S-", "دإط": "ES-"}.get(kind)
    return prefix + roman(int(printed[len(kind) :].strip("-"))) if prefix is not None else printed


def _lettered(text: str, number: Number) -> list[Number]:
    if text[number.end : number.end + 1] in _NO_LETTER:
        return [number]
    letters = letters_after(text, number.end)
    if not letters:
        return [number]
    first = number._replace(end=letters[0][1], letter=letters[0][2])
    return [first, *(number._replace(start=s, end=e, letter=x) for s, e, x in letters[1:])]
