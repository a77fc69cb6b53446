"""Properties taken out before a Word part is parsed say the same as properties that are parsed where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.reading_files.words import W, docx, paragraph, read
from verbale.reading.files.docx.properties import condensed
from verbale.reading.lines import Line

STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
_LOOKS = st.lists(
    st.sampled_from(
        ["<w:b/>", '<w:b w:val="0"/>', "<w:i/>", '<w:sz w:val="18"/>', '<w:rStyle w:val="C"/>', "<w:vanish/>"]
    ),
    unique=True,
    max_size=3,
).map("".join)
_SETTINGS = st.lists(
    st.sampled_from(
        [
            '<w:pStyle w:val="H1"/>', '<w:jc w:val="center"/>', '<w:ind w:left="720"/>', "<w:pageBreakBefore/>",
            "<w:rPr><w:del/></w:rPr>", '<w:rPr><w:b/><w:rPrChange w:id="1"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>',
            '<w:pPrChange w:id="2"><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>',
            '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>', '<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
        ]
    ),
    unique=True,
    max_size=3,
).map("".join)  # fmt: skip
_RUNS = st.builds(
    lambda look, text, bare: f"<w:r>{'' if bare else f'<w:rPr>{look}</w:rPr>'}<w:t>{text}</w:t></w:r>",
    _LOOKS,
    st.sampled_from(["The port", "of Oresund", "12", " ", ""]),
    st.booleans(),
)
_PARAGRAPHS = st.builds(
    lambda settings, runs, bare: f"<w:p>{'' if bare else f'<w:pPr>{settings}</w:pPr>'}{''.join(runs)}</w:p>",
    _SETTINGS,
    st.lists(_RUNS, max_size=3),
    st.booleans(),
)
_CELLS = st.builds(
    lambda look, inside: f"<w:tc><w:tcPr>{look}</w:tcPr>{inside}</w:tc>",
    st.sampled_from(['<w:gridSpan w:val="2"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>', ""]),
    _PARAGRAPHS,
)
_ROWS = st.builds(
    lambda look, cells: f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>",
    st.sampled_from(["<w:del/>", '<w:gridBefore w:val="1"/>', ""]),
    st.lists(_CELLS, min_size=1, max_size=3),
)
BODIES = st.lists(
    _PARAGRAPHS | st.lists(_ROWS, min_size=1, max_size=3).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>"),
    max_size=4,
).map("".join)


def lines(body: str) -> tuple[Line, ...]:
    return read(docx(paragraph("Words.") + body, styles=STYLES)).lines


@given(body=BODIES)
def test_taken_out_or_in_place_the_same_is_read(body: str) -> None:
    # a comment anywhere leaves the part as it is
    assert lines(body) == lines(body + "<!-- as it is -->")


def part(body: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def test_properties_that_recur_are_read_once() -> None:
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r>"
    short, properties = condensed(part(f"<w:p>{run * 50}</w:p>"))
    assert short.count(b"<w:b/>") == 0
    assert len(properties.runs) == 1


def test_what_cannot_be_taken_out_stays() -> None:
    for body in (
        "<w:p><w:r><w:rPr><w:b></w:rPr></w:r></w:p>",  # broken
        '<w:p verbale="0"/><w:p><w:pPr><w:jc w:val="end"/></w:pPr></w:p>',  # the attribute is taken
        "<w:p><w:r><w:rPr><o:unknown/></w:rPr></w:r></w:p>",  # a prefix that nobody declares
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",  # sections are looked for in the text
        "<w:p><w:r><w:t>x</w:t><w:rPr><w:b/></w:rPr></w:r></w:p>",  # not first: it says nothing
    ):
        data = part(body)
        assert condensed(data)[0] == data


def test_an_attribute_that_a_hostile_file_brings_along_names_nothing() -> None:
    body = '<w:p verbale="99"><w:r verbale="x"><w:t>Words.</w:t></w:r></w:p>'
    assert [line.text for line in lines(body)] == ["Words.", "Words."]
