from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.document import Document
from verbale.rules.rule import Examination, Found, rule

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_WORD = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
# A text of 1,000 words of English has about 1,700 characters in Chinese.
_HAN_FOR_A_WORD = 1.7


@rule(
    code="V305",
    name="length",
    severity="warning",
    asks="The communication, its annexes and footnotes are not longer than the profile allows.",
    source="The profile: limits.words",
)
def length(seen: Examination) -> Iterator[Found]:
    """Counts words of all parts and footnotes, headings included; 1.7 Chinese characters count as a word."""
    limit = seen.profile.limits.words
    if seen.letter is None or limit is None:
        return
    count = words_of(seen.document)
    if count > limit:
        yield seen.found(
            "parts",
            f"It has {count:,} words; {limit:,} are allowed",
            "Ask the sender to shorten the annexes, or for the waiver that allows more.",
        )


def words_of(document: Document) -> int:
    """The words of all parts and footnotes; Chinese characters are counted as the words that they stand for."""
    texts = [
        text
        for part in document.parts
        for text in (part.heading, part.title, *(block.text for block in part.blocks))
    ]
    texts += [block.text for note in document.footnotes for block in note.blocks]
    words = 0.0
    for text in texts:
        if text:
            han = len(_HAN.findall(text))
            words += han / _HAN_FOR_A_WORD + len(_WORD.findall(_HAN.sub(" ", text)))
    return round(words)
