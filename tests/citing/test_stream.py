"""Lines in, lines out: the command's contract, by one process and by several."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from tests.citing.forms import forms
from verbale.citing import cite
from verbale.citing.stream import CHUNK, ENOUGH, cite_lines, cite_stream
from verbale.citing.workers import Workers
from verbale.errors import VerbaleError

VERBALE = Path(sys.executable).with_name("verbale")


def row(number: int, text: str, language: str | None = "en", organ: str | None = None) -> bytes:
    return json.dumps({"id": number, "text": text, "language": language, "organ": organ}).encode() + b"\n"


def test_a_line_is_answered_by_a_line() -> None:
    answer, refused = cite_lines(row(7, "Security Council resolution 242"))
    assert refused == 0
    citation = {
        "start": 28, "end": 31, "text": "242", "kind": "resolution", "symbol": "S/RES/242 (1967)", "status": "certain",
        "url": "https://undocs.org/en/S/RES/242(1967)",
    }  # fmt: skip
    assert json.loads(answer) == {"id": 7, "citations": [citation]}


def test_language_and_organ_may_be_missing() -> None:
    answer, _ = cite_lines(b'{"id": "a", "text": "resolution 822 (1993)"}\n')
    assert json.loads(answer)["citations"][0]["symbol"] == "S/RES/822 (1993)"


def test_a_bad_line_stops_nothing() -> None:
    lines = row(1, "resolution 70/1") + b"{nonsense\n" + b'{"id": 3}\n' + b"\n" + row(4, "A/74/783")
    answer, refused = cite_lines(lines)
    rows = [json.loads(line) for line in answer.splitlines()]
    assert [r["id"] for r in rows] == [1, None, None, 4]
    assert refused == 2
    assert "error" in rows[1]
    assert "error" in rows[2]
    assert rows[3]["citations"][0]["symbol"] == "A/74/783"


def test_several_processes_answer_as_one_does_and_in_order() -> None:
    texts = [form.text for form in forms()]
    lines = b"".join(row(i, texts[i % len(texts)] + " " + "x" * 300) for i in range(4 * CHUNK // 400))
    one, many = io.BytesIO(), io.BytesIO()
    assert cite_stream(io.BytesIO(lines), one, workers=1) == 0
    assert cite_stream(io.BytesIO(lines), many, workers=2) == 0
    assert one.getvalue() == many.getvalue()
    assert [json.loads(line)["id"] for line in many.getvalue().splitlines()] == list(range(4 * CHUNK // 400))


def test_a_slow_pipe_is_answered_as_it_comes() -> None:
    """Once several processes work, what was given is answered although the next line has come in half only."""
    lines = [row(i, "resolution 822 (1993)" + " x" * 150) for i in range(2 * ENOUGH // 300)]
    command = subprocess.Popen(
        [VERBALE, "cite", "--jsonl", "--workers", "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert command.stdin is not None
    assert command.stdout is not None
    reader = threading.Thread(target=command.stdin.write, args=(b"".join(lines) + lines[0][:50],))
    reader.start()
    told = [json.loads(command.stdout.readline())["id"] for _ in lines]
    reader.join()
    assert told == list(range(len(lines)))
    command.stdin.write(lines[0][50:])
    command.stdin.close()
    assert json.loads(command.stdout.read())["id"] == 0
    assert command.wait(10) == 0
    command.stdout.close()


def test_a_process_that_ends_is_told() -> None:
    def work(chunk: bytes) -> tuple[bytes, int]:
        os._exit(3)

    with Workers(work, 1) as workers:
        workers.give(0, b"text")
        with pytest.raises(VerbaleError, match="ended before it had answered"):
            workers.take(workers.busy[0])


def test_a_text_that_holds_every_mark_is_cited_as_alone() -> None:
    """Texts are scanned together: none changes what is found in another, whatever characters it holds."""
    texts = [
        "resolution 70/1",
        "a\0resolution 70/2\0",
        "\u200fresolution 70\u200f/3",
        "",
        "\\(",
        "resolution\n70/4",
        "resolution",
    ]
    texts += ["70/5", "\ud7ff resolution 70/6\uffff", "قرار\u064b 70/7", "\0", "第70/8号决议"]
    answer, _ = cite_lines(b"".join(row(i, text) for i, text in enumerate(texts)))
    told = [json.loads(line)["citations"] for line in answer.splitlines()]
    assert told == [msgspec.to_builtins(cite(text, "en")) for text in texts]
    assert sum(map(len, told)) == 7


def test_a_line_is_answered_before_the_next_one_comes() -> None:
    """A caller may write one line and wait for its answer."""
    command = subprocess.Popen([VERBALE, "cite", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert command.stdin is not None
    assert command.stdout is not None
    for i in range(3):
        command.stdin.write(row(i, "resolution 822 (1993)"))
        command.stdin.flush()
        assert json.loads(command.stdout.readline())["id"] == i
    command.stdin.close()
    assert command.wait(10) == 0
    command.stdout.close()


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([VERBALE, "cite", *arguments], input=given, capture_output=True, check=False)


def test_the_command_ends_with_1_where_a_line_was_refused() -> None:
    done = run("--jsonl", given=b"{\n" + row(1, "A/74/783"))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2


def test_texts_files_and_standard_input(tmp_path: Path) -> None:
    shown = run("--organ", "A", "its resolution 70/1, annex").stdout.decode()
    assert shown.split() == ["70/1", "A/RES/70/1", "[annex]"]
    shown = run(given="résolution 1325 (2000)".encode()).stdout.decode()
    assert shown.split() == ["1325", "(2000)", "S/RES/1325", "(2000)"]
    assert run("nothing is cited here").stdout.decode() == "No citations found.\n"
    both = json.loads(run("--json", "A/74/783", "S/PV.9052").stdout)
    assert [[c["symbol"] for c in one] for one in both] == [["A/74/783"], ["S/PV.9052"]]


def test_what_is_not_certain_says_why() -> None:
    shown = run("resolution 49/24").stdout.decode()
    assert "ambiguous: the General Assembly and the Human Rights Council both number so" in shown


def test_every_status_is_told_in_json() -> None:
    for form in forms():
        answer, _ = cite_lines(row(1, form.text, form.language, form.organ))
        told = json.loads(answer)["citations"]
        assert [c["status"] for c in told] == [c.status for c in cite(form.text, form.language, form.organ)]
        assert all({"start", "end", "text", "kind", "symbol", "status"} <= c.keys() for c in told)
