"""Lists of symbols, as texts print them: "A/76/L.14 and A/76/L.14/Add.1", "S/4258 and Add.1", "A/64/115, 174 et 323"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from verbale.errors import Place, SymbolError
from verbale.symbol.characters import fold, original_position
from verbale.symbol.grammar import LIMIT
from verbale.symbol.knowledge import knowledge, lists

if TYPE_CHECKING:
    from verbale.symbol.value import Symbol

__all__ = ["parse_many"]

_MOST = 100  # a range "Add.1-3" of more than these is a slip


@cache
def _separator() -> re.Pattern[str]:
    """What stands between the items: marks, and "and" in the six languages, which holds no symbol together."""
    words = sorted((fold(word) for word in lists()["and"]), key=len, reverse=True)
    glued = sorted((fold(word) for word in lists()["glued"]), key=len, reverse=True)
    marks = re.escape("".join(lists()["marks"]))
    # No space is matched but looked at: a run of spaces costs its length. A mark between figures joins them (1835&1837).
    return re.compile(
        rf"[{marks}](?!\d)|(?<!\d)[{marks}]|(?<=\s)(?:{'|'.join(map(re.escape, words))})(?=\s)"
        rf"|(?:{'|'.join(glued)})(?=\s?[A-Za-z0-9])",
        re.IGNORECASE,
    )


def parse_many(text: str) -> list[Symbol]:
    """The symbols of a list, in its order; an item may leave out what it has in common with the one before.

    "S/4258 and Add.1" gives S/4258 and S/4258/Add.1; "A/C.3/57/SR.39, 47 y 50" three records; "S/8248/Add.7-9" three
    addenda; joint documents stay one symbol each. Raises SymbolError for an item that is no symbol. Cost is linear.
    """
    from verbale.symbol.value import Symbol

    if len(text) <= LIMIT and not _separator().search(fold(text)):
        return _ranged(text, Symbol) if text.strip() else []
    folded = fold(text)
    found: list[Symbol] = []
    whole: Symbol | None = None  # the last that was written in full
    for start, end in _items(folded):
        item = folded[start:end]
        try:
            found += _ranged(_completed(item, whole, found[-1] if found else None), Symbol)
        except SymbolError as error:
            inner = error.where.position or 0 if error.where else 0
            raise SymbolError(
                error.what,
                where=Place(position=original_position(text, start + min(inner, len(item)))),
                fix=error.fix,
            ) from None
        if "/" in item:
            whole = found[-1]
    return list(dict.fromkeys(found))


def _items(text: str) -> list[tuple[int, int]]:
    """Where the items stand: what is between separators, outer brackets and full stops left out."""
    spans, start, depth = [], 0, 0
    opened = text.lstrip().startswith("(")
    matches = list(_separator().finditer(text))
    at = 0
    for match in [*matches, None]:
        begin = match.start() if match else len(text)
        depth += text.count("(", at, begin) - text.count(")", at, begin)
        at = begin
        if match is None or depth <= (1 if opened else 0):
            first, last = start, begin
            while first < last and text[first] in " (" and (text[first] == " " or opened):
                first += 1
            while last > first and text[last - 1] in " .":
                last -= 1
            if (
                opened
                and last > first
                and text[last - 1] == ")"
                and text.count("(", first, last) < text.count(")", first, last)
            ):
                last -= 1
            if first < last:
                spans.append((first, last))
            start = match.end() if match else begin
    return spans


def _completed(item: str, whole: Symbol | None, before: Symbol | None) -> str:
    """The item with what it leaves out: of the last symbol in full for a change, of the one before for a number."""
    if whole is None or before is None or "/" in item or len(item) > LIMIT:
        return item
    changes = knowledge().changes
    word = re.match(r"[^\W\d]+", item)
    if word and word[0].upper() in changes:
        stem, _, last = str(whole.halves[-1]).rpartition("/")
        same = last.partition(".")[0].upper() == changes[word[0].upper()].code
        return f"{stem if same else f'{stem}/{last}'}/{item}"
    base = str(before.halves[-1])
    if re.fullmatch(r"\d+(?:\s?-\s?\d+)?", item) and (match := re.search(r"\d+(?=(?: \([^()]*\))?$)", base)):
        return base[: match.start()] + item
    if re.fullmatch(r"[A-Z]{1,2}", item) and (match := re.search(r"(?<=\d )[A-Z]{1,2}(?=$| \()", base)):
        return base[: match.start()] + item + base[match.end() :]
    return item


def _ranged(item: str, symbol: type[Symbol]) -> list[Symbol]:
    """One symbol, or all of a range of changes: "Add.1-3"."""
    match = re.fullmatch(
        r"(.*/(?:add|corr|rev|amend)[. ]*)(\d{1,4})\s?-\s?(\d{1,4})",
        fold(item[:LIMIT]).strip(" ()"),
        re.IGNORECASE,
    )
    if match and 0 < int(match[3]) - int(match[2]) < _MOST:
        return [symbol.parse(f"{match[1]}{n}") for n in range(int(match[2]), int(match[3]) + 1)]
    return [symbol.parse(item)]
