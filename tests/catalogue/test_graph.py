"""What cites what, how far, and written out in each format."""

from __future__ import annotations

import csv
import datetime
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest

from verbale.catalogue import Catalogue, Entry
from verbale.catalogue.entry import CitedBy
from verbale.catalogue.graph import around, co_cited, whole
from verbale.catalogue.graph_formats import FORMATS, write_graph
from verbale.errors import NoSuchDocument


def entry(symbols: str, date: str, *cites: str, language: str = "en") -> Entry:
    return Entry(
        key=f"{symbols}|{language}",
        language=language,
        kind="letter",
        symbols=tuple(symbols.split("–")),
        organs=tuple(s.split("/")[0] for s in symbols.split("–")),
        date=datetime.date.fromisoformat(date),
        title='A title with <signs> & "quotes"',
        citations=tuple(
            CitedBy(symbol=c, kind="document", status="certain", sentence=f"=See {c}.") for c in cites
        ),
    )


ENTRIES = [
    entry("A/RES/60/1", "2005-09-16"),
    entry("A/RES/70/1", "2015-09-25", "A/RES/60/1"),
    entry("A/74/783–S/2020/279", "2020-04-03", "A/RES/70/1", "S/RES/822 (1993)"),
    entry("A/74/783–S/2020/279", "2020-04-03", "A/RES/70/1", "S/RES/822 (1993)", language="fr"),
    entry("A/74/900", "2020-06-01", "S/2020/279", "A/RES/70/1"),
    entry("A/75/1", "2020-09-01", "A/74/783–S/2020/279"),
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = Catalogue(tmp_path_factory.mktemp("index"))
    made.add(ENTRIES)
    made.commit()
    yield made
    made.close()


def edges(graph: object) -> set[tuple[str, str]]:
    return {(e.citing, e.cited) for e in graph.edges}  # type: ignore[attr-defined]


def test_both_halves_of_a_joint_document_lead_to_the_one(catalogue: Catalogue) -> None:
    for half in ("A/74/783", "S/2020/279", "A/74/783–S/2020/279"):
        graph = around(catalogue, half, depth=1, cites=False)
        assert edges(graph) == {("A/74/900", "A/74/783–S/2020/279"), ("A/75/1", "A/74/783–S/2020/279")}
    assert [e.symbol for e in catalogue.citing("S/2020/279")] == ["A/74/900", "A/75/1"]


def test_a_walk_goes_as_far_as_it_is_told(catalogue: Catalogue) -> None:
    one = around(catalogue, "A/74/783", depth=1, cited_by=False)
    assert edges(one) == {("A/74/783–S/2020/279", "A/RES/70/1"), ("A/74/783–S/2020/279", "S/RES/822 (1993)")}
    two = around(catalogue, "A/74/783", depth=2, cited_by=False)
    assert ("A/RES/70/1", "A/RES/60/1") in edges(two)
    assert {n.symbol: n.distance for n in two.nodes}["A/RES/60/1"] == 2


def test_what_is_cited_and_not_here_yet_is_kept_and_resolved_when_it_comes(catalogue: Catalogue) -> None:
    nodes = {n.symbol: n for n in around(catalogue, "A/74/783").nodes}
    assert not nodes["S/RES/822 (1993)"].known
    assert nodes["S/RES/822 (1993)"].kind == "resolution"
    catalogue.add([entry("S/RES/822 (1993)", "1993-04-30")])
    catalogue.commit()
    nodes = {n.symbol: n for n in around(catalogue, "A/74/783").nodes}
    assert nodes["S/RES/822 (1993)"].known
    catalogue.remove("S/RES/822 (1993)|en")
    catalogue.commit()


def test_co_cited_documents(catalogue: Catalogue) -> None:
    assert co_cited(catalogue, "A/RES/70/1") == [("A/74/783–S/2020/279", 1), ("S/RES/822 (1993)", 1)]


def test_of_documents_that_are_not_shown_nothing_is_counted(catalogue: Catalogue) -> None:
    def shows(entry: Entry) -> bool:
        return "A/74/783" not in entry.symbols

    assert co_cited(catalogue, "A/RES/70/1", shows=shows) == [("S/2020/279", 1)]
    assert co_cited(catalogue, "S/RES/822 (1993)", shows=shows) == []
    around_half = around(catalogue, "A/74/783", cites=False, shows=shows)
    assert edges(around_half) == {("A/75/1", "A/74/783")}
    assert "A/74/900" not in {node.symbol for node in around_half.nodes}


def test_the_whole_graph_counts_a_document_once_for_all_its_languages(catalogue: Catalogue) -> None:
    graph = whole(catalogue)
    assert len(graph.edges) == 6
    assert len(graph.nodes) == 6


def test_an_unknown_symbol_is_told(catalogue: Catalogue) -> None:
    with pytest.raises(NoSuchDocument, match="A/99/1"):
        around(catalogue, "A/99/1")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_names_every_document(catalogue: Catalogue, name: str) -> None:
    graph = around(catalogue, "A/74/783", depth=2)
    text = write_graph(graph, name)
    for node in graph.nodes:
        assert node.symbol[:20] in text
    if name in ("graphml", "svg"):
        ET.fromstring(text)
    if name == "json":
        assert len(json.loads(text)["edges"]) == len(graph.edges)
    if name == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == len(graph.edges)
        assert all(row["sentence"].startswith("'=") for row in rows)


def test_the_picture_has_words_for_those_who_cannot_see_it_and_no_script(catalogue: Catalogue) -> None:
    picture = write_graph(around(catalogue, "A/74/783", depth=2), "svg")
    assert "<desc" in picture
    assert "<script" not in picture
    assert "https://undocs.org/en/S/RES/822(1993)" in picture
