"""Sessions and years in words: "Seventy-fourth session", "السنة الخامسة والسبعون", "第七十五届会议"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal, get_args

import msgspec

from verbale.languages._data import table, toml
from verbale.languages.characters import fold_each, strip_marks
from verbale.languages.glance import glance_of

__all__ = [
    "FoundSession",
    "SessionKind",
    "find_sessions",
    "may_go_on",
    "may_name_session",
    "ordinal_words",
    "session_number",
    "session_words",
]

SessionKind = Literal["session", "special", "emergency-special", "year", "year-session"]

_LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar", "de")
# The more special name first: "special session" ends in "session".
_ORDER: tuple[SessionKind, ...] = ("emergency-special", "special", "year-session", "session", "year")
_COLUMNS = {
    "en": ("en",),
    "fr": ("fr",),
    "es": ("es",),
    "ru": ("ru_f", "ru_m"),
    "zh": ("zh",),
    "ar": ("ar",),
    "de": (),
}

_ENDING = 3  # characters by which an ordinal is known to stand before a noun

# A text without one of these names no session in that language: most texts are told by that alone.
_NOUNS = {
    "en": ("session", "year"),
    "fr": ("session", "annee"),
    "es": ("sesion", "ano"),
    "ru": ("сесси", "год"),
    "zh": ("届", "年"),
    "ar": ("دوره", "السنه"),
    "de": ("tagung", "jahr"),
}
_ANY_NOUN = re.compile("|".join(noun for nouns in _NOUNS.values() for noun in nouns))


class FoundSession(msgspec.Struct, frozen=True, gc=False):
    """A session or year at [start, end) of a text."""

    start: int
    end: int
    kind: SessionKind
    number: int
    language: str


@cache
def _words(language: str) -> dict[str, int]:
    return {_key(row[column]): int(row["n"]) for row in table("ordinals") for column in _COLUMNS[language]}


def _key(words: str) -> str:
    return re.sub(r"[\s-]+", " ", fold_each(words))


def _loose(words: str) -> str:
    """A pattern for the words with any run of spaces or dashes between them."""
    return r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", fold_each(words))))


def _shapes(language: str, ordinal: str) -> list[tuple[SessionKind, str]]:
    """The ways in which a session is named, with a pattern of ordinals in them."""
    data = toml("sessions")[language]
    edge = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    if language == "zh":
        ordinal = rf"\s*{ordinal}\s*"
    made = []
    for kind in _ORDER:
        for form in data[kind]:
            head, mark, tail = re.split(r"(\{[oy]\})", form)
            body = rf"(?P<o>{ordinal})" if mark == "{o}" else r"(?P<y>(?:19|20)\d{2})"
            gap = r"\s*" if language == "zh" else r"\s+"
            parts = [_loose(head.strip()), body, _loose(tail.strip())]
            made.append((kind, edge[0] + gap.join(part for part in parts if part) + edge[1]))
    return made


@cache
def _patterns(language: str) -> tuple[tuple[SessionKind, re.Pattern[str]], ...]:
    digits = toml("sessions")[language]["digits"]
    # Arabic and Spanish agree in gender and case: the endings that change are read as well.
    words = sorted(
        {_loose(row[c]) for row in table("ordinals") for c in _COLUMNS[language]}, key=len, reverse=True
    )
    return tuple(
        (kind, re.compile(shape)) for kind, shape in _shapes(language, rf"(?:{'|'.join([*words, digits])})")
    )


@cache
def _glance() -> Callable[[str], Mapping[str, tuple[int, ...]]]:
    """For a folded text, which of the patterns of which language it can match: ordinals are known by their endings."""
    entries = []
    for code in _LANGUAGES:
        endings = {
            re.escape(fold_each(row[c])[-_ENDING:]) for row in table("ordinals") for c in _COLUMNS[code]
        }
        ordinal = rf".*(?:{'|'.join([*sorted(endings), toml('sessions')[code]['digits']])})"
        entries += [(code, shape, at) for at, (_, shape) in enumerate(_shapes(code, ordinal))]
    return glance_of(entries)


def _value(match: re.Match[str], language: str) -> int | None:
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    words = groups["o"].strip()
    number = _words(language).get(_key(words))
    if number is None and (digits := re.search(r"\d+", words)):
        number = int(digits[0])
    return number


def may_name_session(text: str) -> bool:
    """Whether a text has a noun that sessions and years are named with: most have none, and are told by that alone."""
    return _ANY_NOUN.search(fold_each(text)) is not None


def may_go_on(text: str, following: str) -> bool:
    """Whether a session may be named over the end of a text, in ways that neither it nor what follows has alone."""
    look = _glance()
    whole = look(fold_each(f"{text} {following}"))
    if not whole:
        return False
    first, second = look(fold_each(text)), look(fold_each(following))
    return any(
        at not in first.get(code, ()) and at not in second.get(code, ())
        for code, ways in whole.items()
        for at in ways
    )


def find_sessions(text: str, language: str | None = None) -> list[FoundSession]:
    """All sessions and years named in a text, in order; the language, where known, is tried first."""
    folded = fold_each(text)
    if not _ANY_NOUN.search(folded):
        return []
    found: list[FoundSession] = []
    named = _glance()(folded)
    first = (language,) if language in named else ()
    for code in (*first, *(c for c in named if c not in first)):
        for kind, pattern in map(_patterns(code).__getitem__, named[code]):
            for match in pattern.finditer(folded):
                number = _value(match, code)
                if number and not any(f.start < match.end() and match.start() < f.end for f in found):
                    found.append(FoundSession(match.start(), match.end(), kind, number, code))
    return sorted(found, key=lambda f: f.start)


def session_number(text: str, language: str | None = None) -> tuple[SessionKind, int] | None:
    """The first session or year named in a text: ("session", 74), ("year", 75), ("year-session", 2023)."""
    found = find_sessions(strip_marks(text), language)
    return (found[0].kind, found[0].number) if found else None


def ordinal_words(n: int, language: str, *, masculine: bool = False) -> str:
    """The ordinal as mastheads begin with it ("Seventy-fifth"); in digits where the table of words ends."""
    if language == "de":
        return f"{n}."
    column = ("ru_m" if masculine else "ru_f") if language == "ru" else language
    if 1 <= n <= len(table("ordinals")):
        return table("ordinals")[n - 1][column]
    suffix = {"en": _english_suffix(n), "fr": "e", "es": "º", "ru": "-й" if masculine else "-я"}
    return f"{n}{suffix.get(language, '')}"


def _english_suffix(n: int) -> str:
    return "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def session_words(kind: SessionKind, n: int, language: str) -> str:
    """The line of a masthead that names a session or year: "Seventy-fourth session", "2023年届会"."""
    if kind not in get_args(SessionKind):
        raise ValueError(f"{kind!r} is not a kind of session")
    form: str = toml("sessions")[language][kind][0]
    return form.format(o=ordinal_words(n, language, masculine=kind == "year"), y=n)
