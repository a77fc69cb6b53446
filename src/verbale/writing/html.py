"""One accessible page: the document as it looks on paper, without script and without anything fetched.

Classes and ``data-`` attributes name what each element is (docs/reference/issued-formats.md), so that a program can
read the page back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from verbale.writing.emblem import bar_widths
from verbale.writing.layout import Column, Head, Layout, Mark, Note, Paragraph, Section, Text
from verbale.writing.masthead import printing

__all__ = ["article", "html_of"]


@cache
def _style() -> str:
    return (files("verbale.writing") / "templates" / "document.css").read_text("utf-8").strip()


def _attributes(**values: str | int | None) -> str:
    named = ((name.strip("_").replace("_", "-"), value) for name, value in values.items())
    return "".join(f' {name}="{escape(str(value))}"' for name, value in named if value not in (None, ""))


def _tag(depth: int) -> str:
    return f"h{min(depth, 6)}" if depth else "p"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _bars(code: str) -> str:
    """The bars of a job number as a picture that says nothing new."""
    if not code:
        return ""
    widths = bar_widths(code, printing()["code39"])
    bars = "".join(
        f"M{sum(widths[:i])} 0h{width}v10h-{width}z" for i, width in enumerate(widths) if i % 2 == 0
    )
    return f'<svg class="bars" aria-hidden="true" viewBox="0 0 {sum(widths)} 10" preserveAspectRatio="none"><path d="{bars}"/></svg>'


class _Page:
    """Draws one layout; keeps count of the marks that lead to each note, so that each has an address of its own."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.marked: dict[int, list[str]] = {}

    def mark(self, mark: Mark) -> str:
        shown = escape(mark.label)
        if mark.note is None:
            return f'<sup class="mark">{shown}</sup>'
        places = self.marked.setdefault(mark.note, [])
        places.append(f"mark-{mark.note + 1}-{len(places) + 1}")
        return (
            f'<sup class="mark"><a role="doc-noteref" id="{places[-1]}" href="#note-{mark.note + 1}"'
            f' data-label="{shown}">{shown}</a></sup>'
        )

    def text(self, text: Text) -> str:
        pieces = []
        for words, link in text.runs():
            shown = _lines(words)
            if link:
                tag = "a" if link.url else "span"
                address = _attributes(class_="citation", href=link.url, data_symbol=link.symbol)
                shown = f"<{tag}{address}>{shown}</{tag}>"
            pieces.append(shown)
        return "".join(pieces) + "".join(map(self.mark, text.marks))

    def head(self, head: Head) -> Iterator[str]:
        yield '<header class="masthead">'
        mark = f'<span class="emblem" aria-hidden="true">{head.mark}</span>' if head.mark else ""
        yield f'<div class="band"><p class="organization">{escape(head.organization)}</p><div class="symbols">'
        last = len(head.symbols) - 1
        star = f'<a class="star" href="#reissue">{head.stars}</a>' if head.stars else ""
        yield from (
            f'<p class="symbol" dir="ltr">{escape(symbol)}{star if i == last else ""}</p>'
            for i, symbol in enumerate(head.symbols)
        )
        yield f'</div></div>\n<div class="grid">{mark}<div class="organs">'
        yield from (f'<p class="organ"><b>{escape(organ)}</b></p>' for organ in head.organs)
        publication = _attributes(lang=head.publication_language, dir="ltr")
        yield f'</div><div class="publication"{publication}>'
        for line in head.publication:
            apart = " apart" if line.apart else ""
            yield f'<p class="{line.kind}{apart}">{escape(line.text)}</p>'
        yield "</div></div>"
        if head.columns:
            yield f'<div class="sessions sessions-{len(head.columns)}">'
            for column in head.columns:
                yield from self.column(column)
            yield "</div>"
        if head.title:
            tag = _tag(head.title_depth)
            yield f'<{tag} class="title">{self.text(head.title)}</{tag}>'
        if head.change:
            yield f'<p class="change"><b>{escape(head.change)}</b></p>'
        yield "</header>"

    def column(self, column: Column) -> Iterator[str]:
        yield f'<div class="column"{_attributes(data_organ=column.organ)}>'
        if column.name:
            yield f'<p class="organ-name"><b>{escape(column.name)}</b></p>'
        yield from (f'<p class="session"><b>{escape(session)}</b></p>' for session in column.sessions)
        yield from (f'<p class="agenda-items">{self.text(item.text)}</p>' for item in column.items)
        yield from (f'<p class="agenda-title"><b>{_lines(title)}</b></p>' for title in column.titles)
        yield "</div>"

    def named(self, p: Paragraph) -> str:
        """The document's title below the words that say what the text is, its number beside it."""
        tag = _tag(p.depth)
        number = f'<span class="number">{escape(p.number)}</span> ' if p.number else ""
        numbered = " numbered" if p.number else ""
        return f'<{tag} class="title{numbered}">{number}{self.text(p.text)}</{tag}>'

    def paragraph(self, p: Paragraph) -> str:
        number = f'<span class="number">{escape(p.number)}</span> ' if p.number else ""
        level = str(p.level) if p.level else ""
        match p.kind:
            case "heading":
                tag = _tag(p.depth)
                return f'<{tag} class="heading"{_attributes(data_level=level)}>{number}{self.text(p.text)}</{tag}>'
            case "signature":
                return self.signature(p)
            case "table":
                return self.table(p)
        clause = _attributes(class_=p.clause or "paragraph", data_level=level)
        return f"<p{clause}>{number}{self.text(p.text)}</p>"

    def signature(self, p: Paragraph) -> str:
        signed = _lines(p.text.text)
        after = _lines(p.after)
        first = (f"<i>{signed}</i>" if signed else "") + f'<span class="name">{_lines(p.name)}</span>'
        first += (f"<i>{after}</i>" if after else "") + "".join(map(self.mark, p.text.marks))
        lines = [f'<p class="signed">{first}</p>']
        lines += [f'<p class="signed-line">{_lines(line)}</p>' for line in p.lines]
        return f'<div class="signature">{"".join(lines)}</div>'

    def table(self, p: Paragraph) -> str:
        rows = []
        for i, row in enumerate(p.rows):
            cell = "th" if i == 0 and len(p.rows) > 1 else "td"
            scope = ' scope="col"' if cell == "th" else ""
            cells = "".join(f"<{cell}{scope}>{self.text(text)}</{cell}>" for text in row)
            rows.append(f"<tr>{cells}</tr>")
        head = f"<thead>{rows[0]}</thead>\n" if len(rows) > 1 else ""
        body = "\n".join(rows[1:] if head else rows)
        return f"<table>\n{head}<tbody>{body}</tbody></table>"

    def section(self, section: Section) -> Iterator[str]:
        own = section.language != self.layout.language
        named = _attributes(
            class_=f"part {section.role}",
            data_role=section.role,
            lang=section.language if own else None,
            dir=section.direction if own else None,
        )
        yield f"<section{named}>"
        if section.heading:
            tag = _tag(section.depth)
            yield f'<{tag} class="part-heading">{_lines(section.heading)}</{tag}>'
        if section.original:
            yield f'<p class="original">{escape(section.original)}</p>'
        if section.title:
            tag = _tag(section.title_depth)
            yield f'<{tag} class="part-title">{_lines(section.title)}</{tag}>'
        for p in section.lead:
            yield f'<p class="lead"{_attributes(data_look=p.look)}>{self.text(p.text)}</p>'
        if section.named:
            yield self.named(section.named)
        yield from map(self.paragraph, section.paragraphs)
        yield "</section>"

    def note(self, place: int, note: Note) -> Iterator[str]:
        yield f'<li class="note" id="note-{place + 1}"{_attributes(data_label=note.label)}>'
        label = f'<span class="note-label">{escape(note.label)}</span> '
        drawn = [self.paragraph(p) for p in note.paragraphs]
        if note.paragraphs and note.paragraphs[0].kind == "paragraph":
            opening, _, rest = drawn[0].partition(">")
            yield f"{opening}>{label}{rest}"
            drawn = drawn[1:]
        else:
            yield label
        yield "".join(drawn)
        for at in self.marked.get(place, []):
            yield f'<a class="back" role="doc-backlink" href="#{at}" aria-label="{escape(note.label)}"></a>'
        yield "</li>"

    def body(self) -> Iterator[str]:
        yield "<main>" + "\n".join(self.article())
        yield "</main>"

    def article(self) -> Iterator[str]:
        layout = self.layout
        yield f'<article class="document {layout.kind}">'
        yield from self.head(layout.head)
        for section in layout.sections:
            yield from self.section(section)
        if layout.notes:
            yield '<section class="notes" role="doc-endnotes"><hr>\n<ol>'
            for place, note in enumerate(layout.notes):
                yield "".join(self.note(place, note))
            yield "</ol></section>"
        if layout.reissue:
            label = f'<span class="note-label">{layout.head.stars}</span> '
            yield f'<p class="reissue" id="reissue">{label}{escape(layout.reissue)}</p>'
        if layout.foot:
            yield f'<footer class="job"><p class="job-number" dir="ltr">{escape(layout.foot.line)}</p>'
            yield f"{_bars(layout.foot.code)}</footer>"
        yield "</article>"


def article(layout: Layout) -> str:
    """The layout as an ``article`` to be set into a page; its looks are in ``templates/document.css``."""
    return "\n".join(_Page(layout).article())


def html_of(layout: Layout) -> bytes:
    """The layout as a page of HTML."""
    title = layout.name + (f": {layout.title}" if layout.title else "")
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{layout.language}" dir="{layout.direction}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(' '.join(title.split()))}</title>",
        '<meta name="generator" content="Verbale">',
        f'<meta name="verbale.kind" content="{layout.kind}">',
        f'<meta name="verbale.paper" content="{layout.paper}">',
        f"<style>\n{_style()}\n</style>",
        "</head>",
        "<body>",
    ]
    return ("\n".join([*head, *_Page(layout).body(), "</body>", "</html>"]) + "\n").encode()
