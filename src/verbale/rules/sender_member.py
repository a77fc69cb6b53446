from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.offices import office_in
from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V103",
    name="sender-member",
    severity="error",
    asks="The sender’s State is a member or an observer on the day of the letter.",
    source=EDITORIAL_MANUAL,
)
def sender_member(seen: Examination) -> Iterator[Found]:
    """The day is the letter’s: a State that joined later, or left before, is told as such. A letter of the
    Secretary-General or of a President of an organ has no State. A State that could not be read is a warning.
    """
    if seen.letter is None:
        return
    organization = seen.profile.name_of("en")
    for sender in seen.letter.senders:
        if sender.state is None:
            office = office_in(seen.profile, sender.office or "")
            if office is not None and office.state:
                yield seen.found(
                    "communication.senders",
                    f"No member is named for {sender.name or sender.office}",
                    "See on the page for which State the letter is sent, and correct the reading.",
                    severity="warning",
                )
            continue
        member = seen.profile.member(sender.state)
        name = seen.state_name(sender.state)
        day = seen.letter.dated or seen.day
        if member is None:
            yield seen.found(
                "communication.senders",
                f"{name} ({sender.state}) is neither a member nor an observer of the {organization}",
                "Return it: only members and observers may ask for circulation.",
            )
        elif day is not None and not member.belongs_at(day):
            since = (
                f"since {member.joined}" if member.joined and day < member.joined else f"until {member.left}"
            )
            yield seen.found(
                "communication.senders",
                f"{name} belongs to the {organization} {since}, and the letter is of {day}",
                "See whether the letter’s date was read rightly.",
            )
