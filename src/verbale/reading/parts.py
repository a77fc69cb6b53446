"""Where a communication's text ends and its annexes, appendices and enclosures begin (UN Editorial Manual, annexes).

Each begins with a heading: the word alone, with a number, or with the whole title of the letter behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.document import Language, Role
from verbale.languages.labels import languages_named
from verbale.reading.folding import Folded, clean, fold, folded
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.paragraphs import join_texts
from verbale.reading.phrases import Said, languages_read, match
from verbale.reading.titles import formula_end

__all__ = ["Span", "original_of", "split_parts"]

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ORDINALS: dict[str, int] = {
    word: number
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme",
        "primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo",
        "اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر",
        "اولي ثانية ثالثة رابعة خامسة سادسة",
        "一 二 三 四 五 六 七 八 九 十",
    )
    for number, word in enumerate(words.split(), 1)
} | {"seconde": 2, "حادي عشر": 11, "ثاني عشر": 12, "十一": 11, "十二": 12}  # fmt: skip
_ENDED = re.compile(r"[.!?:;。！？：；؟…\])）»”\"](?:\s*\d{1,3}|\*)*\s*$")
_ROLES: dict[str, Role] = {"annex": "annex", "appendix": "appendix", "enclosure": "enclosure"}
_CHINESE_HEADING = re.compile(
    r"(?:同文信|同文函|普通照会|照会|[信函])的?(?P<role>附件|附录|附文)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})?\**$"
)
_CHINESE_ROLES: dict[str, Role] = {"附件": "annex", "附录": "appendix", "附文": "enclosure"}


_WINDOW = 700  # no heading is longer


@dataclass(frozen=True, slots=True)
class Span:
    """A part: what its heading says, and its lines behind the heading. ``title`` where it stood in the heading's line."""

    role: Role
    number: str | None
    heading: str | None
    title: str | None
    head: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    role: Role
    number: str | None
    heading: str
    title: str | None
    lines: int
    rest: str = ""


def split_parts(lines: Sequence[Line], page: Page) -> list[Span]:
    """The main text and the parts behind it, in reading order."""
    spans: list[Span] = []
    current: tuple[Role, str | None, str | None, str | None, Line | None] = ("main", None, None, None, None)
    kept: list[Line] = []
    index = 0
    while index < len(lines):
        head = _head_at(lines, index, page) if index or spans else None
        if head is None:
            kept.append(lines[index])
            index += 1
            continue
        spans.append(Span(*current, tuple(kept)))
        current = (head.role, head.number, head.heading, head.title, lines[index])
        kept = []
        if head.rest:
            import msgspec

            kept.append(
                msgspec.structs.replace(lines[index + head.lines - 1], text=head.rest, marks=(), kind="text")
            )
        index += head.lines
    spans.append(Span(*current, tuple(kept)))
    return spans


def _head_at(lines: Sequence[Line], index: int, page: Page) -> _Head | None:
    line = lines[index]
    text = clean(line.text.replace("**", " ")).lstrip("#_ ")
    if line.kind not in {"text", "heading"} or not text or not _may_begin(lines, index, text):
        return None
    for language in languages_read(page.language):
        made = _read_head(text, lines, index, language, page)
        if made:
            return made
    return None


def _may_begin(lines: Sequence[Line], index: int, text: str) -> bool:
    """Whether a part can begin at a line: not inside a sentence, nor with a small letter."""
    if text[:1].islower():
        return False
    line = lines[index]
    if index == 0 or line.kind == "heading" or line.gap_before or line.whole or line.bold:
        return True
    before = lines[index - 1]
    return (
        before.page != line.page or before.whole or bool(_ENDED.search(before.text)) or len(before.text) < 60
    )


def _read_head(text: str, lines: Sequence[Line], index: int, language: str, page: Page) -> _Head | None:
    base = folded(text[:_WINDOW])
    if language == "zh":
        long = _chinese(lines, index, text)
        if long:
            return long
    said = match("part", base.text, language)
    if said is None:
        return None
    role = _ROLES[said.value]
    number, ends = _numbered(said, base)
    rest = base.text[ends:]
    if len(text) > _WINDOW:
        of = match("part-of", base.text, language, ends)
        return _long_head(role, number, lines, index, language=language, page=page) if of else None
    if not rest.strip(" .:*-"):
        return _Head(role, number, _heading(text), None, 1)
    of = match("part-of", base.text, language, ends)
    if of:
        return _long_head(role, number, lines, index, language=language, page=page)
    original = match("part-original", rest.strip(), language)
    if original and languages_named(original.found["languages"]):
        cut = base.back(said.start, ends)[1]
        return _Head(role, number, _heading(text[:cut]), None, 1, text[cut:].strip())
    separated = re.match(r" ?[.:–—-]+ ?(?=\S)", rest)
    if separated and (number or ":" in separated[0]) and len(text) < 200:
        cut = base.at[ends]
        title = text[cut:].lstrip(" .:–—-").strip()
        return _Head(role, number, _heading(text[:cut]), title or None, 1)
    return None


def _long_head(
    role: Role, number: str | None, lines: Sequence[Line], index: int, *, language: str, page: Page
) -> _Head | None:
    """A heading that repeats the title of its letter, over as many lines as that takes."""
    text = clean(lines[index].text.replace("**", " "))
    count = 1
    while True:
        base = folded(text[:_WINDOW])
        end = formula_end(base, "letter", language, page.nomenclature)
        printed = None if end is None else base.at[min(end, len(base.text))]
        following = lines[index + count] if index + count < len(lines) and count < 8 else None
        if printed is not None and printed < len(text) - 2:
            rest = text[printed:].strip()
            if (
                match("part-original", fold(rest), language)
                or match("opening", fold(rest), language)
                or len(rest) > 160
            ):
                return _Head(role, number, _heading(text[:printed]), None, count, rest)
        if following is None or not _continues(lines[index + count - 1], following, text, printed, language):
            return _Head(role, number, _heading(text), None, count)
        text = join_texts(text, clean(following.text.replace("**", " ")))[0]
        count += 1


def _continues(last: Line, following: Line, text: str, printed: int | None, language: str) -> bool:
    start = clean(following.text)
    if following.kind != last.kind or following.page != last.page or len(text) > 700:
        return False
    complete = printed is not None and printed >= len(text) - 2
    if complete:
        connected = match("and", " " + fold(start), language)
        return (
            start[:1].islower()
            or bool(match("accredited", fold(start), language))
            or bool(connected and connected.end > 2)
        )
    if following.gap_before or (last.whole and following.whole):
        return False
    return not match("part-original", fold(start), language)


def _chinese(lines: Sequence[Line], index: int, text: str) -> _Head | None:
    dated = re.match(r"(?:\d{4}|[〇零一二三四五六七八九]{4})年[^日]{2,6}日[^,]", fold(text))
    if dated is None and not re.search(r"[给致]", text):
        return None
    for count in range(1, 4):
        if index + count > len(lines):
            return None
        joined = "".join(clean(line.text) for line in lines[index : index + count])
        found = _CHINESE_HEADING.search(fold(joined))
        if found and re.search(r"\d{1,2}日|[一二三四五六七八九十]日", fold(joined)):
            number = found["number"]
            return _Head(_CHINESE_ROLES[found["role"]], _roman(number), _heading(joined), None, count)
        if lines[index].whole or len(joined) > 160:
            return None
    return None


def _heading(text: str) -> str:
    return clean(re.sub(r"\\?\*+$", "", text)).strip(" :")


def _numbered(said: Said, base: Folded) -> tuple[str | None, int]:
    """The number of a part as it is kept (Roman where it was a word, else as printed), and where number or word ends.

    A letter is a number only where it is printed large: "Annexe à la lettre" has none.
    """
    groups = said.found.groupdict()
    number = groups.get("number")
    if number and len(number) == 1 and not number.isdigit():
        begin, end = base.back(*said.found.span("number"))
        printed = base.printed[begin:end]
        if printed.lower() != printed.upper() and not printed.isupper():
            return None, said.found.start("number") - 1
    written = number or groups.get("ordinal")
    return (_roman(written) if written else None), said.end


def _roman(written: str | None) -> str | None:
    if not written:
        return None
    bare = written.removeprefix("ال").strip()
    if bare in _ORDINALS:
        return _ROMAN[_ORDINALS[bare] - 1]
    return written.upper()


def original_of(text: str, language: str) -> tuple[Language, ...] | None:
    """The languages of a line "[Original: Arabic and English]"; None where the line is no such note."""
    base = fold(text)
    if len(base) > 120:
        return None
    for code in languages_read(language):
        said = match("part-original", base, code)
        if said and said.end >= len(base) - 1 and ("[" in base or ":" in base):
            named = languages_named(text)
            if named:
                return named  # type: ignore[return-value]
    return None
