"""Akoma Ntoso for the United Nations (AKN4UN) → ``Document``: the UN's own files, and those that Verbale writes.

The file says itself what stands where, so no lines are made of it: each element is taken for what it is, and text in an
element that is not known becomes a paragraph, so that no word of a file is lost. Source of the mark-up: AKN4UN
guidelines of the United Nations, and the files that its documentation services publish.
"""

from __future__ import annotations

from verbale.reading.files.akn.document import read_akn

__all__ = ["read_akn"]
