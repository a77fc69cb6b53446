"""Dates as each language writes them: "1er avril 2020", "2020年4月1日", "١ نيسان/أبريل ٢٠٢٠".

Source: the United Nations' documents in six languages; the double names of the months in Arabic.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import cache

import msgspec

from verbale.languages._data import toml
from verbale.languages.characters import fold_digits, fold_spaces
from verbale.languages.glance import glance_of

__all__ = ["FoundDate", "find_dates", "format_date", "parse_date"]


class FoundDate(msgspec.Struct, frozen=True, gc=False):
    """A date in a text, at [start, end) in code points."""

    start: int
    end: int
    date: datetime.date


_CHINESE = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "两": 2}


def _chinese_number(text: str) -> int:
    """A number in Chinese characters (to 99, or digit by digit), or in digits."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)
    return int("".join(str(_CHINESE[c]) for c in text))


def _name_pattern(name: str) -> str:
    return re.escape(name).replace(r"\ ", r"\s+").replace("/", r"\s*[/／]\s*")


@cache
def _months(language: str) -> tuple[str, dict[str, int]]:
    names = {}
    for number, forms in enumerate(toml("months")[language], 1):
        for form in forms:
            names[_key(form)] = number
    ordered = sorted((form for forms in toml("months")[language] for form in forms), key=len, reverse=True)
    return "|".join(map(_name_pattern, ordered)), names


def _key(name: str) -> str:
    return re.sub(r"\s*[/／]\s*", "/", re.sub(r"\s+", " ", name.casefold()))


_NUMERALS = "〇○Ｏ零一二两三四五六七八九十"

_SHAPES = {
    "ar": r"(?<!\d)(?P<d>\d{1,2})\s+(?P<m>MONTH)[،,]?\s+(?P<y>\d{4})(?!\d)",
    "de": r"(?<!\d)(?P<d>\d{1,2})\.?\s+(?P<m>MONTH)\s+(?P<y>\d{4})(?!\d)",
    "en": r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?\s+(?P<m>MONTH)\.?,?\s+(?P<y>\d{4})(?!\d)"
    r"|\b(?P<m2>MONTH)\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4})(?!\d)",
    "es": r"(?<!\d)(?P<d>\d{1,2})(?:\s*[.º°]|\s*er|ro)?\s+(?:de\s+)?(?P<m>MONTH),?\s+(?:del?\s+)?(?P<y>\d{4})(?!\d)",
    "fr": r"(?<!\d)(?P<d>\d{1,2})(?:\s*er|\s*ᵉʳ)?\s+(?P<m>MONTH)\s+(?P<y>\d{4})(?!\d)",
    "ru": r"(?<!\d)[«\"]?(?P<d>\d{1,2})[»\"]?(?:-го)?\s+(?P<m>MONTH)\s+(?P<y>\d{4})(?!\d)(?:\s*(?:года|году|год|г\.?))?",
    "zh": rf"(?P<y>\d{{4}}|[{_NUMERALS}]{{4}})\s*年\s*(?P<m>\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*月\s*"
    rf"(?P<d>\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*日",
}
_YEAR = re.compile(rf"\d{{4}}|[{_NUMERALS}]{{4}}")
_ISO = r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])"


@cache
def _pattern(language: str) -> re.Pattern[str]:
    if language == "iso":
        return re.compile(_ISO)
    shape = _SHAPES[language]
    if language != "zh":
        shape = shape.replace("MONTH", _months(language)[0])
    return re.compile(shape, re.IGNORECASE)


def _read(language: str, match: re.Match[str]) -> datetime.date | None:
    got = {key[0]: value for key, value in match.groupdict().items() if value is not None}
    try:
        if language == "zh":
            return datetime.date(*(_chinese_number(got[k]) for k in "ymd"))
        month = int(got["m"]) if language == "iso" else _months(language)[1][_key(got["m"])]
        return datetime.date(int(got["y"]), month, int(got["d"]))
    except (KeyError, ValueError):
        return None


def _languages(text: str, language: str | None) -> tuple[str, ...]:
    first = (language,) if language in _SHAPES else ()
    # Most texts hold no year, and are told by that alone.
    if not _YEAR.search(text):
        return ()
    # The right-hand cell of a masthead stays in English in three languages, so English is always read.
    held = _glance()(text)
    return (*(code for code in first if code in held), *(code for code in held if code not in first))


@cache
def _glance() -> Callable[[str], Mapping[str, tuple[None, ...]]]:
    every = ("en", "fr", "es", "ru", "zh", "ar", "de", "iso")
    return glance_of([(code, _pattern(code).pattern, None) for code in every], ignore_case=True)


def find_dates(text: str, language: str | None = None) -> list[FoundDate]:
    """All dates in a text, in order. The language is tried first; the others after it."""
    if not _YEAR.search(text):  # digits of any script
        return []
    plain = text if text.isascii() else fold_spaces(fold_digits(text))
    found: list[FoundDate] = []
    for code in _languages(plain, language):
        for match in _pattern(code).finditer(plain):
            day = _read(code, match)
            if day and not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(FoundDate(match.start(), match.end(), day))
    return sorted(found, key=lambda f: f.start)


def parse_date(text: str, language: str | None = None) -> datetime.date | None:
    """The date that the whole text is, or None."""
    if not _YEAR.search(text):
        return None
    plain = fold_spaces(fold_digits(text)).strip().rstrip(".,،;")
    for code in _languages(plain, language):
        match = _pattern(code).fullmatch(plain)
        if match and (day := _read(code, match)):
            return day
    return None


def format_date(date: datetime.date, language: str) -> str:
    """The date as documents in the language print it: "1 April 2020", "1er avril 2020", "2020年4月1日"."""
    month = "" if language == "zh" else toml("months")[language][date.month - 1][0]
    match language:
        case "zh":
            return f"{date.year}年{date.month}月{date.day}日"
        case "fr":
            return f"{'1er' if date.day == 1 else date.day} {month} {date.year}"
        case "es":
            return f"{date.day} de {month} de {date.year}"
        case "ru":
            return f"{date.day} {month} {date.year} года"
        case "de":
            return f"{date.day}. {month} {date.year}"
        case _:
            return f"{date.day} {month} {date.year}"
