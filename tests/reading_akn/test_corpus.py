"""The United Nations' own files: every word is kept, and what stands in them agrees with their catalogue."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from verbale.document import Document
from verbale.reading.files.akn import read_akn

pytestmark = pytest.mark.corpus

_NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_FOLDERS = {
    "Arabic": "ar",
    "Chinese": "zh",
    "English": "en",
    "French": "fr",
    "Russian": "ru",
    "Spanish": "es",
}
# Words above the title that are not in a field of the masthead.
_COVER_LINES = ("docTitle", "docType", "docProponent")


@cache
def _read(path: Path) -> Document:
    return read_akn(path.read_bytes(), path.name)


def _files(shared: Path) -> list[Path]:
    return sorted((shared / "corpus" / "akn").rglob("*.xml"))


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "", folded)


def _texts(element: etree._Element, notes: list[str]) -> Iterator[str]:
    """Texts of an element in order, its footnotes put aside."""
    for child in element.iter():
        if child.tag == f"{_NAMESPACE}authorialNote" and child is not element:
            label = child.get("marker") or ""
            note = _fold("".join(map(str, child.itertext())))
            notes.append(note.removeprefix(_fold(label)) if f"<sup>{label}</sup>" in _source(child) else note)
    found = element.xpath(".//text()[not(ancestor::*[local-name()='authorialNote' or local-name()='meta'])]")
    assert isinstance(found, list)
    yield from map(str, found)


def _source(element: etree._Element) -> str:
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", etree.tostring(element, encoding="unicode"))


def _expected(data: bytes) -> tuple[str, str, str]:
    """The words of a file: above the title, from the title on, in footnotes."""
    root = etree.fromstring(data)
    notes: list[str] = []
    lines: list[str] = []
    for paragraph in root.iterfind(f".//{_NAMESPACE}coverPage/{_NAMESPACE}p"):
        named = [paragraph.find(f".//{_NAMESPACE}{name}") is not None for name in _COVER_LINES]
        decision = paragraph.find(f"{_NAMESPACE}inline[@name='decision type']") is not None
        if any(named) or decision:
            lines += _texts(paragraph, notes)
    rest: list[str] = []
    for name in ("preface", "preamble", "mainBody", "conclusions", "attachments"):
        for element in root.iter(f"{_NAMESPACE}{name}"):
            if not any(parent.tag == f"{_NAMESPACE}attachments" for parent in element.iterancestors()):
                element.set("at", "1")
    for element in root.iter():
        if element.get("at"):
            rest += _texts(element, notes)
    return _fold("".join(lines)), _fold("".join(rest)), "".join(notes)


def _words(document: Document) -> tuple[str, str, str]:
    main = document.parts[0]
    texts = [main.heading or ""]
    rest = [main.number or "", document.masthead.title or ""]
    for part in document.parts:
        if part.role != "main":
            rest += [part.heading or "", part.title or ""]
        rest += [text for block in part.blocks for text in (block.number or "", block.text)]
    notes = [block.text for note in document.footnotes for block in note.blocks]
    return _fold("".join(texts)), _fold("".join(rest)), _fold("".join(notes))


def test_every_file_is_read_in_its_language(shared: Path) -> None:
    strangers = [path.name for path in _files(shared) if _read(path).language != _FOLDERS[path.parent.name]]
    assert len(_files(shared)) == 444
    # One file of the Chinese folder holds the Arabic text, and says so.
    assert len(strangers) == 1
    assert _read(next(path for path in _files(shared) if path.name == strangers[0])).language == "ar"


def test_no_word_is_lost(shared: Path) -> None:
    differing = []
    for path in _files(shared):
        lines, rest, notes = _expected(path.read_bytes())
        heading, words, footnotes = _words(_read(path))
        assert lines.startswith(heading), path
        # The lines above the title stand in the first blocks, after the number and the title.
        above = lines[len(heading) :]
        if above:
            assert above in words, path
            words = words.replace(above, "", 1)
        if words != rest:
            differing.append((path.name, _first_difference(rest, words)))
        assert footnotes == notes, (path, _first_difference(notes, footnotes))
    # The letter of the decision is printed before its title a second time.
    assert {name.rsplit("_", 1)[0] for name, _ in differing} <= {"GA decision 77_505 B"}, differing


def _first_difference(want: str, got: str) -> str:
    at = next(
        (i for i, (a, b) in enumerate(zip(want, got, strict=False)) if a != b), min(len(want), len(got))
    )
    return f"file …{want[max(0, at - 30) : at + 40]} document …{got[max(0, at - 30) : at + 40]}"


@pytest.mark.parametrize("name", ["num", "authorialNote"])
def test_numbers_and_notes_are_counted(shared: Path, name: str) -> None:
    for path in _files(shared):
        document = _read(path)
        count = len(list(etree.fromstring(path.read_bytes()).iter(f"{_NAMESPACE}{name}")))
        if name == "authorialNote":
            marks = [mark for part in document.parts for block in part.blocks for mark in block.notes]
            assert len(document.footnotes) == len(marks) == count, path
        else:
            numbered = [
                b for part in document.parts for b in part.blocks if b.number and b.type == "paragraph"
            ]
            # Arabic files have some numbers in the words of the paragraph.
            assert len(numbered) == count or (document.language == "ar" and len(numbered) > count), path


def _structure(document: Document) -> list[tuple[str, str, bool, int, str | None, int]]:
    return [
        (part.role, block.type, bool(block.number), block.level, block.clause, len(block.notes))
        for part in document.parts
        for block in part.blocks
    ]


def test_six_languages_have_one_structure(shared: Path) -> None:
    """The same parts, types, numbers, levels, clauses and notes, but for what the mark-up of single files leaves out."""
    by_symbol: dict[str, dict[str, Document]] = {}
    for path in _files(shared):
        document = _read(path)
        by_symbol.setdefault(document.masthead.symbols[0], {})[document.language] = document
    compared = differing = 0
    for versions in by_symbol.values():
        want = Counter(_structure(versions["en"]))
        for language, document in versions.items():
            if language != "en":
                got = Counter(_structure(document))
                compared += want.total()
                differing += max((want - got).total(), (got - want).total())
    assert differing / compared < 0.006


def test_clauses_are_marked(shared: Path) -> None:
    """Each container of a preamble is a preambular paragraph, but for those that open with an operative verb."""
    containers = preambular = 0
    for path in _files(shared):
        document = _read(path)
        blocks = [block for part in document.parts for block in part.blocks]
        if document.kind == "decision":
            assert not any(block.clause for block in blocks), path
            continue
        assert any(block.clause == "operative" for block in blocks), path
        for element in etree.fromstring(path.read_bytes()).iter(f"{_NAMESPACE}container"):
            if element.get("name") != "formula" and "".join(map(str, element.itertext())).strip():
                containers += 1
        preambular += sum(block.clause == "preambular" and block.level == 0 for block in blocks)
    assert abs(preambular - containers) / containers < 0.001


def test_the_catalogue_agrees(shared: Path) -> None:
    """Symbol, title, session, item, date and meeting of adoption, as the UN's metadata of the same documents has them."""
    records = {}
    for name in ("GA-77", "SC-2023"):
        for line in (shared / "corpus" / "metadata" / f"{name}.jsonl").read_text().splitlines():
            record = json.loads(line)
            records[_fold(record["symbol"])] = record
    compared, wrong = 0, []
    for path in _files(shared):
        document = _read(path)
        head = document.masthead
        record = records.get(_fold(head.symbols[0]))
        if document.language != "en" or record is None:
            continue
        compared += 1
        last = [block.text for block in document.parts[0].blocks if not block.clause]
        title = record.get("title")
        if title is not None and _fold(title) != _fold(head.title or ""):
            wrong.append((head.symbols[0], "title", title, head.title))
        if "agenda_item" in record:
            number = re.sub(r"\D*(\d+.*)", r"\1", record["agenda_item"])
            if [item.number for item in head.agenda_items] != [number]:
                wrong.append((head.symbols[0], "item", number, str(head.agenda_items)))
            elif (
                _fold(record["agenda_item_name"]) != _fold(head.agenda_items[0].title or "")
                and title is not None
            ):
                wrong.append(
                    (head.symbols[0], "item title", record["agenda_item_name"], str(head.agenda_items))
                )
        for field in ("adoption_meeting", "adoption_date"):
            if not any(record[field] in text for text in last):
                wrong.append((head.symbols[0], field, record[field], "; ".join(last[-3:])))
    assert compared >= 54
    assert wrong == []
