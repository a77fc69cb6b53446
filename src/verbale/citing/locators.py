"""Where in the cited document: paragraph, annex, article, section, page …, before or after what is cited.

"paragraph 5 of resolution 2231 (2015)", "A/57/499, annex", "第24条第3项": words in data/words, here only their order.
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from verbale.citing.vocabulary import vocabulary

__all__ = ["Place", "after", "before", "chinese_value", "split_numbers"]

WINDOW = 120
LINK = 26  # characters between a locator's number and what it is in: "of the annex to the"
_NUMBER_ENDS = frozenset("0123456789)IVXLC")
_NUM = r"(?:\d{1,4}(?: bis| ter)?(?: ?\((?:[a-zA-Z]{1,4}|\d{1,2}|[أ-ي])\)| ?(?:[a-z]|\d{1,2})\)| [a-e](?![\w’']))*|[IVXLC]+(?![A-Za-z]|\.\w)|[A-Z](?![A-Za-z]|\.\w))"
_JOIN = r"(?:, (?:and |et |y |и )?| and | or | et | ou | y | o | e | и | или | und |–|-| to | through | à | a | по | bis | إلى | و ?|، |、|和|至)"
_NUMS = rf"{_NUM}(?:{_JOIN}{_NUM})*"
_CHINESE_NUM = r"(?:\d+|[一二三四五六七八九十百]+)"
_NUMBERS = re.compile(rf" ?({_NUMS})")
_BEFORE_IT = re.compile(r"[,،，;]? ?")
_AND = re.compile(r"(?:and|et|y|и|و) ?")
_APPOSITION = re.compile(r", ?[^,.;]{1,40}, ")
_IN_CHINESE = re.compile("[(（]?附|第")
_CHINESE_ANNEX = re.compile("附件([一二三四五六七八九十]*)")
_WITHOUT_NUMBERS = frozenset(("annex", "appendix", "enclosure"))
_ARABIC_BEFORE = frozenset("وفبلك")
_AT_END = ' ,«“"《'
_QUOTES = '«“"《'
_ONE = re.compile(_NUM)
_LEAD = re.compile(r"[,،，;]? ?[(（]?(?:(?:and|et|y|и|و) )?([^\W\d_]+|¶)")
_NEXT = re.compile(r" ?([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+|¶")
# Values are written alike in every language: "113, 117, 119–124", "1 (a)".
_RANGES = re.compile(r" ?(?:–|-| to | through | à | a (?=\d)| по | bis (?=\d)| إلى |至) ?")
_LISTS = re.compile(
    r"(?:, (?:and |et |y |и )?| and | or | et | ou | y | o | e (?=\d)| и | или | und | و ?|، |、|和)"
)
_LETTER = re.compile(r"(?<=\d) ?\(?([a-z]|\d{1,2})\)|(?<=\d) ([a-e])\b")
_INNER = re.compile(r"(\d+) \((\d+)\)")
_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", 1)}

Place = dict[str, str]


def chinese_value(figures: str) -> str:
    """A number in Chinese characters up to 199 in digits; digits stay."""
    if figures.isdigit():
        return figures
    total = 0
    rest = figures
    if "百" in rest:
        hundreds, _, rest = rest.partition("百")
        total += 100 * _DIGITS.get(hundreds, 1)
    if "十" in rest:
        tens, _, rest = rest.partition("十")
        total += 10 * _DIGITS.get(tens, 1)
    return str(total + _DIGITS.get(rest, 0))


class _Locator(NamedTuple):
    """A locator at [start, end): its meaning, and its numbers where it has some."""

    start: int
    end: int
    meaning: str
    numbers: re.Match[str] | None


@cache
def _forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """By their first word, the locators of the scripts that part words: (form, meaning) each, the longest first.

    Arabic ones stand without their article.
    """
    table: dict[str, list[tuple[str, str]]] = {}
    for form, meaning in vocabulary().locators.items():
        if "\u4e00" <= form[0] <= "\u9fff":
            continue
        bare = form.removeprefix("ال") if _is_arabic(form) else form
        first = _WORD.match(bare)
        if first:
            table.setdefault(first[0], []).append((bare, meaning))
    return {first: tuple(sorted(forms, key=_length, reverse=True)) for first, forms in table.items()}


def _length(form: tuple[str, str]) -> int:
    return len(form[0])


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[0] <= "\u06ff"


@lru_cache(1 << 12)
def _begins(word: str) -> tuple[tuple[int, tuple[tuple[str, str], ...]], ...]:
    """The locators that may begin with a word in small letters, and what stands before them in it.

    An Arabic word may have conjunctions, prepositions and the article before it.
    """
    forms = _forms()
    if not _is_arabic(word):
        return ((0, forms[word]),) if word in forms else ()
    found = []
    for end in range(3):
        if end and word[end - 1 : end] not in _ARABIC_BEFORE:
            break
        for article in ("ال", "ل", ""):
            if word.startswith(article, end) and (known := forms.get(word[end + len(article) :])):
                found.append((end + len(article), known))
    return tuple(found)


def _word_begins(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    return not (before.isalnum() or before == "_" or (before == "." and not _is_arabic(text[start])))


def _locator(text: str, start: int, limit: int = sys.maxsize) -> _Locator | None:
    """The locator at a place, where a word begins."""
    word = _WORD.match(text, start)
    if word is None or not _word_begins(text, start):
        return None
    for skipped, forms in _begins(word[0].lower()):
        begin = start + skipped
        for form, meaning in forms:
            end = begin + len(form)
            if text[begin:end].lower() == form and not (
                text[end : end + 1].isalnum() or text[end : end + 1] == "_"
            ):
                numbers = _NUMBERS.match(text, end, limit)
                return _Locator(start, numbers.end() if numbers else end, meaning, numbers)
    return None


@cache
def _chinese() -> re.Pattern[str]:
    words = "|".join(
        sorted((w for w in vocabulary().locators if "\u4e00" <= w[0] <= "\u9fff"), key=len, reverse=True)
    )
    return re.compile(rf"第?({_CHINESE_NUM}(?:[、和至-]第?{_CHINESE_NUM})*)({words})")


@cache
def _links() -> frozenset[str]:
    """What ties a locator to what it is in: "of the", "de l’annexe de la"."""
    return frozenset(link.lower().replace("’", "'") for link in vocabulary().locator_links)


@cache
def _links_ahead() -> tuple[str, ...]:
    return tuple(link + end for link in _links() if link for end in " '")


def _tied(gap: str) -> bool:
    """Whether nothing but a link stands in a gap."""
    if gap[-1:] and gap[-1] in _QUOTES:
        gap = gap[:-1]
    gap = gap.removeprefix(",").strip(" ")
    return not gap or gap.lower().replace("’", "'") in _links()


def _tied_on(text: str, end: int) -> bool:
    """Whether a locator that ends at ``end`` belongs to what follows: "Article 2 of the …", "пункта 5 статьи"."""
    if text[end : end + 1] == " ":
        start = end + 1
        if _locator(text, start):
            return True
    elif apposition := _APPOSITION.match(text, end):
        start = apposition.end()
    else:
        return False
    return text[start : start + LINK].lower().replace("’", "'").startswith(_links_ahead())


def _put(place: Place, key: str, numbers: str) -> None:
    value = _RANGES.sub("–", numbers.strip())
    value = _LISTS.sub(", ", value)
    value = _LETTER.sub(lambda m: f" ({m[1] or m[2]})", value)
    if key == "article" and (inner := _INNER.fullmatch(value)):
        value = inner[1]
        place.setdefault("paragraph", inner[2])
    place.setdefault(key, value)


@lru_cache(1 << 12)
def _may_place(word: str) -> bool:
    """Whether a locator can begin with this word, or after the conjunction in it."""
    low = word.lower()
    return low[0] in "第附" or bool(_begins(low)) or (_is_arabic(low) and bool(low[1:] and _begins(low[1:])))


def _leads_on(text: str, end: int) -> bool:
    """Whether the next word is a head itself, to which what stands before belongs (the genitive in Russian)."""
    word = _NEXT.match(text, end)
    return word is not None and word[1].lower() in vocabulary().heads


def after(text: str, end: int) -> tuple[Place, int]:
    """Locators right after a citation that ends at ``end``: ", annex", ", sect. II, para. 4"; and where they end."""
    place: Place = {}
    limit = end + WINDOW
    while end < limit:
        word = _LEAD.match(text, end)
        if not word or not _may_place(word[1]):
            break
        start = _BEFORE_IT.match(text, end).end()  # type: ignore[union-attr]  # it may be empty
        conjunction = _AND.match(text, start)
        found = _locator(text, conjunction.end()) if conjunction else None
        if found is None:
            found = _locator(text, start)
        if found:
            if not found.numbers and found.meaning not in _WITHOUT_NUMBERS:
                break
            if _tied_on(text, found.end) or _leads_on(text, found.end):
                break  # "…, and Article 2 of the Charter", "пункта 5 резолюции": of what follows
            _put(place, found.meaning, found.numbers[1] if found.numbers else "")
            end = found.end
            continue
        if conjunction and _IN_CHINESE.match(text, conjunction.end()):
            start = conjunction.end()
        elif not _IN_CHINESE.match(text, start):
            break
        match = _chinese().match(text, start)
        if match:
            figures = re.sub(_CHINESE_NUM, lambda m: chinese_value(m[0]), match[1].replace("第", ""))
            _put(place, vocabulary().locators[match[2]], figures)
        elif match := _CHINESE_ANNEX.match(text, start):
            _put(place, "annex", chinese_value(match[1]) if match[1] else "")
        else:
            break
        end = match.end()
    return place, end


def _all(text: str, start: int, end: int) -> list[_Locator]:
    """The locators with numbers in [start, end)."""
    found: list[_Locator] = []
    at = start
    for word in _WORD.finditer(text, start, end):
        if word.start() >= at and _begins(word[0].lower()) and (one := _locator(text, word.start(), end)):
            at = one.end
            if one.numbers:
                found.append(one)
    return found


@cache
def _link_ends() -> dict[str, tuple[str, ...]]:
    """By their last word, the links as they may be written, the longest first."""
    table: dict[str, set[str]] = {}
    for link in _links() - {""}:
        for written in (link, link.replace("'", "’")):
            table.setdefault(written.rpartition(" ")[2], set()).add(written)
    return {last: tuple(sorted(links, key=len, reverse=True)) for last, links in table.items()}


def _may_lead(tail: str) -> bool:
    """Whether a text may end with a locator's number and what ties it to what comes next; most do not."""
    tail = tail.rstrip(_AT_END)
    low = tail.lower()
    for link in _link_ends().get(low[low.rfind(" ") + 1 :], ()):
        if low.endswith(link):
            tail = tail[: -len(link)].rstrip(_AT_END)
            break
    return bool(tail) and (tail[-1] in _NUMBER_ENDS or (len(tail) > 1 and not tail[-2].isalnum()))


def before(text: str, start: int) -> tuple[Place, int]:
    """Locators right before a citation that begins at ``start``: "paragraph 5 of", "пункту 3 статьи 24"; where they begin."""
    if not _may_lead(text[max(0, start - LINK) : start]):
        return {}, start
    place: Place = {}
    at = start
    for one in reversed(_all(text, max(0, start - WINDOW), start)):
        gap = text[one.end : at]
        if not _tied(gap) or (at == start and not gap.strip(" ,") and not _bare_link(text[one.start])):
            break
        _put(place, one.meaning, one.numbers[1] if one.numbers else "")
        at = one.start
    return place, at


def _bare_link(word: str) -> bool:
    """In Russian the genitive alone ties a locator to its document."""
    return "\u0400" <= word[0] <= "\u04ff"


def split_numbers(text: str, start: int, end: int, word: str) -> list[tuple[int, int, str]]:
    """The single numbers under a locator word in [start, end): "Articles 100, 104 and 105"; [] for one, or a range."""
    for one in _all(text, start, end):
        if not one.numbers or one.meaning != word:
            continue
        low = one.numbers.start(1)
        parts = [(low + m.start(), low + m.end(), m[0]) for m in _ONE.finditer(one.numbers[1])]
        between = [text[a[1] : b[0]] for a, b in pairwise(parts)]
        if len(parts) > 1 and not any(_RANGES.fullmatch(gap) for gap in between):
            return parts
    return []
