"""Subscriptions reach whom they should, of what they asked for, once, until they end; and nobody who is not entitled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tests.circulation.receivers import MailSink, mail_server
from tests.circulation.test_lists import with_head
from tests.circulation.test_worker import SITE, issued, settings, text_of, work
from tests.registry.making import DAY, letter, version
from verbale.catalogue import QueryError
from verbale.circulation.recipients import recipients
from verbale.circulation.subscribing import Wish, query_of, subscribe
from verbale.document import Citation, Document
from verbale.errors import RegistryError
from verbale.profiles import load
from verbale.registry import Registry
from verbale.registry.subscriptions import Subscription

ANNA = "anna@reader.example"


@pytest.fixture
def mail() -> Iterator[MailSink]:
    with mail_server() as sink:
        yield sink


def wanted(registry: Registry, query: str, person: str = ANNA, **how: object) -> Subscription:
    made, _ = subscribe(registry, person, query, **how)  # type: ignore[arg-type]
    return made


def told(registry: Registry, document: Document) -> list[str]:
    return [one.name for one in recipients(registry, document, DAY).subscriptions]


def test_what_is_asked_in_words_of_its_own_is_one_query() -> None:
    wish = Wish(
        organs=("A", "S"),
        items=("69(b)",),
        cites=("S/RES/822 (1993)",),
        words="water OR river",
        languages=("fr",),
    )
    un = load("un")
    assert query_of(wish, un) == (
        '(organ:A OR organ:S) item:69(b) cites:"S/RES/822 (1993)" language:fr (water OR river)'
    )
    assert query_of(Wish(), un) == ""
    assert query_of(Wish(words="water treaty"), un) == "water treaty"


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(), True),
        (Wish(organs=("PA",)), True),
        (Wish(organs=("SC",)), False),
        (Wish(organs=("SC", "HC")), True),
        (Wish(organs=("Plenary Assembly",)), True),
        (Wish(items=("7",)), True),
        (Wish(items=("8",)), False),
        (Wish(senders=("XB",)), True),
        (Wish(senders=("Belvaria",)), True),
        (Wish(senders=("XA",)), False),
        (Wish(words="lights buoys"), True),
        (Wish(words='"have the honour"'), True),
        (Wish(words="pilots"), False),
        (Wish(cites=("PA/RES/1/1",)), True),
        (Wish(cites=("PA/RES/1/2",)), False),
        (Wish(languages=("en",)), True),
        (Wish(languages=("fr",)), False),
        (Wish(organs=("PA",), senders=("XA",)), False),
    ],
)
def test_each_kind_of_subscription(registry: Registry, wish: Wish, found: bool) -> None:
    wanted(registry, query_of(wish, registry.profile))
    cited = Citation(kind="document", text="PA/RES/1/1", symbol="PA/RES/1/1", part=0, block=0, start=0, end=10)  # fmt: skip
    document = msgspec.structs.replace(letter(), citations=(cited,))
    assert (told(registry, document) == [ANNA]) is found


@pytest.mark.parametrize("query", ["sendr:XB", "cited-by:PA/RES/1/1", "organ:PA NOT (cited-by:PA/1)"])
def test_a_query_that_cannot_be_matched_is_refused(registry: Registry, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        wanted(registry, query)
    assert caught.value.fix
    assert registry.post.subscriptions() == ()


@pytest.mark.parametrize(
    "how",
    [
        {"address": "no address"},
        {"address": "anna@reader.example\nBcc: all@example.org"},
        {"way": "webhook", "address": "ftp://reader.example/"},
        {"way": "webhook", "address": "https://name:password@reader.example/"},
        {"way": "webhook", "address": "https://reader.example/", "often": "daily"},
        {"way": "webhook", "address": "https://reader.example/", "secret": "short"},
        {"language": "de"},
        {"member": "ZZ"},
    ],
)
def test_what_cannot_be_is_refused(registry: Registry, how: dict[str, object]) -> None:
    with pytest.raises(RegistryError):
        subscribe(registry, ANNA, "", **how)  # type: ignore[arg-type]
    assert registry.post.subscriptions() == ()


def test_the_same_again_is_the_one_there_is(registry: Registry) -> None:
    assert wanted(registry, "organ:PA").id == wanted(registry, "organ:PA").id
    assert wanted(registry, "organ:HC").id != wanted(registry, "organ:PA").id


def test_a_document_that_is_not_public_reaches_only_those_who_act_for_an_entitled_member(
    registry: Registry,
) -> None:
    for person, member in (("a@x.example", "XA"), ("c@x.example", "XC"), ("nobody@x.example", None)):
        wanted(registry, "", person, member=member)
        wanted(registry, "pilots", person, member=member, often="daily")
    restricted = with_head(letter(organs=("HC",)), distribution="restricted", title="Of the pilots’ pay")
    found = recipients(registry, restricted, DAY)
    assert {one.member for one in found.rule} == {"XA", "XB", "XE", "XI", "XM"}
    assert [one.name for one in (*found.subscriptions, *found.digest)] == ["a@x.example", "a@x.example"]
    assert recipients(registry, with_head(letter(), distribution=None), DAY).notices == ()


def test_nobody_is_told_twice_at_one_address(registry: Registry) -> None:
    registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
    wanted(registry, "organ:PA", "mission@aurelmar.example")
    wanted(registry, "organ:PA")
    wanted(registry, "item:7")
    found = recipients(registry, letter(), DAY)
    assert [one.address for one in found.rule if one.address] == ["mission@aurelmar.example"]
    assert told(registry, letter()) == [ANNA]


def test_a_subscriber_is_told_and_can_leave_without_sign_in(registry: Registry, mail: MailSink) -> None:
    made = wanted(registry, "organ:PA", language="ru")
    entry = issued(registry)
    work(registry, settings(mail.port))
    ((receiver, message),) = mail.taken
    assert receiver == ANNA
    link = f"{SITE}/unsubscribe/{made.token}"
    assert message["List-Unsubscribe"] == f"<{link}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in text_of(message)
    assert f'<a href="{link}">' in text_of(message, "html")
    assert "вы" in text_of(message).lower()
    issued(registry, "b")
    ended = registry.post.unsubscribe_with(made.token)
    assert ended is not None
    assert ended.ended
    assert registry.post.unsubscribe_with(made.token) == ended
    assert registry.post.unsubscribe_with("0" * 40) is None
    issued(registry, "c")
    work(registry, settings(mail.port))
    assert len(mail.taken) == 1
    assert registry.post.subscriptions() == ()
    assert [event.kind for event in registry.events()].count("unsubscribed") == 1
    shown = repr(registry.events()) + repr(registry.post.deliveries(entry)) + repr(registry.notices(entry))
    assert made.token not in shown


def test_taking_up_again_is_not_for_those_who_left(registry: Registry, mail: MailSink) -> None:
    made = wanted(registry, "organ:PA")
    entry = issued(registry)
    registry.post.unsubscribe(made.id)
    with pytest.raises(RegistryError, match="no notice"):
        registry.post.take_up(entry)
    work(registry, settings(mail.port))
    assert mail.taken == []


def test_subscriptions_do_not_hold_up_the_state_of_a_document(registry: Registry) -> None:
    from verbale.circulation.delivering import deliver

    wanted(registry, "")
    entry = issued(registry)
    assert registry.entry(entry.symbols[0]).state == "issued"
    deliver(registry)
    assert registry.entry(entry.symbols[0]).state == "circulated"
    assert registry.post.waiting() == {"e-mail": 1}
    assert registry.events(entry)[-1].data == {"notices": 13}


def test_a_digest_gathers_a_day_in_one_message_for_each_reader(registry: Registry, mail: MailSink) -> None:
    wanted(registry, "organ:PA", often="daily", language="ar")
    second = wanted(registry, "item:7", often="daily", language="ar")
    wanted(registry, "organ:HC", "boris@reader.example", often="daily")
    entries = [issued(registry, content) for content in "ab"]
    work(registry, settings(mail.port), rounds=1)
    assert mail.taken == []  # its hour has not come
    before = datetime.now(UTC) + timedelta(seconds=1)
    assert registry.post.digests_waiting(before) == 2
    made = registry.post.make_digests(before)
    assert (made.digests, made.documents) == (2, 2)
    assert registry.post.make_digests(before).digests == 0
    work(registry, settings(mail.port))
    messages = dict(mail.taken)
    assert set(messages) == {ANNA, "boris@reader.example"}
    text = text_of(messages[ANNA])
    assert text.count("PA/12/1–HC/2024/1") == text.count("PA/12/2–HC/2024/2") == 2
    assert 'lang="ar" dir="rtl"' in text_of(messages[ANNA], "html")
    assert str(messages[ANNA]["List-Unsubscribe"]).endswith("?digest=1>")
    (report,) = [one for one in registry.post.deliveries(entries[0]) if one.name == ANNA]
    assert (report.reason, report.state) == ("digest", "delivered")
    assert registry.post.unsubscribe_with_digest(second.token) == 2
    assert [one.person for one in registry.post.subscriptions()] == ["boris@reader.example"]


def test_what_ended_is_in_no_digest(registry: Registry) -> None:
    made = wanted(registry, "", often="daily")
    issued(registry)
    registry.post.unsubscribe(made.id)
    assert registry.post.make_digests(datetime.now(UTC) + timedelta(seconds=1)).digests == 0


def test_a_query_that_is_none_any_more_holds_up_nothing(registry: Registry) -> None:
    made = registry.post.subscribe(ANNA, query="sendr:XB")
    found = recipients(registry, letter(), DAY)
    assert found.unclear == (made.id,)
    assert len(found.rule) == 13


def test_a_version_is_told_of_once_for_each_subscription_and_language(registry: Registry) -> None:
    wanted(registry, "", often="daily")
    entry = issued(registry)
    notices = recipients(registry, registry.document(entry), DAY).notices
    french = msgspec.structs.replace(version("fr", notices), language="fr")
    registry.issue(entry, french)
    assert registry.post.make_digests(datetime.now(UTC) + timedelta(seconds=1)).documents == 1
    (digest,) = [one for one in registry.post.deliveries(entry) if one.reason == "digest"]
    assert digest.state == "waiting"
