"""An AKN4UN file → ``Document``: the statement, its components and attachments as parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from verbale.document import Block, Document, Kind, Language, Notice, Part, Source
from verbale.errors import DamagedFile, NoText, Place
from verbale.languages.nomenclature import united_nations
from verbale.reading.files.akn.body import Body
from verbale.reading.files.akn.cover import Cover, read_cover
from verbale.reading.files.akn.issued import read_issued
from verbale.reading.files.akn.names import names
from verbale.reading.files.akn.own import OWN
from verbale.reading.files.akn.parse import local, parse
from verbale.reading.files.akn.text import bare_number, text_of
from verbale.reading.files.limits import Limits
from verbale.reading.files.source import source_of
from verbale.reading.kinds.annexes import split_annexes
from verbale.reading.kinds.headings import join_numbers
from verbale.reading.kinds.levels import relevel
from verbale.reading.kinds.mending import mend_clauses, mend_opening
from verbale.reading.kinds.proceedings import with_proceedings
from verbale.reading.language import language_of
from verbale.reading.page import Ledger, Page

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_akn"]

_ADOPTED: set[Kind] = {"resolution", "decision", "draft-resolution", "draft-decision"}
_ENOUGH = 800  # characters, to tell a language by
_RESOLUTIONS: set[Kind] = {"resolution", "draft-resolution"}


def read_akn(data: bytes, name: str = "", limits: Limits | None = None) -> Document:
    """The document in an AKN4UN file, without citations.

    Raises DamagedFile, OverLimit or UnknownFormat for a file that cannot be read, NoText for one without words.
    """
    root = parse(data, name, limits or Limits())
    if OWN in root.nsmap.values():
        return with_proceedings(read_issued(root, source_of(data, name, "akn")), united_nations())
    outer = next((child for child in root if local(child) not in ("", "components")), None)
    if outer is None:
        raise DamagedFile("The file holds no document", where=Place(file=name))
    texts = _texts(root, outer)
    language, notices = _language(outer, texts)
    kind, unknown = _kind(texts[0], outer)
    source = source_of(data, name, "akn")
    reader = _Texts(kind, language, source)
    cover = reader.head(outer)
    for text in texts:
        reader.text(text, composite=text is not outer)
    parts = reader.parts()
    if not any(part.blocks for part in parts):
        raise NoText("The file holds no words", where=Place(file=name))
    document = Document(
        kind=kind,
        language=language,
        masthead=cover.masthead,
        parts=parts,
        footnotes=tuple(reader.body.footnotes),
        source=source,
        notices=(*notices, *unknown, *cover.notices),
    )
    return with_proceedings(document, reader.page.nomenclature)


def _texts(root: _Element, outer: _Element) -> list[_Element]:
    """The documents in a file, in reading order: one, or the components of a collection."""
    if local(outer) not in ("documentCollection", "officialGazette"):
        return [outer]
    found = [
        child
        for component in [
            *root.findall("{*}components/{*}component"),
            *outer.findall("{*}collectionBody/{*}component"),
        ]
        for child in component
        if local(child) not in ("", "documentRef", "interstitial")
    ]
    return found or [outer]


def _kind(text: _Element, outer: _Element) -> tuple[Kind, tuple[Notice, ...]]:
    for element in (text, outer):
        kind = names().kinds.get(element.get("name") or "")
        if kind is not None:
            return kind, ()
    return "other", (Notice(where="kind", message=f"No kind is known by the name {text.get('name')!r}"),)


def _language(outer: _Element, texts: list[_Element]) -> tuple[Language, tuple[Notice, ...]]:
    element = outer.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
    named = names().languages.get(element.get("language") or "") if element is not None else None
    words = "".join(_sample(text) for text in texts)
    seen = language_of([words if words.strip() else text_of(outer)[:_ENOUGH]], named) or "en"
    if named is not None and seen != named:
        return seen, (Notice(where="language", message=f"The file says {named}; its words are {seen}"),)
    return seen, ()


def _sample(text: _Element) -> str:
    """The first words of a text's body."""
    words = ""
    for body in text.iterchildren("{*}mainBody"):
        for paragraph in body.iter("{*}p"):
            words += f" {text_of(paragraph)}"
            if len(words) > _ENOUGH:
                break
    return words[:_ENOUGH]


class _Texts:
    """What one file holds, as it is read."""

    def __init__(self, kind: Kind, language: Language, source: Source) -> None:
        self.kind = kind
        self.language: Language = language
        self.page = Page((), (), (), language, united_nations(), source, Ledger(), {})
        self.body = Body(clauses=kind in _RESOLUTIONS)
        self.heading: str | None = None
        self.number: str | None = None
        self.annexes: list[Part] = []

    def head(self, outer: _Element) -> Cover:
        """The masthead; the lines above the title go to the body."""
        preface = outer.find("{*}preface")
        title, notes = self._title(preface)
        cover_page = outer.find("{*}coverPage")
        cover = read_cover(outer.find("{*}meta"), cover_page, title, self.language)
        for line in cover.lines:
            text, marks = self.body.aside(line)
            notes = (*notes, *marks)
            if self.heading is None and self.kind in _ADOPTED and _names_text(line):
                self.heading = text
            elif (
                cover.masthead.title is None
                and self.kind not in _ADOPTED
                and line.find(".//{*}docTitle") is not None
            ):
                cover.masthead = msgspec.structs.replace(cover.masthead, title=text)
            else:
                self.body.add(Block(type="paragraph", text=text, notes=marks))
        self._preface(preface, notes)
        return cover

    def _title(self, preface: _Element | None) -> tuple[str | None, tuple[str, ...]]:
        if preface is None:
            return None, ()
        element = preface.find(".//{*}docTitle")
        letter = next((e for e in preface.iter("{*}docNumber") if e.get("refersTo") == "#letter"), None)
        if element is None:
            return None, ()
        title, notes = self.body.aside(element)
        if letter is not None:
            # Some files print the letter of the decision before the title as well.
            title = re.sub(rf"^{re.escape(text_of(letter))}\s*[.．]?\s+", "", title)
        return title or None, notes

    def _preface(self, preface: _Element | None, notes: tuple[str, ...]) -> None:
        waiting = list(notes)
        for paragraph in preface if preface is not None else ():
            if not local(paragraph):
                continue
            number = next(iter(paragraph.iter("{*}docNumber")), None)
            titled = paragraph.find(".//{*}docTitle") is not None
            if number is not None and number.get("refersTo") == "#letter":
                text, marks = self.body.aside(paragraph)
                self.body.add(Block(type="heading", text=text, level=1, notes=(*waiting, *marks)))
                waiting = []
            elif number is not None and self.number is None:
                self.number = bare_number(text_of(number))
                if not titled and len(text_of(paragraph)) > len(text_of(number)):
                    self.body.read(paragraph)
            elif not titled:
                self.body.read(paragraph)
        if waiting:
            self.body.note_later(tuple(waiting))

    def text(self, text: _Element, *, composite: bool) -> None:
        """One statement or other text, with its attachments."""
        for child in text:
            name = local(child)
            if name in ("meta", "coverPage", "collectionBody", "components", ""):
                continue
            if name == "preface":
                if composite:
                    self._component(child)
            elif name == "attachments":
                for attachment in child:
                    self._attachment(attachment)
            else:
                self.body.read(child)

    def _component(self, preface: _Element) -> None:
        """The letter and title above one of the texts of a composite resolution or decision."""
        number, title = preface.find(".//{*}docNumber"), preface.find(".//{*}docTitle")
        letter = text_of(number)
        words, notes = self.body.aside(title) if title is not None else ("", ())
        if words:
            self.body.add(Block(type="heading", number=bare_number(letter), text=words, level=1, notes=notes))
        elif letter:
            self.body.add(Block(type="heading", text=letter, level=1))

    def _attachment(self, attachment: _Element) -> None:
        for doc in attachment:
            if not local(doc):
                continue
            inner = Body(clauses=False, footnotes=self.body.footnotes)
            for child in doc:
                if local(child) not in ("meta", ""):
                    inner.read(child)
            blocks = mend_opening(inner.blocks, self.page.nomenclature)
            self.annexes += self._parts(blocks, lead=doc.get("name") or "annex")

    def _parts(self, blocks: list[Block], lead: str | None) -> list[Part]:
        return split_annexes(relevel(join_numbers(blocks)), self.page, lead=lead)

    def parts(self) -> tuple[Part, ...]:
        """All parts, main first."""
        blocks = self.body.blocks
        if self.kind in _RESOLUTIONS:
            blocks = mend_clauses(blocks, self.language, self.page.nomenclature)
        main, *annexes = self._parts(blocks, lead=None)
        main = msgspec.structs.replace(main, number=self.number, heading=self.heading)
        return (main, *annexes, *self.annexes)


def _names_text(line: _Element) -> bool:
    return any(line.find(f".//{{*}}{name}") is not None for name in ("docTitle", "docType"))
