"""Hostile input: files mutated from seeds, each of which must give a document or a clear error, in time and memory.

    python -m bench.fuzz_reading [--count 20000] [--seed 1] [--workers 2] [--keep FOLDER]

The same seed gives the same inputs. Each file is read in a worker process with the limits of a hostile file (10 seconds,
512 MB); what is counted as a failure is an answer that is neither a document nor an error of ours, a crash of a worker,
and an answer that came late. ``--keep`` writes the inputs that failed into a folder.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from verbale.errors import DamagedFile, OverLimit, ReadError
from verbale.reading.files.limits import Limits
from verbale.reading.files.worker import DOCUMENT, Workers

__all__ = ["LIMITS", "Tally", "inputs", "main", "run", "seeds"]

LIMITS = Limits(seconds=10.0, memory=512 << 20)

_WORDS = {
    "en": "Letter dated 3 April 2020 from the Permanent Representative of Ardenia addressed to the Secretary-General",
    "fr": "Lettre datée du 3 avril 2020, adressée au Secrétaire général par le Représentant permanent de l’Ardénie",
    "es": "Carta de fecha 3 de abril de 2020 dirigida al Secretario General por el Representante de Ardenia",
    "ru": "Письмо Постоянного представителя Ардении от 3 апреля 2020 года на имя Генерального секретаря",
    "ar": "رسالة مؤرخة ٣ نيسان/أبريل ٢٠٢٠ موجهة إلى الأمين العام من الممثل الدائم لأردينيا (القرار 822 (1993))",
    "zh": "2020年4月3日阿登尼亚常驻联合国代表给秘书长的信（第822（1993）号决议）",
}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _docx() -> bytes:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="S"/><w:numPr><w:ilvl w:val="{i % 3}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>"
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
        f'<w:ins w:id="9"><w:r><w:tab/><w:t>{text[:20]}</w:t></w:r></w:ins><w:del w:id="8"><w:r><w:delText>x</w:delText></w:r></w:del>'
        f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://example.org"</w:instrText>'
        f'<w:fldChar w:fldCharType="separate"/><w:t>link</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        for i, text in enumerate(_WORDS.values())
    )
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}{cell}</w:tr></w:tbl>"
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%{i + 1}."/></w:lvl>'
        for i, kind in enumerate(("decimal", "lowerLetter", "lowerRoman"))
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
            for name in ("styles", "numbering", "footnotes", "settings")
        )
        + "</Relationships>",
        "word/document.xml": f"<w:document {_W}><w:body>{paragraphs}{table}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="S"><w:name w:val="Single"/>'
        '<w:basedOn w:val="T"/></w:style><w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/></w:style></w:styles>',
        "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>',
        "word/settings.xml": f'<w:settings {_W}><w:docVars><w:docVar w:name="Symbol1" w:val="A/1"/></w:docVars></w:settings>',
    }
    return _zipped({name: text.encode() for name, text in parts.items()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def _pdf(text: str, *, packed: bool) -> bytes:
    """A PDF written by hand, so that every part of it can be broken on purpose."""
    lines = "".join(f"1 0 0 1 72 {720 - 14 * i} Tm ({text[:60]} {i}) Tj\n" for i in range(20))
    content = (
        f"BT /F1 11 Tf\n{lines}/F1 7 Tf 1 0 0 1 72 90 Tm (1) Tj 1 0 0 1 80 86 Tm (A note below) Tj ET".encode(
            "latin-1", "replace"
        )
    )
    stream = zlib.compress(content) if packed else content
    kind = b"/Filter /FlateDecode " if packed else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< " + kind + b"/Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def _html() -> bytes:
    rows = "".join(
        f"<tr><td colspan=2><p>{text}</p></td><td>{i}</td></tr>" for i, text in enumerate(_WORDS.values())
    )
    notes = '<p>See<a href="#n1" id="r1">1</a></p><div id="n1"><p><a href="#r1">1</a> A note.</p></div>'
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><style>.h{{display:none}}</style></head><body><h1>Title</h1>"
        f"<table>{rows}</table><ol start=3 type=a><li>one<li>two</ol><p class=h>hidden</p>{notes}</body></html>"
    ).encode()


def _xml() -> bytes:
    name = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    paragraphs = "".join(f"<p>{text}</p>" for text in _WORDS.values())
    return (
        f'<?xml version="1.0"?><akomaNtoso xmlns="{name}"><statement><mainBody>{paragraphs}</mainBody></statement></akomaNtoso>'
    ).encode()


def seeds() -> dict[str, bytes]:
    """The files that are mutated, by name."""
    text = "\n\n".join(_WORDS.values())
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    return {
        "letter.docx": _docx(),
        "plain.pdf": _pdf(_WORDS["en"], packed=False),
        "packed.pdf": _pdf(_WORDS["fr"], packed=True),
        "letter.html": _html(),
        "letter.xml": _xml(),
        "letter.md": f"# Title\n\n**{text}**[^1]\n\n{table}\n[^1]: A note.\n".encode(),
        "letter.txt": (text + "\n\f\n1 A note\n2/3      20-00001\n").encode(),
        "marked.txt": ("\ufeff" + text).encode(),
        "russian.txt": _WORDS["ru"].encode("windows-1251"),
    }


_TOKENS = (
    b"<" * 300, b"[" * 400, b"*" * 500, b"<div>" * 200, b"<w:tbl><w:tr><w:tc>" * 60, b"&#x0;", b"&" * 50, b"%%EOF", b"\x00" * 64,
    b"<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]>&d;", b"999999999999999999", b"-1", b"1e308", b"0", b"]]>", b"<!--", b"-->",
    b"\xff\xfe", b"\xef\xbb\xbf", "\u202e\u202b".encode(), "ﷺ".encode(), b"obj", b"endobj", b"stream", b"/Kids [2 0 R]", b"<<" * 100,
    b"<sup>", b"</table>", b"<td colspan=99999999>", b"%1%2%3%4%5%6%7%8%9", b"\r", b"\f" * 50, b"|" * 300, b"\\" * 100, b"(" * 500,
)  # fmt: skip


def _mutate(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(9):
            case 0 if out:
                out[min(at, len(out) - 1)] ^= 1 << chance.randrange(8)
            case 1 if out:
                out[min(at, len(out) - 1)] = chance.randrange(256)
            case 2:
                del out[at : at + chance.choice((1, 4, 40, 400))]
            case 3:
                out[at:at] = out[at : at + chance.choice((4, 40, 400))]
            case 4:
                out[at:at] = chance.choice(_TOKENS)
            case 5:
                other = chance.randrange(len(out) + 1)
                size = chance.choice((4, 40, 200))
                out[at : at + size], out[other : other + size] = (
                    out[other : other + size],
                    out[at : at + size],
                )
            case 6 if chance.random() < 0.2:
                del out[at:]
            case 7:
                out[at : at + 8] = chance.randbytes(8)
            case _:
                _replace_number(out, at, chance)
    return bytes(out)


def _replace_number(out: bytearray, at: int, chance: random.Random) -> None:
    for start in range(at, min(at + 200, len(out))):
        if 48 <= out[start] <= 57:
            end = start
            while end < len(out) and 48 <= out[end] <= 57:
                end += 1
            out[start:end] = chance.choice(
                (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"3", b"1000000")
            )
            return


def _mutate_package(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(list(parts))
        parts[name] = _mutate(parts[name], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(list(parts))]
    return _zipped(parts)


def inputs(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """``count`` mutated files with their names; the same seed gives the same files."""
    chance = random.Random(seed)
    starts = seeds()
    names = list(starts)
    for number in range(count):
        name = names[number % len(names)]
        data = starts[name]
        mutate: Callable[[bytes, random.Random], bytes] = _mutate
        if name.endswith(".docx") and chance.random() < 0.8:
            mutate = _mutate_package
        yield f"{number:06d}-{name}", mutate(data, chance)


class Tally:
    """What came of the inputs."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.failures: list[tuple[str, str]] = []
        self.slowest = 0.0

    def __str__(self) -> str:
        outcomes = ", ".join(f"{n} {what}" for what, n in self.outcomes.most_common())
        return f"{sum(self.outcomes.values())} inputs: {outcomes}; {len(self.failures)} failures; slowest {self.slowest:.1f} s"


def run(files: Iterator[tuple[str, bytes]], *, workers: int = 1, keep: Path | None = None) -> Tally:
    """Read the files in workers and say what came of them."""
    tally = Tally()
    held: dict[str, bytes] = {}

    def sources() -> Iterator[tuple[str, bytes]]:
        for name, data in files:
            held[name] = data
            yield name, data

    with Workers(DOCUMENT, limits=LIMITS, count=workers, recycle=2000) as pool:
        before = time.monotonic()
        for answer in pool.map(sources()):
            now = time.monotonic()
            tally.slowest = max(tally.slowest, now - before)
            before = now
            data = held.pop(answer.key)
            failure = _failure(answer.error)
            tally.outcomes["document" if answer.error is None else type(answer.error).__name__] += 1
            if failure is not None:
                tally.failures.append((answer.key, failure))
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / answer.key).write_bytes(data)
    return tally


def _failure(error: Exception | None) -> str | None:
    if error is None:
        return None
    if not isinstance(error, ReadError):
        return f"{type(error).__name__}: {error}"
    if isinstance(error, DamagedFile) and (
        "broke its reader" in error.what or "cannot be read (" in error.what
    ):
        return error.what
    if isinstance(error, OverLimit) and "took longer" in error.what:
        return error.what
    return None


def main(arguments: list[str]) -> int:
    """Run the command; 1 where an input failed."""
    parser = argparse.ArgumentParser(prog="bench.fuzz_reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    began = time.monotonic()
    tally = run(inputs(options.count, options.seed), workers=options.workers, keep=options.keep)
    for name, what in tally.failures[:50]:
        print(f"  {name}: {what}")
    print(f"{tally}; {time.monotonic() - began:.0f} s in all; seed {options.seed}")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
