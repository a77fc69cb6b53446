"""Where a formal text ends and its annexes begin, told by the headings that name them."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.document import Block, Language, Part, Role
from verbale.reading.kinds.headings import rank_levels
from verbale.reading.language import language_of
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.parts import Span, split_parts

__all__ = ["part_named", "split_annexes", "take_title"]

_ROLES: tuple[Role, ...] = ("annex", "appendix", "enclosure")
_LONGEST = 60
_ENOUGH = 60  # letters of a part below which its language is taken to be the document's


def part_named(text: str, page: Page) -> Span | None:
    """What a heading says of the part that it names ("Annex II", "附件一"); None where it names none."""
    if len(text) > _LONGEST:
        return None
    spans = split_parts((Line(text="."), Line(text=text, kind="heading")), page)
    return spans[1] if len(spans) == 2 else None


def take_title(blocks: list[Block]) -> tuple[str | None, list[Block]]:
    """A part's own title, the heading at its start, and the blocks behind it."""
    if len(blocks) > 1 and blocks[0].type == "heading" and blocks[0].number is None and not blocks[0].notes:
        return blocks[0].text, blocks[1:]
    return None, blocks


def language_of_part(blocks: Sequence[Block], page: Page) -> Language:
    """The language of a part; the document's where it has too few words to tell."""
    text = " ".join(block.text for block in blocks[:40])
    return (language_of([text[:1_000]], page.language) if len(text) >= _ENOUGH else None) or page.language


def split_annexes(blocks: Sequence[Block], page: Page, *, lead: str | None = None) -> list[Part]:
    """The parts of a run of blocks. A heading that names a part begins one; the heading after it is that part's title.

    ``lead`` is the role of the first part where the file says it; None: it is the main text.
    """
    parts: list[Part] = []
    first: Role = lead if lead in _ROLES else ("annex" if lead else "main")
    span: Span | None = None
    kept: list[Block] = []

    def end() -> None:
        title, own = take_title(kept) if span is not None else (None, kept)
        parts.append(
            Part(
                role=span.role if span is not None else first,
                number=span.number if span is not None else None,
                heading=span.heading if span is not None else None,
                title=title,
                language=page.language if span is None and lead is None else language_of_part(own, page),
                blocks=tuple(rank_levels(own)),
            )
        )

    for block in blocks:
        named = part_named(block.text, page) if block.type == "heading" and block.number is None else None
        if named is None:
            kept.append(block)
            continue
        if kept or span is not None or lead is None:
            end()
        span, kept = named, []
    end()
    return parts
