"""What is sent to the API for a case, and what it tells of one beside the case itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
from litestar.datastructures import UploadFile
from msgspec import Meta

from verbale.document import Language

__all__ = [
    "Acceptance",
    "CaseEvent",
    "Decision",
    "Issue",
    "Reason",
    "Registration",
    "ReissueWish",
    "Resubmission",
    "Submission",
]


@dataclass
class Submission:
    """A communication: the file; for whom, where a registrar sends it in; and what its sender calls it, so that the same
    is not taken in twice."""

    file: UploadFile
    member: str | None = None
    source: str | None = None


@dataclass
class Resubmission:
    """The corrected file."""

    file: UploadFile


class Reason(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why."""

    reason: Annotated[str, Meta(min_length=1, max_length=4000)]


class Decision(Reason, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a case is returned, and by which of the rules' findings, by their codes."""

    findings: tuple[Annotated[str, Meta(max_length=20)], ...] = ()


class ReissueWish(Reason, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a version is to be issued again, and which."""

    language: Language


class Acceptance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The codes of the rules' errors that are passed over. Recorded."""

    anyway: tuple[Annotated[str, Meta(max_length=20)], ...] = ()


class Registration(Acceptance, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The date by which the document is numbered, if it is not the masthead's."""

    day: date | None = None


class Issue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``alone``: whether the languages that are ready do not wait for those that were begun."""

    alone: bool = False


class CaseEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a case. A mission is told what happened and why, and who of its own did it."""

    at: str
    kind: str
    who: str | None
    reason: str | None
