"""How long it takes to write a document in its six formats, beside the bare engines on the same machine.

.venv/bin/python -m bench.writing

A letter of two pages in each of six languages, the compiler warm; every round writes another letter, so that nothing is
answered from memory. The bars: a ``write_all`` under 300 ms, of which the comparison of words is a part.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable

import docx
import msgspec
import typst
from tests.writing.documents import LANGUAGES, letter

from verbale.document import Document
from verbale.profiles import load
from verbale.writing import FORMATS, write, write_all
from verbale.writing.arrange import arrange
from verbale.writing.checking import check_words

ROUNDS = 15
BAR = 0.300


def other(document: Document, n: int) -> Document:
    """The same letter under another number."""
    symbols = (f"A/74/{n}", f"S/2020/{n}")
    return msgspec.structs.replace(
        document, masthead=msgspec.structs.replace(document.masthead, symbols=symbols)
    )


def median(work: Callable[[int], object]) -> float:
    """Seconds of the middle one of several rounds, after two that warm up."""
    took = []
    for n in range(ROUNDS + 2):
        began = time.perf_counter()
        work(n + 1)
        took.append(time.perf_counter() - began)
    return statistics.median(took[2:])


def bare_typst() -> Callable[[int], object]:
    """A page with one line, in the engine alone."""
    compiler = typst.Compiler(ignore_system_fonts=True)

    def work(n: int) -> object:
        source = f'#set document(title: [A])\n#set page(paper: "a4")\nA/74/{n}'.encode()
        return compiler.compile(input=source, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=0)

    return work


def bare_docx(words: list[str]) -> Callable[[int], object]:
    """The letter's paragraphs, without their look, in python-docx."""

    def work(n: int) -> object:
        made = docx.Document()
        for text in (f"A/74/{n}", *words):
            made.add_paragraph(text)
        held = io.BytesIO()
        made.save(held)
        return held.getvalue()

    return work


def main() -> int:
    """Measure and print; the exit status is 1 where the bar is missed."""
    profile = load("un")
    worst = 0.0
    for language in LANGUAGES:
        document = letter(language)
        took = median(lambda n, d=document: write_all(other(d, n), profile))  # type: ignore[misc]
        worst = max(worst, took)
        print(f"write_all, {language}           {1000 * took:8.1f} ms")
    document = letter("en")
    each = {}
    for name in FORMATS:
        each[name] = median(lambda n, f=name: write(other(document, n), f, profile))  # type: ignore[misc]
        print(f"  {name:24s} {1000 * each[name]:8.1f} ms")
    files = write_all(document, profile)
    layout = arrange(document, profile)
    checked = median(lambda _: check_words(document, profile, layout, files))
    print(f"  comparison of words      {1000 * checked:8.1f} ms")
    words = [block.text for part in document.parts for block in part.blocks]
    page, word = median(bare_typst()), median(bare_docx(words))
    print(
        f"bare Typst, a page         {1000 * page:8.1f} ms   our PDF is {each['pdf'] / page:5.1f} times that"
    )
    print(
        f"python-docx, the words     {1000 * word:8.1f} ms   our Word file is {each['docx'] / word:5.2f} times that"
    )
    print(f"the slowest language: {1000 * worst:.0f} ms, the bar: {1000 * BAR:.0f} ms")
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main())
