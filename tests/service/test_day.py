"""A day in the life: 40 communications come in by four doors, 5 are returned and resubmitted, 2 are corrected, one is
issued again in one language, digests go out at night, and the log is whole. Real doors all: command, API, folder, IMAP."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from tests.circulation.dovecot import PASSWORD, USER, ImapServer, imap_server, is_installed
from tests.service.house import House
from verbale.circulation import casework, way
from verbale.circulation.intake.folder import WatchedFolder
from verbale.circulation.intake.mailbox import read_mailbox
from verbale.circulation.settings import Mailbox
from verbale.cli import verbale
from verbale.document import Document, encode
from verbale.registry import Entry, Folder, Registry

SAMPLE = (Path(__file__).resolve().parents[2] / "samples" / "joint-letter.md").read_text("utf-8")
SIGNATURE = "(Signed) Ilse Varnholt\nAmbassador\nPermanent Representative\n"
DOORS = ("command", "api", "folder", "mailbox")
EACH, UNSIGNED = 10, (3, 11, 19, 27, 35)
OURS = "mission that sent it"


@pytest.fixture
def mailbox() -> Iterator[ImapServer]:
    if not is_installed():
        if os.environ.get("CI"):
            pytest.fail("Dovecot is missing: make test installs it")
        pytest.skip("Dovecot is not installed")
    with imap_server() as server:
        yield server


def letter(number: int, *, signed: bool = True) -> str:
    """One of forty letters; each has words of its own."""
    text = SAMPLE.replace("412 vessels", f"{400 + number} vessels")
    return text if signed else text.replace(SIGNATURE, "")


def run(root: Path, *arguments: str | Path, who: str = "registrar@example.org") -> str:
    """A command line by somebody; what it answers."""
    environment = {"VERBALE_REGISTRY": str(root), "VERBALE_USER": who}
    result = CliRunner().invoke(verbale, [str(one) for one in arguments], env=environment)
    assert result.exit_code == 0, result.output
    return result.stdout


def sent_by_mail(server: ImapServer, number: int, text: str) -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "mission@belvaria.example", f"Letter {number}"
    made["Message-ID"] = f"<letter-{number}@belvaria.example>"
    made.set_content("Please find the letter attached.")
    made.add_attachment(text.encode(), maintype="text", subtype="markdown", filename=f"letter-{number}.md")
    server.put(made.as_bytes())


def take_in(house: House, server: ImapServer, incoming: Path) -> None:
    """Forty letters, ten by each door; what comes twice comes to nothing."""
    incoming.mkdir()
    for number in range(4 * EACH):
        text = letter(number, signed=number not in UNSIGNED)
        match DOORS[number % 4]:
            case "command":
                (incoming.parent / "letter.md").write_text(text, "utf-8")
                run(house.root, "case", "take", incoming.parent / "letter.md", who="clerk@example.org")
            case "api":
                came = house.client.post(
                    "/api/v1/cases",
                    headers=house.headers(OURS),
                    files={"file": (f"letter-{number}.md", text.encode())},
                )
                assert came.status_code == 201, came.text
            case "folder":
                (incoming / f"letter-{number}.md").write_text(text, "utf-8")
            case _:
                sent_by_mail(server, number, text)
    sent_by_mail(server, 99, letter(0))
    settings = Mailbox(
        host="127.0.0.1", port=server.port, tls="none", user=USER, password=PASSWORD, seconds=5
    )
    with Registry(Folder(house.root), who="the doors") as registry:
        assert len(WatchedFolder(registry, incoming, settled=0).once()) == EACH
        taken = [file for one in read_mailbox(registry, settings) for file in one.files]
        assert [file.new for file in taken].count(False) == 1


def test_a_day_in_the_life(empty: House, mailbox: ImapServer, tmp_path: Path) -> None:
    house, root = empty, empty.root
    run(root, "subscribe", "reader@example.org", "vessels", "--daily")
    take_in(house, mailbox, tmp_path / "incoming")
    cases = json.loads(run(root, "case", "list", "--limit", "0", "--json"))
    assert Counter(case["door"] for case in cases) == dict.fromkeys(DOORS, EACH)
    assert {case["state"] for case in cases} == {"received"}

    with Registry(Folder(root), who="registrar@example.org") as registry:
        returned = []
        for case in reversed(registry.cases.listing()):
            registry.cases.review(case.id)
            try:
                casework.accept(registry, case.id)
            except way.Refused as refused:
                codes = [finding.code for finding in refused.findings if finding.severity == "error"]
                registry.cases.return_(case.id, "The letter is not signed.", codes)
                returned.append(case.id)
        assert len(returned) == len(UNSIGNED)

    for sent_back in returned:
        again = tmp_path / "again.md"
        with Registry(Folder(root), who="the reader", write=False) as registry:
            text = registry.folder.original(registry.cases.get(sent_back).sha256).read_text("utf-8")
        number = next(n for n in UNSIGNED if f"{400 + n} vessels" in text)
        again.write_text(letter(number), "utf-8")
        run(root, "case", "resubmit", str(sent_back), again, who="mission@belvaria.example")

    with Registry(Folder(root), who="registrar@example.org") as registry:
        for case in reversed(registry.cases.listing(state="received")):
            casework.accept(registry, case.id)
        entries = [
            registry.cases.register(case.id).entry
            for case in reversed(registry.cases.listing(state="accepted"))
        ]
        assert [entry.symbols[0] for entry in entries] == [f"PA/13/{n}" for n in range(1, 41)]
        french = entries[0]
        translation = tmp_path / "letter.fr.json"
        translation.write_bytes(encode(_in_french(registry, french)))
        registry.versions.begin(french, ["fr"], due=date(2026, 3, 1))
        assert [one.language for one in registry.versions.late(today=date(2026, 3, 2))] == ["fr"]
        casework.make_ready(registry, french, translation)
        for entry in entries:
            way.issue(registry, entry)
        way.circulate_entry(registry, entries[-1])
        assert {entry.state for entry in registry.entries()} == {"circulated"}

    for place in (0, 1):
        correction = tmp_path / f"correction-{place}.txt"
        correction.write_text(f"In paragraph {place + 1}, for vessels read ships.\n", "utf-8")
        run(root, "correct", "PA/13/7", correction)
    run(root, "reissue", "PA/13/1", "--language", "fr", "--reason", "Une page manquait.")
    run(root, "case", "confirm", "PA/13/1", who="approver@example.org")
    told = json.loads(run(root, "digest", "--json"))
    assert told

    with Registry(Folder(root), who="the reader", write=False) as registry:
        documents = registry.entries()
        assert len(documents) == 42
        assert {entry.state for entry in documents} == {"circulated"}
        assert registry.entry("HC/2026/7/Corr.2").symbols[0] == "PA/13/7/Corr.2"
        assert [one.symbols[0] for one in registry.changed_by(registry.entry("PA/13/7"))] == [
            "PA/13/7/Corr.1",
            "PA/13/7/Corr.2",
        ]
        versions = {one.language: one for one in registry.versions.listing(registry.entry("PA/13/1"))}
        assert (versions["fr"].reissues, versions["en"].reissues) == (1, 0)
        kinds = Counter(event.kind for event in registry.events())
        assert (kinds["received"], kinds["returned"], kinds["resubmitted"]) == (42, 5, 5)
        assert (kinds["registered"], kinds["issued"], kinds["reissued"]) == (42, 43, 1)
    assert json.loads(run(root, "log", "verify", "--json"))["whole"] is True


def _in_french(registry: Registry, entry: Entry) -> Document:
    return msgspec.structs.replace(registry.document(entry), language="fr")
