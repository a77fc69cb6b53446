"""The description is true: schemathesis asks the running API all that it describes, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar.serialization import encode_json
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.registry_people.making import filled, new_registry
from tests.service.house import PASSWORD
from tests.service.running import Running, serving
from verbale.circulation import way
from verbale.registry import Registry
from verbale.registry.folder import Folder
from verbale.registry.people.permissions import scopes
from verbale.registry.people.person import ROLES
from verbale.service import load_settings, make_app

EXAMPLES = 12


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Path]]:
    """A running service with documents, and the folder of its registry."""
    with new_registry(tmp_path_factory.mktemp("schema")) as registry:
        list(filled(registry, way.issue))
        registry.people.add("all@example.org", "All", given=ROLES, member="XA", password=PASSWORD)
        root = registry.folder.root
    environment = {
        "VERBALE_RATES_PERSON": "1000000",
        "VERBALE_RATES_ADDRESS": "1000000",
        "VERBALE_SERVICE_PAGES": "false",
        "VERBALE_SERVICE_LOG_LEVEL": "error",
    }
    with serving(root, environment=environment) as running:
        yield running, root


def token_for_all(root: Path) -> str:
    """A token of somebody who may do everything; a new one each time, since one of the things is to revoke tokens."""
    with Registry(Folder(root), who="the tests") as registry:
        return registry.people.make_token("all@example.org", "schemathesis", scopes()).secret


def described() -> dict[str, Any]:
    """The description, as the app makes it without being started."""
    folder = Folder(Path("nowhere"))
    app = make_app(load_settings(folder, {"VERBALE_SERVICE_PAGES": "false"}))
    told: dict[str, Any] = msgspec.json.decode(encode_json(app.openapi_schema.to_schema()))
    return told


SCHEMA = schemathesis.openapi.from_dict(described())
OPERATIONS = {
    found.ok().definition.raw["operationId"]: found.ok()
    for found in SCHEMA.get_all_operations()
    if isinstance(found, Ok)
}
load_all_checks()
HARMFUL = {"signOut", "signIn", "confirm"}
"""Without a session they have nothing to do; their answers are told all the same."""


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_the_api_does_what_it_describes(name: str, served: tuple[Running, Path]) -> None:
    running, root = served
    token = token_for_all(root)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    @given(
        case=st.one_of(
            OPERATIONS[name].as_strategy(generation_mode=GenerationMode.POSITIVE),
            OPERATIONS[name].as_strategy(generation_mode=GenerationMode.NEGATIVE),
        )
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(
            base_url=running.address,
            headers={"Authorization": f"Bearer {token}"},
            excluded_checks=[positive_data_acceptance],
        )

    before = len(running.log)
    ask()
    assert running.log[before:] == []


@pytest.mark.parametrize(
    "accept", ["application/json", "application/pdf", "text/html", "application/akn+xml"]
)
@pytest.mark.parametrize("tail", ["", "/en", "/fr"])
def test_documents_are_what_is_described(served: tuple[Running, Path], accept: str, tail: str) -> None:
    running, root = served
    token = token_for_all(root)
    headers = {"Authorization": f"Bearer {token}", "Accept": accept}
    listed = httpx.get(f"{running.address}/api/v1/documents", headers=headers, trust_env=False).json()[
        "items"
    ]
    symbol = next(one["symbol"] for one in listed if one["state"] == "issued")
    for name in ("getDocument", "getHistory", "getDeliveries", "listVersions"):
        if name != "getDocument" and tail:
            continue
        case = OPERATIONS[name].Case(path_parameters={"symbol": symbol + tail}, headers=headers)
        answer = case.call(base_url=running.address)
        case.validate_response(answer)
        assert answer.status_code == (404 if tail == "/fr" else 200)


def test_the_description_is_openapi_3_1_with_every_route(served: tuple[Running, Path]) -> None:
    running, _ = served
    told = httpx.get(f"{running.address}/api/v1/openapi.json", trust_env=False).json()
    assert told["openapi"].startswith("3.1")
    for path, item in told["paths"].items():
        for method, operation in item.items():
            assert operation["operationId"], (path, method)
            assert operation["description"], (path, method)
            assert operation["tags"], (path, method)
            for parameter in operation.get("parameters", ()):
                assert parameter.get("description"), (path, method, parameter["name"])
    assert set(CHECKS.get_all_names())


def test_the_description_is_made_from_the_types(served: tuple[Running, Path]) -> None:
    running, _ = served
    told = httpx.get(f"{running.address}/api/v1/openapi.json", trust_env=False).json()
    names = " ".join(told["components"]["schemas"])
    for name in ("Document", "Masthead", "Finding", "Problem", "Case", "Event"):
        assert name in names
