"""Profiles: what an organization is. Data with types over it; ``un`` and ``assembly`` are shipped."""

from __future__ import annotations

from verbale.profiles.loading import load, shipped
from verbale.profiles.organization import (
    Agenda,
    Distribution,
    Languages,
    Limits,
    Links,
    Member,
    Names,
    Office,
    Organ,
    Page,
    SeriesRule,
    SessionDates,
    Window,
)
from verbale.profiles.profile import Profile
from verbale.profiles.series import Series

__all__ = [
    "Agenda",
    "Distribution",
    "Languages",
    "Limits",
    "Links",
    "Member",
    "Names",
    "Office",
    "Organ",
    "Page",
    "Profile",
    "Series",
    "SeriesRule",
    "SessionDates",
    "Window",
    "load",
    "shipped",
]
