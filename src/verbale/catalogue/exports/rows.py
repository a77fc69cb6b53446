"""A row a language version: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec

from verbale.catalogue.entry import Entry

__all__ = ["COLUMNS", "rows_csv", "rows_json"]

COLUMNS = (
    "symbols",
    "language",
    "kind",
    "date",
    "title",
    "organs",
    "sessions",
    "items",
    "senders",
    "addressees",
    "distribution",
    "origin",
    "cites",
)


def _row(entry: Entry) -> dict[str, str | list[str] | None]:
    return {
        "symbols": list(entry.symbols),
        "language": entry.language,
        "kind": entry.kind,
        "date": entry.date.isoformat() if entry.date else None,
        "title": " ".join(entry.title.split()),
        "organs": list(entry.organs),
        "sessions": list(entry.sessions),
        "items": list(entry.items),
        "senders": list(entry.senders),
        "addressees": list(entry.addressees),
        "distribution": entry.distribution,
        "origin": entry.origin,
        "cites": [citation.symbol for citation in entry.citations],
    }


def rows_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """CSV with a head. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        cells = [
            value if isinstance(value, str) else "; ".join(value or ()) for value in _row(entry).values()
        ]
        writer.writerow(
            [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells]
        )
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def rows_json(entries: Iterable[Entry]) -> Iterator[str]:
    """One JSON array."""
    yield "["
    for place, entry in enumerate(entries):
        yield ("\n" if place == 0 else ",\n") + msgspec.json.encode(_row(entry)).decode()
    yield "\n]\n"
