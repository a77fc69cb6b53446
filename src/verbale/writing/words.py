"""The words of a document, each with its place, and their comparison with the words that a written file has.

A word is a run of letters and digits (a Chinese character is a word); what does not show and what only joins or
decorates letters (soft hyphens, kashida, vowel signs) does not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from verbale.errors import Place, WriteError
from verbale.languages.characters import strip_marks
from verbale.writing.layout import Head, Layout, Mark, Paragraph, Text

__all__ = [
    "Word",
    "compare",
    "compare_bags",
    "has_arabic",
    "letters_apart",
    "texts_of",
    "words_in",
    "words_of",
]

Word = tuple[str, str]
"""(word, field of the document that it belongs to)"""

_CHINESE = "⺀-⿟々-〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CHINESE}]|[^\W_{_CHINESE}]+")
_ONE_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]+|.")


def words_in(text: str) -> list[str]:
    """The words of a text, in order."""
    if not text.isascii():
        text = strip_marks(unicodedata.normalize("NFKC", text))
        text = unicodedata.normalize("NFKD", text)
        signs = {ord(c): None for c in set(text) if unicodedata.combining(c)}
        text = text.translate(signs) if signs else text
    return _WORD.findall(text)


def has_arabic(word: str) -> bool:
    """Whether a word has Arabic letters."""
    return not word.isascii() and bool(_ONE_ARABIC.search(word))


def letters_apart(words: list[str]) -> list[str]:
    """Words as a program sees them on a page that runs from right to left, where letters come in the order of their
    places: all that is not Arabic letter by letter, and the letters of an Arabic word in any order."""
    pieces = [piece for word in words for piece in _ARABIC.findall(word)]
    return ["".join(sorted(piece)) for piece in pieces]


def _marks(marks: tuple[Mark, ...]) -> Iterator[str]:
    yield from (mark.label for mark in marks)


def _texts(p: Paragraph) -> Iterator[str]:
    if p.number:
        yield p.number
    if p.kind == "table":
        for row in p.rows:
            for cell in row:
                yield cell.text
                yield from _marks(cell.marks)
        return
    yield p.text.text + p.name + p.after
    yield from _marks(p.text.marks)
    yield from p.lines


def _head(head: Head) -> Iterator[tuple[str, str]]:
    yield head.organization, "masthead"
    yield from ((symbol, "masthead.symbols") for symbol in head.symbols)
    yield from ((organ, "masthead.organs") for organ in head.organs)
    yield from ((line.text, "masthead") for line in head.publication)
    for column in head.columns:
        yield column.name or "", "masthead.organs"
        yield from ((session, "masthead.sessions") for session in column.sessions)
        for item in column.items:
            yield from ((piece, "masthead.agenda_items") for piece in _pieces(item.text))
        yield from ((title, "masthead.agenda_items") for title in column.titles)
    if head.title:
        yield from ((piece, "masthead.title") for piece in _pieces(head.title))
    yield head.change or "", "change"


def _pieces(text: Text) -> Iterator[str]:
    yield text.text
    yield from _marks(text.marks)


def texts_of(layout: Layout) -> Iterator[tuple[str, str]]:
    """All texts of a layout in the order of reading, each with its field of the document."""
    yield from _head(layout.head)
    for section in layout.sections:
        at = f"parts[{section.part}]"
        yield section.heading or "", f"{at}.heading"
        yield section.original or "", f"{at}.original_languages"
        yield section.title or "", f"{at}.title"
        for p in section.blocks:
            field = "masthead.title" if p is section.named else f"{at}.blocks[{p.block}]"
            yield from ((text, field) for text in _texts(p))
    for i, note in enumerate(layout.notes):
        yield note.label, f"footnotes[{i}].label"
        for p in note.paragraphs:
            yield from ((text, f"footnotes[{i}].blocks[{p.block}]") for text in _texts(p))
    yield layout.reissue or "", "reissued"
    if layout.foot:
        yield layout.foot.line, "masthead.job_number"


def words_of(layout: Layout) -> list[Word]:
    """All words of a layout in the order of reading: masthead, parts, footnotes, foot."""
    return [(word, field) for text, field in texts_of(layout) for word in words_in(text)]


def _refusal(name: str, has: str | None, wants: str, field: str) -> WriteError:
    said = f"has “{has}”" if has else "ends"
    return WriteError(
        f"The words of the {name} file differ: it {said} where the document has “{wants}”",
        where=Place(field=field),
        fix="Nothing was issued; report this with the document's JSON",
    )


def compare(name: str, wanted: list[Word], found: list[str]) -> None:
    """Raises WriteError at the first word of a file that differs from the document's, in order."""
    for (word, field), other in zip(wanted, found, strict=False):
        if word != other:
            raise _refusal(name, other, word, field)
    if len(found) < len(wanted):
        raise _refusal(name, None, *wanted[len(found)])
    if len(found) > len(wanted):
        extra = found[len(wanted)]
        raise WriteError(
            f"The words of the {name} file differ: it has “{extra}” after the document's last word",
            fix="Nothing was issued; report this with the document's JSON",
        )


def compare_bags(name: str, wanted: list[Word], found: list[str], *, spare: int = 0) -> None:
    """Raises WriteError at the first word that a file has fewer times than the document, or that it has besides.

    For files whose words stand in columns and at page ends, so that their order is not that of reading. Words that a
    page end cuts, that a hyphen at a line's end joins or that a note's mark touches count by their letters. ``spare`` is
    how many Arabic letters may stand twice: a PDF names a letter again with the vowel sign that is drawn above it.
    """
    left = Counter(found)
    missing: list[Word] = []
    for word, field in wanted:
        if left[word] > 0:
            left[word] -= 1
        else:
            missing.append((word, field))
    extra = +left
    lacking = Counter("".join(word for word, _ in missing))
    besides = Counter("".join(extra.elements()))
    again = besides - lacking
    if not lacking - besides and (not again or (all(map(has_arabic, again)) and again.total() <= spare)):
        return
    if missing:
        letters = lacking - besides or again
        word, field = next((m for m in missing if set(m[0]) & set(letters)), missing[0])
        other = next((o for o in extra if set(o) & set(letters)), next(iter(extra), None))
        raise _refusal(name, other, word, field)
    raise WriteError(
        f"The words of the {name} file differ: it has “{next(iter(extra))}” besides the document's words",
        fix="Nothing was issued; report this with the document's JSON",
    )


def signs_in(text: str) -> int:
    """How many vowel signs and other marks stand above or below letters of a text."""
    return 0 if text.isascii() else sum(unicodedata.category(c) == "Mn" for c in text)
