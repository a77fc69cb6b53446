"""A communication on its way, from door to issue, by those who may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.service.house import House
from verbale.registry import Original

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LETTER = (SAMPLES / "joint-letter.md").read_bytes()
OURS, OTHERS = "mission that sent it", "mission that does not"


def send(house: House, who: str, data: bytes = LETTER, name: str = "letter.md", **fields: str) -> Any:
    return house.client.post(
        "/api/v1/cases", headers=house.headers(who), files={"file": (name, data)}, data=fields
    )


def do(house: House, who: str, case: int, step: str, body: object = None, *, etag: str | None = None) -> Any:
    """A step of a case, decided on the state that it is in now, or on another."""
    state = etag or house.get("registrar", f"/api/v1/cases/{case}").headers["etag"]
    return house.client.post(
        f"/api/v1/cases/{case}/{step}", headers=house.headers(who) | {"if-match": state}, json=body
    )


def test_a_communication_goes_its_way(empty: House) -> None:
    came = send(empty, OURS)
    assert came.status_code == 201, came.text
    case = came.json()
    assert (case["state"], case["member"], case["door"]) == ("received", "XD", "api")
    assert came.headers["location"] == f"/api/v1/cases/{case['id']}"
    number = case["id"]
    assert do(empty, "registrar", number, "review").json()["state"] == "under-review"
    findings = empty.get(OURS, f"/api/v1/cases/{number}/findings").json()
    errors = [finding["code"] for finding in findings if finding["severity"] == "error"]
    accepted = do(empty, "registrar", number, "accept", {"anyway": errors})
    assert accepted.json()["state"] == "accepted", accepted.text
    registered = do(empty, "registrar", number, "register", {})
    assert registered.status_code == 200, registered.text
    symbol = registered.json()["symbol"]
    assert symbol.startswith("PA/")
    assert empty.get("anybody", f"/api/v1/documents/{symbol}").json()["type"] == "/problems/not-published"
    issued = do(empty, "registrar", number, "issue", {})
    assert issued.status_code == 200, issued.text
    assert len(issued.json()["versions"][0]["files"]) == 6
    assert empty.get("anybody", f"/api/v1/documents/{symbol}").status_code == 200
    half = symbol.partition("–")[0]
    kinds = [event["kind"] for event in empty.get(OURS, f"/api/v1/history/{half}").json()["items"]]
    assert kinds == ["received", "review-begun", "accepted", "registered", "issued"]
    assert empty.get("registrar", f"/api/v1/deliveries/{half}").json()["items"]
    assert empty.get("registrar", "/api/v1/log/head").json()["finding"] is None


def test_one_comes_back_and_is_sent_in_again(empty: House) -> None:
    number = send(empty, OURS).json()["id"]
    back = do(empty, "registrar", number, "return", {"reason": "Name the agenda item.", "findings": ["V401"]})
    assert (back.json()["state"], back.json()["reason"]) == ("returned", "Name the agenda item.")
    told = empty.get(OURS, f"/api/v1/cases/{number}/events").json()["items"]
    assert [(e["kind"], e["who"], e["reason"]) for e in told] == [
        ("received", "mission.that.sent.it@example.org", None),
        ("returned", None, "Name the agenda item."),
    ]
    etag = empty.get(OURS, f"/api/v1/cases/{number}").headers["etag"]
    again = empty.client.post(
        f"/api/v1/cases/{number}/resubmit",
        headers=empty.headers(OURS) | {"if-match": etag},
        files={"file": ("letter.md", LETTER + b"\nCorrected.\n")},
    )
    assert again.status_code == 200, again.text
    assert (again.json()["state"], again.json()["id"]) == ("received", number)
    assert again.json()["member"] == "XD", "who sent it in stays, whoever the letter says that it is from"
    assert empty.get(OURS, f"/api/v1/cases/{number}/file").content == LETTER + b"\nCorrected.\n"


def test_what_nobody_could_read_is_not_accepted(empty: House) -> None:
    registry = empty.app.state.desk.registry
    scan = Original(name="scan.pdf", media_type="application/pdf", data=b"a scan that nobody can read")
    number = registry.cases.take_in(scan, None, door="mailbox").case.id
    for step in ("accept", "register"):
        refused = do(empty, "registrar", number, step, {})
        assert refused.status_code == 409, refused.text
        assert "not read" in refused.json()["detail"]
    assert registry.cases.get(number).state == "received"


def test_errors_that_nobody_passed_over_stop_it(empty: House) -> None:
    number = send(empty, OURS, (SAMPLES / "eight-mistakes.txt").read_bytes(), "m.txt").json()["id"]
    stopped = do(empty, "registrar", number, "accept", {})
    assert (stopped.status_code, stopped.json()["type"]) == (422, "/problems/rules")
    assert any(finding["severity"] == "error" for finding in stopped.json()["findings"])
    assert empty.get("registrar", f"/api/v1/cases/{number}").json()["state"] == "received"


def test_a_second_person_confirms_a_withdrawal(empty: House) -> None:
    number = send(empty, OURS).json()["id"]
    findings = empty.get("registrar", f"/api/v1/cases/{number}/findings").json()
    errors = [f["code"] for f in findings if f["severity"] == "error"]
    symbol = do(empty, "registrar", number, "register", {"anyway": errors}).json()["symbol"]
    asked = do(empty, "everything", number, "withdraw", {"reason": "Sent by mistake."})
    assert asked.json()["waiting"]["what"] == "withdrawal"
    assert "waiting" not in {k for k, v in empty.get(OURS, f"/api/v1/cases/{number}").json().items() if v}
    itself = do(empty, "everything", number, "confirm")
    assert (itself.status_code, itself.json()["type"]) == (403, "/problems/same-person")
    assert do(empty, "registrar", number, "confirm").status_code == 403
    assert do(empty, "approver", number, "confirm").json()["state"] == "withdrawn"
    assert empty.get("anybody", f"/api/v1/documents/{symbol}").status_code == 410


def test_a_version_is_issued_again_when_a_second_person_confirms(empty: House) -> None:
    number = send(empty, OURS).json()["id"]
    findings = empty.get("registrar", f"/api/v1/cases/{number}/findings").json()
    errors = [f["code"] for f in findings if f["severity"] == "error"]
    symbol = do(empty, "registrar", number, "register", {"anyway": errors}).json()["symbol"]
    do(empty, "registrar", number, "issue", {})
    before = empty.get("anybody", f"/api/v1/documents/{symbol}/en?format=pdf").content
    asked = do(empty, "registrar", number, "reissue", {"reason": "For technical reasons.", "language": "en"})
    assert asked.json()["waiting"]["what"] == "reissue", asked.text
    assert empty.get("anybody", f"/api/v1/documents/{symbol}").json()["versions"][0]["reissue"] == 0
    assert do(empty, "approver", number, "confirm").status_code == 200
    view = empty.get("anybody", f"/api/v1/documents/{symbol}").json()
    assert view["versions"][0]["reissue"] == 1
    assert empty.get("anybody", f"/api/v1/documents/{symbol}/en?format=pdf").content != before


def test_a_change_is_decided_on_what_was_seen(empty: House) -> None:
    number = send(empty, OURS).json()["id"]
    headers = empty.headers("registrar")
    blind = empty.client.post(f"/api/v1/cases/{number}/review", headers=headers)
    assert (blind.status_code, blind.json()["type"]) == (428, "/problems/condition")
    seen = empty.get("registrar", f"/api/v1/cases/{number}").headers["etag"]
    assert do(empty, "registrar", number, "review", etag=seen).status_code == 200
    late = do(empty, "registrar", number, "return", {"reason": "No."}, etag=seen)
    assert (late.status_code, late.json()["type"]) == (412, "/problems/changed")
    wrong = do(empty, "registrar", number, "review")
    assert (wrong.status_code, wrong.json()["type"]) == (409, "/problems/conflict")


def test_the_same_file_is_one_case(empty: House) -> None:
    first, second = send(empty, OURS), send(empty, OURS, name="other-name.md")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    strange = send(empty, OTHERS)
    assert (strange.status_code, strange.json()["type"]) == (409, "/problems/already-registered")
    assert "XD" not in strange.text
    assert "letter.md" not in strange.text


def test_a_sender_has_keys_of_its_own(empty: House) -> None:
    first = send(empty, OURS, source="note 17")
    again = send(empty, OURS, source="note 17")
    assert first.json()["id"] == again.json()["id"]
    other = send(empty, OTHERS, LETTER + b"\nOther.\n", source="note 17")
    assert other.status_code == 201
    used = send(empty, OURS, LETTER + b"\nThird.\n", source="note 17")
    assert used.status_code == 409


def test_a_mission_sends_in_for_its_member_alone(empty: House) -> None:
    assert send(empty, OURS, member="XB").status_code == 403
    assert send(empty, OURS, member="XD").json()["member"] == "XD"
    assert send(empty, "registrar", LETTER + b"\n2\n", member="XB").json()["member"] == "XB"
    assert send(empty, "registrar", LETTER + b"\n3\n", member="QQ").status_code == 422
    for who in ("reader", "administrator", "language editor", "approver", "nobody in particular"):
        assert send(empty, who).status_code == 403
    assert send(empty, "anybody").status_code == 401


@pytest.mark.parametrize(
    ("data", "name", "status", "kind"),
    [
        (b"", "letter.txt", 422, "file"),
        (b"\x00\x01\x02\x03" * 100, "letter.bin", 415, "format"),
        (b"%PDF-1.7\nnot a pdf at all", "letter.pdf", 422, "file"),
        (b"PK\x03\x04 broken", "letter.docx", 422, "file"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_so(
    empty: House, data: bytes, name: str, status: int, kind: str
) -> None:
    got = send(empty, OURS, data, name)
    assert (got.status_code, got.json()["type"]) == (status, f"/problems/{kind}"), got.text
    assert empty.get(OURS, "/api/v1/cases").json()["items"] == []


def test_a_name_with_a_path_is_a_name(empty: House) -> None:
    case = send(empty, OURS, name="../../etc/pass\u202ewd.md").json()
    assert "/" not in case["file"]
    assert "\u202e" not in case["file"]


def test_a_file_is_given_to_be_saved(empty: House) -> None:
    number = send(empty, OURS, b"<html><script>alert(1)</script><p>Hello</p></html>", "x.html").json()["id"]
    got = empty.get("registrar", f"/api/v1/cases/{number}/file")
    assert got.headers["content-disposition"] == "attachment"
    assert got.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in got.headers["content-security-policy"]


def test_a_record_can_be_corrected(empty: House) -> None:
    number = send(empty, OURS).json()["id"]
    got = empty.get("registrar", f"/api/v1/cases/{number}/document")
    document = got.json()
    document["masthead"]["title"] = "Letter on lights"
    etag = empty.get("registrar", f"/api/v1/cases/{number}").headers["etag"]
    made = empty.client.put(
        f"/api/v1/cases/{number}/document",
        headers=empty.headers("registrar") | {"if-match": etag},
        json=document,
    )
    assert made.json()["title"] == "Letter on lights", made.text
    assert made.headers["etag"] != etag


def test_a_request_with_a_key_is_done_once(empty: House) -> None:
    headers = empty.headers(OURS) | {"idempotency-key": "abc-1"}

    def sent(data: bytes, **more: str) -> Any:
        return empty.client.post("/api/v1/cases", headers=headers | more, files={"file": ("a.md", data)})

    first, again = sent(LETTER), sent(LETTER)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotent-replayed"] == "true"
    other = sent(LETTER + b"\n2\n")
    assert (other.status_code, other.json()["type"]) == (422, "/problems/same-key")
    assert sent(LETTER, **{"idempotency-key": "a b"}).status_code == 400
    theirs = empty.client.post(
        "/api/v1/cases",
        headers=empty.headers(OTHERS) | {"idempotency-key": "abc-1"},
        files={"file": ("a.md", LETTER + b"\n3\n")},
    )
    assert theirs.status_code == 201


def test_an_answer_that_did_nothing_is_not_kept(empty: House) -> None:
    headers = empty.headers(OURS) | {"idempotency-key": "abc-2"}
    bad = empty.client.post("/api/v1/cases", headers=headers, files={"file": ("a.pdf", b"%PDF-1.7 broken")})
    assert bad.status_code == 422
    good = empty.client.post("/api/v1/cases", headers=headers, files={"file": ("a.md", LETTER)})
    assert good.status_code == 201
