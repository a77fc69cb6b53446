"""Word files: what Word prints is what is read."""

from __future__ import annotations

import io

import pytest

from tests.reading_files.words import PARAGRAPHS, docx, line_with, package, paragraph, read, texts
from verbale.errors import DamagedFile, NoText
from verbale.reading.files.docx.formats import format_number

NEVER = '<w:lvlRestart w:val="0"/>'
NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'


def level(at: int, kind: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def markers(numbering: str, paragraphs: list[tuple[int, int]], styles: str = "") -> list[str | None]:
    """The numbers printed before paragraphs given as (level, list)."""
    body = "".join(paragraph(f"text {i}", NUMBERED.format(*place)) for i, place in enumerate(paragraphs))
    stream = read(docx(body, numbering=numbering, styles=styles))
    return [line.marker for line in stream.lines]


def listed(*numbers: tuple[int, str]) -> str:
    return "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for number, override in numbers
    )


@pytest.mark.parametrize("language", list(PARAGRAPHS))
def test_words_and_looks(language: str) -> None:
    body = "".join(
        paragraph(
            text, '<w:jc w:val="right"/><w:ind w:left="1440"/>', '<w:b/><w:i w:val="0"/><w:sz w:val="22"/>'
        )
        for text in PARAGRAPHS[language]
    )
    stream = read(docx(body))
    assert texts(stream) == PARAGRAPHS[language]
    assert {
        (line.bold, line.italic, line.size, line.align, line.left, line.whole) for line in stream.lines
    } == {(True, False, 11.0, "end", 72.0, True)}


def test_numbers_start_restart_and_nest() -> None:
    abstract = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1.", 3)
        + level(1, "lowerLetter", "(%2)")
        + level(2, "lowerRoman", "%1.%2.%3", more="<w:isLgl/>")
        + "</w:abstractNum>"
    )
    places = [(0, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 1), (2, 1)]
    assert markers(abstract + listed((1, "")), places) == ["3.", "(a)", "(b)", "3.2.1", "4.", "(a)", "4.1.1"]


def test_lists_that_share_a_count_and_one_that_starts_anew() -> None:
    abstract = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}</w:abstractNum>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    places = [(0, 1), (0, 2), (0, 3), (0, 3), (0, 1)]
    assert markers(abstract + listed((1, ""), (2, ""), (3, anew)), places) == ["1.", "2.", "7.", "8.", "9."]


def test_a_level_that_never_restarts_and_a_level_replaced() -> None:
    abstract = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}'
        f"{level(1, 'decimal', '%2.', more=NEVER)}</w:abstractNum>"
    )
    places = [(0, 1), (1, 1), (0, 1), (1, 1)]
    assert markers(abstract + listed((1, "")), places) == ["I.", "1.", "II.", "2."]
    replaced = f'<w:lvlOverride w:ilvl="0">{level(0, "bullet", chr(0xF0B7))}</w:lvlOverride>'
    assert markers(abstract + listed((1, replaced)), [(0, 1)]) == ["•"]


def test_numbers_from_a_style_and_from_a_linked_list() -> None:
    abstract = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + listed((1, ""))
        + '<w:num w:numId="6"><w:abstractNumId w:val="5"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="N"><w:name w:val="N"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="M"><w:name w:val="M"/><w:basedOn w:val="N"/></w:style>'
    )
    body = (
        paragraph("a", NUMBERED.format(0, 6))
        + paragraph("b", '<w:pStyle w:val="M"/>')
        + paragraph("c", '<w:pStyle w:val="M"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("d", '<w:pStyle w:val="N"/>')
    )
    stream = read(docx(body, numbering=abstract, styles=styles))
    assert [line.marker for line in stream.lines] == ["1.", "1.1", None, "1.2"]


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("upperRoman", {4: "IV", 49: "XLIX", 1999: "MCMXCIX"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("russianLower", {1: "а", 7: "ж", 10: "к"}),
        ("arabicAlpha", {1: "أ", 2: "ب", 3: "ت"}),
        ("arabicAbjad", {1: "أ", 3: "ج", 4: "د"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 105: "一百〇五", 110: "一百一十"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("decimalFullWidth", {12: "１２"}),
        ("none", {1: ""}),
        ("chicago", {1: "*", 2: "†", 5: "**"}),
        ("unheardOf", {3: "3"}),
    ],
)
def test_number_formats(kind: str, numbers: dict[int, str]) -> None:
    assert {number: format_number(number, kind) for number in numbers} == numbers


def test_notes_are_kept_with_their_labels() -> None:
    body = (
        '<w:p><w:r><w:t>First.</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:t> Second.</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Third.</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>'
    )
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="3"><w:p><w:r><w:t>* The star.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> The second.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> The first.</w:t></w:r></w:p><w:p><w:r><w:t>Going on.</w:t></w:r></w:p></w:footnote>'
    )
    stream = read(docx(body, footnotes=notes))
    assert stream.lines[0].text == "First. Second."
    assert stream.lines[0].marks == ((6, "1"), (14, "*"))
    assert stream.lines[1].marks == ((6, "2"),)
    assert [(line.label, line.text) for line in stream.lines if line.kind == "note"] == [
        ("1", "The first."),
        ("1", "Going on."),
        ("*", "The star."),
        ("2", "The second."),
    ]


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    body = (
        "<w:p><w:r><w:t>The </w:t></w:r><w:del w:id='1'><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>new</w:t></w:r></w:ins><w:moveFrom w:id='3'><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
        "<w:r><w:t> text</w:t></w:r></w:p>"
    )
    stream = read(docx(body))
    assert texts(stream) == ["The new text"]
    assert "1 additions and 2 deletions" in stream.notices[0].message


def test_hidden_text_is_left_out_and_told() -> None:
    stream = read(
        docx("<w:p><w:r><w:t>Shown</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>")
    )
    assert texts(stream) == ["Shown"]
    assert "6 characters of hidden text" in stream.notices[0].message


def test_fields_links_and_special_characters() -> None:
    body = (
        '<w:p><w:hyperlink r:id="L"><w:r><w:t>A/65/321</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> and </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/b"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>S/2020/9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:t>, 20</w:t><w:noBreakHyphen/><w:t>05131</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>'
    )
    link = '<Relationship Id="L" Type="x/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    (line,) = read(docx(body, links=link)).lines
    assert line.text == "A/65/321 and S/2020/9, 20-05131•"
    assert [(line.text[a:b], target) for a, b, target in line.links] == [
        ("A/65/321", "https://example.org/a"),
        ("S/2020/9", "https://example.org/b"),
    ]


def test_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Outside</w:t></w:r></w:p>"
    )
    assert texts(read(docx(body))) == ["In the box", "Outside"]


def test_a_masthead_in_the_header_of_the_first_page_comes_first() -> None:
    cell = "<w:tc>{}</w:tc>"
    header = (
        "<w:tbl><w:tr>" + cell.format(paragraph("United Nations")) + cell.format(paragraph("A/74/901")) + "</w:tr><w:tr>"
        + cell.format(paragraph("General Assembly")) + cell.format(paragraph("Distr.: General") + paragraph("3 April 2020"))
        + "</w:tr></w:tbl>"
    )  # fmt: skip
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="header1"/><w:headerReference w:type="default" r:id="header2"/>'
        '<w:footerReference w:type="first" r:id="footer1"/><w:pgSz w:w="11906"/><w:titlePg/></w:sectPr>'
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="x/{name[:6]}" Target="{name}.xml"/>'
        for name in ("header1", "header2", "footer1")
    )
    data = docx(
        paragraph("Agenda item 9*") + paragraph("The text.") + section,
        links=related,
        header1=header,
        header2=paragraph("A/74/901"),
        footer1=paragraph("* A/74/50.") + paragraph("20-05131 (E)"),
    )
    stream = read(data)
    assert [(line.kind, line.column, line.text) for line in stream.lines] == [
        ("head", 0, "A/74/901"),
        ("text", 0, "United Nations"),
        ("text", 1, "A/74/901"),
        ("text", 0, "General Assembly"),
        ("text", 1, "Distr.: General"),
        ("text", 1, "3 April 2020"),
        ("text", 0, "Agenda item 9"),
        ("text", 0, "The text."),
        ("note", 0, "A/74/50."),
        ("foot", 0, "20-05131 (E)"),
    ]
    assert line_with(stream, "Agenda").marks == ((13, "*"),)
    assert stream.page_width == pytest.approx(595.3)


def test_tables_with_spans() -> None:
    def row(*cells: tuple[str, str]) -> str:
        return (
            "<w:tr>"
            + "".join(f"<w:tc><w:tcPr>{p}</w:tcPr>{paragraph(t)}</w:tc>" for t, p in cells)
            + "</w:tr>"
        )

    table = (
        "<w:tbl>"
        + row(("Station", '<w:vMerge w:val="restart"/>'), ("Depth", '<w:gridSpan w:val="2"/>'))
        + row(("Station", "<w:vMerge/>"), ("low", ""), ("high", ""))
        + row(("North", ""), ("4", ""), ("12", ""))
        + "</w:tbl>"
    )
    (line,) = read(docx(table)).lines
    assert line.kind == "table"
    assert line.rows == (("Station", "Depth", ""), ("", "low", "high"), ("North", "4", "12"))


def test_tabs_set_pieces_of_a_masthead_apart_but_no_paragraph_number() -> None:
    body = (
        "<w:p><w:r><w:t>United Nations</w:t><w:tab/><w:t>A/74/901</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>The text.</w:t></w:r></w:p>"
    )
    assert [(line.column, line.text) for line in read(docx(body)).lines] == [
        (0, "United Nations"),
        (1, "A/74/901"),
        (0, "1. The text."),
    ]


def test_headings_by_outline_whatever_the_style_is_called() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="HCh"><w:name w:val="_ H _Ch"/><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 3"/></w:style>'
    )
    body = (
        paragraph("One", '<w:pStyle w:val="HCh"/>')
        + paragraph("Three", '<w:pStyle w:val="T"/>')
        + paragraph("Text")
    )
    assert [
        (line.kind, line.level, line.bold, line.style) for line in read(docx(body, styles=styles)).lines
    ] == [
        ("heading", 1, True, "_ H _Ch"),
        ("heading", 3, False, "heading 3"),
        ("text", None, False, None),
    ]


def test_variables_and_properties() -> None:
    variables = '<w:docVars><w:docVar w:name="Symbol1" w:val="A/74/901"/><w:docVar w:name="Title1" w:val="_x0009_A title _x000d_"/></w:docVars>'
    stream = read(docx(paragraph("x"), settings=variables))
    assert stream.properties == {"Symbol1": "A/74/901", "Title1": "A title"}


def test_pages_are_counted_by_breaks() -> None:
    body = (
        paragraph("one")
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + paragraph("two")
        + paragraph("three", "<w:pageBreakBefore/>")
    )
    assert [(line.page, line.gap_before) for line in read(docx(body)).lines] == [
        (1, False),
        (2, True),
        (3, True),
    ]


def test_files_of_python_docx() -> None:
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading("Statement on lighthouses", 1)
    for text in PARAGRAPHS["en"]:
        document.add_paragraph(text, style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "Station"
    out = io.BytesIO()
    document.save(out)
    stream = read(out.getvalue())
    assert [(line.kind, line.marker) for line in stream.lines][:3] == [
        ("heading", None),
        ("text", "1."),
        ("text", "2."),
    ]
    assert texts(stream, "text")[:2] == PARAGRAPHS["en"]


def test_the_strict_spelling_is_read_too() -> None:
    data = docx(paragraph("Strict words"))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict
    )
    assert strict in parts["word/document.xml"]
    assert texts(read(package(dict(parts)))) == ["Strict words"]


def test_broken_packages_say_so() -> None:
    whole = docx(paragraph("x"))
    with pytest.raises(DamagedFile, match="cannot be opened"):
        read(whole[: len(whole) // 2])
    with pytest.raises(DamagedFile, match="no Word text"):
        read(package({"word/other.xml": "x"}))
    with pytest.raises(DamagedFile, match="not well-formed"):
        read(package({"word/document.xml": "<w:document"}))
    with pytest.raises(NoText):
        read(docx("<w:p/>"))
