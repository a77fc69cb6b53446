"""The masthead of a file that Verbale issued, from its cover page and its identification."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import msgspec

from verbale.document import AgendaItem, Change, Distribution, Masthead, Session
from verbale.reading.after_issue import change_named
from verbale.reading.files.akn.issued_words import IssuedWords
from verbale.reading.files.akn.own import codes, day, every, own, plain_words
from verbale.reading.files.akn.parse import local

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["IssuedHead"]


class IssuedHead:
    """Reads the head of a document; ``words`` reads its titles."""

    def __init__(self, outer: _Element, meta: _Element | None, words: IssuedWords) -> None:
        self.outer, self.meta, self.words = outer, meta, words
        references = every(meta, "{*}references/{*}TLCOrganization")
        self.prefixes = {e.get("eId", ""): e.get("shortForm", "") for e in references if e.get("shortForm")}

    def change(self, masthead: Masthead) -> Change | msgspec.UnsetType:
        """How it changes another document, where its symbol says that it does."""
        only = next(
            (e for e in self.outer.iterfind("{*}coverPage//{*}inline[@name='languagesConcerned']")), None
        )
        return change_named(masthead.symbols, codes(only))

    def organ(self, refers: str | None) -> str:
        """The prefix of the organ that a ``refersTo`` ends in."""
        identifier = (refers or "").split()[-1:] or [""]
        return self.prefixes.get(identifier[0].lstrip("#"), identifier[0].lstrip("#"))

    def masthead(self) -> Masthead:
        """The masthead, from the cover page and the identification."""
        cover = self.outer.find("{*}coverPage")
        everything = list(cover.iter("*")) if cover is not None else []
        work = self.meta.find("{*}identification/{*}FRBRWork") if self.meta is not None else None
        status = next((e for e in everything if local(e) == "docStatus"), None)
        dated = next((e for e in everything if local(e) == "docDate"), None)
        original = next((e for e in everything if e.get("name") == "originalLanguage"), None)
        title = self.outer.find("{*}preface/{*}p/{*}docTitle")
        docket = next(iter(self.meta.iter("{*}docketNumber")), None) if self.meta is not None else None
        told = (
            (status.get("refersTo") or "").lstrip("#").removesuffix("Distribution")
            if status is not None
            else None
        )
        return Masthead(
            organs=self.organs(everything),
            symbols=tuple(
                e.get("value", "") for e in every(work, "{*}FRBRalias") if e.get("name") == "symbol"
            ),
            distribution=cast("Distribution", told) if told in get_args(Distribution) else None,
            date=day(dated.get("date")) if dated is not None else None,
            original_languages=codes(original),
            sessions=tuple(self.session(e) for e in everything if local(e) == "session"),
            agenda_items=self.items(everything),
            title=self.words.text(title)[0] or None if title is not None else None,
            job_number=plain_words(docket).partition(" (")[0] or None if docket is not None else None,
        )

    def organs(self, everything: list[_Element]) -> tuple[str, ...]:
        """The organs that issue: those at the head, a subsidiary one in the place of the organ above it."""
        head: list[str] = []
        columns: list[str] = []
        for element in everything:
            refers = element.get("refersTo") or ""
            if local(element) != "docAuthority" or refers == "#publisher":
                continue
            prefix = self.organ(refers)
            if (
                refers.startswith("#issuingBody")
                and not columns
                and prefix not in head
                and not self._in_column(element)
            ):
                head.append(prefix)
            else:
                columns.append(prefix)
        issuing = [
            prefix
            for prefix in columns
            if prefix in head or prefix.partition("/")[0] in head or len(head) == 1
        ]
        return tuple(dict.fromkeys(issuing or head))

    def _in_column(self, element: _Element) -> bool:
        """Whether an organ's name stands below the right-hand cell: in its column, not at the head."""
        paragraph = element.getparent()
        before = paragraph.itersiblings(preceding=True) if paragraph is not None else iter(())
        return any(e.find("{*}docStatus") is not None or e.find("{*}docDate") is not None for e in before)

    def session(self, element: _Element) -> Session:
        organ, value = self.organ(element.get("refersTo")), element.get("value")
        if element.get("class") == "year" and value:
            return Session(organ=organ, year=int(value))
        return Session(organ=organ, session=value)

    def items(self, everything: list[_Element]) -> tuple[AgendaItem, ...]:
        """The items in the order printed, each with its title where one is given."""
        titles: dict[tuple[str, str], list[str]] = {}
        for element in everything:
            if element.get("name") == "agenda item name":
                key = self.organ(element.get("refersTo")), element.get("title") or ""
                titles.setdefault(key, []).append(self.words.text(element)[0])
        items = []
        for element in everything:
            if element.get("name") == "agenda item":
                organ, number = self.organ(element.get("refersTo")), element.get("title") or ""
                waiting = titles.get((organ, number), [])
                title = waiting.pop(0) if waiting else None
                provisional = own(element, "provisional") == "true"
                items.append(AgendaItem(organ=organ, number=number, title=title, provisional=provisional))
        return tuple(items)
