"""What was written reads back as the document that it was written from, in every format."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.writing.documents import LANGUAGES, letter
from tests.writing.generated import letters_of
from verbale.document import Document, Language, encode
from verbale.profiles import Profile, load
from verbale.reading import read
from verbale.writing import FORMATS, SUFFIXES, Format, write

_SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_NAMES = sorted(
    path.name
    for path in _SAMPLES.iterdir()
    if path.suffix in (".md", ".txt", ".docx", ".html") and path.stem != "README"
)


@cache
def profile(name: str) -> Profile:
    return load(name)


def bare(document: Document) -> Document:
    """The document without what is said of the file that it was read from."""
    return msgspec.structs.replace(document, source=None, notices=(), evidence=msgspec.UNSET)


def read_back(document: Document, name: Format, of: Profile) -> Document:
    data = write(document, name, of)
    return bare(read(data, name="issued" + SUFFIXES[name], nomenclature=of.nomenclature))


def differences(wrote: object, back: object, at: str = "") -> list[str]:
    """Where two documents differ, field by field: a short list says more than two long values."""
    if isinstance(wrote, dict) and isinstance(back, dict):
        keys = dict.fromkeys([*wrote, *back])
        return [
            d for key in keys for d in differences(wrote.get(key), back.get(key), f"{at}.{key}".lstrip("."))
        ]
    if isinstance(wrote, list) and isinstance(back, list) and len(wrote) == len(back):
        return [
            d
            for i, pair in enumerate(zip(wrote, back, strict=True))
            for d in differences(*pair, f"{at}[{i}]")
        ]
    return [] if wrote == back else [f"{at}: wrote {str(wrote)[:120]!r}, read {str(back)[:120]!r}"]


def check(document: Document, name: Format, of: Profile) -> None:
    back = read_back(document, name, of)
    assert differences(*(msgspec.json.decode(encode(value)) for value in (document, back))) == []


@cache
def sample(name: str) -> Document:
    return bare(read(_SAMPLES / name, nomenclature=profile("assembly").nomenclature))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_in_each_language(language: Language, name: Format) -> None:
    check(letter(language, pages=2), name, profile("un"))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("file", _NAMES)
def test_each_sample(file: str, name: Format) -> None:
    check(sample(file), name, profile("assembly"))


def test_there_are_samples_in_six_languages() -> None:
    assert {sample(name).language for name in _NAMES} == set(LANGUAGES)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
@pytest.mark.parametrize("name", FORMATS)
def test_letters_of_any_prose(name: Format, data: st.DataObject) -> None:
    language: Language = data.draw(st.sampled_from(["en", "fr", "es", "ru"]))
    check(data.draw(letters_of(letter(language))), name, profile("un"))
