"""How answers are described in OpenAPI: files, and which problems an operation can end in."""

from __future__ import annotations

from typing import Final

from litestar.openapi.datastructures import ResponseSpec

from verbale.service.problems import KINDS, MEDIA_TYPE, Problem

__all__ = ["NOT_CHANGED", "PROBLEMS"]


def PROBLEMS(*statuses: int) -> dict[int, ResponseSpec]:  # noqa: N802 - read as a constant with choices
    """The problems with these statuses, and 500, which every operation can end in."""
    return {
        status: ResponseSpec(
            Problem,
            generate_examples=False,
            description="; ".join(kind.title for kind in KINDS.values() if kind.status == status),
            media_type=MEDIA_TYPE,
        )
        for status in (*statuses, 500)
    }


NOT_CHANGED: Final = {
    304: ResponseSpec(
        None, generate_examples=False, description="You have this state already (If-None-Match)"
    )
}
