from __future__ import annotations

from collections.abc import Iterator

from verbale.document import Language
from verbale.languages.labels import language_name
from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V301",
    name="language",
    severity="error",
    asks="The document and its parts are in official languages.",
    source=EDITORIAL_MANUAL,
)
def language(seen: Examination) -> Iterator[Found]:
    """An annex may have been written in another official language than the letter; it says so with “[Original: …]”."""
    official = seen.profile.languages.official
    names = ", ".join(language_name(code, "en") for code in official)
    places: list[tuple[str, Language | None]] = [("language", seen.document.language)]
    places += [("masthead.original_languages", code) for code in seen.masthead.original_languages]
    for i, part in enumerate(seen.document.parts):
        places.append((f"parts.{i}.language", part.language))
        places += [(f"parts.{i}.original_languages", code) for code in part.original_languages or ()]
    told: set[Language] = set()
    for field, code in places:
        if code is not None and code not in official and code not in told:
            told.add(code)
            yield seen.found(
                field,
                f"{_called(code)} is no official language of the {seen.profile.name_of('en')}",
                f"Ask the sender for the text in one of these: {names}.",
            )


def _called(code: Language) -> str:
    try:
        return language_name(code, "en")
    except KeyError:  # a language that is no official one anywhere has no name in the data
        return f"“{code}”"
