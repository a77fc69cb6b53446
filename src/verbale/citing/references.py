"""Citations by reference: "ibid.", "the same resolution", "the present resolution", resolved where that is certain.

Source of the usage: UN Editorial Manual, footnotes ("Ibid." repeats the source of the note before).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.citing import locators
from verbale.citing.mentions import volume_after
from verbale.citing.vocabulary import vocabulary
from verbale.document import Citation

__all__ = ["ibid", "only_target", "present", "same"]

_NEW_SOURCE = re.compile(
    r"[,،，;.]? ?[^()]{0,60}\(?[A-Z]+/[\w.]+|[,،，]? ?(?:Suppl|Дополнение|《|补编|الملحق)"
)


def only_target(citations: Sequence[Citation]) -> Citation | None:
    """The citation whose document is the only one cited, or None."""
    targets = {(c.symbol, c.name) for c in citations}
    return citations[-1] if len(targets) == 1 else None


def _again(before: Citation, start: int, end: int, text: str) -> Citation:
    return msgspec.structs.replace(
        before, start=start, end=end, text=text, locator={}, part=None, block=None, footnote=None
    )


def ibid(
    text: str, start: int, end: int, cited: Sequence[Citation], note_before: Citation | None
) -> Citation | None:
    """ "Ibid." at [start, end): the last source of the text, or the only one of the note before; None where unknown."""
    if volume := volume_after(text, end):
        place, stop = volume
        name = f"United Nations, Treaty Series, vol. {place['volume']}"
        name += f", No. {place['number']}" if "number" in place else ""
        source = cited[-1] if cited else note_before
        known = source is not None and source.kind == "treaty"
        return Citation(
            start=start, end=stop, text=text[start:stop], kind="treaty", symbol=None, name=name, locator=place,
            status="certain" if known else "inferred", why=None if known else "volume and number are those of the Treaty Series",
        )  # fmt: skip
    if _NEW_SOURCE.match(text, end):
        return None
    source = cited[-1] if cited else note_before
    if source is None:
        return None
    place, stop = locators.after(text, end)
    return msgspec.structs.replace(_again(source, start, stop, text[start:stop]), locator=place)


def same(text: str, start: int, end: int, cited: Sequence[Citation]) -> Citation | None:
    """ "that resolution", "the same decision": the one cited before, if there is one only."""
    kind = _kind(text[start:end])
    before = [c for c in cited if c.kind == kind and c.symbol]
    source = only_target(before)
    if source is None:
        return None
    place, _ = locators.before(text, start)
    again = msgspec.structs.replace(_again(source, start, end, text[start:end]), locator=place)
    if len({c.symbol for c in cited}) > 1 and again.status == "certain":
        return msgspec.structs.replace(again, status="inferred", why="the only one of its kind cited before")
    return again


def present(text: str, start: int, end: int, itself: Citation | None) -> Citation | None:
    """ "the present resolution": the document itself, where it is one of that kind."""
    if itself is None or itself.kind != _kind(text[start:end]):
        return None
    place, _ = locators.before(text, start)
    return msgspec.structs.replace(_again(itself, start, end, text[start:end]), locator=place)


def _kind(words: str) -> str:
    lowered = words.lower()
    return "decision" if any(word in lowered for word in vocabulary().decisions) else "resolution"
