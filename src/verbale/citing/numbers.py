"""The numbers of resolutions and decisions, as printed: 70/1, 61/250 A, 822 (1993), 217 A (III), S-24/2, 2009/3.

Shapes and their periods: UN Editorial Manual, resolutions; rules of numbering of each organ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from verbale.citing.scan import ARABIC_LETTERS, LETTER, LETTER_JOIN
from verbale.citing.vocabulary import vocabulary

__all__ = ["Number", "council_year", "letters_after", "parse_number", "roman", "roman_value"]

_CYRILLIC = str.maketrans("АВСЕКМНОРТХ", "ABCEKMHOPTX")
_NOT_WORD = r"(?![A-Za-zÀ-ÿА-я0-9'’])"
_NUMBER = re.compile(
    rf"""
    (?P<special>ES|S|دإط|دإ)-(?P<ss>\d{{1,2}})/(?P<sn>\d{{1,4}})(?![\d/])
  | (?P<cop>\d{{1,3}})/(?P<body>CP|CMA|CMP)\.(?P<cs>\d{{1,2}})(?![\d/])
  | (?P<n>\d{{1,4}})(?P<letters>\ ?{LETTER}(?:{LETTER_JOIN}{LETTER})*)?\ ?
    [(\[](?:(?P<year>(?:19|20)\d\d)[)\](\ ]|(?P<session>[IVXLC]+|E?S-[IVX]+|ORG-\d\d|(?:د|دإ|دإط)-\d+)[)\](])
  | (?P<a>\d{{1,4}})/(?P<b>\d{{1,4}})(?![\d/])(?:\ \((?P<old>[IVXLC]+)\))?
    """,
    re.VERBOSE,
)
_LETTERS = re.compile(rf"\ ?({LETTER}){_NOT_WORD}")
_MORE = re.compile(rf"({LETTER_JOIN})({LETTER}){_NOT_WORD}")
_ONE = re.compile(LETTER)
_SENTENCE = re.compile(r" [a-zà-ÿ]")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Number:
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
        while value >= n:
            out += figure
            value -= n
    return out


@cache
def roman_value(figures: str) -> int | None:
    """The value of Roman figures, or None where they are not well formed."""
    at = total = 0
    for n, figure in _ROMAN:
        while figures.startswith(figure, at):
            total += n
            at += len(figure)
    return total if at == len(figures) and total and roman(total) == figures else None


@cache
def council_year(number: int) -> int | None:
    """The year of a Security Council resolution, from its number; None where the number is not known yet."""
    for last, year in vocabulary().council_last:
        if number <= last:
            return year if number > 0 else None
    return None


def _letter(text: str) -> str:
    text = text.strip()
    if text in ARABIC_LETTERS:
        return ARABIC_LETTERS[text]
    return "".join(ARABIC_LETTERS.get(part, part) for part in text.split()).translate(_CYRILLIC)


def _between(first: str, last: str) -> list[str]:
    """The letters of a range, ends included; only the ends where it is no range of single letters."""
    if len(first) == len(last) == 1 and first < last:
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return [first, last]


_RANGES = {"to", "à", "a", "по", "bis", "–", "-", "至", "إلى"}


def letters_after(text: str, end: int) -> list[tuple[int, int, str]]:
    """Letters of a composite resolution after its number: (start, end, letter) each; the first may stand glued."""
    match = _LETTERS.match(text, end)
    if not match:
        return []
    if match[1] in ("A", "I", "Y", "O", "E", "U", "А", "К", "О", "С", "В") and (
        after := _SENTENCE.match(text, match.end())
    ):
        word = re.compile(r"\w+").match(text, after.start() + 1)
        if word is None or word[0].lower() not in vocabulary().small:
            return []
    found = [(match.start(1), match.end(1), _letter(match[1]))]
    while more := _MORE.match(text, found[-1][1]):
        letter = _letter(more[2])
        if more[1].strip() in _RANGES:
            first = found[-1][2]
            for each in _between(first, letter)[1:]:
                found.append((more.start(2), more.end(2), each))
        elif letter <= found[-1][2] and len(letter) == len(found[-1][2]):
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
            found.extend(_between(found[-1], letter)[1:])
        else:
            found.append(letter)
        at = match.end()
    return found


def parse_number(text: str, start: int) -> list[Number]:
    """The number, or the numbers with their letters, that begin at ``start`` of a folded text; [] for none."""
    match = _NUMBER.match(text, start)
    if not match:
        return []
    end = match.end()
    if match["a"]:
        a, b = match["a"], int(match["b"])
        if match["old"]:
            return [Number(start, end, "roman", match["old"], b)] if len(a) == 4 else []
        shape = "annual" if len(a) == 4 else "session"
        if a[0] == "0" or not b or match["b"][0] == "0":
            return []
        return _lettered(text, Number(start, end, shape, a, b))
    if match["special"]:
        session = ("ES-" if match["special"] in ("ES", "دإط") else "S-") + match["ss"]
        return _lettered(text, Number(start, end, "special", session, int(match["sn"])))
    if match["cop"]:
        return [Number(start, end, "parties", f"{match['body']}.{match['cs']}", int(match["cop"]))]
    letters = _letters_within(text, match.start("letters"), match.end("letters")) if match["letters"] else []
    if match["year"]:
        closed = text[end - 1] != " "
        whole = Number(start, end if closed else end - 1, "year", match["year"], int(match["n"]))
    else:
        whole = Number(start, end, "roman", _session(match["session"]), int(match["n"]))
        after = letters_after(text, end) if not letters else []
        if after and (whole.shape == "roman") and len(after) == 1 and text[after[0][0] - 1] == " ":
            return [replace(whole, end=after[0][1], letter=after[0][2])]
    if not whole.number:
        return []
    return [replace(whole, letter=letter) for letter in letters] or [whole]


def _session(printed: str) -> str:
    kind, _, number = printed.rpartition("-")
    prefix = {"د": "", "دإ": "S-", "دإط": "ES-"}.get(kind)
    return prefix + roman(int(number)) if prefix is not None else printed


def _lettered(text: str, number: Number) -> list[Number]:
    letters = letters_after(text, number.end)
    if not letters:
        return [number]
    first = replace(number, end=letters[0][1], letter=letters[0][2])
    return [first, *(replace(number, start=s, end=e, letter=x) for s, e, x in letters[1:])]
