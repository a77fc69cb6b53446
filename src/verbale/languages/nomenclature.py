"""The names of one organization's organs and members, in each language; the United Nations' own by default.

A profile brings names of its own (``Nomenclature.of``); a reader that is given them knows fictional members as well
as real ones. Look-ups take what running text has: articles, Russian cases, "Republic of …".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import cast

import msgspec

from verbale.languages._data import toml
from verbale.languages.characters import fold, fold_each
from verbale.languages.glance import glance_of

__all__ = ["FoundName", "Names", "Nomenclature", "united_nations"]

# code (of a State, or prefix of an organ) -> language -> names, the printed form first
Names = Mapping[str, Mapping[str, tuple[str, ...]]]


class FoundName(msgspec.Struct, frozen=True, gc=False):
    """A name at [start, end) of a text, and what it names."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Nomenclature:
    """Names of organs (by symbol prefix), of States (by ISO code), and of the publisher, by language.

    ``years`` are the organs that count years, have no sessions and no numbered agenda. ``offices`` are those to which a
    communication may be addressed, beside the United Nations' own: by the contract's word for them.
    """

    organs: Names
    states: Names
    publisher: Mapping[str, tuple[str, ...]]
    years: frozenset[str] = frozenset({"S"})
    offices: Names = field(default_factory=dict)
    _cache: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        *,
        organs: Names,
        states: Names,
        publisher: Mapping[str, tuple[str, ...]],
        years: frozenset[str] = frozenset(),
        offices: Names | None = None,
        base: Nomenclature | None = None,
    ) -> Nomenclature:
        """A nomenclature of its own names, with those of ``base`` (if any) known behind them."""
        if base is None:
            return cls(organs, states, publisher, years, offices or {})
        return cls(
            {**base.organs, **organs},
            {**base.states, **states},
            {**base.publisher, **publisher},
            base.years | years,
            {**base.offices, **(offices or {})},
        )

    def organ_name(self, prefix: str, language: str) -> str:
        """The organ's name as printed. Raises KeyError where the organ has no name."""
        return _printed(self.organs[prefix], language)

    def state_name(self, code: str, language: str) -> str:
        """The State's name as printed. Raises KeyError for a code that is no State here."""
        return _printed(self.states[code], language)

    def organ_named(self, text: str, language: str | None = None) -> str | None:
        """The prefix of the organ that the whole text names."""
        return _look_up(self._index("organs"), fold(text).rstrip(".,،"), language)

    def state_named(self, text: str, language: str | None = None) -> str | None:
        """The ISO code of the State that the whole text names, with or without article, in any case of the noun."""
        index = self._index("states")
        for form in _forms(fold(text).strip(" .,،;:"), language):
            if code := _look_up(index, form, language):
                return code
        return None

    def find_organs(self, text: str, language: str | None = None) -> list[FoundName]:
        """All organs named in a text, in order, the longest name at each place."""
        return self._find("organs", text, language)

    def find_states(self, text: str, language: str | None = None) -> list[FoundName]:
        """All States named in a text, in order, the longest name at each place."""
        return self._find("states", text, language)

    def find_offices(self, text: str, language: str | None = None) -> list[FoundName]:
        """All offices of its own named in a text, in order."""
        return self._find("offices", text, language) if self.offices else []

    def _index(self, kind: str) -> dict[str, dict[str, str]]:
        cached = self._cache.get(kind)
        if not isinstance(cached, dict):
            made: dict[str, dict[str, str]] = {}
            names: Names = getattr(self, kind)
            for code, by in names.items():
                for language, forms in by.items():
                    for form in forms:
                        for shape in _written(form, language) if kind == "states" else [form]:
                            made.setdefault(language, {}).setdefault(fold(shape), code)
            self._cache[kind] = made
            return made
        return cached

    def _find(self, kind: str, text: str, language: str | None) -> list[FoundName]:
        found: list[FoundName] = []
        folded = fold_each(text)
        # most texts name nothing in most languages, and are told by one look
        for code in (language,) if language else self._glance(kind)(folded):
            pattern, names = self._scanner(kind, code)
            if pattern is None:
                continue
            for match in pattern.finditer(folded):
                start = match.start("n")
                if not any(f.start < match.end() and start < f.end for f in found):
                    found.append(FoundName(start, match.end(), names[" ".join(match["n"].split())]))
        return sorted(found, key=lambda f: f.start)

    def begins_organ(self, text: str) -> bool:
        """Whether a text is the first words of an organ's name, with more of them to come."""
        begun = self._cache.get("begun")
        if not isinstance(begun, frozenset):
            begun = self._cache["begun"] = frozenset(
                " ".join(words[:n])
                for names in self._index("organs").values()
                for words in map(str.split, names)
                for n in range(1, len(words))
            )
        return fold(text) in begun

    def _glance(self, kind: str) -> Callable[[str], Mapping[str, tuple[None, ...]]]:
        """For a folded text, the languages in which it may have a name."""
        key = f"{kind}-glance"
        made = self._cache.get(key)
        if made is None:
            scanners = [(code, self._scanner(kind, code)[0]) for code in ("en", "fr", "es", "ru", "zh", "ar")]
            made = self._cache[key] = glance_of(
                [(code, pattern.pattern, None) for code, pattern in scanners if pattern is not None]
            )
        return cast("Callable[[str], Mapping[str, tuple[None, ...]]]", made)

    def _scanner(self, kind: str, language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
        key = f"{kind}-{language}"
        if key not in self._cache:
            names: dict[str, str] = {}
            for code, by in getattr(self, kind).items():
                for form in by.get(language, ()):
                    for shape in _written(form, language) if kind == "states" else [form]:
                        names.setdefault(" ".join(fold_each(shape).split()), code)
            ordered = sorted(names, key=len, reverse=True)
            body = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)
            edges = {"zh": ("", ""), "ar": (r"(?<!\w)(?:[ولبف]|لل|ول)?", r"(?!\w)")}
            before, after = edges.get(language, (r"(?<!\w)", r"(?!\w)"))
            pattern = re.compile(rf"{before}(?P<n>{body}){after}") if names else None
            self._cache[key] = (pattern, names)
        made = self._cache[key]
        assert isinstance(made, tuple)  # noqa: S101
        return made


def _printed(by: Mapping[str, tuple[str, ...]], language: str) -> str:
    return (by.get(language) or by.get("en") or next(iter(by.values())))[0]


def _look_up(index: dict[str, dict[str, str]], form: str, language: str | None) -> str | None:
    if language and (code := index.get(language, {}).get(form)):
        return code
    for other, names in index.items():
        if other != language and (code := names.get(form)):
            return code
    return None


def _written(name: str, language: str) -> list[str]:
    """The forms in which a name is met in running text, apart from articles."""
    forms = [name]
    if language == "ru":
        forms.append(_genitive(name))
        forms.append(_genitive_of_adjective(name))
    if language == "ar" and name.startswith("ال"):
        forms.append("لل" + name[2:])
    return list(dict.fromkeys(forms))


_GENITIVE = (
    ("ия", "ии"), ("ея", "еи"), ("ья", "ьи"), ("га", "ги"), ("ка", "ки"), ("ха", "хи"), ("ша", "ши"), ("жа", "жи"), ("ча", "чи"),
    ("а", "ы"), ("я", "и"), ("й", "я"), ("ры", "р"), ("лы", "л"), ("мы", "м"), ("ды", "дов"),
)  # fmt: skip


def _genitive(name: str) -> str:
    """The genitive of a one-word name, by the ordinary endings; names that do not decline stay as they are."""
    if " " in name:
        head, _, last = name.rpartition(" ")
        return f"{head} {_genitive(last)}"
    for ending, new in _GENITIVE:
        if name.endswith(ending):
            return name[: -len(ending)] + new
    if name.endswith("ь"):
        return name[:-1] + ("и" if name.endswith(("ль", "нь")) and name[-3] in "уе" else "я")
    return name + "а" if name[-1] in "бвгджзклмнпрстфхцчшщ" else name


def _genitive_of_adjective(name: str) -> str:
    """The genitive where adjectives stand before the noun: "Новая Зеландия" is "Новой Зеландии"."""
    words = _genitive(name).split(" ")
    endings = (
        ("ская", "ской"),
        ("ая", "ой"),
        ("яя", "ей"),
        ("ские", "ских"),
        ("ые", "ых"),
        ("ое", "ого"),
        ("ский", "ского"),
        ("ый", "ого"),
        ("ой", "ого"),
    )
    for i, word in enumerate(words[:-1]):
        for ending, new in endings:
            if word.endswith(ending):
                words[i] = word[: -len(ending)] + new
                break
    if len(words) > 1 and name.endswith("Острова"):
        words[-1] = "Островов"
    return " ".join(words)


def _forms(text: str, language: str | None) -> list[str]:
    """The text, and the text without articles before it and without words that only lengthen a State's name."""
    data = toml("states")
    languages = (language,) if language in data["heads"] else tuple(data["heads"])
    forms = [text]
    for code in languages:
        articles = data["articles"].get(code, ())
        bare = [text]
        for article in articles:
            glued = article.endswith((" ", "'")) or code == "ar"
            lead = article if glued else article + " "
            if text.startswith(lead) and len(text) > len(lead) + 1:
                bare.append(text[len(lead) :])
                if code == "ar" and article == "لل":
                    bare.append("ال" + text[len(lead) :])
        forms += bare[1:]
        for form in bare:
            for head in sorted(data["heads"].get(code, ()), key=len, reverse=True):
                lead = head if head.endswith("'") else head + " "
                if form.startswith(lead):
                    rest = form[len(lead) :]
                    forms += [
                        rest,
                        *(
                            rest[len(a) + (0 if a.endswith((" ", "'")) else 1) :]
                            for a in articles
                            if rest.startswith(a if a.endswith((" ", "'")) else a + " ")
                        ),
                    ]
            for tail in data["tails"].get(code, ()):
                end = tail if code == "zh" else " " + tail
                if form.endswith(end) and len(form) > len(end):
                    forms.append(form[: -len(end)])
    return list(dict.fromkeys(forms))


@cache
def united_nations() -> Nomenclature:
    """The names of the United Nations' organs, and of its member and observer States."""
    from babel import Locale

    data = toml("states")
    territories = {
        language: Locale.parse(language).territories for language in ("ar", "zh", "en", "fr", "ru", "es")
    }
    states: dict[str, dict[str, tuple[str, ...]]] = {}
    for code in data["codes"].split():
        own = data["names"].get(code, {})
        states[code] = {
            language: tuple(own.get(language) or (by[code],)) for language, by in territories.items()
        }
    organs = {
        prefix: {language: tuple(forms) for language, forms in by.items()}
        for prefix, by in toml("organs").items()
    }
    publisher = {language: tuple(forms) for language, forms in toml("labels")["united-nations"].items()}
    return Nomenclature(organs, states, publisher)
