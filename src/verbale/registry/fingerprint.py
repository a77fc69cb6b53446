"""What makes two files the same communication: its kind, its date, who sends it, and its words."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

import msgspec

from verbale.document import Document

__all__ = ["fingerprint"]

_WORD = re.compile(r"\w+")


def fingerprint(document: Document) -> str:
    """A hash that is the same for the same communication in another file or layout; in hex.

    Case, punctuation, line ends and the masthead are left out.
    """
    letter = document.communication
    said = (
        document.kind,
        letter.dated if letter else document.masthead.date,
        sorted(sender.state or "" for sender in letter.senders) if letter else (),
        [
            word
            for part in document.parts
            for block in part.blocks
            for word in _WORD.findall(unicodedata.normalize("NFKC", block.text).casefold())
        ],
    )
    return sha256(msgspec.json.encode(said)).hexdigest()
