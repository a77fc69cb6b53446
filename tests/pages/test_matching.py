"""Two documents beside each other: nothing is lost, what belongs together stands together, changed words are marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verbale.document import Block, Document, Masthead, Part
from verbale.pages.matching import by_place, by_words, passages, pieces

WORDS = st.lists(
    st.sampled_from(["pilot", "light", "harbour", "shall", "the", "12", "уже", "港口"]), max_size=8
)
TEXTS = st.lists(WORDS.map(" ".join), max_size=8)


def document(*texts: str) -> Document:
    blocks = tuple(
        Block(type="paragraph", text=text, number=f"{place}.")
        for place, text in enumerate(texts, start=1)
        if text
    )
    return Document(
        kind="report", language="en", masthead=Masthead(), parts=(Part(role="main", blocks=blocks),)
    )


def test_a_changed_paragraph_stands_beside_itself() -> None:
    before = document(
        "The pilots take ships into the harbour by night.",
        "Lights are kept by the council.",
        "Fees are paid each year.",
    )
    after = document(
        "The pilots take all ships into the harbour by night.",
        "A new paragraph speaks of something else entirely.",
        "Fees are paid each year.",
    )
    rows = by_words(before, after)
    assert [row.state for row in rows] == ["changed", "removed", "added", "same"]


def test_two_languages_are_matched_by_their_numbers() -> None:
    english = document("One.", "Two.", "Three.", "Four.")
    french = Document(
        kind="report",
        language="fr",
        parts=(
            Part(
                role="main",
                blocks=tuple(
                    Block(type="paragraph", text=text, number=number)
                    for text, number in (("Un.", "1."), ("Trois.", "3."), ("Quatre.", "4."))
                ),
            ),
        ),
    )
    rows = by_place(english, french)
    assert [(row.left.text if row.left else None, row.right.text if row.right else None) for row in rows] == [
        ("One.", "Un."),
        ("Two.", None),
        ("Three.", "Trois."),
        ("Four.", "Quatre."),
    ]


@given(TEXTS, TEXTS)
def test_every_passage_stands_once_and_in_order(left: list[str], right: list[str]) -> None:
    before, after = document(*left), document(*right)
    for rows in (by_words(before, after), by_place(before, after)):
        assert [row.left for row in rows if row.left] == passages(before)
        assert [row.right for row in rows if row.right] == passages(after)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_the_pieces_are_both_texts(left: str, right: str) -> None:
    found = pieces(left, right)
    assert "".join(piece.text for piece in found if piece.state != "added") == left
    assert "".join(piece.text for piece in found if piece.state != "removed") == right


def test_only_the_changed_word_is_marked() -> None:
    found = pieces("the harbour of Norrin", "the harbour of Belvar")
    assert [(piece.state, piece.text) for piece in found] == [
        ("same", "the harbour of "),
        ("removed", "Norrin"),
        ("added", "Belvar"),
    ]
    assert [piece.state for piece in pieces("第一港口", "第二港口")] == ["same", "removed", "added", "same"]
