"""What holds for every text: lists, neighbours, neutral words, offsets, boundaries, cost."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.citing.forms import forms
from verbale.citing import cite
from verbale.citing.vocabulary import LANGUAGES, vocabulary
from verbale.document import Citation
from verbale.symbol.chronology import council_year

# One head in each language, and how a list is joined: (head, between, before the last, after the list).
HEADS = {
    "ar": ("القرارات ", " و ", " و ", ""),
    "de": ("die Resolutionen ", ", ", " und ", ""),
    "en": ("resolutions ", ", ", " and ", ""),
    "es": ("las resoluciones ", ", ", " y ", ""),
    "fr": ("les résolutions ", ", ", " et ", ""),
    "ru": ("резолюции ", ", ", " и ", ""),
    "zh": ("第", "、", "和", "号决议"),
}
ONE = {
    "ar": ("القرار ", ""),
    "de": ("die Resolution ", ""),
    "en": ("resolution ", ""),
    "es": ("la resolución ", ""),
    "fr": ("la résolution ", ""),
    "ru": ("резолюция ", ""),
    "zh": ("第", "号决议"),
}

languages = st.sampled_from(LANGUAGES)
speakers = st.sampled_from([None, "A", "S", "E", "A/HRC"])
council_numbers = st.integers(1, 2800).map(lambda n: f"{n} ({council_year(n)})")
session_numbers = st.tuples(st.integers(31, 81), st.integers(1, 400)).map(lambda n: f"{n[0]}/{n[1]}")
rights_numbers = st.tuples(st.integers(1, 60), st.integers(1, 40)).map(lambda n: f"{n[0]}/{n[1]}")
annual_numbers = st.tuples(st.integers(1978, 2025), st.integers(1, 60)).map(lambda n: f"{n[0]}/{n[1]}")
emergency_numbers = st.tuples(st.integers(8, 11), st.integers(1, 24)).map(lambda n: f"ES-{n[0]}/{n[1]}")
numbers = st.one_of(council_numbers, session_numbers, rights_numbers, annual_numbers, emergency_numbers)
lists = st.lists(numbers, min_size=1, max_size=6, unique=True)


def listed(items: list[str], language: str) -> str:
    head, between, last, after = HEADS[language]
    return head + between.join(items[:-1]) + (last if len(items) > 1 else "") + items[-1] + after


def told(citations: list[Citation]) -> list[tuple[object, ...]]:
    """What a citation says, wherever it stands."""
    return [
        (c.text, c.kind, c.symbol, c.symbols, c.status, c.why, c.locator, c.candidates) for c in citations
    ]


@given(lists, languages, speakers)
@settings(max_examples=120)
def test_a_list_is_its_items_one_by_one(items: list[str], language: str, speaker: str | None) -> None:
    """UN Editorial Manual, resolutions: one noun governs the list, and each number in it is complete."""
    head, after = ONE[language]
    alone = [told(cite(head + item + after, language, speaker)) for item in items]
    assert told(cite(listed(items, language), language, speaker)) == [
        citation for one in alone for citation in one
    ]


@given(lists, lists, languages, languages)
@settings(max_examples=80)
def test_nothing_leaks_into_the_next_sentence(
    first: list[str], second: list[str], one: str, other: str
) -> None:
    """The citations of two sentences are those of each."""
    left, right = listed(first, one) + ". ", "See " + listed(second, other) + "."
    assert told(cite(left + right)) == told(cite(left)) + told(cite(right))


@given(st.lists(st.sampled_from(forms()), min_size=2, max_size=3))
@settings(max_examples=80)
def test_a_paragraph_is_its_lines(chosen: list[object]) -> None:
    """Every form keeps its own data when another follows in a new sentence, where no reference ties them."""
    kept = [f for f in forms() if f in chosen and f.form not in ("ibid.", "the same", "year shared")]
    assume(len(kept) > 1 and len({f.organ for f in kept}) == 1)
    organ = kept[0].organ
    texts = [f.text.rstrip(".") for f in kept]
    together = told(cite(".\n\nThat is said. ".join(texts), None, organ))
    assert together == [t for text in texts for t in told(cite(text, None, organ))]


neutral = st.lists(
    st.sampled_from(
        [
            "water",
            "school",
            "children",
            "river",
            "seven",
            "music",
            "trees",
            "honest",
            "quickly",
            "green",
            "stones",
            "paper",
        ]
    ),
    min_size=0,
    max_size=8,
).map(" ".join)


@given(lists, languages, neutral, neutral, speakers)
@settings(max_examples=100)
def test_words_that_name_nothing_change_nothing(
    items: list[str], language: str, before: str, after: str, speaker: str | None
) -> None:
    text = listed(items, language)
    around = f"{before} {text} {after}"
    found = cite(around, language, speaker)
    assert told(found) == told(cite(text, language, speaker))
    assert [c.start - len(before) - 1 for c in found] == [c.start for c in cite(text, language, speaker)]


letters = st.text(
    st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po", "Zs", "Ps", "Pe", "Cf", "Mn"]), max_size=30
)


@given(
    st.lists(
        st.one_of(
            letters,
            st.sampled_from([f.text for f in forms()]),
            st.sampled_from(["/", "(", "-", "و", "第", "号"]),
        ),
        max_size=8,
    )
)
@settings(max_examples=80)
@example(["\u200f70/1\u200e"])
@example(["resolution 7\u00ad0/1"])
def test_offsets_cut_out_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = cite(text)
    for citation in found:
        assert 0 <= citation.start < citation.end <= len(text)
        assert text[citation.start : citation.end] == citation.text
    assert [c.start for c in found] == sorted(c.start for c in found)


in_words = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=6).filter(
    lambda t: t.isalpha()
)
arabic = st.text(st.characters(min_codepoint=0x0621, max_codepoint=0x063A), min_size=2, max_size=6)


@given(
    st.one_of(council_numbers, session_numbers, emergency_numbers),
    st.one_of(in_words, st.just("7"), st.just("1.")),
)
@settings(max_examples=100)
def test_no_citation_begins_inside_a_word_or_number(number: str, glued: str) -> None:
    assume(not glued.endswith(("و", "S", "E")))
    text = f"resolution {glued}{number}"
    for citation in cite(text):
        assert citation.start <= len("resolution ") or not glued[-1].isalnum()


@given(session_numbers, st.one_of(st.just("7"), st.just("/2"), st.just(".5"), st.just("/A")))
def test_no_number_is_cut_short(number: str, glued: str) -> None:
    assert all(c.text != number for c in cite(f"resolution {number}{glued}"))


@given(
    st.sampled_from(
        sorted(
            w for w, s in vocabulary().senses.items() if s.kind == "noun" and w.isalpha() and w[0] < "\u0500"
        )
    ),
    in_words,
)
@settings(max_examples=100)
def test_no_noun_inside_a_word(noun: str, glued: str) -> None:
    """ "irresolution 70/1" opens no list; a number alone is no citation."""
    assume(glued + noun not in vocabulary().senses and noun + glued not in vocabulary().senses)
    assert cite(f"{glued}{noun} 75/100") == []
    assert cite(f"{noun}{glued} 75/100") == []


@given(arabic)
@settings(max_examples=100)
def test_no_arabic_noun_inside_a_word(glued: str) -> None:
    """ "استقرار" is stability, not a resolution."""
    assume(glued not in ("ال", "وال", "فال", "بال", "كال", "لل") and not glued.endswith(("ال", "لل")))
    assume(glued[-1] not in "وفبلكأ")
    assert cite(f"{glued}قرار 75/100") == []


def _text(unit: str, size: int) -> str:
    return unit * (size // len(unit))


HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": lambda n: _text("1", n),
    "slashes": lambda n: _text("/", n),
    "digits and slashes": lambda n: _text("1/", n),
    "a list without end": lambda n: "resolutions " + _text("1, ", n),
    "a list of resolutions": lambda n: "resolutions " + _text("70/1, ", n),
    "a list with years": lambda n: "resolutions " + _text("822 (1993), ", n),
    "brackets": lambda n: _text("(", n),
    "symbols": lambda n: _text("A/74/783–", n),
    "capitals": lambda n: _text("A.", n) + "/1",
    "nouns": lambda n: _text("resolution ", n),
    "articles": lambda n: _text("Article 2, ", n) + "of the Charter",
    "charters": lambda n: _text("Article 2 of the Charter, ", n),
    "chinese": lambda n: _text("第70/1号、", n) + "决议",
    "arabic": lambda n: _text("و ", n) + "قرار 70/1",
    "ibid": lambda n: "A/57/499. " + _text("Ibid. ", n),
    "that resolution": lambda n: "resolution 70/1. " + _text("that resolution ", n),
    "marks": lambda n: _text("\u200f7", n),
    "letters": lambda n: "resolutions 31/6 " + _text("A and ", n),
    "addenda": lambda n: "A/52/301 " + _text("and Add.1 ", n),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_is_linear(name: str) -> None:
    """Eight times the text takes no more than about eight times as long (the bound is loose: clocks are)."""

    def cost(size: int) -> float:
        text = HOSTILE[name](size)
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            cite(text)
            best = min(best, time.process_time() - began)
        return best

    small, large = cost(10_000), cost(80_000)
    assert large < 30 * small + 0.05, f"{small:.4f} s, {large:.4f} s"
