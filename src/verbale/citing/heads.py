"""Heads and their numbers: which noun and which organ hold for a number, in the seven languages.

A head is a noun ("resolutions") with or without an organ; the numbers under it make a group. The organ stands before
the noun (English, Chinese), after it (Arabic, French, Russian, Spanish), or after the numbers ("70/1 de l’Assemblée").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from verbale.citing.gaps import ends_sentence, joined_before, small_only, tight, words_of, year_near
from verbale.citing.numbers import Number, parse_number
from verbale.citing.targets import fits_assembly, fits_human_rights
from verbale.citing.vocabulary import data, vocabulary
from verbale.symbol.chronology import council_year

__all__ = ["Group", "Heads"]

ORGAN_BEFORE = 24  # characters between an organ and its noun: "Council, in its previous"
OWN_BEFORE = 40
LONG_NAME = 110
STILL_HOLDS = 120
FARTHEST = 1500  # a number further from its head than this is not under it
FIRST_PLAIN_NUMBER = 100  # below it, a bare number after "resolution" is too often something else

_NUMBER_SIGN = r"(?: (?:[Nn][ou]s?\.?|№|núms?\.|رقم))? ?"
_OTHER_BRACKET = (
    r" ?(?:[A-ZА-Я]{1,2}(?: [^\W\d]{1,3} [A-ZА-Я]{1,2})? ?)?[(\[] ?(?:[A-Zد]|(?!(?:19|20)\d\d\))\d{1,5}\))"
)
_NOT_A_NUMBER = rf"(?![\w/]|[.,]\d|{_OTHER_BRACKET}|\s*(?:%|per cent))"
_BARE = re.compile(rf"{_NUMBER_SIGN}(\d{{1,4}}){_NOT_A_NUMBER}")
_BARE_NEXT = re.compile(
    rf"(?: ?– ?| to | à | a | по | bis | إلى |至|,? and |,? et |,? y |, | e | и |، | و ?|、|和| und )(\d{{1,4}}){_NOT_A_NUMBER}"
)
_SHARED_YEAR = re.compile(r" ?\(((?:19|20)\d\d)\)")
_OF_YEAR = re.compile(r" (?:of|de|del|von|от) ((?:19|20)\d\d)(?!\d)")
_WITHIN = frozenset(
    ("in", "by", "under", "dans", "par", "en", "por", "mediante", "в", "durch", "mit", "في", "بموجب")
)
_AND = frozenset(("and", "or", "et", "ou", "y", "o", "e", "и", "или", "und", "oder", "و", "أو"))
_OF_ITS = re.compile(r" [^,،;.()]*[,،]? [^,،;.()]{2,30}")
_RANGE = re.compile(r" ?(–|-|至|\b(?:to|through|à|a|по|bis|إلى)\b) ?")
_LONGEST_RANGE = 50
_CHINESE_OWN = re.compile(r"其[^，。；]{0,30}$")
_CHINESE_LISTED = re.compile(
    r"\s*号?(?:[、和及与，,或至]|以及|(?:大会|安理会|安全理事会|人权理事会)?(?:决议|决定))"
)
_CHINESE_NOUN_AHEAD = re.compile(r" ?[号、和][^。；]{0,200}?号(?:决议|决定)")
_CHINESE_GAP = 400
_CHINESE_TITLE = 160
_CHINESE_TITLED = re.compile(
    r" ?(?:\d{4}年\d{1,2}月\d{1,2}日)?(?:通过的)?(?:题为|关于|有关)[^。；]*的 ?第? ?"
)


@cache
def _reports() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((organ, re.compile(pattern)) for organ, pattern in data("organs")["reports"].items())


_Organ = tuple[str, int, int]
"""An organ and where it is named."""


@dataclass(slots=True)
class _Noun:
    kind: str
    start: int
    end: int
    organ: str | None = None
    how: str = ""
    head: int = 0  # where the head begins, with its organ
    tail: int = 0  # where it ends, with its organ
    by_other: bool = False  # whether "its" may be that of a body that gives no symbols


@dataclass(slots=True)
class Group:
    """Numbers under one head, whose kind and organ hold for all of them.

    ``how`` says how the organ was given: "named", "own" (its), "carried" from the head before, "" where it was not.
    """

    kind: str
    head: int
    organ: str | None = None
    how: str = ""
    numbers: list[Number] = field(default_factory=list)
    awaits_noun: bool = False  # Chinese: the noun follows the numbers
    tail: int = 0

    @property
    def end(self) -> int:
        """Where the group's last number ends."""
        return self.numbers[-1].end if self.numbers else self.head


class Heads:
    """The groups of one text, built while its hits are walked from left to right."""

    def __init__(self, text: str, speaker: str | None) -> None:
        self.text = text
        self.speaker = speaker
        self.groups: list[Group] = []
        self._noun: _Noun | None = None
        self._organ: _Organ | None = None
        self._full_organ: _Organ | None = None  # the last that was named in full, not "the Council"
        self._report: _Organ | None = None
        self._has_chinese = "号" in text or "第" in text
        self._own = vocabulary().own
        self._after = vocabulary().after

    # -- nouns and organs -------------------------------------------------------------------------------------------

    def noun(self, kind: str, start: int, end: int) -> int:
        """A noun at [start, end). Returns where the numbers end that were read with it ("resolution 242")."""
        text = self.text
        group = self.groups[-1] if self.groups else None
        if "\u4e00" <= text[start] <= "\u9fff":
            if group and group.awaits_noun and start - group.end <= OWN_BEFORE:
                group.kind, group.awaits_noun, group.tail = kind, False, end
            return end
        noun = _Noun(kind, start, end, head=start, tail=end)
        organ = self._organ
        if self._is_own(start, end):
            noun.how, noun.organ = "own", self.speaker
            near = organ and start - organ[2] <= OWN_BEFORE and (group is None or group.end <= organ[1])
            if organ and near and tight(text, organ[2], start) and self._speaks(organ, start):
                noun.organ, noun.how = organ[0], "named"
            elif organ and self._acts(organ, start, group):
                if organ[0] == "other":
                    noun.by_other = True
                else:
                    noun.organ, noun.how = organ[0], "named"
        elif organ and start - organ[2] <= ORGAN_BEFORE and self._leads(organ[2], start, group):
            noun.organ, noun.how, noun.head = organ[0], "named", organ[1]
        elif (report := self._report) and start - report[2] < 80 and tight(text, report[2], start):
            noun.organ, noun.how = report[0], "named"
        waiting = self._noun  # "resolutions of the Human Rights Council, the most recent being resolutions …"
        if (
            waiting
            and not noun.how
            and waiting.how in ("named", "carried")
            and start - waiting.tail <= STILL_HOLDS
            and not ends_sentence(text, waiting.tail, start)
        ):
            noun.organ, noun.how = waiting.organ, "carried"
        self._noun = noun
        return self._bare(noun, end)

    def organ(self, value: str, start: int, end: int) -> int:
        """An organ at [start, end). Returns where the numbers end that were read with it."""
        text = self.text
        noun = self._noun
        group = self.groups[-1] if self.groups else None
        self._organ = (value, start, end)
        if value not in ("council", "assembly"):
            self._full_organ = self._organ
        if value == "S" and text[start:end].endswith("SCR"):  # a noun as well: "UNSCR 1325"
            return self._bare(_Noun("resolution", start, end, "S", "named", start, end), end)
        if noun and noun.how == "" and start - noun.end < OWN_BEFORE and tight(text, noun.end, start):
            noun.organ, noun.how, noun.tail = value, "named", end
            return self._bare(noun, end)
        if group and (group.how == "carried" or (group.how == "" and not group.organ)):
            beside = start - group.end <= 2 if group.awaits_noun else self._follows(group, start)
            if beside:
                group.organ, group.how, group.tail = value, "named", end
        return end

    def report(self, symbol: str, start: int, end: int) -> None:
        """A report at [start, end): what it prints is of the organ that reports."""
        for organ, pattern in _reports():
            if pattern.search(symbol):
                self._report = (organ, start, end)

    def _speaks(self, organ: _Organ, noun: int) -> bool:
        """Whether "its" before a noun is that of an organ beside it: "the Council, in its resolution"."""
        return organ[0] != "other" or not _WITHIN.isdisjoint(words_of(self.text[organ[2] : noun].lower()))

    def _acts(self, organ: _Organ, noun: int, group: Group | None) -> bool:
        """Whether "its" is that of an organ with a longer name: "the Board of the Fund, in its decision"."""
        gap = self.text[organ[2] : noun]
        if len(gap) > LONG_NAME or (group and group.end > organ[1]) or not _OF_ITS.fullmatch(gap):
            return False
        words = words_of(gap)
        return any(word.lower() in _WITHIN for word in words[-2:])

    def _leads(self, start: int, end: int, group: Group | None) -> bool:
        """Whether an organ that ends at ``start`` is that of a noun at ``end``; no number of its own stands between."""
        if group and group.numbers and group.end > start:
            return False
        gap = self.text[start:end]
        return small_only(gap) and not re.search(r"[.;,]\s", gap) and _AND.isdisjoint(words_of(gap))

    def _is_own(self, start: int, end: int) -> bool:
        if "\u0600" <= self.text[start] <= "\u06ff":
            return self.text[start:end].endswith(("ه", "ها"))
        before = words_of(self.text[max(0, start - ORGAN_BEFORE) : start])
        return any(word.lower() in self._own for word in before[-2:])

    def _follows(self, group: Group, start: int) -> bool:
        """Whether an organ at ``start`` belongs to the numbers before it: "70/1 de l’Assemblée générale"."""
        if start - group.end > 120 or not tight(self.text, group.end, start):
            return False
        gap = self.text[group.end : start].replace("’", "'")
        if not gap.strip():
            return "\u0400" <= self.text[start] <= "\u04ff"
        words = re.split(r"[,،;:(]", gap)[-1].strip().lower()
        return bool(words) and (
            words in self._after or any(words.endswith(f" {word}") for word in self._after if word)
        )

    # -- numbers without a year or session of their own -------------------------------------------------------------

    def _bare(self, noun: _Noun, end: int) -> int:
        """ "resolutions 822, 853 and 884 (1993)", "Security Council resolution 242", "résolution 986 de 1995"."""
        match = _BARE.match(self.text, end)
        if not match or noun.organ not in (None, "S", "council"):
            return end
        found = [(match.start(1), match.end(1), int(match[1]))]
        while more := _BARE_NEXT.match(self.text, found[-1][1]):
            start, stop, n = more.start(1), more.end(1), int(more[1])
            before = found[-1]
            join = _RANGE.fullmatch(self.text, before[1], start)
            if join and 1 < n - before[2] <= _LONGEST_RANGE:
                found += [(*join.span(1), between) for between in range(before[2] + 1, n)]
            found.append((start, stop, n))
        last = found[-1]
        shared = _SHARED_YEAR.match(self.text, last[1])
        of_year = _OF_YEAR.match(self.text, last[1])
        if shared and len(found) == 1:
            return end
        numbers = [
            Number(start, stop, "bare", "", n)
            for start, stop, n in (found[:-1] if shared else found)
            if self._is_council(n, noun, shared or of_year)
        ]
        if shared:
            numbers.append(Number(last[0], shared.end(), "year", shared[1], last[2]))
        elif (
            of_year and numbers and numbers[-1].number == last[2] and str(council_year(last[2])) == of_year[1]
        ):
            numbers[-1] = Number(last[0], of_year.end(), "year", of_year[1], last[2])
        if not numbers:
            return end
        named = noun.how == "named" or (noun.how == "own" and noun.organ == "S")
        group = Group(noun.kind, noun.head, "S", noun.how if named else "", numbers)
        self.groups.append(group)
        self._noun = None
        return group.end

    def _is_council(self, number: int, noun: _Noun, year: re.Match[str] | None) -> bool:
        expected = council_year(number)
        if expected is None:
            return False
        if noun.organ == "S" and noun.how == "named":
            return True
        if year:
            return year[1] == str(expected)
        if noun.organ == "council" or (noun.how == "own" and noun.organ != "S"):
            return False
        word = self.text[noun.start : noun.end].lower()
        return number >= FIRST_PLAIN_NUMBER and (self.speaker == "S" or word in ("res", "res."))

    # -- numbers ----------------------------------------------------------------------------------------------------

    def number(self, start: int) -> int:
        """A number at ``start``. Returns where it ends, or ``start`` where it is no citation."""
        numbers = parse_number(self.text, start)
        if not numbers:
            return start
        end = numbers[-1].end
        group = self._home(numbers[0], end)
        if group is None:
            return start
        if group.numbers:
            group.numbers += self._between(group.numbers[-1], numbers[0])
        group.numbers += numbers
        return end

    def _between(self, first: Number, last: Number) -> list[Number]:
        """The numbers within "75/100 to 75/103"; the word that stands for them is their place."""
        if first[2:4] != last[2:4] or first.letter or last.letter:
            return []
        if not 1 < last.number - first.number <= _LONGEST_RANGE:
            return []
        join = _RANGE.fullmatch(self.text, first.end, last.start)
        if not join:
            return []
        start, end = join.span(1)
        return [first._replace(start=start, end=end, number=n) for n in range(first.number + 1, last.number)]

    def _home(self, number: Number, end: int) -> Group | None:
        """The group that a number belongs to, made where needed; None where the number is no citation."""
        text, noun = self.text, self._noun
        group = self.groups[-1] if self.groups else None
        if self._has_chinese and (
            text[max(0, number.start - 2) : number.start].rstrip().endswith("第")
            or text[end : end + 2].strip()[:1] == "号"
            or (group and group.awaits_noun)
        ):
            return self._chinese(number, end, group)
        if noun and (group is None or noun.start >= group.end):
            near = tight(text, noun.tail, number.start)
            if near or self._acceptable(number, noun.tail):
                made = Group(noun.kind, noun.head, noun.organ, noun.how)
                if noun.by_other and number.shape == "annual" and self.speaker != "E":
                    made.organ, made.how = "other", "named"
                if (
                    made.how == ""
                    and group
                    and group.how in ("named", "carried")
                    and tight(text, group.end, noun.start)
                ):
                    made.organ, made.how = group.organ, "carried"
                self.groups.append(made)
                self._noun = None
                return made
        if group and group.numbers:
            if tight(text, group.end, number.start) and _plausible(number):
                return group
            if self._acceptable(number, group.end):
                return group
        return self._alone(number)

    def _chinese(self, number: Number, end: int, group: Group | None) -> Group | None:
        text = self.text
        organ = next(
            filter(None, (self._chinese_named(o, number.start) for o in (self._organ, self._full_organ))),
            None,
        )
        if (
            group
            and group.awaits_noun
            and number.start - group.end < _CHINESE_GAP
            and "。" not in text[group.end : number.start]
        ):
            if not (organ and organ[1] >= group.end and group.how):
                return group
        elif not _CHINESE_LISTED.match(text, end) and not _CHINESE_NOUN_AHEAD.match(text, end, end + 220):
            return None
        made = Group("resolution", number.start, awaits_noun=True)
        report = self._report
        if report and number.start - report[2] < 40 and tight(text, report[2], number.start):
            made.organ, made.how = report[0], "named"
        elif organ:
            made.organ, made.how, made.head = organ[0], "named", organ[1]
        elif _CHINESE_OWN.search(text[max(0, number.start - 32) : number.start]):
            made.organ, made.how = self.speaker, "own"
        self.groups.append(made)
        return made

    def _chinese_named(self, organ: _Organ | None, end: int) -> _Organ | None:
        """The organ, if only a date and a title stand between it and a number: 大会2018年12月20日题为“…”的第73/194号决议."""
        if organ is None or end - organ[2] > _CHINESE_TITLE:
            return None
        if end - organ[2] < ORGAN_BEFORE * 2 and tight(self.text, organ[2], end):
            return organ
        return organ if _CHINESE_TITLED.fullmatch(self.text, organ[2], end) else None

    def _acceptable(self, number: Number, since: int) -> bool:
        """Whether a number that stands apart from its head may still belong to it."""
        if number.start - since > FARTHEST or not _plausible(number):
            return False
        if number.shape == "year":
            return council_year(number.number) is None or str(council_year(number.number)) == number.session
        if number.shape in ("roman", "special", "parties"):
            return True
        if ends_sentence(self.text, since, number.start):
            return False
        if self._dated(number):
            return True
        if number.shape == "session" and (
            number.session == str(number.number) or (int(number.session) < 31 and number.number < 10)
        ):
            return False  # "50/50", "1/3"
        return joined_before(self.text, number.start)

    def _dated(self, number: Number) -> bool:
        """Whether the date at a number is one of its session."""
        if number.shape not in ("session", "annual"):
            return False
        year = year_near(self.text, number.start, number.end)
        if year is None:
            return False
        session = int(number.session)
        if number.shape == "annual":
            return abs(year - session) <= 1
        return (fits_assembly(session, year) and session > 30) or (
            fits_human_rights(session, year) and number.number < 80
        )

    def _alone(self, number: Number) -> Group | None:
        """A number without a noun, where its form, its date or an organ before it says what it is."""
        made = Group("resolution", number.start)
        organ = self._organ
        if number.shape == "year":
            known = str(council_year(number.number)) == number.session
        elif number.shape == "special":
            known = number.session.startswith("ES-")
        elif number.shape == "roman":
            known = "-" in number.session or year_near(self.text, number.start, number.end) is not None
        else:
            known = number.shape == "session" and self._dated(number)
        if organ and number.shape != "parties" and 0 <= number.start - organ[2] <= 1 and _plausible(number):
            made.organ, made.how, made.head, known = organ[0], "named", organ[1], True
        if not known:
            return None
        self.groups.append(made)
        return made


def _plausible(number: Number) -> bool:
    if number.shape == "session":
        return int(number.session) <= 99 or council_year(int(number.session)) == number.number
    if number.shape == "annual":
        return 1946 <= int(number.session) <= 2099
    return True
