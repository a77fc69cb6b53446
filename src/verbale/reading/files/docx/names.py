"""Qualified names of WordprocessingML (ECMA-376), in its transitional and its strict spelling."""

from __future__ import annotations

__all__ = ["KEY", "MC", "STRICT", "VAL", "R", "W", "normal"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"
KEY = "verbale"  # the attribute that stands for properties that were read already
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def normal(data: bytes) -> bytes:
    """A part with strict namespaces written as transitional ones, so that one reader serves both."""
    if b"purl.oclc.org/ooxml" in data[:8192]:
        for strict, transitional in STRICT.items():
            data = data.replace(strict, transitional)
    return data
