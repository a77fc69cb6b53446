"""The walk over one text: each hit goes to the part of the grammar that knows it, and citations come out in order."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from verbale.citing import locators, references
from verbale.citing.gaps import date_after, loose_script, year_near
from verbale.citing.heads import Group, Heads
from verbale.citing.mentions import Mention, instrument, meeting, sales, series, short
from verbale.citing.scan import Hit, Scanned, place_of, scan_one
from verbale.citing.symbols import FoundSymbol, find_symbol, in_volume, kind_of, known_root
from verbale.citing.targets import needs_date, target
from verbale.citing.vocabulary import Sense
from verbale.document import Citation, CitationKind

__all__ = ["address", "find", "walk"]

_ARABIC_PREFIXES = frozenset(
    [
        "",
        *[
            "و",
            "ف",
            "ب",
            "ل",
            "ك",
            "أ",
            "ال",
            "وال",
            "فال",
            "بال",
            "كال",
            "لل",
            "ولل",
            "فلل",
            "وب",
            "ول",
            "فب",
            "فل",
            "وبال",
            "ولال",
        ],
    ]
)
_SUPPLEMENT = re.compile(
    r"(?:Supplement|Suppl\.|Supplément|[Ss]uplemento|Дополнение|补编第|الملحق|Beilage)[^()]{0,60}[(\[]$"
)
_PLACE_FOLLOWS = frozenset(",،，(第附")
_ELIDED = "the head of the symbol stands before"
_UNKNOWN_SERIES = "it has the form of a symbol, but of no series known here"
# Where addresses of documents are known; the decisions and labels that have no document of their own have none.
_ADDRESS = "https://undocs.org/"
_NO_DOCUMENT = ("A/DEC/", "E/DEC/", "E/CN.4/RES/", "E/CN.4/DEC/")
_WEB_LANGUAGES = frozenset(("ar", "zh", "en", "fr", "ru", "es"))


def find(
    text: str,
    language: str | None = None,
    speaker: str | None = None,
    *,
    note_before: Citation | None = None,
    itself: Citation | None = None,
) -> list[Citation]:
    """All citations of a text, in order.

    ``note_before`` is what the footnote before this one cites, for "ibid."; ``itself`` is the document that the text is
    of, for "the present resolution".
    """
    scanned = scan_one(text)
    if scanned is None:
        return []
    return walk(text, scanned, language, speaker, note_before=note_before, itself=itself)


def walk(
    text: str,
    scanned: Scanned,
    language: str | None,
    speaker: str | None,
    *,
    note_before: Citation | None = None,
    itself: Citation | None = None,
) -> list[Citation]:
    """All citations of a text that was scanned, in order (see ``find``)."""
    shown, found, unseen = scanned
    walker = _Walk(shown if unseen else text, shown, language, speaker)
    walker.note_before, walker.itself = note_before, itself
    cited = walker.run(found)
    return [_moved(citation, unseen, text) for citation in cited] if unseen else cited


def _moved(citation: Citation, unseen: list[int], text: str) -> Citation:
    """A citation found without the characters that do not show, at its place among them."""
    start, end = place_of(citation.start, unseen), place_of(citation.end - 1, unseen) + 1
    return msgspec.structs.replace(citation, start=start, end=end, text=text[start:end])


class _Walk:
    def __init__(self, source: str, text: str, language: str | None, speaker: str | None) -> None:
        self.source = source
        self.text = text
        self.speaker = speaker
        self.language = language
        self.heads = Heads(text, speaker)
        self.organ: tuple[str, int, int] | None = None
        self.found: list[Citation] = []
        self.references: list[tuple[str, int, int]] = []
        self.note_before: Citation | None = None
        self.itself: Citation | None = None

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
        if len(self.found) > 1:
            self.found.sort(key=_order)
        if self.references:
            self._resolve()
        return self.found

    def _resolve(self) -> None:
        """Add what "ibid." and "the same resolution" cite, from what is cited before them."""
        said = references.Said()
        cited: list[Citation] = []
        waiting = iter(self.found)
        following = next(waiting, None)
        for value, start, end in self.references:
            while following and following.end <= start:
                cited.append(following)
                said.add(following)
                following = next(waiting, None)
            if value == "ibid":
                made = references.ibid(self.source, start, end, said, self.note_before)
            elif value == "same":
                made = references.same(self.source, start, end, said)
            else:
                made = references.present(self.source, start, end, self.itself)
            free = not following or (made and made.end <= following.start)
            if made and free and (not cited or cited[-1].end <= made.start):
                cited.append(made)
                said.add(made)
        if following:
            cited += [following, *waiting]
        self.found = cited

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
        if end < len(text):
            after = text[end]
            if after.isalpha() and text[end - 1] != "." and not loose_script(after):
                return None
        if not start:
            return 0
        before = text[start - 1]
        if "\u0600" <= first <= "\u06ff":
            left = start
            while left and "\u0621" <= text[left - 1] <= "\u064a":
                left -= 1
            return left if text[left:start] in _ARABIC_PREFIXES else None
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
        if kind == "reference":
            if value != "ibid" and self.text[end : end + 2].strip()[:1].isdigit():
                return self.heads.noun("resolution", start, end)  # "that resolution 70/1 …"
            self.references.append((value, start, end))
            return end
        if kind == "meeting":
            return self._mention(meeting(self.text, (start, end), self.organ, self.speaker), end)
        return end

    def _unnamed(self, start: int, end: int) -> int:
        hit = self.text[start:end]
        if hit[0].isdigit() or hit[0] in "()" or hit.startswith(("S-", "ES-", "دإ")):
            return self.heads.number(start)
        if hit[1:2] == "." and "/" not in hit:
            return self._mention(sales(self.text, start), end)
        found = find_symbol(self.text, start)
        if not found:
            return start
        for one in found:
            self._emit_symbol(one)
        self.heads.report(found[-1].symbols[0], found[0].start, found[-1].end)
        return max(one.end for one in found)

    # -- citations --------------------------------------------------------------------------------------------------

    def _mention(self, mentions: list[Mention], end: int) -> int:
        for m in mentions:
            url = address(m.symbol, self.language) if m.symbol else None
            self.found.append(
                Citation(
                    start=m.start, end=m.end, text=self.source[m.start : m.end], kind=m.kind, symbol=m.symbol,
                    status=m.status, why=m.why, name=m.name, locator=dict(m.locator), url=url,
                )
            )  # fmt: skip
        return max([end, *(m.end for m in mentions)])

    def _emit_symbol(self, one: FoundSymbol) -> None:
        text, symbol = self.text, one.symbols[0]
        kind: CitationKind = kind_of(symbol)
        bracketed = text[one.start - 1 : one.start] in ("(", "[")
        if kind == "document" and bracketed and _SUPPLEMENT.search(text[max(0, one.start - 90) : one.start]):
            kind = "official-records"
            one = in_volume(text, one)
            symbol = one.symbols[0]
        known = known_root(symbol)
        why = _ELIDED if one.elided else None if known else _UNKNOWN_SERIES
        end = one.end
        if bracketed and text[end : end + 1] in (")", "]"):
            end += 1  # "(A/79/53), chap. I"
        self.found.append(
            Citation(
                start=one.start, end=one.end, text=self.source[one.start : one.end], kind=kind, symbol=symbol,
                symbols=one.symbols if len(one.symbols) > 1 else (), status="inferred" if why else "certain", why=why,
                locator=self._place_after(end), url=address(symbol, self.language) if known else None,
            )
        )  # fmt: skip

    def _emit_group(self, group: Group) -> None:
        kind: CitationKind = "decision" if group.kind == "decision" else "resolution"
        text, source, numbers, how = self.text, self.source, group.numbers, group.how
        last = numbers[-1]
        for number in numbers:
            start, end = number[:2]
            year = year_near(text, start, end) if how != "named" and needs_date(number) else None
            known = (*number[2:], group.kind, group.organ, how, self.speaker, year)
            symbol, status, why, candidates, symbols, name, locator = target(known)
            if symbol is None and name is None:
                name = f"{kind} {source[start:end]}"
            place = self._place_after(end) or self._place_after(date_after(text, end))
            if number is last and not place:
                if group.tail > end:
                    place = self._place_after(group.tail)
                if not place and len(numbers) == 1:
                    place = locators.before(text, group.head)[0]
            if locator:
                place = {**dict(locator), **place}
            self.found.append(
                Citation(
                    start=start, end=end, text=source[start:end], kind=kind, symbol=symbol, symbols=symbols, status=status,
                    why=why, name=name, candidates=candidates, locator=place,
                    url=address(symbol, self.language) if symbol else None,
                )
            )  # fmt: skip

    def _place_after(self, end: int) -> dict[str, str]:
        text = self.text
        if text[end : end + 1] not in _PLACE_FOLLOWS or (
            text[end + 2 : end + 3].isdigit() and text[end] == ","
        ):
            return {}
        return locators.after(text, end)[0]


@lru_cache(1 << 13)
def address(symbol: str, language: str | None) -> str | None:
    """The address of a document in a language; None for a label that has no document of its own."""
    if symbol.startswith(_NO_DOCUMENT):
        return None
    return f"{_ADDRESS}{language if language in _WEB_LANGUAGES else 'en'}/{symbol.replace(' ', '')}"


def _order(citation: Citation) -> tuple[int, int]:
    return citation.start, citation.end
