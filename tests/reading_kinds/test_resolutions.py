"""Resolutions, decisions and drafts out of lines."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from tests.reading_kinds.pages import printed, read_lines, read_text, seen
from verbale.document import Meeting, Proceedings

_RESOLUTION = printed(
    "^ United Nations",
    "- A/RES/86/17",
    "B^ General Assembly",
    "^ Distr.: General",
    "- 9 October 2031",
    "B^ Eighty-sixth session",
    "- Agenda item 24 (b)",
    "B Cooperation: tide gauges",
    "BH^ Resolution adopted by the General Assembly",
    "BH on 3 October 2031",
    "^ [on the report of the Second Committee (A/86/410, para. 9)]",
    "BH^ 86/17. Year of the Tide Gauge in the ports of all",
    "BH Member States",
    ">^ The General Assembly,",
    ">^ Recalling its resolution 85/2 of 1 May 2031, in which it asked for gauges in all ports",
    "- of the world, and for tables that people can read,",
    ">^ Noting that tides rise and fall twice a day in most places, as has been seen for very",
    "- long,",
    ">^ 1. Decides to proclaim a year of the tide gauge, to begin on the first day on which all",
    "- gauges work;",
    "B^ I",
    "B^ Gauges",
    ">^ 2. Requests the Secretary-General:",
    ">^ (a) To count the gauges;",
    ">^ (b) To read them:",
    ">^ (i) By day;",
    ">^ (ii) By night;",
    ">^ 3. Decides to remain seized of the matter.",
    "I^ 9th plenary meeting",
    "I 3 October 2031",
    "BH^ Annex",
    "BH^ Rules of the gauges",
    ">^ 1. A gauge stands upright.",
)


def test_resolution() -> None:
    document = read_lines(_RESOLUTION)
    assert document.kind == "resolution"
    head = document.masthead
    assert (head.title, head.symbols) == (
        "Year of the Tide Gauge in the ports of all Member States",
        ("A/RES/86/17",),
    )
    assert [item.number for item in head.agenda_items] == ["24 (b)"]
    main = document.parts[0]
    assert (main.number, main.heading) == (
        "86/17",
        "Resolution adopted by the General Assembly on 3 October 2031",
    )
    assert [
        (kind, number, level, clause, text[:22]) for kind, number, level, clause, text in seen(document)
    ] == [
        ("paragraph", None, 0, None, "[on the report of the "),
        ("paragraph", None, 0, None, "The General Assembly,"),
        ("paragraph", None, 0, "preambular", "Recalling its resoluti"),
        ("paragraph", None, 0, "preambular", "Noting that tides rise"),
        ("paragraph", "1", 0, "operative", "Decides to proclaim a "),
        ("heading", "I", 1, None, "Gauges"),
        ("paragraph", "2", 0, "operative", "Requests the Secretary"),
        ("paragraph", "(a)", 1, "operative", "To count the gauges;"),
        ("paragraph", "(b)", 1, "operative", "To read them:"),
        ("paragraph", "(i)", 2, "operative", "By day;"),
        ("paragraph", "(ii)", 2, "operative", "By night;"),
        ("paragraph", "3", 0, "operative", "Decides to remain seiz"),
        ("paragraph", None, 0, None, "9th plenary meeting 3 "),
    ]
    assert main.blocks[4].text.endswith("on which all gauges work;")
    annex = document.parts[1]
    assert (annex.role, annex.heading, annex.title) == ("annex", "Annex", "Rules of the gauges")
    assert [(block.number, block.text) for block in annex.blocks] == [("1", "A gauge stands upright.")]
    assert document.proceedings == Proceedings(meeting=Meeting(number=9, date=date(2031, 10, 3)))


def test_a_preamble_over_two_pages() -> None:
    lines = [msgspec.structs.replace(line, page=1 if line.number < 17 else 2) for line in _RESOLUTION]
    texts = [text for *_, text in seen(read_lines(tuple(lines)))]
    assert sum(text.startswith(("Recalling", "Noting")) for text in texts) == 2


_COUNCIL = """Security Council

S/RES/9022 (2031)

Distr.: General
3 October 2031

Resolution 9022 (2031)

Adopted by the Security Council at its 9901st meeting, on 3 October 2031

The Security Council,

Recalling its resolutions 9001 (2031) and 9002 (2031),

Concerned at the state of the gauges,

1. Calls upon all parties to mend them;

2. Requests the Secretary-General to report.
"""


def test_council_resolution_as_text() -> None:
    document = read_text(_COUNCIL)
    assert (document.kind, document.masthead.title) == ("resolution", None)
    assert document.parts[0].heading == "Resolution 9022 (2031)"
    assert [(number, clause) for _, number, _, clause, _ in seen(document)] == [
        (None, None),
        (None, None),
        (None, "preambular"),
        (None, "preambular"),
        ("1", "operative"),
        ("2", "operative"),
    ]
    assert document.proceedings == Proceedings(meeting=Meeting(number=9901, date=date(2031, 10, 3)))


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("fr", ["Résolution 9022 (2031)", "Adoptée par le Conseil de sécurité à sa 9901e séance, le 3 octobre 2031", "Le Conseil de sécurité,", "Rappelant sa résolution 9001 (2031),", "1. Demande que l’on répare les marégraphes ;", "2. Décide de rester saisi de la question."]),
        ("es", ["Resolución 9022 (2031)", "Aprobada por el Consejo de Seguridad en su 9901ª sesión, celebrada el 3 de octubre de 2031", "El Consejo de Seguridad,", "Recordando su resolución 9001 (2031),", "1. Exhorta a que se reparen los mareógrafos;", "2. Decide seguir ocupándose de la cuestión."]),
        ("ru", ["Резолюция 9022 (2031)", "принятая Советом Безопасности на его 9901-м заседании 3 октября 2031 года", "Совет Безопасности,", "ссылаясь на свою резолюцию 9001 (2031),", "1. призывает починить мареографы;", "2. постановляет продолжать заниматься этим вопросом."]),
        ("zh", ["第9022(2031)号决议", "2031年10月3日安全理事会第9901次会议通过", "安全理事会，", "回顾其第9001(2031)号决议，", "1. 促请修理验潮仪；", "2. 决定继续处理此案。"]),
        ("ar", ["القرار 9022 (2031)", "الذي اتخذه مجلس الأمن في جلسته 9901، المعقودة في 3 تشرين الأول/أكتوبر 2031", "إن مجلس الأمن،", "إذ يشير إلى قراره 9001 (2031)،", "1 - يهيب بالجميع إصلاح مقاييس المد؛", "2 - يقرر أن يبقي المسألة قيد نظره."]),
    ],
)  # fmt: skip
def test_council_resolution_in_each_language(language: str, lines: list[str]) -> None:
    document = read_text("S/RES/9022 (2031)\n\n" + "\n\n".join(lines))
    assert document.language == language
    assert document.kind == "resolution"
    assert [(number, clause) for _, number, _, clause, _ in seen(document)][1:] == [
        (None, None),
        (None, "preambular"),
        ("1", "operative"),
        ("2", "operative"),
    ]
    assert document.proceedings == Proceedings(meeting=Meeting(number=9901, date=date(2031, 10, 3)))


def test_draft() -> None:
    document = read_lines(
        printed(
            "^ United Nations",
            "- A/C.2/86/L.4",
            "B^ General Assembly",
            "^ Distr.: Limited",
            "- 9 October 2031",
            "^ Original: English",
            "B^ Eighty-sixth session",
            "- Second Committee",
            "- Agenda item 24",
            "B Cooperation",
            "BH^ Norway, Sweden, United Kingdom of Great Britain and Northern",
            "BH Ireland and Uruguay: draft resolution",
            "BH^ Year of the Tide Gauge",
            ">^ The General Assembly,",
            ">^ Recalling its resolution 85/2 of 1 May 2031, in which it asked for gauges in all ports",
            "- of the world,",
            ">^ Decides to proclaim a year of the tide gauge.",
        )
    )
    assert document.kind == "draft-resolution"
    assert document.masthead.title == "Year of the Tide Gauge"
    assert document.masthead.distribution == "limited"
    assert [clause for _, _, _, clause, _ in seen(document)] == [None, None, "preambular", "operative"]
    proceedings = document.proceedings
    assert isinstance(proceedings, Proceedings)
    assert [sponsor.state for sponsor in proceedings.sponsors] == ["NO", "SE", "GB", "UY"]


def test_recorded_vote() -> None:
    text = _COUNCIL.replace("S/RES/9022 (2031)\n\nDistr", "A/HRC/RES/86/17\n\nDistr")
    text = text.replace(
        "Resolution 9022 (2031)\n\nAdopted by the Security Council at its 9901st meeting, on 3 October 2031",
        "Resolution adopted by the Human Rights Council on 3 October 2031",
    )
    text = text.replace("The Security Council,", "The Human Rights Council,")
    text += "\n9th meeting\n\n3 October 2031\n\n[Adopted by a recorded vote of 2 to 1, with 0 abstentions. The voting was as follows:\n\nIn favour:\n\n"
    text = text.replace("In favour:\n\n", "In favour: Norway, Sweden\n\nAgainst: Uruguay]\n")
    document = read_text(text)
    proceedings = document.proceedings
    assert isinstance(proceedings, Proceedings)
    assert proceedings.meeting == Meeting(number=9, date=date(2031, 10, 3))
    assert proceedings.vote is not None
    assert (proceedings.vote.in_favour, proceedings.vote.against, proceedings.vote.abstaining) == (2, 1, 0)
    assert proceedings.vote.voted == {"in_favour": ("Norway", "Sweden"), "against": ("Uruguay",)}
    assert [clause for _, _, _, clause, _ in seen(document)][-4:] == [None] * 4
