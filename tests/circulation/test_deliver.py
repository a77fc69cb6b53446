"""Delivery goes on where it was stopped, delivers each notice once, and leaves proof."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from unittest import mock

import pytest

from tests.registry.making import letter, must_hold, original, version
from verbale.circulation import delivering, lists
from verbale.circulation.days import Day
from verbale.circulation.delivering import deliver
from verbale.registry import Folder, Registry, outbox


def issued(registry: Registry, content: str) -> None:
    registry.issue(registry.register(letter(), original(content)).entry, version(content))


def delivered_files(registry: Registry) -> dict[str, str]:
    return {
        path.relative_to(registry.folder.root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in registry.folder.outbox.glob("*/*")
    }


def test_delivery_leaves_proof_and_circulates_the_document(registry: Registry) -> None:
    issued(registry, "a")
    assert registry.entry("PA/12/1").state == "issued"
    made = deliver(registry)
    assert made.notices == 2
    entry = registry.entry("PA/12/1")
    assert entry.state == "circulated"
    notices = registry.notices(entry)
    assert all(notice.delivered for notice in notices)
    assert {str(notice.path): notice.sha256 for notice in notices} == delivered_files(registry)
    assert registry.events(entry)[-1].data == {"notices": 2}
    must_hold(registry)


def test_delivering_again_does_nothing(registry: Registry) -> None:
    issued(registry, "a")
    deliver(registry)
    before, events = delivered_files(registry), registry.events()
    made = deliver(registry)
    assert (made.notices, made.lists) == (0, ())
    assert (delivered_files(registry), registry.events()) == (before, events)


def test_stopped_before_it_was_recorded_it_writes_the_same_files_again(registry: Registry) -> None:
    issued(registry, "a")
    with (
        mock.patch.object(outbox, "delivered", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        deliver(registry)
    first = delivered_files(registry)
    assert len(first) == 2
    assert registry.entry("PA/12/1").state == "issued"
    assert deliver(registry).notices == 2
    assert delivered_files(registry) == first


def test_stopped_before_the_lists_were_made_it_makes_them(registry: Registry) -> None:
    registry.issue(registry.register(letter(), original("a")).entry, version(notices=()))
    with mock.patch.object(lists, "feed_of", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        deliver(registry)
    assert not registry.folder.feed.exists()
    assert len(deliver(registry).lists) == 3
    assert deliver(registry).lists == ()


def test_more_than_one_batch_is_delivered(registry: Registry) -> None:
    for content in "abcd":
        issued(registry, content)
    with mock.patch.object(delivering, "_BATCH", 3):
        assert deliver(registry).notices == 8
    assert {entry.state for entry in registry.entries()} == {"circulated"}
    must_hold(registry)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_killed_at_random_moments_each_notice_is_delivered_once(registry: Registry) -> None:
    chosen = random.Random(20200403)
    root = registry.folder.root
    registry.close()

    def child(work: Callable[[], None], kill_after: float) -> bool:
        pid = os.fork()
        if pid == 0:
            try:
                work()
            finally:
                os._exit(0)
        time.sleep(kill_after)
        os.kill(pid, signal.SIGKILL)
        return os.WIFSIGNALED(os.waitpid(pid, 0)[1])

    def work(content: str) -> None:
        with Registry(Folder(root), who="the worker") as own:
            issued(own, content)
            deliver(own)

    killed = sum(child(lambda: work(str(number)), chosen.uniform(0.005, 0.09)) for number in range(25))  # noqa: B023
    assert killed >= 5
    with Registry(Folder(root), who="the next") as after:
        for entry in after.entries(state="registered"):
            after.issue(entry, version("again"))
        deliver(after)
        must_hold(after)
        assert {entry.state for entry in after.entries()} <= {"circulated"}
        proofs = {str(n.path): n.sha256 for entry in after.entries() for n in after.notices(entry)}
        files = {name: digest for name, digest in delivered_files(after).items() if not name.endswith(".new")}
        assert files == proofs
        assert all(
            [event.kind for event in after.events(entry)].count("circulated") == 1
            for entry in after.entries()
        )


def test_lists_name_what_was_issued(registry: Registry, tmp_path: Path) -> None:
    import msgspec
    from lxml import etree, html

    for content in "ab":
        issued(registry, content)
    deliver(registry)
    (page,) = registry.folder.days.glob("*.html")
    rows = html.parse(str(page)).findall(".//tbody/tr")
    assert [row.findtext("th/bdi") for row in rows] == ["PA/12/1–HC/2024/1", "PA/12/2–HC/2024/2"]
    for link in html.parse(str(page)).findall(".//a"):
        from urllib.parse import unquote

        assert (registry.folder.days / unquote(str(link.get("href")))).exists()
    day = msgspec.json.decode(page.with_suffix(".json").read_bytes(), type=Day)
    assert [document.symbols for document in day.documents] == [
        ("PA/12/1", "HC/2024/1"),
        ("PA/12/2", "HC/2024/2"),
    ]
    feed = etree.parse(str(registry.folder.feed))
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == [
        f"PA/12/{n}–HC/2024/{n}: Letter dated 4 November 2024 from the Permanent Representative of Belvaria"
        " addressed to the Secretary-General"
        for n in (2, 1)
    ]
    identities = [element.text for element in feed.iter(f"{atom}id")]
    assert len(identities) == len(set(identities)) == 3
    assert all(str(identity).startswith("urn:uuid:") for identity in identities)


def test_a_document_that_is_not_public_stands_in_no_list(registry: Registry) -> None:
    import msgspec

    document = letter()
    head = msgspec.structs.replace(document.masthead, distribution="restricted", title="Of the pilots’ pay")
    entry = registry.register(msgspec.structs.replace(document, masthead=head), original("a")).entry
    registry.issue(entry, version())
    made = deliver(registry)
    assert made.notices == 2
    for path in made.lists:
        text = (registry.folder.root / path).read_text(encoding="utf-8")
        assert "pilots" not in text
        assert "PA/12/1" not in text
