"""Numbers of paragraphs and headings, told apart from their text: "12. …", "(a) …", "II. …", "• …"."""

from __future__ import annotations

import re

import msgspec

__all__ = ["Marker", "level_of", "marker_of"]

_NUMBER = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d{1,3}){0,3})[.)、．]\s+(?=\S)|(?P<d>\d{1,3}(?:\.\d{1,3}){1,3})\s+(?=[^\W\d_a-z])|(?P<z>\d{1,3})[、．.](?=[\u3400-\u9fff])|(?P<a>\d{1,3})\s?-\s+(?=[\u0621-\u064a])"
)
_LETTERED = re.compile(
    r"(?P<whole>[\(（](?:[a-z]{1,2}|[ivxl]{1,6}|[A-Z]|\d{1,2}|[а-я]|[\u0621-\u064a]{1,2}|[一二三四五六七八九十]{1,3})[\)）]|"
    r"(?:[a-z]|[ivxl]{1,5}|[а-я]|[\u0621-\u064a])[\)）])\s*(?=\S)"
)
_ROMAN = re.compile(r"(?P<n>[IVXL]{1,6}|[A-H])\.\s+(?=\S)")
_BULLET = re.compile(r"(?P<n>[•●▪◦‣]|[–—-](?=\s))\s*(?=\S)")
_ARABIC_HEADING = re.compile(
    r"(?P<n>(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|حادي عشر|ثاني عشر)ً?)\s*[-–—]\s*(?=\S)"
)
_HAN_HEADING = re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})、\s*(?=\S)")


class Marker(msgspec.Struct, frozen=True, gc=False):
    """A number at the start of a text, as ``number`` is kept ("12", "(a)", "II"), and where the text behind it begins."""

    number: str
    end: int
    heading: bool = False


def marker_of(text: str) -> Marker | None:
    """The number that a paragraph begins with, if it begins with one."""
    if not text or (
        text[0].isalnum() and text[0].isascii() and text[:1].islower() and not _LETTERED.match(text)
    ):
        return None
    found = _NUMBER.match(text)
    if found:
        return Marker(found["n"] or found["d"] or found["z"] or found["a"], found.end())
    found = _LETTERED.match(text)
    if found:
        return Marker(found["whole"].replace("（", "(").replace("）", ")"), found.end())
    found = _ROMAN.match(text)
    if found:
        return Marker(found["n"], found.end(), heading=True)
    found = _HAN_HEADING.match(text)
    if found:
        return Marker(found["n"], found.end(), heading=True)
    found = _ARABIC_HEADING.match(text)
    if found:
        return Marker(found["n"], found.end(), heading=True)
    found = _BULLET.match(text)
    if found:
        return Marker(found["n"], found.end())
    return None


def level_of(number: str, before: str | None) -> int:
    """How deep a paragraph of this number stands: 0 "1", 1 "(a)", 2 "(i)". ``before`` is the number of the one before."""
    bare = number.strip("()")
    if not number.endswith(")"):
        return 0 if bare[:1].isdigit() else 1
    if bare.isdigit():
        return 1
    roman = re.fullmatch(r"[ivxl]+", bare) is not None
    if roman and len(bare) > 1:
        return 2
    if roman and before is not None:
        last = before.strip("()")
        follows = len(last) == 1 and last.isalpha() and ord(bare) == ord(last) + 1
        if bare == "i":
            return 1 if follows and last == "h" else 2
        return 1 if follows else 2 if re.fullmatch(r"[ivxl]+", last) else 1
    return 2 if bare == "i" and before is None else 1
