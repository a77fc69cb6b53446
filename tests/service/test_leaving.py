"""Links in notices end a subscription without sign-in, by the button or by a mail program's one call, and by nothing else."""

from __future__ import annotations

from lxml import html

from tests.service.house import House
from verbale.circulation.subscribing import subscribe
from verbale.registry import Folder, Registry
from verbale.registry.subscriptions import Often, Subscription

ANNA = "anna@reader.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def made(house: House, query: str, often: Often = "at-once") -> Subscription:
    with Registry(Folder(house.root), who="me") as registry:
        return subscribe(registry, ANNA, query, often=often, language="ar")[0]


def left(house: House) -> list[str]:
    with Registry(Folder(house.root), who="me", write=False) as registry:
        return [one.query for one in registry.post.subscriptions()]


def test_looking_changes_nothing_and_the_button_ends_it(empty: House) -> None:
    one = made(empty, 'title:"<b>water</b>"')
    place = f"/unsubscribe/{one.token}"
    page = empty.client.get(place)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    shown = html.fromstring(page.text)
    assert (shown.get("lang"), shown.get("dir")) == ("ar", "rtl")
    assert shown.findtext(".//bdi") == 'title:"<b>water</b>"'
    (form,) = shown.findall(".//form")
    assert (form.get("method"), form.get("action")) == ("post", place)
    assert left(empty) == ['title:"<b>water</b>"']
    ended = empty.client.post(place)
    assert ended.status_code == 200
    assert html.fromstring(ended.text).findall(".//form") == []
    assert left(empty) == []
    assert empty.client.post(place, data=ONE_CLICK).status_code == 200


def test_the_one_call_of_a_mail_program_ends_a_digest(empty: House) -> None:
    first, _, _ = made(empty, "a", "daily"), made(empty, "b", "daily"), made(empty, "c")
    answer = empty.client.post(f"/unsubscribe/{first.token}?digest=1", data=ONE_CLICK)
    assert answer.status_code == 200
    assert left(empty) == ["c"]


def test_a_link_that_leads_to_nothing_says_so(empty: House) -> None:
    for token in ("0" * 40, "x", "%00"):
        assert empty.client.get(f"/unsubscribe/{token}").status_code == 404
        assert empty.client.post(f"/unsubscribe/{token}").status_code == 404
