from __future__ import annotations

from collections.abc import Iterator

from verbale.languages import LANGUAGES
from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule
from verbale.rules.words import Word, count_of, find

_LEAST: tuple[tuple[Word, int], ...] = (("announces", 1), ("announces-several", 2))


@rule(
    code="V401",
    name="annexes",
    severity="error",
    asks="The annexes that the letter announces are there, and those that are there are announced.",
    source=EDITORIAL_MANUAL,
)
def annexes(seen: Examination) -> Iterator[Found]:
    """Counts what the letter says: “see annex”, “and its two annexes”, “annexes I to III”, in six languages. An
    annex of another document (“annex to resolution 61/295”) is none. Something annexed of which the letter says
    nothing is a warning.
    """
    if seen.letter is None or seen.main is None or seen.language not in LANGUAGES:
        return
    part, have = seen.main[0], len(seen.attached)
    announced, place, said = _announced(seen)
    if announced > have:
        there = "nothing is annexed" if not have else f"only {have} {'is' if have == 1 else 'are'} there"
        yield seen.found_in(
            part,
            place,
            f"The letter announces {announced if announced > 1 else 'an'} annex{'es' if announced > 1 else ''}"
            f" (“{said}”), and {there}",
            "Ask the sender for what is missing; if nothing is, see whether the annex was read as part of the letter.",
        )
    mentioned = announced or any(find("mentions", block.text, seen.language) for _, block in seen.main_blocks)
    if have and not mentioned:
        first = seen.attached[0][0]
        yield seen.found_in(
            first,
            None,
            "Something is annexed of which the letter does not speak",
            "Ask whether it belongs to this letter.",
            severity="warning",
        )


def _announced(seen: Examination) -> tuple[int, int | None, str]:
    """How many annexes the letter announces at least, in which block, and in which words."""
    count, place, said = 0, None, ""
    for i, block in seen.main_blocks:
        for word, least in _LEAST:
            for found in find(word, block.text, seen.language):
                if least > count:
                    count, place, said = least, i, _whole(block.text, found.start(), found.end())
        for found in find("numbered-annex", block.text, seen.language):
            numbers = [n for word in _split(found.group(1)) if (n := count_of(word)) is not None]
            highest = max(numbers, default=0)
            if highest > count:
                count, place, said = highest, i, _whole(block.text, found.start(), found.end())
    return count, place, said


def _whole(text: str, start: int, end: int) -> str:
    """The words, up to the end of the last one; Chinese, which has no ends of words, as they are."""
    if text[end - 1 : end].isalpha() and not "㐀" <= text[end - 1] <= "鿿":
        while end < len(text) and text[end].isalpha():
            end += 1
    return text[start:end].strip("( ")


def _split(numbers: str) -> list[str]:
    for joint in ("附件", "、", "和", "及", "至", ",", "،", "-", " و"):
        numbers = numbers.replace(joint, " ")
    return numbers.split()
