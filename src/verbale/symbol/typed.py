"""What people type around a symbol and between its elements: quotes, "UN Doc.", remarks, "A_74_783", "A 74 783"."""

from __future__ import annotations

import re

from verbale.symbol.knowledge import Knowledge

__all__ = ["bare", "slashed"]

_AROUND = " \"'«»“”„‘’‹›「」《》"
_REMARK = re.compile(r"\s*\[[A-Za-z][A-Za-z ]+\]\s*$")
_YEAR_IN_SQUARES = re.compile(r"\[(\d{4})\]")


def bare(text: str, known: Knowledge) -> str:
    """The text without quotes, brackets, remarks and a word like "Doc." around it; what is left keeps its place."""
    lead = known.lead.match(text)
    if lead:
        text = " " * lead.end() + text[lead.end() :]
    start, end = len(text) - len(text.lstrip(_AROUND)), len(text.rstrip(_AROUND))
    if start < end and text[start] == "(" and _closing(text, start) == end - 1:
        start, end = start + 1, end - 1
    elif start < end and text[start] == "(" and ")" not in text:
        start += 1
    elif start < end and text[end - 1] == ")" and "(" not in text:
        end -= 1
    if alias := known.alias.match(text, start, end):
        text = text[:start] + known.aliases[alias[1].upper()].rjust(len(alias[1])) + text[alias.end(1) :]
    text = " " * start + text[start:end] + " " * (len(text) - end) if start or end < len(text) else text
    if "[" in text:
        text = _YEAR_IN_SQUARES.sub(r"(\1)", _REMARK.sub("", text)).replace("[", " ").replace("]", " ")
    return text


def slashed(text: str, known: Knowledge) -> str | None:
    """The text with slashes where only "_", "-" or " " stand between the elements (file names, spoken symbols).

    None where it is no such text.
    """
    stripped = text.strip()
    mark = next((mark for mark in "_- " if mark in stripped), "")
    words = [word for word in stripped.split(mark) if word] if mark else []
    root = words[0].upper() if words else ""
    if root not in known.organs or (len(words) == 2 and not re.fullmatch(r"\d{4,5}", words[1])):
        return None
    start = text.index(stripped[0])
    if mark == " ":
        return text[:start] + _outside_brackets(text[start:].rstrip())
    if mark == "-":
        # "S-20" is one element, and "-S-2020" begins another half.
        text = re.sub(r"-(ES|SS|OS|S)-(?=\d{1,2}(?:-|$))", "-\\1\0", text, flags=re.IGNORECASE)
        text = re.sub(r"(?<=\d)-([AES])-(?=\d{4}-\d)", "\0\\1-", text, flags=re.IGNORECASE)
    return text.replace(mark, "/").replace("\0", "-")


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at ``start`` is closed, -1 where it is not."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return -1


def _outside_brackets(text: str) -> str:
    """Spaces outside brackets as slashes, except before a bracket."""
    made, depth = [], 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        following = text[index + 1 : index + 2]
        made.append("/" if character == " " and depth == 0 and following not in (" ", "(") else character)
    return "".join(made)
