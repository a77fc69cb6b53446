"""The lines of mastheads, as the United Nations prints them."""

from __future__ import annotations

import datetime

import pytest

from verbale.document import AgendaItem, Block, Document, Footnote, Language, Masthead, Part, Session
from verbale.profiles import Profile, load
from verbale.writing.arrange import arrange, number_mark
from verbale.writing.layout import Head


def head_of(profile: Profile, language: Language, **fields: object) -> Head:
    masthead = Masthead(**fields)  # type: ignore[arg-type]
    return arrange(Document(kind="letter", language=language, masthead=masthead), profile).head


def column_lines(head: Head) -> list[list[str]]:
    return [
        [*([c.name] if c.name else []), *c.sessions, *(i.text.text for i in c.items), *c.titles]
        for c in head.columns
    ]


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        (
            "en",
            ["General Assembly", "Seventy-fourth session", "Agenda items 32 and 69 (b)"],
            ["Security Council", "Seventy-fifth year"],
        ),
        (
            "fr",
            ["Assemblée générale", "Soixante-quatorzième session", "Points 32 et 69 b) de l’ordre du jour"],
            ["Conseil de sécurité", "Soixante-quinzième année"],
        ),
        (
            "es",
            ["Asamblea General", "Septuagésimo cuarto período de sesiones", "Temas 32 y 69 b) del programa"],
            ["Consejo de Seguridad", "Septuagésimo quinto año"],
        ),
        (
            "ru",
            ["Генеральная Ассамблея", "Семьдесят четвертая сессия", "Пункты 32 и 69 b) повестки дня"],
            ["Совет Безопасности", "Семьдесят пятый год"],
        ),
        ("zh", ["大会", "第七十四届会议", "议程项目32和69(b)"], ["安全理事会", "第七十五年"]),
        (
            "ar",
            ["الجمعية العامة", "الدورة الرابعة والسبعون", "البندان 32 و 69 (ب) من جدول الأعمال"],
            ["مجلس الأمن", "السنة الخامسة والسبعون"],
        ),
    ],
)
def test_a_joint_document_has_a_column_for_each_organ(
    language: Language, left: list[str], right: list[str], un: Profile
) -> None:
    head = head_of(
        un,
        language,
        organs=("A", "S"),
        sessions=(Session(organ="A", session="74"), Session(organ="S", year=75)),
        agenda_items=(AgendaItem(organ="A", number="32"), AgendaItem(organ="A", number="69 (b)")),
    )
    assert column_lines(head) == [left, right]
    assert head.organs == (left[0], right[0])


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Distr.: General", "1 April 2020", "Original: French"]),
        ("fr", ["Distr. générale", "1er avril 2020", "Original : français"]),
        ("es", ["Distr. general", "1 de abril de 2020", "Español", "Original: francés"]),
        ("ru", ["Distr.: General", "1 April 2020", "Russian", "Original: French"]),
        ("zh", ["Distr.: General", "1 April 2020", "Chinese", "Original: French"]),
        ("ar", ["Distr.: General", "1 April 2020", "Arabic", "Original: French"]),
    ],
)
def test_the_right_hand_cell_speaks_english_in_arabic_chinese_and_russian(
    language: Language, lines: list[str], un: Profile
) -> None:
    head = head_of(
        un,
        language,
        distribution="general",
        date=datetime.date(2020, 4, 1),
        original_languages=("fr",),
    )
    printed = [line.text for line in head.publication]
    # an English version says that it is one where the original is in another language
    assert printed == ([*lines[:2], "English", lines[2]] if language == "en" else lines)
    assert sum(line.apart for line in head.publication) == 1


def test_two_original_languages_are_joined(un: Profile) -> None:
    head = head_of(un, "en", original_languages=("ar", "en"))
    assert [line.text for line in head.publication] == ["Original: Arabic and English"]


@pytest.mark.parametrize(
    ("session", "printed"),
    [
        (Session(organ="A", session="ES-10"), "Tenth emergency special session"),
        (Session(organ="A", session="S-32"), "Thirty-second special session"),
        (Session(organ="A", session="2023"), "2023 session"),
        (Session(organ="A", session="fifth part"), "fifth part"),
    ],
)
def test_sessions_of_all_kinds(session: Session, printed: str, un: Profile) -> None:
    assert column_lines(head_of(un, "en", organs=("A",), sessions=(session,))) == [[printed]]


def test_one_organ_is_named_once(un: Profile) -> None:
    head = head_of(un, "en", organs=("S",), symbols=("S/2020/279",))
    assert head.organs == ("Security Council",)
    assert head.columns == ()


def test_a_subsidiary_body_stands_below_its_parent(un: Profile) -> None:
    head = head_of(un, "en", organs=("A/HRC",), sessions=(Session(organ="A/HRC", session="57"),))
    assert head.organs == ("General Assembly",)
    assert column_lines(head) == [["Human Rights Council", "Fifty-seventh session"]]


def test_symbols_of_two_organs_are_joined_and_those_of_one_are_not(un: Profile) -> None:
    assert head_of(un, "en", symbols=("A/74/783", "S/2020/279")).symbols == ("A/74/783–S/2020/279",)
    assert head_of(un, "en", symbols=("A/74/783", "A/74/783/Corr.1")).symbols == (
        "A/74/783",
        "A/74/783/Corr.1",
    )


def test_many_items_provisional_and_not(un: Profile) -> None:
    head = head_of(
        un,
        "en",
        organs=("A",),
        agenda_items=(
            AgendaItem(organ="A", number="36", title="One", provisional=True),
            AgendaItem(organ="A", number="37", title="Two", provisional=True),
            AgendaItem(organ="A", number="87", provisional=True),
        ),
    )
    assert column_lines(head) == [["Items 36, 37 and 87 of the provisional agenda", "One", "Two"]]
    line = head.columns[0].items[0]
    assert [line.text.text[start:end] for start, end, _ in line.numbers] == ["36", "37", "87"]


def test_the_star_of_a_provisional_agenda_leads_to_its_note(un: Profile) -> None:
    document = Document(
        kind="report",
        language="en",
        masthead=Masthead(
            organs=("A",),
            agenda_items=(AgendaItem(organ="A", number="32", provisional=True),),
            title="Lighthouses",
        ),
        parts=(Part(role="main", blocks=(Block(type="paragraph", text="Text.", notes=("1",)),)),),
        footnotes=(
            Footnote(label="*", blocks=(Block(type="paragraph", text="A/56/150."),)),
            Footnote(label="1", blocks=(Block(type="paragraph", text="Ibid."),)),
        ),
    )
    layout = arrange(document, un)
    (mark,) = layout.head.columns[0].items[0].text.marks
    assert (mark.label, mark.note) == ("*", 0)
    assert layout.head.title is not None
    assert layout.head.title.marks == ()
    assert layout.sections[0].paragraphs[0].text.marks[0].note == 1


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "20-05131 (E) 030420"), ("zh", "20-05131 (C) 030420"), ("de", "20-05131 (G) 030420")],
)
def test_the_foot_has_the_letter_of_the_language(language: Language, line: str, un: Profile) -> None:
    masthead = Masthead(job_number="20-05131", date=datetime.date(2020, 4, 3))
    foot = arrange(Document(kind="letter", language=language, masthead=masthead), un).foot
    assert foot is not None
    assert (foot.line, foot.code) == (line, "2005131")


def test_a_profile_gives_its_own_names_and_mark() -> None:
    assembly = load("assembly")
    prefix = assembly.organs[0].prefix
    head = head_of(assembly, "en", organs=(prefix,))
    assert head.organization == assembly.name_of("en")
    assert head.organs == (assembly.organs[0].names["en"][0],)
    assert head.mark is not None
    assert "<script" not in head.mark


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("1", "1."),
        ("12", "12."),
        ("IV", "IV."),
        ("A", "A."),
        ("a", "(a)"),
        ("ii", "(ii)"),
        ("(b)", "(b)"),
        ("1.2", "1.2"),
    ],
)
def test_numbers_as_printed(number: str, printed: str) -> None:
    assert number_mark(number) == printed
