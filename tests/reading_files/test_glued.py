"""Marks that lost their look are found, and looked for in each line a few times at most."""

from __future__ import annotations

import pytest

from verbale.reading.files import glued
from verbale.reading.lines import Line


def lines(*texts: str) -> list[Line]:
    return [Line(text=text, number=number) for number, text in enumerate(texts, 1)]


def test_notes_at_the_end_lose_their_labels_and_leave_marks() -> None:
    taken = glued.take_notes(
        lines("It expressed thanks.1 It closed [2].", "1 See A/80/1.", "2 Ibid.", "para. 4.")
    )
    assert [(line.kind, line.label, line.text) for line in taken] == [
        ("text", None, "It expressed thanks. It closed ."),
        ("note", "1", "See A/80/1."),
        ("note", "2", "Ibid."),
        ("note", "2", "para. 4."),
    ]
    assert taken[0].marks == ((20, "1"), (31, "2"))


def test_the_nearest_mark_above_is_the_note_s() -> None:
    taken = glued.take_notes(lines("Agenda item 5*", "Agenda item 7*", "* A/80/100.", "Letter"))
    assert [line.marks for line in taken] == [(), ((13, "*"),), (), ()]


@pytest.mark.parametrize(
    "text", ["* item {} of a list", "* item {} of a list*", "{} item*.{}", "word.{} * {}"]
)
def test_work_grows_with_the_lines_only(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    find = glued.find_marks

    def counting(text: str, label: str) -> list[int]:
        nonlocal looked
        looked += 1
        return find(text, label)

    monkeypatch.setattr(glued, "find_marks", counting)
    for many in (200, 2_000):
        looked = 0
        glued.take_notes(lines(*(text.format(i % 999, i % 999) for i in range(many))))
        assert looked <= 4 * many
