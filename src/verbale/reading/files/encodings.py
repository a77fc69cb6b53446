"""Bytes to text: Unicode where it says so or can be shown, an older encoding where the words show which one.

An older encoding is taken only when the text reads as one of the six languages in it, and it is told.
"""

from __future__ import annotations

import re
import unicodedata

from verbale.document import Notice
from verbale.errors import UnknownFormat

__all__ = ["decode"]

# Letters that the older encodings spell with bytes above 127, and how common they are in running text of the language:
# what a wrong guess gives instead (boxes, signs, mixed scripts, capitals inside words) is not in here.
_LATIN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÁÇÈÉÊÎÏÍÑÓÔÚÛÜŒ«»‘’“”„–—…·§°©®±²³¹ªº¿¡€£½¼¾†‡•\u00a0\u00ad"
)
_CYRILLIC = re.compile(r"[А-ЯЁ]?[а-яё]+(?:[-’][А-ЯЁ]?[а-яё]+)*|[А-ЯЁ]+")
_CYRILLIC_COMMON = frozenset("оеаинтсрвл")
_ARABIC_COMMON = frozenset("اليمنوتربةدعأ")
_CHINESE_COMMON = frozenset("的国一在和议会年月日第不是有关于大为合安理事决人及其他联本各")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_ENCODINGS = ("windows-1252", "windows-1251", "windows-1256", "gb18030", "koi8-r")
_ENOUGH = 0.6
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def _letters_above(text: str) -> str:
    return "".join(c for c in text if ord(c) > 127 and not c.isspace())


def _score(text: str, encoding: str) -> float:
    """How much the text reads like a language of this encoding: about 0 (not at all) to 1."""
    above = _letters_above(text)
    if not above:
        return 0.0
    if encoding == "windows-1252":
        good = sum(c in _LATIN for c in above) / len(above)
        letters = sum(c.isalpha() for c in text)
        # Latin text is mostly ASCII: accents are some letters among many, never most of them
        return good if letters and len(above) / letters < 0.35 else 0.0
    if encoding in {"windows-1251", "koi8-r"}:
        words = _CYRILLIC.findall(text)
        whole = sum(len(w) for w in words if len(w) > 1)
        common = sum(c in _CYRILLIC_COMMON for c in above) / len(above)
        # capitals inside words are what the other Cyrillic encoding looks like in this one
        joined = len(re.findall(r"[а-яё][А-ЯЁ]", text)) / len(above)
        return min(1.0, whole / len(above)) * min(1.0, common / 0.45) - 4 * joined
    if encoding == "windows-1256":
        arabic = sum("\u0621" <= c <= "\u0652" or c in "،؛؟\u200f\u200e«»–—’" for c in above) / len(above)
        common = sum(c in _ARABIC_COMMON for c in above) / len(above)
        return arabic * min(1.0, common / 0.5)
    hanzi = [c for c in above if "\u4e00" <= c <= "\u9fff"]
    marks = sum(c in "，。、；：“”（）《》？！—…·\u3000" or "\uff00" <= c <= "\uffef" for c in above)
    common = sum(c in _CHINESE_COMMON for c in hanzi) / max(1, len(hanzi))
    return (len(hanzi) + marks) / len(above) * min(1.0, common / 0.08)


def _is_wide(data: bytes) -> bool:
    """UTF-16 without a mark: every second byte of Latin text is zero; of other scripts, line ends still show it."""
    sample = data[:4096]
    if len(sample) < 4:
        return False
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    least = len(sample) / 2 * 0.05
    return (odd > least and even < odd / 4) or (even > least and odd < even / 4)


def _too_wide(encoding: str) -> UnknownFormat:
    return UnknownFormat(
        f"The file is text in {encoding}, which is not taken",
        fix="Save it as UTF-8, or send a PDF or a Word file",
    )


def _older(data: bytes) -> tuple[str, str] | None:
    best: tuple[float, str, str] | None = None
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(data) * 0.98 or encoding != "gb18030":
                continue
            text = data[: error.start].decode(encoding, "replace")
        score = _score(text[:200_000], encoding)
        if best is None or score > best[0]:
            best = (score, encoding, text)
    if best is None or best[0] < _ENOUGH:
        return None
    return best[1], best[2]


def decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of the bytes, and notices where the encoding was guessed or some bytes were lost.

    Raises UnknownFormat where the bytes are no text, or text in UTF-16 or UTF-32.
    """
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            raise _too_wide(encoding)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)
    if "\x00" in text:
        if _is_wide(data):
            raise _too_wide("UTF-16")
        raise UnknownFormat(
            "The file is not text", fix="Send a PDF, a Word file, HTML, Markdown, XML or plain text"
        )
    return _checked(text), ()


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[Notice, ...]]:
    if b"\x00" in data[:4096] and _is_wide(data):
        raise _too_wide("UTF-16")
    # a file that is UTF-8 but for a few bytes (cut off, pasted together) stays UTF-8
    lenient = data.decode("utf-8", "replace")
    lost, good = lenient.count("\ufffd"), len(_letters_above(lenient))
    if good and lost / good < 0.05:
        where = f"byte {error.start}"
        return _checked(lenient), (
            Notice(
                where="source", message=f"{lost} bytes are not UTF-8, the first at {where}; shown as \ufffd"
            ),
        )
    older = _older(data)
    if older is None:
        raise UnknownFormat(
            "The file is not text in an encoding that can be told with certainty",
            fix="Save it as UTF-8, or send a PDF or a Word file",
        )
    encoding, text = older
    return _checked(text), _told(encoding)


def _told(encoding: str) -> tuple[Notice, ...]:
    return (
        Notice(
            where="source",
            message=f"The file names no encoding; its words read as {encoding}, and so it was read",
        ),
    )


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) > max(4, len(text) // 200):
        raise UnknownFormat(
            "The file is not text: it is full of control characters",
            fix="Send a PDF, a Word file, HTML, Markdown, XML or plain text",
        )
    text = _CONTROL.sub("", text).replace("\x00", "").replace("\ufeff", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", text)
