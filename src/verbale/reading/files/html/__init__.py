"""Web pages, read as a browser shows them."""

from __future__ import annotations

from verbale.reading.files.html.page import read_html

__all__ = ["read_html"]
