"""What comes by folder and by mailbox becomes a case, once, wherever this is stopped; what cannot is told, and kept."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from unittest import mock

import pytest

from tests.circulation.dovecot import PASSWORD, USER, ImapServer, imap_server, is_installed
from tests.circulation.receivers import free_port
from verbale.circulation.intake.desk import Desk, TakenIn, source_key
from verbale.circulation.intake.folder import REFUSED, TAKEN, WatchedFolder
from verbale.circulation.intake.mailbox import Message, read_mailbox
from verbale.circulation.settings import Mailbox
from verbale.errors import RegistryError
from verbale.registry import Folder, Registry

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "incoming"
    made.mkdir()
    return made


def once(registry: Registry, folder: Path) -> tuple[TakenIn, ...]:
    return WatchedFolder(registry, folder, settled=0).once()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_becomes_a_case_and_is_moved(registry: Registry, folder: Path, letter_file: Path) -> None:
    shutil.copy(letter_file, folder)
    (taken,) = once(registry, folder)
    assert (taken.case, taken.new, taken.why) == (1, True, None)
    case = registry.cases.get(1)
    assert (case.state, case.door, case.member) == ("received", "folder", "XB")
    assert case.title is not None
    assert case.title.startswith("Letter dated 10 February 2026")
    assert names(folder / TAKEN) == ["1-joint-letter.md"]
    assert registry.folder.original(case.sha256).read_bytes() == letter_file.read_bytes()
    shutil.copy(letter_file, folder / "again.md")
    (again,) = once(registry, folder)
    assert (again.case, again.new) == (1, False)
    assert once(registry, folder) == ()
    assert len(registry.cases.listing()) == 1
    assert registry.verify() is None


def test_what_cannot_be_read_goes_to_the_registrar_and_what_is_no_document_goes_back(
    registry: Registry, folder: Path
) -> None:
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\nbroken from here on")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    found = {one.name: one for one in once(registry, folder)}
    assert found["scan.pdf"].case == 1
    assert found["scan.pdf"].why
    assert registry.cases.document(1) is None
    assert names(folder / TAKEN) == ["1-scan.pdf", "1-scan.pdf.txt"]
    assert found["picture.png"].case is None
    assert names(folder / REFUSED) == ["picture.png", "picture.png.txt"]
    assert (folder / REFUSED / "picture.png.txt").read_text() == f"{found['picture.png'].why}\n"


def test_what_is_not_whole_is_left_alone(registry: Registry, folder: Path, letter_file: Path) -> None:
    for name in (".hidden.md", "letter.md.part", "~$letter.md", "letter.tmp"):
        shutil.copy(letter_file, folder / name)
    (folder / "folder").mkdir()
    (folder / "link.md").symlink_to(letter_file)
    assert once(registry, folder) == ()
    shutil.copy(letter_file, folder / "fresh.md")
    assert WatchedFolder(registry, folder, settled=60).once() == ()
    assert (folder / "fresh.md").exists()
    assert registry.cases.listing() == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_put_in_the_place_of_a_file_holds_up_nobody(registry: Registry, folder: Path) -> None:
    os.mkfifo(folder / "letter.md")
    assert once(registry, folder) == ()


def test_killed_before_it_was_moved_it_is_the_same_case(
    registry: Registry, folder: Path, letter_file: Path
) -> None:
    shutil.copy(letter_file, folder)
    with mock.patch.object(Path, "rename", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        once(registry, folder)
    assert (folder / letter_file.name).exists()
    (taken,) = once(registry, folder)
    assert (taken.case, taken.new) == (1, False)
    assert names(folder / TAKEN) == ["1-joint-letter.md"]


def test_two_do_not_take_from_one_folder(registry: Registry, folder: Path) -> None:
    with WatchedFolder(registry, folder)._alone(), pytest.raises(RegistryError, match="another intake"):
        once(registry, folder)
    with pytest.raises(RegistryError, match="no such folder"):
        once(registry, folder / "nothing")


def test_it_watches_until_it_is_stopped(registry: Registry, folder: Path, letter_file: Path) -> None:
    stopping = threading.Event()
    seen: list[TakenIn] = []

    def watch() -> None:
        with Registry(registry.folder, who="the watcher") as own:
            seen.extend(WatchedFolder(own, folder, settled=0.05).watch(stopping, every=0.05))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        shutil.copy(letter_file, folder)
        for _ in range(400):
            if (folder / TAKEN / "1-joint-letter.md").exists():
                break
            time.sleep(0.05)
    finally:
        stopping.set()
        watcher.join(timeout=20)
    assert not watcher.is_alive()
    assert [one.case for one in seen] == [1]


def test_the_same_file_from_many_hands_is_one_case(registry: Registry, letter_file: Path) -> None:
    data = letter_file.read_bytes()
    cases: list[int | None] = []

    def take(number: int) -> None:
        with (
            Registry(Folder(registry.folder.root), who=f"hand {number}") as own,
            Desk(own, "mailbox") as desk,
        ):
            cases.append(desk.take_in("letter.md", data).case)

    hands = [threading.Thread(target=take, args=(number,)) for number in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert cases == [1, 1, 1, 1]
    assert [event.kind for event in registry.events()].count("received") == 1


def test_keys_of_sources_are_short_and_tell_contents_apart() -> None:
    assert source_key("mail", "<a@b>", b"x") == "mail:<a@b>:2d711642b726b044"
    assert source_key("mail", "<a@b>", b"y") != source_key("mail", "<a@b>", b"x")
    assert len(source_key("mail", "<" + "a" * 5000 + "@b>", b"x")) < 255
    assert "\n" not in source_key("mail", "<a\n@b>", b"x")


# -- by mailbox


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    if not is_installed():
        if os.environ.get("CI"):
            pytest.fail("Dovecot is missing: make test installs it")
        pytest.skip("Dovecot is not installed")
    if sys.platform == "win32":
        pytest.skip("no IMAP server on this system")
    with imap_server() as running:
        yield running


@pytest.fixture
def box(server: ImapServer) -> Iterator[ImapServer]:
    """The server with its folders empty."""
    yield server
    with server.box() as connection:
        for name in ("INBOX", "Taken in", "Not taken in"):
            status, held = connection.select(f'"{name}"')
            if status == "OK" and held[0] != b"0":
                connection.store("1:*", "+FLAGS", r"(\Deleted)")
                connection.expunge()


def settings(server: ImapServer, **changed: object) -> Mailbox:
    given: dict[str, object] = {
        "host": "127.0.0.1",
        "port": server.port,
        "tls": "none",
        "user": USER,
        "password": PASSWORD,
        "seconds": 5,
    }
    return Mailbox(**(given | changed))  # type: ignore[arg-type]


def message(*files: tuple[str, bytes, str], identifier: str = "<letter-1@belvaria.example>") -> bytes:
    made = EmailMessage()
    made["From"] = "Mission of Belvaria <mission@belvaria.example>"
    made["To"] = "registry@estuary.example"
    made["Subject"] = "Письмо"
    made["Message-ID"] = identifier
    made.set_content("Please find the letter attached.")
    for name, data, media_type in files:
        maintype, _, subtype = media_type.partition("/")
        made.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
    return made.as_bytes()


def attached(path: Path) -> tuple[str, bytes, str]:
    return path.name, path.read_bytes(), "text/markdown"


def test_the_files_of_a_message_become_cases(registry: Registry, box: ImapServer, letter_file: Path) -> None:
    picture = ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "image/png")
    box.put(message(attached(letter_file), picture))
    (found,) = read_mailbox(registry, settings(box))
    assert found.identifier == "<letter-1@belvaria.example>"
    assert [(file.name, file.case, file.new) for file in found.files] == [("joint-letter.md", 1, True)]
    case = registry.cases.get(1)
    assert (case.door, case.state) == ("mailbox", "received")
    assert (box.count("INBOX"), box.count("Taken in")) == (0, 1)
    assert list(read_mailbox(registry, settings(box))) == []


def test_the_same_message_again_is_the_same_case(
    registry: Registry, box: ImapServer, letter_file: Path
) -> None:
    for identifier in ("<a@belvaria.example>", "<a@belvaria.example>", "<forwarded@belvaria.example>"):
        box.put(message(attached(letter_file), identifier=identifier))
    found = list(read_mailbox(registry, settings(box)))
    assert [file.case for one in found for file in one.files] == [1, 1, 1]
    assert [file.new for one in found for file in one.files] == [True, False, False]
    assert box.count("Taken in") == 3
    # One identifier with another file is another communication, whoever made the identifiers.
    other = letter_file.read_bytes().replace(b"10 February", b"11 February")
    box.put(message(("other.md", other, "text/markdown"), identifier="<a@belvaria.example>"))
    (again,) = read_mailbox(registry, settings(box))
    assert [file.case for file in again.files] == [2]


def test_killed_before_it_was_moved_it_is_taken_in_once(
    registry: Registry, box: ImapServer, letter_file: Path
) -> None:
    from verbale.circulation.intake import mailbox

    box.put(message(attached(letter_file)))
    with mock.patch.object(mailbox, "_move", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        list(read_mailbox(registry, settings(box)))
    assert box.count("INBOX") == 1
    (found,) = read_mailbox(registry, settings(box))
    assert [(file.case, file.new) for file in found.files] == [(1, False)]
    assert box.count("INBOX") == 0


def test_what_is_no_communication_goes_to_another_folder(registry: Registry, box: ImapServer) -> None:
    box.put(message(identifier="<nothing@belvaria.example>"))
    box.put(
        message(
            ("program.exe", b"MZ" + bytes(200), "application/octet-stream"), identifier="<program@x.example>"
        )
    )
    box.put(b"Subject: no head to speak of\r\n\r\n\xff\xfe\x00")
    box.put(
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Disposition: attachment; filename="a.md"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!'
    )
    found = list(read_mailbox(registry, settings(box)))
    assert len(found) == 4
    assert all(one.why for one in found if not one.taken)
    assert box.count("INBOX") == 0
    assert box.count("Not taken in") == sum(not one.taken for one in found) >= 3
    assert registry.verify() is None


def test_a_name_with_folders_in_it_is_only_a_name(
    registry: Registry, box: ImapServer, letter_file: Path
) -> None:
    box.put(message(("../../etc/passwd.md", letter_file.read_bytes(), "text/markdown")))
    (found,) = read_mailbox(registry, settings(box))
    assert [file.name for file in found.files] == ["passwd.md"]


def test_a_forwarded_letter_and_a_message_that_is_too_large(
    registry: Registry, box: ImapServer, letter_file: Path
) -> None:
    outer = EmailMessage()
    outer["Message-ID"] = "<outer@x.example>"
    outer.set_content("See below.")
    from email import message_from_bytes
    from email.policy import default

    outer.add_attachment(message_from_bytes(message(attached(letter_file)), policy=default))
    box.put(outer.as_bytes())
    (found,) = read_mailbox(registry, settings(box))
    assert [file.case for file in found.files] == [1]
    box.put(message(("big.md", b"x" * 200_000, "text/markdown"), identifier="<big@x.example>"))
    (large,) = read_mailbox(registry, settings(box, most_megabytes=0.1))
    assert large == Message(identifier=large.identifier, why="it is larger than 0.1 MB")


def test_a_server_that_moves_by_copying(registry: Registry, box: ImapServer, letter_file: Path) -> None:
    from verbale.circulation.intake import mailbox

    box.put(message(attached(letter_file)))
    with mock.patch.object(mailbox, "_capabilities", return_value=["IMAP4REV1"]):
        assert len(list(read_mailbox(registry, settings(box)))) == 1
    assert (box.count("INBOX"), box.count("Taken in")) == (0, 1)


def test_no_way_to_the_mailbox_is_told_without_the_password(registry: Registry, box: ImapServer) -> None:
    wrong = "a wrong password"
    for changed in ({"password": wrong}, {"port": free_port()}, {"folder": "Nowhere"}, {"user": ""}):
        with pytest.raises(RegistryError) as caught:
            list(read_mailbox(registry, settings(box, **changed)))
        told = str(caught.value) + repr(settings(box, **changed))
        assert wrong not in told
        assert PASSWORD not in told
