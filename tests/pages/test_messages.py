"""What the pages say: every message in each of the six languages, with the same places, used somewhere."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter
from typing import get_args

import pytest
from babel import Locale

from verbale.document import KINDS
from verbale.pages.find import FACETS
from verbale.pages.messages import interface_languages, messages, table
from verbale.registry.log import EventKind
from verbale.writing import FORMATS

SIX = ("ar", "zh", "en", "fr", "ru", "es")
_SAID = re.compile(r"""say\(\s*['"]([a-z-]+\.[a-z-]+)['"]""")
_MADE = {
    "distribution",
    "door",
    "event",
    "facet",
    "field",
    "format",
    "graph",
    "keys",
    "kind",
    "nav",
    "often",
    "order",
    "origin",
    "role",
    "severity",
    "sign",
    "state",
    "status",
    "step",
    "version",
}
"""Groups whose keys are put together from a value."""

OF_NO_CASE = (
    "series-",
    "numbers-",
    "reservation-",
    "gap-",
    "restored",
    "recovered",
    "opened",
    "digested",
    "address-",
)
OF_PEOPLE = ("person-", "role-", "password-", "token-", "identity-", "subscribed", "unsubscribed")
OF_A_CASE = [kind for kind in get_args(EventKind) if not kind.startswith((*OF_NO_CASE, *OF_PEOPLE))]
"""What a page of a case or a document may have to tell."""


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def forms(texts: str | dict[str, str]) -> list[str]:
    return list(texts.values()) if isinstance(texts, dict) else [texts]


def test_the_interface_speaks_the_six_languages() -> None:
    assert set(interface_languages()) == set(SIX)


@pytest.mark.parametrize("key", sorted(table()))
def test_a_message_is_whole(key: str) -> None:
    texts = table()[key]
    assert set(texts) == set(SIX)
    wanted = places(forms(texts["en"])[-1])
    for language in SIX:
        text = texts[language]
        assert isinstance(text, dict) == isinstance(texts["en"], dict)
        if isinstance(text, dict):
            known = set(Locale.parse(language).plural_form.rules) | {"other"}
            assert set(text) <= known
            assert places(text["other"]) == wanted
        else:
            assert places(text) == wanted
        assert all(form.strip() for form in forms(text))


def sources() -> str:
    root = files("verbale.pages")
    read = [path.read_text("utf-8") for path in (root / "templates").iterdir()]
    read += [path.read_text("utf-8") for path in root.iterdir() if path.name.endswith(".py")]
    return "\n".join(read)


def test_what_is_said_has_a_message_and_messages_are_said() -> None:
    text = sources()
    said = set(_SAID.findall(text)) | set(
        re.findall(r"""['"](problem\.(?!html)[a-z-]+|facet\.[a-z-]+)['"]""", text)
    )
    assert said <= set(table())
    unsaid = {key for key in table() if key not in said and key.partition(".")[0] not in _MADE}
    assert unsaid == set()


@pytest.mark.parametrize("language", SIX)
def test_every_value_has_a_name(language: str) -> None:
    say = messages(language).say
    for kind in KINDS:
        assert say(f"kind.{kind}")
    for event in OF_A_CASE:
        assert say(f"event.{event}")
    for facet in FACETS:
        assert say(f"facet.{facet}")
    for form in FORMATS:
        assert say(f"format.{form}")


def test_numbers_choose_their_forms() -> None:
    russian = messages("ru")
    assert [russian.say("count.documents", n=n) for n in (1, 2, 5, 21)] == [
        "1 документ",
        "2 документа",
        "5 документов",
        "21 документ",
    ]
    assert messages("ar").say("count.documents", n=2) == "وثيقتان"
    assert messages("en").say("count.documents", n=12345) == "12,345 documents"
