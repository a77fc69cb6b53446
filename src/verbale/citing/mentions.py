"""Citations that name no resolution: instruments by name, Treaty Series, Court reports, meetings, sales numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from verbale.citing import locators
from verbale.citing.gaps import date_in, tight
from verbale.citing.vocabulary import vocabulary
from verbale.document import CitationKind, CitationStatus

__all__ = ["Mention", "instrument", "meeting", "sales", "series", "short", "volume_after"]


class Mention(NamedTuple):
    """A citation at [start, end) that its own words define."""

    start: int
    end: int
    kind: CitationKind
    name: str | None
    symbol: str | None = None
    locator: Mapping[str, str] = MappingProxyType({})
    status: CitationStatus = "certain"
    why: str | None = None


_NUMBER_SIGN = r"(?:Nos?\.?|nos?\.?|n°|núms?\.|№|第|رقم|Nr\.)"
_VOLUME = re.compile(
    r"(?:»|”|\"|》)?[,،，]? ?(?:vol\.|vols\.|Vol\.|volume|т\.|том|第|المجلد|Bd\.) ?(\d{1,4}|[IVXLC]+)卷?"
    rf"(?:[,،，]? ?(?:{_NUMBER_SIGN}) ?([A-Z]?-?\d{{1,5}}(?:[-–]\d{{1,5}})?)号?)?"
    r"(?:[,،，]? ?(?:pp?\.|p\.|pág\.|стр\.|第|ص) ?(\d{1,4})页?)?"
)
_PAGE = re.compile(r"[,،，]? ?(\d{4})?[,،，]? ?(?:(?:pp?\.|pág\.|стр\.|第|ص) ?(\d{1,4}(?:[-–]\d{1,4})?)页?)?")
_UNTS_PAGE = re.compile(r" (\d{1,5})(?!\d)")
_VOLUME_BEFORE = re.compile(r"(?<!\d)(\d{1,4}) $")
_CHINESE_ARTICLES = re.compile(
    r"》?第([一二三四五六七八九十百]+|\d+)([条章])(?:第([一二三四五六七八九十百]+|\d+)([项款]))?"
)
_SALES = re.compile(r"[A-Z]\.(\d{2}\.[IVX]+\.[A-Z]?\.?\d+)")
_OTHER_CHARTER = re.compile(
    r" (?:of (?!the United)|for |on )| (?:d[eu’'] ?(?!s? Nations)|sur )| (?:de (?!las Naciones)|sobre )| des? | (?:африк|прав)|[A-Za-z]",
    re.IGNORECASE,
)


def instrument(text: str, start: int, end: int, key: str) -> list[Mention]:
    """An instrument named at [start, end), once for each of its articles that are cited."""
    entry = vocabulary().instruments[key]
    kind: CitationKind = entry.kind  # type: ignore[assignment]
    status: CitationStatus = "inferred" if entry.symbol else "certain"
    why = "the edition in force" if entry.symbol else None
    place, begin = locators.before(text, start)
    if "\u4e00" <= text[start] <= "\u9fff" and (match := _CHINESE_ARTICLES.match(text, end)):
        key_of = "article" if match[2] == "条" else "chapter"
        place = {key_of: locators.chinese_value(match[1])}
        if match[3]:
            place["paragraph"] = locators.chinese_value(match[3])
        end = match.end()
    elif not place:  # "the Convention, article 22"
        place, end = locators.after(text, end)
    if entry.unts:
        place = {**place, "treaty-series": entry.unts}
    for word in ("article", "rule", "chapter"):
        spans = locators.split_numbers(text, begin, start, word) if "," in place.get(word, "") else []
        if spans:
            return [
                Mention(s, e, kind, entry.name, entry.symbol, {**place, word: value}, status, why)
                for s, e, value in spans
            ]
    return [Mention(begin, end, kind, entry.name, entry.symbol, place, status, why)]


def short(text: str, start: int, end: int, key: str) -> list[Mention]:
    """ "the Charter" alone: cited where an article or chapter stands before it, or where it is plainly meant."""
    place, _ = locators.before(text, start)
    if (
        "article" in place
        or "chapter" in place
        or (text[start] == "宪" and _CHINESE_ARTICLES.match(text, end))
    ):
        return [
            m._replace(status="inferred", why="the Charter alone is that of the United Nations")
            if not text[start - 4 : start].strip()
            else m
            for m in instrument(text, start, end, key)
        ]
    return []


def series(text: str, start: int, end: int, which: str) -> list[Mention]:
    """Treaty Series with volume and number, Court reports with year and page, at [start, end)."""
    if which == "league":
        return []
    if which == "court":
        match = _PAGE.match(text, end)
        if not match or not (match[1] or match[2]):
            return []
        name = f"{text[start:end]} {match[1]}" if match[1] else text[start:end]
        return [Mention(start, match.end(), "court", name, locator={"page": match[2]} if match[2] else {})]
    found = volume_after(text, end)
    before = _VOLUME_BEFORE.search(text[max(0, start - 6) : start])
    if found:
        place, stop = found
    elif before and (page_after := _UNTS_PAGE.match(text, end)):
        place, stop = {"volume": before[1], "page": page_after[1]}, page_after.end()
        start -= len(before[0])
    else:
        return []
    league = _league(text, start)
    name = f"{'League of Nations' if league else 'United Nations'}, Treaty Series, vol. {place['volume']}"
    number = place.get("number")
    return [Mention(start, stop, "treaty", name + (f", No. {number}" if number else ""), locator=place)]


def volume_after(text: str, end: int) -> tuple[dict[str, str], int] | None:
    """Volume, number and page of a Treaty Series right after it, and where they end."""
    match = _VOLUME.match(text, end)
    if not match:
        return None
    return {k: v for k, v in zip(("volume", "number", "page"), match.groups(), strict=True) if v}, match.end()


def _league(text: str, start: int) -> bool:
    before = text[max(0, start - 32) : start]
    return any(name in before for name in vocabulary().leagues)


def sales(text: str, start: int) -> list[Mention]:
    """A sales number, E.96.IV.13; its first letter is the language and no part of it."""
    match = _SALES.match(text, start)
    return [Mention(start, match.end(), "other", f"Sales No. {match[1]}")] if match else []


_ORDINAL = r"(\d{1,5})(?:st|nd|rd|th|e|ᵉ|ª|-е|-м|-го|-ем|-я|\.)? ?(?:plenary |plénière |plenaria |пленарно[емго]{1,3} |formal |private |закрыто[емго]{1,3} )?$"
_BEFORE = re.compile(_ORDINAL)
_AFTER = re.compile(r" ?(?:العامة |المغلقة )?(\d{1,5})(?!\d)")
_ZH = re.compile(r"第(\d{1,5}) ?$")
_LAST_COUNCIL_MEETING = 12_000
_PLENARY = re.compile(r"plenary|plénière|plenaria|пленарн|全体|العامة|plenar", re.IGNORECASE)


def meeting(
    text: str, word: tuple[int, int], organ: tuple[str, int, int] | None, speaker: str | None
) -> list[Mention]:
    """A meeting of the Security Council by its number; its record is S/PV. with the same number."""
    start, end = word
    match: re.Match[str] | None
    first = text[start]
    low = max(0, start - 30)
    if "\u0600" <= first <= "\u06ff":
        match = _AFTER.match(text, end)
        span = (start, match.end()) if match else (0, 0)
    else:
        match = (_ZH if "\u4e00" <= first <= "\u9fff" else _BEFORE).search(text[low:start])
        span = (low + match.start(), end) if match else (0, 0)
    if not match:
        return []
    number = int(match[1])
    if _PLENARY.search(text, max(0, span[0] - 2), max(end, span[1])):
        by_assembly = speaker == "A" or (organ is not None and organ[0] == "A" and span[0] - organ[2] < 40)
        return _assembly_meeting(text, span, number) if by_assembly else []
    named = (
        organ is not None and organ[0] == "S" and (tight(text, organ[2], span[0]) or 0 <= organ[1] - end < 24)
    )
    if not (100 < number < _LAST_COUNCIL_MEETING and (named or speaker == "S")):
        return []
    status: CitationStatus = "certain" if named else "inferred"
    why = None if named else "the organ that speaks"
    return [Mention(*span, "meeting-record", None, f"S/PV.{number}", {}, status, why)]


def _assembly_meeting(text: str, span: tuple[int, int], number: int) -> list[Mention]:
    """A plenary meeting of the General Assembly, by the date beside it: the date tells the session."""
    if number > 200:
        return []
    date = date_in(text[span[1] : span[1] + 60]) or date_in(text[max(0, span[0] - 40) : span[0]])
    if date is None:
        return []
    year, month, day = date
    if month == 9 and day < 25:
        return []  # one session closes and the next one opens in September
    session = year - (1945 if month >= 9 else 1946)
    if session < 31:
        return []
    why = "the session that was held at that date"
    return [Mention(*span, "meeting-record", None, f"A/{session}/PV.{number}", {}, "inferred", why)]
