"""OAI-PMH 2.0: the catalogue as other libraries harvest it (openarchives.org, "Protocol for Metadata Harvesting").

A record is a language version of a document. Its datestamp is when the catalogue took it in; a list goes on from there,
so that what is added meanwhile is neither given twice nor left out. Nothing is kept between requests.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

import msgspec

from verbale.catalogue.entry import Entry
from verbale.catalogue.exports.marc import NAMESPACE, SCHEMA, marc_record
from verbale.catalogue.exports.work import House, Work
from verbale.catalogue.index import Catalogue, added_at

__all__ = ["Provider"]

_OAI = "http://www.openarchives.org/OAI/2.0/"
_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_FORMATS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", _DC),
    "marcxml": (SCHEMA, NAMESPACE),
}
_ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {  # required, allowed
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "Identify": (set(), set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set"}),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set"}),
    "ListSets": (set(), set()),
}
_LISTS = {"ListIdentifiers", "ListRecords", "ListSets"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = 1_000_000
_LATEST = 1 << 60
_MOST = 1_000_000  # records of one moment


class _Refused(Exception):
    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code
        self.why = why


class _Token(msgspec.Struct, frozen=True, array_like=True):
    first: int
    last: int
    prefix: str
    of: str | None
    given: int


@dataclass(frozen=True, slots=True)
class Provider:
    """Answers OAI-PMH requests from a catalogue.

    ``base`` is the address of the service, ``domain`` names the repository in identifiers, ``distributions`` are those that
    everybody may see.
    """

    catalogue: Catalogue
    house: House
    base: str
    domain: str
    email: str
    distributions: tuple[str, ...] = ("general",)
    page: int = 100

    def answer(self, arguments: Sequence[tuple[str, str]]) -> bytes:
        """The answer to a request, as XML; wrong requests are answered with the protocol's errors."""
        try:
            verb, given = self._checked(arguments)
            request = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in arguments)
            body = f"<{verb}>\n{self._body(verb, given)}\n</{verb}>"
        except _Refused as refused:
            bad = refused.code in ("badVerb", "badArgument")
            request = "" if bad else "".join(f" {n}={quoteattr(_clean(v))}" for n, v in arguments)
            body = f'<error code="{refused.code}">{_text(refused.why)}</error>'
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{_OAI}"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            f' xsi:schemaLocation="{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
            f"<responseDate>{datetime.now(UTC):{_STAMP}}</responseDate>\n"
            f"<request{request}>{_text(self.base)}</request>\n{body}\n</OAI-PMH>\n"
        ).encode()

    def _checked(self, arguments: Sequence[tuple[str, str]]) -> tuple[str, dict[str, str]]:
        verbs = [value for name, value in arguments if name == "verb"]
        if len(verbs) != 1 or verbs[0] not in _ARGUMENTS:
            raise _Refused("badVerb", "the verb is missing, repeated or unknown")
        given = {name: value for name, value in arguments if name != "verb"}
        if len(given) != len(arguments) - 1:
            raise _Refused("badArgument", "an argument is repeated")
        required, allowed = _ARGUMENTS[verbs[0]]
        if "resumptionToken" in given and verbs[0] in _LISTS:
            if len(given) > 1:
                raise _Refused("badArgument", "resumptionToken stands alone")
        elif not required <= set(given) <= required | allowed:
            raise _Refused("badArgument", "an argument is missing or not of this verb")
        if given.get("metadataPrefix", "oai_dc") not in _FORMATS:
            raise _Refused("cannotDisseminateFormat", "the formats are oai_dc and marcxml")
        return verbs[0], given

    def _body(self, verb: str, given: dict[str, str]) -> str:
        match verb:
            case "Identify":
                return self._identify()
            case "ListMetadataFormats":
                if "identifier" in given:
                    self._entry(given["identifier"])
                return "\n".join(
                    f"<metadataFormat><metadataPrefix>{name}</metadataPrefix><schema>{schema}</schema>"
                    f"<metadataNamespace>{space}</metadataNamespace></metadataFormat>"
                    for name, (schema, space) in _FORMATS.items()
                )
            case "ListSets":
                if "resumptionToken" in given:
                    raise _Refused("badResumptionToken", "the list of sets is given at once")
                return "\n".join(
                    f"<set><setSpec>{spec}</setSpec><setName>{_text(name)}</setName></set>"
                    for spec, name in self._sets()
                )
            case "GetRecord":
                return self._record(self._entry(given["identifier"]), given["metadataPrefix"])
            case _:
                return self._list(verb, given)

    def _identify(self) -> str:
        first, _ = self.catalogue.taken_in(0, _LATEST, limit=1, filters={"distribution": self.distributions})
        earliest = added_at(first[0]) if first else 0
        return (
            f"<repositoryName>{_text(self.house.name)}</repositoryName><baseURL>{_text(self.base)}</baseURL>"
            f"<protocolVersion>2.0</protocolVersion><adminEmail>{_text(self.email)}</adminEmail>"
            f"<earliestDatestamp>{_stamp(earliest)}</earliestDatestamp><deletedRecord>no</deletedRecord>"
            "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
        )

    def _sets(self) -> list[tuple[str, str]]:
        counts = self.catalogue.find("", limit=1, snippets=False, distributions=self.distributions).facets
        organs = [(f"organ:{_spec(organ)}", self.house.organ(organ)) for organ in counts["organ"]]
        kinds = [(f"kind:{kind}", kind.replace("-", " ").capitalize()) for kind in counts["kind"]]
        return [("organ", "By organ"), *sorted(organs), ("kind", "By kind"), *sorted(kinds)]

    def _list(self, verb: str, given: dict[str, str]) -> str:
        token = _decoded(given["resumptionToken"]) if "resumptionToken" in given else _started(given)
        filters: dict[str, tuple[str, ...]] = {"distribution": self.distributions}
        if token.of is not None and ":" in token.of:
            name, _, value = token.of.partition(":")
            if name not in ("organ", "kind"):
                raise _Refused("noRecordsMatch", "there is no such set")
            filters[name] = (value.replace("_", "/") if name == "organ" else value,)
        elif token.of is not None and token.of not in ("organ", "kind"):
            raise _Refused("noRecordsMatch", "there is no such set")
        found, total = self.catalogue.taken_in(token.first, token.last, limit=self.page + 1, filters=filters)
        if not found:
            raise _Refused("noRecordsMatch", "nothing was taken in then, or in that set")
        page = found[: self.page]
        more = len(found) > self.page
        if more and added_at(page[-1]) == added_at(
            found[self.page]
        ):  # a moment is given whole, so that the list can go on
            moment = added_at(page[-1])
            page = [entry for entry in page if added_at(entry) < moment]
            page += self.catalogue.taken_in(moment, moment, limit=_MOST, filters=filters)[0]
            more = total > len(page)
        write = self._record if verb == "ListRecords" else self._header
        lines = [write(entry, token.prefix) for entry in page]
        whole = token.given + total
        if more:
            rest = _Token(added_at(page[-1]) + 1, token.last, token.prefix, token.of, token.given + len(page))
            name = base64.urlsafe_b64encode(msgspec.json.encode(rest)).decode()
            lines.append(
                f'<resumptionToken completeListSize="{whole}" cursor="{token.given}">{name}</resumptionToken>'
            )
        elif token.given:
            lines.append(f'<resumptionToken completeListSize="{whole}" cursor="{token.given}"/>')
        return "\n".join(lines)

    def _identifier(self, entry: Entry) -> str:
        key = base64.urlsafe_b64encode(entry.key.encode()).decode().rstrip("=")
        return f"oai:{self.domain}:{key}"

    def _entry(self, identifier: str) -> Entry:
        start = f"oai:{self.domain}:"
        key = identifier.removeprefix(start)
        try:
            name = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)).decode()
        except ValueError:
            name = ""
        entry = self.catalogue.get(name) if name and identifier.startswith(start) else None
        if entry is None or (entry.distribution or "general") not in self.distributions:
            raise _Refused("idDoesNotExist", "there is no such record")
        return entry

    def _header(self, entry: Entry, _prefix: str = "") -> str:
        specs = [*(f"organ:{_spec(organ)}" for organ in entry.organs), f"kind:{entry.kind}"]
        sets = "".join(f"<setSpec>{spec}</setSpec>" for spec in specs)
        return (
            f"<header><identifier>{self._identifier(entry)}</identifier>"
            f"<datestamp>{_stamp(added_at(entry))}</datestamp>{sets}</header>"
        )

    def _record(self, entry: Entry, prefix: str) -> str:
        work = Work(entry, (entry,))
        data = marc_record(work, self.house) if prefix == "marcxml" else _dublin_core(work, self.house)
        return f"<record>{self._header(entry)}<metadata>\n{data}\n</metadata></record>"


def _started(given: dict[str, str]) -> _Token:
    since, until = given.get("from"), given.get("until")
    if since and until and len(since) != len(until):
        raise _Refused("badArgument", "from and until are of different granularity")
    first = _moment(since) if since else 0
    last = _LATEST if not until else _moment(until) + (_SECOND if "T" in until else 86_400 * _SECOND) - 1
    if first > last:
        raise _Refused("badArgument", "from is later than until")
    now = (datetime.now(UTC) - _EPOCH) // timedelta(microseconds=1)
    return _Token(first, min(last, now), given["metadataPrefix"], given.get("set"), 0)


def _moment(text: str) -> int:
    for form in ("%Y-%m-%d", _STAMP):
        try:
            return (datetime.strptime(text, form).replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
        except ValueError:
            continue
    raise _Refused("badArgument", "a date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")


def _decoded(text: str) -> _Token:
    try:
        token = msgspec.json.decode(base64.urlsafe_b64decode(text), type=_Token)
    except (ValueError, msgspec.MsgspecError):
        raise _Refused("badResumptionToken", "this token was not given here") from None
    if token.prefix not in _FORMATS or not (0 <= token.first <= _LATEST and 0 <= token.last <= _LATEST):
        raise _Refused("badResumptionToken", "this token was not given here")
    return token


def _stamp(moment: int) -> str:
    return (_EPOCH + timedelta(microseconds=moment)).strftime(_STAMP)


def _spec(organ: str) -> str:
    return organ.replace("/", "_")


def _dublin_core(work: Work, house: House) -> str:
    lead = work.lead
    told = [("title", work.title), *(("identifier", symbol) for symbol in lead.symbols)]
    told += [("identifier", address) for _, address in work.addresses(house)]
    told += [("creator", author) for author in work.authors(house)]
    told += [("subject", item.title) for item in lead.agenda if item.title]
    told += [("relation", citation.symbol) for citation in lead.citations]
    told += [("publisher", house.name), ("type", lead.kind), ("language", lead.language)]
    told += [("date", lead.date.isoformat())] if lead.date else []
    lines = [f"<dc:{name}>{_text(value)}</dc:{name}>" for name, value in told]
    spaces = f'xmlns:oai_dc="{_DC}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return "\n".join([f"<oai_dc:dc {spaces}>", *lines, "</oai_dc:dc>"])


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _text(text: str) -> str:
    return escape(_clean(text))
