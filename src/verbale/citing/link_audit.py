"""Links that name another document than their text.

A link in a file says what it leads to twice: in its words and in its address. Where the words cite one document and the
address is another's, a reader is led astray. What practice allows is told apart from mistakes: an address of the first half of a
joint document, of one part of a composite resolution or of a report, of the set to which a part belongs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from verbale.citing.flows import Flow, Link, flows
from verbale.citing.walk import find
from verbale.errors import SymbolError, UnknownFormat
from verbale.symbol import Symbol
from verbale.symbol.address import text_of_url
from verbale.symbol.chronology import possible

if TYPE_CHECKING:
    from lxml.etree import _Element

    from verbale.document import Citation, Document

__all__ = ["MISTAKES", "Audit", "LinkFinding", "Verdict", "audit", "audit_file", "judge"]

Verdict = Literal["right", "half", "part", "set", "other", "impossible", "unreadable", "unjudged"]
"""right · half: the first half of a joint document · part: one part of what the text names · set: what the text's part belongs
to · other: another document · impossible: words that cite nothing known, and a document that cannot be (a resolution 20/1 of the
General Assembly) · unreadable: an address that names no document · unjudged: the text cites nothing certain"""


MISTAKES = ("other", "impossible", "unreadable")


@dataclass(frozen=True, slots=True)
class LinkFinding:
    """One link: its words with some before and after, its address, and the documents on both sides."""

    verdict: Verdict
    text: str
    before: str
    after: str
    href: str
    target: str | None
    named: tuple[str, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """All links of a file that lead to the resolvers of the United Nations."""

    findings: tuple[LinkFinding, ...]

    @property
    def mistakes(self) -> tuple[LinkFinding, ...]:
        """The links that lead to another document than their words name, or to none."""
        return tuple(finding for finding in self.findings if finding.verdict in MISTAKES)


def audit(root: _Element, language: str | None = None, organ: str | None = None) -> Audit:
    """The links of a tree (Akoma Ntoso, HTML), each judged by the words that it stands on.

    ``organ`` is the organ that speaks: bare numbers are read as its own.
    """
    findings: list[LinkFinding] = []
    for flow in flows(root):
        links = [link for link in _whole(flow.links) if text_of_url(link.href) is not None]
        if links:
            citations = find(flow.text, language, organ)
            findings += [_judged(flow, link, citations) for link in links]
    return Audit(tuple(findings))


def audit_file(data: bytes, document: Document | None) -> Audit:
    """Judge the links of a file by its bytes; ``document`` is what was read from it, and tells language and organ.

    Raises ReadError where the bytes are neither XML nor HTML.
    """
    from verbale.citing.trees import tree_of

    if not data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise UnknownFormat(
            "links are compared with their words in Akoma Ntoso and HTML files",
            fix="Give one of these; in others, verbale check tells what the citations are",
        )
    if document is None:  # a page that is no document has links all the same
        return audit(tree_of(data))
    organs = document.masthead.organs
    return audit(tree_of(data), document.language, organs[0] if len(organs) == 1 else None)


def _whole(links: Iterable[Link]) -> list[Link]:
    """The links, where mark-up cut one in pieces put together again."""
    whole: list[Link] = []
    for link in links:
        last = whole[-1] if whole else None
        if last is not None and last.href == link.href and last.end >= link.start - 1:
            whole[-1] = Link(last.start, link.end, link.href, last.element)
        else:
            whole.append(link)
    return whole


def _judged(flow: Flow, link: Link, citations: list[Citation]) -> LinkFinding:
    over = [c for c in citations if c.start < link.end and link.start < c.end and c.status != "ambiguous"]
    named = [symbol for citation in over for symbol in _symbols(citation)]
    try:
        target: Symbol | None = Symbol.from_url(link.href)
    except SymbolError:
        target = None
    verdict = judge(target, named)
    why = next((c.why for c in over if c.why), None) if verdict == "other" else None
    if verdict == "unjudged" and target is not None and (why := possible(target)):
        verdict = "impossible"
    return LinkFinding(
        verdict=verdict,
        text=flow.text[link.start : link.end].strip(),
        before=flow.text[max(0, link.start - 60) : link.start],
        after=flow.text[link.end : link.end + 40],
        href=link.href,
        target=str(target) if target else None,
        named=tuple(map(str, named)),
        why=why,
    )


def _symbols(citation: Citation) -> list[Symbol]:
    """The document that a citation names. Of a resolution ``symbols`` are other names, not other documents."""
    names = citation.symbols if citation.kind == "document" else ()
    found: list[Symbol] = []
    for text in names or filter(None, (citation.symbol,)):
        try:
            found.append(Symbol.parse(text))
        except SymbolError:
            continue
    return [Symbol.joint(*found)] if 2 <= len(set(found)) <= 3 else found


def judge(target: Symbol | None, named: list[Symbol]) -> Verdict:
    """How the document of an address stands to the documents that the words name."""
    if target is None:
        return "unreadable"
    if not named:
        return "unjudged"
    if target in named:
        return "right"
    halves = [half for symbol in named for half in symbol.halves]
    if any(half in halves for half in target.halves):
        return "half"
    for symbol in halves:
        if _same_row(target, symbol):
            if target.letters != symbol.letters:
                return "part" if not symbol.letters or "-" in symbol.letters else "set"
            if target.suffixes[: len(symbol.suffixes)] == symbol.suffixes:
                return "part"
            if symbol.suffixes[: len(target.suffixes)] == target.suffixes:
                return "set"
    return "other"


def _same_row(one: Symbol, other: Symbol) -> bool:
    """Whether two symbols differ in composite letters, parts or changes alone."""

    def name(symbol: Symbol) -> tuple[object, ...]:
        return (symbol.organ, symbol.body, symbol.series, symbol.session, symbol.year, symbol.number)

    return name(one) == name(other)
