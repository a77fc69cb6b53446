"""What stands round the text of a page: running heads and feet, job number, barcode, page numbers, rules.

Formats mark what they know to be a running head or foot; a text that was pasted or extracted without pages still has
such lines in it, between the lines of its paragraphs. Rules: UN mastheads, run-on pages; job numbers and barcodes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from verbale.languages import LANGUAGES
from verbale.languages.dates import parse_date
from verbale.languages.labels import languages_named
from verbale.reading.folding import clean, fold
from verbale.reading.lines import Line
from verbale.reading.phrases import match

__all__ = ["Furniture", "JobNumber", "is_furniture", "job_number", "loose_symbol", "split_furniture"]

_JOB = re.compile(
    r"(?<![\w/])(?<!\w-)(?P<job>(?:(?:GE|V|N|G|HQ|ME|K|NA|WH)\.?\s?)?\d{2}-\d{4,6})\s?(?:\((?P<letter>[A-Z])\)|(?=\s|$|\*))"
)
_JOB_LINE = re.compile(
    r"^[-_ ]*(?:\d{1,4}\s*/\s*\d{1,4}\s+)?(?:(?:GE|V|N|G|HQ|ME|K|NA|WH)\.?\s?)?\d{2}-\d{4,6}\s*(?:\([A-Z][()])?[\s\d*]*"
    r"(?:\*[\dA-Z]{6,9}\*)?(?:\s*\d{1,4}\s*/\s*\d{1,4})?\s*(?:/\s?\.\.\.|/…)?$"
)
_FOOT = re.compile(
    r"^(?:\*[\dA-Z]{6,10}\*?|(?:\d{6}\s+)*[()][A-Z][()]\s*\d{2}-\d{4,6}(?:\s+\d{6})*|[\dA-Z]{6,10}\*|\d{6}(?:\s+\d{6})*(?:\s+\*[\dA-Z]{6,10}\*?)?|/\s?\.{2,3}|/…|\d{1,3}\s*/\s*\d{1,3}|[-_—–=*]{4,}|"
    r"(?:page|página|pagina|страница|стр\.|p\.)\s*\d{1,3}|第\s?\d{1,3}\s?页|-\s?\d{1,3}\s?-)$",
    re.IGNORECASE,
)
_RECYCLED = re.compile(r"^please recycle\b", re.IGNORECASE)
# with what each of these begins: most lines are told by their first characters
_MAY_BE_ROUND = re.compile(r"[-_ *—–=/\d第]|[A-Z]{1,2}\.?\s?\d|[A-Za-z\d]{6,10}\*|(?i:p[aá.]|стр|please)")
_SYMBOL = re.compile(r"^[A-Z][A-Za-z.]{0,12}(?:/[\w.()\[\] \-‑–]{1,24}?)+\*{0,3}$")


@dataclass(frozen=True, slots=True)
class JobNumber:
    """``text`` is the number without language and date: "20-05131"; ``letter`` the language it is marked with."""

    text: str
    letter: str | None
    line: Line


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lines of a text, and the lines that stood round it."""

    text: tuple[Line, ...]
    furniture: tuple[Line, ...]
    notes: tuple[Line, ...]


def loose_symbol(text: str) -> bool:
    """Whether a line is a document symbol alone, as running heads are."""
    return len(text) <= 60 and _SYMBOL.match(text) is not None


_MARKED = re.compile(r"[\(（](?:[a-z]{1,3}|[а-я]|[\u0621-\u064a])[\)）]\s*\S|[a-z]\)\s+\S|\d{1,3}\.\s+\S{2}")
_SENTENCE_END = re.compile(r"[.;:。；：][\"”)]?$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_RUNNING = 48  # a running head is shorter
_PAGE_OF = re.compile(r"^(?P<page>\d{1,4})\s*/\s*(?P<of>\d{1,4})$")


def _is_reference(text: str) -> bool:
    """Whether "719/92" is a sender's own number: no page stands behind the last one."""
    found = _PAGE_OF.match(text)
    return found is not None and int(found["page"]) > int(found["of"])


def is_furniture(text: str) -> bool:
    """Whether a line can only be the foot or the running head of a page."""
    text = text.replace("\\*", "*")
    if not _MAY_BE_ROUND.match(text) or _is_reference(text):
        return False
    return bool(_FOOT.match(text) or _JOB_LINE.match(text) or _RECYCLED.match(text))


def _is_text(text: str, line: Line, body: float | None) -> bool:
    """Whether a line that repeats at the edge of pages is text all the same.

    A numbered paragraph, a sentence, the heading of a part, a date: what documents repeat, running heads do not hold.
    """
    if is_furniture(text) or loose_symbol(text):
        return False
    if _MARKED.match(text):
        return True
    folded = fold(text)
    for code in LANGUAGES:
        said = match("part", folded, code)
        if said and said.end >= len(folded):
            return True
    if line.size is not None and body is not None and line.size < body - 0.4:
        return False
    if parse_date(text) is not None and not text[-1:].isdigit():
        return True
    ended = bool(_SENTENCE_END.search(text)) and (len(text) > 12 or text[:1].islower())
    return ended or len(text) + len(_HAN.findall(text)) > _RUNNING


def _body_size(lines: Iterable[Line]) -> float | None:
    """The size in which most of the text is set."""
    sizes = Counter(round(line.size, 1) for line in lines if line.size is not None and line.kind == "text")
    return sizes.most_common(1)[0][0] if sizes else None


def split_furniture(lines: Iterable[Line]) -> Furniture:
    """The lines of the text, those round it, and those of footnotes, each in their order."""
    text: list[Line] = []
    round_it: list[Line] = []
    notes: list[Line] = []
    held = False  # a rule or a foot was left out: the line after it does not begin a paragraph by that alone
    everything = list(lines)
    edges = any(line.kind in {"head", "foot"} for line in everything)
    body = _body_size(everything) if edges else None
    starred = any(line.kind == "note" and line.label == "*" for line in everything)
    for index, line in enumerate(everything):
        words = clean(line.text)
        if line.kind in {"head", "foot"} and (_is_reference(words) or _is_text(words, line, body)):
            line = msgspec.structs.replace(line, kind="text")  # noqa: PLW2901
        if line.kind in {"head", "foot"} or (line.kind == "text" and is_furniture(words)):
            round_it.append(line)
            held = True
            continue
        if line.kind == "note":
            # without a note of one asterisk it is bold of a text that was marked up by hand, not a note
            if line.label == "**" and not starred:
                text.append(
                    msgspec.structs.replace(
                        line, kind="text", label=None, text=line.text.strip("* "), bold=True
                    )
                )
            else:
                notes.append(line)
            continue
        following = everything[index + 1] if index + 1 < len(everything) else None
        if held and following is not None and _is_page_line(line, following):
            round_it.append(line)
            continue
        if not words and not line.rows:
            continue
        held = held and loose_symbol(words)
        text.append(line)
    return Furniture(tuple(text), tuple(round_it), tuple(notes))


def _is_page_line(line: Line, following: Line) -> bool:
    """Whether a line is the "English" of the running head "S/1999/1241 / English / Page 2" of old documents."""
    return (
        line.kind == "text"
        and len(line.text) < 12
        and len(languages_named(line.text)) == 1
        and bool(_FOOT.match(clean(following.text)))
        and fold(following.text)[:1].isalpha()
    )


def job_number(furniture: Iterable[Line], lines: Iterable[Line] = ()) -> JobNumber | None:
    """The production number: one with its language letter first, else the first that stands at a foot."""
    bare: JobNumber | None = None
    for line in furniture:
        found = _JOB.search(clean(line.text).replace("\\", ""))
        if found is None:
            continue
        made = JobNumber(re.sub(r"\s", "", found["job"]), found["letter"], line)
        if made.letter:
            return made
        bare = bare or made
    if bare is not None:
        return bare
    for line in lines:
        # one in the text counts where its language is marked: "20-05131 (E)"
        lettered = "-" in line.text and "(" in line.text
        found = _JOB.search(clean(line.text).replace("\\", "")) if lettered else None
        if found and found["letter"]:
            return JobNumber(re.sub(r"\s", "", found["job"]), found["letter"], line)
    return None
