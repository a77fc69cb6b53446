"""Lines in which a signature or the heading of an annex was run together with the text before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from verbale.reading.folding import folded
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.phrases import held, languages_read, match

__all__ = ["split_run_on"]

_ENDED = re.compile(r"[.!?。！？؟][\"”»’')）]?\s*$")
_NAME_BEFORE = re.compile(r"(?<=[。！？])[^。！？]{2,24}$")
_CHINESE_HEADING = re.compile(
    r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[^。，；]{2,120}?[给致][^。，；]{2,60}?[信函会照]的?附件(?:[一二三四五六七八九十]{1,3}|\s?\d{1,2})?"
)
_FOOT_BEFORE = re.compile(r"(?:\*\d{6,9}\*|\d{6})\s*$")
_BRACKET = re.compile(r"[(\[（［]")
_LONG = 60


def split_run_on(lines: Sequence[Line], page: Page) -> tuple[Line, ...]:
    """The lines, with each signature and each long heading of an annex at the start of a line of its own."""
    out: list[Line] = []
    for line in lines:
        out += _split(line, page) if line.kind == "text" and len(line.text) > 40 else [line]
    return tuple(out)


def _split(line: Line, page: Page) -> list[Line]:
    cuts = sorted({*_signatures(line.text, page), *_headings(line.text, page)})
    if not cuts:
        return [line]
    bounds = [0, *cuts, len(line.text)]
    made = []
    for begin, end in pairwise(bounds):
        text = line.text[begin:end].strip()
        if not text:
            continue
        marks = tuple(
            (at - begin, label)
            for at, label in line.marks
            if begin <= at < end or (at == end == len(line.text))
        )
        made.append(msgspec.structs.replace(line, text=text, marks=marks, links=(), whole=True))
    return made


def _signatures(text: str, page: Page) -> list[int]:
    """Where a bracketed "(Signed)" stands behind the end of a sentence, or a name before it in Chinese."""
    cuts: list[int] = []
    if not _BRACKET.search(text):
        return cuts
    base = folded(text)
    for code in languages_read(page.language):
        for phrase in held(base.text, code).get("signed", ()):
            for found in phrase.pattern.finditer(base.text):
                if base.text[found.start()] not in "([":
                    continue
                at = base.at[found.start()]
                if at <= 2 or _ENDED.search(text[:at]) or (cuts and at > cuts[-1]):
                    cuts.append(at)
                elif code == "zh" and (name := _NAME_BEFORE.search(text[:at])):
                    cuts.append(name.start())
    return [cut for cut in cuts if cut > 2]


def _headings(text: str, page: Page) -> list[int]:
    """Where the heading "Annex to the letter dated …" stands inside a long line."""
    if len(text) < _LONG:
        return []
    base = folded(text)
    cuts: list[int] = []
    if page.language == "zh":
        for found in _CHINESE_HEADING.finditer(text):
            cuts += [found.start(), found.end()]
        return [cut for cut in cuts if cut > 20]
    for code in languages_read(page.language):
        slots = held(base.text, code)
        for phrase in slots.get("part", ()) if "part-of" in slots else ():
            for found in phrase.pattern.finditer(base.text):
                at = base.at[found.start()]
                printed = text[at : at + 1]
                begins = printed.isupper() or printed.lower() == printed.upper()
                if not (at > 20 and begins and _may_stand(text[:at])):
                    continue
                # "Annexe à la lettre": the letter behind the word may be no number
                ends = {found.end(), found.start("number") - 1 if found["number"] else found.end()}
                if any(match("part-of", base.text, code, end) for end in ends):
                    cuts.append(at)
    return cuts


def _may_stand(before: str) -> bool:
    """Whether a heading can follow: behind a sentence, or behind the office of a signature."""
    return bool(_ENDED.search(before) or _FOOT_BEFORE.search(before)) or bool(
        re.search(r"[\(（\[][^\s()（）]{3,12}[\)）\]][^.]{5,160}$", before)
    )
