"""What is wanted, of what there is: types by Accept, languages by Accept-Language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from litestar import Request
from litestar.datastructures.headers import Accept

__all__ = ["chosen_language", "chosen_type"]


def chosen_type(request: Request[Any, Any, Any], offered: Sequence[str]) -> str | None:
    """The type that is wanted most; the first where anything will do; None where none will."""
    wanted = request.headers.get("accept", "").strip()
    if not wanted or not offered:
        return offered[0] if offered else None
    return Accept(wanted).best_match(list(offered))


def chosen_language(request: Request[Any, Any, Any], offered: Sequence[str], otherwise: str) -> str:
    """The language that is wanted most; where none of them is, ``otherwise`` if it is offered, else the first."""
    ranked = []
    for place, part in enumerate(request.headers.get("accept-language", "").split(",")):
        tag, _, weight = part.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            quality = 0.0
        language = tag.strip().partition("-")[0].lower()
        if language in offered and quality > 0:
            ranked.append((-quality, place, language))
    if ranked:
        return min(ranked)[2]
    return otherwise if otherwise in offered else offered[0]
