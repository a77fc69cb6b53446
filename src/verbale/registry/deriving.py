"""Documents that are made from others: a translation, a change after issue, a text that is issued again.

What is printed of the parent comes from the parent's record; only the words come from the new text.
"""

from __future__ import annotations

from datetime import date

import msgspec

from verbale.document import AgendaItem, Change, Document, Language, Masthead, Reissue
from verbale.errors import Place, RegistryError
from verbale.profiles import Profile
from verbale.registry.numbering import ChangeKind

__all__ = ["change_of", "original_languages", "reissue_of", "translation_of"]


def translation_of(parent: Document, text: Document, profile: Profile) -> Document:
    """A version of a document in the language of ``text``: the masthead of the record, with title and items in that
    language (the text's own, else the titles of the profile's agenda)."""
    head = parent.masthead
    masthead = msgspec.structs.replace(
        head,
        title=text.masthead.title or head.title,
        agenda_items=_items(head, text, profile),
        original_languages=original_languages(parent),
    )
    said = text.communication or parent.communication
    if said is not None and parent.communication is not None:
        said = msgspec.structs.replace(parent.communication, senders=said.senders, request=said.request)
    return msgspec.structs.replace(
        text, kind=parent.kind, masthead=masthead, communication=said, change=parent.change
    )


def change_of(
    parent: Document,
    text: Document,
    profile: Profile,
    kind: ChangeKind,
    *,
    day: date | None,
    languages: tuple[Language, ...] = (),
) -> Document:
    """A corrigendum, an addendum or a revision of a document, with a masthead of its own made from the parent's.

    Organs, sessions and items are the parent's. Distribution, date, original language and title are the text's where it
    has a masthead, else the parent's; a corrigendum bears the title of what it corrects. The symbols come later. Where it
    concerns one language, the text is in that one.

    Raises RegistryError where it concerns several and the text is in none of them.
    """
    if len(languages) == 1:
        text = msgspec.structs.replace(text, language=languages[0])
    elif languages and text.language not in languages:
        raise RegistryError(
            f"the text is in a language ({text.language}) that is none of those that it concerns "
            f"({', '.join(languages)})",
            where=Place(field="language"),
            fix="Name its own language too, or issue one for each language",
        )
    head, own = parent.masthead, text.masthead
    masthead = Masthead(
        organs=head.organs,
        distribution=own.distribution or head.distribution,
        date=day or own.date,
        original_languages=own.original_languages or (text.language,),
        sessions=head.sessions,
        agenda_items=_items(head, text, profile) if text.language != parent.language else head.agenda_items,
        title=head.title if kind == "corrigendum" else own.title or head.title,
    )
    return msgspec.structs.replace(
        text,
        kind=parent.kind if text.kind == "other" and kind == "revision" else text.kind,
        masthead=masthead,
        change=Change(kind=kind, languages=languages),
    )


def reissue_of(version: Document, day: date, text: Document | None = None) -> Document:
    """A version issued again under its symbol on a day, in corrected words or the same ones."""
    before = version.reissued.times if isinstance(version.reissued, Reissue) else 0
    words = text or version
    return msgspec.structs.replace(
        version,
        parts=words.parts,
        footnotes=words.footnotes,
        citations=words.citations,
        source=words.source,
        reissued=Reissue(times=before + 1, date=day),
    )


def original_languages(document: Document) -> tuple[Language, ...]:
    """The languages in which a document was submitted: those of its masthead, else its own."""
    return document.masthead.original_languages or (document.language,)


def _items(head: Masthead, text: Document, profile: Profile) -> tuple[AgendaItem, ...]:
    own = {(item.organ, item.number): item.title for item in text.masthead.agenda_items}
    sessions = {session.organ: session for session in head.sessions}
    items = []
    for item in head.agenda_items:
        title = own.get((item.organ, item.number))
        agenda = profile.agenda(item.organ, sessions.get(item.organ))
        if title is None and agenda is not None:
            title = agenda.title(item.number, text.language)
        items.append(msgspec.structs.replace(item, title=title if item.title else None))
    return tuple(items)
