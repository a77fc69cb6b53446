"""What every page stands in: the language of its reader, the templates, the links of the house."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import quote

import jinja2
from babel import Locale, negotiate_locale
from litestar import Request, Response
from litestar.datastructures import Cookie
from markupsafe import Markup

from verbale.circulation.about import document_path
from verbale.document import Language
from verbale.languages import is_rtl
from verbale.languages.dates import format_date
from verbale.languages.labels import language_name
from verbale.pages.assets import asset
from verbale.pages.messages import Messages, interface_languages, messages
from verbale.pages.shelf import Shelf, first_language, shelf_of
from verbale.registry.people.permissions import reach

__all__ = ["Frame", "address_of"]

_COOKIE: Final = "verbale-language"
_YEAR = 365 * 24 * 3600


def address_of(symbol: str, language: str | None = None) -> str:
    """Where the reading room shows a document, or one language version of it."""
    return document_path(symbol, language)


class Frame:
    """A page to be made for one request."""

    def __init__(self, request: Request[Any, Any, Any]) -> None:
        self.request = request
        self.shelf: Shelf = shelf_of(request)
        self.language, self._chosen = _language_of(request, self.shelf)
        self.messages: Messages = messages(self.language)

    def say(self, key: str, /, **values: object) -> str:
        """A message in the reader's language."""
        return self.messages.say(key, **values)

    def date(self, day: datetime.date | str | None) -> str:
        """A date as the reader's language writes it."""
        if day is None:
            return ""
        return format_date(datetime.date.fromisoformat(day) if isinstance(day, str) else day, self.language)

    def organ(self, prefix: str) -> str:
        """The name of an organ; its prefix where no name is known."""
        return _named(self.shelf.profile.nomenclature.organ_name, prefix, self.language)

    def state(self, code: str) -> str:
        """The name of a member; its code where no name is known."""
        return _named(self.shelf.profile.nomenclature.state_name, code, self.language)

    def kind(self, kind: str) -> str:
        """The name of a kind of document."""
        return self.say(f"kind.{kind}")

    def language_name(self, code: str) -> str:
        """The name of a language, in the reader's."""
        return language_name(code, self.language)

    def own_name(self, code: str) -> str:
        """The name of a language, in itself."""
        own = Locale.parse(code).get_display_name(code) or code
        return own[:1].upper() + own[1:]

    def switch(self, language: str) -> str:
        """The address of this page in another language of the interface."""
        url = self.request.url.with_replacements(scheme="", netloc="", fragment="")
        kept = [(k, v) for k, v in self.request.query_params.multi_items() if k != "interface"]
        query = "&".join(f"{quote(k)}={quote(str(v))}" for k, v in [*kept, ("interface", language)])
        return f"{url.path}?{query}"

    def may(self, action: str) -> bool:
        """Whether an action is open to the reader at all."""
        return bool(reach(self.shelf.asker, action))

    def _account(self) -> list[tuple[str, str]]:
        """The ways in for who is signed in: name and address."""
        if self.shelf.asker.person is None:
            return [("sign-in", "/sign-in")]
        ways = [("send", "/send")] if self.may("case-submit") else []
        ways += [("desk", "/desk")] if self.may("case-read") else []
        ways += [("languages", "/languages")] if self.may("version-work") else []
        ways += [("subscriptions", "/subscriptions")]
        ways += [("settings", "/settings")] if self.may("series-read") or self.may("people-read") else []
        return ways

    def render(
        self, template: str, *, status: int = 200, values: Mapping[str, object] | None = None, **more: object
    ) -> Response[bytes]:
        """The page of a template."""
        page = _templates().get_template(template)
        text = page.render(
            frame=self,
            say=self.say,
            lang=self.language,
            dir="rtl" if is_rtl(self.language) else "ltr",
            languages=interface_languages(),
            organization=self.shelf.profile.name_of(self.language),
            path=self.request.url.path,
            address_of=address_of,
            asset=asset,
            account=self._account(),
            person=self.shelf.asker.person,
            **(values or {}),
            **more,
        )
        cookies = (
            [Cookie(key=_COOKIE, value=self.language, max_age=_YEAR, httponly=True, samesite="lax")]
            if self._chosen
            else []
        )
        return Response(
            text.encode(),
            status_code=status,
            media_type="text/html",
            headers={"cache-control": "private, no-cache", "vary": "accept, accept-language, cookie"},
            cookies=cookies,
        )


def _named(name: Any, code: str, language: str) -> str:
    try:
        return str(name(code, language))
    except KeyError:
        return code


def _language_of(request: Request[Any, Any, Any], shelf: Shelf) -> tuple[Language, bool]:
    """The language of the interface, and whether the reader chose it just now."""
    known = interface_languages()
    asked = request.query_params.get("interface")
    for language in known:
        if language == asked:
            return language, True
    kept = request.cookies.get(_COOKIE)
    for language in known:
        if language == kept:
            return language, False
    header = request.headers.get("accept-language", "")
    wished = [part.split(";")[0].strip()[:2].lower() for part in header[:400].split(",")]
    agreed = negotiate_locale([w for w in wished if w], list(known))
    for language in known:
        if language == agreed:
            return language, False
    first = first_language(shelf.profile)
    return (first if first in known else "en"), False


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("verbale.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["one_line"] = lambda text: " ".join(str(text).split())
    environment.globals["Markup"] = Markup
    return environment
