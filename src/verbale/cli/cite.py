"""``verbale cite``: find the citations in texts."""

from __future__ import annotations

import sys
from typing import Any

import click
import msgspec

from verbale.citing import cite


class _Row(msgspec.Struct):
    id: Any
    text: str
    language: str | None = None
    organ: str | None = None


@click.command(name="cite")
@click.option("--jsonl", is_flag=True, help="One JSON text a line in, one a line out.")
def command(jsonl: bool) -> None:
    """Find the citations in texts."""
    decode = msgspec.json.Decoder(_Row).decode
    encode = msgspec.json.Encoder().encode
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        row = decode(line)
        out.write(encode({"id": row.id, "citations": cite(row.text, row.language, row.organ)}) + b"\n")
