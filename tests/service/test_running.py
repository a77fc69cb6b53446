"""The service as it is run: started, asked, stopped."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.registry.making import new_registry
from tests.service.running import Running, serving


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    root = tmp_path_factory.mktemp("service") / "registry"
    new_registry(root).close()
    with serving(root) as running:
        yield running


def test_it_lives_and_is_ready(service: Running) -> None:
    with service.client() as client:
        assert client.get("/health").json()["status"] == "alive"
        assert client.get("/ready").json() == {"status": "ready", "profile": "assembly", "events": 1}


def test_it_counts_by_route_and_not_by_address(service: Running) -> None:
    with service.client() as client:
        client.get("/health")
        client.get("/very/secret/address")
        told = client.get("/metrics").text
    assert 'verbale_requests_total{method="GET",route="/health",status="200"}' in told
    assert "verbale_log_events 1.0" in told
    assert "secret" not in told


def test_every_answer_forbids_what_is_not_ours(service: Running) -> None:
    with service.client() as client:
        for path in ("/health", "/nothing/here", "/metrics"):
            headers = client.get(path).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert "server" not in headers


def test_what_is_not_there_is_a_problem_with_the_number_of_the_request(service: Running) -> None:
    with service.client() as client:
        answer = client.get("/nothing/here?token=abc")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/not-found"
    assert answer.json()["request"] == answer.headers["x-request-id"]
    logged = [msgspec.json.decode(line) for line in service.logged(answer.headers["x-request-id"])]
    assert [(line["route"], line["status"]) for line in logged] == [("none", 404)]
    assert not any("abc" in line for line in service.log)


def test_it_stops_cleanly(tmp_path: Path) -> None:
    root = tmp_path / "registry"
    new_registry(root).close()
    with serving(root) as running:
        answers: list[int] = []
        with running.client() as client:
            asking = threading.Thread(target=lambda: answers.append(client.get("/ready").status_code))
            asking.start()
            time.sleep(0.05)
            assert running.stop() == 0
            asking.join(10)
    assert answers == [200]
    assert any('"event":"stopped"' in line for line in running.log)


def test_an_address_that_is_taken_and_wrong_settings_are_told(service: Running, tmp_path: Path) -> None:
    root = tmp_path / "registry"
    new_registry(root).close()

    def tried(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "verbale", "serve", "--registry", root, *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        return done.stderr

    assert "nobody can listen here" in tried("--port", service.address.rpartition(":")[2])
    with (root / "verbale.toml").open("a", encoding="utf-8") as file:
        file.write("[service]\nport = -1\n[rates]\nperson = 0\n")
    told = tried("--check")
    assert "the settings have 2 mistakes" in told
    assert "service.port" in told
    assert "rates.person" in told
