"""Bytes to text: what says its encoding is believed, what does not is guessed with care, and told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading_files.words import PARAGRAPHS
from verbale.errors import UnknownFormat
from verbale.reading.files.encodings import decode

OLDER = {
    "fr": "windows-1252",
    "es": "windows-1252",
    "ru": "windows-1251",
    "ar": "windows-1256",
    "zh": "gb18030",
}


@pytest.mark.parametrize("language", list(PARAGRAPHS))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_with_its_mark_or_without(language: str, encoding: str) -> None:
    text = "\n".join(PARAGRAPHS[language])
    assert decode(text.encode(encoding)) == (text, ())


@pytest.mark.parametrize("language", list(PARAGRAPHS))
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wider_text_is_refused_by_its_name(language: str, encoding: str) -> None:
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    with pytest.raises(UnknownFormat, match=encoding[:6].upper()):
        decode((mark + "\n".join(PARAGRAPHS[language])).encode(encoding))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_its_mark(language: str, encoding: str) -> None:
    with pytest.raises(UnknownFormat, match="UTF-16"):
        decode("\n".join(PARAGRAPHS[language]).encode(encoding))


@pytest.mark.parametrize("language", list(OLDER))
def test_older_encodings_are_read_by_their_words_and_told(language: str) -> None:
    text = "\n".join(PARAGRAPHS[language])
    read, notices = decode(text.encode(OLDER[language], "ignore"))
    assert read == text.encode(OLDER[language], "ignore").decode(OLDER[language])
    assert OLDER[language] in notices[0].message


def test_koi8_is_not_taken_for_windows() -> None:
    text = PARAGRAPHS["ru"][0]
    read, notices = decode(text.encode("koi8-r"))
    assert read == text
    assert "koi8-r" in notices[0].message


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    text = PARAGRAPHS["ru"][0] * 3
    data = text.encode()
    read, notices = decode(data[:100] + b"\xff" + data[100:])
    assert "\ufffd" in read
    assert "1 bytes are not UTF-8" in notices[0].message or "bytes are not UTF-8" in notices[0].message


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x7fELF" + bytes(range(1, 32)) * 40, b"\x00\x01\x02" * 300]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownFormat, match="not text"):
        decode(data)


def test_line_ends_are_one_kind() -> None:
    assert decode(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    import unicodedata

    read, notices = decode(text.encode())
    wanted = unicodedata.normalize(
        "NFC", text.replace("\ufeff", "").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    assert read == wanted
    assert not notices
