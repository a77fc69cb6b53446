"""The list of documents of each day (a page and JSON) and the feed of the newest documents (Atom, RFC 4287).

Only documents whose distribution is public stand in them. They are made from the books whenever something was issued
since they were made last.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import quote
from uuid import UUID, uuid5

import msgspec

from verbale.circulation.about import is_public, title_of
from verbale.circulation.words import one_line, word
from verbale.document import Language
from verbale.languages import is_rtl
from verbale.languages.dates import format_date
from verbale.registry import Registry, entries, log
from verbale.registry.books import explained
from verbale.registry.entries import Entry
from verbale.registry.log import Event

__all__ = ["refresh"]

_NEWEST = 50
_STATE = "made.json"
_PAGE = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font-family: "Noto Serif", Georgia, serif; line-height: 1.5; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: start; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #ccc; }}
a {{ color: #1a4480; }}
@media print {{ a {{ color: inherit; text-decoration: none; }} body {{ margin: 0; max-width: none; }} }}
</style>
</head>
<body>
<p>{organization}</p>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


class _Made(msgspec.Struct, frozen=True):
    seq: int


class DayFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a document in the list of a day; ``path`` is relative to the registry's folder."""

    language: str
    format: str
    path: str
    sha256: str


class DayDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document in the list of a day."""

    symbol: str
    symbols: tuple[str, ...]
    title: str | None
    date: str
    language: str
    files: tuple[DayFile, ...]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The list of the documents issued on a day (UTC)."""

    day: str
    documents: tuple[DayDocument, ...]


def refresh(registry: Registry) -> tuple[Path, ...]:
    """Make the lists and the feed anew where something was issued since; the files that were written."""
    folder, profile = registry.folder, registry.profile
    with registry.books.read() as connection:
        issued = tuple(log.read(connection, after=_made(folder.days / _STATE), kind="issued"))
        if not issued and folder.feed.exists():
            return ()
        days = {
            day: tuple(entries.listing(connection, issued_on=day, newest_first=False))
            for day in sorted({event.at[:10] for event in issued})
        }
        newest = tuple(entries.newest_issued(connection, _NEWEST))
        opened = next(log.read(connection, kind="opened"))
    written: list[Path] = []
    language = next(iter(profile.languages.working or profile.languages.official))
    for day, listed in days.items():
        shown = [entry for entry in listed if is_public(entry, profile)]
        written.append(
            _write(folder.days / f"{day}.html", _page(profile.name_of(language), day, shown, language))
        )
        written.append(_write(folder.days / f"{day}.json", _json(day, shown)))
    told = [(at, entry) for at, entry in newest if is_public(entry, profile)]
    written.append(_write(folder.feed, _feed(profile.name_of(language), opened, told, language)))
    if issued:
        _write(folder.days / _STATE, msgspec.json.encode(_Made(issued[-1].seq)))
    return tuple(written)


def _made(state: Path) -> int:
    try:
        return msgspec.json.decode(state.read_bytes(), type=_Made).seq
    except (FileNotFoundError, msgspec.DecodeError):
        return 0


def _write(path: Path, data: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.new")
    with explained(path), temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        temporary.replace(path)
    return path


def _page(organization: str, day: str, shown: Sequence[Entry], language: Language) -> bytes:
    title = word("day", language, date=format_date(date.fromisoformat(day), language))
    if shown:
        heads = "".join(
            f'<th scope="col">{escape(word(key, language))}</th>' for key in ("symbol", "title", "files")
        )
        rows = "\n".join(_row(entry) for entry in shown)
        body = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    else:
        body = f"<p>{escape(word('none', language))}</p>"
    page = _PAGE.format(
        language=language,
        direction="rtl" if is_rtl(language) else "ltr",
        title=escape(title),
        organization=escape(organization),
        body=body,
    )
    return page.encode()


def _row(entry: Entry) -> str:
    links = " ".join(
        f'<a href="../{quote(file.path)}" type="{escape(file.media_type)}" hreflang="{file.language}">'
        f"{escape(file.format.upper())} ({file.language})</a>"
        for file in entry.files
    )
    direction = "rtl" if is_rtl(entry.language) else "ltr"
    title = f'<td lang="{entry.language}" dir="{direction}">{escape(title_of(entry))}</td>'
    return f'<tr><th scope="row"><bdi>{escape(entry.symbol)}</bdi></th>{title}<td>{links}</td></tr>'


def _json(day: str, shown: Sequence[Entry]) -> bytes:
    documents = tuple(
        DayDocument(
            symbol=entry.symbol,
            symbols=entry.symbols,
            title=entry.title,
            date=entry.date,
            language=entry.language,
            files=tuple(
                DayFile(language=file.language, format=file.format, path=file.path, sha256=file.sha256)
                for file in entry.files
            ),
        )
        for entry in shown
    )
    return msgspec.json.format(msgspec.json.encode(Day(day=day, documents=documents))) + b"\n"


def _feed(organization: str, opened: Event, shown: Sequence[tuple[str, Entry]], language: Language) -> bytes:
    registry = UUID(str(opened.data["registry"]))
    title = word("newest", language, organization=organization)
    updated = shown[0][0] if shown else opened.at
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"  <id>urn:uuid:{registry}</id>",
        f"  <title>{_text(title)}</title>",
        f"  <updated>{updated}</updated>",
        f"  <author><name>{_text(organization)}</name></author>",
        '  <link rel="self" type="application/atom+xml" href="feed.atom"/>',
        *(line for at, entry in shown for line in _feed_entry(registry, at, entry)),
        "</feed>",
        "",
    ]
    return "\n".join(parts).encode()


def _feed_entry(registry: UUID, at: str, entry: Entry) -> Iterable[str]:
    yield f'  <entry xml:lang="{entry.language}">'
    yield f"    <id>urn:uuid:{uuid5(registry, f'{entry.symbol} {entry.case}')}</id>"
    yield f"    <title>{_text(f'{entry.symbol}: {title_of(entry)}')}</title>"
    yield f"    <updated>{at}</updated>"
    for file in entry.files:
        relation = "alternate" if file.format == "html" else "enclosure"
        where = f"href={_attribute(quote(file.path))} hreflang={_attribute(file.language)}"
        size = f' length="{file.size}"' if relation == "enclosure" else ""
        yield f"    <link rel={_attribute(relation)} type={_attribute(file.media_type)} {where}{size}/>"
    yield "  </entry>"


def _attribute(text: str) -> str:
    return f'"{escape(text)}"'


def _text(text: str) -> str:
    return escape(one_line(text), quote=False)
