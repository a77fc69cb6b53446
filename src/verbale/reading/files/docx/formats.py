"""Number formats of automatic lists (ECMA-376 part 1, 17.18.59 ST_NumberFormat), in the scripts of six languages."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["format_number"]

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_CHICAGO = "*†‡§"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(n: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (n // value)
        n %= value
    return out


def _letters(alphabet: str) -> Callable[[int], str]:
    # past the end letters repeat: aa, bb, cc, as Word counts
    return lambda n: alphabet[(n - 1) % len(alphabet)] * min(8, (n - 1) // len(alphabet) + 1)


def _counting(digits: str, units: tuple[str, str, str], myriad: str) -> Callable[[int], str]:
    def thousand(n: int) -> str:
        out, gap = "", False
        for unit, value in (*zip(units, (1000, 100, 10), strict=True), ("", 1)):
            digit, n = divmod(n, value)
            if digit:
                out += (digits[0] if gap else "") + digits[digit] + unit
                gap = False
            else:
                gap = bool(out)
        return out

    def count(n: int) -> str:
        high, low = divmod(n, 10_000)
        out = (thousand(high) + myriad if high else "") + thousand(low)
        # eleven is 十一, not 一十一
        return out[1:] if digits is not _LEGAL and out.startswith(digits[1] + units[2]) else out

    return count


def _ordinal(n: int) -> str:
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _digits(zero: str) -> Callable[[int], str]:
    base = ord(zero)
    return lambda n: "".join(chr(base + int(d)) for d in str(n))


def _enclosed(first: int, last: int) -> Callable[[int], str]:
    return lambda n: chr(first + n - 1) if n <= last else str(n)


_COUNTING = _counting(_CHINESE, ("千", "百", "十"), "万")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda n: _letters(_LATIN)(n).upper(),
    "lowerLetter": _letters(_LATIN),
    "ordinal": _ordinal,
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": lambda n: _letters(_RUSSIAN)(n).upper(),
    "arabicAlpha": _letters(_ARABIC),
    "arabicAbjad": _letters(_ABJAD),
    "hebrew1": _letters(_HEBREW),
    "hindiNumbers": _digits("०"),
    "chineseCounting": _COUNTING,
    "chineseCountingThousand": _COUNTING,
    "japaneseCounting": _COUNTING,
    "koreanCounting": _COUNTING,
    "taiwaneseCounting": _counting(_CHINESE, ("千", "百", "十"), "萬"),
    "taiwaneseCountingThousand": _counting(_CHINESE, ("千", "百", "十"), "萬"),
    "chineseLegalSimplified": _counting(_LEGAL, ("仟", "佰", "拾"), "万"),
    "ideographDigital": lambda n: "".join(_CHINESE[int(d)] for d in str(n)),
    "taiwaneseDigital": lambda n: "".join(_CHINESE[int(d)] for d in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join(_CHINESE[int(d)] for d in str(n)),
    "ideographTraditional": lambda n: _STEMS[n - 1] if n <= 10 else str(n),
    "ideographZodiac": lambda n: _BRANCHES[n - 1] if n <= 12 else str(n),
    "decimalFullWidth": _digits("０"),
    "decimalFullWidth2": _digits("０"),
    "decimalEnclosedCircle": _enclosed(0x2460, 20),
    "decimalEnclosedCircleChinese": _enclosed(0x2460, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "ideographEnclosedCircle": _enclosed(0x3280, 10),
    "numberInDash": lambda n: f"- {n} -",
    "chicago": lambda n: _CHICAGO[(n - 1) % 4] * min(8, (n - 1) // 4 + 1),
}


def format_number(number: int, kind: str) -> str:
    """A number as a list prints it; a format that is not known is written in digits.

    >>> format_number(14, "lowerRoman"), format_number(28, "lowerLetter"), format_number(21, "chineseCounting")
    ('xiv', 'bb', '二十一')
    """
    if kind in {"none", "bullet"}:
        return ""
    if not 0 < number < 100_000:
        return str(number)
    return _FORMATS.get(kind, str)(number)
