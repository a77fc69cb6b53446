"""Qualified names of WordprocessingML (ECMA-376), in its transitional and its strict spelling."""

from __future__ import annotations

import re

__all__ = ["MC", "STRICT", "R", "W", "normal"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

# what says nothing of words, numbers or looks that are read: dropped before parsing, since each costs time
_NOISE = re.compile(
    rb"<w:(?:lang|bCs|iCs|szCs|rFonts|spacing|kern|noProof|color|w|position|snapToGrid|suppressAutoHyphens|widowControl"
    rb"|keepNext|keepLines|contextualSpacing|textAlignment|proofErr|bookmarkStart|bookmarkEnd|shd|vAlign|tcW|noWrap"
    rb"|textboxTightWrap|adjustRightInd|autoSpaceDE|autoSpaceDN|cnfStyle|fitText|trHeight|gridCol|tblLook|tblW|tblInd"
    rb"|commentRangeStart|commentRangeEnd|commentReference)(?: [^<>]*)?/>"
    rb"|<w:tabs>(?:<w:tab [^<>]*/>)*</w:tabs>|<w:tc(?:Borders|Mar)>(?:<w:\w+ [^<>]*/>)*</w:tc(?:Borders|Mar)>"
)


def without_noise(data: bytes) -> bytes:
    """A part of text without the elements that say nothing here."""
    return _NOISE.sub(b"", data)


def normal(data: bytes) -> bytes:
    """A part with strict namespaces written as transitional ones, so that one reader serves both."""
    if b"purl.oclc.org/ooxml" in data[:8192]:
        for strict, transitional in STRICT.items():
            data = data.replace(strict, transitional)
    return data
