"""Exports are read back by the libraries of those who will read them."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pymarc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from verbale.catalogue import Catalogue, Entry
from verbale.catalogue.entry import CitedBy, Item
from verbale.catalogue.exports import FORMATS, House, write_found

TITLE = "Lights & buoys: 100% of {them}, a_b ^ ~ \\ # <i>=1</i>"
CITED = CitedBy(symbol="S/RES/822 (1993)", kind="resolution", status="certain", sentence="See 822 (1993).")


def entry(language: str, *symbols: str, title: str = TITLE) -> Entry:
    return Entry(
        key=f"{'–'.join(symbols)}|{language}",
        language=language,
        kind="letter",
        symbols=symbols,
        organs=tuple(symbol[0] for symbol in symbols),
        date=datetime.date(2020, 4, 3),
        sessions=("A/74",),
        items=("32",),
        agenda=(Item(organ="A", number="32", title="Lights and buoys"),),
        senders=("XA",),
        title=title,
        job_number="20-05131",
        citations=(CITED,),
        text="=formula",
    )


ENTRIES = [
    entry("en", "A/74/783", "S/2020/279"),
    entry("fr", "A/74/783", "S/2020/279", title="Feux et bouées"),
    entry("ar", "A/74/784", title="المنارات والعوامات"),
]
HOUSE = House(member={"XA": "Aurelmar"}.__getitem__, organ={"A": "Assembly", "S": "Council"}.__getitem__)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = Catalogue(tmp_path_factory.mktemp("index"))
    made.add(ENTRIES)
    made.commit()
    yield made
    made.close()


def written(catalogue: Catalogue, form: str) -> str:
    return "".join(write_found(form, sorted(catalogue.every(), key=lambda e: e.key), catalogue, HOUSE))


def test_marcxml_is_read_by_pymarc(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "records.xml"
    file.write_text(written(catalogue, "marcxml"), encoding="utf-8")
    joint, single = pymarc.parse_xml_to_array(str(file))  # type: ignore[no-untyped-call]
    assert [field["a"] for field in joint.get_fields("191")] == ["A/74/783", "S/2020/279"]
    assert [field["c"] for field in joint.get_fields("191")] == ["74", "2020"]
    assert joint["041"].get_subfields("a") == ["eng", "fre"]
    assert [field["b"] for field in joint.get_fields("029")] == ["2005131E", "2005131F"]
    assert joint["245"]["a"] == TITLE
    assert joint["269"]["a"] == "2020-04-03"
    assert joint["089"]["a"] == "B18"
    assert joint["710"]["a"] == "Aurelmar"
    assert (joint["991"]["a"], joint["991"]["b"]) == ("A/74/251", "32")
    assert len(joint["008"].data) == 40
    assert joint["008"].data[35:38] == "eng"
    assert single["245"]["a"] == "المنارات والعوامات"


def test_bibtex_is_read_by_bibtexparser(catalogue: Catalogue) -> None:
    read = parse_string(written(catalogue, "bibtex"))
    assert not read.failed_blocks
    assert [record.entry_type for record in read.entries] == ["techreport", "techreport"]
    fields = read.entries[0].fields_dict
    assert fields["number"].value == "A/74/783–S/2020/279"
    assert fields["year"].value == "2020"
    assert fields["url"].value == "https://undocs.org/en/A/74/783"
    assert r"Lights \& buoys" in fields["title"].value


def test_ris_is_read_by_rispy(catalogue: Catalogue) -> None:
    first, second = rispy.loads(written(catalogue, "ris"))
    assert first["type_of_reference"] == "GOVDOC"
    assert first["title"] == TITLE
    assert first["authors"] == ["Aurelmar"]
    assert first["year"] == "2020"
    assert second["title"] == "المنارات والعوامات"


def test_csl_and_json_ld_are_json(catalogue: Catalogue) -> None:
    items = json.loads(written(catalogue, "csl"))
    assert [item["number"] for item in items] == ["A/74/783–S/2020/279", "A/74/784"]
    assert items[0]["issued"] == {"date-parts": [[2020, 4, 3]]}
    text = written(catalogue, "jsonld")
    assert "<" not in text
    graph = json.loads(text)
    assert graph["@context"] == "https://schema.org"
    assert [name["value"] for name in graph["@graph"][0]["identifier"]] == ["A/74/783", "S/2020/279"]
    assert graph["@graph"][0]["workTranslation"][0]["inLanguage"] == "fr"
    assert graph["@graph"][0]["citation"][0]["identifier"] == "S/RES/822 (1993)"


def test_rows_are_one_a_language_version_and_hold_no_formula(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "index") as made:
        made.add([*ENTRIES, entry("es", "A/74/785", title="=HYPERLINK(1)")])
        made.commit()
        rows = list(csv.DictReader(io.StringIO(written(made, "csv"))))
        assert len(rows) == 4
        assert "'=HYPERLINK(1)" in {row["title"] for row in rows}
        assert len(json.loads(written(made, "json"))) == 4


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_written_too(catalogue: Catalogue, form: str) -> None:
    text = "".join(write_found(form, [], catalogue, HOUSE))
    if form in ("csl", "json", "jsonld"):
        json.loads(text)
