"""Plain text: each line says by its place what it is, and nothing in a text can be taken for something else."""

from __future__ import annotations

import msgspec
import pytest

from tests.writing.documents import LANGUAGES, letter
from verbale.document import Block, Document, Footnote, Language
from verbale.profiles import load
from verbale.reading import read
from verbale.writing import write


def _resolution(*blocks: Block, notes: tuple[Footnote, ...] = ()) -> Document:
    """A resolution of the General Assembly with these blocks behind the organ's name."""
    text = (
        "United Nations    A/RES/86/17\n\nGeneral Assembly    Distr.: General\n\nEighty-sixth session\n\n"
        "        Resolution adopted by the General Assembly on 3 December 2031\n\n        86/17.  Lighthouses of the coast\n\n"
        "            The General Assembly,\n\n            Recalling its resolution 62/243,\n\n"
        "            1.  Decides to remain seized of the matter.\n"
    )
    document = read(text.encode(), name="resolution.txt")
    first = document.parts[0]
    part = msgspec.structs.replace(first, blocks=(*first.blocks[:2], *blocks, *first.blocks[2:]))
    return msgspec.structs.replace(document, parts=(part,), footnotes=notes, citations=())


def _text(document: Document) -> str:
    return write(document, "text", load("un")).decode()


def _back(document: Document) -> Document:
    return read(write(document, "text", load("un")), name="issued.txt")


def _clause(text: str, *notes: str) -> Block:
    return Block(type="paragraph", text=text, notes=notes, clause="preambular")


def _note(label: str) -> Footnote:
    return Footnote(label=label, blocks=(Block(type="paragraph", text=f"See A/86/{label}."),))


@pytest.mark.parametrize(
    "block",
    [
        _clause("Noting the report of 2030, of which 7,7 and 9 parts were read,"),
        _clause("Recalling the plan **in full** and [its annex](A/86/4) and \\* all that follows,"),
        _clause("Recalling also the conference held in Paris (par. 3),"),
        _clause(
            "Welcoming the outcome of the meeting that was held on\u00a017 May 2030 in the harbours of the coast,"
        ),
        Block(type="heading", text="Gauges, lights and the rest;", level=1),
        Block(type="heading", text="lower case begins this heading", level=1),
    ],
)
def test_words_are_not_taken_for_marks(block: Block) -> None:
    document = _resolution(block)
    assert block.text.replace("\u00a0", " ") in [b.text for b in _back(document).parts[0].blocks]


def test_marks_of_notes_lead_to_their_own() -> None:
    """A mark at the end of many texts, one after another, and a figure that only looks like one."""
    blocks = [_clause("Recalling the report,", "1"), _clause("Recalling the second report,", "2", "3")]
    blocks += [
        _clause("Noting part 4,"),
        _clause("Noting the third report,", "10"),
        _clause("Noting rule 2,"),
    ]
    notes = tuple(_note(label) for label in ("1", "2", "3", "10"))
    back = _back(_resolution(*blocks, notes=notes))
    assert [b.notes for b in back.parts[0].blocks[2:7]] == [b.notes for b in blocks]
    assert [b.text for b in back.parts[0].blocks[2:7]] == [b.text for b in blocks]
    assert back.footnotes == notes


def test_levels_of_headings_hang() -> None:
    blocks = [Block(type="heading", text=f"Heading {level}", level=level) for level in (1, 2, 3, 2, 1)]
    blocks = [b for pair in blocks for b in (pair, _clause("Noting the lights,"))]
    document = _resolution(*blocks)
    places = [len(line) - len(line.lstrip()) for line in _text(document).split("\n") if "Heading" in line]
    assert places == [4, 6, 8, 6, 4]
    found = [b.level for b in _back(document).parts[0].blocks if b.type == "heading"]
    assert found == [1, 2, 3, 2, 1]


@pytest.mark.parametrize(
    "rows",
    [
        (("Station", "Level"), ("Northern mole", "412"), ("Old bridge", "398")),
        (("Only", "one row"),),
        (
            ("Station", "What was seen there"),
            ("Northern mole", "the lamp, the gauge and the bell " * 3),
            ("", "none"),
        ),
        (
            ("观测站", "水位"),
            ("北防波堤", "各港口还将继续每月交换一次数据并邀请所有有关方面参加年度会议和其他活动"),
            ("老桥", ""),
        ),
        (("A", "B", "C"), ("", "", ""), ("1", "", "3")),
    ],
)
def test_tables_keep_their_cells(rows: tuple[tuple[str, ...], ...]) -> None:
    rows = tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
    text = " ".join(" ".join(row) for row in rows)
    document = _resolution(Block(type="table", text=text, rows=rows))
    (table,) = [b for b in _back(document).parts[0].blocks if b.type == "table"]
    assert table.rows == rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_fit(language: Language) -> None:
    """No line is wider than 80 columns where words allow, and none ends in a space."""
    from verbale.languages.characters import columns_of

    for line in _text(letter(language)).split("\n"):
        assert line == line.rstrip(" ")
        assert columns_of(line) <= 80


def test_a_note_of_many_paragraphs() -> None:
    note = Footnote(
        label="1", blocks=tuple(Block(type="paragraph", text=f"Paragraph {n} of the note.") for n in "123")
    )
    back = _back(_resolution(_clause("Recalling the report,", "1"), notes=(note,)))
    assert back.footnotes == (note,)


def test_what_others_set_is_not_taken_for_issued() -> None:
    from verbale.reading.files.issued_text import is_issued

    assert is_issued(_text(letter("en")))
    assert not is_issued("United Nations    A/74/783\n________\nGeneral Assembly\n")
    assert not is_issued("A line\n" + "─" * 80 + "\nand no masthead below it\n")
