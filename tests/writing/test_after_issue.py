"""The mastheads of what changes a document, and of what is issued again, in six languages and six formats; read back."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from verbale.document import (
    AgendaItem,
    Block,
    Change,
    Document,
    Footnote,
    Language,
    Masthead,
    Part,
    Reissue,
    Session,
)
from verbale.languages import LANGUAGES
from verbale.profiles import load
from verbale.reading import read
from verbale.writing import SUFFIXES, write_all
from verbale.writing.arrange import arrange

UN = load("un")
AGAIN = Reissue(times=1, date=date(2021, 6, 21))
TWICE = Reissue(times=2, date=date(2021, 9, 24))


def document(language: Language = "en", *symbols: str, **more: object) -> Document:
    made = Document(
        kind="other",
        language=language,
        masthead=Masthead(
            organs=("A",),
            symbols=symbols or ("A/75/900",),
            distribution="general",
            date=date(2021, 6, 21),
            original_languages=("en",),
            sessions=(Session(organ="A", session="75"),),
            agenda_items=(AgendaItem(organ="A", number="32", provisional=True),),
            title="Letter dated 3 May 2021 from the Permanent Representative of Belvaria",
            job_number="21-00007",
        ),
        parts=(Part(role="main", blocks=(Block(type="paragraph", text="For twelve read fourteen."),)),),
        footnotes=(Footnote(label="*", blocks=(Block(type="paragraph", text="A/75/100."),)),),
    )
    return msgspec.structs.replace(made, **more)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "more",
    [
        {"change": Change(kind="corrigendum")},
        {"change": Change(kind="corrigendum", languages=("fr",))},
        {"change": Change(kind="corrigendum", languages=("ar", "es"))},
        {"change": Change(kind="addendum")},
        {"change": Change(kind="revision")},
        {"reissued": AGAIN},
        {"reissued": TWICE},
    ],
    ids=["corrigendum", "of-one", "of-two", "addendum", "revision", "again", "twice"],
)
def test_all_formats_hold_the_same_words(language: Language, more: dict[str, object]) -> None:
    files = write_all(document(language, **more), UN)
    assert len(files) == 6


WORDS: dict[str, tuple[str, str, str, str]] = {
    "ar": ("تصويب", "إضافة", "French only", "أعيد إصدارها لأسباب فنية في 21 حزيران/يونيه 2021."),
    "zh": ("更正", "增编", "French only", "由于技术原因于2021年6月21日重发。"),
    "en": ("Corrigendum", "Addendum", "French only", "Reissued for technical reasons on 21 June 2021."),
    "fr": (
        "Rectificatif",
        "Additif",
        "Français seulement",
        "Nouveau tirage pour raisons techniques (21 juin 2021).",
    ),
    "ru": (
        "Исправление",
        "Добавление",
        "French only",
        "Переиздано по техническим причинам 21 июня 2021 года.",
    ),
    "es": (
        "Corrección",
        "Adición",
        "Francés solamente",
        "Publicado nuevamente por razones técnicas (21 de junio de 2021).",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_each_language(language: Language) -> None:
    corrigendum, addendum, only, again = WORDS[language]
    one = arrange(document(language, change=Change(kind="corrigendum", languages=("fr",))), UN)
    assert one.head.change == corrigendum
    assert [line.text for line in one.head.publication if line.kind == "only"] == [only]
    assert not [line for line in one.head.publication if line.kind == "original"]
    assert arrange(document(language, change=Change(kind="addendum")), UN).head.change == addendum
    assert arrange(document(language, change=Change(kind="revision")), UN).head.change is None
    assert arrange(document(language, reissued=AGAIN), UN).reissue == again


def test_several_languages_stand_below_the_original() -> None:
    made = arrange(document(change=Change(kind="corrigendum", languages=("ar", "fr"))), UN)
    assert [line.text for line in made.head.publication][-2:] == [
        "Original: English",
        "Arabic and French only",
    ]


def test_a_second_reissue_has_two_stars_and_the_agenda_three() -> None:
    made = arrange(document(reissued=TWICE), UN)
    assert made.head.stars == "**"
    assert made.reissue == "Second reissue for technical reasons (24 September 2021)."
    assert [note.label for note in made.notes] == ["***"]
    assert [mark.label for mark in made.marks()] == ["***"]
    assert made.symbols == ("A/75/900",)


@pytest.mark.parametrize("format", ["html", "text", "akn", "json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reissue_is_read_back(language: Language, format: str) -> None:  # noqa: A002 - the word of the writers
    written = document(language, reissued=AGAIN)
    files = dict(write_all(written, UN).items())
    again = read(
        next(data for name, data in files.items() if name == format),
        name=f"letter{dict(SUFFIXES)[format]}",  # type: ignore[index]
        nomenclature=UN.nomenclature,
    )
    assert again.masthead.symbols == ("A/75/900",)
    assert again.reissued == AGAIN
    assert [(note.label, note.blocks[0].text) for note in again.footnotes] == [("*", "A/75/100.")]


@pytest.mark.parametrize("format", ["html", "text", "docx", "akn"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrigendum_is_read_back(language: Language, format: str) -> None:  # noqa: A002 - the word of the writers
    written = document(language, "A/75/900/Corr.1", change=Change(kind="corrigendum"))
    data = next(data for name, data in write_all(written, UN).items() if name == format)
    again = read(data, name=f"letter{dict(SUFFIXES)[format]}", nomenclature=UN.nomenclature)  # type: ignore[index]
    assert again.change == Change(kind="corrigendum")
    assert again.masthead.title == written.masthead.title
    assert [block.text for block in again.parts[0].blocks] == ["For twelve read fourteen."]
