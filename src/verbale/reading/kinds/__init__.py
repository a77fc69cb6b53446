"""The kinds of document other than communications, out of lines: resolutions, decisions, reports, agendas, records.

``read_formal`` gives the document of a page that holds such a text. What stands where, the same from every format:

- ``Part.heading`` of the main part is the line that names the text: "Resolution adopted by the General Assembly on …",
  "Resolution 2676 (2023)", "Decision"; ``Part.number`` is the number printed before the title ("77/305");
- the title itself is in ``masthead.title`` (null where none is printed), never in a block;
- a line in brackets or "Adopted by the Security Council at …" above the text, the meeting and date of adoption and the
  vote below it are paragraphs, as are the sponsors of a draft, one paragraph;
- meeting and date of adoption are one paragraph ("87th plenary meeting 30 June 2023");
- numbers of paragraphs have no full stop ("1", "(a)", "a)", "•"); ``level`` is 0 for 1, 1 for (a), 2 for (i), 3 for a.;
- a heading that is a number on a line of its own is the number of the heading below it.
"""

from __future__ import annotations

from verbale.reading.kinds.reading import read_formal

__all__ = ["read_formal"]
