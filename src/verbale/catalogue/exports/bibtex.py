"""BibTeX: one ``@techreport`` a document, readable by BibTeX and Biber (UTF-8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.catalogue.exports.work import House, Work

__all__ = ["bibtex"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Signs that have a meaning in TeX. Braces are named, since BibTeX counts even escaped ones.
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash ",
        "{": r"\textbraceleft ",
        "}": r"\textbraceright ",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde ",
        "^": r"\textasciicircum ",
    }
)


def bibtex(works: Iterable[Work], house: House) -> Iterator[str]:
    """The records, one a piece."""
    for work in works:
        yield _record(work, house)


def _record(work: Work, house: House) -> str:
    lead = work.lead
    fields = {
        "author": " and ".join(f"{{{_escape(author)}}}" for author in work.authors(house)),
        "title": f"{{{_escape(work.title)}}}",
        "institution": _escape(house.name),
        "type": _escape(lead.kind.replace("-", " ").capitalize()),
        "number": _escape(lead.symbol or ""),
        "year": str(lead.date.year) if lead.date else "",
        "month": _MONTHS[lead.date.month - 1] if lead.date else "",
        "day": str(lead.date.day) if lead.date else "",
        "language": lead.language,
        "url": work.address(house) or "",
    }
    lines = [
        f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@techreport{{{_key(work)},", *lines, "}", "", ""])


def _key(work: Work) -> str:
    return "".join(c if c.isalnum() or c in "._+-" else "-" for c in work.name)


def _escape(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPED)
