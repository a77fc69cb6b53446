"""The daily digest as a message: what was issued, by subscription."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from verbale.circulation.about import date_in, site_address, title_of
from verbale.circulation.mail import Letter, heads, linked, page, unsubscribing, written
from verbale.circulation.settings import PostSettings
from verbale.circulation.words import word
from verbale.document import Language
from verbale.languages import is_rtl
from verbale.profiles import Profile
from verbale.registry.digests import Item
from verbale.registry.entries import Entry
from verbale.registry.outbox import Notice

__all__ = ["digest_message"]


def digest_message(
    notice: Notice,
    items: Sequence[Item],
    entries: Mapping[int, Entry],
    profile: Profile,
    settings: PostSettings,
) -> bytes:
    """The message of a digest; ``entries`` are the documents by case."""
    language: Language = notice.language  # type: ignore[assignment]
    site = settings.site
    sections: dict[int, list[Item]] = {}
    for item in items:
        sections.setdefault(item.subscription, []).append(item)
    text = [word("digest-told", language)]
    content = [f"<p>{escape(word('digest-told', language))}</p>"]
    for listed in sections.values():
        named = listed[0].query or word("every-document", language)
        lines, rows = [], []
        for item in listed:
            entry = entries[item.case]
            link = site_address(site, entry, item.version) if site else None
            lines.append("\n  ".join(filter(None, (f"{entry.symbol}: {title_of(entry)}", link))))
            rows.append(_row(entry, item.version, link))
        text.append("\n".join([named, "", *lines]))
        content.append(f"<h2><bdi>{escape(named)}</bdi></h2>\n<ul>\n" + "\n".join(rows) + "\n</ul>")
    why, ending = word("why-subscription", language), unsubscribing(notice, site)
    text.append(
        why
        if ending is None
        else f"{why}\n{word('pair', language, label=word('unsubscribe', language), text=ending)}"
    )
    day = datetime.fromisoformat(notice.created).astimezone(ZoneInfo(profile.time_zone)).date()
    subject = word("digest", language, organization=profile.name_of(language), date=date_in(day, language))
    letter = Letter(
        subject, "\n\n".join(text) + "\n", page(subject, "\n".join(content), why, ending, language)
    )
    boundary = f"={notice.key}="
    return heads(notice, settings) + written(letter, notice, profile, settings, boundary=boundary)


def _row(entry: Entry, version: str, link: str | None) -> str:
    direction = "rtl" if is_rtl(version) else "ltr"
    title = f'<span lang="{escape(version)}" dir="{direction}">{escape(title_of(entry))}</span>'
    return f"<li><bdi>{linked(entry.symbol, link)}</bdi>: {title}</li>"
