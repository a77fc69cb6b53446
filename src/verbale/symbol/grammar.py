"""From what people type and print to the normal form of a symbol.

A symbol is a root and elements between slashes; an element is a head, sometimes composite letters, and brackets:

    A/RES/217 A (III)      root "A", element "RES", element "217" with letters "A" and the bracket "III"

The scanner goes over the text once, element by element. What it reads it writes in the normal form: one slash between
elements, a point between a word and its number, a space before composite letters and brackets, capitals except for
the words that are printed otherwise (Add., Corr., Sub., Sect. …). Texts over ``LIMIT`` characters are refused unread.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from verbale.symbol.brackets import Remark, bracket, letter_of, roman
from verbale.symbol.characters import fold, original_position
from verbale.symbol.knowledge import Knowledge, foreign, knowledge
from verbale.symbol.typed import bare, slashed

__all__ = ["LIMIT", "Refusal", "normal_halves"]

# No document symbol, of three halves with all their suffixes, comes near.
LIMIT = 240
_MOST_HALVES = 3

_RESOLUTIONS = ("RES", "DEC", "Res", "Dec")
# Halves of one document stand on both sides of these, the right one with its root and a slash.
_JOINT = re.compile(
    r"\s*(?:(?<=\d)/(?=[ASE]/\d{2,4}/\d)|\|\||[;&-]|(?<=[\w)*])\s(?=\s*[A-Za-z]+/))\s*"
    # "B/Add.1" after a space or a dash is no half: the letter belongs to the resolution before it.
    r"(?=([A-Za-z]{1,10})\s?/(?!\s?(?:add|corr|rev|amend)[ .]*\d))",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s(?:and|et|y|e|и|و|和)\s+[A-Za-z]+/|,\s*[A-Za-z]+/\w", re.IGNORECASE)
_GLUED_CHANGE = re.compile(r"(?<=[0-9)])[ .-]*(?=(?:add|corr|rev|amend)[ .]*\d)", re.IGNORECASE)
_CHANGE_RANGE = re.compile(r"(?:add|corr|rev|amend)[. ]*\d+\s?-\s?\d+", re.IGNORECASE)
# A document of a session inside a document: LC/G.2345(SES.33/3).
_NESTED = re.compile(r"\(\s?[A-Za-z]{2,5}\.\s?\d+/\d+\s?\)")
_HIDDEN = "\0"
_ROOT = re.compile(r"[A-Za-z]+")
_LONGEST_ROOT = 10
_NUMBERED_ROOT = re.compile(r"([A-Za-z]+)[. ]+(\d+)")  # IDB.48/16
_BRACKETED_ROOT = re.compile(r"([A-Za-z]+)\s?\(\s?([A-Za-z]+)\s?\)")  # TD(XII)/1, UNEP(DEPI)/…
_ROMAN = re.compile(r"[IVXLC]+")
_BARE_SESSION = re.compile(r"(ES)(\d{1,2})", re.IGNORECASE)
_SESSION = re.compile(r"(ES|EX|EM|ORG|OS|SS|S)\s?-\s?(\d{1,2}|[IVXLC]+)", re.IGNORECASE)
_COMPOSITE = re.compile(r"(\d+)\s?-?\s?(([A-Z])\3?)(?:\s?(?:-|TO|AND|&)\s?(([A-Z])\5?))?", re.IGNORECASE)
_SPELLED_LETTER = re.compile(r"(\d+)\s?([^\x00-\x7F].*)")
_NUMBERS = re.compile(r"\d+(?:\s?[-,&]\s?\d+)+")
_TWO_NUMBERS = re.compile(r"(\d+)\s(\d+)")
_NUMBERED_WORD = re.compile(r"([A-Za-z](?:[A-Za-z .&'-]*[A-Za-z])?)([ .-]*)(\d+)([A-Za-z]?)")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.&'-][A-Za-z0-9]+)*")
_DECIMAL = re.compile(r"\d{2}\.\d+")
_FIGURES = re.compile(r"\d+(?:\.\d+)+")
_LETTERS = re.compile(r"([A-Za-z])\1?(?:-([A-Za-z])\2?)?")
_SPACES = re.compile(r"\s+")


class Refusal(Exception):
    """Why a text is not a symbol, with the place in the text as it was given."""

    def __init__(self, reason: str, position: int, fix: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position
        self.fix = fix


def normal_halves(text: str) -> tuple[list[str], int]:
    """The halves of a symbol, each in normal form and in the order given, and the number of re-issue stars.

    Raises Refusal.
    """
    if len(text) > LIMIT:
        raise Refusal("longer than any symbol", LIMIT)
    given = unquote(text) if "%" in text else text
    folded = fold(given)
    try:
        return _Scan(folded, knowledge()).halves()
    except Refusal as refusal:
        refusal.position = min(original_position(given, refusal.position), len(text))
        if name := foreign(folded):
            refusal.reason, refusal.position = f"it is {name}", len(given) - len(given.lstrip())
        raise


class _Scan:
    def __init__(self, text: str, known: Knowledge) -> None:
        self.known = known
        self.stars = 0
        text = bare(text, known)
        spoken = slashed(text, known) if "/" not in text else None
        self.loose = spoken is not None
        self.text = spoken or text

    def halves(self) -> tuple[list[str], int]:
        text, halves, start, first = self.text, [], 0, ""
        if listed := _LISTED.search(text):
            raise Refusal("more than one symbol", listed.start(), "Read a list with parse_many.")
        for match in _JOINT.finditer(text):
            root = match[1].upper()
            first = first or text[start:].lstrip(" /").partition("/")[0].strip().upper()
            left = text[start : match.start()].rstrip()
            whole = any(c.isdigit() for c in left) and left[-1] != "/" and left.count("(") == left.count(")")
            if (
                whole
                and (root in self.known.organs or root == first or first not in self.known.organs)
                and (match[0] != "/" or first in ("A", "S", "E"))
            ):
                halves.append(self._half(start, match.start()))
                start = match.end()
        halves.append(self._half(start, len(text)))
        if len(set(halves)) > _MOST_HALVES:
            raise Refusal("a joint document has two or three symbols", start, "Read a list with parse_many.")
        return list(dict.fromkeys(halves)), self.stars

    def _half(self, start: int, end: int) -> str:
        text = self.text[start:end]
        body = text.rstrip(" .,;:/")
        stars = body.rstrip("* ")
        self.stars = max(self.stars, body.count("*", len(stars)))
        text = stars
        if not text.strip(" /"):
            raise Refusal("no symbol", start)
        text = _NESTED.sub(lambda match: match[0].replace("/", _HIDDEN), text)
        self._check_brackets(text, start)
        text = _GLUED_CHANGE.sub("/", text) if _GLUED_CHANGE.search(text) else text
        elements: list[str] = []
        position = start
        for raw in text.split("/"):
            if raw.strip(" ."):
                self._element(elements, raw, position)
            position += len(raw) + 1
        self._check(elements, start, end)
        return "/".join(elements).replace(_HIDDEN, "/")

    def _element(self, elements: list[str], raw: str, position: int) -> None:
        stripped = raw.strip(" .")
        position += raw.index(stripped[0])
        if not elements:
            elements.append(self._root(stripped, position))
            return
        open_at = stripped.find("(")
        head = stripped if open_at < 0 else stripped[:open_at].rstrip(" .")
        brackets, letters = (
            self._brackets(stripped[open_at:], position + open_at) if open_at >= 0 else ([], "")
        )
        if not head and elements[-1][-1].isdigit() and any(e in _RESOLUTIONS for e in elements):
            made = [elements.pop()]  # the session of RES/131/(VI)
        elif not head:
            elements += [f"({inner})" for inner in brackets]  # S/AC.37/2003/(1455)/47
            return
        else:
            made = self._head(elements, _SPACES.sub(" ", head), position)
        if not letters and len(brackets) == 2 and head.isdigit() and re.fullmatch(r"[A-Z]", brackets[0]):
            letters = brackets.pop(0)  # 217 (A) (III)
        if letters:
            made[-1] += f" {letters}"
        if brackets and made:
            space = " " if made[-1][-1].isdigit() or " " in made[-1] or "." in made[-1] else ""
            made[-1] += "".join(f"{space}({inner})" for inner in brackets)
        elements += made

    def _root(self, head: str, position: int) -> str:
        root = head.upper()
        if root in self.known.organs and not self.known.organs[root].numbered:
            return root
        if (
            (match := _NUMBERED_ROOT.fullmatch(head))
            and (owner := self.known.organs.get(match[1].upper()))
            and owner.numbered
        ):
            return f"{owner.root}.{match[2]}"
        if (match := _BRACKETED_ROOT.fullmatch(head)) and match[1].upper() in self.known.organs:
            return f"{match[1].upper()}({match[2].upper()})"
        letters = _ROOT.match(head)
        if letters is None or letters.end() < len(head):
            # The letters may be right and what follows them wrong; else they are wrong already.
            right = letters is not None and letters[0].upper() in self.known.organs
            at = letters.end() if letters and right else 0
            raise Refusal("a symbol begins with the letters of its organ and a slash", position + at)
        if len(head) > _LONGEST_ROOT:
            raise Refusal(f'"{head}" is not the root of a series', position)
        if name := foreign(f"{root}/1"):
            raise Refusal(f"it is {name}", position)
        if head != root or self.loose:
            raise Refusal(f'"{head}" is not the root of a series', position)
        return root

    def _head(self, elements: list[str], head: str, position: int) -> list[str]:
        if head.isdigit():
            return self._number(elements, head)
        upper = head.upper()
        if match := _SESSION.fullmatch(head) or _BARE_SESSION.fullmatch(head):
            return [f"{match[1].upper()}-{match[2].upper()}"]
        if match := _COMPOSITE.fullmatch(upper):
            return [f"{match[1]} {match[2]}" + (f"-{match[4]}" if match[4] else "")]
        if (match := _SPELLED_LETTER.fullmatch(head)) and (letters := letter_of(match[2])):
            return [f"{match[1]} {letters}"]
        if _CHANGE_RANGE.fullmatch(head):
            raise Refusal("more than one symbol", position, "Read a list with parse_many.")
        if _NUMBERS.fullmatch(head):
            return [head.replace(" ", "")]
        if match := _TWO_NUMBERS.fullmatch(head):
            return [*self._number(elements, match[1]), *self._number([*elements, match[1]], match[2])]
        in_row = len(elements) > 1 and any(e in _RESOLUTIONS for e in elements)
        if (
            in_row
            and elements[-1][0].isdigit()
            and (letters := letter_of(head) or (upper if _LETTERS.fullmatch(head) else ""))
        ):
            last = elements.pop()
            joint = re.search(r" [A-Z]{1,2}$", last)
            return [f"{last}-{letters}" if joint else f"{last} {letters}"]
        if in_row and _DECIMAL.fullmatch(head):
            return head.split(".")  # A/RES/68.173
        if in_row and _ROMAN.fullmatch(upper) and elements[-1].isdigit():
            return [f"{elements.pop()} ({upper})"]
        left, space, rest = head.partition(" ")
        if space and (inner := self._part_behind(rest, in_row=in_row)):
            made = self._head(elements, left, position)
            return [*made[:-1], f"{made[-1]} ({inner})"]
        if match := _NUMBERED_WORD.fullmatch(head):
            return self._numbered(elements, match)
        return [self._word(elements, head, position)]

    def _part_behind(self, text: str, *, in_row: bool) -> str | None:
        """A part or an old session that stands behind a number without its brackets: "6 Sect. 3", "3281 XXIX"."""
        upper = text.upper()
        if in_row and len(upper) > 1 and roman(upper):
            return upper
        inner = bracket(text, self.known) if len(text) > 4 and any(c.isalpha() for c in text) else None
        return inner if isinstance(inner, str) and " " in inner else None

    def _number(self, elements: list[str], digits: str) -> list[str]:
        last = elements[-1]
        change = self.known.changes.get(last.upper().rstrip("."))
        if change and len(elements) > 1:
            elements.pop()
            return [f"{change.print.rstrip('.')}.{digits}"]
        nature = self.known.natures.get(last)
        principal = self.known.organs[elements[0]].principal if elements[0] in self.known.organs else 0
        if len(elements) > 1 and (
            (nature and nature.form == "dot" and (nature.joins or self.loose))
            or (self.loose and last in ("AC", "C", "CN", "CONF", "Sub", "WG") and principal)
        ):
            elements.pop()
            return [f"{last}.{digits}"]
        if elements[:2] == ["S", "RES"] and len(elements) == 3 and re.fullmatch(r"19\d\d|20\d\d", digits):
            return [f"{elements.pop()} ({digits})"]
        return [digits]

    def _numbered(self, elements: list[str], match: re.Match[str]) -> list[str]:
        word, between, digits, letter = match.groups()
        key = word.upper().replace(" ", "").replace(".", "")
        if change := self.known.changes.get(key):
            return [f"{change.print.rstrip('.')}.{digits}{letter.upper()}"]
        if part := self.known.parts.get(key):
            return [f"{part.print} {digits}"] if part.print else []
        upper = word.upper()
        printed = self.known.prints.get(elements[0], {}).get(upper) or self.known.words.get(upper)
        nature = self.known.natures.get(upper)
        if nature and nature.form == "word" and between and not between.strip():
            return [nature.print or nature.code, *self._number([*elements, upper], digits)]
        if printed is None and between == " ":
            raise_at = match.start(3)
            raise Refusal(f'"{match[0]}" is no element of a symbol', match.pos + raise_at)
        if upper in self.known.numbered and (between or not nature or nature.form == "dot"):
            return [f"{printed}.{digits}{letter.upper()}"]
        if "." in between:
            return [f"{printed or upper.replace(' ', '')}.{digits}{letter.upper()}"]
        return [match[0].upper()]

    def _word(self, elements: list[str], head: str, position: int) -> str:
        upper = head.upper()
        key = upper.replace(" ", "").replace(".", "")
        if (change := self.known.changes.get(key)) and len(elements) > 1:
            return change.print
        if printed := self.known.words.get(upper):
            return printed
        for length in range(len(key) - 1, 2, -1):
            if (part := self.known.parts.get(key[:length])) and part.print:
                rest = key[length:]
                if roman(rest) or len(rest) == 1:
                    return f"{part.print} {rest}"
        if _WORD.fullmatch(head) or _FIGURES.fullmatch(head):
            return upper
        match = _WORD.match(head) or _FIGURES.match(head) or re.match(r"\d+", head)
        raise Refusal(f'"{head}" is no element of a symbol', position + (match.end() if match else 0))

    def _brackets(self, text: str, position: int) -> tuple[list[str], str]:
        """The brackets at the end of an element, and composite letters behind them."""
        found: list[str] = []
        at = 0
        while at < len(text) and text[at] == "(":
            close = text.find(")", at)
            if close < 0:
                raise Refusal("a bracket is not closed", position + at)
            inner = bracket(text[at + 1 : close], self.known)
            if inner is None:
                raise Refusal(
                    f'"({text[at + 1 : close]})" is neither a year, a session nor a part of a document',
                    position + at,
                )
            if inner is not Remark:
                found.append(str(inner))
            at = close + 1
            while at < len(text) and text[at] == " ":
                at += 1
        letters = re.sub(r"\s(?:AND|TO|&)\s", "-", text[at:].strip(" -"), flags=re.IGNORECASE)
        if not letters:
            return found, ""
        if _LETTERS.fullmatch(letters):
            return found, letters.upper()
        if spelled := letter_of(letters):
            return found, spelled
        raise Refusal(f'"{letters}" does not belong to a symbol', position + at)

    @staticmethod
    def _check_brackets(text: str, start: int) -> None:
        depth, opened = 0, 0
        for at, character in enumerate(text):
            if character == "(":
                depth += 1
                opened = at if depth == 1 else opened
            elif character == ")":
                depth -= 1
            if depth < 0:
                raise Refusal("a bracket is closed that was not opened", start + at)
            if depth and character == "/":
                raise Refusal("a remark in brackets does not belong to a symbol", start + opened)
        if depth:
            raise Refusal("a bracket is not closed", start + opened)

    def _check(self, elements: list[str], start: int, end: int) -> None:
        # Something must count or name the document: a root and the bodies under it are an address without a house.
        rest = elements[1:]
        while rest and re.fullmatch(r"(?:AC|C|CN|CONF|Sub)\.\d+", rest[0]):
            rest = rest[1:]
        if not any(c.isdigit() for element in rest for c in element) and not any(
            _ROMAN.fullmatch(element) for element in rest
        ):
            raise Refusal("no number", end)
        if len(elements) > 14:
            raise Refusal("more elements than any symbol has", start)
