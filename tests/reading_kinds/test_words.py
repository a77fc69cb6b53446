"""The data of the room: every pattern has an example, and every example is found."""

from __future__ import annotations

import re

import pytest

from tests.reading_kinds.pages import blank_page
from verbale.languages import LANGUAGES
from verbale.languages.nomenclature import united_nations
from verbale.reading.kinds.annexes import part_named
from verbale.reading.kinds.clauses import is_meeting, is_vote
from verbale.reading.kinds.enacting import is_enacting
from verbale.reading.kinds.headings import is_heading_number
from verbale.reading.kinds.namings import Slot, named
from verbale.reading.kinds.records import clock_time
from verbale.reading.kinds.speakers import speaker_of
from verbale.reading.kinds.tables import toml
from verbale.reading.kinds.verbs import opening

_NAMINGS = [
    (entry["slot"], entry["kind"], example)
    for entry in toml("namings")["naming"]
    for example in entry["examples"]
]


@pytest.mark.parametrize(("slot", "kind", "example"), _NAMINGS)
def test_namings(slot: Slot, kind: str, example: str) -> None:
    assert kind in {named(example, slot, language) for language in LANGUAGES}


def test_every_naming_has_every_language() -> None:
    for entry in toml("namings")["naming"]:
        assert set(LANGUAGES) <= set(entry), entry["slot"]


@pytest.mark.parametrize("slot", ["meeting", "vote"])
def test_proceedings(slot: str) -> None:
    data = toml("proceedings")[slot]
    read = is_meeting if slot == "meeting" else is_vote
    for example in data["examples"]:
        assert any(read(example, language) for language in LANGUAGES), example
    assert not any(read("The General Assembly,", language) for language in LANGUAGES)


_SLOTS = ["presiding", "members", "agenda", "corrections", "opened", "closed"]


@pytest.mark.parametrize("slot", _SLOTS)
def test_records(slot: str) -> None:
    from verbale.reading.kinds.records import _match

    for example in toml("records")[slot]["examples"]:
        assert any(_match(slot, example, language) for language in LANGUAGES), example


@pytest.mark.parametrize(
    ("text", "language", "time"),
    [
        ("The meeting was called to order at 3.10 p.m.", "en", "15:10"),
        ("10 a.m.", "en", "10:00"),
        ("12 noon", "en", "12:00"),
        ("12.05 a.m.", "en", "00:05"),
        ("La séance est ouverte à 15 h 10.", "fr", "15:10"),
        ("Se abre la sesión a las 15.10 horas.", "es", "15:10"),
        ("Заседание открывается в 15 ч. 10 м.", "ru", "15:10"),
        ("下午3时10分开会。", "zh", "15:10"),
        ("افتتحت الجلسة الساعة 15/10.", "ar", "15:10"),
        ("No time is told.", "en", None),
    ],
)
def test_clock_times(text: str, language: str, time: str | None) -> None:
    assert clock_time(text, language) == time


@pytest.mark.parametrize("clause", ["preambular", "operative"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_verb_opens_its_clause(clause: str, language: str) -> None:
    end = {"preambular": "，" if language == "zh" else ",", "operative": "；" if language == "zh" else ";"}[
        clause
    ]
    for verb in toml("verbs")[clause][language]:
        words = f"{verb}{'' if language == 'zh' else ' '}xx{end}"
        found = opening(words, language)
        assert found is not None, verb
        assert found.clause == clause, (verb, found)
        assert found.text == verb


@pytest.mark.parametrize(
    ("text", "language", "clause", "words"),
    [
        ("Recalling also its resolution 85/2,", "en", "preambular", "Recalling also"),
        ("Also requests the Secretary-General to report;", "en", "operative", "Also requests"),
        ("Notes with appreciation the gauges;", "en", "operative", "Notes with appreciation"),
        ("“Welcoming further the gauges,", "en", "preambular", "Welcoming further"),
        ("Prenant également note du rapport,", "fr", "preambular", "Prenant également note"),
        ("Toma nota también del informe;", "es", "operative", "Toma nota también"),
        ("ссылаясь далее на свою резолюцию,", "ru", "preambular", "ссылаясь далее"),
        ("وإذ يعيد أيضا تأكيد الالتزامات،", "ar", "preambular", "وإذ يعيد أيضا تأكيد"),
        ("又回顾其决议，", "zh", "preambular", "又回顾"),
        ("又请秘书长提出报告；", "zh", "operative", "又请"),
    ],
)
def test_openings(text: str, language: str, clause: str, words: str) -> None:
    found = opening(text, language)
    assert found is not None
    assert (found.clause, found.text) == (clause, words)


@pytest.mark.parametrize("text", ["Notesworthy gauges", "The gauges", "Recall", "", "“"])
def test_no_openings(text: str) -> None:
    assert opening(text, "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,",
        "L’Assemblée générale,",
        "La Asamblea General,",
        "Генеральная Ассамблея,",
        "大会，",
        "إن الجمعية العامة،",
        "إن مجلس الأمن ،",
        "Le Conseil des droits de l’homme,",
        "The Economic and Social Council,",
    ],
)
def test_enacting(text: str) -> None:
    assert is_enacting(text, united_nations())
    assert not is_enacting(re.sub(r"[,،，]$", ".", text), united_nations())


@pytest.mark.parametrize(
    "text", ["The gauges of the port,", "The General Assembly", "Recalling the General Assembly,"]
)
def test_not_enacting(text: str) -> None:
    assert not is_enacting(text, united_nations())


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("VII", True),
        ("A", True),
        ("سابعا", True),
        ("七", True),
        ("باء", True),
        ("Gauges", False),
        ("Ports", False),
    ],
)
def test_heading_numbers(text: str, alone: bool) -> None:
    assert is_heading_number(text) is alone


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Annex", "en", None),
        ("Annex II", "en", "II"),
        ("Anexo I", "es", "I"),
        ("Приложение", "ru", None),
        ("附件一", "zh", "I"),
    ],
)
def test_parts_named(text: str, language: str, number: str | None) -> None:
    span = part_named(text, blank_page(language))
    assert span is not None
    assert (span.role, span.number) == ("annex", number)
    assert part_named("Annexation of ports", blank_page(language)) is None


@pytest.mark.parametrize(
    ("text", "language", "name", "state", "spoke"),
    [
        ("Mr. Lindqvist (Sweden) (spoke in French): We", "en", "Mr. Lindqvist", "SE", "fr"),
        ("The President (spoke in Arabic): Members", "en", "The President", None, "ar"),
        ("The Acting President: I", "en", "The Acting President", None, None),
        ("Ms. Varga (Bolivarian Republic of Venezuela): We", "en", "Ms. Varga", "VE", None),
        ("Mme Varga (Norvège) (parle en anglais) : Nous", "fr", "Mme Varga", "NO", "en"),
        ("La Sra. Varga (Noruega): Nosotros", "es", "La Sra. Varga", "NO", None),
        ("Г-н Варга (Норвегия) (говорит по-английски): Мы", "ru", "Г-н Варга", "NO", "en"),
        ("瓦尔加女士(挪威)(以英语发言)：我们", "zh", "瓦尔加女士", "NO", "en"),
        ("السيد فارغا (النرويج) (تكلم بالفرنسية): نحن", "ar", "السيد فارغا", "NO", "fr"),
    ],
)
def test_speakers(text: str, language: str, name: str, state: str | None, spoke: str | None) -> None:
    speaker = speaker_of(text, language, united_nations())
    assert speaker is not None
    assert (speaker.name, speaker.state, speaker.spoke) == (name, state, spoke)


@pytest.mark.parametrize(
    "text", ["Mr. Varga wrote to us.", "The meeting: it rose", "Mr. Varga, I ask: why?", "Ports:"]
)
def test_no_speakers(text: str) -> None:
    assert speaker_of(text, "en", united_nations()) is None


def test_reported_speech() -> None:
    names = united_nations()
    speaker = speaker_of("Ms. Varga (Norway) said that tides rose.", "en", names, reported=True)
    assert speaker is not None
    assert (speaker.name, speaker.state) == ("Ms. Varga", "NO")
    assert speaker_of("The Chair said that tides rose.", "en", names, reported=True) is not None
    assert speaker_of("The Chair said that tides rose.", "en", names) is None
