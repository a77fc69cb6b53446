"""What may stand between a head and its numbers: joins, dates, small words, locators. Nothing else ties them."""

from __future__ import annotations

import re

from verbale.citing.vocabulary import vocabulary

__all__ = [
    "date_in",
    "ends_sentence",
    "joined_before",
    "loose_script",
    "small_only",
    "tight",
    "words_of",
    "year_near",
]

LONGEST = 240
_WORD = re.compile(r"[^\W\d_]+")
# A full stop before a capital, but not in "22. Oktober" or "sect. A".
_SENTENCE_END = re.compile(
    r"(?:(?<!\s\d)(?<!\s\d\d)\.|[!?؟])(?=\s+(?!(?:[IVXLC]+|[A-Z])(?!\w))[^\W\d_a-zà-ÿа-я])|[。！？]|\.$"
)
_DATE_AFTER = re.compile(r"[^\d;.()]{0,30}?\d{1,2}(?:er|º)?\.?[^\d;()]{1,28}((?:19|20)\d\d)(?!\d)")
_DATE = re.compile(
    r"(?<!\d)(\d{1,2})(?:er|º|ª|-?го)?\.? ([^\d,;()]{2,40}?),? (?:del? )?((?:19|20)\d\d)(?!\d)"
    r"|((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
)
_DATED = re.compile(
    r",? (?:of |du |de |del |vom |en date du |от |المؤرخ |المؤرخة )\d{1,2}(?:er|º|ª)?\.? [^\d,;()]{2,40}(?:19|20)\d\d(?: года)?(?!\d)"
)
_DATE_BEFORE = re.compile(r"((?:19|20)\d\d) ?年 ?\d{1,2} ?月 ?\d{1,2} ?日 ?第? ?$")
_JOINED = re.compile(
    r"(?:[,;،、:(] ?|\b(?:and|or|et|ou|y|e|o|и|или|und|sowie|to|à|по|bis|the|la|les|sa|des?)\s|و ?|和|及|与|至|第|到)$"
)
# The commonest gaps, known without looking at their words.
_PLAIN = frozenset(
    (
        *("", " ", ", ", "; ", " and ", ", and ", " et ", " y ", ", y ", " и ", " و ", " و", "، ", " und "),
        *("、", "和", "及", "号、第", "号和第", "、第", "和第"),
    )
)
_ROMAN = re.compile("[IVXL]+")
_CHINESE_SMALL = re.compile(
    r"(?:年|月|日|第|号|和|及|与|以及|其|的|或|附件|段|各项|有关|相关|最近|特别是|包括|联合国|通过|、|章|节|[一二三四五六七八九十]+|[A-Z])*"
)


def words_of(text: str) -> list[str]:
    """The words of a text, without digits."""
    return _WORD.findall(text)


def loose_script(char: str) -> bool:
    """Whether the character is of a script without spaces: it may stand beside a number or word without ending it."""
    return "\u2e80" <= char <= "\u9fff"


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places."""
    return _SENTENCE_END.search(text, start, end) is not None


def _small(word: str, small: frozenset[str]) -> bool:
    if len(word) == 1 or word.lower() in small or _ROMAN.fullmatch(word):
        return True
    if "\u4e00" <= word[-1] <= "\u9fff":
        return _CHINESE_SMALL.fullmatch(word) is not None
    return "\u0600" <= word[0] <= "\u06ff" and word[1:] in small


def small_only(gap: str) -> bool:
    """Whether all words of a gap are small ones."""
    small = vocabulary().small
    return all(_small(word, small) for word in _WORD.findall(gap))


def tight(text: str, start: int, end: int) -> bool:
    """Whether nothing but small words, dates, locators and punctuation stands between two places of one sentence."""
    if end - start > LONGEST:
        return False
    gap = text[start:end]
    if gap in _PLAIN:
        return True
    return not _SENTENCE_END.search(gap) and small_only(gap)


def joined_before(text: str, start: int) -> bool:
    """Whether a comma, "and", an article or the like stands right before a place."""
    return _JOINED.search(text[max(0, start - 7) : start]) is not None


def date_after(text: str, end: int) -> int:
    """Where the date right after a place ends; the place itself where none stands there."""
    match = _DATED.match(text, end)
    return match.end() if match else end


def year_near(text: str, start: int, end: int) -> int | None:
    """The year of a date right after [start, end), or right before it where a language puts it there."""
    after = _DATE_AFTER.match(text, end, min(len(text), end + 70))
    if after:
        return int(after[1])
    before = _DATE_BEFORE.search(text[max(0, start - 20) : start])
    return int(before[1]) if before else None


def date_in(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of the first date of a text."""
    for match in _DATE.finditer(text):
        if match[4]:
            return int(match[4]), int(match[5]), int(match[6])
        months = vocabulary().months
        month = next(
            (months[m] for m in (match[2].lower(), *words_of(match[2].lower())) if m in months), None
        )
        if month:
            return int(match[3]), month, int(match[1])
    return None
