"""Two documents beside each other: their passages matched one to one, and the words in which matched passages differ.

Versions in one language are matched by their words; versions in two languages by their parts, numbers and kinds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from verbale.document import Block, Document

__all__ = ["Passage", "Piece", "Row", "by_place", "by_words", "pieces"]

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
_ALIKE = 0.45  # of the words of two passages that are the same one, changed
_MOST_PAIRS = 60_000
_MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or other block with its place; ``kind`` is also "part" for the heading or title of a part."""

    part: int
    kind: str
    text: str
    number: str | None = None
    level: int = 0
    block: Block | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Its words and signs, without spaces."""
        return tuple(token for token in _TOKEN.findall(self.text) if not token.isspace())


@dataclass(frozen=True, slots=True)
class Row:
    """Two passages that belong together; None where one document has none."""

    left: Passage | None
    right: Passage | None

    @property
    def state(self) -> Literal["same", "changed", "removed", "added"]:
        """What became of the left one on the right."""
        if self.left is None:
            return "added"
        if self.right is None:
            return "removed"
        same = self.left.words == self.right.words and self.left.number == self.right.number
        return "same" if same else "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: in both texts, or only in one of them."""

    state: Literal["same", "removed", "added"]
    text: str


def passages(document: Document) -> list[Passage]:
    """The passages of a document in reading order, its title first, its footnotes last."""
    found = []
    if document.masthead.title:
        found.append(Passage(part=-1, kind="part", text=document.masthead.title))
    for place, part in enumerate(document.parts):
        found += [Passage(place, "part", text) for text in (part.heading, part.title) if text]
        found += [_passage(place, block) for block in part.blocks]
    for note in document.footnotes:
        found += [_passage(len(document.parts), block, note.label) for block in note.blocks]
    return found


def _passage(part: int, block: Block, number: str | None = None) -> Passage:
    text = block.text
    if block.type == "table":
        text = "\n".join(" | ".join(row) for row in block.rows)
    elif block.type == "signature":
        text = "\n".join(line for line in (block.name or block.text, *block.lines) if line)
    return Passage(part, block.type, text, number or block.number, block.level, block)


def by_words(left: Document, right: Document) -> list[Row]:
    """Two texts of one language, matched by their words."""
    before, after = passages(left), passages(right)
    rows: list[Row] = []
    matcher = SequenceMatcher(None, [p.words for p in before], [p.words for p in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            rows += [Row(a, b) for a, b in zip(before[i:j], after[k:m], strict=True)]
        else:
            rows += _between(before[i:j], after[k:m], _alike)
    return rows


def by_place(left: Document, right: Document) -> list[Row]:
    """Two language versions of one document, matched by parts, kinds and numbers."""
    rows: list[Row] = []
    before, after = passages(left), passages(right)
    places = sorted({p.part for p in [*before, *after]})
    for place in places:
        rows += _between(
            [p for p in before if p.part == place], [p for p in after if p.part == place], _placed_alike
        )
    return rows


def _alike(left: Passage, right: Passage) -> float:
    if left.kind != right.kind:
        return 0.0
    a, b = Counter(left.words), Counter(right.words)
    most = max(sum(a.values()), sum(b.values()))
    return sum((a & b).values()) / most if most else 1.0


def _placed_alike(left: Passage, right: Passage) -> float:
    if left.kind != right.kind:
        return 0.0
    if (
        left.number
        and right.number
        and _digits(left.number)
        and _digits(left.number) == _digits(right.number)
    ):
        return 1.0
    if bool(left.number) != bool(right.number):
        return 0.0
    return 0.6 if left.level == right.level else 0.5


def _digits(number: str) -> str:
    return "".join(str(int(c)) for c in number if c.isdigit())


def _between(
    before: Sequence[Passage], after: Sequence[Passage], alike: Callable[[Passage, Passage], float]
) -> list[Row]:
    """The best matching of two short rows of passages that keeps their order."""
    if len(before) * len(after) > _MOST_PAIRS:
        return list(_in_turn(before, after))
    width = len(after)
    best = [[0.0] * (width + 1) for _ in range(len(before) + 1)]
    worth = [[value if (value := alike(a, b)) >= _ALIKE else 0.0 for b in after] for a in before]
    for i in range(len(before) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = worth[i][j] + best[i + 1][j + 1] if worth[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    rows: list[Row] = []
    i = j = 0
    while i < len(before) and j < width:
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            rows.append(Row(before[i], after[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            rows.append(Row(before[i], None))
            i += 1
        else:
            rows.append(Row(None, after[j]))
            j += 1
    rows += [Row(passage, None) for passage in before[i:]]
    rows += [Row(None, passage) for passage in after[j:]]
    return rows


def _in_turn(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Row]:
    for place in range(max(len(before), len(after))):
        yield Row(
            before[place] if place < len(before) else None, after[place] if place < len(after) else None
        )


def pieces(left: str, right: str) -> list[Piece]:
    """The words of two texts in one row: those of both, those that went, those that came.

    Joined, the pieces that are not "added" give ``left``, and those that are not "removed" give ``right``.
    """
    before, after = _TOKEN.findall(left), _TOKEN.findall(right)
    if len(before) + len(after) > _MOST_WORDS:
        same = left == right
        whole = [Piece("same", left)] if same else [Piece("removed", left), Piece("added", right)]
        return [piece for piece in whole if piece.text]
    found: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[i:j])))
            continue
        found += [Piece("removed", "".join(before[i:j]))] if i < j else []
        found += [Piece("added", "".join(after[k:m]))] if k < m else []
    return found
