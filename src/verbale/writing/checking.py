"""The check before issue: all formats have the document's words."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from verbale.document import Document, decode
from verbale.errors import WriteError
from verbale.profiles import Profile
from verbale.writing import Format
from verbale.writing.arrange import arrange
from verbale.writing.layout import Layout
from verbale.writing.words import (
    Word,
    compare,
    compare_bags,
    has_arabic,
    letters_apart,
    signs_in,
    texts_of,
    words_in,
    words_of,
)
from verbale.writing.written import words_of_akn, words_of_docx, words_of_html, words_of_pdf, words_of_text

__all__ = ["check_words"]


def _running(layout: Layout, pages: int) -> list[Word]:
    """The words of running heads and feet, from page two on."""
    symbols = words_in(" ".join(layout.head.symbols))
    job = words_in(layout.foot.job_number) if layout.foot else []
    words = []
    for page in range(2, pages + 1):
        words += [*symbols, str(page), str(pages), *job]
    return [(word, "pages") for word in words]


def _apart(words: list[Word]) -> list[Word]:
    return [(piece, field) for word, field in words for piece in letters_apart([word])]


def check_words(document: Document, profile: Profile, layout: Layout, files: Mapping[Format, bytes]) -> None:
    """Compares the words of each file with those of the layout.

    Raises WriteError with the format, the first word that differs and the field that it belongs to.
    """
    wanted = words_of(layout)
    if "json" in files:
        try:
            again = decode(files["json"])
        except msgspec.DecodeError as error:
            raise WriteError(f"The json file does not hold the document: {error}") from None
        compare("json", wanted, [word for word, _ in words_of(arrange(again, profile))])
    if "html" in files:
        compare("html", wanted, words_of_html(files["html"]))
    if "docx" in files:
        compare("docx", wanted, words_of_docx(files["docx"]))
    if "akn" in files:
        compare("akn", wanted, words_of_akn(files["akn"]))
    if "text" in files:
        compare_bags("text", wanted, words_of_text(files["text"]))
    if "pdf" in files:
        found, pages = words_of_pdf(files["pdf"])
        wanted = wanted + _running(layout, pages)
        if any(has_arabic(word) for word, _ in wanted):
            wanted, found = _apart(wanted), letters_apart(found)
        compare_bags("pdf", wanted, found, spare=sum(signs_in(text) for text, _ in texts_of(layout)))
