"""Where a document is found, from its symbol and back; and names for files.

Addresses: the resolvers of the United Nations, undocs.org and docs.un.org; the language stands before the symbol, ``ot``
for German. File names: ``/`` is ``_``, a bracket opens with ``~``, halves meet at ``+``.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

__all__ = ["JOINT", "escaped", "shown_in", "text_of_slug", "text_of_url", "url_of"]

JOINT: Final = "–"
"""What stands between the halves of a joint document."""

_SITE = "https://undocs.org"
_SAFE = "/().,'&-"
_LANGUAGES = {"ar": "ar", "zh": "zh", "en": "en", "fr": "fr", "ru": "ru", "es": "es", "de": "ot"}
_READ_LANGUAGES = {code: language for language, code in _LANGUAGES.items()} | {
    "ch": "zh", "sp": "es", "de": "de", "a": "ar", "c": "zh", "e": "en", "f": "fr", "r": "ru", "s": "es", "o": "de"
}  # fmt: skip
_HOSTS = re.compile(r"(?:www\.)?(?:undocs\.org|docs\.un\.org|documents\.un\.org|daccess-ods\.un\.org)")
_PARAMETERS = ("finalsymbol", "symbol", "ds", "s")
_OLD_LETTERS = re.compile(r" [A-Z]{1,2}(?:-[A-Z]{1,2})?(?= \((?:S-|ES-)?[IVXLC]+\)$)")
_LETTERS = re.compile(r"(?<=\d) (?=[A-Z]{1,2}(?:-[A-Z]{1,2})?(?:/|$| \())")
_BRACKETED = re.compile(r" ?\([^()]*\)")
_SLUG_ESCAPE = re.compile(r"[^A-Za-z0-9._+~-]")
_SLUG_ESCAPED = re.compile(r"=([0-9A-F]{2})")


def url_of(half: str, language: str) -> str:
    """The address of a half in normal form. Raises ValueError for a language in which nothing is published."""
    if language not in _LANGUAGES:
        raise ValueError(f"no documents are published in {language!r}")
    path = _LETTERS.sub("", _OLD_LETTERS.sub("", half))
    path = _BRACKETED.sub(lambda match: match[0].replace(" ", ""), path)
    return f"{_SITE}/{_LANGUAGES[language]}/{quote(path, safe=_SAFE)}"


def text_of_url(url: str) -> tuple[str, str | None] | None:
    """The symbol (as written there) and the language that an address of the resolvers names; None for other addresses."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "") or not _HOSTS.fullmatch(parts.netloc.lower()):
        return None
    query = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
    for name in _PARAMETERS:
        if query.get(name):
            language = query.get("language") or query.get("lang") or query.get("l") or ""
            return query[name], _READ_LANGUAGES.get(language.lower())
    path = unquote(parts.path).strip("/")
    head, slash, rest = path.partition("/")
    if slash and len(head) == 2 and rest and head.lower() in _READ_LANGUAGES:
        return rest, _READ_LANGUAGES[head.lower()]
    return (path, None) if path else None


def escaped(text: str, *, glued: bool) -> str:
    """A normal form as the name of a file, without spaces where ``glued``."""
    text = _BRACKETED.sub(lambda match: match[0].replace("/", "="), text)
    name = text.replace(JOINT, "+").replace(" (", "~").replace("(", "~").replace(")", "").replace("/", "_")
    if glued:
        name = name.replace(" ", "")
    return _SLUG_ESCAPE.sub(lambda match: "=2F" if match[0] == "=" else f"={ord(match[0]):02X}", name)


def text_of_slug(slug: str) -> str:
    """The text that a file name stands for."""
    plain = _SLUG_ESCAPED.sub(lambda match: chr(int(match[1], 16)), slug)
    halves = []
    for half in plain.split("+"):
        elements = (element.split("~") for element in half.split("_"))
        halves.append(
            "/".join(head + "".join(f" ({inner})" for inner in brackets) for head, *brackets in elements)
        )
    return JOINT.join(halves)


def shown_in(text: str, length: int = 60) -> str:
    """The text, or its beginning, for a message."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
