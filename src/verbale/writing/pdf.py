"""PDF by Typst: tagged (PDF/UA-1, PDF/A-2a), with the fonts that come with our packages and no others."""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from unicodedata import name

import msgspec

from verbale.errors import Place, WriteError
from verbale.writing.layout import Layout
from verbale.writing.masthead import printing
from verbale.writing.words import texts_of

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard, TypstError

__all__ = ["load_fonts", "pdf_of"]

_STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]
_CHARACTER = re.compile(r'(?:text|codepoint) `"(.+?)"`')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_lock = Lock()


@cache
def _template() -> bytes:
    return (files("verbale.writing") / "templates" / "document.typ").read_bytes()


@cache
def _printing() -> str:
    return json.dumps(printing(), ensure_ascii=False)


@cache
def _compiler() -> Compiler:
    """The one compiler of this process: a warm one sets a page in a fifth of the time of a new one."""
    import fontpkg_amiri
    import fontpkg_noto_serif
    import pylopdf_fonts_zh_cn
    import typst

    folders = [
        Path(fontpkg_amiri.ROOT) / "files",
        Path(fontpkg_noto_serif.ROOT) / "files",
        Path(pylopdf_fonts_zh_cn.serif_path()).parent,
    ]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])
    templates = Path(str(files("verbale.writing") / "templates"))
    return typst.Compiler(root=templates, font_paths=fonts, ignore_system_fonts=True)


def _stamp(day: datetime.date | None) -> int:
    moment = datetime.datetime.combine(day or datetime.date(1970, 1, 1), datetime.time(), datetime.UTC)
    return int(moment.timestamp())


def load_fonts() -> None:
    """Make the compiler ready, with its fonts and the template."""
    with _lock:
        _compiler()
        _template()
        _printing()


def pdf_of(layout: Layout, day: datetime.date | None) -> bytes:
    """The layout as PDF; ``day`` is the date that the file bears, so that the same document gives the same bytes.

    Raises WriteError where no font has a character of the text.
    """
    import typst

    inputs = {"layout": msgspec.json.encode(layout).decode(), "printing": _printing()}
    with _lock:
        compiler = _compiler()
        try:
            made = compiler.compile(
                input=_template(),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=_STANDARDS,
                timestamp=_stamp(day),
            )
        except typst.TypstError as error:
            raise _refusal(error, layout) from None
    if not isinstance(made, bytes):
        raise WriteError(
            "The PDF was not set", where=Place(field="pdf"), fix="Report this with the document's JSON"
        )
    return made


def _refusal(error: TypstError, layout: Layout) -> WriteError:
    """What is wrong with a text, in our words: a character that no font has is named, with its place."""
    found = _CHARACTER.search(error.message)
    if not found:
        return WriteError(
            f"The PDF cannot be set: {error.message}", fix="Report this with the document's JSON"
        )
    shown = _CODE.sub(lambda m: chr(int(m[1], 16)), found[1])
    code = " ".join(f"U+{ord(c):04X}" for c in shown)
    field = next((field for text, field in texts_of(layout) if shown in text), None)
    return WriteError(
        f"No font of ours has the character {code} ({name(shown[0], 'without a name')})",
        where=Place(field=field),
        fix="Write it in another way",
    )
