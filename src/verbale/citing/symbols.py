"""Full document symbols in running text, with what follows them: Add.1, further numbers, the second half of a joint one.

Grammar and practice: UN document symbols; UN Editorial Manual, footnotes and other references.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from verbale.citing.numbers import letter_range, letters_after
from verbale.document import CitationKind
from verbale.symbol.chronology import council_year

__all__ = ["FoundSymbol", "find_symbol", "in_volume", "kind_of", "known_root"]

# Roots of document symbols other than A, S, E, T and ST (section "special roots" of the list of series symbols).
ROOTS = frozenset(
    [
        "A",
        "S",
        "E",
        "T",
        "ST",
        "CERD",
        "CCPR",
        "CAT",
        "CEDAW",
        "CRC",
        "CMW",
        "CRPD",
        "CED",
        "HRI",
        "DP",
        "UNEP",
        "HS",
        "HSP",
        "TD",
        "ID",
        "LC",
        "LOS",
        "SPLOS",
        "ISBA",
        "AT",
        "CD",
        "DC",
        "ENDC",
        "NPT",
        "CCW",
        "BWC",
        "TPNW",
        "CCM",
        "APLC",
        "FCCC",
        "ICCD",
        "CBD",
        "CAC",
        "CTOC",
        "WFC",
        "FPA",
        "PBC",
        "OPS",
        "UNW",
        "UNIFEM",
        "INSTRAW",
        "UNIDIR",
        "UNU",
        "UNITAR",
        "TRADE",
        "JIU",
        "CEB",
        "ECE",
        "ESCWA",
        "HR",
        "SP",
        "CLCS",
        "TRANS",
        "ENERGY",
        "UNCTAD",
        "WP",
        "MP",
        "IPBES",
        "PCNICC",
        "ICC",
        "PFII",
        "CCPR",
        "UNFF",
        "ECOSOC",
        "IDB",
        "GC",
        "SMCC",
    ]
)
PRINCIPAL = frozenset(("A", "S", "E", "T"))
# Documents whose own symbol names several parts at once.
WHOLE_PARTS = frozenset(("NPT/CONF.2000/28",))

_CYRILLIC = str.maketrans("АВСЕКМНОРТХ", "ABCEKMHOPTX")
_ROOT = r"[A-ZАЕС][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*"
_ELEMENT = (
    r"(?:(?:Add|Corr|Rev|Amend|ADD|CORR|REV)\.?\ ?\d+(?:[-–]\d+(?![\d/]))?"
    r"|[A-Z]{2,}(?:-[A-Z]{2,})+(?=/)"
    r"|[A-Za-z0-9С]+(?:\.[A-Za-z0-9]+)*(?:-(?![A-Z]{1,8}/)[A-Za-z0-9]+)*)"
)
_PART_WORD = r"(?:Parts?|Parties?|Partes?|[Чч]аст[ьи]|Vols?\.?|vols?\.?|т\.|Sect\.?|SECT\.?|secc?\.|Resumption|RESUMPTION|closed-resumption|Reanudación|Reprise|возобновление|الجزء|续会|第)"
_GROUP = (
    r"\ ?(?:[(\[](?:(?:19|20)\d\d|[IVXLC]+|E?S-[IVX]+|ORG-\d\d|SUPP|supp"
    rf"|{_PART_WORD}\ ?(?:[IVX]+|\d+)(?:(?:, | and | et | y | и |和| & )(?:[IVX]+|\d+))*(?:部分|卷|节)?)[)\]])"
)
_SYMBOL = re.compile(
    rf"(?P<root>{_ROOT})(?P<rest>(?:/{_ELEMENT}|{_GROUP}(?=[^A-Za-z0-9]|$|[A-Z](?!\w))|\(\d{{1,3}}\)(?=/))+)"
)
_LETTER_AFTER = re.compile(r"([A-Z])(?!\w|\.\w)| ([A-Z])(?!\w|\.\w| [a-z])")
_NO_ELEMENT = re.compile(r"[A-Z](?:\d\w*)?")  # A/H1N1, A/B
_ELEMENTS = re.compile(r"[^/() ]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_SPACED = re.compile(r"(?P<root>[ASET]) / (?P<rest>\d[\d/]*(?:/[A-Z][A-Za-z.]*\d+)?)")
_OLD_LETTER = re.compile(r" ?([A-Z]{1,2}) ?\(([IVXLC]+|E?S-[IVX]+)\)")
_ELIDED = re.compile(
    r"(?:,|;|،|、| and| et| y| e| и| و| ?和| ?及| or)*\ ?/?(?P<word>Add|Corr|Rev|Amend)\.?\ ?(?P<n>\d+)(?:(?:[-–]| to | à | a | по |至)(?P<to>\d+))?(?![\d/])"
)
_LAST_RANGE = re.compile(r"(Add|Corr|Rev)\.(\d+)[-–](\d+)$")
_SEVERAL_PARTS = re.compile(r" \(Parts ([IVX]+)((?:, | and | et | y | и |和| & )[IVX]+)+\)$")
_FIGURES = re.compile(r"\b[IVX]+\b")
_NUMBERED = re.compile(r"(.*[/.])\d+$")
_ENDS = frozenset((".", ")", ";", "。"))  # nothing more hangs on a symbol before these
_FURTHER = re.compile(r"(?:, |、|، )(\d{1,4})(?![\w/.]| ?[(\[])")
_FURTHER_LAST = re.compile(r",?(?: and | et | y | e | и |和| و ?)(\d{1,4})(?![\w/]|\.\d| [^\W\d_]| ?[(\[])")
_FURTHER_SUFFIX = re.compile(
    r"(?:,?(?: and | et | y | e | и |和| و ?| und )|, |、|، )(\d{1,2})(?![\w/]|[.:]\d|[-–]\d| (?!and |et |y |и |و|und )[^\W\d_]| ?[(\[])"
)
_JOINT = re.compile(r" ?[-–—] ?(?=[A-Z]{1,8}/)")
_DATED = re.compile(r" ?[(\[](?:19|20)\d\d[)\]]$")
_LETTER_RANGE = re.compile(r"(.*/\d+ ?)([A-Za-z])[-–]([A-Za-z])$")
# Nothing to put right: figures and short words in capitals between slashes, then Add.1 or Corr.1 as it is written. What
# has long words, or words that a symbol does not write in capitals, is left to the grammar of symbols.
_COMMON = re.compile(
    r"(?!(?:UNEP|HSP)/.*/(?:RES|DEC)\.)[A-Z]+(?:/(?!ADD|CORR|REV|AM|PART|SUPP|CRP/)(?:(?:[A-Z]{1,4}\.)?(?:E?S-)?\d+(?:[-.]\d+)?|CONF\.[IVX]+"
    r"|[A-Z]{2,4}(?:\(\d+\))?|[A-Z](?=/)|(?:Res|Dec|Sub|EA|HA|CN|OzL\.Pro)\.\d+))+(?: \((?:Vol\. [IVX]+|Part [IVX]+|Parts [IVX]+ and [IVX]+|Sect\. \d+)\))?"
    r"(?:/(?:Add|Corr|Rev)\.\d+)*"
)
_RANGE_SUFFIX = re.compile(r"(.*/(?:Add|Corr|Rev)\.? ?\d+)[-–](\d+)$")
_VOLUME_WORD = re.compile(r"\(т\. ?([IVX]+)\)")
_SUFFIX = re.compile(r"/(Add|Corr|Rev|Amend)\.\d+$")


_VOLUME = re.compile(
    r"[)\]]? ?(?:[,،，] ?(?:vols?\.|Vols?\.|т\.|том|Bd\.) ?([IVX]+)|[,،，]? ?المجلد (الأول|الثاني|الثالث)|[,，]?第([一二三])卷)"
)
_VOLUMES = {"الأول": "I", "الثاني": "II", "الثالث": "III", "一": "I", "二": "II", "三": "III"}


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """One cited document at [start, end): its symbol, or the symbols of a joint document in the order printed."""

    start: int
    end: int
    symbols: tuple[str, ...]
    elided: bool = False
    filled: bool = False


def in_volume(text: str, one: FoundSymbol) -> FoundSymbol:
    """A volume of Official Records named after the symbol, "(A/77/49), vol. II": it has a symbol of its own."""
    match = _VOLUME.match(text, one.end)
    symbol = one.symbols[0]
    if not match or symbol.endswith(")") or len(one.symbols) > 1:
        return one
    volume = match[1] or _VOLUMES[match[2] or match[3]]
    return replace(one, symbols=(f"{symbol} (Vol. {volume})", symbol))


def known_root(symbol: str) -> bool:
    """Whether a symbol begins as the United Nations' do."""
    return symbol.partition("/")[0] in ROOTS


def kind_of(symbol: str) -> CitationKind:
    """The kind of citation that a symbol makes, from its elements."""
    if "/PV." in symbol or "/SR." in symbol:
        return "meeting-record"
    if "/RES/" in symbol or "/Res." in symbol or "/RES." in symbol:
        return "resolution"
    if "/DEC/" in symbol or "/Dec." in symbol:
        return "decision"
    return "presidential-statement" if "/PRST/" in symbol else "document"


def _plausible(root: str, elements: list[str]) -> bool:
    """Whether the parts are those of a document symbol, not of "and/or", "km/h" or "A/H1N1"."""
    if root not in ROOTS:
        return (
            root.isalpha()
            and root.isupper()
            and len(root) > 1
            and len(elements) > 1
            and any(e.isdigit() for e in elements)
            and root not in ("NV", "REF")
        )
    if not any(c.isdigit() for e in elements for c in e):
        return False
    if root in PRINCIPAL:
        first = elements[0]
        if len(elements) == 1:
            return (
                (first.isdigit() and len(first) > 1)
                or first[:3] in ("PV.", "SR.", "INF", "Con", "CON")
                or "." in first
            )
        return not _NO_ELEMENT.fullmatch(first)
    return True


def _one(text: str, start: int) -> tuple[int, str, bool] | None:
    """A symbol at ``start``: its end, its normal form, and whether a year was filled in."""
    match = _SYMBOL.match(text, start) or _SPACED.match(text, start)
    if not match:
        return None
    root = match["root"].translate(_CYRILLIC)
    rest, end = match["rest"].replace(" / ", "/"), match.end("rest")
    if match.re is _SPACED:
        rest = "/" + rest
    rest = rest.translate(_CYRILLIC)
    if "/RES/" in rest:
        if old := _OLD_LETTER.match(text, end):
            return old.end(), f"{root}{rest} {old[1]} ({old[2]})", False
        if rest.endswith(")") and root != "S" and (letter := _LETTER_AFTER.match(text, end)):
            end, rest = letter.end(), f"{rest} {letter[1] or letter[2]}"
    elif dated := _DATED.search(rest):  # "A/8028 (1970)": when it was issued
        end -= len(rest) - dated.start()
        rest = rest[: dated.start()]
    if root == "S" and rest[5:].isdigit() and rest.startswith("/RES/"):
        number = rest[5:]
        year = council_year(int(number))
        return (end, f"S/RES/{number} ({year})", True) if year else (end, f"S/RES/{number}", False)
    if not _plausible(root, _ELEMENTS.findall(_IN_BRACKETS.sub("", rest) if "(" in rest else rest)):
        return None
    symbol = root + rest
    normal = symbol if _COMMON.fullmatch(symbol) else _normal(symbol)
    return (end, normal, False) if normal else None


@lru_cache(4096)
def _normal(symbol: str) -> str | None:
    """The normal form of a symbol with brackets, spaces, translated words; None where it is none after all."""
    from verbale.symbol import Symbol, SymbolError

    if letters := _LETTER_RANGE.match(symbol):  # the parts are told one by one
        return f"{letters[1].rstrip()} {letters[2].upper()}-{letters[3].upper()}"
    if span := _RANGE_SUFFIX.match(symbol):
        stem = _normal(span[1])
        return stem and f"{stem}-{span[2]}"
    try:
        return str(Symbol.parse(_VOLUME_WORD.sub(r"(Vol. \1)", symbol)))
    except SymbolError:
        return None


def _range(first: str, last: str) -> list[int]:
    a, b = int(first), int(last)
    return list(range(a, b + 1)) if a < b <= a + 50 else [a, b]


def find_symbol(text: str, start: int) -> list[FoundSymbol]:
    """The documents cited from ``start`` of a folded text on: a symbol and what hangs on it; [] where there is none."""
    one = _one(text, start)
    if one is None:
        return []
    end, symbol, filled = one
    symbols = [symbol]
    while len(symbols) < 3 and (joint := _JOINT.match(text, end)):
        half = _one(text, joint.end())
        if half is None:
            break
        end = half[0]
        symbols.append(half[1])
    first = _LAST_RANGE.search(symbol) if len(symbols) == 1 else None
    if first:
        stem = symbol[: first.start()]
        found = [FoundSymbol(start, end, (f"{stem}{first[1]}.{n}",)) for n in _range(first[2], first[3])]
        base = stem.rstrip("/")
    elif "/RES/" in symbol and (letters := _LETTER_RANGE.match(symbol)):
        found = [FoundSymbol(start, end, (letters[1] + x,)) for x in letter_range(letters[2], letters[3])]
        base = symbol
    elif "/RES/" in symbol and symbol[-1].isdigit() and (lettered := letters_after(text, end)):
        return [
            FoundSymbol(at if i else start, stop, (f"{symbol} {letter}",))
            for i, (at, stop, letter) in enumerate(lettered)
        ]
    else:
        parts = _SEVERAL_PARTS.search(symbol) if symbol[-1] == ")" else None
        if parts and symbol[: parts.start()] not in WHOLE_PARTS:
            stem = symbol[: parts.start()]
            found = [FoundSymbol(start, end, (f"{stem} (Part {n})",)) for n in _FIGURES.findall(parts[0])]
        else:
            found = [FoundSymbol(start, end, tuple(symbols), filled=filled)]
        base = symbol
    if text[end : end + 1] in _ENDS:
        return found
    elided = _elided(text, found[-1], base)
    return found + (elided or _further(text, found[-1], symbol))


def _elided(text: str, last: FoundSymbol, base: str) -> list[FoundSymbol]:
    """ ", Add.1 and Corr.1" after a symbol: further documents of the same base."""
    found: list[FoundSymbol] = []
    at = last.end
    while match := _ELIDED.match(text, at):
        word = match["word"]
        suffix = _SUFFIX.search(base)
        stem = base[: suffix.start()] if suffix and suffix[1] == word else base
        start = match.start("word")
        for n in _range(match["n"], match["to"]) if match["to"] else [int(match["n"])]:
            found.append(FoundSymbol(start, match.end(), (f"{stem}/{word}.{n}",), elided=True))
        more, at = _same_suffix(text, match.end(), int(match["to"] or match["n"]), f"{stem}/{word}")
        found += more
    return found


def _same_suffix(text: str, at: int, before: int, head: str) -> tuple[list[FoundSymbol], int]:
    """ ", 2 and 3" after "Corr.1": further ones of the same kind; they rise, and no noun follows them."""
    found: list[FoundSymbol] = []
    while (match := _FURTHER_SUFFIX.match(text, at)) and int(match[1]) > before:
        before, at = int(match[1]), match.end()
        found.append(FoundSymbol(*match.span(1), (f"{head}.{before}",), elided=True))
    return found, at


def _further(text: str, last: FoundSymbol, symbol: str) -> list[FoundSymbol]:
    """ ", 174, 323 and 324" after a symbol: further numbers under the same head."""
    stem = _NUMBERED.match(symbol)
    if not stem or len(last.symbols) > 1:
        return []
    found: list[FoundSymbol] = []
    at = last.end
    while match := _FURTHER.match(text, at):
        found.append(FoundSymbol(match.start(1), match.end(1), (stem[1] + match[1],), elided=True))
        at = match.end()
    final = _FURTHER_LAST.match(text, at)
    if final:
        found.append(FoundSymbol(final.start(1), final.end(1), (stem[1] + final[1],), elided=True))
        return found
    return found if found and re.match(r" ?[;.)]|$", text[at : at + 2]) and len(found) > 1 else []
