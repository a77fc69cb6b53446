"""The package: its parts, how they are joined, and a zip that is the same for the same document."""

from __future__ import annotations

import datetime
import io
import zipfile

from verbale.writing.docx.body import (
    document_xml,
    first_foot,
    first_head,
    notes_xml,
    running_foot,
    running_head,
)
from verbale.writing.docx.styles import styles_xml
from verbale.writing.emblem import bar_widths, bars_png, mark_png
from verbale.writing.layout import Layout
from verbale.writing.masthead import printing
from verbale.writing.xml import element, words

__all__ = ["docx_of"]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOC_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = {"xmlns:w": _MAIN, "xmlns:r": _DOC_RELS}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# (name in the package, name of its kind, identifier in the main part's relations)
_PARTS = (
    ("styles", "styles", "rStyles"),
    ("settings", "settings", "rSettings"),
    ("footnotes", "footnotes", "rNotes"),
    ("header1", "header", "rHead1"),
    ("header2", "header", "rHead2"),
    ("header3", "header", "rHead3"),
    ("footer1", "footer", "rFoot1"),
    ("footer2", "footer", "rFoot2"),
    ("footer3", "footer", "rFoot3"),
)


def _relations(rows: list[tuple[str, str, str]], links: list[str] | None = None) -> str:
    made = [element("Relationship", Id=name, Type=kind, Target=target) for name, kind, target in rows]
    for i, url in enumerate(links or []):
        kind = f"{_DOC_RELS}/hyperlink"
        made.append(element("Relationship", Id=f"rLink{i + 1}", Type=kind, Target=url, TargetMode="External"))
    return element("Relationships", *made, xmlns=f"{_PACKAGE}/relationships")


def _types() -> str:
    overrides = [("/word/document.xml", f"{_WORD}.document.main+xml")]
    overrides += [(f"/word/{name}.xml", f"{_WORD}.{kind}+xml") for name, kind, _ in _PARTS]
    overrides += [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ]
    defaults = [
        element(
            "Default",
            Extension="rels",
            ContentType="application/vnd.openxmlformats-package.relationships+xml",
        ),
        element("Default", Extension="xml", ContentType="application/xml"),
        element("Default", Extension="png", ContentType="image/png"),
    ]
    made = [element("Override", PartName=name, ContentType=kind) for name, kind in overrides]
    return element("Types", *defaults, *made, xmlns=f"{_PACKAGE}/content-types")


def _variables(layout: Layout) -> dict[str, str]:
    """What the file says of itself, under the names that the United Nations' templates use."""
    named = {f"Symbol{i + 1}": symbol for i, symbol in enumerate(layout.symbols)}
    named |= {
        "Title1": layout.title,
        "JobNo": layout.foot.job_number if layout.foot else "",
        "DocType": layout.kind,
        "DocCategory": next(
            (line.text for line in layout.head.publication if line.kind == "distribution"), ""
        ),
        "Language": layout.language,
    }
    return {name: value for name, value in named.items() if value}


def _settings(layout: Layout) -> str:
    variables = [element("w:docVar", **{"w:name": n, "w:val": v}) for n, v in _variables(layout).items()]
    return element(
        "w:settings",
        '<w:autoHyphenation w:val="true"/>',
        "<w:evenAndOddHeaders/>",
        '<w:characterSpacingControl w:val="doNotCompress"/>',
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
        element("w:docVars", *variables) if variables else "",
        **_SPACES,
    )


def _core(layout: Layout, day: datetime.date | None) -> str:
    stamp = f"{(day or datetime.date(1970, 1, 1)).isoformat()}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{kind}>'
        for kind in ("created", "modified")
    )
    title = layout.name + (f": {layout.title}" if layout.title else "")
    return element(
        "cp:coreProperties",
        element("dc:title", words(title)),
        element("dc:creator", words(layout.head.organization)),
        element("dc:language", layout.language),
        dates,
        **{
            "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms": "http://purl.org/dc/terms/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
    )


def _custom(layout: Layout) -> str:
    made = [
        element(
            "property",
            element("vt:lpwstr", words(value)),
            fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}",
            pid=i + 2,
            name=name,
        )
        for i, (name, value) in enumerate(_variables(layout).items())
    ]
    return element(
        "Properties",
        *made,
        **{
            "xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
            "xmlns:vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        },
    )


def _parts(layout: Layout, day: datetime.date | None) -> dict[str, bytes]:
    body, links = document_xml(layout)
    notes, note_links = notes_xml(layout)
    roots = {
        "styles": element("w:styles", styles_xml(layout), **_SPACES),
        "settings": _settings(layout),
        "footnotes": element("w:footnotes", notes, **_SPACES),
        "header1": element("w:hdr", first_head(layout), **_SPACES),
        "header2": element("w:hdr", running_head(layout, even=False), **_SPACES),
        "header3": element("w:hdr", running_head(layout, even=True), **_SPACES),
        "footer1": element("w:ftr", first_foot(layout), **_SPACES),
        "footer2": element("w:ftr", running_foot(layout, even=False), **_SPACES),
        "footer3": element("w:ftr", running_foot(layout, even=True), **_SPACES),
    }
    top = [
        ("rDocument", f"{_DOC_RELS}/officeDocument", "word/document.xml"),
        ("rCore", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rCustom", f"{_DOC_RELS}/custom-properties", "docProps/custom.xml"),
    ]
    joined = [(name, f"{_DOC_RELS}/{kind}", f"{part}.xml") for part, kind, name in _PARTS]
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(top),
        "word/document.xml": element("w:document", body, **_SPACES),
        "word/_rels/document.xml.rels": _relations(joined, links),
        "word/_rels/footnotes.xml.rels": _relations([], note_links),
        "docProps/core.xml": _core(layout, day),
        "docProps/custom.xml": _custom(layout),
    }
    parts |= {f"word/{name}.xml": root for name, root in roots.items()}
    written = {name: (_DECLARATION + text).encode() for name, text in parts.items()}
    return written | _pictures(layout)


def _pictures(layout: Layout) -> dict[str, bytes]:
    """The mark and the bars, with the relations of the head and foot that show them."""
    held: list[tuple[str, str, bytes]] = []
    if layout.head.mark:
        held.append(("header1", "rMark", mark_png(layout.head.mark)))
    if layout.foot and layout.foot.code:
        bars, _ = bars_png(bar_widths(layout.foot.code, printing()["code39"]))
        held.append(("footer1", "rBars", bars))
    found: dict[str, bytes] = {}
    for part, name, picture in held:
        relations = _relations([(name, f"{_DOC_RELS}/image", f"media/{name}.png")])
        found[f"word/_rels/{part}.xml.rels"] = (_DECLARATION + relations).encode()
        found[f"word/media/{name}.png"] = picture
    return found


def docx_of(layout: Layout, day: datetime.date | None) -> bytes:
    """The layout as a Word file; ``day`` is the date that the file bears."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in _parts(layout, day).items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return written.getvalue()
