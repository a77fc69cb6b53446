"""The commands of the post: what they print, as text and as JSON, and with what status they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.circulation.receivers import hook_server, mail_server
from tests.cli.conftest import SAMPLES, Run
from tests.registry.making import letter, original, version
from verbale.registry import Folder, Registry

LETTER = SAMPLES / "joint-letter.md"
ANNA = "anna@reader.example"


def answer(run: Run, *arguments: str | Path, status: int = 0) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == status, result.output
    return json.loads(result.stdout)


def settings(registry: Path, **sections: dict[str, object]) -> None:
    lines = [(registry / "verbale.toml").read_text("utf-8")]
    for name, values in sections.items():
        lines += [f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())]
    (registry / "verbale.toml").write_text("\n".join(lines), "utf-8")


def test_recipients_are_shown_before_anything_is_sent(run: Run, registry: Path) -> None:
    run("address", "add", "XA", "mission@aurelmar.example")
    run("subscribe", ANNA, "buoys", "--daily")
    run("subscribe", ANNA, "--organ", "Harbour Council", "--sender", "Belvaria")
    result = run("recipients", LETTER)
    assert result.stdout == "13 recipients, by rule; 1 by subscription; 1 in the daily digest\n"
    assert "mission@aurelmar.example" in run("recipients", LETTER, "--all").stdout
    found = answer(run, "recipients", LETTER)
    assert [len(found[key]) for key in ("rule", "subscriptions", "digest")] == [13, 1, 1]
    assert list((registry / "outbox").iterdir()) == []
    with Registry(Folder(registry), who="me") as opened:
        entry = opened.register(letter(), original("a")).entry
    assert len(answer(run, "recipients", entry.symbols[0])["rule"]) == 13


def test_addresses(run: Run, registry: Path, tmp_path: Path) -> None:
    assert "No member has an address" in run("address").stdout
    made = answer(run, "address", "add", "XA", "https://aurelmar.example/hook")
    assert made["address"]["way"] == "webhook"
    assert made["secret"].startswith("whsec_")
    secret = tmp_path / "secret"
    secret.write_text(made["secret"] + "\n")
    again = answer(run, "address", "add", "XB", "https://belvaria.example/hook", "--secret-file", secret)
    assert again["secret"] is None
    shown = run("address").stdout + json.dumps(answer(run, "address")) + run("log").stdout
    assert made["secret"] not in shown
    assert "aurelmar.example/hook" in shown
    assert run("address", "add", "XA", "https://aurelmar.example/hook").exit_code == 2
    assert run("address", "add", "ZZ", "a@b.example").exit_code == 2
    assert run("address", "remove", "1").exit_code == 0
    assert run("address", "remove", "1").exit_code == 2


def test_subscriptions_of_a_person(run: Run, registry: Path) -> None:
    made = answer(run, "subscribe", ANNA, "kind:letter", "water", "--item", "69", "--language", "ar")
    assert made["subscription"]["query"] == "item:69 kind:letter water"
    assert made["secret"] is None
    run("subscribe", "boris@reader.example")
    assert len(answer(run, "subscriptions")) == 2
    assert [one["language"] for one in answer(run, "subscriptions", ANNA)] == ["ar"]
    assert "item:69 kind:letter water" in run("subscriptions", ANNA).stdout
    assert "no longer told" in run("unsubscribe", ANNA).stdout
    assert answer(run, "subscriptions", ANNA) == []
    assert len(answer(run, "subscriptions", ANNA, "--ended")) == 1
    assert run("unsubscribe", ANNA).exit_code == 2
    assert run("unsubscribe", "7").exit_code == 2
    result = run("subscribe", ANNA, "sendr:PT")
    assert result.exit_code == 2
    assert "sender" in result.stderr


def test_a_letter_is_sent_and_reported(run: Run, registry: Path) -> None:
    with mail_server() as mail, hook_server(lambda n: "410" if n == 1 else "200") as hook:
        settings(
            registry,
            mail={
                "host": "127.0.0.1",
                "port": mail.port,
                "tls": "none",
                "sender": "registry@estuary.example",
            },
            webhooks={"allow": ["127.0.0.0/8"]},
        )
        run("address", "add", "XA", "mission@aurelmar.example")
        run("address", "add", "XB", hook.url)
        run("subscribe", ANNA, "--daily")
        sent = run("circulate", LETTER)
        assert sent.exit_code == 0
        assert "1 by e-mail, 1 by webhook; 2 of them wait for: verbale worker" in sent.stdout
        assert run("deliveries", "PA/13/1").exit_code == 0
        assert run("worker", "--once").stdout == "1 delivered, 1 given up.\nNothing waits.\n"
        report = run("deliveries", "PA/13/1", "--attempts")
        assert report.exit_code == 1
        assert "PA/13/1–HC/2026/1: 12 delivered, 1 undelivered" in report.stdout
        assert "answered 410" in report.stdout
        assert run("deliveries", "PA/13/1", "--retry").exit_code == 0
        assert answer(run, "worker", "--once")["done"]["delivered"] == 1
        told = answer(run, "deliveries", "PA/13/1")
        assert told["state"] == "circulated"
        assert {one["state"] for one in told["deliveries"]} == {"delivered"}
        assert run("digest", "--look").stdout == "1 digest would be gathered.\n"
        assert answer(run, "digest") == {"digests": 1, "documents": 1}
        assert run("digest").stdout == "0 digests of 0 documents gathered.\n"
        run("worker", "--once")
    assert [receiver for receiver, _ in mail.taken] == ["mission@aurelmar.example", ANNA]
    attached = [part.get_content_type() for part in mail.taken[0][1].iter_attachments()]
    assert attached == ["application/pdf"]
    assert run("log", "verify").exit_code == 0


def test_the_day_and_the_feed(run: Run, registry: Path, tmp_path: Path) -> None:
    with Registry(Folder(registry), who="me") as opened:
        entry = opened.register(letter(), original("a")).entry
        opened.issue(entry, version())
        day = opened.events()[-1].at[:10]
    assert "PA/12/1–HC/2024/1" in run("day", day).stdout
    assert "No document was issued on 1999-01-01." in run("day", "1999-01-01").stdout
    assert answer(run, "day", day)["documents"][0]["symbol"] == "PA/12/1–HC/2024/1"
    assert run("day", day, "--format", "pdf", "--output", "day.pdf").exit_code == 0
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF-")
    assert 'dir="rtl"' in run("day", day, "--format", "html", "--language", "ar").stdout
    assert run("day", day, "--language", "de").exit_code == 2
    assert "PA/12/1" in run("feed", "organ:PA").stdout
    assert answer(run, "feed", "organ:SC")["items"] == []
    assert run("feed", "orgn:PA").exit_code == 2


def test_settings_with_mistakes_are_told(run: Run, registry: Path) -> None:
    settings(registry, mail={"host": "mail.example", "prt": 25}, webhooks={"allow": ["here"]})
    result = run("worker", "--once")
    assert result.exit_code == 2
    for told in ("mail.prt", "mail.sender", "webhooks.allow"):
        assert told in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="stops by a signal")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_stops_when_it_is_told_to(registry: Path, number: signal.Signals) -> None:
    with Registry(Folder(registry), who="me") as opened:
        opened.issue(opened.register(letter(), original("a")).entry, version())
    worker = subprocess.Popen(
        [sys.executable, "-m", "verbale", "worker", "--registry", str(registry)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "VERBALE_WORKER_LOOK_EVERY": "0.05"},
    )
    try:
        with Registry(Folder(registry), who="me", write=False) as opened:
            for _ in range(300):
                if opened.post.waiting() == {}:
                    break
                time.sleep(0.05)
            assert opened.post.waiting() == {}
        worker.send_signal(number)
        output, errors = worker.communicate(timeout=20)
    finally:
        worker.kill()
        worker.wait()
    assert worker.returncode == 0, errors
    assert "2 notices laid down." in output
    assert "Traceback" not in errors


def test_a_folder_is_taken_in(run: Run, registry: Path, tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "letter.md").write_bytes(LETTER.read_bytes())
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    result = run("intake", "folder", folder, "--settled", "0")
    assert result.exit_code == 0
    assert "letter.md: case 1: Letter dated 10 February 2026" in result.stdout
    assert "picture.png: not taken in: " in result.stdout
    assert run("intake", "folder", folder).stdout == "Nothing to take in.\n"
    (folder / "again.md").write_bytes(LETTER.read_bytes())
    (again,) = answer(run, "intake", "folder", folder, "--settled", "0")
    assert (again["case"], again["new"]) == (1, False)
    assert run("intake", "folder", folder / "nothing").exit_code == 2
    result = run("intake", "mailbox")
    assert result.exit_code == 2
    assert "no mailbox is set" in result.stderr
