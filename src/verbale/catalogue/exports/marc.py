"""MARCXML in the profile of the United Nations' library: 191 holds the symbol, 269 the date, 991 the agenda.

Fields: 001, 008, 029 job number, 041 languages, 089 kind, 091 distribution, 191 symbol, 245 title, 260 imprint, 269 date,
710 authors, 793 committee, 856 addresses, 981 and 989 facets, 991 agenda items.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from verbale.catalogue.exports.work import House, Work
from verbale.errors import SymbolError
from verbale.symbol import Symbol

__all__ = ["NAMESPACE", "SCHEMA", "marc_record", "marcxml"]

NAMESPACE = "http://www.loc.gov/MARC21/slim"
SCHEMA = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"
_LEADER = "00000nam a2200000 a 4500"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MAIN_COMMITTEE = re.compile(r"C\.([1-6])")
_Field = tuple[str, str, tuple[tuple[str, str], ...]]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("verbale.catalogue") / "data" / "marc.toml").read_text("utf-8"))


def marcxml(works: Iterable[Work], house: House) -> Iterator[str]:
    """One collection, a record a piece."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'
    for work in works:
        yield marc_record(work, house, namespace=False) + "\n"
    yield "</collection>\n"


def marc_record(work: Work, house: House, *, namespace: bool = True) -> str:
    """One record; with its namespace where it stands alone."""
    lead = work.lead
    code = _data()["languages"].get(lead.language, {}).get("code", "und")
    entered = (lead.added or "")[2:10].replace("-", "") or "000000"
    year = f"s{lead.date.year}    " if lead.date else "nuuuuuuuu"
    controls = {"001": work.name, "008": f"{entered}{year}{'xx':<3}{'':<17}{code} d"}
    out = [
        f"<record{f' xmlns={quoteattr(NAMESPACE)}' if namespace else ''}>",
        f"  <leader>{_LEADER}</leader>",
    ]
    out += [f'  <controlfield tag="{tag}">{escape(value)}</controlfield>' for tag, value in controls.items()]
    for tag, indicators, subfields in sorted(_fields(work, house), key=lambda field: field[0]):
        kept = [(name, value) for name, value in subfields if value]
        if kept:
            out.append(f'  <datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">')
            out += [f'    <subfield code="{name}">{_text(value)}</subfield>' for name, value in kept]
            out.append("  </datafield>")
    return "\n".join([*out, "</record>"])


def _fields(work: Work, house: House) -> Iterator[_Field]:
    lead = work.lead
    for version in work.versions:
        if version.job_number:
            letter = _data()["languages"].get(version.language, {}).get("letter", "")
            number = "".join(c for c in version.job_number if c.isdigit())
            yield "029", "  ", (("a", "JN"), ("b", f"{number}{letter}"))
    known = _data()["languages"]
    languages = [known[v.language]["code"] for v in work.versions if v.language in known]
    yield "041", "  ", tuple(("a", code) for code in dict.fromkeys(languages))
    kind = _data()["kinds"][lead.kind]
    yield "089", "  ", (("a", kind["code"]), ("b", kind["name"]))
    yield "091", "  ", (("a", (lead.distribution or "general").upper()),)
    for symbol in lead.symbols:
        yield "191", "  ", _symbol(symbol)
    yield "245", "10", (("a", work.title),)
    yield (
        "260",
        "  ",
        (("a", house.place or ""), ("b", house.name), ("c", str(lead.date.year) if lead.date else "")),
    )
    yield "269", "  ", (("a", lead.date.isoformat() if lead.date else ""),)
    for author in work.authors(house):
        yield "710", "2 ", (("a", author),)
    for language, address in work.addresses(house):
        yield "856", "40", (("u", address), ("y", language))
    for organ in lead.organs:
        yield "981", "  ", (("a", house.organ(organ)),)
    yield "989", "  ", (("a", kind["name"]),)
    for item in lead.agenda:
        yield (
            "991",
            "  ",
            (("a", _agenda(item.organ, lead.sessions)), ("b", item.number), ("c", item.title or "")),
        )
    for committee in _committees(lead.symbols):
        yield "793", "  ", (("a", committee),)


def _symbol(text: str) -> tuple[tuple[str, str], ...]:
    """The symbol, its series, and its session or year."""
    try:
        symbol = Symbol.parse(text)
    except SymbolError:
        return (("a", text),)
    body = f"{symbol.organ}/{symbol.body}/" if symbol.body else f"{symbol.organ}/"
    return (("a", text), ("b", body), ("c", str(symbol.session or symbol.year or "")))


def _agenda(organ: str, sessions: tuple[str, ...]) -> str:
    """The agenda of an Assembly's session, which has its number reserved: A/74/251."""
    for session in sessions:
        of, _, number = session.rpartition("/")
        if of == organ == "A" and number.isdigit():
            return f"A/{number}/251"
    return ""


def _committees(symbols: tuple[str, ...]) -> Iterator[str]:
    for symbol in symbols:
        match = _MAIN_COMMITTEE.search(symbol) if symbol.startswith("A/C.") else None
        if match:
            yield f"{int(match[1]):02}"


def _text(value: str) -> str:
    return escape(_FORBIDDEN.sub("", " ".join(value.split())))
