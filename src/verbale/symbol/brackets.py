"""What stands in brackets in a symbol: a year, a session in Roman figures, a part of the document; and composite letters."""

from __future__ import annotations

import re
from typing import Final

from verbale.symbol.knowledge import Knowledge

__all__ = ["Remark", "bracket", "letter_of", "roman", "roman_value"]

Remark: Final = object()
"""What stands in brackets and is no part of the symbol: "(supp)", "[Issue]"."""

_ROMAN = re.compile(r"(?:C|XC|L?X{0,3}|XL)(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SESSION = re.compile(r"(ES|EX|EM|ORG|OS|SS|S)\s?-?\s?(\d{1,2}|[IVXLC]+)")
# Sessions as Arabic texts print them: (د-25), special (دإ-6), emergency special (دإط-5).
_ARABIC_SESSION = re.compile(r"(دإط|دإ|د)\s?-\s?(\d{1,2})")
_ARABIC_KINDS = {"د": "", "دإ": "S-", "دإط": "ES-"}
# The Arabic names of the letters of composite resolutions, in the order of A, B, C (obs. in the UN's Arabic texts).
_ARABIC_LETTERS = [
    "ألف",
    "باء",
    "جيم",
    "دال",
    "هاء",
    "واو",
    "زاي",
    "حاء",
    "طاء",
    "ياء",
    "كاف",
    "لام",
    "ميم",
    "نون",
    "سين",
    "عين",
    "فاء",
    "صاد",
    "قاف",
    "راء",
    "شين",
    "تاء",
    "ثاء",
    "خاء",
    "ذال",
    "ضاد",
]
_SERIAL = re.compile(r"(\d+|[IVXLC]+|[A-Z])(?:(AND|ET|Y|E|И|TO|-|,|&|و|和)(\d+|[IVXLC]+|[A-Z]))?")
_CHINESE_PART = re.compile(r"第?([一二三四五六七八九十]+|\d+)(部分|卷|款)")
_INNER_DOCUMENT = re.compile(r"([A-Z]{2,5})\. ?(\d+\0\d+)")  # SES.33/3, its slash hidden by the scanner
_CHINESE = "一二三四五六七八九"


def roman(text: str) -> bool:
    """Whether the text is a number in Roman figures, in capitals, below 130."""
    return bool(text) and _ROMAN.fullmatch(text) is not None


def roman_value(text: str) -> int:
    """The value of a number in Roman figures."""
    values = [_VALUES[letter] for letter in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def _to_roman(value: int) -> str:
    made = ""
    for worth, figure in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")
    ):  # fmt: skip
        made += figure * (value // worth)
        value %= worth
    return made


def letter_of(text: str) -> str:
    """The composite letters that Arabic words spell ("باء" is B), or nothing."""
    letters = [
        chr(ord("A") + _ARABIC_LETTERS.index(word)) for word in text.split() if word in _ARABIC_LETTERS
    ]
    return "".join(letters) if len(letters) == len(text.split()) else ""


def bracket(inner: str, known: Knowledge) -> str | object | None:
    """The inside of a bracket in normal form, ``Remark`` where it is left out, None where it is nothing known."""
    text = " ".join(inner.split())
    upper = text.upper()
    if not text:
        return Remark
    if text.isdigit() or roman(upper) or (len(upper) == 1 and upper.isalpha() and upper.isascii()):
        return upper
    if match := _SESSION.fullmatch(upper):
        figure = match[2]
        if figure.isdigit() and match[1] in ("S", "ES"):
            figure = _to_roman(int(figure))
        return f"{match[1]}-{figure}"
    if match := _ARABIC_SESSION.fullmatch(text):
        return _ARABIC_KINDS[match[1]] + _to_roman(int(match[2]))
    if match := _INNER_DOCUMENT.fullmatch(upper):
        return f"{match[1]}.{match[2]}"
    if match := _CHINESE_PART.fullmatch(text):
        word = known.parts[match[2].upper()].print
        number = match[1] if match[1].isdigit() else _to_roman(_chinese(match[1]))
        return f"{word} {number}"
    return _part(upper, known) or (upper if re.fullmatch(r"[A-Z]{2,4}", upper) else None)


def _part(upper: str, known: Knowledge) -> str | object | None:
    key = upper.replace(" ", "").replace(".", "")
    for length in range(len(key), 0, -1):
        part = known.parts.get(key[:length])
        if part is None:
            continue
        rest = key[length:]
        if not part.print:
            if not rest:
                return Remark
            continue
        if not rest:
            return part.print.rstrip(".")
        if match := _SERIAL.fullmatch(rest):
            between = "-" if match[2] == "-" else " and "
            return f"{part.print} {match[1]}" + (f"{between}{match[3]}" if match[3] else "")
    if change := known.changes.get(key.rstrip("0123456789")):
        digits = key[len(key.rstrip("0123456789")) :]
        return f"{change.print} {digits}".rstrip() if digits else change.print.rstrip(".")
    return None


def _chinese(figures: str) -> int:
    """The value of 一 to 十九."""
    tens, mark, ones = figures.partition("十")
    if not mark:
        return _CHINESE.index(figures) + 1 if figures in _CHINESE else 0
    return 10 * (_CHINESE.index(tens) + 1 if tens else 1) + (_CHINESE.index(ones) + 1 if ones else 0)
