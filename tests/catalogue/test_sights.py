"""A reader finds what they may see, in hits, in counts and by what cites what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from verbale.catalogue import Catalogue, Entry, Sight
from verbale.catalogue.entry import CitedBy

GENERAL, PLENARY, COUNCIL, UNTOLD, ELSEWHERE = "PA/12/1", "PA/12/2", "HC/2024/1", "PA/12/3", "HC/2023/9"
CITED = (CitedBy(symbol=GENERAL, kind="document", status="certain", sentence="See PA/12/1."),)
EVERYBODY = (Sight(distribution="general"),)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    def entry(symbol: str, distribution: str | None, **more: object) -> Entry:
        values = {
            "key": f"{symbol}|en",
            "language": "en",
            "kind": "letter",
            "symbols": (symbol,),
            "organs": (symbol.partition("/")[0],),
            "distribution": distribution,
            "title": "Letter on pilotage",
            "text": "Pilotage",
        }
        return Entry(**(values | more))  # type: ignore[arg-type]

    with Catalogue(tmp_path_factory.mktemp("catalogue")) as catalogue:
        catalogue.add(
            [
                entry(GENERAL, "general"),
                entry(PLENARY, "restricted", citations=CITED),
                entry(COUNCIL, "restricted", citations=CITED),
                entry(UNTOLD, None),
                entry(ELSEWHERE, None, origin="imported"),
            ]
        )
        catalogue.commit()
        yield catalogue


def found(held: Catalogue, query: str, sights: tuple[Sight, ...] | None) -> set[str]:
    answer = held.find(query, sights=sights)
    symbols = {entry.symbol for hit in answer.hits for entry in [hit.entry] if entry.symbol}
    assert answer.total == len(symbols)
    assert sum(answer.facets["organ"].values()) == len(symbols)
    assert {entry.symbol for entry in held.every(query, sights=sights)} == symbols
    return symbols


def test_without_sights_everything_is_found(held: Catalogue) -> None:
    assert found(held, "pilotage", None) == {GENERAL, PLENARY, COUNCIL, UNTOLD, ELSEWHERE}


@pytest.mark.parametrize(
    "query", ["", "pilotage", "kind:letter", "distribution:restricted OR pilotage", "-nothing"]
)
def test_everybody_finds_what_is_general(held: Catalogue, query: str) -> None:
    assert found(held, query, EVERYBODY) == {GENERAL, ELSEWHERE}


def test_some_find_what_is_of_their_organ(held: Catalogue) -> None:
    sights = (*EVERYBODY, Sight(distribution="restricted", organs=("HC",)))
    assert found(held, "pilotage", sights) == {GENERAL, ELSEWHERE, COUNCIL}
    assert found(held, "distribution:restricted", sights) == {COUNCIL}


def test_who_may_see_nothing_finds_nothing(held: Catalogue) -> None:
    assert found(held, "pilotage", ()) == set()


def test_what_a_hidden_document_cites_is_not_told(held: Catalogue) -> None:
    assert found(held, f"cited-by:{COUNCIL}", None) == {GENERAL}
    assert found(held, f"cited-by:{COUNCIL}", EVERYBODY) == set()
    assert held.find(f"cited-by:{COUNCIL}", distributions=("general",)).total == 0
    assert found(held, f"cites:{GENERAL}", EVERYBODY) == set()
    assert found(held, COUNCIL, EVERYBODY) == set()
