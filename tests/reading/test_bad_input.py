"""What cannot be read is refused with what is wrong and what to do; what is only odd is read, and told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.reading.pages import read_text
from verbale.cli.read import command
from verbale.errors import DamagedFile, NoText, ReadError, UnknownFormat
from verbale.reading import read

LETTER = """Letter dated 3 May 2021 from the Permanent Representative of Kenya to the United Nations addressed to the Secretary-General

I have the honour to write to you about the harbour bridge{annex}.

(Signed) Wanjiru Odero
Ambassador
Permanent Representative
"""


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "empty.txt", DamagedFile),
        (b" " * 50_000_000, "spaces.txt", DamagedFile),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "photo.pdf", ReadError),
        (b"PK\x03\x04broken", "broken.docx", DamagedFile),
        (b"PK\x03\x04broken", "broken.zip", UnknownFormat),
        (b"Dear Sir, the harbour.", "words.docx", DamagedFile),
        (b"Dear Sir, the harbour.", "words.pdf", DamagedFile),
        (b"Dear Sir, the harbour.", "words.xml", DamagedFile),
        (b"12 34 56\n", "digits.txt", NoText),
        ("Dear Sir, the harbour.\n".encode("utf-16"), "wide.txt", UnknownFormat),
        ("<html><p>Dear Sir, the harbour.</p></html>".encode("utf-16"), "wide.html", UnknownFormat),
    ],
    ids=[
        "empty",
        "50 MB of spaces",
        "JPEG named .pdf",
        "broken zip",
        "a zip",
        "text named .docx",
        "text named .pdf",
        "text named .xml",
        "no words",
        "UTF-16",
        "HTML in UTF-16",
    ],
)
def test_unusable_files_are_refused_with_a_fix(data: bytes, name: str, error: type[ReadError]) -> None:
    with pytest.raises(error) as caught:
        read(data, name=name)
    assert caught.value.what
    assert caught.value.fix
    assert caught.value.where is not None
    assert caught.value.where.file == name


def test_a_mark_before_utf_8_is_passed_over() -> None:
    data = LETTER.format(annex="").encode("utf-8-sig")
    assert read(data, name="letter.txt").communication == read_text(LETTER.format(annex="")).communication


def test_a_letter_with_two_signatures_keeps_both_and_tells() -> None:
    document = read_text(LETTER.format(annex="") + "\n(Signed) Barasa Mutua\nMinister Counsellor\n")
    assert document.communication is not None
    assert [sender.name for sender in document.communication.senders] == ["Wanjiru Odero", "Barasa Mutua"]
    assert "communication.senders" in {notice.where for notice in document.notices}


def test_a_text_without_a_masthead_is_read_as_other() -> None:
    document = read_text(
        "Minutes of a meeting about bridges.\n\nPeople met. They talked about the harbour.\n"
    )
    assert document.kind == "other"
    assert document.masthead.organs == ()
    assert [block.text for block in document.parts[0].blocks] == [
        "Minutes of a meeting about bridges.",
        "People met. They talked about the harbour.",
    ]


def test_an_annex_announced_and_missing_is_told() -> None:
    told = {notice.where for notice in read_text(LETTER.format(annex=" (see annex)")).notices}
    assert "parts" in told
    assert "parts" not in {notice.where for notice in read_text(LETTER.format(annex="")).notices}


def test_a_disagreement_between_head_and_request_is_kept_and_told() -> None:
    text = "General Assembly\nSeventy-fifth session\nAgenda item 37\nLights and beacons\n\n" + LETTER.format(
        annex=""
    ).replace(
        "\n\n(Signed)",
        "\n\nI ask that this letter be circulated as a document of the General Assembly under agenda item 36.\n\n(Signed)",
    )
    document = read_text(text)
    assert [item.number for item in document.masthead.agenda_items] == ["37"]
    assert document.communication is not None
    assert document.communication.request is not None
    assert document.communication.request.agenda_items == {"A": ("36",)}
    assert "communication.request.agenda_items.A" in {notice.where for notice in document.notices}


def test_evidence_says_where_each_value_stood() -> None:
    document = read_text(
        "A/75/873\nGeneral Assembly\nDistr.: General\n5 May 2021\n\n" + LETTER.format(annex=""), evidence=True
    )
    assert isinstance(document.evidence, dict)
    assert document.evidence["masthead.date"].line == 4
    assert document.evidence["masthead.date"].text == "5 May 2021"
    assert document.evidence["communication.senders.0.name"].text == "(Signed) Wanjiru Odero"
    assert {
        "masthead.title",
        "masthead.organs.0",
        "masthead.symbols.0",
        "communication.dated",
        "communication.addressees",
    } <= set(document.evidence)


def test_a_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(LETTER.format(annex=""), "utf-8")
    bad.write_bytes(b"")
    done = CliRunner().invoke(command, ["--jsonl", str(bad), str(good), str(tmp_path / "missing.txt")])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [row["source"] for row in rows] == [str(bad), str(good), str(tmp_path / "missing.txt")]
    assert "error" in rows[0]
    assert rows[1]["document"]["kind"] == "letter"
    assert "error" in rows[2]


def test_one_unusable_file_ends_with_status_2_and_no_traceback(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    done = CliRunner().invoke(command, [str(bad)])
    assert done.exit_code == 2
    assert "empty" in done.stderr
    assert "Traceback" not in done.output


def test_what_was_read_is_shown_for_a_person(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(LETTER.format(annex=" (see annex)"), "utf-8")
    done = CliRunner().invoke(command, [str(good)])
    assert done.exit_code == 0
    for words in (
        "letter, in en",
        "2021-05-03",
        "Wanjiru Odero, Ambassador, Permanent Representative, KE",
        "speaks of an annex",
    ):
        assert words in done.stdout
