"""Kills workers in the middle of sending, many times, and looks at what receivers saw and what the books say.

Run as ``python -m tests.circulation.killing FOLDER CALLS MOMENTS SEED [DATABASE]``: a real mail server and a real webhook
stand in this process; workers run in child processes, of which ``CALLS`` end by ``kill -9`` at a random call of a function
(counted by the interpreter), ``MOMENTS`` at a random moment. After each kill the next worker goes on. In the end every
notice must have been seen, more than once only under the same identifier, and the books must say so. ``DATABASE`` is the
address of an empty PostgreSQL database. Prints one line of JSON with what was seen.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec

from tests.circulation.receivers import HookSink, MailSink, hook_server, mail_server
from tests.registry.killing import _child, _count
from tests.registry.making import DAY, letter, new_registry, original, version
from verbale.circulation.recipients import recipients
from verbale.circulation.settings import Mail, PostSettings, Webhooks
from verbale.circulation.settings import Worker as WorkerSettings
from verbale.circulation.worker import PostWorker
from verbale.registry import Folder, Registry


def main() -> None:
    """Run the kills that the arguments ask for."""
    root = Path(sys.argv[1])
    calls, moments, seed = (int(argument) for argument in sys.argv[2:5])
    database = sys.argv[5] if len(sys.argv) > 5 else None
    print(json.dumps(run(root, calls, moments, seed, database)))


def run(root: Path, calls: int, moments: int, seed: int, database: str | None = None) -> dict[str, object]:
    """Kill, go on, and see that all holds; what was seen."""
    chosen = random.Random(seed)
    kills = ["call"] * calls + ["moment"] * moments
    chosen.shuffle(kills)
    interrupted = 0
    with mail_server() as mail, hook_server() as hook:
        settings = PostSettings(
            mail=Mail(host="127.0.0.1", port=mail.port, tls="none", sender="registry@estuary.example"),
            webhooks=Webhooks(allow=("127.0.0.0/8",), seconds=20),
            worker=msgspec.convert({"first-wait": 0.01, "longest-wait": 0.02}, WorkerSettings),
        )
        with new_registry(root, database) as registry:
            for number, member in enumerate(("XA", "XB", "XC")):
                registry.post.add_address(member, "e-mail", f"mission{number}@{member.lower()}.example")
                registry.post.add_address(member, "webhook", f"{hook.url}/{member}")
            _issue(registry, "the first")
            _issue(registry, "the second")
        length, duration = _measured(root, settings)
        for number, kind in enumerate(kills):
            with Registry(Folder(root), who="the registrar") as registry:
                if not registry.post.waiting():  # each kill has something to interrupt
                    _issue(registry, f"letter {number}")
            at = chosen.randint(1, length) if kind == "call" else None
            after = chosen.uniform(0, duration) if kind == "moment" else None
            _child(lambda: _work(root, settings), kill_at=at, kill_after=after)
            with Registry(Folder(root), who="who looks", write=False) as registry:
                interrupted += bool(registry.post.waiting())
        _settle(root, settings)
        _must_hold(root, mail, hook)
    again = len(hook.calls) - len(hook.seen())
    return {
        "kills": len(kills),
        "something was left waiting": interrupted,
        "notices": len(mail.identifiers()) + len(hook.seen()),
        "seen more than once": {"e-mail": len(mail.taken) - len(mail.identifiers()), "webhook": again},
    }


def _issue(registry: Registry, content: str) -> None:
    entry = registry.register(letter(), original(content)).entry
    notices = recipients(registry, registry.document(entry), DAY).notices
    registry.issue(entry, version(content, notices))


def _work(root: Path, settings: PostSettings) -> None:
    with Registry(Folder(root), who="the worker") as registry, PostWorker(registry, settings) as worker:
        worker.once()


def _measured(root: Path, settings: PostSettings) -> tuple[int, float]:
    """How many calls, and how many seconds, a worker takes for one document."""
    started = time.perf_counter()
    _child(lambda: _work(root, settings))
    duration = time.perf_counter() - started
    with Registry(Folder(root), who="the registrar") as registry:
        _issue(registry, "the third")
    return _count(lambda: _work(root, settings)), duration


def _settle(root: Path, settings: PostSettings) -> None:
    """Workers that nobody kills, until nothing waits."""
    for _ in range(50):
        _work(root, settings)
        with Registry(Folder(root), who="who looks", write=False) as registry:
            if not registry.post.waiting():
                return
        time.sleep(0.02)
    raise AssertionError("something still waits")


def _must_hold(root: Path, mail: MailSink, hook: HookSink) -> None:
    with Registry(Folder(root), who="who looks", write=False) as registry:
        assert registry.verify() is None
        keys: Counter[str] = Counter()
        for entry in registry.entries():
            assert entry.state == "circulated", entry.symbol
            kinds = [event.kind for event in registry.events(entry) if event.kind != "recovered"]
            assert kinds.count("circulated") == 1, kinds
            assert "undelivered" not in kinds
            for one in registry.post.deliveries(entry):
                keys[one.way] += 1
                assert one.state == "delivered", one
                assert [attempt.outcome for attempt in one.attempts].count("delivered") >= 1
                if one.way == "e-mail":
                    assert f"<{one.key}@estuary.example>" in mail.identifiers()
                elif one.way == "webhook":
                    assert one.key in hook.seen()
                else:
                    path, _, _ = (one.proof or "").partition(" ")
                    assert (registry.folder.root / path).is_file(), path
        assert keys["e-mail"] == len(mail.identifiers())
        assert keys["webhook"] == len(hook.seen())
    # What was seen twice is the same to the byte, but for the time at which it was called.
    bodies: dict[str, bytes] = {}
    for heads, body in hook.calls:
        assert bodies.setdefault(heads["webhook-id"], body) == body
    assert list((root / "staging").glob("*.worker")) == []


if __name__ == "__main__":
    main()
