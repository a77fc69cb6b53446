"""The words that written files have, taken from their bytes alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from verbale.writing.words import words_in

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["words_of_akn", "words_of_docx", "words_of_html", "words_of_pdf", "words_of_text"]

# Elements inside a line: they part no words. The marks of notes (sup) do.
_INLINE = frozenset(("a", "b", "i", "em", "strong", "span"))


def _flow(element: _Element, inline: Callable[[_Element], bool]) -> Iterator[str]:
    apart = "" if inline(element) else "\n"
    yield apart
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _flow(child, inline)
        yield child.tail or ""
    yield apart


def words_of_html(data: bytes) -> list[str]:
    """The words of a page's body."""
    from lxml import html

    page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    body = page.find("body")
    if body is None:
        return []
    return words_in(
        "".join(_flow(body, lambda e: e.tag in _INLINE and e.get("class") not in ("number", "note-label")))
    )


def words_of_text(data: bytes) -> list[str]:
    """The words of a plain text, in the order of its lines."""
    return words_in(data.decode())


def words_of_pdf(data: bytes) -> tuple[list[str], int]:
    """The words of all pages, running heads and feet included, and how many pages there are."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(words.get_text_range())
            words.close()
            page.close()
        # pdfium shows the hyphen at a line's end as U+FFFE
        joined = "\n".join(texts).replace("\ufffe\r\n", "").replace("\ufffe", "")
        return words_in(joined), len(texts)
    finally:
        document.close()


def words_of_akn(data: bytes) -> list[str]:
    """The words of an Akoma Ntoso file: cover page, text, notes, job number."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    inline = {
        "a",
        "b",
        "i",
        "inline",
        "ref",
        "span",
        "docAuthority",
        "docDate",
        "docNumber",
        "docStatus",
        "docTitle",
    }
    notes: dict[int, str] = {}

    def flow(element: _Element) -> Iterator[str]:
        name = etree.QName(element).localname
        if name == "authorialNote":
            label = element.get("marker") or ""
            text = f"\n{label}\n{''.join(piece for child in element for piece in flow(child))}"
            notes[int((element.get("eId") or "_0").rpartition("_")[2])] = text
            yield f"\n{label}\n"
            return
        if name == "noteRef":
            yield f"\n{element.get('marker') or ''}\n"
        if name == "meta":
            return
        apart = "" if name in inline and element.get("name") != "num" else "\n"
        yield apart + (element.text or "")
        for child in element:
            yield from flow(child)
            yield child.tail or ""
        yield apart

    text = "".join(flow(root))
    text += "".join(notes[place] for place in sorted(notes))
    job = [number.text or "" for number in root.iter("{*}docketNumber")]
    return words_in("\n".join([text, *job]))


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _word_text(part: bytes) -> str:
    """The text of one part of a Word file; fields (page numbers) are left out."""
    from lxml import etree

    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    pieces: list[str] = []
    counted = 0
    for element in root.iter(
        f"{_W}t", f"{_W}p", f"{_W}br", f"{_W}tab", f"{_W}footnoteReference", f"{_W}footnoteRef", f"{_W}rStyle"
    ):
        name = str(element.tag).removeprefix(_W)
        if name == "t":
            pieces.append(element.text or "")
        elif name in ("footnoteReference", "footnoteRef"):
            if not element.get(f"{_W}customMarkFollows"):
                counted += 1
                pieces.append(f"\n{counted}\n")
        elif name != "rStyle" or element.get(f"{_W}val") == "FootnoteReference":
            pieces.append("\n")
    return "".join(pieces)


def words_of_docx(data: bytes) -> list[str]:
    """The words of a Word file: the first page's head, the text, the notes, the first page's foot."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = ("header1", "document", "footnotes", "footer1")
        return words_in("\n".join(_word_text(package.read(f"word/{name}.xml")) for name in names))
