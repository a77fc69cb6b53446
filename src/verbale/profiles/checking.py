"""What must hold within a profile, beyond the shape of its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from verbale.languages import LANGUAGES
from verbale.profiles.building import Report
from verbale.profiles.organization import Organ
from verbale.profiles.profile import Profile

__all__ = ["check_profile"]

_PREFIX = re.compile(r"[A-Z]+(?:/[A-Z][A-Za-z.0-9]*)*")
_CODE = re.compile(r"[A-Z]{2}")
_SLOT = re.compile(r"\{([^}]*)\}")
_ITEM = re.compile(r"[1-9][0-9]{0,2}(?: \([a-z]{1,2}\))?")
_SESSION = re.compile(r"(?:ES-|S-)?[1-9][0-9]{0,3}")
_UNSAFE_SVG = re.compile(
    r"<\s*(?:script|foreignObject|image|use|style|iframe)|\son\w+\s*=|(?:href|url)\b|<!(?!--)", re.I
)


def check_profile(profile: Profile, report: Report) -> None:
    """Reports every mistake: names twice, codes that name nothing, dates in the wrong order, names left out."""
    _languages(profile, report)
    _organs(profile, report)
    _sessions(profile, report)
    _agendas(profile, report)
    _members(profile, report)
    _offices(profile, report)
    _papers(profile, report)


def _twice(values: Iterable[str], key: str, report: Report) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            report(key, f"has {value} {count} times", "Leave one of them.")


def _languages(profile: Profile, report: Report) -> None:
    if not profile.languages.official:
        report("languages.official", "is empty", f"Name at least one of {' '.join(LANGUAGES)}.")
    for language in profile.languages.official:
        if language not in profile.names:
            report(
                f"names.{language}", "is missing", "Give the organization's name in each official language."
            )
    if "en" not in profile.names:
        report(
            "names.en", "is missing", "Give the organization's name in English too: it stands in for others."
        )
    for language in profile.languages.working:
        if language not in profile.languages.official:
            report(
                "languages.working", f"has {language}, which is not official", "Add it to languages.official."
            )


def _organs(profile: Profile, report: Report) -> None:
    from verbale.languages.organs import organ_name

    if not profile.organs:
        report("organs", "is empty", "Add at least one [[organs]].")
    _twice((organ.prefix for organ in profile.organs), "organs", report)
    codes = {member.code for member in profile.members}
    for place, organ in enumerate(profile.organs, 1):
        key = f"organs[{place}]"
        if not _PREFIX.fullmatch(organ.prefix):
            report(f"{key}.prefix", f"is {organ.prefix!r}", "Write capital letters, as in A or A/HRC.")
        if organ.parent is not None and profile.organ(organ.parent) is None:
            report(
                f"{key}.parent",
                f"names {organ.parent}, which is no organ here",
                "Name another organ's prefix.",
            )
        if organ.counts == "years" and organ.first_year is None:
            report(f"{key}.first_year", "is missing", "An organ that counts years needs its first year.")
        for language in profile.languages.official:
            if language not in organ.names and not _known(organ_name, organ.prefix, language):
                report(
                    f"{key}.names.{language}",
                    "is missing",
                    f"Give {organ.prefix} a name in each official language.",
                )
        for code in organ.members:
            if code not in codes:
                report(
                    f"{key}.members",
                    f"names {code}, who is no member here",
                    "Add the member, or take the code out.",
                )
        _series(organ, key, report)


def _known(look_up: object, name: str, language: str) -> bool:
    try:
        return callable(look_up) and bool(look_up(name, language))
    except (KeyError, ValueError):
        return False


def _series(organ: Organ, key: str, report: Report) -> None:
    _twice((rule.pattern for rule in organ.series), f"{key}.series", report)
    for place, rule in enumerate(organ.series, 1):
        here = f"{key}.series[{place}]"
        slots = _SLOT.findall(rule.pattern)
        if slots.count("n") != 1 or not set(slots) <= {"n", "session", "year"}:
            report(
                f"{here}.pattern",
                f"is {rule.pattern!r}",
                "Use {n} once, and {session} or {year} where it counts.",
            )
        if rule.counts == "session" and "session" not in slots:
            report(
                f"{here}.pattern", "counts by session and does not show it", "Put {session} into the pattern."
            )
        if rule.counts == "year" and "year" not in slots:
            report(f"{here}.pattern", "counts by year and does not show it", "Put {year} into the pattern.")
        if rule.counts == "session" and organ.counts == "years":
            report(
                f"{here}.counts", f"is session, but {organ.prefix} counts years", "Count this series by year."
            )
        if not rule.pattern.startswith(organ.prefix.split("/")[0] + "/"):
            report(
                f"{here}.pattern", f"does not start with {organ.prefix}/", f"Start it with {organ.prefix}/."
            )
        if rule.since and rule.until and rule.until < rule.since:
            report(f"{here}.until", "is before since", "Turn the two dates round.")
    if not any(not rule.kinds for rule in organ.series):
        report(f"{key}.series", "has none for all kinds", "Leave kinds out of one of them.")


def _sessions(profile: Profile, report: Report) -> None:
    _twice((f"{listed.organ} session {listed.session}" for listed in profile.sessions), "sessions", report)
    for place, listed in enumerate(profile.sessions, 1):
        key = f"sessions[{place}]"
        organ = profile.organ(listed.organ)
        if organ is None:
            report(f"{key}.organ", f"names {listed.organ}, which is no organ here", "Name an organ's prefix.")
        elif organ.counts == "years":
            report(f"{key}.organ", f"is {listed.organ}, which counts years", "Take the session out.")
        if not _SESSION.fullmatch(listed.session):
            report(f"{key}.session", f"is {listed.session!r}", "Write 74, ES-10, S-32 or 2023.")
        if listed.closed is not None and listed.closed < listed.opened:
            report(f"{key}.closed", "is before opened", "Turn the two dates round.")
    for organ in profile.organs:
        regular = [x for x in profile.sessions if x.organ == organ.prefix and x.kind == "regular"]
        if organ.counts != "years" and not regular:
            report(
                "sessions",
                f"has no regular session of {organ.prefix}",
                "List its sessions with opening dates.",
            )
        ordered = sorted(regular, key=lambda x: x.opened)
        numbers = [int(x.session) for x in ordered if x.session.isdecimal()]
        if numbers != sorted(numbers):
            report("sessions", f"has sessions of {organ.prefix} out of order", "Check their opening dates.")


def _agendas(profile: Profile, report: Report) -> None:
    for place, agenda in enumerate(profile.agendas, 1):
        key = f"agendas[{place}]"
        if profile.organ(agenda.organ) is None:
            report(f"{key}.organ", f"names {agenda.organ}, which is no organ here", "Name an organ's prefix.")
        listed = any(x.organ == agenda.organ and x.session == agenda.session for x in profile.sessions)
        if agenda.session != "*" and not listed:
            report(f"{key}.session", f"is {agenda.session}, which is not listed", "Add it to the sessions.")
        for number in agenda.items:
            if not _ITEM.fullmatch(number):
                report(f"{key}.items", f"has an item {number!r}", "Write 32 or 69 (b).")


def _members(profile: Profile, report: Report) -> None:
    from verbale.languages.states import state_name

    _twice((member.code for member in profile.members), "members", report)
    for place, member in enumerate(profile.members, 1):
        key = f"members[{place}]"
        if not _CODE.fullmatch(member.code):
            report(
                f"{key}.code",
                f"is {member.code!r}",
                "Write two capital letters (ISO 3166-1; XA to XZ if fictional).",
            )
        if member.joined and member.left and member.left < member.joined:
            report(f"{key}.left", "is before joined", "Turn the two dates round.")
        for language in profile.languages.official:
            if language not in member.names and not _known(state_name, member.code, language):
                report(
                    f"{key}.names.{language}",
                    "is missing",
                    f"Give {member.code} a name in each official language.",
                )


def _offices(profile: Profile, report: Report) -> None:
    _twice((office.id for office in profile.offices), "offices", report)
    if not any(office.receives for office in profile.offices):
        report("offices", "has none that receives", "Set receives = true for at least one.")
    for place, office in enumerate(profile.offices, 1):
        key = f"offices[{place}]"
        if office.organ is not None and profile.organ(office.organ) is None:
            report(f"{key}.organ", f"names {office.organ}, which is no organ here", "Name an organ's prefix.")
        for language in profile.languages.official:
            if not office.names.get(language):
                report(
                    f"{key}.names.{language}",
                    "is missing",
                    f"Give {office.id} a name in each official language.",
                )


def _papers(profile: Profile, report: Report) -> None:
    _twice((category.id for category in profile.distributions), "distributions", report)
    if not profile.distributions:
        report("distributions", "is empty", "Add at least the category general.")
    try:
        ZoneInfo(profile.time_zone)
    except (ValueError, OSError, KeyError):
        report("time_zone", f"is {profile.time_zone!r}", "Write a name such as America/New_York.")
    job = profile.page.job_number
    if job is not None and not ("{yy}" in job and "{n}" in job):
        report("page.job_number", f"is {job!r}", "Put {yy} and {n} into it, such as {yy}-{n}.")
    link = profile.links.symbol
    if link is not None and "{symbol}" not in link:
        report("links.symbol", "does not say where the symbol goes", "Put {symbol} into the address.")
    if profile.mark is not None:
        if "<svg" not in profile.mark:
            report("mark-file", "is not an SVG picture", "Draw the mark as SVG.")
        elif _UNSAFE_SVG.search(profile.mark):
            report(
                "mark-file",
                "holds more than shapes",
                "Leave out scripts, styles, links and pictures in pictures.",
            )
