"""Citations of a whole document: parts, footnotes, what a document says of itself, and notes that repeat a source."""

from __future__ import annotations

from verbale.citing import cite, cite_document
from verbale.document import Block, Document, Footnote, Kind, Masthead, Part


def document(kind: Kind, organs: tuple[str, ...], text: str, *notes: str) -> Document:
    """A document of one paragraph with notes."""
    return Document(
        kind=kind,
        language="en",
        masthead=Masthead(organs=organs, symbols=("A/RES/78/400",)),
        parts=(Part(role="main", blocks=(Block(type="paragraph", text=text),)),),
        footnotes=tuple(
            Footnote(label=str(i), blocks=(Block(type="paragraph", text=note),))
            for i, note in enumerate(notes, 1)
        ),
    )


def test_places_are_those_of_the_blocks() -> None:
    cited = cite_document(document("letter", ("A",), "See A/74/783.", "See S/2020/279.")).citations
    assert [(c.part, c.block, c.footnote, c.symbol) for c in cited] == [
        (0, 0, None, "A/74/783"),
        (None, 0, 0, "S/2020/279"),
    ]


def test_the_organ_of_the_masthead_speaks() -> None:
    own = "its resolution 49/24"
    assert cite_document(document("resolution", ("A",), own)).citations[0].symbol == "A/RES/49/24"
    assert cite_document(document("resolution", ("A/HRC",), own)).citations[0].symbol == "A/HRC/RES/49/24"
    assert cite_document(document("letter", ("A", "S"), own)).citations[0].status == "ambiguous"


def test_the_present_resolution_is_the_document_itself() -> None:
    text = "paragraph 3 of the present resolution"
    cited = cite_document(document("resolution", ("A",), text)).citations
    assert [(c.symbol, c.locator, c.status) for c in cited] == [
        ("A/RES/78/400", {"paragraph": "3"}, "certain")
    ]
    assert cite_document(document("letter", ("A",), text)).citations == ()
    assert cite(text) == []


def test_ibid_repeats_the_only_source_of_the_note_before() -> None:
    notes = ("A/57/499, annex I.", "Ibid., annex II.", "Ibid., para. 4.")
    cited = cite_document(document("resolution", ("A",), "Noting", *notes)).citations
    assert [(c.footnote, c.symbol, c.locator) for c in cited] == [
        (0, "A/57/499", {"annex": "I"}),
        (1, "A/57/499", {"annex": "II"}),
        (2, "A/57/499", {"paragraph": "4"}),
    ]


def test_ibid_is_left_where_its_source_is_not_certain() -> None:
    two = cite_document(
        document("resolution", ("A",), "Noting", "A/57/499 and A/57/500.", "Ibid., annex II.")
    ).citations
    assert [c.symbol for c in two] == ["A/57/499", "A/57/500"]
    assert cite_document(document("resolution", ("A",), "A/57/499.", "Ibid., annex II.")).citations[1:] == ()
    assert [c.symbol for c in cite("Adopted on A/57/499. 25 Ibid.")] == ["A/57/499"]
    new = cite_document(
        document("resolution", ("A",), "Noting", "A/76/23.", "Ibid., Supplement No. 53 (A/76/53).")
    ).citations
    assert [c.symbol for c in new] == ["A/76/23", "A/76/53"]


def test_that_resolution_is_left_where_two_were_cited() -> None:
    assert len(cite("resolutions 2231 (2015) and 2254 (2015), and paragraph 3 of that resolution")) == 2
    assert len(cite("decides that resolution 1325 (2000) applies")) == 1


def test_a_part_has_its_own_language() -> None:
    made = document("letter", ("S",), "See A/74/783.")
    french = Part(
        role="annex", language="fr", blocks=(Block(type="paragraph", text="la résolution 1325 (2000)"),)
    )
    cited = cite_document(Document(kind="letter", language="en", parts=(*made.parts, french))).citations
    assert [c.url for c in cited] == [
        "https://undocs.org/en/A/74/783",
        "https://undocs.org/fr/S/RES/1325(2000)",
    ]
