"""The parts of the package that hold words: the text, its notes, running heads and feet."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.writing.docx.runs import Writer
from verbale.writing.emblem import bar_widths
from verbale.writing.layout import Column, Layout, Paragraph, Section, Text
from verbale.writing.masthead import printing
from verbale.writing.xml import element

__all__ = [
    "TEXT_WIDTH",
    "document_xml",
    "first_foot",
    "first_head",
    "notes_xml",
    "running_foot",
    "running_head",
]

# Places in twentieths of a point; the same as on the page that Typst sets.
SIDE, TOP, BOTTOM = 1240, 1500, 1440
INDENT, STEP = 1200, 520
PAPERS = {"a4": (11906, 16838), "us-letter": (12240, 15840)}
TEXT_WIDTH = {name: width - 2 * SIDE for name, (width, _) in PAPERS.items()}
RIGHT_CELL = 3100

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_LEADS = {"italic": "Lead", "bold": "Sponsors"}
_HEADINGS = {1: "H1", 2: "H23", 3: "H4"}
_PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {field} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{shown}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _cell(width: int, *content: str, span: int = 1) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return element("w:tc", f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>', *content)


def _table(w: Writer, widths: list[int], *rows: str, look: str = "") -> str:
    grid = element("w:tblGrid", *(f'<w:gridCol w:w="{width}"/>' for width in widths))
    mirrored = "<w:bidiVisual/>" if w.rtl else ""
    properties = (
        f'<w:tblPr>{mirrored}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{look}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    return element("w:tbl", properties, grid, *rows)


class _Body(Writer):
    def block(self, p: Paragraph) -> Iterator[str]:
        number = self.run(p.number) + "<w:r><w:tab/></w:r>" if p.number else ""
        match p.kind:
            case "heading":
                style = _HEADINGS.get(max(p.level, 1), "H56")
                outline = f'|<w:outlineLvl w:val="{min(p.depth, 9) - 1}"/>' if p.depth else "|"
                yield self.paragraph(style, number, self.text(p.text), more=outline)
            case "signature":
                yield from self.signature(p)
            case "table":
                yield self.rows(p)
                yield self.paragraph("TableEnd")
            case _:
                place = INDENT + p.level * STEP
                moved = f'|<w:ind w:left="{place}" w:right="1120" w:firstLine="{STEP}"/>' if p.level else ""
                yield self.paragraph("SingleTxt", number, self.text(p.text), more=moved)

    def signature(self, p: Paragraph) -> Iterator[str]:
        first = self.run(p.text.text, italic=True) + self.run(p.name) + self.run(p.after, italic=True)
        first += "".join(map(self.mark, p.text.marks))
        yield self.paragraph("Signature", first, more="<w:keepNext/>" if p.lines else "")
        for i, line in enumerate(p.lines):
            more = "<w:keepNext/>" if i + 1 < len(p.lines) else ""
            yield self.paragraph("SignatureLine", self.run(line), more=more)

    def rows(self, p: Paragraph) -> str:
        count = max(len(row) for row in p.rows) or 1
        room = TEXT_WIDTH[self.layout.paper] - INDENT - 1120
        widths = [room // count] * count
        made = []
        for i, row in enumerate(p.rows):
            head = i == 0 and len(p.rows) > 1
            style = "TableHead" if head else "TableText"
            cells = [_cell(room // count, self.paragraph(style, self.text(text))) for text in row]
            cells += [_cell(room // count, self.paragraph(style)) for _ in range(count - len(row))]
            repeat = (
                "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else "<w:trPr><w:cantSplit/></w:trPr>"
            )
            made.append(element("w:tr", repeat, *cells))
        line = '<w:{0} w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
        look = f'<w:tblInd w:w="{INDENT}" w:type="dxa"/>' + element(
            "w:tblBorders",
            line.format("top"),
            line.format("bottom"),
            line.format("insideH").replace('"6"', '"2"'),
        )
        return _table(self, widths, *made, look=look)

    def section(self, section: Section, index: int) -> Iterator[str]:
        front = [
            ("HCH", section.heading, section.depth),
            ("Original", section.original, 0),
            ("TitleH1", section.title, section.title_depth),
        ]
        page = "<w:pageBreakBefore/>" if index else ""
        for style, text, depth in front:
            if text:
                outline = f'|<w:outlineLvl w:val="{depth - 1}"/>' if depth else "|"
                yield self.paragraph(style, self.run(text), more=page + outline)
                page = ""
        for p in section.lead:
            yield self.paragraph(_LEADS.get(p.look or "", "SingleTxt"), self.text(p.text))
        if section.named:
            p = section.named
            number = self.run(p.number) + "<w:r><w:tab/></w:r>" if p.number else ""
            outline = f'|<w:outlineLvl w:val="{p.depth - 1}"/>'
            yield self.paragraph(
                "TitleNumbered" if number else "TitleH1", number, self.text(p.text), more=outline
            )
        for p in section.paragraphs:
            if page:
                yield self.paragraph("TableEnd", more=page)
                page = ""
            yield from self.block(p)

    def column(self, column: Column) -> Iterator[str]:
        if column.name:
            yield self.paragraph("Session", self.run(column.name))
        for session in column.sessions:
            yield self.paragraph("Session", self.run(session))
        for item in column.items:
            yield self.paragraph("AgendaItemNormal", self.text(item.text))
        for title in column.titles:
            yield self.paragraph("AgendaTitleH2", self.run(title))

    def masthead(self) -> Iterator[str]:
        head = self.layout.head
        if len(head.columns) > 1:
            width = TEXT_WIDTH[self.layout.paper] // len(head.columns)
            cells = [_cell(width, *self.column(column)) for column in head.columns]
            yield _table(self, [width] * len(cells), element("w:tr", *cells))
        else:
            for column in head.columns:
                yield from self.column(column)
        if head.title:
            yield self.paragraph("TitleHCH", self.text(head.title))
        if head.change:
            yield self.paragraph("H1", self.run(head.change), more="|")

    def whole(self) -> Iterator[str]:
        yield from self.masthead()
        for index, section in enumerate(self.layout.sections):
            yield from self.section(section, index)
        yield self.paragraph("EndLine")
        width, height = PAPERS[self.layout.paper]
        kinds = ("first", "default", "even")
        heads = "".join(
            f'<w:headerReference w:type="{kind}" r:id="rHead{i}"/>' for i, kind in enumerate(kinds, 1)
        )
        feet = "".join(
            f'<w:footerReference w:type="{kind}" r:id="rFoot{i}"/>' for i, kind in enumerate(kinds, 1)
        )
        yield (
            f'<w:sectPr>{heads}{feet}<w:pgSz w:w="{width}" w:h="{height}"/>'
            f'<w:pgMar w:top="{TOP}" w:right="{SIDE}" w:bottom="{BOTTOM}" w:left="{SIDE}" w:header="720" w:footer="600" w:gutter="0"/>'
            f"<w:titlePg/>{'<w:bidi/>' if self.rtl else ''}</w:sectPr>"
        )

    def notes(self) -> Iterator[str]:
        for i, (kind, mark) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
        ):
            line = element("w:p", f"<w:r><w:{mark}/></w:r>")
            yield element("w:footnote", line, **{"w:type": kind, "w:id": str(i - 1)})
        for place, note in enumerate(self.layout.notes):
            raised = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            own = "<w:footnoteRef/>" if self.counted() else ""
            mark = element("w:r", raised, own) if own else self.run(note.label, style="FootnoteReference")
            made = []
            for p in note.paragraphs:
                number = self.run(p.number + " ") if p.number else ""
                content = number + self.text(p.text)
                if p.kind == "table":
                    content = self.run("\n".join(" ".join(cell.text for cell in row) for row in p.rows))
                made.append(self.paragraph("FootnoteText", mark and mark + "<w:r><w:tab/></w:r>", content))
                mark = ""
            yield element(
                "w:footnote", *(made or [self.paragraph("FootnoteText", mark)]), **{"w:id": str(place + 1)}
            )


def document_xml(layout: Layout) -> tuple[str, list[str]]:
    """The main text, and the addresses of its links in order."""
    body = _Body(layout)
    return element("w:body", *body.whole()), body.links


def notes_xml(layout: Layout) -> tuple[str, list[str]]:
    """The footnotes, and the addresses of their links in order."""
    body = _Body(layout)
    return "".join(body.notes()), body.links


def first_head(layout: Layout) -> str:
    """The masthead's two bands."""
    w, head = Writer(layout), layout.head
    width = TEXT_WIDTH[layout.paper]
    widths = [INDENT, width - INDENT - RIGHT_CELL, RIGHT_CELL]
    below = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>'

    def bordered(cell: str) -> str:
        return cell.replace("</w:tcPr>", below + "</w:tcPr>", 1)

    symbols = [
        w.paragraph(
            "Symbol",
            _symbol(w, symbol),
            w.run(head.stars, size=10, ltr=True) if i == len(head.symbols) - 1 else "",
            ltr=True,
            more="|" + _left(w),
        )
        for i, symbol in enumerate(head.symbols)
    ]
    band = element(
        "w:tr",
        bordered(_cell(INDENT, w.paragraph("Publication"))),
        bordered(_cell(widths[1], w.paragraph("HCh", w.run(head.organization)))),
        bordered(_cell(RIGHT_CELL, *(symbols or [w.paragraph("Symbol")]))),
    )
    cell = [
        w.paragraph("Publication", w.run(line.text, ltr=True), ltr=True, more=_apart(line.apart) + _left(w))
        for line in head.publication
    ]
    organs = [w.paragraph("XLarge", w.run(organ)) for organ in head.organs]
    mark = picture("rMark", 1, 48, 48, head.organization) if head.mark else ""
    grid = element(
        "w:tr",
        '<w:trPr><w:trHeight w:val="1960" w:hRule="atLeast"/></w:trPr>',
        bordered(_cell(INDENT, w.paragraph("Publication", mark))),
        bordered(_cell(widths[1], *(organs or [w.paragraph("XLarge")]))),
        bordered(_cell(RIGHT_CELL, *(cell or [w.paragraph("Publication")]))),
    )
    return _table(w, widths, band, grid) + w.paragraph("Header")


def _apart(apart: bool) -> str:
    return '|<w:spacing w:before="200" w:after="0"/>' if apart else "|"


def _left(w: Writer) -> str:
    return '<w:jc w:val="left"/>' if w.rtl else ""


def _symbol(w: Writer, symbol: str) -> str:
    """Each organ's letter large, as on the United Nations' pages."""
    made = []
    for i, half in enumerate(symbol.split("–")):
        root, stroke, rest = half.partition("/")
        made.append(w.run("–", size=10, ltr=True) if i else "")
        made.append(
            w.run(root, size=18 if stroke else 11, ltr=True) + w.run(stroke + rest, size=10, ltr=True)
        )
    return "".join(made)


def running_head(layout: Layout, *, even: bool) -> str:
    """The symbols at the outer edge, from page two on."""
    w = Writer(layout)
    side = "left" if even else "right"
    line = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="auto"/></w:pBdr>'
    symbols = Text(" ".join(layout.head.symbols))
    return w.paragraph("Header", w.text(symbols, bold=True), more=f'{line}|<w:jc w:val="{side}"/>')


def first_foot(layout: Layout) -> str:
    """The note of a reissue (a footnote cannot be marked in a running head), the production number and its bars."""
    w, foot = Writer(layout), layout.foot
    note = ""
    if layout.reissue:
        mark = w.run(layout.head.stars, style="FootnoteReference") + "<w:r><w:tab/></w:r>"
        note = w.paragraph("FootnoteText", mark, w.run(layout.reissue))
    if foot is None:
        return note or w.paragraph("Footer")
    line = note + w.paragraph("Footer", w.run(foot.line, ltr=True))
    if not foot.code:
        return line
    wide = sum(bar_widths(foot.code, printing()["code39"])) * 0.6
    return line + w.paragraph("Footer", picture("rBars", 2, round(wide), 9, foot.job_number))


def picture(name: str, place: int, width: int, height: int, words: str) -> str:
    """A picture in the line: the relation that holds it, its size in points, and the words for those who do not see it."""
    size = {"cx": str(width * 12700), "cy": str(height * 12700)}
    drawn = {"xmlns:a": f"{_DRAWING}/main"}
    shape = element(
        "pic:spPr",
        element("a:xfrm", '<a:off x="0" y="0"/>', element("a:ext", **size)),
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
    )
    fill = element(
        "pic:blipFill", element("a:blip", **{"r:embed": name}), "<a:stretch><a:fillRect/></a:stretch>"
    )
    named = element("pic:nvPicPr", element("pic:cNvPr", id=place, name=name), "<pic:cNvPicPr/>")
    whole = element("pic:pic", named, fill, shape, **{"xmlns:pic": f"{_DRAWING}/picture"})
    graphic = element("a:graphic", element("a:graphicData", whole, uri=f"{_DRAWING}/picture"), **drawn)
    inline = element(
        "wp:inline",
        element("wp:extent", **size),
        element("wp:docPr", id=place, name=name, descr=words),
        graphic,
        **{
            "xmlns:wp": f"{_DRAWING}/wordprocessingDrawing",
            "distT": "0",
            "distB": "0",
            "distL": "0",
            "distR": "0",
        },
    )
    return element("w:r", element("w:drawing", inline))


def running_foot(layout: Layout, *, even: bool) -> str:
    """Page and pages at the outer edge, the production number at the inner one."""
    w = Writer(layout)
    slash = "<w:r><w:rPr><w:b/></w:rPr><w:t>/</w:t></w:r>"
    pages = _PAGE.format(field="PAGE", shown="2") + slash + _PAGE.format(field="NUMPAGES", shown="2")
    job = w.run(layout.foot.job_number, ltr=True) if layout.foot else ""
    tab = "<w:r><w:tab/></w:r>"
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH[layout.paper]}"/></w:tabs>'
    first, last = (pages, job) if even else (job, pages)
    return w.paragraph("Footer", first, tab, last, more=stop)
