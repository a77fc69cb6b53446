"""The title of a communication: where it stands, where it ends, and what it says of sender and addressee.

A title is a formula (UN Editorial Manual, documents: communications): its kind, a date, who sends and to whom, in an
order of each language's own. Where line ends were lost, the formula itself says where the title ends and the text begins.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence

import msgspec

from verbale.document import Kind
from verbale.languages.dates import find_dates
from verbale.languages.nomenclature import Nomenclature
from verbale.reading.folding import Folded, clean, fold, folded
from verbale.reading.lines import Line
from verbale.reading.paragraphs import join_texts
from verbale.reading.phrases import Said, find, held, match, phrases, search

__all__ = [
    "ACCREDITED",
    "Formula",
    "Party",
    "Title",
    "ends_in_formula",
    "find_title",
    "formula_end",
    "read_formula",
    "title_opens",
]

# Offices whose holder is accredited by a State, which is named after them.
ACCREDITED = {
    "Permanent Representative",
    "Representative",
    "Deputy Permanent Representative",
    "Acting Permanent Representative",
    "Permanent Observer",
    "Chargé d’affaires a.i.",
    "Permanent Mission",
    "Permanent Observer Mission",
    "Head of Delegation",
    "Delegation",
    "Minister for Foreign Affairs",
    "Prime Minister",
    "Head of State",
}
_SENDER_LAST = {"fr", "es", "ar"}
_REACH = 30  # how far an office may stand from the word before it: articles, "the distinguished", titles of courtesy
_LONGEST = 900
_WINDOW = 2000  # no formula is longer
_WRAPPED = 110  # a line longer than this is a paragraph, not a line of a title
_FARTHEST = 5000  # characters of a masthead and title run together
_MOST_LINES = 10
_STARS = re.compile(r"^[\s*_#>\"“«(]+")
_KINDS: dict[str, Kind] = {"letter": "letter", "note-verbale": "note-verbale", "note": "note"}


class Party(msgspec.Struct, frozen=True, gc=False):
    """A sender as the title names it."""

    office: str | None
    state: str | None


class Formula(msgspec.Struct, frozen=True, gc=False):
    """What a title says: the communication's own date, who sent it, to whom."""

    dated: datetime.date | None
    senders: tuple[Party, ...]
    addressees: tuple[str, ...]


class Title(msgspec.Struct, frozen=True, gc=False):
    """A title from ``first`` line and ``offset`` in it to ``last`` line; ``rest`` is the text behind it in that line."""

    kind: Kind
    text: str
    first: int
    offset: int
    last: int
    rest: str


def title_opens(text: str, language: str) -> Said | None:
    """The words that open a title, if a text begins with them."""
    lead = _STARS.match(text)
    return match("title", fold(text[lead.end() :] if lead else text), language)


def find_title(
    lines: Sequence[Line], language: str, names: Nomenclature, start: Callable[[Line], int] | None = None
) -> Title | None:
    """The first title that opens a line, or stands at the offset that ``start`` gives (behind a masthead run together)."""
    for index, line in enumerate(lines):
        if line.kind in {"table", "note", "head", "foot"}:
            continue
        # a Chinese title says what it is with its last word, in a line further down
        if language != "zh" and "title" not in held(fold(line.text[:_FARTHEST]), language):
            continue
        offset = start(line) if start else 0
        lead = _STARS.match(line.text, offset)
        offset = lead.end() if lead else offset
        made = _title_at(lines, index, offset, language, names)
        if made:
            return made
    return None


def _title_at(
    lines: Sequence[Line], index: int, offset: int, language: str, names: Nomenclature
) -> Title | None:
    said = match("title", fold(lines[index].text[offset : offset + _WINDOW]), language)
    if said is None and language == "zh":
        said = _joined_title(lines, index, offset)
    if said is None:
        return None
    text = lines[index].text[offset:]
    last = index
    while True:
        end = _end(text, said.value, language, names)
        if end is not None and end < len(text.rstrip(" *_.:")):
            cut = _cut(text, end, language)
            if cut is not None:
                return Title(_KINDS[said.value], _tidy(text[:cut]), index, offset, last, text[cut:].strip())
        following = lines[last + 1] if last + 1 < len(lines) and last - index < _MOST_LINES else None
        if (
            following is None
            or len(text) > _LONGEST
            or not _goes_on(lines[last], following, text, end, language=language, names=names)
        ):
            if len(text) > _WINDOW:
                return None  # a text that begins like a title and never ends as one
            return Title(_KINDS[said.value], _tidy(text), index, offset, last, "")
        text = join_texts(text, clean(following.text))[0]
        last += 1


def _joined_title(lines: Sequence[Line], index: int, offset: int) -> Said | None:
    """A Chinese title says what it is with its last word, so its lines are joined before it is known."""
    if not find_dates(lines[index].text[offset:], "zh") and "给" not in lines[index].text:
        return None
    text = lines[index].text[offset:]
    for line in lines[index + 1 : index + 4]:
        if line.gap_before and (line.whole or lines[index].whole):
            return None
        text += line.text
        said = match("title", fold(text), "zh")
        if said:
            return said
    return None


def _goes_on(
    last: Line, following: Line, text: str, end: int | None, *, language: str, names: Nomenclature
) -> bool:
    """Whether a title goes on in the following line."""
    if following.kind != last.kind or following.kind == "table" or following.page != last.page:
        return False
    start = clean(following.text)
    # words behind the last office that is complete ("to the", "de Costa") begin something that the next line ends
    complete = end is not None and not re.search(r"\w", text[end:])
    folded_start = fold(start)
    if match("opening", folded_start, language) and (complete or following.gap_before):
        return False
    lower = start[:1].islower()
    joined = lower or bool(re.match(r"[,،、]", start)) or (language in {"ar", "zh"} and len(start) < 60)
    if complete and match("accredited", folded_start, language):
        return True
    if last.whole and following.whole:
        short = len(last.text) < _WRAPPED and len(following.text) < _WRAPPED and not following.gap_before
        return not complete and (lower or short or (last.bold and following.bold))
    if following.gap_before:
        return not complete and joined and len(text) < 250
    if complete:
        continues = match("and", " " + folded_start, language)
        near = _office_near(" " + folded_start, continues.end, language) if continues else None
        if not search("accredited", fold(text), language) and any(
            state.start <= 4 for state in names.find_states(start[:60], language)
        ):
            return True  # a row of States goes on
        another = continues is not None and near is not None and near.start - continues.end <= 12
        return another or (lower and not match("opening", folded_start, language))
    return True


def _tidy(text: str) -> str:
    return clean(re.sub(r"[\\*_]+", "", text)).strip(" :")


def _cut(text: str, end: int, language: str) -> int | None:
    """Where a title ends inside its line: behind the formula, if what follows opens a text."""
    rest = text[end:]
    lead = re.match(r"[\s*_.:]*", rest)
    skip = lead.end() if lead else 0
    following = fold(rest[skip : skip + _WINDOW])
    if match("opening", following, language) or match("salutation", following, language):
        return end
    if len(following) > 200:
        return end
    return None


def _end(text: str, kind: str, language: str, names: Nomenclature) -> int | None:
    """The offset in printed text at which the formula is complete; None where it is not yet."""
    base = folded(text[:_WINDOW])
    end = formula_end(base, kind, language, names)
    return None if end is None else base.at[end] if end < len(base.text) else len(base.printed)


def ends_in_formula(text: str, language: str, names: Nomenclature, kind: str = "letter") -> bool:
    """Whether a text ends where its formula is complete."""
    end = _end(text, kind, language, names)
    return end is not None and end >= len(text.rstrip(" *_.:"))


def formula_end(base: Folded, kind: str, language: str, names: Nomenclature) -> int | None:
    """The folded offset at which a title's formula is complete: behind its last office, with all that belongs to it."""
    if language == "zh":
        found = re.search(r"的?(?:同文信|同文函|普通照会|照会|[信函]|说明|按语)(?!的)", base.text)
        return found.end() if found else None
    if kind == "note":
        said = search("office", base.text, language)
        return _chain(base, said.start, language, names) if said else None
    for phrase in phrases("formula", language):
        found = phrase.pattern.search(base.text)
        if not found or "addressee" not in phrase.pattern.groupindex:
            continue
        sender, addressee = found.start("sender"), found.start("addressee")
        return _chain(base, max(sender, addressee), language, names)
    if kind == "note-verbale" or language in _SENDER_LAST:
        return None
    return None


def _chain(base: Folded, at: int, language: str, names: Nomenclature) -> int | None:
    """Where a row of offices that begins near ``at`` ends, with their States and "to the United Nations"."""
    end: int | None = None
    while True:
        office = _office_near(base.text, at, language)
        if office is None:
            return end
        end = office.end
        if office.value in ACCREDITED:
            placed = _accredited(base, end, language, names)
            if placed is None and end >= len(base.text) - 2:
                return None
            end = placed or end
        connected = match("and", base.text, language, end)
        if connected is None:
            return end
        at = connected.end


def _office_near(text: str, at: int, language: str) -> Said | None:
    near = [
        said
        for slot in ("office", "addressee")
        if (said := search(slot, text[: at + 140], language, at)) and said.start - at <= _REACH
    ]
    return min(near, key=lambda said: (said.start, -said.end), default=None)


def _accredited(base: Folded, at: int, language: str, names: Nomenclature) -> int | None:
    """Behind the States of an office and the place where it is accredited."""
    begin = base.at[at]
    end = at
    stop = base.printed[begin:]
    for state in names.find_states(stop[:400], language):
        start = _unprinted(base, begin + state.start)
        if start - end > _REACH and not _only_states(base.text[end:start], language):
            break
        end = _unprinted(base, begin + state.end)
    placed = search("accredited", base.text, language, at)
    opening = search("opening", base.text, language, at)
    if placed and placed.start - end <= 80 and not (opening and opening.start < placed.start):
        return placed.end
    return end if end > at else None


def _only_states(text: str, language: str) -> bool:
    return bool(re.fullmatch(r"[\s,]*\w{0,4}[\s,]*", text))


def _unprinted(base: Folded, offset: int) -> int:
    """The folded offset of a printed one."""
    low, high = 0, len(base.at) - 1
    while low < high:
        middle = (low + high) // 2
        if base.at[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return low


def read_formula(text: str, language: str, names: Nomenclature) -> Formula:
    """Sender, addressee and date of a title. What it does not say is left out."""
    dates = find_dates(text, language)
    base = folded(text)
    senders: tuple[Party, ...] = ()
    addressees: tuple[str, ...] = ()
    for phrase in phrases("formula", language):
        found = phrase.pattern.search(base.text)
        if not found:
            continue
        groups = phrase.pattern.groupindex
        begin, end = base.back(*found.span("sender"))
        senders = parties(text[begin:end], language, names)
        if "addressee" in groups:
            begin, end = base.back(*found.span("addressee"))
            addressees = read_addressees(text[begin:end], language, names)
        if senders or addressees:
            break
    return Formula(dates[0].date if dates else None, senders, addressees)


def read_addressees(text: str, language: str, names: Nomenclature) -> tuple[str, ...]:
    """The codes of the offices to which a communication is addressed, in order."""
    base = fold(text)
    found = [(said.start, said.value) for said in find("addressee", base, language)]
    found += [(office.start, office.code) for office in names.find_offices(base, language)]
    return tuple(dict.fromkeys(code for _, code in sorted(found)))


def parties(text: str, language: str, names: Nomenclature) -> tuple[Party, ...]:
    """The senders that a text names: each State with the office that stands nearest before it (behind it in Chinese)."""
    base = folded(text)
    offices = find("office", base.text, language)
    states = names.find_states(text, language)
    if not states:
        return tuple(Party(said.value, None) for said in offices[:1])
    made: list[Party] = []
    for state in states:
        at = _unprinted(base, state.start)
        if language == "zh":
            near = next((said for said in offices if said.end > at), offices[-1] if offices else None)
        else:
            before = [said for said in offices if said.start <= at]
            near = before[-1] if before else (offices[0] if offices else None)
        party = Party(near.value if near else None, state.code)
        if party.state not in [one.state for one in made]:
            made.append(party)
    return tuple(made)
