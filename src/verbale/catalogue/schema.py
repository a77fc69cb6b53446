"""The fields of the index."""

from __future__ import annotations

from functools import cache

import tantivy

from verbale.catalogue.analysis import LANGUAGES

__all__ = ["FACETS", "VERSION", "schema"]

# Raised when fields change: an index of another version is made anew.
VERSION = 4

# What results are counted by.
FACETS = ("organ", "session", "item", "sender", "kind", "language", "year", "origin")


@cache
def schema() -> tantivy.Schema:
    """Raw fields for look-ups and counts, analysed fields for text by language, and the entry itself, stored."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic", stored=True)
    for name in ("symbol", "spelling", "titled", "cites", "addressee"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*FACETS, "distribution"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("date", indexed=True, fast=True)
    builder.add_integer_field("added", indexed=True, fast=True)
    for language in LANGUAGES:
        builder.add_text_field(
            f"title_{language}", tokenizer_name=f"verbale_{language}", index_option="position"
        )
        builder.add_text_field(
            f"text_{language}", tokenizer_name=f"verbale_{language}", index_option="position"
        )
    builder.add_bytes_field("entry", stored=True)
    return builder.build()
