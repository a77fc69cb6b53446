"""The post's settings are read from file and environment, checked at once, documented, and keep their secrets."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from verbale.circulation.settings import SECTIONS, load_settings
from verbale.registry.folder import Folder
from verbale.registry.settings import SettingsError, described

DOCS = Path(__file__).resolve().parents[2] / "docs"
PASSWORD = "nobody shows this"


def folder(tmp_path: Path, text: str = "") -> Folder:
    (tmp_path / "verbale.toml").write_text(f'profile = "assembly"\n{text}', encoding="utf-8")
    return Folder(tmp_path)


def test_file_and_environment(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\n")
    text = (
        '[service]\naddress = "https://documents.example.org/"\n'
        '[mail]\nhost = "mail.example.org"\nsender = "Registry <registry@example.org>"\n'
    )
    found = load_settings(
        folder(tmp_path, text),
        {
            "VERBALE_MAIL_PASSWORD_FILE": str(secret),
            "VERBALE_WEBHOOKS_ALLOW": "10.1.0.0/16, 192.168.7.1",
            "VERBALE_WORKER_DIGEST_AT": "07:30",
            "VERBALE_MAILBOX_PASSWORD": PASSWORD,
        },
    )
    assert found.site == "https://documents.example.org"
    assert found.mail.password == found.mailbox.password == PASSWORD
    assert found.sender is not None
    assert (found.sender.display_name, found.sender.addr_spec) == ("Registry", "registry@example.org")
    assert found.webhooks.allow == ("10.1.0.0/16", "192.168.7.1")
    assert found.worker.digest_at == "07:30"
    assert PASSWORD not in repr(found)


def test_nothing_need_be_set(tmp_path: Path) -> None:
    found = load_settings(folder(tmp_path), {})
    assert (found.mail.host, found.mailbox.host, found.site, found.sender) == ("", "", "", None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[mail]\nhost = "m.example"', "mail.sender: mail needs a sender"),
        ('[mail]\nsender = "nobody"', "mail.sender: not an address: nobody"),
        ('[mail]\nsender = "a@b.example\\nBcc: all@example.org"', "mail.sender: not an address"),
        ('[mail]\ntls = "maybe"', "mail.tls"),
        ("[mail]\nport = 0", "mail.port"),
        ('[webhooks]\nallow = ["10.1.0.1/16"]', "webhooks.allow"),
        ('[worker]\ndigest-at = "6 o’clock"', "worker.digest-at"),
        ('[mailbox]\nfolder = "Входящие"', "mailbox.folder"),
        ('[mailbox]\npasword = "x"', "mailbox.pasword: there is no such setting. Did you mean password?"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(folder(tmp_path, text), {})
    assert told in str(caught.value)


def test_every_setting_says_what_it_is_and_stands_in_the_reference() -> None:
    page = runpy.run_path(str(DOCS / "make_settings.py"))["page"]()
    assert (DOCS / "reference" / "settings.md").read_text(encoding="utf-8") == page, "run: make docs"
    for section, of in SECTIONS.items():
        for setting in described(section, of):
            assert setting.says
            assert f"`{setting.variable}`" in page
