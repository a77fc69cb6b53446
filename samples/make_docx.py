"""Makes the sample Word file from its text: a masthead in a table, numbered paragraphs by Word's own numbering.

    .venv/bin/python samples/make_docx.py

The text's first lines are the masthead's, up to the first empty line after its items; "**…**" is bold; "1. " becomes an
automatic number. Run it again after a change of the text.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Cell

HERE = Path(__file__).parent
NUMBERED = re.compile(r"\d+\. ")
SIGNED = "(Подпись)"
ANNEX = "Приложение к"


def make(source: Path, target: Path) -> None:
    """The Word file of a text."""
    paragraphs = [p for p in source.read_text(encoding="utf-8").split("\n\n") if p.strip()]
    word = Document()
    _styles(word)
    head = next(i for i, p in enumerate(paragraphs) if p.startswith("**Письмо"))
    organ, distribution, language, session = paragraphs[0], paragraphs[1], paragraphs[2], paragraphs[3]
    table = word.add_table(rows=1, cols=2)
    _lines(table.rows[0].cells[0], organ)
    _lines(table.rows[0].cells[1], f"{distribution}\n{language}")
    _add(word, session)
    for paragraph in paragraphs[4:head]:
        _add(word, paragraph)
    for paragraph in paragraphs[head:]:
        text = paragraph.strip()
        if text.startswith(ANNEX):
            word.add_page_break()  # type: ignore[no-untyped-call]
            word.add_heading(text, level=1)
        elif text.startswith(SIGNED):
            for line in text.split("\n"):
                word.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif NUMBERED.match(text):
            word.add_paragraph(NUMBERED.sub("", text, count=1), style="List Number")
        else:
            _add(word, text)
    made = datetime.datetime(2026, 4, 8, 12, tzinfo=datetime.UTC)
    word.core_properties.author = "Постоянное представительство Ислонии"
    word.core_properties.created = word.core_properties.modified = made
    word.save(str(target))


def _styles(word: Word) -> None:
    font = word.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(10)
    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)


def _lines(cell: _Cell, text: str) -> None:
    cell.paragraphs[0].text = ""
    for i, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.add_run(line.strip("*")).bold = line.startswith("**")


def _add(word: Word, text: str) -> None:
    for line in text.strip().split("\n"):
        word.add_paragraph().add_run(line.strip("*")).bold = line.startswith("**")


if __name__ == "__main__":
    make(HERE / "text" / "letter.ru.md", HERE / "letter.ru.docx")
