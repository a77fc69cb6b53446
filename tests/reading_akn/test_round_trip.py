"""What Verbale writes of a formal text is read back as the same document."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import msgspec
import pytest

from tests.reading_akn.files import resolution
from verbale.document import Document
from verbale.profiles import Profile, load
from verbale.reading import read
from verbale.writing import Format, write

_NAMES: dict[Format, str] = {"akn": "x.xml", "json": "x.json", "html": "x.html", "docx": "x.docx"}


@cache
def _profile() -> Profile:
    return load("un")


def _bare(document: Document) -> Document:
    """Without what only a file has: its source, and what its reader was unsure of."""
    return msgspec.structs.replace(document, source=None, notices=())


@pytest.mark.parametrize("form", list(_NAMES))
def test_resolution(form: Format) -> None:
    document = _bare(read(resolution(), name="tides.xml"))
    assert document.citations
    assert _bare(read(write(document, form, _profile()), name=_NAMES[form])) == document


@pytest.mark.corpus
@pytest.mark.parametrize("form", list(_NAMES))
def test_official_files(shared: Path, form: Format) -> None:
    files = sorted((shared / "corpus" / "akn").rglob("*.xml"))
    for path in random.Random(11).sample(files, 12):
        document = _bare(read(path))
        assert _bare(read(write(document, form, _profile()), name=_NAMES[form])) == document, path.name
