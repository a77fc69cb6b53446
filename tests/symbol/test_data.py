"""The knowledge of series: every entry has examples, every example is one."""

from __future__ import annotations

import re
from importlib.resources import files

import msgspec
import pytest

from verbale.symbol import Symbol, SymbolError, parse_many
from verbale.symbol.grammar import LIMIT
from verbale.symbol.knowledge import foreign


class Entry(msgspec.Struct):
    """What all entries have: examples, and the field that names them."""

    examples: tuple[str, ...]
    root: str = ""
    element: str = ""
    code: str = ""
    kind: str | None = None
    organ: str | bool = ""
    print: str | None = None


class ListExample(msgspec.Struct):
    """A list in a text, and its symbols."""

    text: str
    symbols: list[str]


def _table(name: str) -> dict[str, object]:
    text = files("verbale.symbol").joinpath("data", f"{name}.toml").read_text("utf-8")
    return msgspec.toml.decode(text, type=dict[str, object])


def _entries(name: str, key: str) -> list[Entry]:
    return msgspec.convert(_table(name)[key], list[Entry])


def _examples(name: str, key: str) -> list[tuple[Entry, str]]:
    return [(entry, example) for entry in _entries(name, key) for example in entry.examples]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("organs", "organ"),
        ("bodies", "body"),
        ("natures", "nature"),
        ("suffixes", "change"),
        ("suffixes", "part"),
        ("reserved", "reserved"),
    ],
)
def test_every_entry_has_an_example_in_normal_form_under_a_known_body(name: str, key: str) -> None:
    entries = _entries(name, key)
    assert entries
    for entry in entries:
        assert entry.examples or entry.print == "", entry
        for example in entry.examples:
            symbol = Symbol.parse(example)
            assert str(symbol) == example
            assert symbol.known, example


@pytest.mark.parametrize(
    ("name", "key", "field"),
    [("organs", "organ", "root"), ("bodies", "body", "element"), ("natures", "nature", "code")],
)
def test_entries_are_sorted(name: str, key: str, field: str) -> None:
    names = [
        (entry.root if field == "element" else "", getattr(entry, field)) for entry in _entries(name, key)
    ]
    assert names == sorted(names)
    assert len(names) == len(set(names))


def test_examples_of_organs_begin_with_their_root() -> None:
    for entry, example in _examples("organs", "organ"):
        assert re.split(r"[/.(]", example)[0] == entry.root
        assert Symbol.parse(example).organ.split("/")[0] == entry.root


def test_examples_of_bodies_are_of_the_body() -> None:
    for entry, example in _examples("bodies", "body"):
        symbol = Symbol.parse(example)
        found = symbol.organ.partition("/")[2] if entry.organ else (symbol.body or "").partition("/")[0]
        assert re.fullmatch(entry.element.replace(".*", r"(?:\.\d+)?"), found), (
            entry.element,
            example,
            found,
        )


def test_examples_of_natures_tell_series_and_kind() -> None:
    for entry, example in _examples("natures", "nature"):
        symbol = Symbol.parse(example)
        assert symbol.series == entry.code, example
        assert symbol.kind == entry.kind, example


def test_examples_of_reserved_numbers_tell_their_kind() -> None:
    for entry, example in _examples("reserved", "reserved"):
        assert Symbol.parse(example).kind == entry.kind
        assert Symbol.parse(f"{example}/Add.1").kind is None


def test_examples_of_changes_belong_to_their_base() -> None:
    for entry, example in _examples("suffixes", "change"):
        symbol = Symbol.parse(example)
        assert symbol.suffixes[-1].upper().startswith(entry.code)
        assert symbol.parent is not None
        assert str(symbol) == f"{symbol.parent}/{symbol.suffixes[-1]}"


def test_examples_of_parts_stand_in_brackets() -> None:
    for entry, example in _examples("suffixes", "part"):
        assert any(
            suffix.upper().rstrip(".").startswith((entry.print or "").upper().rstrip("."))
            for suffix in Symbol.parse(example).suffixes
        )


def test_examples_of_lists_give_their_symbols() -> None:
    for example in msgspec.convert(_table("lists")["examples"], list[ListExample]):
        assert [str(symbol) for symbol in parse_many(example.text)] == example.symbols
        for symbol in example.symbols:
            assert [str(one) for one in parse_many(symbol)] == [symbol]


def test_examples_of_foreign_names_are_refused_by_what_they_are() -> None:
    for entry in msgspec.convert(_table("foreign")["foreign"], list[dict[str, str | list[str]]]):
        examples = entry["examples"]
        assert examples
        for example in examples:
            assert foreign(example) == entry["name"]
            with pytest.raises(SymbolError, match="it is a") as caught:
                Symbol.parse(example)
            assert str(entry["name"]) in caught.value.what


def test_no_example_is_near_the_limit() -> None:
    for name, key in (("organs", "organ"), ("bodies", "body"), ("natures", "nature")):
        assert all(3 * len(example) < LIMIT for _, example in _examples(name, key))
