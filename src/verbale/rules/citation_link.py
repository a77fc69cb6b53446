from __future__ import annotations

from collections.abc import Iterator

from verbale.citing.link_audit import MISTAKES
from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V505",
    name="citation-link",
    severity="warning",
    asks="A link leads to the document that its words name.",
    source="The file itself: a link says twice what it leads to, in its words and in its address",
)
def citation_link(seen: Examination) -> Iterator[Found]:
    """Asked of Akoma Ntoso and HTML files, whose links lead to undocs.org or docs.un.org. The first half of a joint
    document, and a part of a composite resolution, are the same document.
    """
    for link in seen.links:
        if link.verdict not in MISTAKES:
            continue
        named = ", ".join(link.named) or "no document"
        yield seen.found(
            "citations",
            f"“{link.text}” names {named}, and its link leads to {link.target or link.href}",
            f"Link it to {named}." if link.named else "Correct the address, or take the link away.",
        )
