"""Bad input: a clear message, exit status 2, and nothing changed."""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLES, Run

LETTER = (SAMPLES / "joint-letter.md").read_text(encoding="utf-8")
JPEG = (
    bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + b"\x08" * 64 + bytes.fromhex("ffd9")
)
SIGNED = "(Signed) Ilse Varnholt\nAmbassador\nPermanent Representative\n"


def pdf(**how: str) -> bytes:
    import pikepdf

    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(owner="o", user="u") if how else False)
    return out.getvalue()


def broken_docx() -> bytes:
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()[:-300]


def two_signatures() -> bytes:
    assert SIGNED in LETTER
    other = SIGNED.replace("Ilse Varnholt", "Otto Brandt")
    return LETTER.replace(SIGNED, f"{SIGNED}\n{other}").encode()


BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "The file is empty"),
    ("photo.pdf", lambda: JPEG, "The file is a JPEG picture, though its name says PDF"),
    ("encrypted.pdf", lambda: pdf(password="u"), "The PDF is encrypted and asks for a password"),
    ("scan.pdf", pdf, "The PDF is a scan"),
    ("broken.docx", broken_docx, "cannot be opened"),
    ("spaces.txt", lambda: b" " * 50_000_000, "The file is empty"),
    ("two-signatures.md", two_signatures, "2 persons sign for Belvaria: Ilse Varnholt, Otto Brandt"),
    ("no-masthead.md", LETTER[LETTER.index("I have the honour") :].encode, "no masthead"),
    (
        "annex-missing.md",
        LETTER[: LETTER.index("Annex to the letter")].encode,
        "nothing is annexed",
    ),
    ("noise.docx", lambda: b"PK\x03\x04" + bytes(range(256)) * 8, ""),
    ("wide.txt", lambda: LETTER.encode("utf-16"), "The file is text in UTF-16"),
    ("no-words.md", lambda: b"* * *\n\n---\n", ""),
]


def content(registry: Path) -> dict[str, str]:
    return {
        path.relative_to(registry).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in registry.rglob("*")
        if path.is_file()
        and path.name not in {"books.sqlite3-wal", "books.sqlite3-shm", "staging.lock", "books.lock"}
    }


@pytest.mark.parametrize(("name", "made", "told"), BAD, ids=[name for name, *_ in BAD])
@pytest.mark.parametrize("command", ["circulate", "register"])
def test_bad_input_is_told_and_changes_nothing(
    run: Run, registry: Path, tmp_path: Path, command: str, *, name: str, made: Callable[[], bytes], told: str
) -> None:
    file = tmp_path / name
    file.write_bytes(made())
    before = content(registry)
    result = run(command, file)
    assert result.exit_code == 2, result.output
    assert told in result.output
    assert result.stderr.startswith("verbale: ")
    assert len(result.stderr.splitlines()) == 1
    assert content(registry) == before
    assert run("list").stdout == "No documents.\n"


def test_a_file_that_is_not_there(run: Run, registry: Path) -> None:
    for command in ("circulate", "register"):
        result = run(command, "nowhere.docx")
        assert result.exit_code == 2
        assert "nowhere.docx" in result.stderr


def test_bad_input_as_json(run: Run, registry: Path, tmp_path: Path) -> None:
    import json

    (tmp_path / "photo.pdf").write_bytes(JPEG)
    result = run("circulate", tmp_path / "photo.pdf", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 2
    assert told["kind"] == "UnknownFormat"
    assert told["where"] == "photo.pdf"
    assert told["fix"]


def test_errors_of_the_rules_end_with_status_one(run: Run, registry: Path) -> None:
    import json

    before = content(registry)
    mistakes = SAMPLES / "eight-mistakes.txt"
    result = run("register", mistakes, "--json")
    told = json.loads(result.stdout)
    assert told["kind"] == "Refused"
    assert {finding["code"] for finding in told["findings"]} >= {"V102", "V302", "V402"}
    assert content(registry) == before


def test_a_newer_registry_and_one_that_is_none(run: Run, registry: Path, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(registry / "books.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    for command in (["list"], ["circulate", str(SAMPLES / "joint-letter.md")]):
        result = run(*command)
        assert result.exit_code == 2
        assert "newer Verbale" in result.stderr
        assert "pip install --upgrade" in result.stderr
    result = run("list", "--registry", tmp_path)
    assert result.exit_code == 2
    assert "verbale init" in result.stderr
