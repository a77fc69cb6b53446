"""What the pages say, in the six languages: ``data/messages.toml``, checked when it is loaded."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.numbers import format_decimal

from verbale.document import Language
from verbale.languages import LANGUAGES

__all__ = ["Messages", "interface_languages", "messages"]

_LOCALES = {"ar": "ar", "zh": "zh_Hans", "en": "en_GB", "fr": "fr", "ru": "ru", "es": "es"}


def interface_languages() -> tuple[Language, ...]:
    """The languages that the interface speaks."""
    return tuple(language for language in LANGUAGES if language in _LOCALES)


class Messages:
    """The messages of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._locale = Locale.parse(_LOCALES[language])
        self._texts = {key: texts[language] for key, texts in _table().items()}

    def say(self, key: str, /, **values: object) -> str:
        """The message of a key, its places filled; ``n`` chooses the form of number. Raises KeyError for no such key."""
        text = self._texts[key]
        if isinstance(text, dict):
            n = values["n"]
            form = self._locale.plural_form(n)  # type: ignore[arg-type]
            text = text.get(form) or text["other"]
        shown = {name: self.number(value) for name, value in values.items()}
        return text.format(**shown) if values else text

    def number(self, value: object) -> str:
        """A number as the language groups its digits; anything else as it is."""
        if isinstance(value, int) and not isinstance(value, bool):
            return format_decimal(value, locale=self._locale, numbering_system="latn")
        return str(value)


@cache
def messages(language: Language) -> Messages:
    """The messages of a language of the interface."""
    return Messages(language)


@cache
def _table() -> dict[str, dict[str, str | dict[str, str]]]:
    found: dict[str, dict[str, str | dict[str, str]]] = {}
    for source in sorted((files("verbale.pages") / "data").iterdir(), key=lambda s: s.name):
        if source.name.startswith("messages"):
            for page, table in tomllib.loads(source.read_text("utf-8")).items():
                for name, texts in table.items():
                    found[f"{page}.{name}"] = texts
    return found


def table() -> dict[str, dict[str, str | dict[str, str]]]:
    """All messages: key -> language -> text, or form of number -> text."""
    return _table()
