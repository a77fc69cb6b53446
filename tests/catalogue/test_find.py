"""Search as a person asks: forgiving of spellings, strict about fields, the same in six languages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.catalogue import Catalogue, Entry, QueryError
from verbale.catalogue.entry import CitedBy

ENTRIES = [
    Entry(
        key="A/74/783–S/2020/279|en",
        language="en",
        kind="letter",
        symbols=("A/74/783", "S/2020/279"),
        organs=("A", "S"),
        date=datetime.date(2020, 4, 3),
        sessions=("A/74", "S/75"),
        items=("32", "69 (b)"),
        senders=("XA",),
        addressees=("secretary-general",),
        title="Letter dated 31 March 2020 from the Permanent Representative of Arvenia",
        text="I have the honour to transmit the statement on the shared waters of the northern lakes.",
        citations=(CitedBy(symbol="S/RES/822 (1993)", kind="resolution", status="certain", sentence="See 822 (1993)."),),
    ),
    Entry(
        key="S/RES/822 (1993)|en",
        language="en",
        kind="resolution",
        symbols=("S/RES/822 (1993)",),
        organs=("S",),
        date=datetime.date(1993, 4, 30),
        text="The Council calls for the river to be opened to ships.",
        title="The northern river",
    ),
    Entry(
        key="A/RES/67/97|en",
        language="en",
        kind="resolution",
        symbols=("A/RES/67/97",),
        organs=("A",),
        date=datetime.date(2012, 12, 14),
        sessions=("A/67",),
        title='The rule of law AND justice: "peace" OR progress (annex',
        text="Reaffirming the purposes and principles.",
    ),
    Entry(
        key="A/75/1|ru", language="ru", kind="letter", symbols=("A/75/1",), organs=("A",), date=datetime.date(2020, 9, 1),
        title="Письмо Постоянного представителя", text="Имею честь препроводить заявление о совместных водных ресурсах.",
    ),
    Entry(
        key="A/75/2|ar", language="ar", kind="letter", symbols=("A/75/2",), organs=("A",), date=datetime.date(2020, 9, 2),
        title="رسالة مؤرخة 1 أيلول/سبتمبر 2020", text="أتشرف بأن أحيل البيان المتعلق بالمياه المشتركة",
    ),
    Entry(
        key="A/75/3|zh", language="zh", kind="letter", symbols=("A/75/3",), organs=("A",), date=datetime.date(2020, 9, 3),
        title="常驻联合国代表的信", text="谨随函转递关于共有水域的声明",
    ),
    Entry(
        key="A/75/4|fr", language="fr", kind="letter", symbols=("A/75/4",), organs=("A",), date=datetime.date(2020, 9, 4),
        title="Lettre du Représentant permanent", text="J’ai l’honneur de vous transmettre la déclaration sur les eaux partagées.",
        distribution="restricted",
    ),
    Entry(
        key="A/75/5|es", language="es", kind="letter", symbols=("A/75/5",), organs=("A",), date=datetime.date(2020, 9, 5),
        title="Carta del Representante Permanente", text="Tengo el honor de transmitir la declaración sobre las aguas compartidas.",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = Catalogue(tmp_path_factory.mktemp("index"))
    made.add(ENTRIES)
    made.commit()
    yield made
    made.close()


def keys(catalogue: Catalogue, query: str) -> list[str]:
    return [hit.entry.key for hit in catalogue.find(query).hits]


@pytest.mark.parametrize(
    "spelling",
    ["A/74/783", "a 74 783", "A-74-783", "A_74_783", "s/2020/279", "S/2020/279", "2020/279", "74/783", "A/74/783–S/2020/279", "Ａ／７４／７８３"],
)  # fmt: skip
def test_a_symbol_is_found_in_every_spelling(catalogue: Catalogue, spelling: str) -> None:
    assert keys(catalogue, spelling)[0] == "A/74/783–S/2020/279|en"


@pytest.mark.parametrize(
    "spelling",
    ["res 822", "822 (1993)", "S/RES/822(1993)", "s res 822", "resolution 822", "822", "резолюция 822", "قرار 822", "第822号决议",
     "résolution 822 (1993)", "resolución 822 (1993) del Consejo de Seguridad", "https://undocs.org/fr/S/RES/822(1993)", "“S/RES/822 (1993)”."],
)  # fmt: skip
def test_a_resolution_is_found_by_its_number(catalogue: Catalogue, spelling: str) -> None:
    assert keys(catalogue, spelling)[0] == "S/RES/822 (1993)|en"


@pytest.mark.parametrize("spelling", ["67/97", "A/RES/67/97", "res/67/97", "resolution 67/97"])
def test_a_resolution_of_a_session_is_found(catalogue: Catalogue, spelling: str) -> None:
    assert keys(catalogue, spelling)[0] == "A/RES/67/97|en"


def test_a_title_with_signs_of_the_query_language_is_a_title(catalogue: Catalogue) -> None:
    assert keys(catalogue, 'The rule of law AND justice: "peace" OR progress (annex')[0] == "A/RES/67/97|en"
    assert keys(catalogue, "rule of law AND justice")[0] == "A/RES/67/97|en"


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("совместные водные ресурсы", "A/75/1|ru"),
        ("المياه المشتركة", "A/75/2|ar"),
        ("共有水域", "A/75/3|zh"),
        ("eau partagée", "A/75/4|fr"),
        ("agua compartida", "A/75/5|es"),
        ("northern lake", "A/74/783–S/2020/279|en"),
        ("函转递关于共有水域的声", "A/75/3|zh"),
        ("谨", "A/75/3|zh"),
    ],
)
def test_words_are_found_in_each_language_by_their_stem(catalogue: Catalogue, query: str, key: str) -> None:
    assert keys(catalogue, query) == [key]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("northern river", {"S/RES/822 (1993)|en"}),
        ("lakes OR river", {"A/74/783–S/2020/279|en", "S/RES/822 (1993)|en"}),
        ("northern -river", {"A/74/783–S/2020/279|en"}),
        ("northern NOT lakes", {"S/RES/822 (1993)|en"}),
        ('"northern lakes"', {"A/74/783–S/2020/279|en"}),
        ('"lakes northern"', set()),
        ("(lakes OR river) kind:resolution", {"S/RES/822 (1993)|en"}),
        ("sender:XA", {"A/74/783–S/2020/279|en"}),
        ("item:69(b)", {"A/74/783–S/2020/279|en"}),
        ("session:74", {"A/74/783–S/2020/279|en"}),
        ("date:1993", {"S/RES/822 (1993)|en"}),
        ("date:..2012-12-14 kind:resolution", {"S/RES/822 (1993)|en", "A/RES/67/97|en"}),
        ("cites:822(1993)", set()),
        ("cites:S/RES/822(1993)", {"A/74/783–S/2020/279|en"}),
        ("cited-by:A/74/783", {"S/RES/822 (1993)|en"}),
        ("symbol:s/2020/279", {"A/74/783–S/2020/279|en"}),
        ("language:ru", {"A/75/1|ru"}),
        ('organ:"Security Council"', {"A/74/783–S/2020/279|en", "S/RES/822 (1993)|en"}),
        ("organ:安全理事会 kind:letter", {"A/74/783–S/2020/279|en"}),
        ("origin:imported", set()),
        ("title:northern", {"S/RES/822 (1993)|en"}),
    ],
)
def test_the_query_language(catalogue: Catalogue, query: str, expected: set[str]) -> None:
    assert set(keys(catalogue, query)) == expected


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("sesion:74", 0, "session:"),
        ("water date:2020-13", 11, "2020-04"),
        ("date:yesterday", 5, "2020-01..2020-06"),
        ("kind:leter", 5, "letter"),
        ("water language:english", 15, "ar, zh, en"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_suggestion(
    catalogue: Catalogue, query: str, position: int, words: str
) -> None:
    with pytest.raises(QueryError) as told:
        catalogue.find(query)
    assert told.value.where is not None
    assert told.value.where.position == position
    assert words in str(told.value)


def test_a_title_in_full_comes_before_longer_ones_that_hold_it(tmp_path: Path) -> None:
    titles = ("Report on lakes", "Report on lakes and rivers: report on lakes", "Lakes", "Note")
    with Catalogue(tmp_path / "index") as made:
        made.add(
            Entry(key=title, language="en", kind="report", title=title, text="Report on lakes. " * 9)
            for title in titles
        )
        made.commit()
        assert made.find("REPORT on “Lakes”").hits[0].entry.key == "Report on lakes"
        assert made.find("report on lakes").total == 4


def test_a_title_that_names_a_resolution_comes_before_it(tmp_path: Path) -> None:
    title = "Implementation of Security Council resolution 822 (1993)"
    with Catalogue(tmp_path / "index") as made:
        made.add([*ENTRIES, Entry(key="x", language="en", kind="report", title=title)])
        made.commit()
        assert keys(made, title) == ["x", "S/RES/822 (1993)|en"]


def test_words_in_another_script_are_found_beside_those_of_the_language(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "index") as made:
        made.add(
            [
                Entry(
                    key="x",
                    language="ru",
                    kind="letter",
                    text="в рамках раздела II (NPT/CONF.2000/28), том I",
                )
            ]
        )
        made.commit()
        for query in ("раздела II (NPT/CONF.2000/28), том", "NPT/CONF.2000/28", "раздела II (NPT"):
            assert keys(made, query) == ["x"]


def test_all_that_was_found_is_exported_in_order(catalogue: Catalogue) -> None:
    found = catalogue.find("organ:A", order="oldest", limit=100)
    assert [e.key for e in catalogue.every("organ:A", order="oldest")] == [h.entry.key for h in found.hits]
    assert [e.key for e in catalogue.every("organ:A", filters={"language": ("zh",)})] == ["A/75/3|zh"]


def test_facets_count_what_was_found(catalogue: Catalogue) -> None:
    found = catalogue.find("organ:A")
    assert found.total == 7
    assert found.facets["language"] == {"en": 2, "ar": 1, "es": 1, "fr": 1, "ru": 1, "zh": 1}
    narrowed = catalogue.find("organ:A", filters={"language": ("ru", "ar")})
    assert {hit.entry.language for hit in narrowed.hits} == {"ru", "ar"}


def test_what_is_restricted_is_not_found_by_those_who_may_not_see_it(catalogue: Catalogue) -> None:
    assert keys(catalogue, "eaux") == ["A/75/4|fr"]
    seen = catalogue.find("eaux", distributions=("general", "limited"))
    assert seen.total == 0
    assert seen.facets["language"] == {}


def test_pages_do_not_repeat_and_leave_nothing_out(catalogue: Catalogue) -> None:
    pages = [catalogue.find("", limit=3, offset=offset, order="newest") for offset in (0, 3, 6)]
    got = [hit.entry.key for page in pages for hit in page.hits]
    assert sorted(got) == sorted(entry.key for entry in ENTRIES)
    dates = [hit.entry.date for page in pages for hit in page.hits]
    assert dates == sorted(dates, key=lambda d: d or datetime.date.min, reverse=True)


def test_snippets_mark_the_words_and_escape_the_rest(catalogue: Catalogue) -> None:
    hit = catalogue.find("northern lakes").hits[0]
    assert "<b>lakes</b>" in hit.snippet


def test_an_entry_replaces_the_one_with_its_key(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "index") as catalogue:
        catalogue.add(ENTRIES[:1])
        catalogue.commit()
        catalogue.add(ENTRIES[:1])
        catalogue.commit()
        assert len(catalogue) == 1
        catalogue.remove(ENTRIES[0].key)
        catalogue.commit()
        assert len(catalogue) == 0


def test_all_entries_come_back_as_they_were(catalogue: Catalogue) -> None:
    assert sorted(catalogue.every(), key=lambda e: e.key) == sorted(ENTRIES, key=lambda e: e.key)


@pytest.mark.parametrize(
    "query", ["", "   ", "()", '"', "-", "NOT", "AND", "OR OR", "((", "a:b", "::", "…", "*" * 500]
)
def test_odd_queries_are_answered(catalogue: Catalogue, query: str) -> None:
    assert catalogue.find(query).total >= 0
