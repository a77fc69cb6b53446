"""Which kind of document it is, from its title, its symbols and the way it begins (rules 1.17)."""

from __future__ import annotations

from verbale.document import Kind
from verbale.reading.folding import fold
from verbale.reading.lines import Line
from verbale.reading.masthead import Head
from verbale.reading.page import Page
from verbale.reading.phrases import languages_read, match, search

__all__ = ["communication_kind", "kind_without_title"]


def communication_kind(head: Head, page: Page) -> Kind | None:
    """The kind of a communication or note; None where the document is neither, so far as its words say."""
    if head.title is not None:
        return head.title.kind
    return kind_without_title(head.body, page)


def kind_without_title(lines: tuple[Line, ...], page: Page) -> Kind | None:
    """A note verbale presents compliments; a letter greets, or says "I have the honour", and is signed."""
    opening = lines[:40]
    text = fold(" ".join(line.text for line in opening))[:4000]
    for language in languages_read(page.language):
        if search("compliments", text, language):
            return "note-verbale"
    greets = opens = signs = closes = False
    for index, line in enumerate(lines[:400]):
        base = fold(line.text)
        for language in languages_read(page.language):
            said = match("salutation", base, language)
            greets = greets or (index < 30 and said is not None and len(base) - said.end <= 2)
            opens = opens or (index < 40 and match("opening", base, language) is not None)
            signed = search("signed", base, language)
            signs = signs or (signed is not None and (signed.start <= 2 or language == "zh"))
            closes = closes or (index > 0 and match("closing", base, language) is not None)
    if (greets and (signs or closes or opens)) or (opens and (signs or closes)):
        return "letter"
    return None
