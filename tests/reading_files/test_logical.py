"""Right-to-left lines: from where characters stand to the order in which they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.reading.files.pdf.logical import Glyph, is_right_to_left, logical, turn_brackets


def printed(*runs: str, mirrored: bool = True) -> list[Glyph]:
    """A line as it is drawn: ``runs`` from right to left, Arabic ones drawn from the right, others from the left.

    ``mirrored`` says whether the file holds the sign that is drawn (``(`` for a bracket that closes) or the sign meant.
    """
    turned = str.maketrans("()[]«»", ")(][»«") if mirrored else {}
    signs: list[str] = []
    for run in runs:
        arabic = any("\u0600" <= c <= "\u06ff" or "\ufe70" <= c <= "\ufefc" for c in run) or not any(
            c.isalnum() for c in run
        )
        signs += list(run.translate(turned)) if arabic else list(reversed(run))
    width = 6.0 * len(signs)
    out = []
    for i, sign in enumerate(signs):
        if sign != " ":
            right = width - 6.0 * i
            out.append(Glyph(sign, right - 6.0, right, 100.0, 12.0))
    return out


@pytest.mark.parametrize("mirrored", [True, False])
@pytest.mark.parametrize(
    "runs",
    [
        ("القرار ", "822", " (", "1993", ")، ", "والوثيقة ", "A/65/321", "."),
        ("الدورة الثالثة (", "23", " شباط/فبراير ", "1992", ")"),
        ("(أ) ", "نشر نتائج المسح؛"),
        ("وثيقتا ", "A/74/783–S/2020/279", " و", "S/PV.2930", "."),
        ("البندان ", "99", " و", "123", " (و) من جدول الأعمال"),
        ("القرار ", "2200", " ", "A (XXI", ")"),
        ("القرار ", "(", "1993", ")", " ", "A/65/321"),
        ("في ", "25.4", " في المائة و", "12:30"),
        ("الفترة ", "2010", "-", "2015"),
        ("«النص» [الأصل: بالفرنسية]",),
        ("محضر الجلسة (", "S/PV.2930", ")."),
    ],
)
def test_runs_are_read_from_the_right(runs: tuple[str, ...], mirrored: bool) -> None:
    assert logical(printed(*runs, mirrored=mirrored)) == "".join(runs)


def test_a_latin_line_stays() -> None:
    glyphs = [Glyph(sign, 10.0 + 6 * i, 16.0 + 6 * i, 0.0, 12.0) for i, sign in enumerate("Distr.:General")]
    assert logical(glyphs) == "Distr.:General"


def test_the_stop_of_a_number_is_put_behind_it() -> None:
    assert logical(printed(".", "12", mirrored=False)[::-1]) == "12."


def test_marks_follow_their_letters() -> None:
    glyphs = printed("طلب")
    glyphs.append(Glyph("\u064f", glyphs[0].left + 2, glyphs[0].left + 3, 100.0, 12.0))
    assert logical(glyphs) == "طُلب"


def test_joined_forms_become_letters() -> None:
    assert logical(printed("\ufefb\ufe91")) == "لاب"


@pytest.mark.parametrize(
    "text",
    ["القرار 822 (1993)، و(أ)", "(توقيع) فلان", "[الأصل: بالعربية]", "«نص»", "قائمة (أ) و(ب) و(ج)"],
)
def test_brackets_are_turned_whatever_the_file_says(text: str) -> None:
    turned = text.translate(str.maketrans("()[]«»", ")(][»«"))
    assert turn_brackets(text) == text
    assert turn_brackets(turned) == text


@given(
    st.lists(
        st.one_of(
            st.text("ابتثجحخدذر", min_size=1, max_size=6),
            st.integers(0, 99999).map(str),
            st.sampled_from(["(1993)", "A/65/321", "S/PV.2930", "(أ)"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_word_is_lost(words: list[str]) -> None:
    runs = [part for word in words for part in (word, " ")]
    read = logical(printed(*runs, mirrored=False))
    assert sorted(read.replace(" ", "")) == sorted("".join(words))


def test_pages_are_told_apart() -> None:
    assert is_right_to_left("الأمم المتحدة")
    assert not is_right_to_left("United Nations " * 20 + "سلام")
    assert not is_right_to_left("安全理事会")


def test_whole_words_and_their_letters_read_alike() -> None:
    letters = printed("طلب إلى الأمانة")
    words = [
        Glyph(
            sign,
            min(g.left for g in own),
            max(g.right for g in own),
            100.0,
            12.0,
            lefts=[g.left for g in own],
            rights=[g.right for g in own],
        )
        for sign, own in (
            ("طلب", [g for g in letters if g.sign != " "][:3]),
            ("إلى", [g for g in letters if g.sign != " "][3:6]),
            ("الأمانة", [g for g in letters if g.sign != " "][6:]),
        )
    ]
    assert logical(words) == logical(letters) == "طلب إلى الأمانة"


def test_a_mark_goes_to_its_letter_in_a_word() -> None:
    own = printed("طلب")
    word = Glyph(
        "طلب", min(g.left for g in own), max(g.right for g in own), 100.0, 12.0,
        lefts=[g.left for g in own], rights=[g.right for g in own],
    )  # fmt: skip
    for at, read in enumerate(("طُلب", "طلُب", "طلبُ")):
        mark = Glyph("\u064f", own[at].left + 2, own[at].left + 3, 100.0, 12.0)
        assert logical([word, mark]) == read


def test_a_stop_drawn_at_the_left_of_a_latin_line_ends_it() -> None:
    line = ".vol. 2515"
    glyphs = [Glyph(sign, 6.0 * i, 6.0 * i + 6, 100.0, 12.0) for i, sign in enumerate(line) if sign != " "]
    assert logical(glyphs) == "vol. 2515."
