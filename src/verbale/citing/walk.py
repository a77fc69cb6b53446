"""The walk over one text: each hit goes to the part of the grammar that knows it, and citations come out in order."""

from __future__ import annotations

import re

import msgspec

from verbale.citing import locators
from verbale.citing.gaps import loose_script, year_near
from verbale.citing.heads import Group, Heads
from verbale.citing.mentions import Mention, instrument, meeting, sales, series, short
from verbale.citing.scan import Hit, hits, place_of, readable
from verbale.citing.symbols import FoundSymbol, find_symbol, in_volume, kind_of
from verbale.citing.targets import target
from verbale.citing.vocabulary import Sense
from verbale.document import Citation, CitationKind

__all__ = ["find"]

_ARABIC_PREFIXES = frozenset(["", *"و ف ب ل ك أ ال وال فال بال كال لل ولل فلل وب ول فب فل وبال ولال".split()])
_SUPPLEMENT = re.compile(
    r"(?:Supplement|Suppl\.|Supplément|[Ss]uplemento|Дополнение|补编第|الملحق|Beilage)[^()]{0,60}[(（]$"
)
_PLACE_FOLLOWS = frozenset(",،，(第附")
_DIGIT = re.compile(r"\d")
_NAMES = frozenset(("instrument", "short"))  # what is cited without any number
# Where addresses of documents are known; the decisions and labels that have no document of their own have none.
_ADDRESS = "https://undocs.org/"
_NO_DOCUMENT = ("A/DEC/", "E/DEC/", "E/CN.4/RES/", "E/CN.4/DEC/")
_WEB_LANGUAGES = frozenset(("ar", "zh", "en", "fr", "ru", "es"))


def find(text: str, language: str | None = None, speaker: str | None = None) -> list[Citation]:
    """All citations of a text, in order."""
    shown, unseen = readable(text)
    found = hits(shown)
    if not found or not (
        _DIGIT.search(shown) or any(sense and sense.kind in _NAMES for _, _, sense in found)
    ):
        return []
    if not unseen:
        return _Walk(text, shown, language, speaker).run(found)
    return [_moved(citation, unseen, text) for citation in _Walk(shown, shown, language, speaker).run(found)]


def _moved(citation: Citation, unseen: list[int], text: str) -> Citation:
    """A citation found without the characters that do not show, at its place among them."""
    start, end = place_of(citation.start, unseen), place_of(citation.end - 1, unseen) + 1
    return msgspec.structs.replace(citation, start=start, end=end, text=text[start:end])


class _Walk:
    def __init__(self, source: str, text: str, language: str | None, speaker: str | None) -> None:
        self.source = source
        self.text = text
        self.speaker = speaker
        self.address = f"{_ADDRESS}{language if language in _WEB_LANGUAGES else 'en'}/"
        self.heads = Heads(text, speaker)
        self.organ: tuple[str, int, int] | None = None
        self.found: list[Citation] = []

    def run(self, found: list[Hit]) -> list[Citation]:
        """The citations that begin at these hits or belong to them."""
        cursor = 0
        for start, end, sense in found:
            if start < cursor:
                continue
            if sense is None:
                if self._begins(start):
                    cursor = self._unnamed(start, end)
            elif (word := self._word_start(start, end)) is not None:
                cursor = self._word(sense, word, end)
        for group in self.heads.groups:
            self._emit_group(group)
        self.found.sort(key=_order)
        return self.found

    # -- hits -------------------------------------------------------------------------------------------------------

    def _begins(self, start: int) -> bool:
        """Whether a number or symbol can begin here: not inside a word, a number, an address."""
        if not start:
            return True
        before = self.text[start - 1]
        if before.isalnum():
            return loose_script(before) or before == "و"
        if before in "/@_\\":
            return False
        if before in "-.,":
            return start == 1 or not self.text[start - 2].isalnum()
        return True

    def _word_start(self, start: int, end: int) -> int | None:
        """Where the word at a hit begins; None where the hit is a part of another word.

        Arabic words may have a conjunction, preposition or article before them.
        """
        text = self.text
        first = text[start]
        if "\u4e00" <= first <= "\u9fff":
            return start
        after = text[end] if end < len(text) else " "
        if after.isalpha() and text[end - 1] != "." and not loose_script(after):
            return None
        if "\u0600" <= first <= "\u06ff":
            left = start
            while left and "\u0621" <= text[left - 1] <= "\u064a":
                left -= 1
            return left if text[left:start] in _ARABIC_PREFIXES else None
        before = text[start - 1] if start else " "
        return None if before.isalnum() and not loose_script(before) else start

    def _word(self, sense: Sense, start: int, end: int) -> int:
        kind, value = sense
        if kind == "noun":
            return self.heads.noun(value, start, end)
        if kind == "organ":
            self.organ = (value, start, end)
            return self.heads.organ(value, start, end)
        if kind == "instrument":
            return self._mention(instrument(self.text, start, end, value), end)
        if kind == "short":
            return self._mention(short(self.text, start, end, value), end)
        if kind == "series":
            return self._mention(series(self.text, start, end, value), end)
        if kind == "meeting":
            return self._mention(meeting(self.text, start, end, self.organ, self.speaker), end)
        return end

    def _unnamed(self, start: int, end: int) -> int:
        hit = self.text[start:end]
        if hit[0].isdigit() or hit[0] in "()" or hit.startswith(("S-", "ES-", "دإ")):
            return self.heads.number(start)
        if hit[1:2] == "." and "/" not in hit:
            return self._mention(sales(self.text, start), end)
        found = find_symbol(self.text, start)
        for one in found:
            self._emit_symbol(one)
        if found:
            self.heads.report(found[-1].symbols[0], found[0].start, found[-1].end)
        return max((one.end for one in found), default=start)

    # -- citations --------------------------------------------------------------------------------------------------

    def _mention(self, mentions: list[Mention], end: int) -> int:
        for m in mentions:
            url = self._url(m.symbol) if m.symbol else None
            self.found.append(
                Citation(
                    start=m.start, end=m.end, text=self.source[m.start : m.end], kind=m.kind, symbol=m.symbol,
                    status=m.status, why=m.why, name=m.name, locator=m.locator, url=url,
                )
            )  # fmt: skip
        return max([end, *(m.end for m in mentions)])

    def _emit_symbol(self, one: FoundSymbol) -> None:
        text, symbol = self.text, one.symbols[0]
        kind: CitationKind = kind_of(symbol)
        if kind == "document" and text[one.start - 1 : one.start] in ("(", "（"):
            if _SUPPLEMENT.search(text[max(0, one.start - 90) : one.start]):
                kind = "official-records"
                one = in_volume(text, one)
                symbol = one.symbols[0]
        self.found.append(
            Citation(
                start=one.start, end=one.end, text=self.source[one.start : one.end], kind=kind, symbol=symbol,
                symbols=one.symbols if len(one.symbols) > 1 else (), status="inferred" if one.elided else "certain",
                why="the head of the symbol stands before" if one.elided else None,
                locator=self._place_after(one.end), url=self._url(symbol),
            )
        )  # fmt: skip

    def _emit_group(self, group: Group) -> None:
        kind: CitationKind = "decision" if group.kind == "decision" else "resolution"
        alone = len(group.numbers) == 1
        for number in group.numbers:
            year = None
            if group.how != "named" and number.shape in ("session", "roman"):
                year = year_near(self.text, number.start, number.end)
            made = target(number, group.kind, group.organ, group.how, self.speaker, year)
            place = self._place_after(number.end)
            if number is group.numbers[-1] and group.tail > number.end:
                place = place or self._place_after(group.tail)
            if alone and not place:
                place = self._place_before(group.head)
            if made.locator:
                place = {**dict(made.locator), **place}
            self.found.append(
                Citation(
                    start=number.start, end=number.end, text=self.source[number.start : number.end], kind=kind,
                    symbol=made.symbol, symbols=made.symbols, status=made.status, why=made.why, name=made.name,
                    candidates=made.candidates, locator=place, url=self._url(made.symbol) if made.symbol else None,
                )
            )  # fmt: skip

    def _place_after(self, end: int) -> dict[str, str]:
        text = self.text
        if (
            text[end : end + 1] not in _PLACE_FOLLOWS
            or text[end + 2 : end + 3].isdigit()
            and text[end] == ","
        ):
            return {}
        return locators.after(text, end)[0]

    def _place_before(self, head: int) -> dict[str, str]:
        return locators.before(self.text, head)[0]

    def _url(self, symbol: str) -> str | None:
        if symbol.startswith(_NO_DOCUMENT):
            return None
        return self.address + symbol.replace(" ", "")


def _order(citation: Citation) -> tuple[int, int]:
    return citation.start, citation.end
