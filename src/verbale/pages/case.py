"""One case on one screen: what came in, how it was read, what the rules find, the numbers it would take, and what to do."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response, get, post
from litestar.response import Redirect

from verbale.circulation import way
from verbale.circulation.recipients import Recipients, recipients
from verbale.document import Document
from verbale.errors import Place
from verbale.languages import is_rtl
from verbale.pages.article import article_of
from verbale.pages.correcting import corrected, fields_of
from verbale.pages.frame import Frame
from verbale.pages.signing import Form
from verbale.pages.work import Numbered, numbers_for, seen_case, state_of, stepping
from verbale.registry import Registry, numbering
from verbale.registry.case_rows import Case
from verbale.registry.entries import by_case
from verbale.registry.people.permissions import judge
from verbale.rules import Finding
from verbale.service.checks import findings
from verbale.service.desk import desk_of
from verbale.service.problems import ProblemError, RulesError
from verbale.service.who import asker_of

__all__ = ["ROUTES"]

_ACTIONS: Final = {
    "review": "case-review",
    "correct": "case-review",
    "accept": "case-review",
    "return": "case-review",
    "register": "case-register",
    "issue": "document-issue",
    "withdraw": "document-withdraw",
    "confirm": "document-confirm",
    "refuse": "document-confirm",
}
_OF_A_TEXT: Final = ("correct", "accept", "register")
"""Steps that a case whose file was not read cannot take."""

_OPEN: Final = {
    "received": ("review", "correct", "accept", "return", "withdraw"),
    "under-review": ("correct", "accept", "return", "withdraw"),
    "returned": ("withdraw",),
    "accepted": ("register", "correct", "withdraw"),
    "registered": ("issue", "withdraw"),
    "issued": ("withdraw",),
    "circulated": ("withdraw",),
}
"""What can be done from each state."""


@get("/desk/{number:int}", sync_to_thread=True)
def show(request: Request[Any, Any, Any], number: int) -> Response[bytes]:
    """The case."""
    return _page(request, seen_case(request, number))


@post("/desk/{number:int}/{action:str}", sync_to_thread=True, status_code=303)
def act(request: Request[Any, Any, Any], number: int, action: str, data: Form) -> Response[Any]:
    """Take a step with the case, and show it again."""
    if action not in _ACTIONS:
        raise ProblemError("not-found", "there is no such step")
    case = seen_case(request, number, _ACTIONS[action])
    try:
        with stepping(request, case.id, data.get("state", "")) as registry:
            _step(request, registry, case, action, data)
    except RulesError as error:
        return _page(request, case, refused=error.findings)
    return Redirect(f"/desk/{number}", status_code=303)


def _step(request: Request[Any, Any, Any], registry: Registry, case: Case, action: str, data: Form) -> None:
    reason = " ".join(data.get("reason", "").split())[:4000]
    match action:
        case "review":
            registry.cases.review(case.id)
        case "correct":
            document = _document(registry, case)
            registry.cases.correct(case.id, corrected(document, data, registry.profile))
        case "accept":
            registry.cases.accept(case.id, _passed_over(request, registry, case, data))
        case "return":
            found = _found(request, case, _document_or_none(registry, case))
            registry.cases.return_(case.id, _given(reason), [f.code for f in found if f.severity == "error"])
        case "register":
            registry.cases.register(case.id)
        case "issue":
            with registry.books.read() as connection:
                entry = by_case(connection, case.id)
            with desk_of(request).writing:
                way.issue(registry, entry)
        case "withdraw":
            registry.cases.withdraw(case.id, _given(reason))
        case "confirm":
            from verbale.circulation.casework import confirm

            with registry.books.read() as connection:
                entry = by_case(connection, case.id)
            with desk_of(request).writing:
                confirm(registry, entry)
        case "refuse":
            registry.confirmations.refuse(case.id, _given(reason))


def _page(
    request: Request[Any, Any, Any], case: Case, *, refused: tuple[Finding, ...] = ()
) -> Response[bytes]:
    frame = Frame(request)
    desk, asker = frame.shelf.desk, frame.shelf.asker
    document = desk.registry.cases.document(case.id)
    found = _found(request, case, document)
    told: Recipients | None = None
    numbers = Numbered()
    duplicate = None
    if document is not None:
        if case.symbol is None:
            numbers = numbers_for(frame, document)
            duplicate = desk.registry.registered_as(document) if frame.may("case-review") else None
        if document.masthead.distribution:
            told = recipients(desk.registry, document, numbering.dated(document))
    steps = [
        step
        for step in _OPEN.get(case.state, ())
        if frame.may(_ACTIONS[step]) and (step not in _OF_A_TEXT or document is not None)
    ]
    if case.waiting is not None and frame.may("document-confirm"):
        steps = ["confirm", "refuse", *(step for step in steps if step != "withdraw")]
    return frame.render(
        "case.html",
        status=422 if refused else 200,
        case=case,
        state=state_of(request, case.id),
        document=document,
        fields=fields_of(document) if document else [],
        article=article_of(document, desk.profile, frame.shelf.holds) if document else None,
        findings=found,
        refused={finding.code for finding in refused},
        errors=[finding.code for finding in found if finding.severity == "error"],
        numbers=numbers,
        duplicate=duplicate,
        told=told,
        steps=steps,
        waiting=case.waiting if judge(asker, "log-read") else None,
        events=desk.registry.cases.events(case.id),
        names=bool(judge(asker, "log-read")),
        rtl=is_rtl,
        query="",
        here="desk",
    )


def _found(request: Request[Any, Any, Any], case: Case, document: Document | None) -> tuple[Finding, ...]:
    if document is None:
        return ()
    return findings(desk_of(request), asker_of(request), document, registered=case.symbol is not None)


def _passed_over(
    request: Request[Any, Any, Any], registry: Registry, case: Case, data: Form
) -> tuple[str, ...]:
    """The errors that are passed over: all that stand, where the form says so. Raises RulesError where it does not."""
    found = _found(request, case, _document(registry, case))
    errors = tuple(finding for finding in found if finding.severity == "error")
    if errors and data.get("anyway") != "yes":
        raise RulesError(errors)
    return tuple(dict.fromkeys(finding.code for finding in errors))


def _document(registry: Registry, case: Case) -> Document:
    document = _document_or_none(registry, case)
    if document is None:
        raise ProblemError("conflict", "the file of this case was not read", fix="Return it with the reason")
    return document


def _document_or_none(registry: Registry, case: Case) -> Document | None:
    return registry.cases.document(case.id)


def _given(reason: str) -> str:
    if not reason:
        raise ProblemError("invalid", "a reason is missing", where=Place(field="reason"))
    return reason


ROUTES = [show, act]
