"""Styles: what a paragraph or a run has from its style and from the styles that it is based on."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from verbale.reading.files.archive import Archive
from verbale.reading.files.docx.names import VAL, W, normal
from verbale.reading.files.xml import parse

__all__ = ["NOTHING", "Look", "Styles", "read_look", "read_styles"]

_HEADING = re.compile(r"^(?:heading|berschrift|titre) ?([1-9])$", re.IGNORECASE)
_ALIGN = {
    "left": "start",
    "start": "start",
    "center": "center",
    "right": "end",
    "end": "end",
    "both": "justify",
}
_KEPT = 64
_MERGED = 4096


class Look(NamedTuple):
    """The look of a paragraph and its runs; None is not said. Lengths are in points; levels from 0."""

    name: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    raised: bool | None = None
    hidden: bool | None = None
    align: str | None = None
    outline: int | None = None
    left: float | None = None
    list: str | None = None
    level: int | None = None
    break_before: bool | None = None

    def over(self, base: Look) -> Look:
        """This look, with what it does not say taken from ``base``."""
        if self == NOTHING:
            return base
        return Look._make(
            [mine if mine is not None else under for mine, under in zip(self, base, strict=False)]
        )


NOTHING = Look()
_OFF = {"0", "false", "off", "none"}


def _on(element: etree._Element) -> bool:
    return element.get(VAL) not in _OFF


def _half(text: str | None) -> float | None:
    try:
        return min(float(text or ""), 10_000.0) / 2
    except ValueError:
        return None


def _twips(text: str | None) -> float | None:
    try:
        return max(-32_000.0, min(float(text or ""), 32_000.0)) / 20
    except ValueError:
        return None


def _small(text: str | None) -> int | None:
    try:
        return max(0, min(int(text or ""), 100))
    except ValueError:
        return None


_RUN: dict[str, tuple[str, Callable[[etree._Element], object]]] = {
    W + "b": ("bold", _on),
    W + "i": ("italic", _on),
    W + "sz": ("size", lambda e: _half(e.get(VAL))),
    W + "vertAlign": ("raised", lambda e: e.get(VAL) == "superscript"),
    W + "vanish": ("hidden", _on),
    W + "specVanish": ("hidden", _on),
}
_PARAGRAPH: dict[str, tuple[str, Callable[[etree._Element], object]]] = {
    W + "jc": ("align", lambda e: _ALIGN.get(e.get(VAL) or "")),
    W + "outlineLvl": ("outline", lambda e: _small(e.get(VAL))),
    W + "ind": ("left", lambda e: _twips(e.get(W + "left") or e.get(W + "start"))),
    W + "pageBreakBefore": ("break_before", _on),
}
_NUMBERED, _LIST, _LEVEL = W + "numPr", W + "numId", W + "ilvl"


def read_look(paragraph: etree._Element | None, run: etree._Element | None) -> Look:
    """The look that properties of a paragraph (``w:pPr``) and a run (``w:rPr``) say themselves."""
    found: dict[str, object] = {}
    if run is not None:
        for child in run:
            known = _RUN.get(child.tag)
            if known is not None:
                found[known[0]] = known[1](child)
    if paragraph is not None:
        for child in paragraph:
            tag = child.tag
            known = _PARAGRAPH.get(tag)
            if known is not None:
                found[known[0]] = known[1](child)
            elif tag == _NUMBERED:
                for part in child:
                    if part.tag == _LIST:
                        found["list"] = part.get(VAL)
                    elif part.tag == _LEVEL:
                        found["level"] = _small(part.get(VAL))
    return Look(**found) if found else NOTHING  # type: ignore[arg-type]


class Styles:
    """The styles of a file, each resolved when it is first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str, tuple[str | None, Look]] = {}
        self._resolved: dict[str | None, Look] = {}
        self._merged: dict[tuple[Look, str | None], Look] = {}
        self.default: str | None = None
        self.lists: dict[str, str] = {}
        self._base = Look()
        if root is None:
            return
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self._base = read_look(
                defaults.find(f"{W}pPrDefault/{W}pPr"), defaults.find(f"{W}rPrDefault/{W}rPr")
            )
        for element in root.iterchildren(W + "style"):
            self._add(element)

    def _add(self, element: etree._Element) -> None:
        name = element.get(W + "styleId")
        if name is None:
            return
        title = element.find(W + "name")
        based = element.find(W + "basedOn")
        look = read_look(element.find(W + "pPr"), element.find(W + "rPr"))
        shown = (title.get(W + "val") if title is not None else None) or name
        if look.outline is None:
            heading = _HEADING.match(shown)
            if heading:
                look = look._replace(outline=int(heading[1]) - 1)
            elif shown.lower() == "title":
                look = look._replace(outline=0)
        self._raw[name] = (based.get(W + "val") if based is not None else None, look._replace(name=shown))
        if element.get(W + "type") == "paragraph" and element.get(W + "default") in {"1", "true", "on"}:
            self.default = name
        if element.get(W + "type") == "numbering" and look.list:
            self.lists[name] = look.list

    def look(self, name: str | None) -> Look:
        """The look of a style with all that it is based on; of the default paragraph style where none is named."""
        found = self._resolved.get(name)
        if found is None:
            found = self._resolved[name] = self._resolve(name if name in self._raw else self.default)
        return found

    def merged(self, own: Look, name: str | None) -> Look:
        """The look of a paragraph of this style with what it says itself."""
        if own is NOTHING:
            return self.look(name)
        key = (own, name)
        found = self._merged.get(key)
        if found is None:
            if len(self._merged) > _MERGED:
                self._merged.clear()
            found = self._merged[key] = own.over(self.look(name))
        return found

    def run(self, name: str | None) -> Look:
        """The look of a character style alone, without the defaults of the file."""
        key = f"\0{name}"
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._chain(name)
        return found

    def _chain(self, name: str | None) -> Look:
        look: Look | None = None
        seen: set[str] = set()
        while name is not None and name in self._raw and name not in seen:
            seen.add(name)
            based, own = self._raw[name]
            look = own if look is None else look.over(own)
            name = based
        return look if look is not None else NOTHING

    def _resolve(self, name: str | None) -> Look:
        look = self._chain(name).over(self._base)
        # outline level 9 is body text
        return look._replace(outline=None) if look.outline == 9 else look


_cache: OrderedDict[bytes, Styles] = OrderedDict()


def read_styles(archive: Archive, part: str | None) -> Styles:
    """The styles part, unpacked and parsed once for all files that carry the same one: templates are shared, and large."""
    key = archive.mark(part) if part is not None else None
    if key is None or part is None:
        return Styles(None)
    styles = _cache.get(key)
    if styles is None:
        styles = _cache[key] = Styles(parse(normal(archive.read(part) or b""), "The styles part"))
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    else:
        _cache.move_to_end(key)
    return styles
