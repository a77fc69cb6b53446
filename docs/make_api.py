"""Makes docs/reference/api.md from the API's own description, its kinds of problems, and the permission table.

.venv/bin/python docs/make_api.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from litestar.routes import HTTPRoute
from litestar.serialization import encode_json

from verbale.registry.folder import Folder
from verbale.registry.people.permissions import permissions
from verbale.service import load_settings, make_app
from verbale.service.problems import KINDS

PAGE = Path(__file__).parent / "reference" / "api.md"
HEAD = """# The API

What programs may ask of `verbale serve`. Made from the code by `docs/make_api.py`; the running service tells the same as
OpenAPI 3.1 at `/api/v1/openapi.json`. What stands here for `/api/v1` stays; what is added to it does not disturb what is
there.

- **Who asks.** A program sends a token: `Authorization: Bearer verbale_…` (see [`verbale token`](commands.md#verbale-token)).
  A token works as its person, for the scopes that it was made for. A page has a session, in a cookie. What is for
  everybody needs neither.
- **Errors** are `application/problem+json` (RFC 9457): `type` names the kind and does not change, `detail` is for people,
  `where` is the place, `fix` says what to do, `request` is the number under which the log has it. The kinds stand below.
- **Lists** come a page at a time: `limit` says how many, `next` of the answer is the `page` of the next request, null at the
  end. It is good for the same question alone.
- **States.** An answer has an `ETag`. `If-None-Match` spares an answer that you have (304). A change of a case, a person or
  a series names the state that it was decided on in `If-Match`: without it 428, and 412 where somebody changed it meanwhile.
- **Once.** A POST with an `Idempotency-Key` is done once, however often it is sent in a day: the first answer is told again,
  with `Idempotent-Replayed: true`.
- **How much.** `RateLimit-Limit` and `RateLimit-Remaining` tell; beyond it 429 with `Retry-After`.

## Documents by symbol and language

`/api/v1/documents/A/74/783` is what the books say of a document; `/api/v1/documents/A/74/783/fr` its French version.
Either half of a joint document leads to the one document, and so do both with `+` between. `Accept` chooses the format, or
`?format=`: html, pdf, docx, akn, text, json. Without a language in the address, a format is given in the language of
`Accept-Language`. `/documents/…` without `/api/v1` is the same address for readers.

Where there is nothing to give, the answer says why: `no-such-symbol`, `not-published`, `restricted`,
`language-not-issued`, `withdrawn`. Where the organization keeps secret that there is such a document, whoever is not
entitled to it is told `no-such-symbol`, in the same words and after the same time.
"""


def described() -> tuple[dict[str, Any], dict[str, str]]:
    """The description, and for each operation the action of the permission table that it asks for."""
    settings = load_settings(Folder(Path("nowhere")), {"VERBALE_SERVICE_PAGES": "false"})
    app = make_app(settings)
    told: dict[str, Any] = msgspec.json.decode(encode_json(app.openapi_schema.to_schema()))
    asked = {
        str(handler.operation_id): str(handler.opt["action"])
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.opt.get("action")
    }
    return told, asked


def page() -> str:
    """The page as the API is now."""
    told, asked = described()
    parts = [HEAD, "## Operations"]
    for tag in told["tags"]:
        operations = list(_of_tag(told, tag["name"]))
        if operations:
            parts.append(f"### {tag['name']}\n\n{tag['description']}")
        for method, path, operation in operations:
            parts += _operation(method, path, operation, asked.get(operation["operationId"]))
    parts.append(
        "## Who may do what\n\nThe permission table, which is asked in one place. Issuing, withdrawing and what else "
        "is marked asks a session for a fresh sign-in; a token must have been made for it."
    )
    parts.append("\n".join(_table()))
    parts.append("## Kinds of problems\n\nThe `type` of a problem is `/problems/` and the kind.")
    rows = [f"| `{name}` | {kind.status} | {kind.title} |" for name, kind in KINDS.items()]
    parts.append("\n".join(["| kind | status | title |", "|---|---|---|", *rows]))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _of_tag(told: dict[str, Any], tag: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in told["paths"].items():
        for method, operation in item.items():
            if tag in operation.get("tags", ()):
                yield method.upper(), path, operation


def _operation(method: str, path: str, operation: dict[str, Any], action: str | None) -> Iterator[str]:
    yield f"#### {method} {path}"
    right = f" For: {_who(action)} (scope `{permissions()[action].scope}`)." if action else ""
    yield " ".join(operation["description"].split()) + right
    rows = [
        f"| `{parameter['name']}` | {parameter['in']} | {' '.join(parameter['description'].split())} |"
        for parameter in operation.get("parameters", ())
    ]
    if rows:
        yield "\n".join(["| parameter | in | what it is |", "|---|---|---|", *rows])
    body = operation.get("requestBody")
    if body:
        shown = "; ".join(f"{media_type} `{_name(value)}`" for media_type, value in body["content"].items())
        yield f"Body: {shown}."
    answers = []
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            kinds = dict.fromkeys(
                f"{media} `{_name(value)}`" for media, value in answer.get("content", {}).items()
            )
            answers.append(f"{status} {', '.join(kinds) or 'nothing'}")
        elif status != "500":
            answers.append(status)
    yield f"Answers: {'; '.join(answers)}."


def _name(content: dict[str, Any]) -> str:
    schema = content.get("schema", {})
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f"Page of {name.rstrip('_').rpartition('.')[2]}" if name.startswith("Page_") else name
    if "oneOf" in schema:
        return " or ".join(_name({"schema": one}) for one in schema["oneOf"])
    if schema.get("type") == "array":
        return f"list of {_name({'schema': schema.get('items', {})})}"
    return "file" if schema.get("format") == "binary" else str(schema.get("type", "object"))


def _who(action: str) -> str:
    names = {"anybody": "everybody", "person": "everybody who is signed in"}
    return ", ".join(names.get(name, name) for name in permissions()[action].to)


def _table() -> Iterator[str]:
    yield "| action | what it is | who, and how far | scope |"
    yield "|---|---|---|---|"
    for action, permission in permissions().items():
        reaches = []
        for name, reach in permission.to.items():
            far = reach if isinstance(reach, str) else " and ".join(reach)
            reaches.append(f"{name}: {far}")
        fresh = " Asks for a fresh sign-in." if permission.confirm else ""
        yield f"| `{action}` | {permission.says}.{fresh} | {'; '.join(reaches)} | `{permission.scope}` |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
