"""The contract: one shape for every document, whatever the file was.

These types are the library's own values, the JSON of ``verbale read``, the body of the API and what every writer
takes. Field names are fixed. All values are frozen. Offsets count code points; dates are ``datetime.date``.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, get_args

import msgspec

__all__ = [
    "AgendaItem",
    "Block",
    "BlockType",
    "Change",
    "Citation",
    "CitationKind",
    "CitationStatus",
    "Communication",
    "Document",
    "Evidence",
    "Footnote",
    "Kind",
    "Language",
    "Masthead",
    "Meeting",
    "Notice",
    "Part",
    "Proceedings",
    "Reissue",
    "Request",
    "Role",
    "Sender",
    "Session",
    "Source",
    "Speaker",
    "Vote",
    "decode",
    "encode",
    "json_schema",
]

Kind = Literal[
    "letter",
    "note-verbale",
    "note",
    "resolution",
    "decision",
    "presidential-statement",
    "draft-resolution",
    "draft-decision",
    "report",
    "agenda",
    "verbatim-record",
    "summary-record",
    "statement",
    "other",
]
Language = Literal["ar", "zh", "en", "fr", "ru", "es", "de"]
Distribution = Literal["general", "limited", "restricted", "provisional"]
Role = Literal["main", "annex", "appendix", "enclosure"]
BlockType = Literal["paragraph", "heading", "signature", "table"]
CitationKind = Literal[
    "resolution",
    "decision",
    "document",
    "meeting-record",
    "presidential-statement",
    "official-records",
    "charter",
    "treaty",
    "court",
    "other",
]
CitationStatus = Literal["certain", "inferred", "ambiguous"]


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Session(_Value, frozen=True, omit_defaults=True):
    """A session as printed: ``session`` is text ("74", "ES-10", "S-32", "2023"); the Security Council counts ``year``."""

    organ: str
    session: str | None = None
    year: int | None = None


class AgendaItem(_Value, frozen=True):
    """An agenda item in the order printed; ``number`` as "32" or "69 (b)"; no title where none can be tied to it."""

    organ: str
    number: str
    title: str | None = None
    provisional: bool = False


class Masthead(_Value, frozen=True):
    """The head of the first page. ``organs`` are symbol prefixes in the order printed; ``symbols`` in normal form."""

    organs: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    distribution: Distribution | None = None
    date: date | None = None
    original_languages: tuple[Language, ...] = ()
    sessions: tuple[Session, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    title: str | None = None
    job_number: str | None = None


class Sender(_Value, frozen=True):
    """Who sends a communication; ``state`` is an ISO 3166-1 alpha-2 code (user-assigned ones for fictional members)."""

    name: str | None = None
    rank: str | None = None
    office: str | None = None
    state: str | None = None


class Request(_Value, frozen=True):
    """What the letter asks for, read from its text: organs, and under which items of each."""

    organs: tuple[str, ...] = ()
    agenda_items: dict[str, tuple[str, ...]] = {}
    text: str = ""


class Communication(_Value, frozen=True):
    """What only letters and notes have."""

    dated: date | None = None
    reference: str | None = None
    senders: tuple[Sender, ...] = ()
    addressees: tuple[str, ...] = ()
    request: Request | None = None


class Speaker(_Value, frozen=True, omit_defaults=True):
    """Who speaks at a meeting, or presides: ``name`` as printed ("Mr. Adom", "The President"); ``state`` an ISO 3166-1
    alpha-2 code; ``of`` what is printed in brackets where that is no State; ``spoke`` the language spoken in, where told."""

    name: str
    state: str | None = None
    of: str | None = None
    spoke: Language | None = None


class Block(_Value, frozen=True, omit_defaults=True):
    """A paragraph, heading, signature or table. ``text`` is without its number and its note marks.

    ``speaker`` stands on the paragraph that begins a turn at a meeting; the paragraph's text names the speaker too.
    """

    type: BlockType
    text: str
    number: str | None = None
    level: int = 0
    notes: tuple[str, ...] = ()
    clause: Literal["preambular", "operative"] | None = None
    name: str | None = None
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    speaker: Speaker | None = None


class Part(_Value, frozen=True):
    """Main text, annex, appendix or enclosure. ``heading`` names the part, ``title`` is its own."""

    role: Role
    number: str | None = None
    heading: str | None = None
    title: str | None = None
    language: Language | None = None
    original_languages: tuple[Language, ...] | None = None
    blocks: tuple[Block, ...] = ()


class Footnote(_Value, frozen=True):
    """A footnote, by the label that marks it in the text."""

    label: str
    blocks: tuple[Block, ...] = ()


class Vote(_Value, frozen=True, omit_defaults=True):
    """How a text was adopted, as printed: ``recorded`` is False for "without a vote"; counts and names where told."""

    recorded: bool
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    voted: dict[str, tuple[str, ...]] = {}


class Meeting(_Value, frozen=True, omit_defaults=True):
    """A meeting: the one that a record is of, or the one at which a text was adopted. What is printed, no more.

    ``time`` as "15:00"; ``opened`` and ``closed`` likewise, where the record says when.
    """

    number: int | None = None
    date: date | None = None
    time: str | None = None
    place: str | None = None
    president: Speaker | None = None
    members: tuple[Speaker, ...] = ()
    opened: str | None = None
    closed: str | None = None


class Proceedings(_Value, frozen=True, omit_defaults=True):
    """What a formal text says of itself: sponsors of a draft, where and how a text was adopted, the meeting of a record."""

    sponsors: tuple[Sender, ...] = ()
    meeting: Meeting | None = None
    vote: Vote | None = None


class Citation(_Value, frozen=True, omit_defaults=True):
    """A citation at ``part``/``block`` or ``footnote``, [start, end) in code points of that block's text.

    ``symbol`` is in normal form, and null where the citation names no symbol (the Charter, a treaty). ``symbols`` stands
    only where the one document has several: both halves of a joint document, or a lettered resolution and the sheet
    that prints it (A/RES/217 A (III), A/RES/217 (III)). ``why`` says from what an inferred symbol was inferred.
    """

    start: int
    end: int
    text: str
    kind: CitationKind
    symbol: str | None
    status: CitationStatus = msgspec.field(default_factory=lambda: "certain")
    symbols: tuple[str, ...] = ()
    locator: dict[str, str] = {}
    url: str | None = None
    name: str | None = None
    why: str | None = None
    candidates: tuple[str, ...] = ()
    part: int | None = None
    block: int | None = None
    footnote: int | None = None

    @property
    def joint(self) -> bool:
        """Whether a joint document is cited: then ``symbols`` are its halves."""
        return self.kind == "document" and len(self.symbols) > 1

    @property
    def cited(self) -> str | None:
        """The symbol as one writes it: the halves of a joint document with a dash between, else ``symbol``."""
        return "–".join(self.symbols) if self.joint else self.symbol


class Source(_Value, frozen=True):
    """The file that was read: ``sha256`` of its bytes in hex; ``pages`` where the format has pages."""

    name: str
    media_type: str
    sha256: str
    pages: int | None = None


class Notice(_Value, frozen=True):
    """What the reader was unsure of, and why; ``where`` is a field path such as ``masthead.date``."""

    where: str
    message: str


class Evidence(_Value, frozen=True):
    """Where a value was read: page and line from 1, and the text that stood there."""

    page: int
    line: int
    text: str


class Change(_Value, frozen=True, omit_defaults=True):
    """How a document changes another that was issued; ``languages`` where it concerns only these versions of it."""

    kind: Literal["corrigendum", "addendum", "revision"]
    languages: tuple[Language, ...] = ()


class Reissue(_Value, frozen=True):
    """That a version was issued again under its symbol: how many times by now, and when for the last time."""

    times: int
    date: date


class Document(_Value, frozen=True):
    """A document, read from a file or to be written as one.

    ``change`` stands where it changes another, ``reissued`` where it was issued again under its symbol.
    """

    kind: Kind
    language: Language
    masthead: Masthead = Masthead()
    communication: Communication | None = None
    parts: tuple[Part, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    citations: tuple[Citation, ...] = ()
    source: Source | None = None
    notices: tuple[Notice, ...] = ()
    evidence: dict[str, Evidence] | msgspec.UnsetType = msgspec.UNSET
    proceedings: Proceedings | msgspec.UnsetType = msgspec.UNSET
    change: Change | msgspec.UnsetType = msgspec.UNSET
    reissued: Reissue | msgspec.UnsetType = msgspec.UNSET


KINDS: tuple[Kind, ...] = get_args(Kind)

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Document)


def encode(document: Document) -> bytes:
    """The document as one line of UTF-8 JSON."""
    return _encoder.encode(document)


def decode(data: bytes | str) -> Document:
    """A document from its JSON.

    Raises msgspec.ValidationError with the path of the field where the JSON is not of the contract's shape, and
    msgspec.DecodeError where it is not JSON.
    """
    return _decoder.decode(data)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document."""
    return msgspec.json.schema(Document)
