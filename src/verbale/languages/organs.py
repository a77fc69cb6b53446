"""Organs of the United Nations by name. Those of another organization: its profile's ``Nomenclature``."""

from __future__ import annotations

from verbale.languages.nomenclature import FoundName, united_nations

__all__ = ["find_organs", "organ_name", "organ_named"]


def organ_named(text: str, language: str | None = None) -> str | None:
    """The symbol prefix ("A", "S", "A/HRC") of the organ that the whole text names, or None."""
    return united_nations().organ_named(text, language)


def organ_name(prefix: str, language: str) -> str:
    """The organ's name as printed. Raises KeyError for an unknown prefix."""
    return united_nations().organ_name(prefix, language)


def find_organs(text: str, language: str | None = None) -> list[FoundName]:
    """All organs named in a text, in order."""
    return united_nations().find_organs(text, language)
