"""Notices are messages whose heads nothing can break, in the language of their reader, the same each time."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registry.making import letter, original, version
from verbale.circulation.about import About
from verbale.circulation.mail import Letterbox
from verbale.circulation.readers import reading_language, told
from verbale.languages import LANGUAGES
from verbale.profiles import load
from verbale.registry import Registry
from verbale.registry.outbox import Notice


@pytest.fixture
def about(registry: Registry) -> About:
    entry = registry.issue(registry.register(letter(), original("a")).entry, version()).entry
    return About(entry, registry.document(entry), registry.profile)


def notice(**fields: str | None) -> Notice:
    given = {"name": "Aurelmar", "language": "en", "address": None, "key": "0123456789abcdef" * 2} | fields
    return msgspec.convert(
        {"member": "XA", "document": 1, "case": 1, "created": "2024-11-05T12:00:00.000000+00:00", **given},
        Notice,
    )


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=SMTP)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_is_text_and_html_in_the_readers_language(about: About, language: str) -> None:
    message = read(Letterbox(about).message(notice(language=language)))
    assert message["Subject"].startswith("PA/12/1–HC/2024/1: Letter dated 4 November 2024")
    assert message["Content-Language"] == language
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html.get_content()
    for part in (text, html):
        assert "PA/12/1–HC/2024/1" in part.get_content()
        assert "documents/PA_12_1+HC_2024_1/en/PA_12_1+HC_2024_1-en.html" in part.get_content()
        assert not part.defects


def test_a_member_without_an_address_is_named_and_one_with_it_is_addressed(about: About) -> None:
    box = Letterbox(about)
    assert read(box.message(notice(name="Острова Халвард")))["To"] == "Острова Халвард:;"
    message = read(box.message(notice(address="mission@aurelmar.example")))
    assert message["To"].addresses[0].addr_spec == "mission@aurelmar.example"
    assert message["To"].addresses[0].display_name == "Aurelmar"


def test_the_same_notice_gives_the_same_bytes(about: About) -> None:
    assert Letterbox(about).message(notice()) == Letterbox(about).message(notice())
    first, second = (read(Letterbox(about).message(notice(key=key * 32))) for key in "ab")
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Message-ID"] == f"<{'a' * 32}@verbale.invalid>"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=80), name=st.text(min_size=1, max_size=40))
def test_no_title_and_no_name_adds_a_line_to_the_head(about: About, title: str, name: str) -> None:
    def clean(text: str) -> str:
        return text.encode("utf-8", "replace").decode()

    wild = clean(title) + "\r\nBcc: all@example.org\r\n\r\n" + clean(name)
    entry = msgspec.structs.replace(about.entry, title=wild)
    message = read(Letterbox(replace(about, entry=entry)).message(notice(name=wild)))
    assert message["Bcc"] is None
    assert sorted(message.keys()) == sorted(
        [
            "To",
            "Message-ID",
            "Date",
            "From",
            "Subject",
            "Content-Language",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
        ]
    )


def test_markup_in_a_title_is_text(about: About) -> None:
    entry = msgspec.structs.replace(about.entry, title='<script>alert("1")</script>')
    html = read(Letterbox(replace(about, entry=entry)).message(notice())).get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content()
    assert "&lt;script&gt;" in html.get_content()


def test_members_read_their_own_language_if_it_is_an_official_one() -> None:
    un = load("un")
    found = {
        code: reading_language(member, un)
        for code in ("EG", "CN", "FR", "RU", "MX", "CH", "AM", "PS")
        if (member := un.member(code))
    }
    assert found == {
        "EG": "ar",
        "CN": "zh",
        "FR": "fr",
        "RU": "ru",
        "MX": "es",
        "CH": "fr",
        "AM": "en",
        "PS": "ar",
    }


def test_each_entitled_member_is_told_once(registry: Registry) -> None:
    document = registry.document(registry.register(letter(), original("a")).entry)
    day = document.masthead.date
    assert day is not None
    notices = told(document, registry.profile, day)
    assert len(notices) == len({one.member for one in notices}) == 13
    assert {one.name for one in notices} >= {"Aurelmar", "Belvaria"}
    closed = msgspec.structs.replace(
        document, masthead=msgspec.structs.replace(document.masthead, distribution=None)
    )
    assert told(closed, registry.profile, day) == ()
    restricted = msgspec.structs.replace(
        document,
        masthead=msgspec.structs.replace(document.masthead, distribution="restricted", organs=("HC",)),
    )
    assert {one.member for one in told(restricted, registry.profile, day)} == {"XA", "XB", "XE", "XI", "XM"}


def test_notices_lie_in_files_named_by_member(registry: Registry, tmp_path: Path) -> None:
    from verbale.circulation.delivering import deliver

    registry.issue(registry.register(letter(), original("a")).entry, version())
    assert deliver(registry).notices == 2
    names = sorted(path.name for path in registry.folder.outbox.glob("*/*"))
    assert [name[:3] for name in names] == ["XA-", "XB-"]
    assert all(name.endswith(".eml") for name in names)
