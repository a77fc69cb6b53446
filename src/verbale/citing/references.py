"""Citations by reference: "ibid.", "the same resolution", "the present resolution", resolved where that is certain.

Source of the usage: UN Editorial Manual, footnotes ("Ibid." repeats the source of the note before).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.citing import locators
from verbale.citing.gaps import small_only
from verbale.citing.mentions import volume_after
from verbale.citing.vocabulary import vocabulary
from verbale.document import Citation

__all__ = ["Said", "ibid", "only_target", "present", "same"]

NEAR = 60
_NEW_SOURCE = re.compile(
    r"[,،，;.]? ?[^()]{0,60}\(?[A-Z]+/[\w.]+|[,،，]? ?(?:Suppl|Дополнение|《|补编|الملحق)"
)


class Said:
    """What a text has cited so far: the last citation, and the targets of each kind."""

    def __init__(self) -> None:
        self.last: Citation | None = None
        self.symbols: set[str] = set()
        self._of_kind: dict[str, tuple[set[str], Citation]] = {}

    def add(self, citation: Citation) -> None:
        """Take the next citation of the text."""
        self.last = citation
        if citation.symbol:
            self.symbols.add(citation.symbol)
            targets, _ = self._of_kind.get(citation.kind, (set(), citation))
            targets.add(citation.symbol)
            self._of_kind[citation.kind] = (targets, citation)

    def only(self, kind: str) -> Citation | None:
        """The one document of this kind that was cited, or None."""
        targets, citation = self._of_kind.get(kind, (set(), None))
        return citation if len(targets) == 1 else None


def only_target(citations: Sequence[Citation]) -> Citation | None:
    """The citation whose document is the only one cited, or None."""
    targets = {(c.symbol, c.name) for c in citations}
    return citations[-1] if len(targets) == 1 else None


def _again(before: Citation, start: int, end: int, text: str, locator: dict[str, str]) -> Citation:
    return msgspec.structs.replace(
        before,
        start=start,
        end=end,
        text=text[start:end],
        locator=locator,
        part=None,
        block=None,
        footnote=None,
    )


def ibid(text: str, start: int, end: int, said: Said, note_before: Citation | None) -> Citation | None:
    """ "Ibid." at [start, end): the last source of the text, or the only one of the note before; None where unknown."""
    source = said.last
    if source is None:
        source = note_before if not text[:start].strip(" .;,0123456789") else None
    elif not _next_to(text, source.end, start):
        source = None
    if volume := volume_after(text, end):
        place, stop = volume
        name = f"United Nations, Treaty Series, vol. {place['volume']}"
        name += f", No. {place['number']}" if "number" in place else ""
        known = source is not None and source.kind == "treaty"
        return Citation(
            start=start, end=stop, text=text[start:stop], kind="treaty", symbol=None, name=name, locator=place,
            status="certain" if known else "inferred", why=None if known else "volume and number are those of the Treaty Series",
        )  # fmt: skip
    if source is None or _NEW_SOURCE.match(text, end):
        return None
    place, stop = locators.after(text, end)
    return _again(source, start, stop, text, place)


def _next_to(text: str, end: int, start: int) -> bool:
    """Whether only locators stand between a source and "ibid."; after a note's number it repeats another note."""
    gap = text[end:start]
    return len(gap) <= NEAR and small_only(gap) and not gap.rstrip().endswith(tuple("0123456789"))


def same(text: str, start: int, end: int, said: Said) -> Citation | None:
    """ "that resolution", "the same decision": the one cited before, if there is one only."""
    source = said.only(_kind(text[start:end]))
    if source is None:
        return None
    place, _ = locators.before(text, start)
    again = _again(source, start, end, text, place)
    if len(said.symbols) > 1 and again.status == "certain":
        return msgspec.structs.replace(again, status="inferred", why="the only one of its kind cited before")
    return again


def present(text: str, start: int, end: int, itself: Citation | None) -> Citation | None:
    """ "the present resolution": the document itself, where it is one of that kind."""
    if itself is None or itself.kind != _kind(text[start:end]):
        return None
    place, _ = locators.before(text, start)
    return _again(itself, start, end, text, place)


def _kind(words: str) -> str:
    lowered = words.lower()
    return "decision" if any(word in lowered for word in vocabulary().decisions) else "resolution"
