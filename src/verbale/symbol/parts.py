"""The parts of a symbol by name, read from its normal form, and the order in which people put symbols."""

from __future__ import annotations

import re

import msgspec

from verbale.symbol.brackets import roman, roman_value
from verbale.symbol.knowledge import Knowledge, knowledge

__all__ = ["Parts", "order_key", "read_parts", "read_parts_in_full"]

_BRACKETS = re.compile(r"\(([^()]*)\)")
_COMPOSITE = re.compile(r"(\d+) ([A-Z]{1,2}(?:-[A-Z]{1,2})?)")
_SESSION = re.compile(r"(?:ES|EX|EM|ORG|OS|SS|S)-(?:\d+|[IVXLC]+)")
_NUMBERED = re.compile(r"(.+)\.(\d+)[A-Z]?")
_SLASH = re.compile(r"/(?![^()]*\))")  # between elements, not in brackets
_COUNTS = re.compile(r"\d|(?!Add|Corr|Rev|Amend|Part|Vol|Supp)[A-Za-z]+\.\d")
_ISO3 = re.compile(r"[A-Z]{3}")
_PIECES = re.compile(r"\d+|\D+")
_TREATY_BODIES = ("CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "HRI")


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What a symbol says, by name. ``session`` as in the contract: "74", "ES-10", "S-32"; ``last`` ends "12-14"."""

    organ: str
    body: str | None = None
    series: str | None = None
    session: str | None = None
    year: int | None = None
    number: int | None = None
    last: int | None = None
    letters: str = ""
    country: str | None = None
    suffixes: tuple[str, ...] = ()
    known: bool = True


class _Reading:
    def __init__(self, elements: list[str], known: Knowledge) -> None:
        self.known = known
        self.root, _, behind = elements[0].partition(".")
        self.root, _, division = self.root.partition("(")
        self.organ = self.root
        self.bodies: list[str] = []
        self.series: str | None = None
        self.session: str | None = behind or None
        if division:  # TD(XII)/1 is of a session, UNEP(DEPI)/… of a division
            division = division.rstrip(")")
            self.session = str(roman_value(division)) if roman(division) else None
            self.bodies += [] if self.session else [division]
        self.numbers: list[str] = []
        self.year: int | None = None
        self.number: int | None = None
        self.letters = ""
        self.country: str | None = None
        self.suffixes: list[str] = []
        owner = known.organs.get(self.root)
        self.recognized = owner is not None
        self.open = owner is not None and owner.inner == "open"
        self.counts_on = False  # a number follows
        self.counted = False  # a number that is not a session or year was the last to be read
        for index, element in enumerate(elements[1:], 2):
            self.counts_on = any(_COUNTS.match(later) for later in elements[index:])
            self._element(element)

    def _element(self, element: str) -> None:
        if element.startswith("("):
            self.bodies.append(
                element
            )  # the resolution by which a committee is named: S/AC.37/2003/(1455)/47
            return
        head, _, rest = element.partition("(")
        head = head.rstrip()
        brackets = _BRACKETS.findall(f"({rest}") if rest else []
        if match := _COMPOSITE.fullmatch(head):
            head, self.letters = match.groups()
        if head[:1].isdigit():
            self.numbers.append(head)
            self.counted = True
        elif self._is_change(head):
            self.suffixes.append(head)
        elif _SESSION.fullmatch(head):
            self.session = self.session or _session(head)
        elif roman(head) and head not in ("C", "L"):
            if self.session is None and (not self.numbers or self.counts_on):
                self.session = str(roman_value(head))
            else:
                self.suffixes.append(head)
        elif match := _NUMBERED.fullmatch(head):
            self._numbered(head, match[1], match[2])
        else:
            brackets = self._word(head, brackets)
        for inner in brackets:
            self._bracket(inner)

    def _is_change(self, head: str) -> bool:
        word = head.partition(".")[0].partition(" ")[0].upper()
        return word in self.known.changes or (word == "PART" and bool(self.numbers))

    def _numbered(self, head: str, word: str, digits: str) -> None:
        nature = self.known.nature(self.root, word.upper())
        # "WP" is a Working Party in the Economic Commission for Europe, and counts nothing itself.
        if nature and not (
            word == "WP" and ("ECE" in (self.root, *self.bodies) or self.root in ("TRANS", "TRADE"))
        ):
            self.series = nature.code
            if 1945 <= int(digits) <= 2100 and word == "NL":
                self.year = int(digits)
            else:
                self.number = int(digits)
            return
        body = self.known.body(self.root, head) if not self.bodies else None
        if body and body.organ:
            self.organ = f"{self.root}/{word if body.session else head}"
            if body.session:
                self.session = digits
        else:
            self._body(head)
        self.open = self.open or (body is not None and body.inner == "open")

    def _body(self, head: str) -> None:
        if not self.bodies and not self.open and self.organ == self.root:
            self.recognized = self.recognized and self.known.body(self.root, head) is not None
        elif not self.open:
            self.recognized = False
        self.bodies.append(head)
        self.counted = False

    def _word(self, head: str, brackets: list[str]) -> list[str]:
        nature = self.known.nature(self.root, head.upper())
        if nature and not (nature.code in ("D", "Q", "G") and not (self.bodies or self.organ != self.root)):
            self.series = self.series or nature.code
            return brackets
        body = self.known.body(self.root, head) if not self.bodies and self.organ == self.root else None
        if body and body.organ:
            self.organ = f"{self.root}/{head}"
            self.open = self.open or body.inner == "open"
        elif self._is_country(head):
            self.country = head
            self.counted = False
        elif self.numbers and self.counted and not self.counts_on:
            self.suffixes.append(head)
        else:
            self.open = self.open or (body is not None and body.inner == "open")
            self._body(head)
            if brackets and brackets[0].isdigit():
                self.session = f"EX-{brackets[0]}" if head == "EX" else brackets[0]
                return brackets[1:]
        return brackets

    def _is_country(self, head: str) -> bool:
        if not _ISO3.fullmatch(head):
            return False
        return (
            (self.root in _TREATY_BODIES and bool(self.bodies))
            or (self.organ == "A/HRC" and self.bodies == ["WG.6"])
            or (self.root == "E" and self.bodies == ["C.12"])
        )

    def _bracket(self, inner: str) -> None:
        if self.series in ("RES", "DEC") and not self.suffixes:
            if len(inner) == 4 and inner.isdigit():
                self.year = int(inner)
                return
            if roman(inner) or _SESSION.fullmatch(inner):
                self.session = _session(inner)
                return
        self.suffixes.append(inner)

    def parts(self) -> Parts:
        numbers = list(self.numbers)
        if (self.series == "D" and len(numbers) >= 2 and _is_year(numbers[-1])) or (
            self.country and len(numbers) == 1 and _is_year(numbers[0])
        ):
            self.year = int(numbers.pop())
        elif numbers and (
            len(numbers) > 1
            or self.number is not None
            or (self.bodies and not self.counted and _is_year(numbers[0]))
        ):
            self._period(numbers.pop(0))
        if len(numbers) > 1 and self.session is None and not _is_year(numbers[0]):
            self._period(numbers.pop(0))
        last = None
        if numbers and self.number is None:
            counted = [int(n) for n in re.findall(r"\d+", numbers[-1])]
            self.number = counted[0]
            last = counted[-1] if len(counted) > 1 else None
        return Parts(
            organ=self.organ,
            body="/".join(self.bodies) or None,
            series=self.series,
            session=self.session,
            year=self.year,
            number=self.number,
            last=last,
            letters=self.letters,
            country=self.country,
            suffixes=tuple(self.suffixes),
            known=self.recognized,
        )

    def _period(self, digits: str) -> None:
        if _is_year(digits):
            self.year = int(digits)
        elif self.session is None:
            self.session = digits.lstrip("0") or "0"


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and 1945 <= int(digits) <= 2100


def _session(text: str) -> str:
    kind, mark, figure = text.rpartition("-")
    return f"{kind}{mark}{roman_value(figure) if roman(figure) else figure}"


# The rows that most symbols stand in, read at once; the reading proper gives the same.
_COMMON = re.compile(
    r"(?P<council>S/RES/(?P<resolution>\d+) \((?P<its_year>\d{4})\))"
    r"|(?P<organ>[ASE])(?:/(?P<word>RES|PRST|DEC))?(?:/(?P<session>(?:E?S-)?[1-9]\d{0,3}))?/(?:(?P<dot>PV|L)\.)?(?P<number>\d+)"
)


def read_parts(half: str) -> Parts:
    """The parts of one half, given in normal form."""
    if match := _COMMON.fullmatch(half):
        return _common_parts(match)
    return read_parts_in_full(half)


def _common_parts(match: re.Match[str]) -> Parts:
    if match["council"]:
        return Parts(organ="S", series="RES", year=int(match["its_year"]), number=int(match["resolution"]))
    session = match["session"]
    year = int(session) if session and _is_year(session) else None
    return Parts(
        organ=match["organ"],
        series=match["word"] or match["dot"],
        session=None if year else session,
        year=year,
        number=int(match["number"]),
    )


def read_parts_in_full(half: str) -> Parts:
    """The same, element by element."""
    return _Reading(_SLASH.split(half) if "(" in half else half.split("/"), knowledge()).parts()


Key = tuple[object, ...]

_SESSION_KINDS = {"": 1, "EX": 2, "ORG": 2, "OS": 2, "EM": 2, "SS": 3, "S": 3, "ES": 4}


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, int(p), p) if p.isdigit() else (1, 0, p.upper()) for p in _PIECES.findall(text))


def order_key(half: str, parts: Parts) -> Key:
    """What one half is ordered by: organ, body, session or year, series, number, letters, suffixes."""
    root, _, inner = parts.organ.partition("/")
    owner = knowledge().organs.get(root)
    body = "/".join(filter(None, (inner, parts.body)))
    kind, _, figure = (parts.session or "").rpartition("-")
    if parts.session is not None and figure.isdigit():
        period = (_SESSION_KINDS.get(kind, 5), int(figure))
    else:
        period = (1, parts.year) if parts.year is not None else (0, 0)
    return (
        (owner.principal or 9) if owner else 9,
        root,
        tuple(_natural(element) for element in body.split("/")) if body else (),
        period,
        parts.year or 0,
        parts.series or "",
        parts.country or "",
        -1 if parts.number is None else parts.number,
        parts.letters,
        tuple(_natural(suffix) for suffix in parts.suffixes),
        half,
    )
