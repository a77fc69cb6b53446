"""Numbers of agenda items as mastheads and letters list them: "32, 69 (b) and (c) and 72", "١٤ (و)", "项目93(h)和96".

Source: UN documents in six languages; letters of sub-items are in ``languages.letters``.
"""

from __future__ import annotations

import re

import msgspec

from verbale.languages.letters import item_letter
from verbale.reading.folding import Folded, folded
from verbale.reading.phrases import find, languages_read, match, search

__all__ = ["Items", "find_items", "item_numbers"]

_NUMBER = re.compile(r"\d{1,3}(?![\d/.]\d|\d)")
_LETTER = re.compile(r" ?\(? ?(?P<letter>[a-z]|[\u0621-\u064a]|[а-я]) ?\)")
_LONGER = re.compile(r" ?\(? ?(?P<letter>[a-z]{2}) ?\)")
_AND = re.compile(
    r" ?(?:[,;、/&]|和|与|及|以及|،)+ ?(?:(?:and|et|y|и|و|as well as|ainsi que|asi como|а также) ?)?| (?:and|et|y|и|و) ?"
)
_TO = re.compile(r" ?(?:-|至|到) ?| (?:to|through|a|по|الي) (?=[\d(a-zа-я\u0621-\u064a])")
# A title beside its number, in brackets or behind "entitled"; its words may have been blanked.
_TITLED = re.compile(
    r" ?\( ?(?:\"[^\"]{0,300}\")? ?\)|,? ?(?:entitled|titled|intitule\w*|titulad\w*|озаглавлен\w*|المعنون\w*|题为) ?(?:\"[^\"]{0,300}\")?"
    r"(?=[ ,]|$)"
)
_SUB_ITEM = re.compile(
    r",? ?(?:sub-?items?|alineas?|apartados?|подпункт\w*|分项|الفقرة) ?(?=\(?[a-z\u0621-\u064a]\))"
)
_STARS = re.compile(r" ?\*{1,3}")
_MOST = 40


class Items(msgspec.Struct, frozen=True, gc=False):
    """A list of items at [start, end) of a printed text; ``provisional`` where they are of an agenda not yet adopted."""

    start: int
    end: int
    numbers: tuple[str, ...]
    provisional: bool


def _letter(text: Folded, at: int) -> tuple[str, int] | None:
    named = _SUB_ITEM.match(text.text, at)
    at = named.end() if named else at
    found = _LETTER.match(text.text, at) or _LONGER.match(text.text, at)
    if found is None:
        return None
    begin, end = text.back(*found.span("letter"))
    letter = item_letter(text.printed[begin:end].lower())
    if letter is None:
        letter = found["letter"] if found["letter"].isascii() else None
    return (letter, found.end()) if letter else None


def item_numbers(text: Folded, at: int) -> tuple[tuple[str, ...], int]:
    """The item numbers that begin at ``at`` of a folded text, in the form "69 (b)", and where they end."""
    numbers: list[str] = []
    current = ""
    last_letter: str | None = None
    end = at
    ranged = False
    while len(numbers) < 200:
        found = _NUMBER.match(text.text, at)
        lettered = None if found else (_letter(text, at) if current else None)
        if found:
            if ranged and not last_letter and current and 0 < int(found[0]) - int(current) < _MOST:
                numbers += [str(n) for n in range(int(current) + 1, int(found[0]))]
            current, last_letter, end = found[0], None, found.end()
            lettered = _letter(text, end)
            numbers.append(f"{current} ({lettered[0]})" if lettered else current)
        elif lettered:
            if ranged and last_letter and len(lettered[0]) == len(last_letter) == 1:
                between = range(ord(last_letter) + 1, ord(lettered[0]))
                numbers += [f"{current} ({chr(code)})" for code in between]
            numbers.append(f"{current} ({lettered[0]})")
        else:
            break
        if lettered:
            last_letter, end = lettered
        star = _STARS.match(text.text, end)
        at = star.end() if star else end
        titled = _TITLED.match(text.text, at)
        at = titled.end() if titled else at
        joint = _AND.match(text.text, at)
        to = None if joint else _TO.match(text.text, at)
        follows = joint or to
        if follows is None:
            break
        ranged = to is not None
        at = follows.end()
    return tuple(dict.fromkeys(numbers)), end


def find_items(text: str, language: str, text_folded: Folded | None = None) -> list[Items]:
    """All lists of agenda items in a text, with the agenda that they are of."""
    base = text_folded or folded(text)
    found: list[Items] = []
    for code in languages_read(language):
        for said in find("item", base.text, code):
            numbers, end = item_numbers(base, said.end)
            if not numbers:
                continue
            provisional = said.value == "provisional"
            agenda = match("agenda", base.text, code, end + 1) if base.text[end : end + 1] == " " else None
            agenda = agenda or match("agenda", base.text, code, end)
            if agenda:
                end = agenda.end
                provisional = provisional or agenda.value == "provisional"
            begin, stop = base.back(said.start, end)
            if not any(one.start < stop and begin < one.end for one in found):
                found.append(Items(begin, stop, numbers, provisional))
    return sorted(found, key=lambda one: one.start)


def mentions_items(text: str, language: str) -> bool:
    """Whether a folded text names an agenda item by number."""
    return any(search("item", text, code) for code in languages_read(language))
