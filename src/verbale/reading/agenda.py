"""The titles of agenda items, tied to their numbers: as many titles as numbers, in the same order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from verbale.reading.folding import clean
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.paragraphs import join_texts

__all__ = ["OPEN_END", "tie_titles"]

# A line that ends so goes on in the next.
OPEN_END = re.compile(
    r"(?:[,;:\-–—]|\b(?:of|the|and|for|in|to|on|by|with|at|de|la|les?|des|du|et|au|aux|y|del|el|los|las|en|para|и|в|по|с|на|о))$",
    re.IGNORECASE,
)
_IMPOSSIBLE = -100.0


def tie_titles(lines: Sequence[Line], count: int, page: Page) -> list[str] | None:
    """The ``count`` titles that ``lines`` hold, a long one over several lines; None where they cannot be told apart."""
    lines = [line for line in lines if any(character.isalpha() for character in line.text)]
    if not lines or not count:
        return None
    if count == 1:
        titles = [_join(lines)]
    elif len(lines) < count:
        page.ledger.tell(
            "masthead.agenda_items",
            f"{count} item numbers, {len(lines)} titles: the titles cannot be tied to the numbers",
        )
        return None
    else:
        starts = _starts(lines, count)
        if starts is None:
            page.ledger.tell(
                "masthead.agenda_items",
                f"{count} item numbers, {len(lines)} lines of titles: the titles cannot be tied to the numbers",
            )
            return None
        bounds = [*starts, len(lines)]
        titles = [_join(lines[a:b]) for a, b in pairwise(bounds)]
    for index in range(count):
        page.ledger.saw(
            f"masthead.agenda_items.{index}.title", lines[min(index, len(lines) - 1)], titles[index]
        )
    return titles


def _starts(lines: Sequence[Line], count: int) -> list[int] | None:
    """Which lines begin a title: the first, and the ``count - 1`` likeliest of the others."""
    width = max(len(line.text) for line in lines)
    scored = [(_begins(lines[i - 1], lines[i], width), i) for i in range(1, len(lines))]
    chosen = sorted(scored, key=lambda one: (-one[0], one[1]))[: count - 1]
    if any(score <= _IMPOSSIBLE for score, _ in chosen):
        return None
    left = [score for score, i in scored if (score, i) not in chosen]
    # a line that surely begins a title is left over: there are more titles than numbers
    if left and max(left) >= 3.0:
        return None
    return [0, *sorted(i for _, i in chosen)]


def _begins(before: Line, line: Line, width: int) -> float:
    text, last = line.text.strip(), before.text.strip()
    score = 0.0
    if line.gap_before or (line.whole and before.whole):
        score += 3.0
    if line.bold != before.bold:
        score += 1.0
    if text[:1].islower():
        score += _IMPOSSIBLE
    first_word = re.split(r"\s", text, maxsplit=1)[0]
    if len(last) + 1 + len(first_word) < width * 0.85:
        score += 2.0
    if OPEN_END.search(last):
        score -= 3.0
    if line.left is not None and before.left is not None and line.left < before.left - 4:
        score += 0.5
    return score


def _join(lines: Sequence[Line]) -> str:
    text = clean(lines[0].text)
    for line in lines[1:]:
        text = join_texts(text, clean(line.text))[0]
    return clean(text.replace("**", ""))
