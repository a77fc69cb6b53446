"""The service: pages' and programs' door to a registry, over HTTP. Thin: what it does, the rooms below do."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.service.app import make_app
    from verbale.service.serving import serve
    from verbale.service.settings import Settings, load_settings

__all__ = ["Settings", "load_settings", "make_app", "serve"]

_WHERE = {"Settings": "settings", "load_settings": "settings", "make_app": "app", "serve": "serving"}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value
