"""Signatures: "(Signed)", a name, and the lines of rank and office below it (UN Editorial Manual, signature block)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.reading.folding import clean, fold, folded
from verbale.reading.lines import Line
from verbale.reading.numbering import marker_of
from verbale.reading.page import Page
from verbale.reading.phrases import find, languages_read, match, search

__all__ = ["Signature", "in_columns", "read_signature", "signature_spans"]

_MOST = 7
_WIDEST = 130
_STATE_BEHIND = re.compile(r"\s*[\(（](?P<state>[^)）]{3,60})[\)）]?\s*$")
_SENTENCE = re.compile(r"[.!?;:。！？；：,،，]$")
_NAME = re.compile(r"(?:[^\W\d_]|[.'’·\-‑– ()])+")


class Signature(msgspec.Struct, frozen=True, gc=False):
    """One signature: who signed, with rank, office and State where they are printed below the name."""

    text: str
    name: str | None
    lines: tuple[str, ...]
    rank: str | None
    office: str | None
    state: str | None


def _signed(text: str, language: str) -> tuple[int, int] | None:
    """The place of "(Signed)" in a printed line: at its start, or at its end in Chinese."""
    base = folded(text)
    for code in languages_read(language):
        said = search("signed", base.text, code)
        if said is None:
            continue
        if said.start <= 2 or (code == "zh" and said.start <= 60):
            return base.back(said.start, said.end)
    return None


def _is_office(text: str, language: str) -> bool:
    base = fold(text)
    return any(
        (said := search(slot, base, code)) is not None and said.start <= 40
        for code in languages_read(language)
        for slot in ("office", "rank")
    )


def signature_spans(lines: Sequence[Line], page: Page, *, main: bool) -> list[tuple[int, int]]:
    """The [first, last) lines of each signature. In the main text one without "(Signed)" is known by its end: a closing
    formula, or a name over an office."""
    signed = [
        index
        for index, line in enumerate(lines)
        if line.kind in {"text", "heading"} and _signed(line.text, page.language)
    ]
    if not signed:
        unsigned = _unsigned(lines, page) if main else None
        return [unsigned] if unsigned else []
    above = _above(lines, signed[0], page) < signed[0]
    spans: list[tuple[int, int]] = []
    for index in signed:
        last = spans[-1][1] if spans else 0
        if index < last:
            continue
        if above:
            first = max(_above(lines, index, page), last)
            spans.append((first, _name_end(lines, index, page)))
        else:
            spans.append((index, _end(lines, index, page)))
    return spans


def _above(lines: Sequence[Line], index: int, page: Page) -> int:
    """The first of the lines over a signature that name the office of the person who signs (French and Spanish use)."""
    first = index
    while first > 0 and index - first < 4:
        line = lines[first - 1]
        if not _could_be_below(line, page) or len(line.text) > 90 or _SENTENCE.search(clean(line.text)):
            break
        first -= 1
        if line.gap_before:
            break
    named = any(_is_office_line(clean(line.text), page.language) for line in lines[first:index])
    return first if named else index


def _name_end(lines: Sequence[Line], index: int, page: Page) -> int:
    """Where a signature ends whose office stands above it: behind the name."""
    place = _signed(lines[index].text, page.language)
    alone = place is not None and not (lines[index].text[: place[0]] + lines[index].text[place[1] :]).strip(
        " :"
    )
    return (
        index + 2
        if alone and index + 1 < len(lines) and _could_be_below(lines[index + 1], page, name=True)
        else index + 1
    )


def in_columns(lines: Sequence[Line], page: Page) -> list[Line]:
    """The lines with signatures that stand side by side put one after the other, each with the lines below it."""
    out = list(lines)
    for index in range(len(out) - 1):
        row = [out[index], out[index + 1]]
        if not _is_row(row) or not all(_signed(line.text, page.language) for line in row):
            continue
        end = index + 2
        while end + 1 < len(out) and end - index < 2 * _MOST and _is_row(out[end : end + 2]):
            end += 2
        block = out[index:end]
        out[index:end] = [line for line in block if line.column == row[0].column] + [
            line for line in block if line.column != row[0].column
        ]
    return out


def _is_row(lines: Sequence[Line]) -> bool:
    """Whether two lines are the cells of one printed line."""
    first, second = lines
    return first.page == second.page and first.number == second.number and first.column != second.column


def _end(lines: Sequence[Line], index: int, page: Page) -> int:
    place = _signed(lines[index].text, page.language)
    alone = place is not None and not (lines[index].text[: place[0]] + lines[index].text[place[1] :]).strip(
        " :"
    )
    end = index + 1
    if alone and end < len(lines) and _could_be_below(lines[end], page, name=True):
        end += 1
    while end < len(lines) and end - index < _MOST and _could_be_below(lines[end], page):
        line = lines[end]
        if line.gap_before and (
            not _is_office(line.text, page.language) or (end - index > 1 and _addresses(line.text, page))
        ):
            break
        end += 1
    return end


def _could_be_below(line: Line, page: Page, *, name: bool = False) -> bool:
    text = clean(line.text)
    if line.kind not in {"text", "heading"} or not text or len(text) > _WIDEST:
        return False
    if text.startswith(("*", "\\*", "[")) or marker_of(text) or _signed(text, page.language):
        return False
    if any(match("part", fold(text), code) for code in languages_read(page.language)) and not name:
        return False
    if name:
        return bool(_NAME.fullmatch(text.rstrip("*,")))
    if _is_office(text, page.language):
        return True
    # an address, a second line of an office: no sentence
    return not re.search(r"[.!?;。]$", text) and len(text) < 90 and not re.search(r"(?<![(\d])\d{4}", text)


def _unsigned(lines: Sequence[Line], page: Page) -> tuple[int, int] | None:
    """A name over an office without the word "(Signed)": behind the closing formula, else among the last lines."""
    closed = [
        index
        for index, line in enumerate(lines)
        if any(match("closing", fold(line.text), code) for code in languages_read(page.language))
    ]
    if closed:
        for first in range(closed[-1] + 1, min(closed[-1] + 5, len(lines) - 1)):
            if _name_over_office(lines, first, page):
                return first, _end(lines, first, page)
            below = _office_over_name(lines, first, page)
            if below:
                return first, below
    for first in range(len(lines) - 2, max(0, len(lines) - 9), -1):
        if _name_over_office(lines, first, page) and not _is_address(lines, first, page):
            return first, _end(lines, first, page)
    return None


def _office_over_name(lines: Sequence[Line], first: int, page: Page) -> int | None:
    """Where a signature ends whose first lines are the office and whose last is the name (French use)."""
    index = first
    while index < min(first + 4, len(lines)) and _is_office_line(
        clean(lines[index].text).rstrip(","), page.language
    ):
        index += 1
    if first < index < len(lines) and _is_name(lines[index].text, page.language):
        return index + 1
    return None


def _name_over_office(lines: Sequence[Line], first: int, page: Page) -> bool:
    name, below = lines[first], lines[first + 1]
    return (
        name.kind == below.kind == "text"
        and _is_name(name.text, page.language)
        and not _is_office_line(clean(name.text), page.language)
        and _is_office_line(clean(below.text), page.language)
        and not _is_address(lines, first, page)
    )


def _addresses(text: str, page: Page) -> bool:
    base = fold(text)
    return any(search("addressee", base, code) for code in languages_read(page.language))


def _is_address(lines: Sequence[Line], first: int, page: Page) -> bool:
    """Whether a name and office are those of the addressee, as letters have them at their foot or head."""
    courtesy = re.match(
        r"(?:h\.? ?e\.?|his|her|s\.? ?e\.?|son|sa|su|его|ее|г-н|г-ж|mr|ms|m\.|mme|sr|السيد|سعادة|معالي)\b",
        fold(lines[first].text),
    )
    return courtesy is not None and _addresses(lines[first + 1].text, page)


def _is_office_line(text: str, language: str) -> bool:
    """Whether a line is an office or rank and nothing else: it begins with one, and is no sentence."""
    base = fold(text)
    if re.search(r"[.!?。]$", base) and not base.endswith("a.i."):
        return False
    for code in languages_read(language):
        for slot in ("office", "rank"):
            said = search(slot, base, code)
            if said and said.start <= 12 and len(base) < 110:
                return True
    return False


def _is_name(text: str, language: str) -> bool:
    text = clean(text).rstrip(",")
    if not _NAME.fullmatch(text) or len(text) > 60:
        return False
    words = text.split()
    if not any(c.islower() or c.isupper() for c in text) and (len(words) > 5 or re.search(r"[().]", text)):
        return False
    if match("closing", fold(text), language) or match("salutation", fold(text), language):
        return False
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        return 2 <= len(text) <= 20
    cased = [word for word in words if word[:1].isupper() or word[:1].islower()]
    return len(words) <= 7 and (not cased or sum(word[:1].isupper() for word in cased) >= len(cased) * 0.6)


def read_signature(lines: Sequence[Line], page: Page) -> Signature:
    """The signature that the lines hold."""
    texts = [
        clean(part) for line in lines for part in line.text.replace("**", " ").split("\n") if clean(part)
    ]
    at = next((index for index, text in enumerate(texts) if _signed(text, page.language)), None)
    above = texts[:at] if at else []
    place = None if at is None else _signed(texts[at], page.language)
    below = texts[(at or 0) + 1 :]
    if at is None or place is None:
        at = next(
            (i for i, text in enumerate(texts) if not _is_office_line(text.rstrip(","), page.language)), 0
        )
        name, above, below = texts[at], texts[:at], texts[at + 1 :]
    else:
        before, behind = texts[at][: place[0]].strip(), texts[at][place[1] :].strip(" :")
        name = before or behind
        if before and behind:
            below = [behind, *below]
        if not name and below:
            name, below = below[0], below[1:]
    name, glued = _without_office(name, page.language)
    below = [*above, *glued, *below]
    state = None
    behind_name = _STATE_BEHIND.search(name)
    if behind_name and (state := page.nomenclature.state_named(behind_name["state"], page.language)):
        name = name[: behind_name.start()].strip()
    if state is None and below:
        found = page.nomenclature.find_states(" ".join(below), page.language)
        state = found[0].code if found else None
    elif state is not None and below and below[0].endswith(")") and "(" not in below[0]:
        below = below[1:]
    name = re.sub(r"[\\*_]+", "", name).strip(" ,")
    return Signature(
        text=clean(" ".join([*texts])),
        name=name or None,
        lines=tuple(below),
        rank=_value("rank", below, page.language),
        office=_office(below, page.language),
        state=state,
    )


def _without_office(name: str, language: str) -> tuple[str, list[str]]:
    """A name, and the rank and office that were pasted behind it in one line."""
    base = folded(name)
    starts = [
        said.start
        for code in languages_read(language)
        for slot in ("rank", "office")
        for said in find(slot, base.text, code)
        if said.start > 3
    ]
    if not starts:
        return name, []
    cut = base.at[min(starts)]
    head = name[:cut].strip(" ,")
    lead = re.search(r"\b(?:the|le|la|l’|l'|el|the)\s*$", head, re.IGNORECASE)
    if lead:
        cut = lead.start()
        head = name[:cut].strip(" ,")
    return (head, [name[cut:].strip()]) if head else (name, [])


def _value(slot: str, lines: Sequence[str], language: str) -> str | None:
    for line in lines:
        base = fold(line)
        for code in languages_read(language):
            said = search(slot, base, code)
            if said and said.start <= 6:
                return said.value
    return None


_PREFERRED = ("Chargé d’affaires a.i.", "Acting Permanent Representative")


def _office(lines: Sequence[str], language: str) -> str | None:
    """The office in which a letter is signed: that of a chargé d'affaires before the signatory's own."""
    held = [
        said.value
        for line in lines
        for code in languages_read(language)
        for said in find("office", fold(line), code)[:1]
    ]
    return next((office for office in held if office in _PREFERRED), held[0] if held else None)
