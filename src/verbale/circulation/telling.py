"""What each step of the way through found, in lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from verbale.document import Document
from verbale.registry import Entry, Notice

if TYPE_CHECKING:
    from verbale.circulation.recipients import Recipients
    from verbale.registry.versions import Release
    from verbale.rules import Finding

__all__ = [
    "counted",
    "of_checking",
    "of_circulating",
    "of_citing",
    "of_issuing",
    "of_reading",
    "of_recipients",
    "of_registering",
    "of_release",
    "size_of",
]

_LANGUAGES = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
    "de": "German",
}


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 letter", "2 letters"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def of_reading(document: Document) -> tuple[str, ...]:
    """Kind, language and parts; masthead; sender; what the reader was unsure of."""
    head, letter = document.masthead, document.communication
    parts = Counter(part.role for part in document.parts if part.role != "main")
    blocks = sum(len(part.blocks) for part in document.parts)
    annexed = [counted(count, role, "annexes" if role == "annex" else None) for role, count in parts.items()]
    what = ", ".join(
        [
            document.kind.replace("-", " "),
            f"in {_LANGUAGES[document.language]}",
            counted(blocks, "block"),
            *annexed,
        ]
    )
    lines = [what]
    sessions = [
        f"{s.organ}: {f'session {s.session}' if s.session else f'year {s.year}'}" for s in head.sessions
    ]
    items = [f"item {item.number}" for item in head.agenda_items]
    masthead = [
        " and ".join(head.organs),
        f"Distr. {head.distribution}" if head.distribution else "",
        head.date.isoformat() if head.date else "",
        *sessions,
        *items,
    ]
    if any(masthead):
        lines.append(" · ".join(part for part in masthead if part))
    if letter:
        lines += [
            "from " + ", ".join(part for part in (sender.name, sender.office, sender.state) if part)
            for sender in letter.senders
        ]
        if letter.addressees:
            lines.append("to " + ", ".join(letter.addressees))
    lines += [f"unsure: {notice.where}: {notice.message}" for notice in document.notices]
    return tuple(lines)


def of_citing(document: Document) -> tuple[str, ...]:
    """The documents cited, the instruments without a symbol, and what is ambiguous."""
    if not document.citations:
        return ("no citations",)
    symbols = [c.symbol for c in document.citations if c.symbol]
    named = [c.name or c.text for c in document.citations if not c.symbol and c.status != "ambiguous"]
    unsure = [c.text for c in document.citations if c.status == "ambiguous"]
    lines = [counted(len(document.citations), "citation")]
    lines += [", ".join(dict.fromkeys(symbols))] if symbols else []
    lines += ["without a symbol: " + ", ".join(dict.fromkeys(named))] if named else []
    lines += ["ambiguous: " + ", ".join(dict.fromkeys(unsure))] if unsure else []
    return tuple(lines)


def of_checking(findings: Sequence[Finding]) -> tuple[str, ...]:
    """How many findings of each severity; then each, as a linter tells it."""
    if not findings:
        return ("nothing found",)
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(
        counted(counts[severity], severity) for severity in ("error", "warning", "note") if counts[severity]
    )
    return (summary, *(f"{f.code} {f.severity}: {f.message} ({f.where}). {f.fix}" for f in findings))


def of_registering(entry: Entry, *, new: bool, passed_over: Sequence[str]) -> tuple[str, ...]:
    """The symbols; or that the file is in the books already."""
    lines = [" and ".join(entry.symbols)]
    if not new:
        lines.append(f"this file is in the books since {entry.received[:10]}, and is {entry.state}")
    if passed_over:
        lines.append(f"passed over, as asked: {', '.join(passed_over)}")
    return tuple(lines)


def of_issuing(entry: Entry, *, new: bool) -> tuple[str, ...]:
    """The files, with their sizes."""
    sizes = ", ".join(f"{file.format} {size_of(file.size)}" for file in entry.files)
    told = [f"{counted(len(entry.files), 'file')}: {sizes}"]
    if entry.files:
        told.append(entry.files[0].path.rpartition("/")[0] + "/")
    return tuple(told) if new else ("issued before", *told)


def of_recipients(told: Recipients) -> tuple[str, ...]:
    """Who is told, by rule and by subscription, and whose subscription is not understood; nothing where nobody is."""
    parts = [f"{counted(len(told.rule), 'recipient')}, by rule"] if told.rule or told.subscriptions else []
    parts += [f"{len(told.subscriptions)} by subscription"] if told.subscriptions else []
    parts += [f"{len(told.digest)} in the daily digest"] if told.digest else []
    lines = ["; ".join(parts)] if parts else []
    lines += [f"the query of subscription {number} is not understood any more" for number in told.unclear]
    return tuple(lines)


def of_release(release: Release) -> tuple[str, ...]:
    """The languages, where there are several; and those that they are ahead of."""
    lines = []
    if len(release.languages) > 1:
        lines.append("together in " + ", ".join(_LANGUAGES[language] for language in release.languages))
    if release.ahead:
        lines.append("ahead of " + ", ".join(_LANGUAGES[language] for language in release.ahead))
    return tuple(lines)


def of_circulating(
    entry: Entry, *, notices: Sequence[Notice], lists: Sequence[str], new: bool
) -> tuple[str, ...]:
    """The notices, what of them waits for the worker, and the lists."""
    laid = sum(notice.way == "file" for notice in notices)
    told = [f"{counted(laid, 'notice')} in outbox/{entry.slug}/"] if laid else []
    sent = Counter(notice.way for notice in notices if notice.way != "file")
    waits = sum(
        notice.way != "file" and notice.delivered is None and notice.failed is None for notice in notices
    )
    if sent:
        ways = ", ".join(f"{count} by {way}" for way, count in sorted(sent.items()))
        told.append(f"{ways}" + (f"; {waits} of them wait for: verbale worker" if waits else ""))
    if not told:
        told.append("nobody is entitled to be told")
    if lists:
        told.append(", ".join(lists))
    return tuple(told) if new else ("circulated before", *told)


def size_of(count: int) -> str:
    """A size in bytes as people read it: "12 KB"."""
    return (
        f"{count} B"
        if count < 1000
        else f"{round(count / 1000)} KB"
        if count < 1_000_000
        else f"{count / 1_000_000:.1f} MB"
    )
