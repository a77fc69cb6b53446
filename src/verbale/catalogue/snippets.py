"""The passage of a document that a search shows: escaped HTML with ``<b>`` round the words that were asked for."""

from __future__ import annotations

import html
import re

from verbale.catalogue.analysis import LANGUAGES, analyse, prepare, stem
from verbale.catalogue.entry import Entry

__all__ = ["Snippets"]

_PASSAGE = 220  # characters shown
_WINDOW = 900  # characters that are looked at closely
_HAN_RUNS = re.compile(r"[\u3400-\u9fff]{2,}")
_WORDS = re.compile(r"[^\W_]+")
_FREQUENT = 3  # letters: shorter words say little of where the passage is


class Snippets:
    """Makes the passages for the hits of one query."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        runs = sorted(set(_HAN_RUNS.findall(asked)), key=len, reverse=True)
        self._han = re.compile("|".join(runs)) if runs else None
        # A stem is not known by its letters alone, but most of its forms share the beginning.
        words = {word.lower() for word in _WORDS.findall(asked) if len(word) > _FREQUENT or word.isdigit()}
        self._starts = sorted({word[: max(4, len(word) - 3)] for word in words}, key=len, reverse=True)[:12]
        self._terms: dict[str, frozenset[str]] = {}

    def of(self, entry: Entry) -> str:
        """The passage that matches best; else the beginning of the text."""
        if entry.language == "zh" or entry.language not in LANGUAGES:
            return self._chinese(entry.text)
        if entry.language not in self._terms:
            terms = analyse(prepare(self._asked, entry.language), entry.language)
            self._terms[entry.language] = frozenset(terms)
        return self._marked(self._window(entry.text), entry.language)

    def _window(self, text: str) -> str:
        """The part of a long text where most of the words stand; looking at all of it would cost more than the search."""
        if len(text) <= _WINDOW:
            return text
        lowered = text.lower()
        places = [at for start in self._starts if (at := lowered.find(start)) >= 0]
        if not places or len(lowered) != len(text):
            return text[:_WINDOW]
        near = {place: lowered[max(0, place - 80) : place + _WINDOW] for place in sorted(places)}
        best = max(near, key=lambda place: sum(start in near[place] for start in self._starts))
        begin = text.rfind(" ", 0, max(0, best - 80)) + 1
        return text[begin : begin + _WINDOW]

    def _marked(self, text: str, language: str) -> str:
        terms = self._terms[language]
        spans = [match.span() for match in _WORDS.finditer(text) if stem(match[0], language) in terms]
        if not spans:
            return html.escape(text[:_PASSAGE])
        # from the word after which most others stand within a passage
        first = max(
            spans, key=lambda span: sum(span[0] <= s[0] and s[1] <= span[0] + _PASSAGE for s in spans)
        )[0]
        begin = text.rfind(" ", 0, max(0, first - 40)) + 1
        end = begin + _PASSAGE
        if end < len(text):
            end = max(text.rfind(" ", begin, end), first + 1)
        out, at = [], begin
        for start, stop in spans:
            if begin <= start and stop <= end:
                out += [html.escape(text[at:start]), "<b>", html.escape(text[start:stop]), "</b>"]
                at = stop
        return "".join([*out, html.escape(text[at:end])])

    def _chinese(self, text: str) -> str:
        """Chinese is indexed by pairs, which no reader should see: the runs that were asked for are marked in the text."""
        first = self._han.search(text) if self._han else None
        start = max(0, first.start() - _PASSAGE // 4) if first else 0
        passage = html.escape(text[start : start + _PASSAGE // 2])
        return self._han.sub(lambda match: f"<b>{match[0]}</b>", passage) if self._han else passage
