"""Markdown as people and converters write it."""

from __future__ import annotations

import pytest

from tests.reading_files.words import PARAGRAPHS, read, texts


def md(text: str) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in read(text.encode(), "x.md").lines]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("resolution [822 \\(1993\\)](#)", "resolution 822 (1993)"),
        ("any *fait accompli* and **more**", "any fait accompli and more"),
        ("\\*2005131\\*", "*2005131*"),
        ("a_b_c and 2 * 3 * 4", "a_b_c and 2 * 3 * 4"),
        ("***both*** and ~~out~~", "both and out"),
        ("<https://example.org> `code`", "https://example.org code"),
        ("Agenda&nbsp;item 5 &amp; 6", "Agenda\u00a0item 5 & 6"),
        ("![a picture](x.png)text", "text"),
        ("1<sup>er</sup> avril", "1er avril"),
        ("see [the annex][a]\n\n[a]: http://example.org", "see the annex"),
        ("[Original: French]", "[Original: French]"),
        ("<!-- hidden -->shown", "shown"),
        ("5 m<sup>2</sup> of it", "5 m2 of it"),
    ],
)
def test_marks_of_emphasis_and_links_are_taken_off(source: str, text: str) -> None:
    assert md(source) == [("text", text)]


@pytest.mark.parametrize("language", list(PARAGRAPHS))
def test_words_stay_as_they_are(language: str) -> None:
    text = PARAGRAPHS[language][0]
    assert md(f"**{text}**") == [("text", text)]


def test_a_masthead_keeps_its_lines() -> None:
    stream = read(b"**General Assembly\nSecurity Council**\n\nDistr.: General\n3 April 2020\n", "x.md")
    assert texts(stream) == ["General Assembly", "Security Council", "Distr.: General", "3 April 2020"]
    assert [line.bold for line in stream.lines] == [True, True, False, False]
    assert [line.gap_before for line in stream.lines] == [True, False, True, False]
    assert not any(line.whole for line in stream.lines)


def test_headings_lists_and_quotes() -> None:
    stream = read(b"# One\n\nTwo\n===\n\n- first\n- second\n\n> said\n", "x.md")
    assert [(line.kind, line.level, line.marker, line.text) for line in stream.lines] == [
        ("heading", 1, None, "One"),
        ("heading", 1, None, "Two"),
        ("text", None, "•", "first"),
        ("text", None, "•", "second"),
        ("text", None, None, "said"),
    ]


def test_notes_in_each_of_their_forms() -> None:
    stream = read(
        b"First.[^a] Second.<sup>2</sup> Third.3\n\n[^a]: The first\n    note.\n\n<sup>2</sup> The second.\n\n3 The third.\n",
        "x.md",
    )
    assert stream.lines[0].text == "First. Second. Third."
    assert stream.lines[0].marks == ((6, "a"), (14, "2"), (21, "3"))
    assert {(line.label, line.text) for line in stream.lines if line.kind == "note"} == {
        ("a", "The first note."),
        ("2", "The second."),
        ("3", "The third."),
    }


def test_tables() -> None:
    (table,) = read(b"| Station | Depth |\n|---|--:|\n| North \\| East | **12** |\n", "x.md").lines
    assert table.rows == (("Station", "Depth"), ("North | East", "12"))


def test_links_keep_their_place() -> None:
    (line,) = read(b"See [A/65/321](https://example.org/a_(1)) now", "x.md").lines
    assert line.links == ((4, 12, "https://example.org/a_(1)"),)
    assert line.text[4:12] == "A/65/321"
