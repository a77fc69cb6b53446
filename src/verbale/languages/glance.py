"""Which of many patterns a text can match, told by one look at it.

A line is asked for dozens of formulas, and most lines hold none. All patterns are made one automaton (google-re2) that
goes over the text once; only those that it meets are then tried by ``re``, which alone decides. What google-re2 does not
know (looking ahead and behind, edges of words) is left out of its patterns, so that it may meet too many, never too few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

__all__ = ["KEPT", "glance_of", "loosened"]

KEPT = 512  # texts whose answers are kept: those of one document, hardly more
_AROUND = re.compile(r"\(\?(?:=|!|<=|<!)")
_LETTER = r"[^\W\d_]"
_CLASSES = {"w": r"\pL\pN\pM_", "d": r"\pN", "s": r"\s\pZ"}
_COUNTED = re.compile(r"\{(?P<least>\d+)(?P<more>,(?P<most>\d*))?\}")

Key = TypeVar("Key")
Found = TypeVar("Found")


def loosened(pattern: str) -> str:
    r"""A pattern of ``re`` as google-re2 reads it, matching at least where the pattern does.

    >>> loosened(r"(?<!\w)note(?: verbales?){0,40}\b(?! of)[\w/]+")
    'note(?: verbales?)*[\\pL\\pN\\pM_/]+'
    """
    out: list[str] = []
    at, inside = 0, False
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            code = pattern[at + 1]
            at += 2
            if code == "u":
                out.append(rf"\x{{{pattern[at : at + 4]}}}")
                at += 4
            elif code in _CLASSES:
                out.append(_CLASSES[code] if inside else f"[{_CLASSES[code]}]")
            elif code not in "bB":
                out.append("\\" + code)
        elif inside:
            inside = character != "]"
            out.append("\\[" if character == "[" else character)
            at += 1
        elif pattern.startswith(_LETTER, at):
            out.append(r"[\pL\pN\pM]")
            at += len(_LETTER)
        elif character == "[":
            inside = True
            negated = pattern[at + 1] == "^"
            out.append("[^" if negated else "[")
            at += 2 if negated else 1
        elif _AROUND.match(pattern, at):
            at = _closed(pattern, at)
        elif counted := _COUNTED.match(pattern, at):
            # counting makes an automaton large; any number is at least as many
            few = not counted["more"] or int(counted["most"] or 99) <= 2
            out.append(counted[0] if few else "*" if counted["least"] == "0" else "+")
            at = counted.end()
        else:
            out.append(character)
            at += 1
    return "".join(out)


def _closed(pattern: str, at: int) -> int:
    """Behind the bracket that closes the one at ``at``."""
    depth, inside = 0, False
    while True:
        character = pattern[at]
        if character == "\\":
            at += 1
        elif inside:
            inside = character != "]"
        elif character == "[":
            inside = True
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if not depth:
                return at + 1
        at += 1


def glance_of(
    entries: Sequence[tuple[Key, str, Found]], *, anchored: bool = False, ignore_case: bool = False
) -> Callable[[str], Mapping[Key, tuple[Found, ...]]]:
    """A function that tells, for a text, what it can hold: by key, the things whose pattern may match, in order.

    ``entries`` are (key, pattern of ``re``, thing); ``anchored``: the patterns are tried at the start of a text only.
    """
    import re2  # here: those who look for nothing need not wait for it

    options = re2.Options()
    options.max_mem = 64 << 20
    options.log_errors = False
    options.case_sensitive = not ignore_case
    automaton = re2.Set.MatchSet(options) if anchored else re2.Set.SearchSet(options)
    for _, pattern, _ in entries:
        automaton.Add(loosened(pattern))
    if entries:
        automaton.Compile()
    # the set's own method is a wrapper, which costs as much as the look
    look = getattr(getattr(automaton, "_set", None), "Match", automaton.Match)
    nothing: Mapping[Key, tuple[Found, ...]] = {}

    @lru_cache(maxsize=KEPT)
    def glance(text: str) -> Mapping[Key, tuple[Found, ...]]:
        met = look(text.encode("utf-8", "replace")) if entries else None
        if not met:
            return nothing
        held: dict[Key, tuple[Found, ...]] = {}
        for place in sorted(met):
            key, _, thing = entries[place]
            held[key] = (*held.get(key, ()), thing)
        return held

    return glance
