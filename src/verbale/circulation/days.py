"""The list of documents of a day: as a page, as JSON, as PDF, in each language. Only public documents stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import quote

import msgspec

from verbale.circulation.about import is_public, site_address, title_of
from verbale.circulation.words import word
from verbale.document import Language
from verbale.languages import is_rtl
from verbale.languages.dates import format_date
from verbale.profiles import Profile
from verbale.registry.entries import Entry

__all__ = ["Day", "DayDocument", "DayFile", "DayList"]

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


class DayList:
    """The documents issued on a day, those that are public of ``listed``. ``site`` is where the service is reached."""

    def __init__(
        self, day: date, listed: Sequence[Entry], profile: Profile, language: Language, site: str = ""
    ) -> None:
        self.day = day
        self.shown = tuple(
            entry for entry in listed if is_public(entry, profile) and entry.state != "withdrawn"
        )
        self._organization = profile.name_of(language)
        self._language: Language = language
        self._site = site

    @property
    def title(self) -> str:
        """What the list is called in its language."""
        return word("day", self._language, date=format_date(self.day, self._language))

    def data(self) -> Day:
        """The list as a value."""
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
            for entry in self.shown
        )
        return Day(day=self.day.isoformat(), documents=documents)

    def json(self) -> bytes:
        """The list as JSON."""
        return msgspec.json.format(msgspec.json.encode(self.data())) + b"\n"

    def html(self) -> bytes:
        """The list as a page; its links lead to the service, or to the files from the folder ``days/``."""
        language = self._language
        if self.shown:
            heads = "".join(
                f'<th scope="col">{escape(word(key, language))}</th>' for key in ("symbol", "title", "files")
            )
            rows = "\n".join(self._row(entry) for entry in self.shown)
            body = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
        else:
            body = f"<p>{escape(word('none', language))}</p>"
        page = _PAGE.format(
            language=language,
            direction="rtl" if is_rtl(language) else "ltr",
            title=escape(self.title),
            organization=escape(self._organization),
            body=body,
        )
        return page.encode()

    def pdf(self) -> bytes:
        """The list as PDF. Raises WriteError where no font has a character of a title."""
        from verbale.writing.sheets import sheet_of

        rows = [
            {
                "symbols": entry.symbols,
                "title": title_of(entry),
                "language": entry.language,
                "versions": " ".join(dict.fromkeys(file.language for file in entry.files)),
            }
            for entry in self.shown
        ]
        data = {
            "language": self._language,
            "title": self.title,
            "organization": self._organization,
            "heads": [word(key, self._language) for key in ("symbol", "title", "language")],
            "none": word("none", self._language),
            "rows": rows,
        }
        return sheet_of(_template(), {"day": msgspec.json.encode(data).decode()}, self.day)

    def _row(self, entry: Entry) -> str:
        links = " ".join(
            f'<a href="../{quote(file.path)}" type="{escape(file.media_type)}" hreflang="{file.language}">'
            f"{escape(file.format.upper())} ({file.language})</a>"
            for file in entry.files
        )
        direction = "rtl" if is_rtl(entry.language) else "ltr"
        symbol = f"<bdi>{escape(entry.symbol)}</bdi>"
        if self._site:
            symbol = f'<a href="{escape(site_address(self._site, entry))}">{symbol}</a>'
            links = " ".join(
                f'<a href="{escape(site_address(self._site, entry, version))}" hreflang="{version}">{version}</a>'
                for version in dict.fromkeys(file.language for file in entry.files)
            )
        title = f'<td lang="{entry.language}" dir="{direction}">{escape(title_of(entry))}</td>'
        return f'<tr><th scope="row">{symbol}</th>{title}<td>{links}</td></tr>'


@cache
def _template() -> bytes:
    return (files("verbale.circulation") / "data" / "day.typ").read_bytes()
