"""Reports, agendas and other papers out of lines."""

from __future__ import annotations

import msgspec

from tests.reading_kinds.pages import printed, read_lines, seen
from verbale.reading.lines import Line

_HEAD = (
    "^ United Nations",
    "- A/86/77",
    "B^ General Assembly",
    "^ Distr.: General",
    "- 9 October 2031",
    "^ Original: English",
    "B^ Eighty-sixth session",
    "- Agenda item 24",
    "B Cooperation",
)


def _report(*rows: str) -> tuple[Line, ...]:
    return printed(*_HEAD, *rows)


def test_report() -> None:
    document = read_lines(
        _report(
            "BH^ Tide gauges",
            "BH^ Report of the Secretary-General",
            "B^ I. Introduction",
            ">^ 1. The present report is about gauges, of which there are many in the ports of the world and",
            "- more at sea.",
            "B^ II. Gauges",
            "B^ A. In ports",
            ">^ 2. They stand upright.",
        )
    )
    assert document.kind == "report"
    assert document.masthead.title == "Tide gauges"
    assert document.parts[0].heading == "Report of the Secretary-General"
    assert [(kind, number, text[:12]) for kind, number, _, _, text in seen(document)] == [
        ("heading", "I", "Introduction"),
        ("paragraph", "1", "The present "),
        ("heading", "II", "Gauges"),
        ("heading", "A", "In ports"),
        ("paragraph", "2", "They stand u"),
    ]
    assert {clause for *_, clause, _ in seen(document)} == {None}


def test_agenda() -> None:
    document = read_lines(
        _report(
            "BH^ Provisional agenda of the eighty-sixth session",
            ">^ 1. Opening of the session.",
            ">^ 2. Tide gauges:",
            ">^ (a) In ports;",
            ">^ (b) At sea.",
        )
    )
    assert document.kind == "agenda"
    assert document.masthead.title == "Provisional agenda of the eighty-sixth session"
    assert [(number, level) for _, number, level, _, _ in seen(document)] == [
        ("1", 0),
        ("2", 0),
        ("(a)", 1),
        ("(b)", 1),
    ]


def test_contents_are_a_table() -> None:
    rows = (
        "BH^ Tide gauges",
        "BH^ Report of the Secretary-General",
        "B^ Contents",
        "^ Introduction . . . . . . . . . . . . 2",
        "- Gauges . . . . . . . . . . . . . . . 4",
        ">^ 1. The present report is about gauges.",
    )
    document = read_lines(_report(*rows))
    tables = [block.rows for block in document.parts[0].blocks if block.type == "table"]
    assert tables == [(("Introduction", "2"), ("Gauges", "4"))]


def test_a_letter_is_no_paper() -> None:
    lines = _report("BH^ Letter dated 3 October 2031 from the Permanent Representative of Norway to the")
    lines += tuple(
        msgspec.structs.replace(line, number=line.number + 20)
        for line in printed(
            "BH United Nations addressed to the Secretary-General", ">^ I have the honour to write."
        )
    )
    from verbale.reading.files import open_stream
    from verbale.reading.kinds import read_formal
    from verbale.reading.lines import Stream
    from verbale.reading.reader import page_of

    assert (
        read_formal(page_of(Stream(lines=lines, source=open_stream(b"A word.", name="x.txt").source))) is None
    )
