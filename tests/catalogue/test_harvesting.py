"""OAI-PMH 2.0, walked verb by verb as a harvester does."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from verbale.catalogue import Catalogue, entry_of
from verbale.catalogue.exports import House
from verbale.catalogue.harvesting import Provider
from verbale.document import Document
from verbale.sampling import documents

OAI = "{http://www.openarchives.org/OAI/2.0/}"
START = datetime(2025, 3, 1, 12, tzinfo=UTC)


def stamp(second: int) -> str:
    return (START + timedelta(seconds=second)).isoformat(timespec="microseconds")


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made: list[Document] = list(documents(25))
    with Catalogue(tmp_path_factory.mktemp("index")) as catalogue:
        # five documents each second, all of one second in one moment
        catalogue.add(entry_of(document, added=stamp(number // 5)) for number, document in enumerate(made))
        catalogue.commit()
        yield Provider(catalogue, House(name="Union"), "https://x.org/oai", "x.org", "a@x.org", page=7)


def ask(provider: Provider, **arguments: str) -> ET.Element:
    named = [(name.rstrip("_"), value) for name, value in arguments.items()]
    root = ET.fromstring(provider.answer(named))
    assert root.tag == f"{OAI}OAI-PMH"
    assert [child.tag.removeprefix(OAI) for child in root][:2] == ["responseDate", "request"]
    return root


def code(root: ET.Element) -> str | None:
    error = root.find(f"{OAI}error")
    return None if error is None else error.get("code")


def walk(provider: Provider, verb: str, **arguments: str) -> list[str]:
    """The identifiers of a list, through all its tokens."""
    found: list[str] = []
    root = ask(provider, verb=verb, **arguments)
    while True:
        assert code(root) is None
        found += [str(node.text) for node in root.iter(f"{OAI}identifier")]
        token = next(root.iter(f"{OAI}resumptionToken"), None)
        if token is None:
            return found
        assert token.get("completeListSize") == "25" or "set" in arguments or "from_" in arguments
        if not token.text:
            return found
        root = ask(provider, verb=verb, resumptionToken=token.text)


def test_identify(provider: Provider) -> None:
    root = ask(provider, verb="Identify")
    told = {node.tag.removeprefix(OAI): node.text for node in root[2]}
    assert told["protocolVersion"] == "2.0"
    assert told["earliestDatestamp"] == "2025-03-01T12:00:00Z"
    assert told["baseURL"] == "https://x.org/oai"


@pytest.mark.parametrize("prefix", ["oai_dc", "marcxml"])
@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
def test_a_list_gives_every_record_once(provider: Provider, verb: str, prefix: str) -> None:
    found = walk(provider, verb, metadataPrefix=prefix)
    assert len(found) == len(set(found)) == 25


def test_each_record_can_be_had(provider: Provider) -> None:
    for identifier in walk(provider, "ListIdentifiers", metadataPrefix="oai_dc"):
        root = ask(provider, verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
        assert [node.text for node in root.iter(f"{OAI}identifier")] == [identifier]
        assert root.find(".//{http://purl.org/dc/elements/1.1/}title") is not None


def test_sets_are_listed_and_narrow(provider: Provider) -> None:
    specs = [str(node.text) for node in ask(provider, verb="ListSets").iter(f"{OAI}setSpec")]
    assert "organ:PA" in specs
    kinds = [spec for spec in specs if spec.startswith("kind:")]
    assert (
        sum(len(walk(provider, "ListIdentifiers", metadataPrefix="oai_dc", set=kind)) for kind in kinds) == 25
    )


def test_dates_narrow(provider: Provider) -> None:
    since = walk(provider, "ListIdentifiers", metadataPrefix="oai_dc", from_="2025-03-01T12:00:03Z")
    assert len(since) == 10
    day = ask(provider, verb="ListIdentifiers", metadataPrefix="oai_dc", until="2025-02-28")
    assert code(day) == "noRecordsMatch"
    assert (
        len(
            walk(provider, "ListIdentifiers", metadataPrefix="oai_dc", from_="2025-03-01", until="2025-03-01")
        )
        == 25
    )


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ({}, "badVerb"),
        ({"verb": "Fetch"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "mods"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2025-01-01", "until": "2025-01-01T00:00:00Z"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2025-02-01", "until": "2025-01-01"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "none:x"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "nonsense"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "x", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x.org:none"}, "idDoesNotExist"),
    ],
)  # fmt: skip
def test_errors_are_those_of_the_protocol(provider: Provider, arguments: dict[str, str], wanted: str) -> None:
    root = ET.fromstring(provider.answer(list(arguments.items())))
    assert code(root) == wanted
    if wanted in ("badVerb", "badArgument"):
        assert root.find(f"{OAI}request").attrib == {}  # type: ignore[union-attr]


def test_a_repeated_argument_is_refused(provider: Provider) -> None:
    root = ET.fromstring(provider.answer([("verb", "Identify"), ("verb", "Identify")]))
    assert code(root) == "badVerb"
