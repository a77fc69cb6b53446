"""Plain text: columns, running heads and feet, notes, tables, right-to-left lines of extractors."""

from __future__ import annotations

import pytest

from tests.reading_files.words import line_with, read, texts
from verbale.errors import NoText

LAID_OUT = """\
United Nations                                                    A/74/901–S/2020/402
General Assembly                                                  Distr.: General
                                                                  3 April 2020

Seventy-fourth session
Agenda item 9*

            Letter dated 1 April 2020 from the Permanent Representative of
            Ardenia to the United Nations

                I have the honour to transmit the statement on lighthouses.1
            1.     The lights were lit, and the shared survey has covered 25 stations in all, as
            in the year before.
Station                Depth (metres)       Samples
North                  12                   4
South                  30                   9




__________
* A/74/50.
1
  See A/63/2, annex.
20-05131 (E)   030420                                                  *2005131*
\fA/74/901
S/2020/402

            2.     The second page goes on from the first, with words of its own.



2/2                                                                      20-05131
"""


def test_columns_keep_their_place() -> None:
    stream = read(LAID_OUT.encode(), "letter.txt")
    left, right = stream.lines[0], stream.lines[1]
    assert (left.text, left.column, right.text, right.column) == (
        "United Nations",
        0,
        "A/74/901–S/2020/402",
        1,
    )
    assert left.number == right.number
    assert (right.left or 0) > (left.right or 0)
    assert line_with(stream, "3 April 2020").left == line_with(stream, "Distr.").left


def test_a_paragraph_number_is_no_column() -> None:
    assert "1. The lights were lit, and the shared survey has covered 25 stations in all, as" in texts(
        read(LAID_OUT.encode(), "letter.txt"), "text"
    )


def test_running_heads_and_feet() -> None:
    stream = read(LAID_OUT.encode(), "letter.txt")
    assert texts(stream, "head") == ["A/74/901", "S/2020/402"]
    assert texts(stream, "foot") == ["20-05131 (E) 030420", "*2005131*", "2/2", "20-05131"]
    assert stream.source.pages == 2


def test_notes_and_their_marks() -> None:
    stream = read(LAID_OUT.encode(), "letter.txt")
    assert [(line.label, line.text) for line in stream.lines if line.kind == "note"] == [
        ("*", "A/74/50."),
        ("1", "See A/63/2, annex."),
    ]
    item = line_with(stream, "Agenda item 9")
    assert (item.text, item.marks) == ("Agenda item 9", ((13, "*"),))
    honour = line_with(stream, "I have the honour")
    assert honour.text.endswith("on lighthouses.")
    assert honour.marks == ((len(honour.text), "1"),)


def test_tables_have_rows() -> None:
    table = next(line for line in read(LAID_OUT.encode(), "letter.txt").lines if line.kind == "table")
    assert table.rows == (
        ("Station", "Depth (metres)", "Samples"),
        ("North", "12", "4"),
        ("South", "30", "9"),
    )


@pytest.mark.parametrize("suffix", ["Add.1", "Corr.1", "para.1", "No.1", "A/C.1", "12,1"])
def test_a_figure_of_a_symbol_is_no_mark(suffix: str) -> None:
    stream = read(
        f"The survey is in A/46/293 and {suffix}\n\nAnother mark.1\n\n1 See above.\n".encode(), "x.txt"
    )
    assert stream.lines[0].text.endswith(suffix)
    assert stream.lines[0].marks == ()
    assert stream.lines[-1].label == "1"


def test_numbered_paragraphs_are_no_notes() -> None:
    stream = read(b"The survey:\n1. One.\n2. Two.\n3. Three.\n", "x.txt")
    assert texts(stream, "text") == ["The survey:", "1. One.", "2. Two.", "3. Three."]


def test_pasted_paragraphs_are_whole() -> None:
    long = (
        "The lights of the northern shore were lit again after the storm, and every station has told its name. "
        * 3
    )
    stream = read(f"{long}\n{long}\nShort end.\n".encode(), "x.txt")
    assert all(line.whole for line in stream.lines)


def test_a_number_on_a_line_of_its_own_joins_its_paragraph() -> None:
    stream = read(b"1.\n\nThe lights were lit.\n2.\nThe survey went on.\n", "raw.txt")
    assert texts(stream) == ["1. The lights were lit.", "2. The survey went on."]


def test_extracted_arabic_is_put_in_order() -> None:
    line = (
        "\u202bرسالة مؤرخة \u202a 23\u202cشباط\u202a/\u202cفبراير \u202a 1992\u202cورحب"
        "\u202a ،\u202cانظر المرفقات \u202a I\u202cو\u202a.)III\u202c\u202c\n"
    )
    (read_line,) = read(line.encode(), "x.txt").lines
    assert read_line.text == "رسالة مؤرخة 23 شباط/فبراير 1992 ورحب، انظر المرفقات I وIII)."


def test_extracted_arabic_columns_are_read_from_the_right() -> None:
    line = "\u202b\u202aDistr.\u202c\u202c                    \u202bالأمم المتحدة\u202c\n"
    stream = read(line.encode(), "x.txt")
    assert texts(stream) == ["الأمم المتحدة", "Distr."]


def test_no_words_are_told() -> None:
    with pytest.raises(NoText):
        read(b"_______\n\n_____\n", "x.txt")
