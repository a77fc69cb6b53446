from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.citations import at_citation
from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V504",
    name="citation-ambiguous",
    severity="note",
    asks="A citation names one document.",
    source="UN Editorial Manual, resolutions: the organ is named at the first mention",
)
def citation_ambiguous(seen: Examination) -> Iterator[Found]:
    """“Resolution 49/24” is of the General Assembly or of the Human Rights Council."""
    for i, citation in enumerate(seen.document.citations):
        if citation.status == "ambiguous":
            choice = " or ".join(citation.candidates)
            yield at_citation(
                seen,
                i,
                f"“{citation.text}” " + (f"may be {choice}" if choice else "names no document for certain"),
                "Name the organ, or write the whole symbol.",
            )
