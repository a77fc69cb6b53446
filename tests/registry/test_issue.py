"""Issuing: the files, their record and the notices, all or nothing."""

from __future__ import annotations

from hashlib import sha256
from unittest import mock

import pytest

from tests.registry.making import NOTICES, letter, must_hold, original, version
from verbale.registry import Registry, issuing, staging


def test_issued_files_are_readable_by_name_and_recorded_with_their_hash(registry: Registry) -> None:
    entry = registry.register(letter(), original("a")).entry
    issued = registry.issue(entry, version("words"))
    assert issued.new
    assert issued.entry.state == "issued"
    assert [file.path for file in issued.entry.files] == [
        "documents/PA_12_1+HC_2024_1/en/PA_12_1+HC_2024_1-en.html",
        "documents/PA_12_1+HC_2024_1/en/PA_12_1+HC_2024_1-en.txt",
    ]
    for file in issued.entry.files:
        data = (registry.folder.root / file.path).read_bytes()
        assert (file.sha256, file.size) == (sha256(data).hexdigest(), len(data))
    must_hold(registry)


def test_notices_are_in_the_outbox_when_the_document_is_issued(registry: Registry) -> None:
    entry = registry.register(letter(), original("a")).entry
    assert registry.notices(entry) == ()
    registry.issue(entry, version())
    notices = registry.notices(entry)
    assert [(notice.member, notice.name, notice.language) for notice in notices] == [
        (notice.member, notice.name, notice.language) for notice in NOTICES
    ]
    assert len({notice.key for notice in notices}) == 2
    assert all(notice.delivered is None for notice in notices)


def test_a_document_that_nobody_is_told_of_is_circulated_when_issued(registry: Registry) -> None:
    entry = registry.register(letter(), original("a")).entry
    assert registry.issue(entry, version(notices=())).entry.state == "circulated"


def test_issuing_twice_keeps_the_first(registry: Registry) -> None:
    entry = registry.register(letter(), original("a")).entry
    first = registry.issue(entry, version("first"))
    second = registry.issue(entry, version("second"))
    assert (first.new, second.new) == (True, False)
    assert second.entry == first.entry
    must_hold(registry)


@pytest.mark.parametrize("where", ["_record", "remove"])
def test_an_error_in_the_middle_leaves_nothing(registry: Registry, where: str) -> None:
    entry = registry.register(letter(), original("a")).entry
    before = registry.events()
    broken = (
        mock.patch.object(issuing, "_record", side_effect=RuntimeError("broken"))
        if where == "_record"
        else mock.patch.object(staging.Work, "move_all", side_effect=RuntimeError("broken"))
    )
    with broken, pytest.raises(RuntimeError, match="broken"):
        registry.issue(entry, version())
    assert registry.events() == before
    must_hold(registry)
    assert registry.issue(entry, version()).new


def test_the_original_is_kept_under_its_hash(registry: Registry) -> None:
    entry = registry.register(letter(), original("words", name="../../etc/passwd")).entry
    path = registry.folder.original(entry.sha256)
    assert path.read_bytes() == b"words"
    assert path.stat().st_mode & 0o222 == 0
    assert entry.file == "../../etc/passwd"
    must_hold(registry)
