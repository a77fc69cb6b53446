"""Words cut at line ends: whether the hyphen belongs to the word, or only to the line.

The file's own words decide: ``sta-/tions`` is one word where ``stations`` stands elsewhere, ``cost-/effective`` keeps
its hyphen where ``cost-effective`` does. A hyphen of the line becomes a soft hyphen (U+00AD); the reader joins there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from verbale.reading.lines import Line

__all__ = ["mend_hyphens"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)[-‐\u00ad]$")
_REST = re.compile(r"^([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)")
_HYPHENS = "-‐\u00ad"


def mend_hyphens(lines: Sequence[Line], *, set_by_us: bool = False) -> list[Line]:
    """The lines with each hyphen at a line's end as it should be read: kept (``-``), or soft (U+00AD).

    ``set_by_us``: the file is one that Verbale set, where no line ends at a hyphen of the text's own.
    """
    cut = [
        i
        for i, line in enumerate(lines)
        if line.text[-1:] in _HYPHENS
        and len(line.text) > 2
        and not line.whole
        and line.kind in {"text", "note"}
    ]
    if not cut:
        return list(lines)
    text = "\n".join(line.text for line in lines).casefold().replace("‐", "-").replace("‑", "-")
    words = Counter(_WORD.findall(text))
    out = list(lines)
    for i in cut:
        following = next(
            (
                lines[j]
                for j in range(i + 1, min(i + 12, len(lines)))
                if lines[j].kind == lines[i].kind and lines[j].column == lines[i].column
            ),
            None,
        )
        found = _CUT.search(lines[i].text)
        rest = _REST.match(following.text) if following is not None else None
        if set_by_us and rest is not None:
            out[i] = replace(lines[i], text=lines[i].text[:-1] + "\u00ad")
            continue
        if found is None or rest is None:
            # a figure or a sign before it: a hyphen of its own
            out[i] = replace(lines[i], text=lines[i].text[:-1] + "-")
            continue
        soft = _is_soft(found[1], rest[1], words)
        out[i] = replace(lines[i], text=lines[i].text[:-1] + ("\u00ad" if soft else "-"))
    return out


def _is_soft(head: str, tail: str, words: Counter[str]) -> bool:
    tail_first = tail.split("-", maxsplit=1)[0]
    joined = f"{head}{tail_first}".casefold()
    kept = f"{head}-{tail_first}".casefold()
    whole, parted = words[joined], words[kept] + words[f"{head}-{tail}".casefold()]
    if whole != parted:
        return whole > parted
    if tail[0].isupper() or "-" in head:
        return False
    # unknown either way: two words that both stand alone elsewhere are a compound
    return not (
        words[head.casefold()] > 1
        and words[tail_first.casefold()] > 1
        and len(head) > 3
        and len(tail_first) > 3
    )
