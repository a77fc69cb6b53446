"""The worker sends each notice until it is taken or given up, whatever receivers do, and the books say all of it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from ipaddress import ip_address

import msgspec
import pytest

from tests.circulation.receivers import MailSink, free_port, hook_server, mail_server
from tests.registry.making import DAY, NOTICES, letter, original, version
from verbale.circulation import webhooks
from verbale.circulation.composing import Composer
from verbale.circulation.delivering import deliver
from verbale.circulation.recipients import recipients
from verbale.circulation.settings import Mail, PostSettings, Webhooks
from verbale.circulation.settings import Worker as Settings
from verbale.circulation.signing import new_secret, verify
from verbale.circulation.webhooks import may_be_called
from verbale.circulation.worker import Done, PostWorker, last_digest_time
from verbale.errors import WriteError
from verbale.registry import Entry, Registry
from verbale.registry.attempts import Delivery
from verbale.registry.outbox import Notice, Way

SITE = "https://documents.example.org"
MAIL: tuple[Way, ...] = ("e-mail",)
PASSWORD = "a password that nobody shows"


@pytest.fixture
def mail() -> Iterator[MailSink]:
    with mail_server() as sink:
        yield sink


def settings(port: int = 1, **worker: float) -> PostSettings:
    """Settings for receivers on this machine, with little patience."""
    quick: dict[str, float] = {"first-wait": 0.01, "longest-wait": 0.02, "look-every": 0.02}
    return PostSettings(
        mail=Mail(
            host="127.0.0.1", port=port, tls="none", sender="Registry <registry@estuary.example>", seconds=1
        ),
        webhooks=Webhooks(seconds=1.5, allow=("127.0.0.0/8",)),
        worker=msgspec.convert({**quick, **worker}, Settings),
        site=SITE,
    )


def issued(registry: Registry, content: str = "a", *, organs: tuple[str, ...] = ("PA", "HC")) -> Entry:
    """A document issued as the way through does it: its notices go to whom they go."""
    entry = registry.register(letter(organs=organs), original(content)).entry
    notices = recipients(registry, registry.document(entry), DAY).notices
    return registry.issue(entry, version(content, notices)).entry


def work(registry: Registry, how: PostSettings, *, rounds: int = 30) -> Done:
    """Work until nothing waits."""
    done = Done()
    with PostWorker(registry, how) as worker:
        for _ in range(rounds):
            done += worker.once()
            if not registry.post.waiting():
                break
            time.sleep(0.02)
    return done


def by_way(registry: Registry, entry: Entry, way: str) -> list[Delivery]:
    return [one for one in registry.post.deliveries(entry) if one.way == way]


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_member_with_an_address_is_told_there_in_its_language(registry: Registry, mail: MailSink) -> None:
    registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
    registry.post.add_address("XB", "e-mail", "mission@belvaria.example", language="ar")
    entry = issued(registry)
    assert deliver(registry).notices == 11
    assert registry.entry("PA/12/1").state == "issued"
    assert work(registry, settings(mail.port)) == Done(delivered=2)
    assert registry.entry("PA/12/1").state == "circulated"
    told = dict(mail.taken)
    assert set(told) == {"mission@aurelmar.example", "mission@belvaria.example"}
    arabic = told["mission@belvaria.example"]
    assert arabic["From"].addresses[0].addr_spec == "registry@estuary.example"
    assert 'lang="ar" dir="rtl"' in text_of(arabic, "html")
    assert f"  TEXT {SITE}/documents/PA/12/1/en?format=text" in text_of(arabic)
    assert f'<a href="{SITE}/documents/PA/12/1/en?format=html">HTML</a>' in text_of(arabic, "html")
    assert "List-Unsubscribe" not in arabic
    (report,) = [one for one in by_way(registry, entry, "e-mail") if one.member == "XA"]
    assert (report.state, report.proof, len(report.attempts)) == ("delivered", "250 taken", 1)


def test_the_pdf_goes_with_the_notice_or_is_linked(registry: Registry, mail: MailSink) -> None:
    from verbale.registry import NewFile, NewVersion

    registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
    entry = registry.register(letter(), original("a")).entry
    notices = [one for one in recipients(registry, registry.document(entry), DAY).rule if one.member == "XA"]
    pdf = NewFile(format="pdf", media_type="application/pdf", suffix=".pdf", data=b"%PDF-1.7 not a real one")
    registry.issue(entry, NewVersion(language="en", files=(pdf,), notices=tuple(notices)))
    work(registry, settings(mail.port))
    (attached,) = mail.taken[0][1].iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == "PA_12_1+HC_2024_1-en.pdf"
    assert attached.get_content() == pdf.data
    other = registry.register(letter(), original("b")).entry
    registry.issue(other, NewVersion(language="en", files=(pdf,), notices=tuple(notices)))
    linked = settings(mail.port)
    work(registry, msgspec.structs.replace(linked, mail=msgspec.structs.replace(linked.mail, pdf="linked")))
    assert list(mail.taken[1][1].iter_attachments()) == []


def test_a_webhook_gets_a_signed_call(registry: Registry) -> None:
    secret = new_secret()
    with hook_server() as hook:
        registry.post.add_address("XA", "webhook", hook.url, secret=secret)
        entry = issued(registry)
        assert work(registry, settings()).delivered == 1
    ((heads, body),) = hook.calls
    assert verify(secret, heads, body)
    assert not verify(secret, heads, body + b" ")
    assert not verify(new_secret(), heads, body)
    assert not verify(secret, {**heads, "webhook-timestamp": "1700000000"}, body)
    told = msgspec.json.decode(body)
    (report,) = by_way(registry, entry, "webhook")
    assert told["id"] == heads["webhook-id"] == report.key
    assert told["symbols"] == ["PA/12/1", "HC/2024/1"]
    assert [file["address"] for file in told["files"]] == [
        f"{SITE}/documents/PA/12/1/en?format={name}" for name in ("html", "text")
    ]


MANNERS = {
    "refuses twice": (lambda n: "503" if n < 3 else "200", "answered 503"),
    "500 then 200": (lambda n: "500" if n == 1 else "200", "answered 500"),
    "hangs once": (lambda n: "hang" if n == 1 else "200", "no answer within 1.5 s"),
    "drips once": (lambda n: "drip" if n == 1 else "200", "no answer within 1.5 s"),
    "closes early": (lambda n: "close" if n == 1 else "200", "the connection ended before the answer"),
    "takes it and closes": (
        lambda n: "late close" if n == 1 else "200",
        "the connection ended before the answer",
    ),
    "redirects once": (
        lambda n: "302" if n == 1 else "200",
        "answered 302, a redirect, which is not followed",
    ),
}


@pytest.mark.parametrize("name", MANNERS)
def test_a_bad_receiver_sees_each_notice_once_and_holds_up_nobody(registry: Registry, name: str) -> None:
    manner, said = MANNERS[name]
    with hook_server(manner) as bad, hook_server() as good:
        registry.post.add_address("XA", "webhook", bad.url)
        registry.post.add_address("XB", "webhook", good.url)
        entries = [issued(registry, content) for content in "ab"]
        deliver(registry)
        work(registry, settings())
        for sink in (bad, good):
            assert (
                len(sink.seen()) == 2
            )  # two documents, each seen once by whoever knows the identifier again
            assert {told["symbols"][0] for told in sink.seen().values()} == {"PA/12/1", "PA/12/2"}
    reports = [one for entry in entries for one in by_way(registry, entry, "webhook")]
    assert {one.state for one in reports} == {"delivered"}
    failures = [one.told for report in reports for one in report.attempts if one.outcome == "failed"]
    assert failures
    assert all(told.startswith(said) for told in failures)
    assert sum(len(report.attempts) for report in reports) == 4 + len(failures)
    assert {registry.entry(entry.symbols[0]).state for entry in entries} == {"circulated"}


def test_a_receiver_that_never_takes_it_is_given_up_and_can_be_taken_up(registry: Registry) -> None:
    with hook_server(lambda n: "500" if n <= 3 else "200") as hook:
        registry.post.add_address("XA", "webhook", hook.url)
        entry = issued(registry)
        deliver(registry)
        work(registry, settings(attempts=3))
        (report,) = by_way(registry, entry, "webhook")
        assert (report.state, len(report.attempts)) == ("undelivered", 3)
        kinds = [event.kind for event in registry.events(entry)]
        assert kinds[-2:] == ["undelivered", "circulated"]
        assert registry.events(entry)[-1].data == {"notices": 13, "undelivered": 1}
        assert registry.post.take_up(entry) == 1
        work(registry, settings(attempts=3))
    (report,) = by_way(registry, entry, "webhook")
    assert (report.state, len(report.attempts)) == ("delivered", 4)
    assert registry.events(entry)[-1].data == {"notices": 13}
    assert registry.verify() is None


def test_a_call_that_cannot_be_made_holds_up_no_other(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Composer.body

    def of_others(composer: Composer, notice: Notice) -> bytes:
        if notice.member == "XA":
            raise WriteError("a file is missing")
        return body(composer, notice)

    monkeypatch.setattr(Composer, "body", of_others)
    with hook_server() as hook:
        for member in ("XA", "XB"):
            registry.post.add_address(member, "webhook", f"{hook.url}/{member}")
        entry = issued(registry)
        work(registry, settings(attempts=2))
    states = {one.member: (one.state, len(one.attempts)) for one in by_way(registry, entry, "webhook")}
    assert states == {"XA": ("undelivered", 2), "XB": ("delivered", 1)}
    assert len(hook.calls) == 1


def test_a_receiver_that_is_gone_is_given_up_at_once(registry: Registry) -> None:
    with hook_server(lambda _: "410") as hook:
        registry.post.add_address("XA", "webhook", hook.url)
        entry = issued(registry)
        assert work(registry, settings()).refused == 1
    (report,) = by_way(registry, entry, "webhook")
    assert (report.state, report.proof) == ("undelivered", "answered 410")


@pytest.mark.parametrize(
    ("host", "allow"),
    [("127.0.0.1", ()), ("localhost", ("10.0.0.0/8",)), ("[::1]", ()), ("[::ffff:127.0.0.1]", ())],
)
def test_an_address_that_is_not_public_is_not_called(
    registry: Registry, host: str, allow: tuple[str, ...]
) -> None:
    with hook_server() as hook:
        port = hook.url.rpartition(":")[2]
        registry.post.add_address("XA", "webhook", f"http://{host}:{port}")
        entry = issued(registry)
        closed = settings()
        webhooks = msgspec.structs.replace(closed.webhooks, allow=allow, plain_http=True)
        work(registry, msgspec.structs.replace(closed, webhooks=webhooks))
        assert hook.calls == []
    (report,) = by_way(registry, entry, "webhook")
    assert (report.state, report.proof) == ("undelivered", "its name leads to an address that is not public")


@pytest.mark.parametrize(
    "address", ["fec0::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1"]
)
def test_no_spelling_of_an_inner_address_is_public(address: str) -> None:
    assert not may_be_called(ip_address(address))


def test_no_connection_serves_two_calls(registry: Registry) -> None:
    """Two names at one address may be two receivers: what is for one does not go to whom the other's connection reaches."""
    (notice, *_) = registry.notices(issued(registry))
    opened = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened
        opened += 1
        while await reader.readline():
            if await reader.readuntil(b"\r\n\r\n") and await reader.readexactly(2):
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async def two() -> list[str]:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        called = msgspec.structs.replace(notice, way="webhook", address=f"http://127.0.0.1:{port}/")
        how = settings().webhooks
        async with server, webhooks._client(how) as client:
            return [
                (await webhooks._call(client, webhooks.Call(called, b"{}", None), how)).result for _ in "ab"
            ]

    assert asyncio.run(two()) == ["delivered", "delivered"]
    assert opened == 2


def test_a_worker_that_goes_on_tells_of_versions_that_came_since(registry: Registry) -> None:
    composer = Composer(registry, settings())
    entry = issued(registry)
    first = registry.notices(entry)
    assert b'"files":[{' in composer.body(first[0])
    later = msgspec.structs.replace(version("une page", notices=NOTICES), language="fr")
    registry.issue(entry, later)
    held = {notice.key for notice in first}
    fresh = [notice for notice in registry.notices(entry) if notice.key not in held]
    assert fresh
    for notice in fresh:
        assert b'"files":[{' in composer.body(msgspec.structs.replace(notice, version="fr"))


def test_the_mail_server_refuses_hangs_up_and_goes_away(registry: Registry, mail: MailSink) -> None:
    for member, address in (
        ("XA", "nobody@a.example"),
        ("XB", "full@b.example"),
        ("XC", "one@c.example"),
        ("XD", "two@d.example"),
    ):
        registry.post.add_address(member, "e-mail", address)
    mail.manner = lambda number, receiver: "hang up" if number == 1 else "451 later" if number == 2 else None
    entry = issued(registry)
    deliver(registry)
    work(registry, settings(mail.port, attempts=4))
    reports = {str(one.address): one for one in by_way(registry, entry, "e-mail")}
    assert reports["nobody@a.example"].state == "undelivered"
    assert reports["nobody@a.example"].proof == "the address: 550 no such mailbox"
    assert len(reports["full@b.example"].attempts) == 4
    for address in ("one@c.example", "two@d.example"):
        assert reports[address].state == "delivered"
    assert any("ended" in one.told for one in reports["one@c.example"].attempts)
    assert any("451 later" in one.told for report in reports.values() for one in report.attempts)
    assert len(mail.identifiers()) == 2
    assert registry.entry("PA/12/1").state == "circulated"


def test_without_a_mail_server_it_waits(registry: Registry) -> None:
    registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
    issued(registry)
    work(registry, settings(free_port(), attempts=2))
    assert registry.post.waiting() == {}
    second = issued(registry, "b")
    none = msgspec.structs.replace(settings(), mail=Mail())
    work(registry, none, rounds=1)
    assert registry.post.waiting() == {"e-mail": 1}
    (report,) = by_way(registry, second, "e-mail")
    assert (report.state, report.attempts) == ("waiting", ())


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_secrets_stand_in_no_log_no_event_and_no_report(
    registry: Registry, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = new_secret()
    with mail_server(PASSWORD) as mail, hook_server(lambda n: "500" if n == 1 else "200") as hook:
        registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
        registry.post.add_address("XA", "webhook", hook.url, secret=secret)
        entry = issued(registry)
        for password in ("a wrong password", PASSWORD):
            how = settings(mail.port)
            signed_in = msgspec.structs.replace(how.mail, user="registry", password=password, seconds=10)
            work(registry, msgspec.structs.replace(how, mail=signed_in), rounds=3)
            assert password not in repr(signed_in)
    (report,) = by_way(registry, entry, "e-mail")
    assert report.state == "delivered"
    assert report.attempts[0].told.endswith("the sign-in was refused (535)")
    assert caplog.text
    shown = (
        caplog.text
        + repr(registry.events())
        + repr(registry.post.deliveries(entry))
        + repr(registry.post.addresses())
    )
    for hidden in (secret, secret.removeprefix("whsec_"), PASSWORD, "a wrong password"):
        assert hidden not in shown


def test_a_worker_that_was_killed_leaves_its_claims_to_the_next(registry: Registry, mail: MailSink) -> None:
    registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
    issued(registry)
    dead = PostWorker(registry, settings(mail.port))
    assert len(registry.post.claim(MAIL, worker=dead.name, seconds=600, limit=5)) == 1
    assert registry.post.claim(MAIL, worker="another", seconds=600, limit=5) == ()
    assert work(registry, settings(mail.port)).delivered == 1


def test_a_claim_ends_and_what_comes_too_late_changes_nothing_that_was_delivered(registry: Registry) -> None:
    from verbale.registry import log
    from verbale.registry.attempts import Outcome, Patience

    registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
    entry = issued(registry)
    (first,) = registry.post.claim(MAIL, worker="slow", seconds=-1, limit=5)
    (second,) = registry.post.claim(MAIL, worker="quick", seconds=60, limit=5)
    assert first.key == second.key

    def outcome(result: str, told: str) -> Outcome:
        return msgspec.convert(
            {"notice": second, "result": result, "told": told, "at": log.now(), "milliseconds": 1},
            Outcome,
            from_attributes=True,
        )

    registry.post.finish([outcome("failed", "late")], worker="slow", patience=Patience(attempts=1))
    assert by_way(registry, entry, "e-mail")[0].state == "waiting"
    registry.post.finish([outcome("delivered", "250 OK")], worker="quick", patience=Patience())
    registry.post.finish([outcome("failed", "later")], worker="slow", patience=Patience(attempts=1))
    (report,) = by_way(registry, entry, "e-mail")
    assert (report.state, len(report.attempts)) == ("delivered", 3)


def test_each_wait_is_longer_than_the_one_before_up_to_the_longest() -> None:
    from verbale.registry.attempts import Patience

    patience = Patience(first=60, most=3600)
    waits = [patience.wait(number, "8000") for number in range(1, 12)]
    assert waits == sorted(waits)
    assert 60 <= waits[0] <= 75
    assert 3600 <= waits[-1] <= 4500
    assert len({patience.wait(3, f"{number:04x}") for number in range(0, 65536, 4096)}) == 16


def test_running_it_sends_and_stops(registry: Registry, mail: MailSink) -> None:
    import threading

    registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
    done: list[Done] = []
    with PostWorker(registry, settings(mail.port)) as worker:
        thread = threading.Thread(target=worker.run, args=(done.append,))
        thread.start()
        entry = issued(registry)
        for _ in range(200):
            if registry.entry("PA/12/1").state == "circulated":
                break
            time.sleep(0.02)
        worker.stopping.set()
        thread.join(timeout=10)
        assert not thread.is_alive()
    assert registry.entry(entry.symbols[0]).state == "circulated"
    assert sum((one for one in done), Done()) == Done(files=12, delivered=1)
    assert list(registry.folder.staging.glob("*.worker")) == []


def test_the_digest_is_due_once_a_day_in_the_organizations_time() -> None:
    now = datetime(2024, 11, 5, 5, 30, tzinfo=UTC)
    assert last_digest_time("06:00", "UTC", now) == datetime(2024, 11, 4, 6, tzinfo=UTC)
    assert last_digest_time("06:00", "Europe/Paris", now) == datetime(2024, 11, 5, 5, tzinfo=UTC)


def test_many_workers_send_each_notice_once(registry: Registry, mail: MailSink) -> None:
    import threading

    for member in ("XA", "XB", "XC", "XD", "XE", "XF"):
        for number in range(4):
            registry.post.add_address(member, "e-mail", f"mission{number}@{member.lower()}.example")
    for content in "ab":
        issued(registry, content)
    done: list[Done] = []

    def one(number: int) -> None:
        with (
            Registry(registry.folder, who=f"worker {number}") as own,
            PostWorker(own, settings(mail.port)) as worker,
        ):
            done.append(worker.once())

    workers = [threading.Thread(target=one, args=(number,)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    work(registry, settings(mail.port))
    assert len(mail.taken) == len(mail.identifiers()) == 48
    assert registry.post.waiting() == {}
    assert {entry.state for entry in registry.entries()} == {"circulated"}


def test_of_a_document_that_was_withdrawn_nobody_is_told_any_more(registry: Registry, mail: MailSink) -> None:
    registry.post.add_address("XA", "e-mail", "mission@aurelmar.example")
    entry = issued(registry)
    registry.cases.withdraw(entry.case, "sent by mistake")
    registry.acting("the second person").confirmations.confirm_withdrawal(entry.case)
    work(registry, settings(mail.port), rounds=1)
    assert mail.taken == []
    (report,) = by_way(registry, entry, "e-mail")
    assert (report.state, report.proof) == ("undelivered", "withdrawn")
    assert registry.entry(entry.symbols[0]).state == "withdrawn"
