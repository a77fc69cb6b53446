"""The catalogue of a registry kept up: what the registry issues, and what was issued elsewhere and imported.

In the registry's folder: ``index/`` is the catalogue's index, which can always be made anew; ``imported.sqlite3`` holds the
imported documents. The books know nothing of these.
"""

from __future__ import annotations

from verbale.archive.importing import Attention, Imported, import_files
from verbale.archive.keeping import Kept, catalogue, rebuild, refresh
from verbale.archive.store import ImportedFile, Store

__all__ = [
    "Attention",
    "Imported",
    "ImportedFile",
    "Kept",
    "Store",
    "catalogue",
    "import_files",
    "rebuild",
    "refresh",
]
