"""The service's log on standard error: a value a line, with no secret and no word of a document in it.

A request is logged by its route, not by its address: addresses hold symbols that may be nobody's business, and queries
hold what people look for. Exceptions are logged by their kind and the lines of code, never with their texts.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final, Literal

import msgspec

__all__ = ["current_request", "request_id_of", "set_up"]

_KEY: Final = "verbale_request"
_OWN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

current_request: ContextVar[str | None] = ContextVar("verbale_request", default=None)
"""The number of the request that is being answered."""


def request_id_of(scope: Mapping[str, Any]) -> str | None:
    """The number of a request."""
    found = scope.get(_KEY)
    return found if isinstance(found, str) else None


class _Structured(logging.Formatter):
    def __init__(self, form: Literal["json", "text"]) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage().partition("\n")[0].strip(),  # what follows is a trace, texts and all
        }
        if request := current_request.get():
            told["request"] = request
        told |= {key: value for key, value in vars(record).items() if key not in _OWN}
        if record.exc_info and record.exc_info[1] is not None:
            told["error"], told["trace"] = _traced(record.exc_info[1])
        if self._json:
            return msgspec.json.encode(told, enc_hook=str).decode()
        head = f"{told.pop('at')} {told.pop('level')} {told.pop('event')}"
        told.pop("logger")
        return " ".join([head, *(f"{key}={value}" for key, value in told.items())])


def _traced(error: BaseException) -> tuple[str, list[str]]:
    """The kinds of an exception and its causes, and where in the code: not its text, which may hold anything."""
    chain, seen = [], error
    while True:
        chain.append(type(seen).__name__)
        following = seen.__cause__ or seen.__context__
        if following is None or len(chain) > 5:
            break
        seen = following
    lines = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return " < ".join(chain), lines[-12:]


def set_up(form: Literal["json", "text"], level: str) -> None:
    """Let everything be logged so, ours and that of the libraries."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Structured(form))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("verbale").setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
