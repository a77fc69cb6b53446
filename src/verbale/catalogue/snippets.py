"""The passage of a document that a search shows: escaped HTML with ``<b>`` round the words that were asked for."""

from __future__ import annotations

import html
import re

import tantivy

from verbale.catalogue.entry import Entry

__all__ = ["Snippets"]

_PASSAGE = 220  # characters shown
_WINDOW = 1200  # characters that are looked at closely
_HAN_RUNS = re.compile(r"[\u3400-\u9fff]{2,}")
_WORDS = re.compile(r"\w{2,}")


class Snippets:
    """Makes the passages for the hits of one query."""

    def __init__(
        self, searcher: tantivy.Searcher, query: tantivy.Query, schema: tantivy.Schema, asked: str
    ) -> None:
        self._searcher = searcher
        self._query = query
        self._schema = schema
        self._makers: dict[str, tantivy.SnippetGenerator] = {}
        runs = sorted(set(_HAN_RUNS.findall(asked)), key=len, reverse=True)
        self._han = re.compile("|".join(runs)) if runs else None
        # A stem is not known by its letters alone, but most of its forms share the beginning.
        starts = {word.casefold()[: max(4, len(word) - 3)] for word in _WORDS.findall(asked)}
        self._starts = sorted(starts, key=len, reverse=True)[:12]

    def of(self, entry: Entry) -> str:
        """The passage that matches best; else the beginning of the text."""
        if entry.language == "zh":
            return self._chinese(entry.text)
        field = f"text_{entry.language}"
        if field not in self._makers:
            maker = tantivy.SnippetGenerator.create(self._searcher, self._query, self._schema, field)
            maker.set_max_num_chars(_PASSAGE)
            self._makers[field] = maker
        window = self._window(entry.text)
        text = tantivy.Document()
        text.add_text(field, window)
        return self._makers[field].snippet_from_doc(text).to_html() or html.escape(window[:_PASSAGE])

    def _window(self, text: str) -> str:
        """The part of a long text where most of the words stand; marking all of it would cost more than the search."""
        if len(text) <= _WINDOW:
            return text
        lowered = text.lower()
        places = [at for start in self._starts if (at := lowered.find(start)) >= 0]
        if not places or len(lowered) != len(text):
            return text[:_WINDOW]
        best, most = 0, -1
        for place in sorted(places):
            begin = max(0, place - 80)
            near = lowered[begin : begin + _WINDOW]
            held = sum(start in near for start in self._starts)
            if held > most:
                best, most = begin, held
        begin = text.rfind(" ", 0, best) + 1 if best else 0
        return text[begin : begin + _WINDOW]

    def _chinese(self, text: str) -> str:
        """Chinese is indexed by pairs, which no reader should see: the runs that were asked for are marked in the text."""
        first = self._han.search(text) if self._han else None
        start = max(0, first.start() - _PASSAGE // 4) if first else 0
        passage = html.escape(text[start : start + _PASSAGE // 2])
        return self._han.sub(lambda match: f"<b>{match[0]}</b>", passage) if self._han else passage
