"""Styles under the names of the United Nations' Word templates, and the fonts of each script."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.writing.layout import Layout
from verbale.writing.xml import element

__all__ = ["styles_xml"]


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: ``size`` in points, spaces in twentieths of a point, ``more`` the properties between them."""

    name: str
    title: str
    size: float = 0
    bold: bool = False
    italic: bool = False
    before: int = 0
    after: int = 0
    more: str = ""
    ind: str = ""
    jc: str = ""
    base: str = "Normal"


_BODY = 'w:left="1200" w:right="1120"'
_TITLE = 'w:left="1200" w:right="1400"'
_KEEP = "<w:keepNext/><w:keepLines/>"

_STYLES = (
    _Style("HCh", "_ H_Ch", size=14),
    _Style("XLarge", "XLarge", size=17, bold=True, before=40),
    _Style("Publication", "Publication", size=10, before=0),
    _Style("Symbol", "Symbol", size=10, jc="right"),
    _Style("Session", "Session", bold=True, before=20),
    _Style("AgendaItemNormal", "Agenda_Item_Normal", before=20),
    _Style("AgendaTitleH2", "Agenda_Title_H2", bold=True, before=20, more=_KEEP),
    _Style(
        "TitleHCH",
        "Title_H_CH",
        size=12,
        bold=True,
        before=480,
        after=320,
        more=_KEEP,
        ind=_TITLE,
        base="Heading1",
    ),
    _Style("HCH", "H_CH", size=12, bold=True, after=200, more=_KEEP, ind=_TITLE, base="Heading1"),
    _Style(
        "TitleH1",
        "Title_H1",
        size=11,
        bold=True,
        before=200,
        after=240,
        more=_KEEP,
        ind=_TITLE,
        base="Heading2",
    ),
    _Style(
        "TitleNumbered",
        "Title_Numbered",
        size=11,
        bold=True,
        before=200,
        after=240,
        more=_KEEP + '<w:tabs><w:tab w:val="left" w:pos="1200"/></w:tabs>',
        ind=_TITLE + ' w:hanging="800"',
        base="Heading2",
    ),
    _Style("Lead", "Lead", italic=True, after=240, more=_KEEP, ind=_TITLE),
    _Style("Sponsors", "Sponsors", bold=True, after=240, more=_KEEP, ind=_TITLE),
    _Style("H1", "_ H_1", bold=True, before=280, after=160, more=_KEEP, ind=_TITLE, base="Heading2"),
    _Style("H23", "_ H_2/3", bold=True, before=240, after=140, more=_KEEP, ind=_TITLE, base="Heading3"),
    _Style("H4", "_ H_4", italic=True, before=220, after=120, more=_KEEP, ind=_TITLE, base="Heading4"),
    _Style("H56", "_ H_5/6", before=200, after=120, more=_KEEP, ind=_TITLE, base="Heading5"),
    _Style("Original", "Original", after=240, ind=_BODY, jc="right", more="<w:keepNext/>"),
    _Style(
        "SingleTxt",
        "__Single Txt",
        after=140,
        ind=_BODY + ' w:firstLine="520"',
        jc="both",
        more="<w:widowControl/>",
    ),
    _Style("Signature", "Signature", before=320, ind=_BODY, jc="right"),
    _Style("SignatureLine", "Signature Line", ind=_BODY, jc="right"),
    _Style("TableText", "Table Text", size=9, before=40, after=40),
    _Style("TableHead", "Table Head", size=9, italic=True, before=40, after=40, more="<w:keepNext/>"),
    _Style("TableEnd", "Table End", size=6),
    _Style(
        "EndLine",
        "End Line",
        before=400,
        more='<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>',
        ind='w:left="4100" w:right="4100"',
    ),
    _Style(
        "FootnoteText",
        "footnote text",
        size=8.5,
        after=30,
        ind='w:left="1200" w:right="1120" w:hanging="360"',
    ),
    _Style("Header", "header", size=9),
    _Style("Footer", "footer", size=8.5),
)

# ascii, East Asian and complex-script faces of the text and of bold text.
_FACES = {
    "zh": ("Times New Roman", "SimSun", "Times New Roman", "SimHei"),
    "ar": ("Times New Roman", "SimSun", "Traditional Arabic", "SimSun"),
}
_DEFAULT = ("Times New Roman", "SimSun", "Times New Roman", "SimSun")
_TAGS = {
    "ar": "ar-SA",
    "zh": "zh-CN",
    "en": "en-GB",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "es": "es-ES",
    "de": "de-DE",
}


def _fonts(ascii_: str, east: str, complex_: str) -> str:
    return element("w:rFonts", **{"w:ascii": ascii_, "w:eastAsia": east, "w:hAnsi": ascii_, "w:cs": complex_})


def _size(points: float, scale: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2 * scale)}"/>'


def _paragraph_style(style: _Style, layout: Layout) -> str:
    upright = layout.language in ("ar", "zh")
    faces = _FACES.get(layout.language, _DEFAULT)
    run = [
        _fonts(faces[0], faces[3], faces[2]) if style.bold else "",
        "<w:b/><w:bCs/>"
        if style.bold
        else '<w:b w:val="0"/><w:bCs w:val="0"/>'
        if style.base != "Normal"
        else "",
        "<w:i/><w:iCs/>" if style.italic and not upright else "",
        _size(style.size, 1.3 if layout.language == "ar" else 1) if style.size else "",
    ]
    paragraph = [
        style.more,
        f'<w:spacing w:before="{style.before}" w:after="{style.after}"/>',
        f"<w:ind {style.ind}/>" if style.ind else "",
        f'<w:jc w:val="{style.jc}"/>' if style.jc else "",
    ]
    return element(
        "w:style",
        element("w:name", **{"w:val": style.title}),
        element("w:basedOn", **{"w:val": style.base}),
        "<w:qFormat/>",
        element("w:pPr", *paragraph),
        element("w:rPr", *run),
        **{
            "w:type": "paragraph",
            "w:styleId": style.name,
            **({"w:customStyle": "1"} if style.title[0] in "_" else {}),
        },
    )


def _headings() -> str:
    made = []
    for level in range(1, 6):
        outline = f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        names = f'<w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/><w:next w:val="SingleTxt"/><w:qFormat/>'
        made.append(
            f'<w:style w:type="paragraph" w:styleId="Heading{level}">{names}{outline}<w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
        )
    return "".join(made)


def styles_xml(layout: Layout) -> str:
    """The inside of the styles part."""
    tag = _TAGS[layout.language]
    faces = _FACES.get(layout.language, _DEFAULT)
    arabic = layout.language == "ar"
    language = element(
        "w:lang",
        **{
            "w:val": "en-GB" if layout.language in ("ar", "zh") else tag,
            "w:eastAsia": "zh-CN",
            "w:bidi": "ar-SA",
        },
    )
    base = _fonts(*faces[:3]) + _size(10, 1.35 if arabic else 1) + language
    line = '<w:spacing w:line="{}" w:lineRule="auto"/>'.format(
        {"zh": 320, "ar": 230}.get(layout.language, 245)
    )
    defaults = element(
        "w:docDefaults",
        f"<w:rPrDefault><w:rPr>{base}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{line}</w:pPr></w:pPrDefault>",
    )
    bidi = "<w:pPr><w:bidi/></w:pPr>" if layout.direction == "rtl" else ""
    fixed = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>{bidi}</w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
    )
    return defaults + fixed + _headings() + "".join(_paragraph_style(style, layout) for style in _STYLES)
