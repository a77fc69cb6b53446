"""A document: as it looks, in each of its languages, one or two beside each other, with all that is known of it beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from litestar import Request, Response, get
from litestar.response import Redirect
from sqlalchemy import select

from verbale.archive.publishing import house_of
from verbale.catalogue import Entry
from verbale.catalogue.exports import jsonld_of, works, write_found
from verbale.catalogue.graph import co_cited
from verbale.document import Document
from verbale.errors import NoSuchDocument, SymbolError
from verbale.languages import is_rtl
from verbale.pages.article import article_of
from verbale.pages.find import called
from verbale.pages.frame import Frame, address_of
from verbale.pages.matching import Row, by_place
from verbale.pages.messages import table
from verbale.registry.entries import Entry as Registered
from verbale.registry.log import Event
from verbale.registry.people.permissions import Subject, judge
from verbale.registry.schema import cases
from verbale.service.api.documents import answer
from verbale.symbol import Symbol
from verbale.writing import FORMATS

__all__ = ["ROUTES", "document_page"]

_CITED: Final = 60
_WAYS: Final = ("bibtex", "ris", "csl", "marcxml")


@dataclass(frozen=True, slots=True)
class Named:
    """A document that is cited or cites: its symbol, where it is shown (None: it is not here), title and sentence."""

    symbol: str
    address: str | None
    title: str = ""
    sentence: str = ""
    date: str = ""


@get("/documents/{path:path}", sync_to_thread=True, opt={"even": True})
def show(request: Request[Any, Any, Any], path: str) -> Response[bytes] | Redirect:
    """A document by its symbol, and the language where one is named: to a browser its page, to others what the API gives."""
    symbol, language = split(path)
    if "format" in request.query_params or not _wants_page(request):
        form = request.query_params.get("format")
        return answer(request, path.strip("/"), None, form if form in FORMATS else None)
    return document_page(request, symbol, language)


def _wants_page(request: Request[Any, Any, Any]) -> bool:
    """Whether the one who asks is a browser, which names text/html first."""
    accepted = request.headers.get("accept", "").split(",")
    return accepted[0].split(";")[0].strip() in {"text/html", "application/xhtml+xml"}


def split(path: str) -> tuple[str, str | None]:
    """The symbol and the language of an address: "A/74/783/fr" is ("A/74/783", "fr")."""
    symbol, _, last = path.strip("/").rpartition("/")
    if symbol and len(last) == 2 and last.islower() and last.isascii():
        return symbol, last
    return path.strip("/"), None


def document_page(
    request: Request[Any, Any, Any], symbol: str, language: str | None
) -> Response[bytes] | Redirect:
    """The page of a document, or what there is to say where there is none to be shown."""
    frame = Frame(request)
    try:
        versions = frame.shelf.versions(symbol)
    except (SymbolError, NoSuchDocument) as error:
        wrong = isinstance(error, SymbolError)
        said = "problem.no-symbol" if wrong else "problem.no-document"
        citing = [] if wrong else _citing(frame, symbol)
        return frame.render(
            "problem.html",
            status=404,
            said=said,
            detail=symbol[:200],
            citing=citing,
            query=symbol[:200],
            here="",
        )
    whole = versions[0].symbol or versions[0].key
    if language is None:
        chosen = next((v for v in versions if v.language == frame.language), versions[0])
    else:
        found = next((v for v in versions if v.language == language), None)
        if found is None:
            return frame.render(
                "problem.html",
                status=404,
                said="problem.no-language",
                detail=whole,
                versions=[(v.language, address_of(versions[0].symbols[0], v.language)) for v in versions],
                query="",
                here="",
            )
        chosen = found
    beside = request.query_params.get("beside")
    other = next((v for v in versions if v.language == beside and v is not chosen), None)
    document = frame.shelf.document(chosen)
    if document is None:
        return frame.render(
            "problem.html", status=404, said="problem.no-file", detail=whole, query="", here=""
        )
    return frame.render("document.html", values=_shown(frame, versions, chosen, other, document))


def _shown(
    frame: Frame, versions: list[Entry], chosen: Entry, other: Entry | None, document: Document
) -> dict[str, object]:
    shelf, first = frame.shelf, chosen.symbols[0] if chosen.symbols else chosen.key
    house = house_of(shelf.profile)
    work = next(works([chosen], shelf.catalogue))
    held = shelf.registered(chosen)
    rows: list[Row] | None = None
    if other is not None and (second := shelf.document(other)) is not None:
        rows = by_place(document, second)
    citing = _citing(frame, first)
    return {
        "symbol": chosen.symbol or chosen.key,
        "first": first,
        "spellings": _spellings(chosen),
        "entry": chosen,
        "document": document,
        "versions": versions,
        "other": other,
        "rows": rows,
        "rtl": is_rtl,
        "article": None if rows is not None else article_of(document, shelf.profile, shelf.holds),
        "senders": [(code, frame.state(code)) for code in chosen.senders],
        "items": chosen.agenda,
        "cites": _cites(frame, chosen),
        "citing": citing[:_CITED],
        "citing_all": len(citing),
        "beside_most": [
            (name, n, address_of(name))
            for name, n in co_cited(shelf.catalogue, first, limit=6, shows=shelf.shows)
            if n > 1
        ],
        "held": held,
        "files": [f for f in held.files if f.language == chosen.language] if held else [],
        "events": _events(frame, held),
        "reference": _reference(frame, chosen),
        "ways": [(form, "".join(write_found(form, [chosen], shelf.catalogue, house))) for form in _WAYS],
        "structured": _structured(jsonld_of(work, house)),
        "called": lambda facet, value: called(frame, facet, value),
        "query": "",
        "here": "document",
    }


def _events(frame: Frame, held: Registered | None) -> list[Event]:
    """What happened to it, for those who may see that."""
    if held is None:
        return []
    with frame.shelf.registry.books.read() as connection:
        member = connection.execute(select(cases.c.member).where(cases.c.id == held.case)).scalar()
    if not judge(frame.shelf.asker, "document-history", Subject(member=member)):
        return []
    return [event for event in frame.shelf.registry.events(held) if f"event.{event.kind}" in table()]


def _cites(frame: Frame, entry: Entry) -> list[Named]:
    named = []
    for citation in entry.citations:
        found = [e for e in frame.shelf.catalogue.of_symbol(citation.symbol)[:1] if frame.shelf.shows(e)]
        named.append(
            Named(
                symbol=citation.symbol,
                address=address_of(citation.symbol) if found else None,
                title=found[0].title if found else "",
                sentence=citation.sentence,
            )
        )
    return named


def _citing(frame: Frame, symbol: str) -> list[Named]:
    """What cites it: a document that is not shown is known by no other symbol than the one that was asked for."""
    try:
        names = {str(half) for half in Symbol.parse(symbol).halves}
    except SymbolError:
        names = {symbol}
    own = [entry for entry in frame.shelf.catalogue.of_symbol(symbol) if frame.shelf.shows(entry)]
    names |= {half for entry in own[:1] for half in entry.symbols}
    named = []
    for entry in frame.shelf.citing(symbol):
        citation = next(
            (c for c in entry.citations if not names.isdisjoint((c.symbol, *c.symbol.split("–")))), None
        )
        if citation is None:
            continue
        name = entry.symbol or entry.key
        named.append(
            Named(
                symbol=name,
                address=address_of(entry.symbols[0] if entry.symbols else name),
                title=entry.title,
                sentence=citation.sentence,
                date=frame.date(entry.date),
            )
        )
    return named


def _spellings(entry: Entry) -> list[str]:
    """The symbol in the spellings that people use: in full, for a file's name, each half of a joint one."""
    if not entry.symbols:
        return [entry.key]
    found = [entry.symbol or entry.symbols[0], *(entry.symbols if len(entry.symbols) > 1 else ())]
    for text in entry.symbols:
        try:
            found.append(Symbol.parse(text).slug)
        except SymbolError:
            continue
    return list(dict.fromkeys(found))


def _reference(frame: Frame, entry: Entry) -> str:
    """How the organization cites it: symbol alone, or with its title and date."""
    title = " ".join(entry.title.split())
    day = frame.date(entry.date)
    parts = [frame.shelf.profile.name_of(frame.language), title, day, entry.symbol or entry.key]
    return ", ".join(part for part in parts if part)


def _structured(told: dict[str, object]) -> str:
    """JSON-LD for a page: nothing in it can end the element that holds it."""
    text = msgspec.json.encode({"@context": "https://schema.org", **told}).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


ROUTES = [show]
