"""Texts in, citations out, as lines of JSON: one process for a few, one for each processor where many lines wait.

Lines are answered in order and as they come; memory does not grow with the input.
"""

from __future__ import annotations

import gc
import os
import select
from collections import deque
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from verbale.citing.scan import scan
from verbale.citing.walk import find, walk
from verbale.document import Citation

__all__ = ["cite_lines", "cite_stream"]

CHUNK = 1 << 18  # bytes that one process is given at once
ENOUGH = CHUNK // 2  # below this, starting processes costs more than it saves
AHEAD = 4  # chunks for each process that may be answered before their turn to be written


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
        answers = [_Answer(row.id, []) for row in rows]
        for place, scanned in scan([row.text for row in rows]):
            row = rows[place]
            answers[place].citations = walk(row.text, scanned, row.language, row.organ)
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
    workers = (workers or _processors()) if hasattr(os, "fork") else 1
    lines = _Lines(source)
    refused = 0
    while not lines.ended:
        chunk = lines.come()
        if len(chunk) >= ENOUGH and workers > 1:
            return refused + _shared(chunk, lines, sink, workers)
        if chunk:
            answer, bad = cite_lines(chunk)
            sink.write(answer)
            sink.flush()
            refused += bad
    return refused


def _shared(chunk: bytes, lines: _Lines, sink: BinaryIO, count: int) -> int:
    """Answer this chunk and all lines that follow by several processes; returns how many were refused."""
    from verbale.citing.workers import Workers

    # What every process needs is made once, before they part.
    find("Article 2 of the Charter; paragraph 3 of resolution 70/1 of 25 September 2015, annex; 第70/1号决议")
    waiting = deque([chunk])
    answered: dict[int, bytes] = {}
    given = written = refused = 0
    with Workers(cite_lines, count) as workers:
        while True:
            while waiting and given - written < AHEAD * count and workers.give(given, waiting[0]):
                waiting.popleft()
                given += 1
            if written in answered:
                sink.write(answered.pop(written))
                written += 1
                if written not in answered:
                    sink.flush()
                continue
            reading = not lines.ended and len(waiting) < count
            busy = workers.busy
            if not busy and not reading:
                return refused
            if not reading:
                ready = select.select(busy, [], [])[0]
            elif lines.file is None:
                ready = select.select(busy, [], [], 0)[0]
            else:
                ready = select.select([*busy, lines.file], [], [])[0]
            done = [end for end in busy if end in ready]
            for end in done:
                number, answer, bad = workers.take(end)
                answered[number] = answer
                refused += bad
            if reading and not done and (more := lines.come()):
                waiting.append(more)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Lines:
    """The whole lines of a source, as they come; the last may lack its end. ``file`` is what to wait at, if there is any."""

    def __init__(self, source: BinaryIO) -> None:
        # Below the buffer of a file, as what lies in the buffer is not seen by who waits at the file.
        raw = getattr(source, "raw", source)
        self._read: Callable[[int], bytes] = getattr(raw, "read1", raw.read)
        try:
            self.file: int | None = source.fileno()
        except (OSError, AttributeError):
            self.file = None
        self._rest: list[bytes] = []
        self.ended = False

    def come(self) -> bytes:
        """The lines that have come whole, about ``CHUNK`` bytes at most; waits for some bytes, not for the end of a line."""
        data = self._come()
        end = data.rfind(b"\n") + 1
        if data and not end:
            self._rest.append(data)
            return b""
        self.ended = not data
        whole = b"".join((*self._rest, data[:end]))
        self._rest = [data[end:]] if end < len(data) else []
        return whole

    def _come(self) -> bytes:
        """What has come, at least a byte; a pipe hands over little at a time, so it is asked again while more waits."""
        pieces = [self._read(CHUNK)]
        size = len(pieces[0])
        while pieces[-1] and size < CHUNK and self._more_waits():
            pieces.append(self._read(CHUNK - size))
            size += len(pieces[-1])
        return b"".join(pieces)

    def _more_waits(self) -> bool:
        """Whether a pipe or a socket holds more that can be read without waiting."""
        return self.file is not None and bool(select.select([self.file], [], [], 0)[0])
