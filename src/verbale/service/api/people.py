"""People, as the administrator manages them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, Router, get, patch, post
from litestar.params import HeaderParameter, JSONBody, PathParameter
from msgspec import UNSET, Meta, UnsetType

from verbale.document import Language
from verbale.registry.people.person import Person, Role
from verbale.service.desk import desk_of
from verbale.service.etags import must_match, tag
from verbale.service.paging import Limit, Page, PageToken, Paging
from verbale.service.responses import PROBLEMS
from verbale.service.who import require

__all__ = ["ROUTER", "NewPerson", "PersonChange"]

Email = Annotated[str, PathParameter(max_length=254, description="The person's e-mail address.")]


class NewPerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody to let in. Without a password they sign in by the provider alone."""

    email: Annotated[str, Meta(max_length=254)]
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    language: Language = "en"
    roles: tuple[Role, ...] = ()
    member: str | None = None
    password: str | None = None


class PersonChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be changed of a person; what is left out stays."""

    name: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    member: str | UnsetType | None = UNSET
    roles: tuple[Role, ...] | UnsetType = UNSET
    status: Literal["active", "disabled"] | UnsetType = UNSET
    password: str | UnsetType = UNSET


@get(
    "/people",
    sync_to_thread=True,
    operation_id="listPeople",
    opt={"action": "people-read"},
    responses=PROBLEMS(400, 401, 403, 429),
)
def list_people(request: Request[Any, Any, Any], limit: Limit = 50, token: PageToken = None) -> Page[Person]:
    """Everybody, in the order of their addresses."""
    require(request, "people-read")
    paging = Paging(token, "people")
    found = desk_of(request).registry.people.all(after=paging.text(), limit=limit + 1)
    return paging.page(found, limit, found[limit - 1].email if len(found) > limit else None)


@post(
    "/people",
    sync_to_thread=True,
    operation_id="addPerson",
    opt={"action": "people-manage"},
    responses=PROBLEMS(400, 401, 403, 409, 413, 422, 429),
)
def add_person(request: Request[Any, Any, Any], data: JSONBody[NewPerson]) -> Response[Person]:
    """Let somebody in."""
    asker = require(request, "people-manage")
    made = (
        desk_of(request)
        .registry_of(asker.name)
        .people.add(
            data.email,
            data.name,
            language=data.language,
            given=data.roles,
            member=data.member,
            password=data.password,
        )
    )
    return Response(made, headers={"location": f"/api/v1/people/{made.email}", "etag": _tag(made)})


@get(
    "/people/{email:str}",
    sync_to_thread=True,
    operation_id="getPerson",
    opt={"action": "people-read"},
    responses=PROBLEMS(400, 401, 403, 404, 422, 429),
)
def get_person(request: Request[Any, Any, Any], email: Email) -> Response[Person]:
    """One person."""
    require(request, "people-read")
    person = desk_of(request).registry.people.get(email)
    return Response(person, headers={"etag": _tag(person)})


@patch(
    "/people/{email:str}",
    sync_to_thread=True,
    operation_id="changePerson",
    opt={"action": "people-manage"},
    responses=PROBLEMS(400, 401, 403, 404, 409, 412, 413, 422, 428, 429),
)
def change_person(
    request: Request[Any, Any, Any],
    email: Email,
    data: JSONBody[PersonChange],
    if_match: Annotated[
        str | None, HeaderParameter(name="If-Match", description="The ETag of the person as you saw them.")
    ] = None,
) -> Response[Person]:
    """Change a person: name, member, roles, whether they are let in, password."""
    asker = require(request, "people-manage")
    people = desk_of(request).registry_of(asker.name).people
    person = people.get(email)
    must_match(request.headers, _tag(person))
    if (
        not isinstance(data.member, UnsetType)
        or not isinstance(data.name, UnsetType)
        or not isinstance(data.language, UnsetType)
    ):
        person = people.change(
            email,
            name=None if isinstance(data.name, UnsetType) else data.name,
            language=None if isinstance(data.language, UnsetType) else data.language,
            member=None if isinstance(data.member, UnsetType) else data.member or "",
        )
    if not isinstance(data.roles, UnsetType):
        for role in data.roles:
            person = people.give(email, role)
        for role in person.roles:
            if role not in data.roles:
                person = people.take(email, role)
    if not isinstance(data.status, UnsetType):
        person = people.disable(email) if data.status == "disabled" else people.enable(email)
    if not isinstance(data.password, UnsetType):
        people.set_password(email, data.password)
    return Response(person, headers={"etag": _tag(person)})


def _tag(person: Person) -> str:
    from hashlib import blake2b

    return tag(blake2b(msgspec.json.encode(person), digest_size=9).hexdigest())


ROUTER = Router("/", route_handlers=[list_people, add_person, get_person, change_person], tags=["people"])
