"""What was read of a document, for a person to check against the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.document import Document, Masthead

__all__ = ["summary"]


def summary(document: Document, name: str) -> str:
    """A few lines on a document: what it is, who asks for what, its parts, what is cited, and what was unsure."""
    head = document.masthead
    rows: list[tuple[str, str]] = [("File", name), ("Kind", f"{document.kind}, in {document.language}")]
    rows += _head_rows(head)
    sent = document.communication
    if sent is not None:
        rows.append(("Dated", str(sent.dated) if sent.dated else "—"))
        if sent.reference:
            rows.append(("Reference", sent.reference))
        for sender in sent.senders:
            rows.append(
                ("From", ", ".join(v for v in (sender.name, sender.rank, sender.office, sender.state) if v))
            )
        rows.append(("To", ", ".join(sent.addressees) or "—"))
        asked = sent.request
        if asked is not None:
            wanted = [
                f"{organ} {', '.join(asked.agenda_items.get(organ, ()))}".strip() for organ in asked.organs
            ]
            rows.append(("Asks for", "; ".join(wanted)))
            rows.append(("", f"“{asked.text}”"))
        else:
            rows.append(("Asks for", "nothing"))
    for part in document.parts:
        label = " ".join(v for v in (part.role, part.number) if v)
        words = sum(len(block.text.split()) for block in part.blocks)
        rows.append(
            (
                "Part",
                f"{label}{': ' + part.title if part.title else ''} ({len(part.blocks)} blocks, {words} words)",
            )
        )
    if document.footnotes:
        rows.append(("Footnotes", str(len(document.footnotes))))
    cited = list(dict.fromkeys(c.symbol or c.name or c.text for c in document.citations))
    if cited:
        rows.append(("Cites", ", ".join(cited)))
    rows += [("Note", f"{notice.where}: {notice.message}") for notice in document.notices]
    return "\n".join(f"{label:<11}{value}" for label, value in rows) + "\n"


def _head_rows(head: Masthead) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    if head.symbols:
        rows.append(("Symbols", ", ".join(head.symbols)))
    sessions = [f"{s.organ} {s.session or f'year {s.year}'}" for s in head.sessions]
    rows.append(("Organs", ", ".join(head.organs) or "—"))
    if sessions:
        rows.append(("Sessions", ", ".join(sessions)))
    about = [head.distribution or "", str(head.date or ""), *head.original_languages]
    rows.append(("Issued", ", ".join(v for v in about if v) or "—"))
    for item in head.agenda_items:
        provisional = " (provisional)" if item.provisional else ""
        rows.append(
            ("Item", f"{item.organ} {item.number}{provisional}{'  ' + item.title if item.title else ''}")
        )
    if head.title:
        rows.append(("Title", head.title))
    return rows
