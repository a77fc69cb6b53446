"""Makes the pictures of the README: the terminal on the way through, and the first page that comes out.

Run by ``make docs``; the pictures are kept, so that a reader of the repository sees them.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
VERBALE = Path(sys.executable).with_name("verbale")


def main() -> None:
    """Circulate the sample letter in a registry of its own, and picture what is seen."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        registry = Path(folder) / "union"
        say(["init", str(registry), "--profile", "assembly"], folder)
        said = say(
            ["circulate", str(ROOT / "samples" / "joint-letter.md"), "--registry", str(registry)], folder
        )
        pdf = next((registry / "documents").rglob("*.pdf"))
        (PICTURES / "document.png").write_bytes(first_page(pdf))
    terminal(said.replace(folder, "~").replace(f"{ROOT}/", ""), PICTURES / "circulate.svg")


def say(arguments: list[str], folder: str) -> str:
    """What a command prints, colours and all."""
    environment = os.environ | {"FORCE_COLOR": "1", "COLUMNS": "104", "HOME": folder}
    done = subprocess.run(
        [str(VERBALE), *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout


def terminal(said: str, path: Path) -> None:
    """The printed text as an SVG of a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=104, file=Path(os.devnull).open("w"))  # noqa: SIM115
    console.print(Text("$ verbale circulate samples/joint-letter.md", style="bold"))
    console.print(Text.from_ansi(said))
    drawn = console.export_svg(title="verbale", unique_id="verbale")
    # Fonts from elsewhere are not asked for: any monospaced one does.
    path.write_text(
        re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.S).replace("Fira Code", "ui-monospace"), "utf-8"
    )


def first_page(pdf: Path, scale: float = 1.6, shown: float = 0.62) -> bytes:
    """The upper part of the first page as PNG, with a thin edge."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[0].render(scale=scale, rev_byteorder=True)
    width, height, stride, channels = (
        bitmap.width,
        int(bitmap.height * shown),
        bitmap.stride,
        bitmap.n_channels,
    )
    rows = bytearray()
    raw = bytes(bitmap.buffer)
    for y in range(height):
        row = bytearray()
        for x in range(width):
            edge = x in (0, width - 1) or y in (0, height - 1)
            at = y * stride + x * channels
            row += b"\xc8\xc8\xc8" if edge else raw[at : at + 3]
        rows += b"\0" + row

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + chunk(b"IEND", b"")
    )


if __name__ == "__main__":
    main()
