from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule
from verbale.rules.words import says


@rule(
    code="V105",
    name="identical-letters",
    severity="warning",
    asks="A letter to two addressees is called “identical letters”, and no other is.",
    source=EDITORIAL_MANUAL,
)
def identical_letters(seen: Examination) -> Iterator[Found]:
    """Two addressees under “Letter dated …” are a warning, since two letters may have been scanned as one;
    “Identical letters” with one addressee are an error.
    """
    title = seen.masthead.title
    if seen.letter is None or title is None:
        return
    identical = says("identical", title, seen.language)
    count = len(seen.letter.addressees)
    if count > 1 and not identical:
        yield seen.found(
            "masthead.title",
            f"One letter has {count} addressees",
            "Ask whether each was sent a letter of its own; if so, write “Identical letters dated …”.",
        )
    elif count == 1 and identical:
        yield seen.found(
            "masthead.title",
            "Identical letters have one addressee",
            "Name the other addressee, or write “Letter dated …”.",
            severity="error",
        )
