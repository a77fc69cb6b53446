"""Where in the cited document: paragraph, annex, article, section, page …, before or after what is cited.

"paragraph 5 of resolution 2231 (2015)", "A/57/499, annex", "第24条第3项": words in data/words, here only their order.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from verbale.citing.vocabulary import vocabulary

__all__ = ["Place", "after", "before", "chinese_value", "split_numbers"]

WINDOW = 120
LINK = 26  # characters between a locator's number and what it is in: "of the annex to the"
_LAST_NUMBER = re.compile(r".*(?:[\d)]|(?<!\w)(?:[IVXLC]+|[A-Za-z]))(?!\w)", re.DOTALL)
_NUM = r"(?:\d{1,4}(?: bis| ter)?(?: ?\((?:[a-zA-Z]{1,4}|\d{1,2}|[أ-ي])\)| ?(?:[a-z]|\d{1,2})\)| [a-e](?![\w’']))*|[IVXLC]+(?![A-Za-z]|\.\w)|[A-Z](?![A-Za-z]|\.\w))"
_JOIN = r"(?:, (?:and |et |y |и )?| and | or | et | ou | y | o | e | и | или | und |–|-| to | through | à | a | по | bis | إلى | و ?|، |、|和|至)"
_NUMS = rf"{_NUM}(?:{_JOIN}{_NUM})*"
_CHINESE_NUM = r"(?:\d+|[一二三四五六七八九十百]+)"
_CHINESE = re.compile(rf"第?({_CHINESE_NUM}(?:[、和至-]第?{_CHINESE_NUM})*)({{words}})")
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


def _word_pattern(words: list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    arabic = [w for w in ordered if "\u0600" <= w[0] <= "\u06ff"]
    other = [w for w in ordered if not "\u0600" <= w[0] <= "\u06ff" and not "\u4e00" <= w[0] <= "\u9fff"]
    bare = [re.sub("^ال", "", w) for w in arabic]
    return rf"(?:(?<![\w.])(?:{'|'.join(map(re.escape, other))})|(?<!\w)[وفبلك]{{0,2}}(?:ال|ل)?(?:{'|'.join(map(re.escape, bare))}))"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    v = vocabulary()
    latin = _word_pattern([w for w in v.locators if not "\u4e00" <= w[0] <= "\u9fff"])
    chinese = "|".join(sorted((w for w in v.locators if "\u4e00" <= w[0] <= "\u9fff"), key=len, reverse=True))
    located = rf"((?i:{latin}))(?!\w)(?: ?({_NUMS}))?"
    links = "|".join(re.escape(link).replace("’", "[’']") for link in v.locator_links if link)
    return (
        re.compile(located),
        re.compile(rf"[,،，;]? ?(?:(?:and|et|y|и|و) ?)?(?=(?i:{latin})|[(（]?附|第)"),
        re.compile(_CHINESE.pattern.format(words=chinese)),
        re.compile(rf",? *(?:(?:{links}) *)?(?:«|“|\"|《)?", re.IGNORECASE),
        re.compile(rf"(?:, ?[^,.;]{{1,40}},)? (?:{links})(?= |[’'])| (?={latin})", re.IGNORECASE),
    )


@cache
def _meaning(word: str) -> str | None:
    v = vocabulary()
    word = word.lower()
    if word in v.locators:
        return v.locators[word]
    bare = re.sub("^[وفبلك]{0,2}(?:ال|ل)?", "", word)
    return v.locators.get("ال" + bare) or v.locators.get(bare)


def _put(place: Place, word: str, numbers: str | None) -> None:
    key = _meaning(word)
    if not key:
        return
    value = _RANGES.sub("–", (numbers or "").strip())
    value = _LISTS.sub(", ", value)
    value = _LETTER.sub(lambda m: f" ({m[1] or m[2]})", value)
    if key == "article" and (inner := _INNER.fullmatch(value)):
        value = inner[1]
        place.setdefault("paragraph", inner[2])
    place.setdefault(key, value)


@lru_cache(1 << 12)
def _may_place(word: str) -> bool:
    """Whether a locator can begin with this word."""
    low = word.lower()
    if "\u0600" <= low[0] <= "\u06ff":
        return _meaning(low) is not None or _meaning(low[1:]) is not None
    return low in _firsts() or low[0] in "第附"


def _leads_on(text: str, end: int) -> bool:
    """Whether the next word is a head itself, to which what stands before belongs (the genitive in Russian)."""
    word = _NEXT.match(text, end)
    return word is not None and word[1].lower() in vocabulary().heads


def after(text: str, end: int) -> tuple[Place, int]:
    """Locators right after a citation that ends at ``end``: ", annex", ", sect. II, para. 4"; and where they end."""
    place: Place = {}
    located, lead, chinese, _, tie = _patterns()
    limit = end + WINDOW
    while end < limit:
        word = _LEAD.match(text, end)
        if not word or not _may_place(word[1]):
            break
        start = lead.match(text, end)
        if not start:
            break
        match = located.match(text, start.end())
        if match:
            if not match[2] and _meaning(match[1]) not in ("annex", "appendix", "enclosure"):
                break
            if tie.match(text, match.end()) or _leads_on(text, match.end()):
                break  # "…, and Article 2 of the Charter", "пункта 5 резолюции": of what follows
            _put(place, match[1], match[2])
            end = match.end()
            continue
        match = chinese.match(text, start.end())
        if match:
            _put(
                place,
                match[2],
                re.sub(_CHINESE_NUM, lambda m: chinese_value(m[0]), match[1].replace("第", "")),
            )
            end = match.end()
            continue
        if text.startswith("附件", start.end()):
            follow = re.compile("附件([一二三四五六七八九十]*)").match(text, start.end())
            _put(place, "附件", chinese_value(follow[1]) if follow and follow[1] else None)
            end = start.end() + 2 + (len(follow[1]) if follow else 0)
            continue
        break
    return place, end


@cache
def _firsts() -> frozenset[str]:
    """The first words of locators, as ``_all`` meets them."""
    return frozenset(re.findall(r"\w+|¶", word)[0] for word in vocabulary().locators)


def _all(located: re.Pattern[str], text: str, start: int, end: int) -> list[re.Match[str]]:
    """The locators in [start, end): only words that may begin one are looked at."""
    found: list[re.Match[str]] = []
    at = start
    firsts = _firsts()
    for word in _WORD.finditer(text, start, end):
        low = word[0].lower()
        if word.start() < at or not (low in firsts or ("\u0600" <= low[0] <= "\u06ff" and _meaning(low))):
            continue
        match = located.match(text, word.start(), end)
        if match:
            found.append(match)
            at = match.end()
    return found


def before(text: str, start: int) -> tuple[Place, int]:
    """Locators right before a citation that begins at ``start``: "paragraph 5 of", "пункту 3 статьи 24"; where they begin."""
    low = start - LINK if start > LINK else 0
    tail = text[low:start]
    number = _LAST_NUMBER.search(tail)
    located, _, _, link, _ = _patterns()
    if not number or not link.fullmatch(tail, number.end()):
        return {}, start
    low = max(0, start - WINDOW)
    chain = [m for m in _all(located, text, low, start) if m[2]]
    place: Place = {}
    at = start
    for match in reversed(chain):
        if not link.fullmatch(text, match.end(), at):
            break
        if text[match.end() : at].strip(" ,") == "" and at == start and not _bare_link(match[1]):
            break
        _put(place, match[1], match[2])
        at = match.start()
    return place, at


def _bare_link(word: str) -> bool:
    """In Russian the genitive alone ties a locator to its document."""
    return "\u0400" <= word[0] <= "\u04ff"


def split_numbers(text: str, start: int, end: int, word: str) -> list[tuple[int, int, str]]:
    """The single numbers under a locator word in [start, end): "Articles 100, 104 and 105"; [] for one, or a range."""
    located = _patterns()[0]
    for match in _all(located, text, start, end):
        if not match[2] or _meaning(match[1]) != word:
            continue
        low = match.start(2)
        parts = [(low + m.start(), low + m.end(), m[0]) for m in _ONE.finditer(match[2])]
        between = [text[a[1] : b[0]] for a, b in pairwise(parts)]
        if len(parts) > 1 and not any(_RANGES.fullmatch(gap) for gap in between):
            return parts
    return []
