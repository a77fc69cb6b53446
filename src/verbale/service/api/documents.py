"""Documents, at stable addresses by symbol and language, in every format that they were issued in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import quote

import msgspec
from litestar import Request, Response, Router, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Schema,
)
from litestar.params import FromPath, FromQuery, PathParameter, QueryParameter

from verbale.document import Document, Language
from verbale.errors import NoSuchDocument, Place, SymbolError
from verbale.languages import LANGUAGES
from verbale.registry import numbering
from verbale.registry.entries import Entry, IssuedFile, State, by_id, listing
from verbale.registry.people.asking import Asker
from verbale.registry.people.seeing import documents_seen, look
from verbale.service.desk import Desk, desk_of
from verbale.service.etags import same, tag
from verbale.service.negotiation import chosen_language, chosen_type
from verbale.service.paging import Limit, Page, PageToken, Paging
from verbale.service.problems import ProblemError
from verbale.service.responses import NOT_CHANGED, PROBLEMS
from verbale.service.who import asker_of
from verbale.writing import MEDIA_TYPES

__all__ = ["ROUTER", "STABLE", "DocumentView", "FileView", "VersionView", "answer", "found", "view_of"]

Format = Literal["html", "pdf", "docx", "akn", "text", "json"]

_OF_FILES = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
"""For issued pages: they bring their own style, and nothing of them runs."""


class FileView(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a version: what it is, and where."""

    format: str
    media_type: str
    href: str
    sha256: str
    size: int


class VersionView(msgspec.Struct, frozen=True, kw_only=True):
    """A language version as it was issued; ``reissue`` counts the times that it was issued again."""

    language: str
    href: str
    reissue: int
    files: tuple[FileView, ...]


class DocumentView(msgspec.Struct, frozen=True, kw_only=True):
    """What the books say of a document. Its words stand in its files."""

    symbol: str
    symbols: tuple[str, ...]
    href: str
    kind: str
    title: str | None
    date: date
    distribution: str | None
    original_language: str
    state: State
    versions: tuple[VersionView, ...]


def found(desk: Desk, asker: Asker, text: str) -> Entry:
    """The document with a symbol, in any spelling, if this asker may read it.

    Raises ProblemError with one of the answers: no such symbol, not published, restricted, withdrawn.
    """
    halves = _halves(desk, text)
    with desk.registry.books.read() as connection:
        looked = look(connection, halves, asker, desk.profile)
        entry = by_id(connection, looked.document) if looked.answer == "seen" and looked.document else None
    whole = numbering.whole(halves)
    if entry is not None:
        return entry
    if looked.answer == "not-published":
        raise ProblemError(
            "not-published", f"{whole} has its symbol and is not issued yet", fix="Come again later"
        )
    if looked.answer == "restricted":
        raise ProblemError(
            "restricted",
            f"{whole} is for some readers alone",
            fix="Sign in as one of them" if asker.person is None else None,
        )
    if looked.answer == "withdrawn":
        raise ProblemError("withdrawn", f"{whole} was withdrawn")
    raise _none(whole)


def answer(
    request: Request[Any, Any, Any], text: str, language: Language | None, format_: Format | None
) -> Response[bytes]:
    """A document as a request wants it: what the books say of it, or a file of a version.

    The last element of a symbol may be a language. Raises ProblemError.
    """
    desk = desk_of(request)
    text = text.strip("/")
    head, _, last = text.rpartition("/")
    if last in LANGUAGES and head:
        if language is not None and language != last:
            raise ProblemError(
                "bad-request",
                "the address and the parameter name two languages",
                where=Place(field="language"),
            )
        text, language = head, last
    entry = found(desk, asker_of(request), text)
    if (
        language is None
        and format_ is None
        and chosen_type(request, ("application/json", *_types(entry))) == "application/json"
    ):
        view = msgspec.json.encode(view_of(entry))
        headers = {"vary": "Accept, Accept-Language, Authorization, Cookie"} | _private(desk, entry)
        etag = tag(entry.id, entry.state, len(entry.files))
        if same(request.headers, etag):
            return Response(b"", status_code=304, headers={"etag": etag, **headers})
        return Response(view, media_type="application/json", headers={"etag": etag, **headers})
    return _file(request, desk, entry, _version(request, entry, language), format_)


def view_of(entry: Entry) -> DocumentView:
    """What the books say of a document."""
    newest: dict[str, int] = {}
    for file in entry.files:
        newest[file.language] = max(file.reissue, newest.get(file.language, 0))
    return DocumentView(
        symbol=entry.symbol,
        symbols=entry.symbols,
        href=href_of(entry),
        kind=entry.kind,
        title=entry.title,
        date=date.fromisoformat(entry.date),
        distribution=entry.distribution,
        original_language=entry.language,
        state=entry.state,
        versions=tuple(
            VersionView(
                language=language,
                href=href_of(entry, language),
                reissue=reissue,
                files=tuple(
                    FileView(
                        format=file.format,
                        media_type=file.media_type,
                        href=f"{href_of(entry, language)}?format={file.format}",
                        sha256=file.sha256,
                        size=file.size,
                    )
                    for file in entry.files
                    if (file.language, file.reissue) == (language, reissue)
                ),
            )
            for language, reissue in newest.items()
        ),
    )


def href_of(entry: Entry, language: str | None = None) -> str:
    """The address of a document, by the first of its symbols, or of a version."""
    address = f"/api/v1/documents/{quote(entry.symbols[0])}"
    return f"{address}/{language}" if language else address


def _version(request: Request[Any, Any, Any], entry: Entry, language: str | None) -> tuple[IssuedFile, ...]:
    issued = tuple(dict.fromkeys(file.language for file in entry.files))
    if not issued:
        raise ProblemError("not-published", f"{entry.symbol} has its symbol and is not issued yet")
    wanted = language or chosen_language(request, issued, entry.language)
    if wanted not in issued:
        raise ProblemError(
            "language-not-issued",
            f"{entry.symbol} is not issued in {wanted}",
            where=Place(field="language"),
            fix=f"It is issued in {', '.join(issued)}",
        )
    newest = max(file.reissue for file in entry.files if file.language == wanted)
    return tuple(file for file in entry.files if (file.language, file.reissue) == (wanted, newest))


def _file(
    request: Request[Any, Any, Any],
    desk: Desk,
    entry: Entry,
    files: Sequence[IssuedFile],
    format_: str | None,
) -> Response[bytes]:
    by_type = {_bare(file.media_type): file for file in files}
    if format_ is not None:
        file = next((file for file in files if file.format == format_), None)
        if file is None:
            raise ProblemError(
                "not-acceptable",
                f"{entry.symbol} was not issued as {format_}",
                where=Place(field="format"),
                fix=f"It was issued as {', '.join(file.format for file in files)}",
            )
    else:
        file = by_type[_asked_for(request, tuple(by_type))]
    etag = tag(file.sha256)
    headers = {
        "etag": etag,
        "content-language": file.language,
        "content-location": f"{href_of(entry, file.language)}?format={file.format}",
        "content-disposition": f'inline; filename="{PurePosixPath(file.path).name}"',
        "content-security-policy": _OF_FILES,
        "vary": "Accept, Accept-Language, Authorization, Cookie",
        "link": f'<{href_of(entry)}>; rel="collection"',
        **_private(desk, entry),
    }
    if same(request.headers, etag):
        return Response(b"", status_code=304, headers=headers)
    data = (desk.settings.registry.root / file.path).read_bytes()
    return Response(data, media_type=_bare(file.media_type), headers=headers)  # text is sent as UTF-8


def _asked_for(request: Request[Any, Any, Any], offered: tuple[str, ...]) -> str:
    chosen = chosen_type(request, offered)
    if chosen is None:
        raise ProblemError(
            "not-acceptable",
            "it was issued in none of the formats that are accepted",
            where=Place(field="Accept"),
            fix=f"Accept one of {', '.join(offered)}",
        )
    return chosen


def _private(desk: Desk, entry: Entry) -> dict[str, str]:
    """Whoever is between may keep what everybody may read, if they ask whether it changed."""
    public = any(c.id == entry.distribution and c.public for c in desk.profile.distributions)
    return {
        "cache-control": "public, no-cache" if public and entry.state != "withdrawn" else "private, no-store"
    }


def _types(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_bare(file.media_type) for file in entry.files))


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip()


def _halves(desk: Desk, text: str) -> tuple[str, ...]:
    if len(text) > 500:
        raise ProblemError("no-such-symbol", "no symbol is as long as this")
    try:
        return numbering.halves_of(text.replace("+", "–"), desk.profile)
    except SymbolError as error:
        raise ProblemError("no-such-symbol", error.what, where=error.where, fix=error.fix) from error
    except NoSuchDocument as error:  # pragma: no cover - it parses alone
        raise _none(text) from error


def _none(symbol: str) -> ProblemError:
    return ProblemError(
        "no-such-symbol",
        f"no document here has the symbol {symbol}",
        fix="Look for it with /api/v1/search?q=…",
    )


_TOLD = {
    200: ResponseSpec(
        DocumentView | Document,  # type: ignore[arg-type]
        generate_examples=False,
        description="What the books say; with a language, the document itself; or a file",
        media_type="application/json",
    )
}


@dataclass
class _InEveryFormat(Operation):
    """The operation that answers in many formats, as OpenAPI tells it."""

    def __post_init__(self) -> None:
        """Add the formats to the answer that the types tell."""
        answer = (self.responses or {}).get("200")
        if isinstance(answer, OpenAPIResponse) and answer.content is not None:
            for media_type in MEDIA_TYPES.values():
                text = media_type.startswith("text/")
                schema = Schema(type=OpenAPIType.STRING, format=None if text else OpenAPIFormat.BINARY)
                answer.content.setdefault(_bare(media_type), OpenAPIMediaType(schema=schema))


@get("/", sync_to_thread=True, operation_id="listDocuments", responses=PROBLEMS(400, 401, 429))
def list_documents(
    request: Request[Any, Any, Any],
    *,
    series: Annotated[
        str | None, QueryParameter(max_length=120, description='Of this series ("A/74") or organ ("A").')
    ] = None,
    in_state: Annotated[State | None, QueryParameter(name="state", description="In this state.")] = None,
    issued_on: Annotated[date | None, QueryParameter(description="Issued on this day (UTC).")] = None,
    limit: Limit = 50,
    token: PageToken = None,
) -> Page[DocumentView]:
    """Documents that you may read, newest first."""
    desk, asker = desk_of(request), asker_of(request)
    day = issued_on.isoformat() if issued_on else None
    paging = Paging(token, "documents", series, in_state, day)
    with desk.registry.books.read() as connection:
        entries = tuple(
            listing(
                connection,
                series=series,
                state=in_state,
                issued_on=day,
                before=paging.number(),
                where=documents_seen(asker, desk.profile),
                limit=limit + 1,
            )
        )
    last = entries[limit - 1].id if len(entries) > limit else None
    return paging.page([view_of(entry) for entry in entries], limit, last)


@get(
    "/{symbol:path}",
    sync_to_thread=True,
    operation_id="getDocument",
    opt={"even": True},
    operation_class=_InEveryFormat,
    responses=_TOLD | NOT_CHANGED | PROBLEMS(400, 401, 403, 404, 406, 410, 429),
)
def get_document(
    request: Request[Any, Any, Any],
    symbol: Annotated[
        str,
        PathParameter(
            description="The symbol in any spelling, with its slashes: A/74/783; a joint one by either half, or both with + "
            "between. A language may follow: S/2020/279/fr.",
        ),
    ],
    language: Annotated[
        Language | None,
        QueryParameter(description="The version in this language, as if it stood behind the symbol."),
    ] = None,
    format_: Annotated[
        Format | None,
        QueryParameter(name="format", description="This format, whatever is accepted (Accept)."),
    ] = None,
) -> Response[bytes]:
    """What the books say of a document (JSON), or a version of it in a format.

    Without a language, ``Accept: application/json`` (or none) gives what the books say; another type gives the version in
    the language that is accepted (Accept-Language). With a language, ``Accept`` chooses the format of that version.
    """
    return answer(request, symbol, language, format_)


@get("/{symbol:path}", sync_to_thread=True, opt={"even": True}, include_in_schema=False)
def get_stable(
    request: Request[Any, Any, Any],
    symbol: FromPath[str],
    language: FromQuery[Language | None] = None,
    format_: Annotated[Format | None, QueryParameter(name="format")] = None,
) -> Response[bytes]:
    """A document at its stable address, outside of any version of the API."""
    return answer(request, symbol, language, format_)


STABLE = Router("/documents", route_handlers=[get_stable])
"""For a service without pages; those have addresses of the same form."""

ROUTER = Router("/documents", route_handlers=[list_documents, get_document], tags=["documents"])
