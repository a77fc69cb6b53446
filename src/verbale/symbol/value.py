"""``Symbol``: the official name of a document, as a value."""

from __future__ import annotations

from functools import total_ordering
from typing import NoReturn

from verbale.errors import Place, SymbolError
from verbale.symbol.address import JOINT, escaped, shown_in, text_of_slug, text_of_url, url_of
from verbale.symbol.common import common_form, council_resolution
from verbale.symbol.grammar import Refusal, normal_halves
from verbale.symbol.knowledge import knowledge
from verbale.symbol.parts import Key, Parts, order_key, read_parts

__all__ = ["Symbol"]

_new = object.__new__
_set = object.__setattr__


@total_ordering
class Symbol:
    """The name of a document: ``Symbol.parse("s/res/822(1993)")`` is ``S/RES/822 (1993)``.

    Frozen, hashable, totally ordered (organ, body, session or year, series, number, suffixes); ``str`` gives the normal
    form, which parses to an equal symbol. A joint document is one symbol with two or three ``halves``, and answers for
    its parts with the first of them. ``reissue`` counts the asterisks behind a printed symbol; a re-issue keeps the
    symbol of its document, so it counts neither in ``str`` nor in comparisons.
    """

    __slots__ = ("_halves", "_key", "_parts", "_stars", "_text")

    _text: str
    _halves: tuple[Symbol, ...]
    _parts: Parts
    _key: Key
    _stars: int

    def __new__(cls, text: str) -> Symbol:
        """The same as ``parse``."""
        return cls.parse(text)

    @classmethod
    def parse(cls, text: str) -> Symbol:
        """The symbol that a text is: as printed, or as people type it.

        Raises SymbolError with the reason and the position of the first character that does not fit.
        """
        common = common_form()
        if common(text):
            made = _new(cls)
            _set(made, "_text", text)
            return made
        if match := council_resolution(text):
            return _plain(f"{match[1]} {match[2]}")
        left, dash, right = text.partition(JOINT)
        if dash and left != right and common(left) and common(right):
            return _joint([_plain(left), _plain(right)], 0)
        try:
            halves, stars = normal_halves(text)
        except Refusal as refusal:
            raise SymbolError(
                f'"{shown_in(text)}" is not a document symbol: {refusal.reason}',
                where=Place(position=refusal.position),
                fix=refusal.fix,
            ) from None
        if len(halves) == 1:
            return _plain(halves[0], stars)
        return _joint([_plain(half) for half in halves], stars)

    @classmethod
    def joint(cls, *symbols: Symbol) -> Symbol:
        """The symbol of one document that carries the symbols of two or three organs, put in order.

        Raises SymbolError for fewer than two or more than three different ones.
        """
        halves = sorted({half for symbol in symbols for half in symbol.halves})
        if not 2 <= len(halves) <= 3:
            raise SymbolError("a joint document has two or three symbols")
        return _joint(halves, max(symbol.reissue for symbol in symbols))

    # The parts

    @property
    def parts(self) -> Parts:
        """All parts by name (of the first half)."""
        try:
            return self._parts
        except AttributeError:
            _set(self, "_parts", read_parts(self._text.partition(JOINT)[0]))
            return self._parts

    @property
    def organ(self) -> str:
        """Whose document it is, as mastheads name it: "A", "S", "E", "A/HRC", "UNEP/EA", "CCPR" …"""
        return self.parts.organ

    @property
    def body(self) -> str | None:
        """The subsidiary bodies: "C.3", "CN.4/Sub.2/AC.2"."""
        return self.parts.body

    @property
    def series(self) -> str | None:
        """The element that tells the nature: "RES", "L", "PV" …; None for the general series."""
        return self.parts.series

    @property
    def session(self) -> str | None:
        """The session, in Arabic figures: "74", "ES-10", "S-32"; A/RES/217 A (III) is of the session "3"."""
        return self.parts.session

    @property
    def year(self) -> int | None:
        """The year by which the series counts, or the year of a Security Council resolution."""
        return self.parts.year

    @property
    def number(self) -> int | None:
        """The number in its series; the first of a combined one ("12-14")."""
        return self.parts.number

    @property
    def letters(self) -> str:
        """The composite letters of a resolution: "A", "B-D", or nothing."""
        return self.parts.letters

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What stands after the number, in order: ("Sect. 3", "Add.6")."""
        return self.parts.suffixes

    @property
    def known(self) -> bool:
        """Whether the organ and its body are known; a right form under an unknown body is a symbol too."""
        return self.parts.known

    @property
    def kind(self) -> str | None:
        """The kind of document (as in the contract) where the symbol alone tells it: by its series, or by a number that
        is kept for one document (A/74/251 is the agenda of the seventy-fourth session)."""
        nature = knowledge().natures.get(self.series or "")
        if nature is not None:
            return nature.kind
        parts = self.parts
        return (
            knowledge().reserved.get((parts.organ, parts.number))
            if self.base == self and not parts.body
            else None
        )

    @property
    def reissue(self) -> int:
        """How many asterisks stand behind the printed symbol: how often the document was issued again."""
        try:
            return self._stars
        except AttributeError:
            return 0

    # Joint documents

    @property
    def halves(self) -> tuple[Symbol, ...]:
        """The symbols of a joint document, in order; a plain symbol alone."""
        try:
            return self._halves
        except AttributeError:
            return (self,)

    @property
    def is_joint(self) -> bool:
        """Whether one document carries the symbols of several organs."""
        return JOINT in self._text

    # Relations

    @property
    def parent(self) -> Symbol | None:
        """The document that this one adds to, corrects, replaces or amends: A/48/13/Rev.1 for A/48/13/Rev.1/Add.2."""
        halves = [_without_change(half._text) for half in self.halves]
        if all(made is None for made in halves):
            return None
        made = [_plain(text or half._text) for text, half in zip(halves, self.halves, strict=True)]
        return made[0] if len(set(made)) == 1 else _joint(list(dict.fromkeys(made)), 0)

    @property
    def base(self) -> Symbol:
        """The document without its changes: A/48/13 for A/48/13/Rev.1/Add.2/Corr.1."""
        found = self
        while (parent := found.parent) is not None:
            found = parent
        return found

    # Addresses

    def url(self, language: str = "en") -> str:
        """The address of the document in a language (ar zh en fr ru es, de), of the first half of a joint one.

        The letter of an old composite resolution stays out: A/RES/217 A (III) is found under A/RES/217(III).
        Raises ValueError for another language.
        """
        return url_of(self._text.partition(JOINT)[0], language)

    @classmethod
    def from_url(cls, url: str) -> Symbol:
        """The symbol that an address of the resolvers names (undocs.org, docs.un.org …), in any language.

        Raises SymbolError where the address is another or names no symbol.
        """
        named = text_of_url(url)
        if named is None:
            raise SymbolError(f'"{shown_in(url)}" is no address of a document', where=Place(position=0))
        return cls.parse(named[0])

    @property
    def slug(self) -> str:
        """A name for files and addresses, of ASCII letters, digits and ``._+~=-``; ``from_slug`` reads it back."""
        short = escaped(self._text, glued=True)
        if " " not in self._text:
            return short
        # Most spaces come back by themselves when the name is read.
        return short if Symbol.from_slug(short) == self else escaped(self._text, glued=False)

    @classmethod
    def from_slug(cls, slug: str) -> Symbol:
        """The symbol of a slug. Raises SymbolError."""
        return cls.parse(text_of_slug(slug))

    # A value

    def __str__(self) -> str:
        return self._text

    @property
    def printed(self) -> str:
        """The normal form with the asterisks of its re-issues."""
        return self._text + "*" * self.reissue

    def __repr__(self) -> str:
        return f"<Symbol {self._text}>"

    def __hash__(self) -> int:
        return hash(self._text)

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Symbol) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._order() < other._order() if isinstance(other, Symbol) else NotImplemented

    def _order(self) -> Key:
        try:
            return self._key
        except AttributeError:
            _set(self, "_key", (*order_key(self._text, self.parts),))
            return self._key

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a symbol does not change; cannot set {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a symbol does not change; cannot delete {name!r}")

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Symbol.parse, (self.printed,))


def _plain(text: str, stars: int = 0) -> Symbol:
    made = _new(Symbol)
    _set(made, "_text", text)
    if stars:
        _set(made, "_stars", stars)
    return made


def _joint(halves: list[Symbol], stars: int) -> Symbol:
    roots = ["ASET".find(half._text.partition("/")[0]) for half in halves]
    if not 0 <= roots[0] < roots[-1] or len(halves) > 2:  # A before S is seen at a glance
        halves = sorted(halves)
    made = _plain(JOINT.join(half._text for half in halves), stars)
    _set(made, "_halves", tuple(halves))
    return made


def _without_change(text: str) -> str | None:
    left, _, last = text.rpartition("/")
    change = knowledge().changes.get(last.partition(".")[0].partition(" ")[0].upper())
    return left if change and change.base and any(c.isdigit() for c in left) else None
