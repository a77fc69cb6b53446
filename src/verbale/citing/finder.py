"""The grammar of citations over the hits of one text: nouns, organs, numbers, symbols, and how they hang together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verbale.citing.numbers import Number, council_year, parse_number
from verbale.citing.scan import fold, hits
from verbale.citing.symbols import FoundSymbol, find_symbol, kind_of
from verbale.citing.targets import Target, fits_assembly, fits_human_rights, target
from verbale.citing.vocabulary import vocabulary
from verbale.document import Citation

__all__ = ["find"]

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?؟](?=\s+[^\W\d_a-zà-ÿа-я])|[。！？]|\.$")
_DATE_AFTER = re.compile(r"[^\d;.()]{0,30}?\d{1,2}(?:er|º)?\.?[^\d;()]{1,28}((?:19|20)\d\d)")
_DATE_BEFORE = re.compile(r"((?:19|20)\d\d) ?年 ?\d{1,2} ?月 ?\d{1,2} ?日 ?第? ?$")
_BARE = re.compile(
    r"(?: (?:[Nn][ou]s?\.?|№|номер|núms?\.|رقم))? ?(\d{1,4})(?![\w/]|[.,]\d| ?[(\[]\d?[A-Z]|\s*(?:%|per cent))"
)
_BARE_NEXT = re.compile(
    r"(?:, | and | et | y | e | и |، | و ?|、|和| und |, and |, et )(\d{1,4})(?![\w/]|[.,]\d| ?[(\[][A-Z])"
)
_YEAR_IN_BRACKETS = re.compile(r" ?\(((?:19|20)\d\d)\)")
_ITEM_JOIN = re.compile(
    r"(?:[,;،、:(] ?|\b(?:and|or|et|ou|y|e|o|и|или|und|sowie|to|à|по|bis)\s|و ?|和|及|与|至|第|到|ο)$"
)
_ARABIC_PREFIXES = frozenset("و ف ب ل ك ال وال فال بال كال لل ولل فلل وب ول فب فل وبال ولال أ".split() + [""])
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_CHAIN = frozenset(
    (
        ", ",
        " and ",
        " et ",
        " y ",
        " и ",
        " و ",
        " و",
        "، ",
        "、",
        "和",
        "及",
        "; ",
        "",
        " ",
        ", and ",
        " und ",
        ", y ",
        "号、第",
        "号和第",
        "、第",
        "和第",
    )
)
_ZH_AFTER = re.compile(
    r"\s*号?(?:[、和及与，,或至]|以及|\s*(?:大会|安理会|安全理事会|人权理事会|联大)?(?:决议|决定)|各?号?决议)"
)


@dataclass(slots=True)
class _Noun:
    kind: str
    start: int
    end: int
    organ: str | None = None
    how: str = ""
    organ_end: int = 0


@dataclass(slots=True)
class _Group:
    """Numbers under one head. ``organ`` holds for all of them."""

    kind: str
    start: int
    organ: str | None = None
    how: str = ""
    items: list[tuple[Number, int | None, str | None, str]] = field(default_factory=list)
    open_kind: bool = False
    noun: bool = True

    @property
    def end(self) -> int:
        return self.items[-1][0].end if self.items else self.start


class _Finder:
    def __init__(self, text: str, language: str | None, speaker: str | None) -> None:
        self.text = text
        self.language = language
        self.speaker = speaker
        self.v = vocabulary()
        self.out: list[Citation] = []
        self.groups: list[_Group] = []
        self.noun: _Noun | None = None
        self.organ: tuple[str, int, int] | None = None
        self.cursor = 0

    # -- the walk ---------------------------------------------------------------------------------------------------

    def run(self) -> None:
        text = self.text
        senses = self.v.senses
        for start, end in hits(text):
            if start < self.cursor:
                continue
            sense = senses.get(text[start:end])
            if sense is not None:
                if not self._whole_word(start, end):
                    continue
                if sense.kind == "noun":
                    self._on_noun(sense.value, start, end)
                elif sense.kind == "organ":
                    self._on_organ(sense.value, start, end)
                continue
            first = text[start]
            if start and (
                text[start - 1].isalnum()
                and not _loose_script(text[start - 1])
                or text[start - 1] in "/.-@_\\"
            ):
                if not (text[start - 1] in "-." and start > 1 and not text[start - 2].isalnum()):
                    continue
            if first.isdigit() or text[start:end].startswith(("S-", "ES-", "د")):
                self._on_number(start)
            else:
                self._on_symbol(start)
        for group in self.groups:
            self._emit(group)
        self.out.sort(key=lambda c: (c.start, c.end))

    def _whole_word(self, start: int, end: int) -> bool:
        """Whether the hit is a word of its own; Arabic words may have a conjunction, preposition or article before."""
        text = self.text
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        first, last = text[start], text[end - 1]
        if "\u0600" <= first <= "\u06ff":
            left = start
            while left and "\u0621" <= text[left - 1] <= "\u0652":
                left -= 1
            if _MARKS.sub("", text[left:start]) not in _ARABIC_PREFIXES:
                return False
            return not ("\u0621" <= after <= "\u064a") or self._arabic_ending(start, end)
        if "\u4e00" <= first <= "\u9fff":
            return True
        return not (before.isalpha() and not _loose_script(before)) and not (
            after.isalpha() and last != "." and not _loose_script(after)
        )

    def _arabic_ending(self, start: int, end: int) -> bool:
        right = end
        while right < len(self.text) and "\u0621" <= self.text[right] <= "\u0652":
            right += 1
        return _MARKS.sub("", self.text[start:right]) in self.v.senses

    # -- words ------------------------------------------------------------------------------------------------------

    def _tight(self, start: int, end: int) -> bool:
        """Whether nothing but small words, dates, locators and punctuation stands between two places."""
        if end - start > 240:
            return False
        gap = self.text[start:end]
        if gap in _CHAIN:
            return True
        if _SENTENCE_END.search(gap):
            return False
        small = self.v.small
        for word in _WORD.findall(gap):
            if word.lower() in small or len(word) == 1:
                continue
            if "\u4e00" <= word[0] <= "\u9fff":
                if not re.fullmatch(
                    r"(?:年|月|日|第|号|和|及|与|以及|其|的|或|附件|段|各项|有关|相关|最近|特别是|包括|联合国|通过|、)*",
                    word,
                ):
                    return False
                continue
            if "\u0600" <= word[0] <= "\u06ff" and (
                word[1:].lower() in small or _MARKS.sub("", word) in small
            ):
                continue
            return False
        return True

    def _on_noun(self, kind: str, start: int, end: int) -> None:
        text = self.text
        group = self.groups[-1] if self.groups else None
        if text[start] in "决":
            if group and group.open_kind and start - group.end <= 40:
                group.kind = kind
                group.open_kind = False
                group.noun = True
            return
        if "\u0621" <= text[end - 1] <= "\u064a":
            while end < len(text) and "\u0621" <= text[end] <= "\u0652":
                end += 1
        noun = _Noun(kind, start, end)
        if self._is_own(start, end):
            noun.how, noun.organ = "own", self.speaker
            if (
                self.organ
                and start - self.organ[2] < 40
                and self._tight(self.organ[2], start)
                and (group is None or group.end <= self.organ[1])
            ):
                noun.organ, noun.how = self.organ[0], "named"
        elif self.organ and start - self.organ[2] <= 24 and self._before(self.organ[2], start):
            noun.organ, noun.how = self.organ[0], "named"
        noun.organ_end = end
        self.noun = noun
        bare = _BARE.match(text, end)
        if (
            bare
            and noun.organ in (None, "S", "council")
            or (bare and noun.how == "own" and self.speaker == "S")
        ):
            self._on_bare(noun, bare)

    def _before(self, start: int, end: int) -> bool:
        gap = self.text[start:end].lower()
        return all(w in self.v.small or w == "s" for w in _WORD.findall(gap)) and not re.search(
            r"[.;,]\s", gap
        )

    def _is_own(self, start: int, end: int) -> bool:
        if "\u0600" <= self.text[start] <= "\u06ff":
            word = _MARKS.sub("", self.text[start:end])
            return word.endswith(("ه", "ها")) and not word.endswith("ة")
        before = _WORD.findall(self.text[max(0, start - 24) : start])
        return any(w.lower() in self.v.own for w in before[-2:])

    def _on_organ(self, value: str, start: int, end: int) -> None:
        noun = self.noun
        group = self.groups[-1] if self.groups else None
        if "\u0600" <= self.text[start] <= "\u06ff":
            start = max(start, 0)
        text = self.text
        if (
            noun
            and (not group or noun.start >= group.end)
            and self._tight(noun.end, start)
            and noun.how == ""
            and start - noun.end < 40
        ):
            noun.organ, noun.how, noun.organ_end = value, "named", end
            bare = _BARE.match(text, end)
            if bare and value == "S":
                self._on_bare(noun, bare)
        elif (
            group
            and not group.organ
            and group.how == ""
            and not group.open_kind
            and self._follows(group, start)
        ):
            group.organ, group.how = value, "named"
        elif group and group.open_kind and start - group.end <= 2:
            group.organ, group.how = value, "named"
        elif text[start:end] in ("UNSCR", "SCR"):
            bare = _BARE.match(text, end)
            if bare:
                self._on_bare(_Noun("resolution", start, end, "S", "named", end), bare)
        self.organ = (value, start, end)

    def _follows(self, group: _Group, start: int) -> bool:
        """Whether an organ at ``start`` belongs to the numbers before it: "70/1 de l’Assemblée générale"."""
        if start - group.end > 120 or not self._tight(group.end, start):
            return False
        gap = self.text[group.end : start].replace("’", "'").rstrip(" ")
        if not gap.strip():
            return "\u0400" <= self.text[start] <= "\u04ff"
        link = re.search(r"[^,،;:]*$", gap)
        words = (link[0] if link else "").strip().lower()
        if not words:
            return False
        return words in self.v.after or any(words.endswith(f" {w}") or words == w for w in self.v.after if w)

    # -- numbers ----------------------------------------------------------------------------------------------------

    def _on_bare(self, noun: _Noun, match: re.Match[str]) -> None:
        """ "resolutions 822, 853 and 884 (1993)", "Security Council resolution 242": numbers without a year of their own."""
        text = self.text
        numbers = [(match.start(1), match.end(1), int(match[1]))]
        while more := _BARE_NEXT.match(text, numbers[-1][1]):
            numbers.append((more.start(1), more.end(1), int(more[1])))
        last = numbers[-1]
        shared = _YEAR_IN_BRACKETS.match(text, last[1])
        named = noun.organ == "S"
        items: list[Number] = []
        for start, end, n in numbers:
            year = council_year(n)
            if shared and (start, end, n) == last:
                items.append(Number(start, shared.end(), "year", shared[1], n))
            elif year and (
                shared
                and (str(year) == shared[1] or named)
                or named
                or (
                    shared is None
                    and noun.organ != "council"
                    and n > 99
                    and len(str(n)) > 2
                    and self.speaker == "S"
                )
                or (
                    noun.how == ""
                    and n > 199
                    and re.match(r"[\s.,;)]|$", text[end : end + 1]) is not None
                    and self._abbreviated(noun)
                )
            ):
                items.append(Number(start, end, "bare", "", n))
        if not items or (shared and len(items) == 1 and len(numbers) == 1):
            return
        group = _Group(noun.kind, noun.start, noun.organ or "S", noun.how if noun.organ else "")
        for item in items:
            group.items.append((item, None, None, ""))
        self.groups.append(group)
        self.noun = None
        self.cursor = items[-1].end

    def _abbreviated(self, noun: _Noun) -> bool:
        return (
            self.text[noun.start : noun.end].lower().startswith("res")
            and len(self.text[noun.start : noun.end]) <= 4
        )

    def _year_near(self, start: int, end: int) -> int | None:
        after = _DATE_AFTER.match(self.text, end, min(len(self.text), end + 70))
        if after:
            return int(after[1])
        before = _DATE_BEFORE.search(self.text[max(0, start - 20) : start])
        return int(before[1]) if before else None

    def _on_number(self, start: int) -> None:
        text = self.text
        numbers = parse_number(text, start)
        if not numbers:
            return
        first = numbers[0]
        if first.shape == "session" and first.start and text[first.start - 1] == "-":
            return
        year = (
            self._year_near(first.start, numbers[-1].end)
            if first.shape in ("session", "roman", "special")
            else None
        )
        group = self._home(first, numbers[-1].end, year)
        if group is None:
            return
        organ, how = None, ""
        if (
            self.organ
            and self.organ[1] >= group.end
            and group.items
            and text[self.organ[2] : first.start].strip(" 第") == ""
            and self.noun is None
        ):
            organ, how = self.organ[0], "named"  # 大会第70/1号、安全理事会第1325(2000)号
        for number in numbers:
            group.items.append((number, year, organ, how))
        self.cursor = numbers[-1].end

    def _home(self, number: Number, end: int, year: int | None) -> _Group | None:
        """The group that a number belongs to, made where needed; None where the number is no citation."""
        text = self.text
        noun = self.noun
        group = self.groups[-1] if self.groups else None
        chinese = text[number.start - 1 : number.start] == "第" or text[end : end + 1] == "号"
        if chinese or (group and group.open_kind):
            if group and group.open_kind and self._near_chinese(group, number.start):
                return group
            if (
                not _ZH_AFTER.match(text, end)
                and not re.match(r"\s*号(?![^、和及与，,或至以 ])", text[end : end + 3])
                and not self._noun_ahead(end)
            ):
                return None
            made = _Group("resolution", number.start, open_kind=True)
            if self.organ and self._tight(self.organ[2], number.start) and number.start - self.organ[2] < 60:
                made.organ, made.how = self.organ[0], "named"
            elif re.search(r"其[^，。；]{0,30}$", text[max(0, number.start - 32) : number.start]):
                made.organ, made.how = self.speaker, "own"
            self.groups.append(made)
            return made
        if noun and (
            group is None or noun.start >= group.end or noun.start >= group.start and not group.items
        ):
            tight = self._tight(noun.organ_end, number.start)
            if tight or self._acceptable(number, year, noun.organ_end):
                made = _Group(noun.kind, noun.start, noun.organ, noun.how)
                if not tight and made.how == "":
                    made.organ = None
                self._carry(made, noun)
                self.groups.append(made)
                self.noun = None
                return made
        if group and group.items and not group.open_kind:
            if (
                self._tight(group.end, number.start)
                and self._plausible(number)
                or self._acceptable(number, year, group.end)
            ):
                return group
        return self._alone(number, year)

    def _near_chinese(self, group: _Group, start: int) -> bool:
        return start - group.end < 400 and not re.search(r"[。]", self.text[group.end : start])

    def _noun_ahead(self, end: int) -> bool:
        return (
            re.match(r"[^。；]{0,200}?号(?:决议|决定)", self.text[end : end + 220]) is not None
            and self.text[end : end + 1] in "号、和"
        )

    def _carry(self, made: _Group, noun: _Noun) -> None:
        """An organ named for the group before holds for the next one in the same clause, until another is named."""
        before = self.groups[-1] if self.groups else None
        if (
            made.organ is None
            and made.how == ""
            and before
            and before.organ
            and before.how in ("named", "carried")
            and before.end <= noun.start
            and self._tight(before.end, noun.start)
        ):
            made.organ, made.how = before.organ, "carried"

    def _plausible(self, number: Number) -> bool:
        if number.shape == "session":
            return int(number.session) <= 99
        if number.shape == "annual":
            return 1946 <= int(number.session) <= 2099
        return True

    def _acceptable(self, number: Number, year: int | None, since: int) -> bool:
        """Whether a number that stands apart from its head may still belong to it."""
        if number.start - since > 1500 or not self._plausible(number):
            return False
        if number.shape == "year":
            return council_year(number.number) is None or str(council_year(number.number)) == number.session
        if number.shape in ("roman", "special", "parties"):
            return True
        if _SENTENCE_END.search(self.text, since, number.start):
            return False
        if number.shape == "session" and year and self._dated(number, year):
            return True
        if number.shape == "annual" and year and abs(year - int(number.session)) <= 1:
            return True
        if number.shape == "session" and int(number.session) < 31 and number.number < 10:
            return False
        return _ITEM_JOIN.search(self.text[max(0, number.start - 6) : number.start]) is not None and not (
            number.session == str(number.number)
        )

    def _dated(self, number: Number, year: int) -> bool:
        session = int(number.session)
        return (
            fits_assembly(session, year)
            and session > 30
            or fits_human_rights(session, year)
            and number.number < 80
        )

    def _alone(self, number: Number, year: int | None) -> _Group | None:
        """A number without a noun, where its form or its date says what it is."""
        made = _Group("resolution", number.start, noun=False)
        if number.shape == "year" and str(council_year(number.number)) == number.session:
            pass
        elif number.shape == "session" and year and self._dated(number, year):
            pass
        elif number.shape == "special" and number.session.startswith("ES-"):
            pass
        elif number.shape == "roman" and (year or number.session.startswith(("S-", "ES-"))):
            pass
        elif (
            self.organ
            and number.shape in ("session", "annual", "special", "roman")
            and 0 <= number.start - self.organ[2] <= 2
            and self._plausible(number)
        ):
            made.organ, made.how = self.organ[0], "named"
        else:
            return None
        self.groups.append(made)
        return made

    # -- symbols ----------------------------------------------------------------------------------------------------

    def _on_symbol(self, start: int) -> None:
        found = find_symbol(self.text, start)
        if not found:
            return
        for one in found:
            self._emit_symbol(one)
        self.cursor = max(one.end for one in found)

    def _emit_symbol(self, one: FoundSymbol) -> None:
        symbol = one.symbols[0]
        symbols = one.symbols if len(one.symbols) > 1 else ()
        status = "inferred" if one.elided else "certain"
        self.out.append(
            Citation(
                start=one.start, end=one.end, text="", kind=kind_of(symbol), symbol=symbol, symbols=symbols,  # type: ignore[arg-type]
                status=status, why="the head of the symbol stands before" if one.elided else None, url=self._url(symbol),
            )
        )  # fmt: skip

    def _emit(self, group: _Group) -> None:
        for number, year, organ, how in group.items:
            made = target(number, group.kind, organ or group.organ, how or group.how, self.speaker, year)
            self._add(number.start, number.end, group.kind, made)

    def _add(self, start: int, end: int, kind: str, made: Target) -> None:
        self.out.append(
            Citation(
                start=start, end=end, text="", kind=kind, symbol=made.symbol, symbols=made.symbols, status=made.status,  # type: ignore[arg-type]
                why=made.why, candidates=made.candidates, name=made.name, url=self._url(made.symbol),
            )
        )  # fmt: skip

    def _url(self, symbol: str | None) -> str | None:
        if symbol is None or "/DEC/" in symbol or symbol.startswith("E/CN.4/RES"):
            return None
        language = self.language if self.language in ("ar", "zh", "en", "fr", "ru", "es") else "en"
        return f"https://undocs.org/{language}/{symbol.replace(' ', '')}"


def _loose_script(char: str) -> bool:
    """Chinese characters stand beside words without a space; they end no word."""
    return "\u2e80" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def find(text: str, language: str | None = None, speaker: str | None = None) -> list[Citation]:
    """All citations of a text, in order."""
    finder = _Finder(fold(text), language, speaker)
    finder.run()
    import msgspec

    return [msgspec.structs.replace(c, text=text[c.start : c.end]) for c in finder.out]
