"""A Word file as a whole: its masthead in the header of the first page, its text, its notes, what it says of itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from lxml import etree
from msgspec.structs import replace

from verbale.document import Notice
from verbale.errors import DamagedFile, NoText
from verbale.reading.files.archive import Archive
from verbale.reading.files.docx.body import Body
from verbale.reading.files.docx.formats import format_number
from verbale.reading.files.docx.names import R, W, normal
from verbale.reading.files.docx.numbering import Counters, lists_of
from verbale.reading.files.docx.properties import Properties, condensed
from verbale.reading.files.docx.runs import Told
from verbale.reading.files.docx.styles import read_styles
from verbale.reading.files.glued import note_label, take_notes
from verbale.reading.files.inline import settle
from verbale.reading.files.limits import Limits
from verbale.reading.files.source import source_of
from verbale.reading.files.visual import without_marks
from verbale.reading.files.xml import parse
from verbale.reading.lines import Line, LineKind, Stream

__all__ = ["read_docx"]

_FIX = "Open the file in Word and save it again"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SETTINGS = (b"docVar", b"footnotePr", b"endnotePr")  # what is read of the settings
_SMALL = 4_000  # bytes of a part that is parsed sooner than its properties are taken out
_MAIN = ("word/document.xml", "word/document2.xml")


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Id to (kind, target) of a part; external targets are kept as text and never opened."""
    folder, name = posixpath.split(part)
    data = archive.read(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    if data is None:
        return {}
    found = {}
    for element in parse(data, "The relations part"):
        target = element.get("Target") or ""
        kind = (element.get("Type") or "").rsplit("/", 1)[-1]
        if element.get("TargetMode") != "External" and kind != "hyperlink":
            if target[:1] == "/":
                target = target[1:]
            elif "./" in target or "//" in target or "%" in target:
                target = posixpath.normpath(posixpath.join(folder, unquote(target)))
            else:  # the common case: a name beside the part, or a folder below it
                target = f"{folder}/{target}" if folder else target
        found[element.get("Id") or ""] = (kind, target[:2000])
    return found


def _main_part(archive: Archive) -> str:
    for kind, target in _relations(archive, "").values():
        if kind == "officeDocument" and target in archive:
            return target
    for name in _MAIN:
        if name in archive:
            return name
    raise DamagedFile("The package holds no Word text", fix=_FIX)


class _File:
    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self.archive = Archive(data, limits)
        self.main = _main_part(self.archive)
        self.relations = _relations(self.archive, self.main)
        self.told = Told()
        self.styles = read_styles(self.archive, self._name("styles"))
        self.lists = lists_of(self.archive, self._name("numbering"), self.styles.lists)
        self.document, self.properties_of_text = self._root(self.main, "The text part")
        name = self._name("settings")
        settings = self.archive.read(name) if name is not None else None
        told = settings is not None and any(word in settings for word in _SETTINGS)
        self.settings = parse(normal(settings), "The settings part") if told and settings else None

    def _name(self, kind: str) -> str | None:
        """The name of the part that the text is related to in this way."""
        for found, target in self.relations.values():
            if found == kind and target in self.archive:
                return target
        return None

    def _root(self, name: str, what: str) -> tuple[etree._Element, Properties]:
        data = self.archive.read(name)
        if data is None:
            raise DamagedFile(f"{what} is missing", fix=_FIX)
        data = normal(data)
        if len(data) < _SMALL:
            return parse(data, what), Properties()
        data, properties = condensed(data)
        return parse(data, what), properties

    def body(self, part: str, properties: Properties) -> Body:
        def links() -> dict[str, str]:
            relations = self.relations if part == self.main else _relations(self.archive, part)
            return {name: target for name, (kind, target) in relations.items() if kind == "hyperlink"}

        return Body(
            styles=self.styles,
            properties=properties,
            counters=Counters(self.lists),
            links=links,
            limits=self.limits,
            told=self.told,
        )

    # -- running heads and feet ----------------------------------------------------------------------------------

    def running(self, section: etree._Element | None) -> tuple[list[Line], list[Line], list[Line]]:
        """Masthead lines, running heads and feet of the first section."""
        if section is None:
            return [], [], []
        first = section.find(W + "titlePg")
        titled = first is not None and first.get(W + "val") not in {"0", "false"}
        masthead: list[Line] = []
        heads: list[Line] = []
        feet: list[Line] = []
        for reference in section:
            if reference.tag not in (W + "headerReference", W + "footerReference"):
                continue
            kind = reference.get(W + "type") or "default"
            target = self.relations.get(reference.get(R + "id") or "", ("", ""))[1]
            if target not in self.archive or (kind == "first" and not titled):
                continue
            root, properties = self._root(target, "A header or footer part")
            lines = self.body(target, properties).blocks(root)
            if reference.tag == W + "footerReference":
                feet += [_as(line, "foot") for line in lines] if kind == "first" else _pieces(lines, "foot")
            elif kind == "first" or (kind == "default" and not titled and len(lines) > 2):
                masthead += lines
            else:
                heads += _pieces(lines, "head")
        return masthead, _unlike(heads), _unlike(feet)

    # -- notes ---------------------------------------------------------------------------------------------------

    def notes(self, body: Body) -> list[Line]:
        """The notes that the text refers to, in that order; ``body.label_of`` gets their labels."""
        lines: list[Line] = []
        counts = {"footnote": self._first_number("footnotePr"), "endnote": self._first_number("endnotePr")}
        kinds = {
            "footnote": self._kind("footnotePr", "decimal"),
            "endnote": self._kind("endnotePr", "lowerRoman"),
        }
        parts: dict[str, tuple[Body, dict[str, etree._Element]]] = {}
        for kind, name, custom in body.notes:
            if kind not in parts:
                parts[kind] = self._notes_part(kind)
            if custom is None:
                label = format_number(counts[kind], kinds[kind])
                counts[kind] += 1
            else:
                label = custom
            body.label_of[kind, name] = label
            reader, elements = parts[kind]
            element = elements.pop(name, None)
            if element is None:
                continue
            reader.page = 1
            made = [_as(line, "note", label) for line in reader.blocks(element)]
            if custom is not None and made:
                made[0] = _unlabelled(made[0], custom)
            lines += made
        return lines

    def _notes_part(self, kind: str) -> tuple[Body, dict[str, etree._Element]]:
        for found, target in self.relations.values():
            if found == f"{kind}s" and target in self.archive:
                root, properties = self._root(target, f"The {kind}s part")
                elements = {
                    element.get(W + "id") or "": element
                    for element in root.iterchildren(W + kind)
                    if element.get(W + "type") in (None, "normal")
                }
                return self.body(target, properties), elements
        return self.body(self.main, Properties()), {}

    def _note_setting(self, name: str, what: str) -> str | None:
        for root in (self.document.find(f"{W}body/{W}sectPr"), self.settings):
            found = None if root is None else root.find(f"{W}{name}/{W}{what}")
            if found is not None:
                return found.get(W + "val")
        return None

    def _first_number(self, name: str) -> int:
        try:
            return max(1, min(int(self._note_setting(name, "numStart") or "1"), 100_000))
        except ValueError:
            return 1

    def _kind(self, name: str, default: str) -> str:
        return self._note_setting(name, "numFmt") or default

    # -- properties ----------------------------------------------------------------------------------------------

    def properties(self) -> dict[str, str]:
        """Document variables and properties, by name; the variables that templates of the UN fill in come first."""
        found: dict[str, str] = {}

        def put(name: str | None, value: str | None) -> None:
            text = " ".join(_ESCAPE.sub(lambda m: chr(int(m[1], 16)), value or "").split())
            if name and text and len(found) < 500:
                found.setdefault(name[:100], text[:2000])

        if self.settings is not None:
            for variable in self.settings.iter(W + "docVar"):
                put(variable.get(W + "name"), variable.get(W + "val"))
        custom = self.archive.read("docProps/custom.xml")
        if custom is not None:
            for element in parse(custom, "The properties part"):
                put(element.get("name"), "".join(str(text) for text in element.itertext()))
        core = self.archive.read("docProps/core.xml")
        if core is not None:
            for element in parse(core, "The properties part"):
                put(f"core:{etree.QName(element).localname}", element.text)
        return found


def _as(line: Line, kind: LineKind, label: str | None = None) -> Line:
    return replace(line, kind=kind, label=label)


def _pieces(lines: Iterable[Line], kind: LineKind) -> list[Line]:
    return [_as(line, kind) for line in lines if line.text]


def _unlike(lines: list[Line]) -> list[Line]:
    return list({(line.text, line.column): line for line in lines if line.text.strip("_ ")}.values())


def _unlabelled(line: Line, label: str) -> Line:
    if not line.text.startswith(label):
        return replace(
            line, marks=tuple(m for m in line.marks if not (m[0] == 0 and m[1].strip("\0") == label))
        )
    text = line.text[len(label) :].lstrip()
    cut = len(line.text) - len(text)
    return replace(line, text=text, marks=tuple((max(0, at - cut), m) for at, m in line.marks))


def _labelled(line: Line, labels: dict[tuple[str, str], str]) -> Line:
    if not any("\x01" in label for _, label in line.marks):
        return line
    marks = []
    for at, label in line.marks:
        if "\x01" in label:
            _, kind, name = label.split("\x01")
            known = labels.get((kind, name))
            if known is not None:
                marks.append((at, known))
        else:
            marks.append((at, label))
    return replace(line, marks=tuple(marks))


def read_docx(data: bytes, name: str, limits: Limits) -> Stream:
    """The stream of a Word file (.docx, .docm, .dotx): macros are not run, and nothing outside the file is opened.

    Raises DamagedFile where the package or its XML is broken, NoText where it holds no text, OverLimit beyond limits.
    """
    file = _File(data, limits)
    root = file.document.find(W + "body")
    if root is None:
        raise DamagedFile("The text part has no body", fix=_FIX)
    body = file.body(file.main, file.properties_of_text)
    body.rendered = next(root.iter(W + "lastRenderedPageBreak"), None) is not None
    section = next(root.iter(W + "sectPr"), None)
    masthead, heads, feet = file.running(section)
    lines = [*masthead, *body.blocks(root)]
    # a note of the masthead stands in the foot of the first page
    starred = [foot for foot in feet if foot.text[:1] in "*†‡" and note_label(foot.text) is not None]
    feet = [foot for foot in feet if foot not in starred]
    lines += [_as(foot, "text") for foot in starred]
    notes = file.notes(body)
    lines = [_labelled(line, body.label_of) for line in lines]
    settled = settle([*heads, *take_notes(lines), *notes, *feet])
    numbered = tuple(
        replace(line, number=number, text=without_marks(line.text)) for number, line in enumerate(settled, 1)
    )
    if not any(line.text for line in numbered):
        raise NoText("The Word file holds no text", fix="Send the file that holds the text")
    width = None
    if section is not None:
        size = section.find(W + "pgSz")
        try:
            width = None if size is None else float(size.get(W + "w") or 0) / 20 or None
        except ValueError:
            width = None
    return Stream(
        lines=numbered,
        source=source_of(
            data,
            name,
            "docx",
            pages=max((line.page for line in numbered), default=1) if body.rendered else None,
        ),
        page_width=width,
        properties=file.properties(),
        notices=tuple(_told(file.told)),
    )


def _told(told: Told) -> list[Notice]:
    notices = []
    if told.added or told.deleted:
        message = f"The file has tracked changes: {told.added} additions and {told.deleted} deletions were taken as accepted"
        notices.append(Notice(where="source", message=message))
    if told.hidden:
        notices.append(
            Notice(where="source", message=f"{told.hidden} characters of hidden text were left out")
        )
    return notices
