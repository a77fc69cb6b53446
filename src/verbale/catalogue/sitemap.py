"""sitemap.xml: where each language version of each document stands, for search engines (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from xml.sax.saxutils import escape

from verbale.catalogue.entry import Entry

__all__ = ["sitemaps"]

_MOST = 50_000  # addresses in one file, by the protocol
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(
    entries: Iterable[Entry], address: Callable[[Entry], str | None], base: str
) -> Iterator[tuple[str, bytes]]:
    """The files by name: ``sitemap.xml``, and where one does not hold all, ``sitemap-1.xml`` … with an index over them.

    ``address`` gives the page of an entry, or None for one that has none; ``base`` is the folder that the files are served
    from, with its slash.
    """
    pages = (_page(found, entry) for entry in entries if (found := address(entry)))
    first = list(islice(pages, _MOST))
    ahead = list(islice(pages, 1))
    if not ahead:
        yield "sitemap.xml", _file("urlset", first)
        return
    names: list[str] = []
    batch, rest = first, [*ahead, *islice(pages, _MOST - 1)]
    while batch:
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield names[-1], _file("urlset", batch)
        batch, rest = rest, list(islice(pages, _MOST))
    yield (
        "sitemap.xml",
        _file("sitemapindex", [f"<sitemap><loc>{escape(base + name)}</loc></sitemap>" for name in names]),
    )


def _page(address: str, entry: Entry) -> str:
    changed = (entry.added or "")[:10] or (entry.date.isoformat() if entry.date else "")
    last = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{last}</url>"


def _file(root: str, lines: list[str]) -> bytes:
    text = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_NAMESPACE}">', *lines, f"</{root}>", ""]
    )
    return text.encode()
