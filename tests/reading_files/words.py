"""Fictional text in six languages, and files made of it for the tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from verbale.reading.files import open_stream
from verbale.reading.lines import Line, Stream

__all__ = ["PARAGRAPHS", "W", "docx", "package", "read", "texts", "typst_pdf"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

PARAGRAPHS = {
    "ar": [
        "أتشرف بأن أحيل إليكم طيه البيان الصادر عن وزارة الملاحة في أردينيا، وأود أن أشير إلى القرار 822 (1993).",
        "وأشار المشاركون إلى الوثيقة A/65/321 وإلى قراري مجلس الأمن 338 (1973) و 1540 (2004).",
        "(أ) نشر نتائج المسح بشكل موحد؛",
    ],
    "zh": ["谨随函转递阿登尼亚航运部的声明，并回顾第822（1993）号决议。", "会议注意到A/65/321号文件。"],
    "en": [
        "I have the honour to transmit herewith the statement of the Ministry of Navigation of Ardenia on lighthouses.",
        "In this connection, I wish to recall Security Council resolution 822 (1993) and document A/65/321.",
    ],
    "fr": [
        "J’ai l’honneur de vous faire tenir ci-joint la déclaration du Ministère de la navigation de l’Ardénie."
    ],
    "ru": [
        "Имею честь препроводить настоящим заявление Министерства навигации Ардении о маяках северного берега."
    ],
    "es": [
        "Tengo el honor de transmitir adjunta la declaración del Ministerio de Navegación de Ardenia sobre los faros."
    ],
}


def read(data: bytes, name: str = "letter") -> Stream:
    """The stream of some bytes."""
    return open_stream(data, name=name)


def texts(stream: Stream, *kinds: str) -> list[str]:
    """The texts of the lines of these kinds, of all without any."""
    return [line.text for line in stream.lines if not kinds or line.kind in kinds]


def line_with(stream: Stream, text: str) -> Line:
    """The first line that holds a text."""
    return next(line for line in stream.lines if text in line.text)


def package(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, *, links: str = "", **parts: str) -> bytes:
    """A Word file with this body; further parts by name (``numbering``, ``styles``, ``footnotes``, ``settings``)."""
    related = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>'
        for name in parts
        if name != "extra"
    )
    whole = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        f' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>{body}</w:body></w:document>'
    )
    return package(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="d" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{related}{links}</Relationships>',
            "word/document.xml": whole,
            **{
                f"word/{name}.xml": f'<w:{root(name)} xmlns:w="{W}" xmlns:r="{R}">{xml}</w:{root(name)}>'
                for name, xml in parts.items()
            },
        }
    )


def root(part: str) -> str:
    """The root element of a part."""
    return {"header": "hdr", "footer": "ftr"}.get(part.rstrip("0123456789"), part)


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def typst_pdf(source: str) -> bytes:
    """A PDF set by Typst."""
    import fontpkg_amiri
    import fontpkg_noto_serif
    import pylopdf_fonts_zh_cn
    import typst

    packages = (fontpkg_noto_serif, fontpkg_amiri, pylopdf_fonts_zh_cn)
    folders = [str(Path(str(package.__file__)).parent) for package in packages]
    made = typst.compile(  # type: ignore[misc]
        source.encode(), font_paths=folders, ignore_system_fonts=True
    )
    assert isinstance(made, bytes)
    return made
