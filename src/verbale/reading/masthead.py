"""The head of the first page, understood in one place whatever the file was.

Its words are read by what they are, not by where they stand: in columns, line by line, or all in one line. Rules: UN
mastheads (2.1 to 2.8): what every masthead holds, the grid of kinds, labels in six languages, sessions in words.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

import msgspec

from verbale.document import AgendaItem, Distribution, Language, Masthead, Session
from verbale.errors import SymbolError
from verbale.languages.dates import find_dates
from verbale.reading.agenda import OPEN_END, tie_titles
from verbale.reading.folding import clean, fold, folded
from verbale.reading.furniture import job_number
from verbale.reading.headlines import STRONG, joined, part_of
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.phrases import languages_read, match, phrases
from verbale.reading.titles import Title, find_title
from verbale.reading.tokens import Token, take_tokens
from verbale.symbol import Symbol
from verbale.symbol.knowledge import knowledge

__all__ = ["Head", "read_head", "title_of"]

_LONGEST_PIECE = 200  # of a masthead set in a line of its own
_FARTHEST = 160  # lines in which a title is looked for


@dataclass(frozen=True, slots=True)
class Head:
    """What was read of the head: ``title`` its place; ``body`` the lines behind it; ``notes`` of its starred lines;
    ``loose`` its free lines that are no item's title, in order."""

    masthead: Masthead
    title: Title | None
    body: tuple[Line, ...]
    notes: tuple[Line, ...]
    loose: tuple[Line, ...]


@dataclass(slots=True)
class _Seen:
    """The pieces of a head in the order in which they stand."""

    tokens: list[tuple[Token, Line]] = field(default_factory=list)
    free: list[tuple[int, Line]] = field(default_factory=list)  # how many tokens stood before, and the line
    notes: list[Line] = field(default_factory=list)

    def of(self, kind: str) -> list[tuple[Token, Line]]:
        return [(token, line) for token, line in self.tokens if token.kind == kind]


def read_head(page: Page, *, title: Title | None = None) -> Head:
    """The masthead of a page and the lines behind it. ``title``: where its title stands, if the caller knows."""
    lines = page.lines[:_FARTHEST]
    title = title or title_of(page)
    seen = _Seen()
    if title is not None:
        for line in joined(lines[: title.first], page):
            _take(line, page, seen)
        opening = lines[title.first]
        if title.offset:
            before = opening.text[: title.offset].strip(' *_\\"“«')
            if before:
                _take(part_of(opening, before), page, seen)
        body = page.lines[title.last + 1 :]
        if title.rest:
            body = (part_of(page.lines[title.last], title.rest), *body)
        else:
            body = _take_behind_title(body, page, seen)
    else:
        body = _take_without_title(page, seen)
    masthead, loose = _masthead(seen, title, page)
    return Head(masthead, title, body, tuple(seen.notes), loose)


def title_of(page: Page) -> Title | None:
    """The title of a communication near the top of a page, in a line of its own or behind a masthead run together."""
    lines = page.lines[:_FARTHEST]
    return find_title(lines, page.language, page.nomenclature, lambda line: _free_start(line, page))


def _free_start(line: Line, page: Page) -> int:
    """Where free text begins in a line whose start is a masthead's; 0 where it has nothing of a masthead."""
    text = line.text[:3000]
    if len(text) < 40:
        return 0
    tokens, at = take_tokens(text, page.language, page.nomenclature)
    if not any(token.kind in STRONG for token in tokens):
        return 0
    # the titles of items may stand between the masthead and the document's title
    for date in find_dates(text[at:], "zh") if page.language == "zh" else ():
        if match("title", fold(text[at + date.start :]), "zh"):
            return at + date.start
    for code in languages_read(page.language):
        base = folded(text[at:])
        found = [
            m.start()
            for p in phrases("title", code)
            if code != "zh"
            for m in [p.pattern.search(base.text)]
            if m
        ]
        if found:
            return at + base.at[min(found)]
    return at


def _take(line: Line, page: Page, seen: _Seen) -> None:
    """The tokens of one line, and its free text."""
    text = line.text.replace("\\", "").strip()
    if text.startswith("*") and not text.startswith("**"):
        seen.notes.append(line)
        return
    text = clean(text.replace("**", " "))
    if len(text) <= 1 or not any(character.isalnum() for character in text):
        return
    before = seen.tokens[-1][0] if seen.tokens else None
    tokens, rest = take_tokens(text, page.language, page.nomenclature, before=before)
    if rest < len(text) and not any(token.kind in STRONG - {"publisher"} for token in tokens):
        # "Security Council reform", "United Nations institutes": a name or a date that only opens a title
        tokens, rest = [], 0
    if tokens and _inside_title(tokens, seen):
        tokens, rest = [], 0
    for token in tokens:
        seen.tokens.append((token, line))
    free = text[rest:].strip(" .,;:–—-") if tokens else text[rest:].strip()
    if free.strip(" .,;"):
        seen.free.append((len(seen.tokens), part_of(line, free)))


def _inside_title(tokens: list[Token], seen: _Seen) -> bool:
    """Whether "General Assembly" alone in a line is the end of an item's title, not the name of an organ once more."""
    if {token.kind for token in tokens} - {"organ", "publisher"} or not seen.free or not seen.of("items"):
        return False
    before = {token.value for token, _ in seen.tokens if token.kind in {"organ", "publisher"}}
    last = seen.free[-1]
    return (
        last[0] == len(seen.tokens)
        and bool(OPEN_END.search(last[1].text.strip()))
        and all(token.value in before for token in tokens)
    )


def _take_behind_title(body: tuple[Line, ...], page: Page, seen: _Seen) -> tuple[Line, ...]:
    """The lines behind a title that can only be a masthead's: the other column, where columns were read in turn."""
    count = 0
    found: set[str] = set()
    before = seen.tokens[-1][0] if seen.tokens else None
    for line in body[:8]:
        text = clean(line.text)
        if len(text) > _LONGEST_PIECE:
            break
        tokens, rest = take_tokens(text, page.language, page.nomenclature, before=before)
        if not tokens or rest < len(text):
            break
        found |= {token.kind for token in tokens}
        before = tokens[-1]
        count += 1
    if not found & {"distribution", "original", "session"}:
        return body
    for line in body[:count]:
        _take(line, page, seen)
    return body[count:]


def _take_without_title(page: Page, seen: _Seen) -> tuple[Line, ...]:
    """The lines at the top that can only be a masthead's; what is behind the last of them is the text."""
    last = 0
    read = _Seen()
    for index, line in enumerate(page.lines[:60]):
        text = clean(line.text)
        before = len(read.tokens)
        opens = any(
            match(slot, text.casefold(), page.language) for slot in ("opening", "salutation", "compliments")
        )
        if opens or len(text) > 220 or line.kind == "table":
            break
        _take(line, page, read)
        strong = any(token.kind in STRONG for token, _ in read.tokens[before:])
        alone = len(read.tokens) > before and not (
            read.free and read.free[-1][0] == len(read.tokens) and read.free[-1][1].number == line.number
        )
        if strong or (
            alone
            and (read.of("symbol") or read.of("distribution") or read.of("publisher") or read.of("organ"))
        ):
            last = index + 1
    if not any(_heads(token, page) for token, _ in read.tokens):
        last = 0
    for line in page.lines[:last]:
        _take(line, page, seen)
    return page.lines[last:]


def _heads(token: Token, page: Page) -> bool:
    """Whether a piece makes a masthead of the lines round it: "United Nations" stands in addresses too, and what looks
    like a symbol of no series that is known is a sender's own number."""
    if token.kind == "symbol":
        root = token.value.partition("/")[0]
        return root in knowledge().organs or any(
            code.partition("/")[0] == root for code in page.nomenclature.organs
        )
    return token.kind in STRONG - {"publisher"}


def _masthead(seen: _Seen, title: Title | None, page: Page) -> tuple[Masthead, tuple[Line, ...]]:
    ledger = page.ledger
    symbols = _symbols(seen, page)
    organs = _organs(seen, symbols, page)
    items, loose = _items(seen, organs, page)
    original = _original(seen, page)
    distribution: Distribution | None = None
    for token, line in seen.of("distribution"):
        if distribution is None:
            distribution = token.value  # type: ignore[assignment]
            ledger.saw("masthead.distribution", line)
    job = job_number(page.furniture, page.lines if title is not None or symbols else ())
    if job is not None:
        ledger.saw("masthead.job_number", job.line)
    if title is not None:
        ledger.saw("masthead.title", page.lines[title.first], title.text)
    masthead = Masthead(
        organs=organs,
        symbols=symbols,
        distribution=distribution,
        date=_date(seen, page),
        original_languages=original,
        sessions=_sessions(seen, organs, page),
        agenda_items=items,
        title=title.text if title is not None else None,
        job_number=job.text if job is not None else None,
    )
    return masthead, loose


def _original(seen: _Seen, page: Page) -> tuple[Language, ...]:
    """The languages behind "Original:", over two lines where the first ends in "and"."""
    for index, (token, line) in enumerate(seen.tokens):
        if token.kind != "original" or not token.languages:
            continue
        page.ledger.saw("masthead.original_languages", line)
        named = list(token.languages)
        open_end = re.search(r"(?:[,،、]|\b(?:and|et|y|e|и|و)|和)\s*$", line.text, re.IGNORECASE)
        for following, _ in seen.tokens[index + 1 :] if open_end else ():
            if following.kind != "language":
                break
            named.append(following.value)
        return tuple(dict.fromkeys(named))  # type: ignore[arg-type]
    return ()


def _symbols(seen: _Seen, page: Page) -> tuple[str, ...]:
    symbols: list[str] = []
    for token, line in seen.of("symbol"):
        for half in Symbol.parse(token.value).halves:
            if str(half) not in symbols:
                page.ledger.saw(f"masthead.symbols.{len(symbols)}", line)
                symbols.append(str(half))
    for name in ("Symbol1", "Symbol2"):
        written = page.properties.get(name, "").strip().rstrip("*")
        if not symbols or not written:
            continue
        try:
            normal = str(Symbol.parse(written))
        except SymbolError:
            continue
        if normal not in symbols and len(symbols) < 2:
            page.ledger.tell(
                "masthead.symbols", f"The file's own properties name {normal}, the page does not"
            )
    return tuple(symbols)


def _organs(seen: _Seen, symbols: tuple[str, ...], page: Page) -> tuple[str, ...]:
    organs: list[str] = []
    for token, line in seen.of("organ"):
        if token.value not in organs:
            page.ledger.saw(f"masthead.organs.{len(organs)}", line)
            organs.append(token.value)
    if not organs:
        organs = list(dict.fromkeys(_organ_of(symbol) for symbol in symbols))
    if "A/HRC" in organs:
        # its documents are headed General Assembly, and are documents of the Human Rights Council alone
        joint = any(symbol.startswith("A/") and not symbol.startswith("A/HRC") for symbol in symbols)
        if not joint and "A" in organs:
            organs.remove("A")
    # a subsidiary body stands below the organ whose document it is
    organs = [
        one
        for one in organs
        if one == "A/HRC" or one.partition("/")[0] == one or one.partition("/")[0] not in organs
    ]
    return tuple(organs)


def _organ_of(symbol: str) -> str:
    return "A/HRC" if symbol.startswith("A/HRC/") else symbol.partition("/")[0]


def _date(seen: _Seen, page: Page) -> datetime.date | None:
    """The document's date: the one below "Distr.", or the first that stands alone."""
    labelled = False
    first: tuple[Token, Line] | None = None
    for token, line in seen.tokens:
        if token.kind in {"distribution", "distribution-label"}:
            labelled = True
        elif token.kind == "date":
            if labelled:
                page.ledger.saw("masthead.date", line)
                return token.date
            first = first or (token, line)
    if first is None:
        return None
    page.ledger.saw("masthead.date", first[1])
    return first[0].date


def _sessions(seen: _Seen, organs: tuple[str, ...], page: Page) -> tuple[Session, ...]:
    sessions: list[Session] = []
    numbered = " ".join(token.value for token, _ in seen.of("symbol"))
    last_organ = organs[0] if organs else "A"
    for token, line in seen.tokens:
        if token.kind == "organ" and token.value in organs:
            last_organ = token.value
        if token.kind != "session":
            continue
        made = _session(token, organs, last_organ, page.nomenclature.years)
        if made.session and f"{made.organ}/E{made.session}/" in numbered:
            # the words "emergency" were cut off at the end of a column; the symbol has them
            made = msgspec.structs.replace(made, session=f"E{made.session}")
        if made not in sessions:
            page.ledger.saw(f"masthead.sessions.{len(sessions)}", line)
            sessions.append(made)
    return tuple(sessions)


def _session(token: Token, organs: tuple[str, ...], last_organ: str, years: frozenset[str]) -> Session:
    """The session of a token, given to the organ that has such: organs side by side have theirs side by side too."""
    assembly = next((organ for organ in organs if organ in {"A", "A/HRC"}), None)
    if token.value == "year":
        counting = next((organ for organ in organs if organ in years), last_organ)
        return Session(organ=counting if organs else "S", year=token.number)
    if last_organ in years:
        last_organ = next((organ for organ in organs if organ not in years), last_organ)
    if token.value == "emergency-special":
        return Session(organ=assembly or "A", session=f"ES-{token.number}")
    if token.value == "special":
        return Session(organ=assembly or last_organ, session=f"S-{token.number}")
    if token.value == "year-session" or token.number >= 1900:
        return Session(organ="E" if "E" in organs or not organs else last_organ, session=str(token.number))
    return Session(organ=assembly or last_organ, session=str(token.number))


def _items(
    seen: _Seen, organs: tuple[str, ...], page: Page
) -> tuple[tuple[AgendaItem, ...], tuple[Line, ...]]:
    """The items in the order printed, each with its organ and, where they can be tied, its title."""
    lists = seen.of("items")
    free = [line for before, line in seen.free if lists and before >= _first_items(seen)]
    loose = tuple(line for before, line in seen.free if not (lists and before >= _first_items(seen)))
    if not lists:
        return (), tuple(line for _, line in seen.free)
    items: list[AgendaItem] = []
    for token, organ, line in _with_organs(seen, organs, page.nomenclature.years):
        if token.items is None:
            continue
        for number in token.items.numbers:
            page.ledger.saw(f"masthead.agenda_items.{len(items)}", line)
            items.append(AgendaItem(organ=organ, number=number, provisional=token.items.provisional))
    titles = tie_titles(free, len(items), page)
    if titles is None:
        return tuple(items), (*loose, *free)
    return tuple(
        AgendaItem(organ=one.organ, number=one.number, title=title, provisional=one.provisional)
        for one, title in zip(items, titles, strict=True)
    ), loose


def _first_items(seen: _Seen) -> int:
    return next(index for index, (token, _) in enumerate(seen.tokens) if token.kind == "items") + 1


def _with_organs(
    seen: _Seen, organs: tuple[str, ...], years: frozenset[str]
) -> list[tuple[Token, str, Line]]:
    """Each list of items with the organ on whose agenda they stand. An organ that counts ``years`` has none."""
    lists = seen.of("items")
    able = [organ for organ in organs if organ not in years] or ["A"]
    if len(able) == 1 or not lists:
        return [(token, able[0], line) for token, line in lists]
    if len(lists) == len(able):
        return [(token, organ, line) for (token, line), organ in zip(lists, able, strict=True)]
    made: list[tuple[Token, str, Line]] = []
    last = able[0]
    for token, line in seen.tokens:
        if token.kind == "organ" and token.value in able:
            last = token.value
        elif token.kind == "session":
            of_session = _session(token, organs, last, years).organ
            last = of_session if of_session in able else last
        elif token.kind == "items":
            made.append((token, last, line))
    return made
