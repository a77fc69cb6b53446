"""HTML as Word and web pages write it."""

from __future__ import annotations

import pytest

from tests.reading_files.words import PARAGRAPHS, line_with, read, texts
from verbale.errors import NoText, OverLimit


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("language", list(PARAGRAPHS))
def test_paragraphs_are_whole(language: str) -> None:
    stream = read(page("".join(f"<p>{text}" for text in PARAGRAPHS[language])))
    assert texts(stream) == PARAGRAPHS[language]
    assert all(line.whole for line in stream.lines)


def test_hidden_text_is_left_out_and_told() -> None:
    stream = read(
        page(
            "<p>Shown<span style='display: none'>secret</span><span class=h>more</span><b hidden>x</b></p>"
            "<script>alert(1)</script><template>t</template><p id=gone>gone</p><p style='font-size:0'>tiny</p>",
            "<style>.h, #gone {display:none}</style><title>T</title>",
        )
    )
    assert texts(stream) == ["Shown"]
    assert "19 characters that the page hides" in stream.notices[0].message


def test_struck_text_is_left_out_and_told() -> None:
    stream = read(page("<p>The <del>old</del><ins>new</ins> text</p>"))
    assert texts(stream) == ["The new text"]
    assert "3 characters that are struck out" in stream.notices[0].message


def test_headings_lists_and_their_numbers() -> None:
    stream = read(
        page(
            "<h2>Head</h2><ol start=3><li>three<ol type=i><li>in<li>in</ol><li><p>four<p>more</ol><ul><li>dot</ul>"
        )
    )
    assert [(line.kind, line.level, line.marker, line.indent, line.text) for line in stream.lines] == [
        ("heading", 2, None, 0, "Head"),
        ("text", None, "3.", 1, "three"),
        ("text", None, "i.", 2, "in"),
        ("text", None, "ii.", 2, "in"),
        ("text", None, "4.", 1, "four"),
        ("text", None, None, 1, "more"),
        ("text", None, "•", 1, "dot"),
    ]


def test_notes_of_word_and_of_the_web() -> None:
    word = (
        "<p>First.<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> Second.<a href='letter.htm#_ftn2' name='_ftnref2'>[2]</a></p>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> One.</p><p>Going on.</p></div>"
        "<div id=ftn2><p><a href='#_ftnref2' name='_ftn2'>[2]</a> Two.</p></div>"
    )
    stream = read(page(word))
    assert stream.lines[0].text == "First. Second."
    assert stream.lines[0].marks == ((6, "1"), (14, "2"))
    notes = [(line.label, line.text) for line in stream.lines if line.kind == "note"]
    assert notes == [("1", "One."), ("1", "Going on."), ("2", "Two.")]
    web = "<p>Text<sup><a href='#fn1' id='r1'>1</a></sup></p><ol><li id=fn1>The note <a href='#r1'>↩</a></ol>"
    stream = read(page(web))
    assert stream.lines[0].marks == ((4, "1"),)
    assert [(line.label, line.text) for line in stream.lines if line.kind == "note"] == [("1", "The note")]


def test_a_superscript_without_a_note_is_text() -> None:
    assert texts(read(page("<p>5 m<sup>2</sup>, 1<sup>er</sup> avril</p>"))) == ["5 m2, 1er avril"]


def test_a_masthead_is_no_table_and_data_is_one() -> None:
    masthead = "<table><tr><td>United Nations<td>A/74/901</tr><tr><td>General Assembly<td><p>Distr.: General<p>3 April</table>"
    data = "<table><tr><th>Station<th>Depth</tr><tr><td>North<td>12</tr></table>"
    stream = read(page(masthead + data))
    assert [(line.text, line.column) for line in stream.lines if line.kind == "text"] == [
        ("United Nations", 0),
        ("A/74/901", 1),
        ("General Assembly", 0),
        ("Distr.: General", 1),
        ("3 April", 1),
    ]
    assert [line.rows for line in stream.lines if line.kind == "table"] == [
        (("Station", "Depth"), ("North", "12"))
    ]


def test_looks_and_places() -> None:
    stream = read(
        page(
            "<p align=right><b>Bold</b></p><p style='text-align:center;font-style:italic'>It</p><p>a <i>b</i> c d e</p>"
        )
    )
    assert [(line.bold, line.italic, line.align) for line in stream.lines] == [
        (True, False, "end"),
        (False, True, "center"),
        (False, False, None),
    ]


def test_links_and_properties() -> None:
    stream = read(
        page(
            "<p>See <a href='https://example.org/a'>A/65/321</a>.",
            "<title>A title</title><meta name=DC.date content=2020>",
        )
    )
    assert stream.lines[0].links == ((4, 12, "https://example.org/a"),)
    assert stream.properties == {"title": "A title", "language": "en", "DC.date": "2020"}


def test_a_page_that_names_its_encoding() -> None:
    stream = read(
        "<html><head><meta charset=windows-1251></head><body><p>Маяк</p></body></html>".encode("windows-1251")
    )
    assert texts(stream) == ["Маяк"]


def test_line_breaks_give_lines() -> None:
    stream = read(page("<p>General Assembly<br>Seventy-fourth session<br>Agenda item 9</p>"))
    assert texts(stream) == ["General Assembly", "Seventy-fourth session", "Agenda item 9"]


def test_deep_and_empty_pages() -> None:
    with pytest.raises((OverLimit, NoText)):
        read(page("<div>" * 5000 + "x"))
    with pytest.raises(NoText):
        read(page("<script>x</script>"))


def test_the_line_of_a_word_is_found() -> None:
    assert line_with(read(page("<p>one<p>two")), "two").number == 2
