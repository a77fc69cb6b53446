"""Right-to-left lines put in the order in which they are read, from where each character stands.

No engine gives this right: the programs that write PDF differ in what they say of brackets and of the order of runs. So
the order is won back from the page, by the Unicode bidirectional algorithm (UAX #9) run backwards: from the right edge,
Arabic letters one by one, and each run of Latin letters or of figures from its left to its right. Brackets are then
turned by what stands around them, not by what the file says, since half the programs say the one and half the other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

__all__ = ["Glyph", "is_right_to_left", "logical", "turn_brackets"]

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTERS = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f\u3400-\u9fff]")
# those that a right-to-left line mirrors; quotation marks like “ and ” stand as they are written
_OPEN, _CLOSE = "([{«‹⟨（", ")]}»›⟩）"
_TURN = {**dict(zip(_OPEN, _CLOSE, strict=True)), **dict(zip(_CLOSE, _OPEN, strict=True))}
# a paragraph's number whose stop was drawn at its left, or that was drawn as Latin in an Arabic line
_LEADING = re.compile(r"^([.)(]|[-–]\.)\s?(\d{1,3}|[IVXLC]{1,6}|[A-Za-z])(?![\w(/])")
_STOPPED = re.compile(r"^[.,;:،؛][A-Za-z]")
_STOPS = tuple([sign] for sign in ".,،؛:")
_SPACE = 0.1  # ems between signs that a space shows
_STOP_SPACE = 0.4  # no space stands before a stop, though the page may have some room there
_ARABIC_STOPS = "،؛؟"
_JOINED = re.compile("[\ufb50-\ufefc]")
_BRACKETS = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_JOINING = "/.,:٫٬"


@dataclass(slots=True)
class Glyph:
    """A character as it is printed: place and size in points, foot below the top of the page; ``pen`` is where it was
    begun, None where that is not known.

    Whole words may stand for its letters, where these need no ordering; ``lefts`` and ``rights`` then say where each of
    them is."""

    sign: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    pen: float | None = None
    lefts: list[float] | None = None
    rights: list[float] | None = None

    def words(self) -> list[Glyph]:
        """Each of its words as one; itself where it is a letter or a word."""
        if self.lefts is None or self.rights is None or " " not in self.sign:
            return [self]
        out = []
        at = 0
        for word in self.sign.split(" "):
            lefts, rights = self.lefts[at : at + len(word)], self.rights[at : at + len(word)]
            out.append(
                replace(self, sign=word, left=min(lefts), right=max(rights), lefts=lefts, rights=rights)
            )
            at += len(word) + 1
        return out


def is_right_to_left(text: str) -> bool:
    """Whether a page has enough Arabic or Hebrew letters to be read letter by letter."""
    found = len(list(islice(_ARABIC.finditer(text), 21)))
    return found > 20 or (found > 0 and found * 4 > len(_LETTERS.findall(text)))


@cache
def _kind(sign: str) -> str:
    """R a right-to-left letter, L another letter, D a figure, M a mark on a letter, N anything else."""
    if sign.isdigit():
        return "D"
    category = unicodedata.bidirectional(sign)
    if category in {"R", "AL"}:
        return "R"
    if category == "NSM":
        return "M"
    if category == "L":
        return "L"
    return "N"


def _unstack(letters: list[tuple[str, Glyph]]) -> None:
    """Letters that Naskh sets above each other, put in the order in which they were drawn."""
    for i in range(1, len(letters)):
        (a, ga), (b, gb) = letters[i - 1], letters[i]
        if ga.pen is None or gb.pen is None or _kind(a[0]) != "R" or _kind(b[0]) != "R":
            continue
        shared = min(ga.right, gb.right) - max(ga.left, gb.left)
        narrow = min(ga.right - ga.left, gb.right - gb.left)
        if shared > 0.6 * narrow and ga.pen - gb.pen > 0.02 * ga.size:
            letters[i - 1], letters[i] = letters[i], letters[i - 1]


def _marks_on_letters(glyphs: list[Glyph]) -> list[tuple[str, Glyph]]:
    """The letters from left to right, each with the marks that stand on it."""
    letters = [(g.sign, g) for g in glyphs if _kind(g.sign[0]) != "M"]
    letters.sort(key=lambda pair: (pair[1].left + pair[1].right) / 2)
    _unstack(letters)
    for mark in glyphs:
        if _kind(mark.sign[0]) != "M" or not letters:
            continue
        middle = (mark.left + mark.right) / 2
        near = min(
            range(len(letters)),
            key=lambda i: (
                max(letters[i][1].left - middle, middle - letters[i][1].right, 0.0)
                + (0 if _kind(letters[i][0][0]) == "R" else 1000)
            ),
        )
        sign, glyph = letters[near]
        letters[near] = (_marked(sign, glyph, middle, mark.sign), glyph)
    return letters


def _marked(sign: str, glyph: Glyph, middle: float, mark: str) -> str:
    """A letter, or a word that may have got marks before, with a mark behind the letter over which it stands."""
    if glyph.lefts is None or glyph.rights is None:
        return sign + mark
    spots = [
        max(left - middle, middle - right, 0.0)
        for c, left, right in zip(glyph.sign, glyph.lefts, glyph.rights, strict=True)
        if _kind(c) != "M"
    ]
    near = min(range(len(spots) - 1, -1, -1), key=spots.__getitem__)
    ends = [i for i, c in enumerate(sign) if i and _kind(c) != "M"]
    cut = ends[near] if near < len(ends) else len(sign)
    return sign[:cut] + mark + sign[cut:]


def _with_spaces(letters: list[tuple[str, Glyph]]) -> list[str]:
    """The letters from left to right, with a space where a gap shows one."""
    out: list[str] = []
    before: Glyph | None = None
    for sign, glyph in letters:
        room = _STOP_SPACE if before is not None and before.sign in _ARABIC_STOPS else _SPACE
        if before is not None and glyph.left - before.right > room * max(glyph.size, before.size):
            out.append(" ")
        out.append(sign)
        before = glyph
    return out


def _order_ligatures(letters: list[tuple[str, Glyph]]) -> list[tuple[str, Glyph]]:
    """Letters that share one glyph (lam-alef) in an order that reading from the right puts right."""
    out = list(letters)
    for i in range(1, len(out)):
        (a, ga), (b, gb) = out[i - 1], out[i]
        if (
            abs(ga.left - gb.left) < 0.01
            and abs(ga.right - gb.right) < 0.01
            and a[0] == "ل"
            and b[0] in "اأإآ"
        ):
            out[i - 1], out[i] = out[i], out[i - 1]
    return out


def _run_end(signs: list[str], kinds: list[str], at: int) -> int:
    """The end of the left-to-right run that begins at ``at``, signs being as printed from left to right."""
    letters = kinds[at] == "L"
    brackets = 0
    j = at + 1
    # among Arabic letters figures are Arabic numbers, which a hyphen does not join
    after_arabic = "R" in kinds or any(sign in _ARABIC_STOPS for sign in signs)
    while j < len(signs):
        if kinds[j] in "LD":
            letters = letters or kinds[j] == "L"
            j += 1
            continue
        k = j
        while k < len(signs) and kinds[k] in "N":
            k += 1
        if k == len(signs) or kinds[k] not in "LD":
            break
        between = "".join(signs[j:k])
        if letters:
            # a bracket that is open in the run closes outside it, so what stands beyond a space comes before the run
            open_still = brackets % 2 == 1
            closes = between[0] in _TURN and brackets % 2 == 0
            if " " in between and kinds[k] == "D" and (open_still or closes or _short_before(signs, at, j)):
                break
            if kinds[k] == "D" and _bracketed_alone(signs, kinds, j, k):
                break
            brackets += sum(s in _TURN for s in signs[j:k])
        elif not (
            k - j == 1 and kinds[k] == "D" and (between in _JOINING or (between == "-" and not after_arabic))
        ):
            break
        j = k
    return j


def _bracketed_alone(signs: list[str], kinds: list[str], at: int, figure: int) -> bool:
    """Whether a figure stands in brackets that both are right of a run of letters: then it comes before the run."""
    if sum(sign in _TURN for sign in signs[at:figure]) % 2 == 0:
        return False
    end = figure
    while end < len(signs) and (
        kinds[end] == "D" or (signs[end] in _JOINING and kinds[end + 1 : end + 2] == ["D"])
    ):
        end += 1
    if end == len(signs) or signs[end] not in _TURN:
        return False
    while end < len(signs) and kinds[end] == "N":
        end += 1
    return end == len(signs) or kinds[end] != "L"


def _short_before(signs: list[str], at: int, end: int) -> bool:
    """Whether a run so far is a letter or two, as in ``2200 A``, where the figure comes first."""
    run = "".join(signs[at:end])
    return len(run) <= 2 and run.isupper()


def logical(glyphs: list[Glyph]) -> str:
    """The text of a line, or of a piece of one, in the order in which it is read."""
    letters = _order_ligatures(_marks_on_letters(glyphs))
    signs = _with_spaces(letters)
    kinds = [_kind(sign[0]) for sign in signs]
    if "R" not in kinds and ("L" in kinds or not (_bracketed(signs) or signs[:1] in _STOPS)):
        return _stop_last(_LEADING.sub(r"\2\1", turn_brackets(_whole("".join(signs)))))
    runs: list[str] = []
    i = 0
    while i < len(signs):
        if kinds[i] in "LD":
            end = _run_end(signs, kinds, i)
            runs.append("".join(signs[i:end]))
            i = end
        else:
            runs.append(signs[i])
            i += 1
    return turn_brackets(_LEADING.sub(r"\2\1", _whole("".join(reversed(runs)))))


def _stop_last(text: str) -> str:
    """A Latin line whose stop was drawn at its left, as the end of a right-to-left line is, with the stop at its end."""
    found = _STOPPED.match(text)
    return text[1:] + text[0] if found else text


def _bracketed(signs: list[str]) -> bool:
    """Whether a line without letters has brackets: on a right-to-left page it is the end of a right-to-left line."""
    return any(sign in _TURN for sign in signs)


def _whole(text: str) -> str:
    """Letters in their plain form: joined forms and ligatures are looks, not letters."""
    text = _JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def turn_brackets(text: str) -> str:
    """Each bracket turned so that it opens before what it holds: by the spaces around it, then by its partner."""
    if _BRACKETS.search(text) is None:
        return text
    out = list(text)
    opened: list[str] = []
    for i, sign in enumerate(out):
        if sign not in _TURN:
            continue
        open_form = sign if sign in _OPEN else _TURN[sign]
        after = text[i + 1] if i + 1 < len(text) else " "
        # a bracket behind one that closes cannot open, nor can one close behind one that opens
        before = out[i - 1] if i else " "
        starts = before.isspace() or before in _OPEN
        ends = after.isspace() or after in ".,;:،؛؟!" or after in _TURN
        if starts and not ends:
            opens = True
        elif ends and not starts:
            opens = False
        else:
            opens = open_form not in opened
        if opens:
            opened.append(open_form)
        elif open_form in opened:
            opened.remove(open_form)
        out[i] = open_form if opens else _TURN[open_form]
    return "".join(out)
