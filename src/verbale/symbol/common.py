"""Texts that are in normal form already: most symbols that are met, told at a glance."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from verbale.symbol.knowledge import knowledge

__all__ = ["common_form", "common_pattern", "council_resolution"]


@cache
def common_form() -> Callable[[str], re.Match[str] | None]:
    """Matches texts that are in normal form already, and only such: most symbols that are met."""
    return re.compile(common_pattern()).fullmatch


def common_pattern() -> str:
    """The expression of ``common_form``, from the tables of series."""
    known = knowledge()
    # The principal organs first: a root ends at a slash, so the order matters to the speed alone.
    plain = [root for root, organ in known.organs.items() if not organ.numbered]
    roots = "|".join(sorted(plain, key=lambda root: (known.organs[root].principal or 9, root)))
    words = sorted({body.element for body in known.bodies.values() if body.element.isalpha()})
    numbered = sorted(word for word in known.numbered if word.isalpha() and word not in known.natures)
    dotted = "|".join(n.code for n in known.natures.values() if n.form == "dot" and not n.print)
    # The rows that most symbols stand in are tried first.
    commonest = r"[AE](?:/RES)?/[0-9]{1,4}/[0-9]{1,6}|S(?:/PRST)?/[0-9]{4}/[0-9]{1,5}|S/PV\.[0-9]{1,5}"
    bodies = rf"C|{'|'.join(words)}|(?:{'|'.join(known.words[word] for word in numbered)})\.[0-9]+"
    period = "(?:/(?:E?S-)?[0-9]{1,6})?"
    changes = "|".join(c.print.rstrip(".") for c in known.changes.values() if c.print.endswith("."))
    return (
        # A Council resolution has its year in brackets, and some roots print resolutions in their own way.
        rf"(?:{commonest})|(?!S/RES|{'|'.join(known.prints)})(?:{roots})(?:/(?:{bodies})){{0,4}}"
        rf"(?:/(?:RES|DEC|PRST|INF){period}/[0-9]{{1,6}}"
        rf"|{period}(?:/(?:{dotted})\.[0-9]{{1,6}}|(?:/(?:C|CO|D|G|GC|NGO|Q))?(?:/[0-9]{{1,6}}){{1,2}}))"
        rf"(?:/(?:{changes})\.[0-9]{{1,4}}){{0,4}}"
    )


council_resolution = re.compile(r"(S/RES/[0-9]{1,4}) ?(\((?:19|20)[0-9][0-9]\))").fullmatch
