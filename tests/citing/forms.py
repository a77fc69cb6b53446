"""The forms of citation with their examples, as the data file lists them."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

from verbale.document import Citation

__all__ = ["Form", "forms", "written"]

MARKS = {"certain": "", "inferred": "~", "ambiguous": "?"}


class Form(NamedTuple):
    """One example of a form."""

    form: str
    language: str
    organ: str | None
    text: str
    cites: str


def forms() -> list[Form]:
    """All examples, in the order of the file."""
    lines = (files("verbale.citing") / "data" / "forms.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [
        Form(form, language, None if organ == "-" else organ, text, cites)
        for form, language, organ, text, cites in rows
    ]


def written(citations: list[Citation]) -> str:
    """Citations as the data file writes them."""
    return "; ".join(map(_one, citations)) or "-"


def _one(citation: Citation) -> str:
    joint = citation.kind == "document" and len(citation.symbols) > 1
    name = "–".join(citation.symbols) if joint else citation.symbol or citation.name or ""
    place = "".join(f" @{key}={value}" for key, value in sorted(citation.locator.items()))
    return f"{MARKS[citation.status]}{name}{place}"
