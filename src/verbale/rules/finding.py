"""A finding: what is wrong with a document, where, why, and what to do."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Finding", "Severity", "Spot"]

Severity = Literal["error", "warning", "note"]
"""``error``: the document should not be issued so. ``warning``: a person must look. ``note``: worth knowing."""


class Spot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where in a document: a field path of the contract ("masthead.sessions.0"); part, block and footnote by index from 0; page and line from
    1, and the text that stands there, where the reader gave evidence. ``label`` says it for people: "annex II, table 3"."""

    field: str
    part: int | None = None
    block: int | None = None
    footnote: int | None = None
    page: int | None = None
    line: int | None = None
    text: str | None = None
    label: str | None = None

    def __str__(self) -> str:
        """For people: "page 1, line 12" where it is known, else the part and block, else the field."""
        if self.page is None:
            return self.label or self.field
        return f"page {self.page}" + (f", line {self.line}" if self.line is not None else "")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found. ``source`` is where the rule is written down."""

    code: str
    rule: str
    severity: Severity
    where: Spot
    message: str
    fix: str
    source: str
