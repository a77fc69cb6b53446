"""Files in processes of their own: what breaks a reader never ends the caller."""

from __future__ import annotations

import ctypes
import os
import socket
import time
from pathlib import Path

import msgspec
import pytest

from tests.reading_files.words import docx, paragraph
from verbale.errors import DamagedFile, NoText, OverLimit, UnknownFormat
from verbale.reading.files.limits import Limits
from verbale.reading.files.worker import DOCUMENT, Workers
from verbale.reading.lines import Stream

TASK = "tests.reading_files.test_worker:task"
LIMITS = Limits(seconds=1.0)


def task(
    source: Path | bytes, *, name: str | None = None, limits: Limits | None = None, what: str = ""
) -> bytes:
    """A task that does harm in the way that it is told."""
    match what or (source.decode() if isinstance(source, bytes) else ""):
        case "spin":
            while True:
                pass
        case "sleep":
            time.sleep(60)
        case "memory":
            return bytes(sum(len(block) for block in [b"x" * 10_000_000 for _ in range(1000)]))
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(3)
        case "fault":
            raise KeyError("fault")
        case "output":
            return b"x" * 5_000_000
        case "files":
            held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1000)]
            return str(len(held)).encode()
        case "write":
            Path("large").write_bytes(b"x" * (100 << 20))
        case "network":
            try:
                socket.create_connection(("192.0.2.1", 80), timeout=0.5)
            except OSError as error:
                return type(error).__name__.encode() + b" " + str(error.errno).encode()
        case "environment":
            return "\n".join(os.environ).encode()
        case "process":
            return str(os.getpid()).encode()
    return b"done"


@pytest.mark.parametrize(
    ("what", "error", "message"),
    [
        ("spin", OverLimit, "longer than 1 seconds"),
        ("sleep", OverLimit, "longer than 1 seconds"),
        ("memory", OverLimit, "more memory"),
        ("crash", DamagedFile, "broke its reader"),
        ("exit", DamagedFile, "broke its reader"),
        ("fault", DamagedFile, r"cannot be read \(KeyError\)"),
        ("output", OverLimit, "bytes of text"),
        ("files", DamagedFile, r"cannot be read \(OSError\)"),
        ("write", (DamagedFile, OverLimit), "."),
    ],
)
def test_harm_becomes_an_error(what: str, error: type[Exception], message: str) -> None:
    limits = msgspec.structs.replace(LIMITS, output=1_000_000)
    if what not in ("spin", "sleep"):  # a busy machine must not take the one harm for the other
        limits = msgspec.structs.replace(limits, seconds=60)
    with Workers(TASK, limits=limits, options={"what": what}) as pool, pytest.raises(error, match=message):
        pool.read(b"x", name="bad.pdf")


def test_the_pool_goes_on_after_a_crash() -> None:
    with Workers(TASK, limits=LIMITS, count=2) as pool:
        answers = list(
            pool.map(
                [(str(i), what) for i, what in enumerate([b"ok", b"crash", b"exit", b"ok", b"sleep", b"ok"])]
            )
        )
    assert [answer.key for answer in answers] == ["0", "1", "2", "3", "4", "5"]
    assert [type(answer.error).__name__ for answer in answers] == [
        "NoneType",
        "DamagedFile",
        "DamagedFile",
        "NoneType",
        "OverLimit",
        "NoneType",
    ]


def test_processes_are_used_again_and_replaced() -> None:
    with Workers(TASK, limits=LIMITS, recycle=3) as pool:
        seen = [pool.read(b"process") for _ in range(7)]
    assert len(set(seen)) == 3
    assert seen[0] == seen[1] == seen[2] != seen[3]


def test_no_network_and_nothing_of_ours_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBALE_SECRET", "x")
    with Workers(TASK, limits=LIMITS) as pool:
        assert b"VERBALE_SECRET" not in pool.read(b"environment")
        # without a route, or refused at once: never an answer
        assert not pool.read(b"network").startswith(b"done")


def test_streams_and_documents_and_errors_come_through(tmp_path: Path) -> None:
    good = tmp_path / "good.docx"
    good.write_bytes(docx(paragraph("The lights were lit.")))
    with Workers() as pool:
        stream = msgspec.msgpack.decode(pool.read(good), type=Stream)
        assert [line.text for line in stream.lines] == ["The lights were lit."]
        assert stream.source.name == "good.docx"
        with pytest.raises(UnknownFormat, match="JPEG") as caught:
            pool.read(b"\xff\xd8\xff\xe0" + b"0" * 99, name="scan.pdf")
        assert caught.value.where is not None
        assert caught.value.where.file == "scan.pdf"
        with pytest.raises(NoText):
            pool.read(b"____________", name="x.txt")
        with pytest.raises(DamagedFile, match="cannot be opened"):
            pool.read(tmp_path / "none.pdf")
    with Workers(DOCUMENT) as pool:
        assert b"lights" in pool.read(good)
