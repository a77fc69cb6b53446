"""Records of meetings out of lines."""

from __future__ import annotations

from datetime import date

from tests.reading_kinds.pages import read_text
from verbale.document import Meeting, Proceedings, Speaker

_VERBATIM = """United Nations

S/PV.9901

Security Council

Eighty-sixth year

9901st meeting

Friday, 3 October 2031, 3 p.m.

New York

Provisional

President: Ms. Varga . . . . . . . . . . (Norway)

Members: Sweden . . . . . . . . . . Mr. Lindqvist

Uruguay . . . . . . . . . . Ms. Silva

Agenda

The state of the gauges

This record contains the text of speeches delivered in English and of the translation of speeches delivered in other languages.

The meeting was called to order at 3.10 p.m.

Adoption of the agenda

The agenda was adopted.

The President (spoke in French): I welcome you all to this meeting on gauges.

The Council will now hear its members.

Mr. Lindqvist (Sweden): We thank you, Madam President, for this meeting.

The meeting rose at 4 p.m.
"""


def test_verbatim_record() -> None:
    document = read_text(_VERBATIM)
    assert document.kind == "verbatim-record"
    head = document.masthead
    assert (head.symbols, head.title, head.date) == (("S/PV.9901",), "9901st meeting", date(2031, 10, 3))
    assert head.distribution == "provisional"
    assert document.proceedings == Proceedings(
        meeting=Meeting(
            number=9901,
            date=date(2031, 10, 3),
            time="15:00",
            place="New York",
            president=Speaker(name="Ms. Varga", state="NO"),
            members=(Speaker(name="Mr. Lindqvist", state="SE"), Speaker(name="Ms. Silva", state="UY")),
            opened="15:10",
            closed="16:00",
        )
    )
    blocks = document.parts[0].blocks
    turns = [(block.speaker, block.text[:18]) for block in blocks if block.speaker is not None]
    assert turns == [
        (Speaker(name="The President", spoke="fr"), "The President (spo"),
        (Speaker(name="Mr. Lindqvist", state="SE"), "Mr. Lindqvist (Swe"),
    ]
    tables = [block.rows for block in blocks if block.type == "table"]
    assert tables == [(("Sweden", "Mr. Lindqvist"), ("Uruguay", "Ms. Silva"))]
    # The note on corrections stands at the end, out of the way of the text.
    assert blocks[-1].text.startswith("This record contains")


def test_summary_record() -> None:
    document = read_text(
        "A/C.2/86/SR.4\n\nGeneral Assembly\n\nEighty-sixth session\n\nSecond Committee\n\nSummary record of the 4th meeting\n\n"
        "Held at Headquarters, New York, on Friday, 3 October 2031, at 10 a.m.\n\nChair: Ms. Varga (Norway)\n\nContents\n\n"
        "Agenda item 24: Gauges\n\nThe meeting was called to order at 10.05 a.m.\n\n"
        "1. Mr. Lindqvist (Sweden) said that gauges were useful.\n\n2. The Chair said that they were.\n\n"
        "The meeting rose at 11.30 a.m.\n"
    )
    assert document.kind == "summary-record"
    assert document.masthead.title == "Summary record of the 4th meeting"
    proceedings = document.proceedings
    assert isinstance(proceedings, Proceedings)
    meeting = proceedings.meeting
    assert meeting is not None
    assert (meeting.number, meeting.date, meeting.time) == (4, date(2031, 10, 3), "10:00")
    assert (meeting.opened, meeting.closed) == ("10:05", "11:30")
    assert meeting.president == Speaker(name="Ms. Varga", state="NO")
    turns = [block for block in document.parts[0].blocks if block.speaker is not None]
    assert [(block.number, block.speaker.name if block.speaker else None) for block in turns] == [
        ("1", "Mr. Lindqvist"),
        ("2", "The Chair"),
    ]
