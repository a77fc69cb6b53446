"""Who begins to speak in a paragraph of a record: "Mr. Lindqvist (Oresund) (spoke in French): …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

import msgspec

from verbale.document import Block, Language, Speaker
from verbale.languages.labels import languages_named
from verbale.languages.nomenclature import Nomenclature
from verbale.reading.folding import clean
from verbale.reading.kinds.tables import toml

__all__ = ["mark_speakers", "named_speaker", "speaker_of"]

_BRACKETS = r"[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]"
_SPOKE = re.compile(r"^(?:spoke|speaks|speaking|parle|habla|говорит|以|تكلم|تكلمت|هَ?تكلم)", re.IGNORECASE)
_SAID = (
    r"\s(?:said|asked|speaking|introduc|dit|déclare|demande|dice|señala|говорит|заявляет|спрашивает|تكلم|قال)"
)
_CHINESE = (
    r"[\u4e00-\u9fff·•A-Za-z-]{1,20}(?:先生|女士|夫人|小姐|爵士|勋爵|部长|大使|总统|总理|主教|王子|公主)"
)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    data = toml("records")
    titles = "|".join(data["titles"].get(language, ())) or r"(?!)"
    offices = "|".join(data["offices"].get(language, ())) or r"(?!)"
    name = rf"(?:{titles})[^:：()（）;,]{{1,70}}?" if language != "zh" else _CHINESE
    behind = rf"\s*(?:(?P<brackets>(?:{_BRACKETS}\s*)+)(?P<colon>[:：])?|(?P<bare>[:：])|(?={_SAID}))"
    return re.compile(rf"(?P<name>(?:{offices})|{name}){behind}")


def speaker_of(text: str, language: str, names: Nomenclature, *, reported: bool = False) -> Speaker | None:
    """The speaker whose turn begins in a paragraph; None where none does.

    ``reported``: the record gives speeches in reported speech (a summary record): no colon stands behind the name.
    """
    match = _pattern(language).match(text)
    if match is None or not (match["colon"] or match["bare"] or (reported and len(match["name"]) < 60)):
        return None
    return named_speaker(match["name"], match["brackets"] or "", language, names)


def named_speaker(name: str, brackets: str, language: str, names: Nomenclature) -> Speaker:
    """A speaker from a name and what is printed in brackets behind it: a State or other body, the language spoken in."""
    of: str | None = None
    spoke: Language | None = None
    for bracket in re.findall(_BRACKETS, brackets):
        inner = bracket[1:-1].strip()
        named = languages_named(re.sub(r"ски\b", "ский", inner.replace("语", "文")))
        if _SPOKE.match(inner):
            spoke = cast("Language", named[0]) if named else None
        elif of is None:
            of = inner
    state = (names.state_named(of, language) or names.state_named(of)) if of else None
    return Speaker(name=clean(name), state=state, of=None if state else of, spoke=spoke)


def mark_speakers(
    blocks: Iterable[Block], language: str, names: Nomenclature, *, reported: bool = False
) -> list[Block]:
    """Blocks with the speaker on each paragraph that begins a turn."""
    marked = []
    for block in blocks:
        speaker = (
            speaker_of(block.text, language, names, reported=reported) if block.type == "paragraph" else None
        )
        marked.append(msgspec.structs.replace(block, speaker=speaker) if speaker is not None else block)
    return marked
