"""Texts in, citations out, as lines of JSON: one process for a few, one for each processor where many lines wait.

Lines are answered in order and as they come; memory does not grow with the input.
"""

from __future__ import annotations

import gc
import os
import select
import sys
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from verbale.citing.walk import find
from verbale.document import Citation

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["cite_lines", "cite_stream"]

CHUNK = 1 << 19  # bytes that one process is given at once
# A full read is cut at its last line end; below this, starting processes costs more than it saves.
ENOUGH = CHUNK // 2


_NULL = msgspec.Raw(b"null")


class _Row(msgspec.Struct):
    text: str
    id: msgspec.Raw = _NULL
    language: str | None = None
    organ: str | None = None


class _Answer(msgspec.Struct):
    id: msgspec.Raw
    citations: list[Citation]


class _Refusal(msgspec.Struct):
    id: msgspec.Raw
    error: str


_decoder = msgspec.json.Decoder(_Row)
_encoder = msgspec.json.Encoder()


def cite_lines(lines: bytes) -> tuple[bytes, int]:
    """The answers to lines of {"id", "text", "language", "organ"}, a line each, and how many were refused.

    A line that is no such object is answered with {"id": null, "error"} and stops nothing.
    """
    try:
        rows = _decoder.decode_lines(lines)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _one_by_one(lines)
    collecting = gc.isenabled()
    gc.disable()  # a chunk makes many small values and no cycles: looking for some costs a tenth of the time
    try:
        answers = [_Answer(row.id, find(row.text, row.language, row.organ)) for row in rows]
        return _encoder.encode_lines(answers), 0
    finally:
        if collecting:
            gc.enable()


def _one_by_one(lines: bytes) -> tuple[bytes, int]:
    answers: list[_Answer | _Refusal] = []
    refused = 0
    for line in lines.split(b"\n"):
        if not line.strip():
            continue
        try:
            row = _decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            answers.append(_Refusal(_NULL, f"not a line of the contract: {error}"))
            refused += 1
            continue
        answers.append(_Answer(row.id, find(row.text, row.language, row.organ)))
    return _encoder.encode_lines(answers), refused


def cite_stream(source: BinaryIO, sink: BinaryIO, workers: int | None = None) -> int:
    """Answer all lines of ``source`` into ``sink``; returns how many were refused."""
    workers = workers or _processors()
    refused = 0
    pool: ProcessPoolExecutor | None = None
    waiting: deque[Future[tuple[bytes, int]]] = deque()

    def write(answer: tuple[bytes, int]) -> int:
        sink.write(answer[0])
        sink.flush()
        return answer[1]

    try:
        for lines in _chunks(source):
            if len(lines) < ENOUGH or workers < 2:
                while waiting:
                    refused += write(waiting.popleft().result())
                refused += write(cite_lines(lines))
                continue
            pool = pool or _pool(workers)
            waiting.append(pool.submit(cite_lines, lines))
            while len(waiting) > 2 * workers or (waiting and waiting[0].done()):
                refused += write(waiting.popleft().result())
        while waiting:
            refused += write(waiting.popleft().result())
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    return refused


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(workers: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # What every process needs is made once, before they part.
    find(
        "Article 2 of the Charter; paragraph 3 of resolution 70/1 of 25 September 2015, annex; A/80/6 (Sect. 3)"
    )
    return ProcessPoolExecutor(workers, get_context("fork" if sys.platform == "linux" else "spawn"))


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    """Whole lines, as many as have come and at most about ``CHUNK`` bytes; the last may lack its end."""
    rest = b""
    while data := _come(source):
        end = data.rfind(b"\n") + 1
        if end:
            yield rest + data[:end]
            rest = data[end:]
        else:
            rest += data
    if rest:
        yield rest


def _come(source: BinaryIO) -> bytes:
    """What has come, at least a byte and at most ``CHUNK``; empty at the end. A pipe hands over little at a time, so it is
    asked again while more waits."""
    read = getattr(source, "read1", source.read)
    data: bytes = read(CHUNK)
    pieces = [data]
    size = len(data)
    while data and size < CHUNK and _more_waits(source):
        data = read(CHUNK - size)
        pieces.append(data)
        size += len(data)
    return b"".join(pieces)


def _more_waits(source: BinaryIO) -> bool:
    """Whether a pipe or a socket holds more that can be read without waiting."""
    try:
        return bool(select.select([source.fileno()], [], [], 0)[0])
    except (OSError, ValueError, AttributeError):
        return False
