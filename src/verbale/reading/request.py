"""What a letter asks for: the sentence, the organs whose document it shall become, and the items of each.

The sentence is known by its slots (UN rules, the request sentence), not by its words as a whole: an act of circulation,
"as a document of", and somebody who asks for it. Organs and items are read from what stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.document import AgendaItem, Masthead, Request
from verbale.languages.ordinals import find_sessions
from verbale.reading.folding import fold, folded
from verbale.reading.items import find_items
from verbale.reading.page import Page
from verbale.reading.phrases import find, held, search

__all__ = ["Asked", "find_request", "sentences"]

_STOP = re.compile(
    r"(?<=[.!?。！？؟])(?<!\bNo\.)(?<!\bno\.)(?<!\bArt\.)(?<!a\.i\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bH\.E\.)(?=\s+[^\Wa-zа-я\d_]|[\u3400-\u9fff])"
)
_QUOTED = re.compile(r"“[^”]{3,400}”|«[^»]{3,400}»|\"[^\"]{3,400}\"|„[^“]{3,400}“|《[^》]{2,200}》")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the index of the block in which it stands."""

    request: Request
    block: int


def sentences(text: str) -> list[str]:
    """The sentences of a text, as printed."""
    return [sentence.strip() for sentence in _STOP.split(text) if sentence.strip()]


def find_request(
    texts: Sequence[str], page: Page, masthead: Masthead, addressees: tuple[str, ...]
) -> Asked | None:
    """The request of a letter whose paragraphs are ``texts``; the masthead helps where the letter is brief."""
    best: tuple[int, int, str] | None = None
    for index, text in enumerate(texts):
        slots = held(fold(text), page.language)
        if "circulate" not in slots or "ask" not in slots:
            continue  # no sentence of it asks for anything
        for sentence in sentences(text):
            points = _points(sentence, page)
            if points and (best is None or points > best[0]):
                best = (points, index, sentence)
    if best is None:
        return None
    _, index, sentence = best
    asked = _read(sentence, page, masthead, addressees, texts)
    return Asked(asked, index)


def _points(sentence: str, page: Page) -> int:
    """How much a sentence has of a request; 0 where it is none."""
    base, language = fold(sentence), page.language
    act = search("circulate", base, language)
    if act is None or not search("ask", base, language):
        return 0
    document = search("as-document", base, language)
    organs = page.nomenclature.find_organs(_unglued(_unquoted(sentence)), language)
    thing = search("object", base, language)
    items = find_items(_unquoted(sentence), language)
    if document is None and not (thing and (organs or items)):
        return 0
    if document is None and not items and not _of_organ(sentence, page):
        return 0
    return 3 * (document is not None) + 2 * bool(organs) + 2 * bool(items) + bool(thing) + 1


def _of_organ(sentence: str, page: Page) -> bool:
    """Whether the text is to go out in an organ ("circulated in the Security Council"), not only to its members."""
    base = fold(sentence)
    return not re.search(r"\bmembers? of|\bmembres d|\bmiembros d|член|成员|اعضاء", base)


def _unquoted(text: str) -> str:
    """The text with the words in quotation marks blanked: titles of items name organs too."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def _unglued(text: str) -> str:
    """Arabic "للجمعية" with its article back, so that the organ's name is found in it."""
    return re.sub(r"(?<!\w)(و?)لل(?=[\u0621-\u064a])", r"\1ل ال", text)


def _read(
    sentence: str, page: Page, masthead: Masthead, addressees: tuple[str, ...], texts: Sequence[str]
) -> Request:
    language, organs = page.language, masthead.organs
    plain = _unquoted(sentence)
    base = folded(plain)
    act = search("circulate", base.text, language)
    documents = find("as-document", base.text, language)
    start = documents[0].start if documents else (act.end if act else 0)
    behind = base.at[start]
    found = _organs_behind(plain, behind, page)
    if not found and documents and act and documents[0].start > act.end:
        # "circulated in the General Assembly as an official document"
        found = _organs_behind(plain, base.at[act.end], page)
    asked = list(dict.fromkeys(code for _, code in found))
    if not asked:
        short = search("council", base.text, language, start)
        if short:
            asked = [_short_organ(short.value, organs, addressees, texts, page)]
    items: dict[str, list[str]] = {}
    for one in find_items(plain, language):
        if act and one.end < behind and not documents:
            continue
        organ = _organ_of_items(one.start, found, asked, organs, page.nomenclature.years)
        items.setdefault(organ, []).extend(
            number for number in one.numbers if number not in items.get(organ, ())
        )
    for organ in items:
        if organ not in asked:
            asked.append(organ)
    if len(asked) > 1 and "A/HRC" in asked and "A" in asked and "A" not in items:
        asked.remove("A")
    if not items:
        for organ, number in _entitled(sentence, masthead.agenda_items):
            items.setdefault(organ, []).append(number)
    return Request(
        organs=tuple(asked),
        agenda_items={organ: tuple(numbers) for organ, numbers in items.items()},
        text=sentence,
    )


def _organs_behind(plain: str, start: int, page: Page) -> list[tuple[int, str]]:
    """The organs named from ``start``, each with its place in the text."""
    text = plain[start:]
    found = [
        (start + organ.start, organ.code)
        for organ in page.nomenclature.find_organs(_unglued(text), page.language)
    ]
    found = [one for one in found if one[1] in {"A", "S", "E", "T", "A/HRC"} or "/" not in one[1]]
    for session in find_sessions(text, page.language):
        if session.kind == "emergency-special" and not any(code == "A" for _, code in found):
            found.append((start + session.start, "A"))
    return sorted(found)


def _short_organ(
    value: str, organs: tuple[str, ...], addressees: tuple[str, ...], texts: Iterable[str], page: Page
) -> str:
    """The organ that "the Council" or "the Assembly" means here."""
    if value == "assembly":
        return "A"
    councils = [organ for organ in organs if organ in {"S", "E", "A/HRC"}]
    if len(councils) == 1:
        return councils[0]
    named = {
        "president-of-the-security-council": "S",
        "president-of-the-economic-and-social-council": "E",
        "president-of-the-human-rights-council": "A/HRC",
    }
    for addressee in addressees:
        if addressee in named:
            return named[addressee]
    for text in texts:
        for organ in page.nomenclature.find_organs(text, page.language):
            if organ.code in {"S", "E", "A/HRC"}:
                return organ.code
    return councils[0] if councils else "S"


def _organ_of_items(
    at: int, found: list[tuple[int, str]], asked: list[str], organs: tuple[str, ...], years: frozenset[str]
) -> str:
    """The organ on whose agenda items stand: the one named before them, else behind; never one that counts ``years``."""
    before = [code for place, code in found if place < at and code not in years]
    if before:
        return before[-1]
    behind = [code for place, code in found if place >= at and code not in years]
    if behind:
        return behind[0]
    return next((organ for organ in (*asked, *organs) if organ not in years), "A")


def _entitled(sentence: str, items: tuple[AgendaItem, ...]) -> list[tuple[str, str]]:
    """The items that a request names by their title alone, numbered as the masthead numbers them."""
    quoted = [fold(found[0]).strip('" .,') for found in _QUOTED.finditer(sentence)]
    return [(one.organ, one.number) for one in items if one.title and fold(one.title) in quoted]
