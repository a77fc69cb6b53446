"""Member and observer States of the United Nations by name, in six languages."""

from __future__ import annotations

from verbale.languages.nomenclature import FoundName, united_nations

__all__ = ["find_states", "state_name", "state_named"]


def state_named(text: str, language: str | None = None) -> str | None:
    """The ISO 3166-1 alpha-2 code of the State that the whole text names, or None."""
    return united_nations().state_named(text, language)


def state_name(code: str, language: str) -> str:
    """The State's name as the United Nations prints it. Raises KeyError for an unknown code."""
    return united_nations().state_name(code, language)


def find_states(text: str, language: str | None = None) -> list[FoundName]:
    """All States named in a text, in order."""
    return united_nations().find_states(text, language)
