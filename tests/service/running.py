"""A service that runs in a process of its own, as it is started by hand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx


@dataclass
class Running:
    """A running service: its address, and its log as far as it was written."""

    process: subprocess.Popen[str]
    address: str
    log: list[str] = field(default_factory=list)

    def client(self, **headers: str) -> httpx.Client:
        """A client of this service."""
        return httpx.Client(base_url=self.address, headers=headers, timeout=30, trust_env=False)

    def logged(self, text: str) -> list[str]:
        """The lines of the log with this text; the first of them is waited for."""
        for _ in range(100):
            if found := [line for line in list(self.log) if text in line]:
                return found
            time.sleep(0.05)
        return []

    def stop(self) -> int:
        """Stop it as the system does, and its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


@contextmanager
def serving(
    registry: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """Serve a registry at a free port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", "serve", "--registry", registry, "--port", "0", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    log: list[str] = []
    found = threading.Event()

    def read() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            log.append(line.rstrip())
            if line.startswith("Listening at "):
                found.set()
        found.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        found.wait(60)
        told = [line for line in log if line.startswith("Listening at ")]
        assert told, log
        yield Running(process, told[0].removeprefix("Listening at "), log)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=40)
        reader.join(10)
