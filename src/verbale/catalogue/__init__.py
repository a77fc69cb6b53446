"""Search, facets and the citation graph over documents, wherever they were issued."""

from __future__ import annotations

from verbale.catalogue.asking import Found, Hit, Order, Sight
from verbale.catalogue.entry import Entry, entry_of
from verbale.catalogue.index import Catalogue
from verbale.catalogue.query import QueryError, parse_query

__all__ = ["Catalogue", "Entry", "Found", "Hit", "Order", "QueryError", "Sight", "entry_of", "parse_query"]
