"""Markdown, as people and converters write it: headings, emphasis, links, tables, notes, escaped signs.

A paragraph whose source has line ends gives a line for each, since a masthead pasted into Markdown has one field a line.
"""

from __future__ import annotations

import re
from html import unescape

from msgspec.structs import replace

from verbale.errors import NoText, OverLimit
from verbale.reading.files.encodings import decode
from verbale.reading.files.glued import take_notes
from verbale.reading.files.inline import Inline, is_label, settle
from verbale.reading.files.limits import Limits
from verbale.reading.files.source import source_of
from verbale.reading.files.visual import without_marks
from verbale.reading.lines import Line, Stream

__all__ = ["read_markdown"]

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(\S.*))?$")
_CLOSED = re.compile(r"(?<=\s)#+$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*)$")
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)([^\]]{1,200})\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*)?$")
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BULLET = re.compile(r"^( *)([-+*•])[ \t]+(?=\S)")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_NESTED = 32
_TOKEN = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<hard>\\?\n)
    | (?P<note>\[\^(?P<label>[^\]\s]{1,40})\])
    | (?P<image>!\[(?P<alt>[^\]\n]{0,300})\]\([^)\s]{0,1000}(?:[ ]"[^"\n]{0,300}")?\))
    | (?P<open>\[)
    | (?P<close>\](?:\((?P<target><[^>\n]{0,1000}>|(?:[^()\s]|\([^()\s]{0,200}\)){0,1000})(?:[ \t]+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?\)|\[(?P<ref>[^\]\n]{0,200})\])?)
    | (?P<auto><(?P<uri>(?:https?|mailto):[^>\s]{1,1000})>)
    | (?P<raised><sup>(?P<sup>[^<]{1,40})</sup>|\^(?P<caret>[^\s^\\]{1,6})\^)
    | (?P<break><br[ ]*/?>)
    | (?P<comment><!--(?:(?!-->)[\s\S]){0,4000}-->)
    | (?P<tag></?(?:b|strong|i|em|u|span|font|div|p|small|sub|a|center|mark|ins)\b[^<>]{0,500}>)
    | (?P<code>`+)
    | (?P<stars>\*+|_+|~~)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)
    """,
    re.VERBOSE,
)


def _opens(text: str, at: int, end: int) -> bool:
    return (
        end < len(text)
        and not text[end].isspace()
        and (text[at] != "_" or at == 0 or not text[at - 1].isalnum())
    )


def _closes(text: str, at: int, end: int) -> bool:
    return (
        at > 0
        and not text[at - 1].isspace()
        and (text[at] != "_" or end == len(text) or not text[end].isalnum())
    )


def _inline(text: str, references: dict[str, str]) -> Inline:
    out = Inline()
    emphasis: list[str] = []
    brackets: list[int] = []
    at = 0

    def look() -> dict[str, bool]:
        widths = [len(e) for e in emphasis]
        return {"bold": any(w >= 2 for w in widths), "italic": any(w in (1, 3) for w in widths)}

    while at < len(text):
        found = _TOKEN.search(text, at)
        if found is None:
            out.add(text[at:], **look())
            break
        out.add(text[at : found.start()], **look())
        at = found.end()
        token = found.group()
        match found.lastgroup:
            case "escape":
                out.add(token[1], **look())
            case "hard" | "break":
                out.newline()
            case "note":
                out.mark(found["label"])
            case "open":
                if len(brackets) < _NESTED:
                    brackets.append(out.length)
                out.add("[", **look())
            case "close":
                _close(out, found, brackets, references, look())
            case "auto":
                start = out.length
                out.add(found["uri"].removeprefix("mailto:"), **look())
                out.link(start, found["uri"])
            case "raised":
                out.superscript(found["sup"] or found["caret"], **look())
            case "code":
                end = text.find(token, at)
                if end > 0:
                    out.add(text[at:end], **look())
                    at = end + len(token)
                else:
                    out.add(token, **look())
            case "stars":
                if emphasis and emphasis[-1] == token and _closes(text, found.start(), found.end()):
                    emphasis.pop()
                elif _opens(text, found.start(), found.end()) and _later(text, at, token):
                    emphasis.append(token)
                else:
                    out.add(token, **look())
            case "entity":
                out.add(unescape(token), **look())
            case _:
                pass
    return out


def _later(text: str, at: int, token: str) -> bool:
    end = text.find(token, at)
    return end > at and not text[end - 1].isspace()


def _close(
    out: Inline, found: re.Match[str], brackets: list[int], references: dict[str, str], look: dict[str, bool]
) -> None:
    start = brackets.pop() if brackets else None
    ref = found["ref"]
    linked = found["target"] is not None or (ref is not None and ref.casefold() in references)
    if start is None or not linked:
        out.add("]" if found["target"] is None and ref is None else found.group(), **look)
        return
    target = (found["target"] if found["target"] is not None else references[ref.casefold()]).strip("<>")
    label = out.unbracket(start)
    if target.startswith("#") and is_label(label.strip("[]")) and out.length > start:
        out.cut(start)
        out.mark(label.strip("[]"), maybe=True)
    elif target and target != "#":
        out.link(start, target)


def _cells(row: str) -> list[str]:
    row = row.strip()
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)]


class _Reader:
    def __init__(self, text: str) -> None:
        # two spaces at a line's end break it, and every line end does that here
        self.source = [raw.rstrip() for raw in text.split("\n")]
        self.references: dict[str, str] = {}
        self.lines: list[Line] = []
        self.notes: list[Line] = []
        for raw in self.source:
            found = _REFERENCE.match(raw)
            if found:
                self.references[found[1].casefold()] = found[2]

    def read(self) -> list[Line]:
        paragraph: list[str] = []
        first = 0
        fence: str | None = None
        i = 0
        source = self.source
        while i < len(source):
            raw = source[i]
            if fence is not None:
                if raw.strip().startswith(fence):
                    fence = None
                elif raw.strip():
                    self._put([raw.replace("\\", "\\\\")], i, bare=True)
                i += 1
                continue
            raw = _QUOTE.sub("", raw)
            opened = _FENCE.match(raw)
            heading, note = _HEADING.match(raw), _NOTE.match(raw)
            table = (
                "|" in raw
                and i + 1 < len(source)
                and _TABLE_RULE.match(source[i + 1])
                and "|" in source[i + 1]
            )
            under = _UNDERLINE.match(raw) if paragraph and len(paragraph) <= 2 else None
            if under and not paragraph[-1].lstrip().startswith(("|", "\\_")):
                self._put(paragraph, first, kind="heading", level=1 if under[1][0] == "=" else 2)
                paragraph = []
            elif (
                opened
                or heading
                or note
                or table
                or _REFERENCE.match(raw)
                or not raw.strip()
                or _RULE.match(raw)
            ):
                self._put(paragraph, first)
                paragraph = []
                if opened:
                    fence = opened[1]
                elif heading:
                    self._put([_CLOSED.sub("", heading[2] or "")], i, kind="heading", level=len(heading[1]))
                elif note:
                    i = self._note(note[1], note[2], i)
                elif table:
                    i = self._table(i)
            else:
                if _BULLET.match(raw) and paragraph:
                    self._put(paragraph, first)
                    paragraph = []
                if not paragraph:
                    first = i
                paragraph.append(raw)
            i += 1
        self._put(paragraph, first)
        return self.lines + self.notes

    def _put(
        self,
        paragraph: list[str],
        at: int,
        *,
        kind: str = "text",
        level: int | None = None,
        bare: bool = False,
    ) -> None:
        if not any(raw.strip() for raw in paragraph):
            return
        marker, indent = None, 0
        bullet = None if bare else _BULLET.match(paragraph[0])
        if bullet is not None and kind == "text":
            marker, indent = "•", len(bullet[1]) // 2
            paragraph = [paragraph[0][bullet.end() :], *paragraph[1:]]
        base = Line(
            text="",
            kind="heading" if kind == "heading" else "text",
            number=at + 1,
            level=level,
            marker=marker,
            indent=indent,
            gap_before=True,
        )
        inline = _inline("\n".join(raw.strip() for raw in paragraph), self.references)
        made = inline.lines(base, split=kind != "heading")
        self.lines += [
            replace(line, number=at + 1 + n, whole=line.whole, marker=marker if n == 0 else None)
            for n, line in enumerate(made)
        ]

    def _note(self, label: str, text: str, i: int) -> int:
        rows = [text]
        while i + 1 < len(self.source):
            following = self.source[i + 1]
            if following.startswith(("    ", "\t")) or (
                following.strip() and rows[-1].strip() and not _NOTE.match(following)
            ):
                rows.append(following.strip())
            elif (
                not following.strip()
                and i + 2 < len(self.source)
                and self.source[i + 2].startswith(("    ", "\t"))
            ):
                rows.append("")
            else:
                break
            i += 1
        for paragraph in "\n".join(rows).split("\n\n"):
            inline = _inline(paragraph, self.references)
            self.notes += inline.lines(Line(text="", kind="note", label=label, number=i + 1))
        return i

    def _table(self, i: int) -> int:
        rows = [_cells(self.source[i])]
        number = i + 1
        i += 2
        while i < len(self.source) and "|" in self.source[i] and self.source[i].strip():
            rows.append(_cells(self.source[i]))
            i += 1
        cells = []
        marks: list[str] = []
        for row in rows:
            made = [_inline(cell, self.references).lines(Line(text="")) for cell in row]
            cells.append(tuple(" ".join(line.text for line in cell) for cell in made))
            marks += [label for cell in made for line in cell for _, label in line.marks]
        if not any(cells[0]):
            cells = cells[1:]
        text = " ".join(word for row in cells for word in row if word)
        self.lines.append(
            Line(
                text=text,
                kind="table",
                whole=True,
                number=number,
                rows=tuple(cells),
                marks=tuple((len(text), label) for label in marks),
                gap_before=True,
            )
        )
        return i - 1


def read_markdown(data: bytes, name: str, limits: Limits) -> Stream:
    """The stream of a Markdown file.

    Raises UnknownFormat where it is not text, NoText where it is empty, OverLimit where it is too long.
    """
    text, notices = decode(data)
    if len(text) > limits.characters:
        raise OverLimit(
            f"The text has {len(text)} characters; {limits.characters} are allowed", fix="Split the file"
        )
    lines = settle(take_notes(_Reader(without_marks(text.replace("\f", "\n\n"))).read()))
    if not lines:
        raise NoText("The file is empty", fix="Send the file that holds the text")
    return Stream(lines=lines, source=source_of(data, name, "markdown"), notices=notices)
