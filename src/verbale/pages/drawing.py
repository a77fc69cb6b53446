"""Small pictures of numbers, drawn on the server: SVG with a title and a text for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

__all__ = ["bars"]

_WIDTH = 720
_HEIGHT = 88
_GAP = 4


def bars(counted: Sequence[tuple[str, int, str, str]], *, title: str, marked: str | None = None) -> Markup:
    """A bar for each (name, count, address, description), each a link; the one of ``marked`` stands out."""
    most = max((count for _, count, _, _ in counted), default=0) or 1
    step = _WIDTH / max(len(counted), 1)
    drawn = []
    for place, (name, count, address, said) in enumerate(counted):
        tall = round((_HEIGHT - 16) * count / most) if count else 0
        x, width = place * step, max(step - _GAP, 1)
        kind = "bar marked" if name == marked else "bar"
        drawn.append(
            f'<a href="{escape(address)}" aria-label="{escape(said)}"><title>{escape(said)}</title>'
            f'<rect class="bar-room" x="{x:.1f}" y="0" width="{step:.1f}" height="{_HEIGHT}"/>'
            f'<rect class="{kind}" x="{x:.1f}" y="{_HEIGHT - 2 - tall}" width="{width:.1f}" height="{tall + 2}"/></a>'
        )
    return Markup(  # noqa: S704 - every text in it is escaped above
        f'<svg class="bars-of-days" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group" aria-label="{escape(title)}">'
        f"{''.join(drawn)}</svg>"
    )
