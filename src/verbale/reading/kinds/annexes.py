"""Where a text ends and its annexes begin, told by the headings that name them."""

from __future__ import annotations

import re
from functools import cache

from verbale.document import Block, Language, Part, Role
from verbale.languages.labels import labels
from verbale.reading.folding import fold

__all__ = ["part_named", "split_annexes"]

_ROLES: tuple[Role, ...] = ("annex", "appendix", "enclosure")
_NUMBER = (
    r"(?:[ivxlc]{1,6}|\d{1,3}|[a-z]|[一二三四五六七八九十]{1,3}|الاول|الثاني|الثالث|الرابع|الخامس|السادس)"
)


@cache
def _patterns(language: str) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    made = []
    for role in _ROLES:
        words = "|".join(re.escape(fold(word)) for word in labels(role, language))
        made.append((role, re.compile(rf"(?:{words})(?: ?(?P<number>{_NUMBER}))?[.*]*")))
    return tuple(made)


def part_named(text: str, language: str) -> tuple[Role, str | None] | None:
    """The role and number of the part that a heading names ("Annex II", "附件一"); None where it names none.

    >>> part_named("Annex II", "en")
    ('annex', 'II')
    """
    folded = fold(text)
    if len(folded) > 30:
        return None
    for role, pattern in _patterns(language):
        match = pattern.fullmatch(folded)
        if match:
            number = match["number"]
            return role, text.rsplit(maxsplit=1)[-1].rstrip(
                "*."
            ).upper() if number and number.isascii() else number
    return None


def split_annexes(blocks: list[Block], language: Language, *, lead: str | None = None) -> list[Part]:
    """The parts of a run of blocks. A heading that names a part begins one; the heading after it is that part's title.

    ``lead`` is the role of the first part where the file says it; None: it is the main text.
    """
    parts: list[Part] = []
    role: Role = lead if lead in _ROLES else ("annex" if lead else "main")
    number: str | None = None
    heading: str | None = None
    title: str | None = None
    kept: list[Block] = []
    begun = False

    def end() -> None:
        parts.append(
            Part(
                role=role, number=number, heading=heading, title=title, language=language, blocks=tuple(kept)
            )
        )

    for block in blocks:
        named = part_named(block.text, language) if block.type == "heading" and block.number is None else None
        if named is not None:
            if begun or kept or lead is None:
                end()
            (role, number), heading, title, kept, begun = named, block.text, None, [], True
        elif (
            heading is not None
            and title is None
            and not kept
            and block.type == "heading"
            and block.number is None
        ):
            title = block.text
        else:
            kept.append(block)
    end()
    return parts
