"""sitemap.xml: every version that has a page, in files of at most 50,000 addresses."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

from verbale.catalogue import Entry
from verbale.catalogue.sitemap import sitemaps

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(count: int) -> list[Entry]:
    day = datetime.date(2020, 4, 3)
    return [Entry(key=f"{number}&|en", language="en", kind="letter", date=day) for number in range(count)]


def test_one_file_holds_what_has_a_page() -> None:
    ((name, data),) = sitemaps(
        entries(3), lambda e: None if e.key[0] == "1" else f"https://x.org/{e.key}", "https://x.org/"
    )
    assert name == "sitemap.xml"
    root = ET.fromstring(data)
    assert [url.findtext(f"{SPACE}loc") for url in root] == ["https://x.org/0&|en", "https://x.org/2&|en"]
    assert root[0].findtext(f"{SPACE}lastmod") == "2020-04-03"


def test_many_addresses_stand_in_several_files_under_an_index() -> None:
    files = dict(sitemaps(entries(100_001), lambda e: f"https://x.org/{e.key}", "https://x.org/"))
    index = ET.fromstring(files.pop("sitemap.xml"))
    named = [str(sitemap.findtext(f"{SPACE}loc")).removeprefix("https://x.org/") for sitemap in index]
    assert named == list(files)
    assert [len(ET.fromstring(data)) for data in files.values()] == [50_000, 50_000, 1]


def test_an_exact_fill_needs_no_index() -> None:
    files = dict(sitemaps(entries(50_000), lambda e: f"https://x.org/{e.key}", "https://x.org/"))
    assert list(files) == ["sitemap.xml"]
