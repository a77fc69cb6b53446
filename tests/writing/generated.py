"""Documents made by chance: any text that our fonts have, any structure that the contract allows."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from verbale.citing import cite_document
from verbale.document import AgendaItem, Block, Document, Footnote, Language, Masthead, Part, Role, Session

__all__ = ["documents", "hostile_texts", "letters_of"]

# What mark-up of every format is made of, and marks that turn or hide the text beside them.
_HOSTILE = (
    "#set page(width: 1pt)", "#eval(1)", "$x$", "*b*", "_i_", "`c`", "<b>", "</p>", "&amp;", "&#x41;", "]]>", "<!--", "-->", "@ref",
    "\\u{41}", "\\", "{", "}", "[", "]", "//", "/*", "~", "=", "- ", "+ ", "/ term:", '"', "'", "%", "{{ x }}", "${x}",
    "<script>alert(1)</script>", "\u202e", "\u2066", "\u200f", "\u00ad", "\u200b", "\x00", "\x0b", "\t", "\n", "…", "—",
)  # fmt: skip
_LETTERS = "abcdefgäéñßøœABCЖдяЁ大会决议第号سلامالأمم0123456789 "

_LINES = st.text(alphabet=_LETTERS, min_size=1, max_size=40)


def hostile_texts() -> st.SearchStrategy[str]:
    """Words with pieces of mark-up between and inside them."""
    return st.lists(st.one_of(_LINES, st.sampled_from(_HOSTILE)), min_size=1, max_size=8).map("".join)


def _blocks(text: st.SearchStrategy[str], labels: list[str]) -> st.SearchStrategy[Block]:
    notes = st.lists(st.sampled_from(labels), max_size=2).map(tuple) if labels else st.just(())
    rows = st.lists(st.lists(text, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
    number = st.none() | st.sampled_from(["1", "12", "IV", "(a)", "b", "1.2", "#", "<i>"])
    return st.one_of(
        st.builds(
            Block, type=st.just("paragraph"), text=text, number=number, level=st.integers(0, 3), notes=notes
        ),
        st.builds(
            Block, type=st.just("heading"), text=text, number=number, level=st.integers(0, 6), notes=notes
        ),
        st.builds(Block, type=st.just("table"), text=text, rows=rows, notes=notes),
        st.builds(
            Block,
            type=st.just("signature"),
            text=text,
            name=st.none() | text,
            lines=st.lists(text, max_size=2).map(tuple),
            notes=notes,
        ),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with hostile texts everywhere, notes that are marked never, once or twice, parts of every role."""
    text = hostile_texts()
    language: Language = draw(st.sampled_from(["en", "fr", "es", "ru", "zh", "ar", "de"]))
    labels = draw(st.lists(st.sampled_from(["1", "2", "3", "*", "a", "<"]), max_size=3))
    blocks = st.lists(_blocks(text, labels), max_size=4).map(tuple)
    others: list[Role] = ["annex", "appendix", "enclosure"]
    roles = draw(st.lists(st.sampled_from(others), max_size=2))
    main: Role = "main"
    parts = tuple(
        Part(
            role=role,
            heading=draw(st.none() | text),
            title=draw(st.none() | text),
            number=draw(st.none() | st.sampled_from(["I", "II"])),
            language=draw(st.none() | st.sampled_from(["ar", "en", "zh"])),
            original_languages=draw(st.none() | st.just(("fr", "ru"))),
            blocks=draw(blocks),
        )
        for role in [main, *roles]
    )
    masthead = Masthead(
        organs=draw(st.sampled_from([(), ("A",), ("A", "S"), ("A/HRC",), ("X",)])),
        symbols=draw(st.sampled_from([(), ("A/74/783",), ("A/74/783", "S/2020/279"), ("#x/<1>",)])),
        distribution=draw(st.sampled_from([None, "general", "limited", "provisional"])),
        date=draw(st.none() | st.dates(datetime.date(1946, 1, 1), datetime.date(2099, 1, 1))),
        original_languages=draw(st.sampled_from([(), ("en",), ("fr", "ar", "de")])),
        sessions=draw(
            st.sampled_from(
                [
                    (),
                    (Session(organ="A", session="74"),),
                    (Session(organ="S", year=75), Session(organ="A", session="x")),
                ]
            )
        ),
        agenda_items=draw(
            st.lists(
                st.builds(
                    AgendaItem,
                    organ=st.sampled_from(["A", "E"]),
                    number=st.sampled_from(["1", "12", "69 (b)", "7"]),
                    title=st.none() | text,
                    provisional=st.booleans(),
                ),
                max_size=3,
            ).map(tuple)
        ),
        title=draw(st.none() | text),
        job_number=draw(st.sampled_from([None, "20-05131", "GE.20-1", "<&>"])),
    )
    footnotes = tuple(
        Footnote(label=label, blocks=draw(st.lists(_blocks(text, []), max_size=2).map(tuple)))
        for label in labels
    )
    return Document(kind="letter", language=language, masthead=masthead, parts=parts, footnotes=footnotes)


_WORDS = {
    "en": [
        "the",
        "harbour",
        "keeps",
        "its",
        "lights",
        "and",
        "reads",
        "the",
        "gauges",
        "every",
        "morning",
        "for",
        "masters",
        "of",
        "vessels",
    ],
    "fr": [
        "le",
        "port",
        "garde",
        "ses",
        "feux",
        "et",
        "relève",
        "les",
        "échelles",
        "chaque",
        "matin",
        "pour",
        "les",
        "capitaines",
    ],
    "es": [
        "el",
        "puerto",
        "mantiene",
        "sus",
        "luces",
        "y",
        "lee",
        "las",
        "escalas",
        "cada",
        "mañana",
        "para",
        "los",
        "capitanes",
    ],
    "ru": [
        "порт",
        "содержит",
        "свои",
        "огни",
        "и",
        "снимает",
        "показания",
        "реек",
        "каждое",
        "утро",
        "для",
        "капитанов",
    ],
}


@st.composite
def letters_of(draw: st.DrawFn, letter: Document) -> Document:
    """A letter like the given one, with other paragraphs of sober prose, headings, points and notes in its annex."""
    words = _WORDS[letter.language]

    def prose(least: int = 8, most: int = 60) -> str:
        chosen = draw(st.lists(st.sampled_from(words), min_size=least, max_size=most))
        return " ".join(chosen).capitalize() + "."

    blocks: list[Block] = []
    footnotes: list[Footnote] = []
    number = 0
    for roman in ["I", "II", "III"][: draw(st.integers(1, 3))]:
        heading = " ".join(draw(st.lists(st.sampled_from(words), min_size=2, max_size=4))).capitalize()
        blocks.append(Block(type="heading", number=roman, level=1, text=heading))
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            marks: tuple[str, ...] = ()
            if draw(st.booleans()):
                marks = (str(len(footnotes) + 1),)
                footnotes.append(
                    Footnote(label=marks[0], blocks=(Block(type="paragraph", text=prose(3, 12)),))
                )
            blocks.append(Block(type="paragraph", number=str(number), text=prose(), notes=marks))
    main, annex = letter.parts
    parts = (
        main,
        Part(**{name: getattr(annex, name) for name in annex.__struct_fields__} | {"blocks": tuple(blocks)}),
    )
    return cite_document(
        Document(
            kind=letter.kind,
            language=letter.language,
            masthead=letter.masthead,
            communication=letter.communication,
            parts=parts,
            footnotes=tuple(footnotes),
        )
    )
