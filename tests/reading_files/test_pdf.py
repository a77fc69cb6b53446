"""PDF files set by Typst: pages as they are seen, read in order."""

from __future__ import annotations

import pytest

from tests.reading_files.words import PARAGRAPHS, line_with, read, texts, typst_pdf
from verbale.errors import DamagedFile, NoText, OverLimit
from verbale.reading.files import Limits, open_stream

FONTS = '#set text(font: ("Libertinus Serif", "Noto Naskh Arabic", "Noto Serif SC", "Noto Sans SC"), size: 11pt)\n'
RAISED = "#set super(typographic: false)\n"
LONG = "The lights of the northern shore were lit again after the storm and every station told its name to the ships. "


def joined(lines: list[str]) -> str:
    out = ""
    for line in lines:
        out += line[:-1] if line.endswith("\u00ad") else line if line.endswith("-") else line + " "
    return out.strip()


@pytest.mark.parametrize("language", ["en", "fr", "ru", "es"])
def test_words_come_back(language: str) -> None:
    source = FONTS + f'#set text(lang: "{language}", hyphenate: true)\n#set page(width: 9cm, height: auto)\n'
    stream = read(typst_pdf(source + "\n\n".join(PARAGRAPHS[language])))
    assert joined(texts(stream, "text")) == " ".join(PARAGRAPHS[language])


def test_arabic_is_in_logical_order() -> None:
    source = (
        FONTS
        + '#set text(lang: "ar")\n#set page(width: 21cm, height: auto)\n'
        + "\n\n".join(PARAGRAPHS["ar"])
    )
    stream = read(typst_pdf(source))
    assert joined(texts(stream, "text")) == " ".join(PARAGRAPHS["ar"])


def test_arabic_lines_that_wrap() -> None:
    source = FONTS + '#set text(lang: "ar")\n#set page(width: 8cm, height: auto)\n#set par(justify: true)\n'
    stream = read(typst_pdf(source + PARAGRAPHS["ar"][1]))
    assert len(texts(stream, "text")) > 1
    assert joined(texts(stream, "text")) == PARAGRAPHS["ar"][1]


def test_chinese() -> None:
    source = (
        FONTS
        + '#set text(lang: "zh")\n#set page(width: 21cm, height: auto)\n'
        + "\n\n".join(PARAGRAPHS["zh"])
    )
    assert "".join(texts(read(typst_pdf(source)), "text")).replace(" ", "") == "".join(PARAGRAPHS["zh"])


def test_a_masthead_keeps_its_columns_and_looks() -> None:
    source = (
        FONTS
        + '#text(size: 14pt)[United Nations] #h(1fr) A/74/901 \\ #text(size: 17pt, weight: "bold")[General Assembly] #h(1fr) Distr.: General\n\n'
        + "_The General Assembly_\n"
    )
    stream = read(typst_pdf(source))
    assert [(line.text, line.column) for line in stream.lines] == [
        ("United Nations", 0),
        ("A/74/901", 1),
        ("General Assembly", 0),
        ("Distr.: General", 1),
        ("The General Assembly", 0),
    ]
    assert [line.bold for line in stream.lines] == [False, False, True, False, False]
    assert stream.lines[4].italic
    assert [line.size for line in stream.lines] == pytest.approx([14, 11, 17, 11, 11], abs=0.05)
    assert stream.lines[1].number == stream.lines[0].number
    assert stream.lines[0].top is not None
    assert stream.lines[0].top < (stream.lines[2].top or 0)


def test_notes_their_marks_and_running_heads() -> None:
    source = (
        "#set page(width: 16cm, height: 12cm, header: context if here().page() > 1 [A/74/901], footer: context [#here().page()/3 #h(1fr) 20-05131])\n"
        + FONTS
        + "First page words.#footnote[See A/63/2, annex.] More words, 5 stations.#footnote[Resolution 66/288.]\n#pagebreak()\nSecond page.\n"
        + "#pagebreak()\nThird page in 2020.#footnote[The third.]\n"
    )
    stream = read(typst_pdf(source))
    assert texts(stream, "head") == ["A/74/901", "A/74/901"]
    assert texts(stream, "foot") == ["1/3", "20-05131", "2/3", "20-05131", "3/3", "20-05131"]
    assert [(line.label, line.text, line.page) for line in stream.lines if line.kind == "note"] == [
        ("1", "See A/63/2, annex.", 1),
        ("2", "Resolution 66/288.", 1),
        ("3", "The third.", 3),
    ]
    first = stream.lines[0]
    assert first.text == "First page words. More words, 5 stations."
    assert first.marks == ((17, "1"), (41, "2"))
    assert line_with(stream, "Third").marks == ((19, "3"),)
    assert stream.source.pages == 3


def test_raised_marks_side_by_side_are_several_notes() -> None:
    marks = "#super[1, 2]"
    stream = read(
        typst_pdf(
            FONTS + RAISED + f"Stations told it in 2020,{marks} and ships agreed.#super[13,] #super[14]"
        )
    )
    assert [line.text for line in stream.lines] == ["Stations told it in 2020, and ships agreed."]
    assert [label for _, label in stream.lines[0].marks] == ["1", "2", "13", "14"]


def test_marks_that_go_on_in_the_next_line_are_of_the_line_before() -> None:
    marks = "#super[1,] #super[2,] \\ #super[3,] #super[4]"
    stream = read(typst_pdf(FONTS + RAISED + f"{LONG}\n\nSo they told,{marks}\n\n{LONG}"))
    assert [label for _, label in line_with(stream, "So they told,").marks] == ["1", "2", "3", "4"]


def test_a_line_of_figures_and_a_raised_mark_has_the_size_of_its_figures() -> None:
    stream = read(typst_pdf(FONTS + RAISED + "In the year \\ 2014,#super[2, 3]"))
    assert [(line.text, line.size) for line in stream.lines] == [
        ("In the year", 11.0),
        ("2014,", 11.0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "بشكل فعَّال ومنسَّق، ابتداءً من عام 2015",
        "موقّعة للاتفاقية التي لم تصدّق عليها بعد",
        "على نوعية حياة كبار السن وعلى تحقُّق الإنصاف",
        "القانون المسمى ”قانون المنارات“ الصادر في 12 آذار",
        "العالمي للفترة 2022-2027 والوثيقة A/HRC/54/59.",
        "الأمم المتحدة والإعلان الأول والأمين العام لا ألا",
        "قد أُحرز تقدم ويوضَع حدٌّ لانعدام المساواة في القرار 2522 (2020)، وكلٌّ منهم",
        "[بناء على تقرير اللجنة الأولى (A/77/385، الفقرة 14)]",
    ],
)
@pytest.mark.parametrize("face", ["Amiri", "Noto Naskh Arabic"])
def test_arabic_letters_marks_and_signs_keep_their_order(text: str, face: str) -> None:
    source = f'#set text(lang: "ar", dir: rtl, font: "{face}", size: 13.5pt)\n#set page(width: 21cm, height: auto)\n'
    lead = "وإذ تضع في اعتبارها أن السفن والمنارات والشواطئ في الشمال"
    stream = read(typst_pdf(f'{source}#"{lead}"\n\n#"{text}"'))
    assert texts(stream, "text") == [lead, text]


def test_chinese_lines_that_are_stretched_have_no_spaces() -> None:
    words = "港口的灯塔在暴风雨之后重新点亮"
    source = (
        FONTS
        + f'#set text(lang: "zh", tracking: 4pt)\n#set page(width: 21cm, height: auto)\n{words}，大雾散去。'
    )
    assert texts(read(typst_pdf(source)), "text") == [f"{words}，大雾散去。"]


def test_words_of_another_size_on_a_line_are_apart() -> None:
    source = (
        FONTS + "#grid(columns: (auto, 3cm), gutter: 1cm, text(size: 20pt)[General Harbour], [9 May 2031])"
    )
    lines = read(typst_pdf(source)).lines
    assert [(line.text, line.marks) for line in lines] == [("General Harbour", ()), ("9 May 2031", ())]
    assert lines[0].number == lines[1].number


def test_headings_at_the_top_of_pages_are_no_running_heads() -> None:
    pages = [f"*Annex*\n\n{LONG}", f"*Annex*\n\n{LONG}", f"The harbours\n\n{LONG}", f"Of old\n\n{LONG}"]
    source = FONTS + "#set page(width: 16cm, height: 9cm)\n" + "\n#pagebreak()\n".join([LONG, *pages])
    stream = read(typst_pdf(source))
    assert texts(stream, "head") == []
    assert texts(stream, "text").count("Annex") == 2


def test_a_title_at_one_place_of_every_page_is_a_running_head() -> None:
    head = "header: context if here().page() > 1 [Lights of the north],"
    source = FONTS + f"#set page(width: 16cm, height: 9cm, {head})\n" + "\n#pagebreak()\n".join([LONG] * 4)
    assert texts(read(typst_pdf(source)), "head") == ["Lights of the north"] * 3


def test_words_at_other_places_are_no_running_head() -> None:
    text = [LONG, f"Lights\n\n{LONG}", f"#v(1cm)Lights\n\n{LONG}", f"#v(2cm)Lights\n\n{LONG}"]
    source = FONTS + "#set page(width: 16cm, height: 9cm)\n" + "\n#pagebreak()\n".join(text)
    assert texts(read(typst_pdf(source)), "head") == []


def test_two_columns_are_read_one_after_the_other() -> None:
    words = [f"left{i} {LONG}" for i in range(6)] + [f"right{i} {LONG}" for i in range(6)]
    source = (
        FONTS
        + "#set page(height: 25cm)\n= A title that goes across\n#columns(2, gutter: 0.45cm)[\n"
        + "\n\n".join(words[:6])
    )
    source += "\n#colbreak()\n" + "\n\n".join(words[6:]) + "\n]"
    stream = read(typst_pdf(source))
    assert joined(texts(stream, "text")) == "A title that goes across " + " ".join(" ".join(words).split())
    assert {line.column for line in stream.lines} == {0, 1}


def test_tables_have_rows() -> None:
    source = (
        FONTS
        + "Words before.\n\n#table(columns: (4cm, 3cm, 3cm), [Station], [Depth], [Samples], [North], [12], [4], [South], [30], [9])\n"
    )
    source = FONTS + LONG * 3 + "\n\n" + source.removeprefix(FONTS) + "\nWords behind."
    stream = read(typst_pdf(source))
    assert [line.rows for line in stream.lines if line.kind == "table"] == [
        (("Station", "Depth", "Samples"), ("North", "12", "4"), ("South", "30", "9"))
    ]
    assert texts(stream, "text")[-1] == "Words behind."


def test_words_cut_at_line_ends() -> None:
    def page(*lines: str) -> str:
        return " \\\n".join(line.replace("-\\", "-") for line in lines)

    source = FONTS + "#set text(hyphenate: false)\n" + page(
        "all stations were cost-", "effective, and the sta-", "tions told it to the Vice-", "President of the body"
    )  # fmt: skip
    lines = texts(read(typst_pdf(source)), "text")
    assert lines == [
        "all stations were cost\u00ad",
        "effective, and the sta\u00ad",
        "tions told it to the Vice-",
        "President of the body",
    ]
    more = (
        FONTS
        + "#set text(hyphenate: false)\n"
        + page("it is cost-effective to be cost-", "effective, at most")
    )
    assert texts(read(typst_pdf(more)), "text")[0].endswith("cost-")


def test_a_turned_page_is_read_as_it_is_seen() -> None:
    import io

    import pikepdf

    with pikepdf.open(
        io.BytesIO(typst_pdf(FONTS + "#set page(width: 20cm, height: 12cm)\nOne line.\n\nTwo lines."))
    ) as pdf:
        for page in pdf.pages:
            page.rotate(90, relative=True)
        out = io.BytesIO()
        pdf.save(out)
    turned = read(out.getvalue())
    assert sorted(texts(turned)) == ["One line.", "Two lines."]


def test_encrypted_files_say_so() -> None:
    import io

    import pikepdf

    plain = typst_pdf(FONTS + "Words.")
    for password in ("secret", ""):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(plain)) as pdf:
            pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
        if password:
            with pytest.raises(DamagedFile, match="encrypted and asks for a password"):
                read(out.getvalue())
        else:
            assert texts(read(out.getvalue())) == ["Words."]


def test_a_scan_says_so() -> None:
    with pytest.raises(NoText, match="is a scan: 2 pages of pictures"):
        read(typst_pdf("#rect(width: 100%, height: 50%, fill: black)\n#pagebreak()\n#circle()"))


def test_broken_files_say_so() -> None:
    whole = typst_pdf(FONTS + "Words.")
    with pytest.raises(DamagedFile, match="cannot be opened"):
        read(whole[:200])
    with pytest.raises(DamagedFile):
        read(b"%PDF-1.7\nnothing")


def test_pages_are_bounded() -> None:
    data = typst_pdf(FONTS + "a#pagebreak()b#pagebreak()c")
    with pytest.raises(OverLimit, match="3 pages; 2 are allowed"):
        open_stream(data, limits=Limits(pages=2))


def test_a_notice_names_pages_without_text() -> None:
    stream = read(typst_pdf(FONTS + LONG * 3 + "#pagebreak()\n#rect()\n#pagebreak()\n" + LONG))
    assert "Pages without text, pictures perhaps: 2" in stream.notices[0].message


def test_no_pdf_library_is_loaded_before_a_pdf_comes() -> None:
    import subprocess
    import sys

    code = (
        "import sys, verbale.reading, verbale.reading.files as f; f.open_stream(b'A letter.');"
        "print([m for m in sys.modules if 'pdfium' in m or m in ('lxml', 'docx', 'typst')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
