"""Styles, script and fonts: ours or of packages, served by us, kept by browsers for good under a name with their hash."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from litestar import Response, get
from litestar.exceptions import NotFoundException

__all__ = ["ROUTES", "asset"]

_FOREVER: Final = "public, max-age=31536000, immutable"
_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "otf": "font/otf",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
}


@cache
def _fonts() -> dict[str, Path]:
    import fontpkg_amiri
    import fontpkg_noto_sans_arabic
    import fontpkg_noto_serif
    import fontpkg_source_sans_3
    import pylopdf_fonts_zh_cn

    serif, sans = Path(fontpkg_noto_serif.ROOT) / "files", Path(fontpkg_source_sans_3.ROOT) / "files"
    arabic, naskh = Path(fontpkg_noto_sans_arabic.ROOT) / "files", Path(fontpkg_amiri.ROOT) / "files"
    chinese = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    return {
        "serif.ttf": serif / "NotoSerif[wdth,wght].ttf",
        "serif-italic.ttf": serif / "NotoSerif-Italic[wdth,wght].ttf",
        "sans.ttf": next(p for p in sorted(sans.iterdir()) if "Italic" not in p.name),
        "sans-ar.ttf": next(iter(sorted(arabic.iterdir()))),
        "naskh.ttf": naskh / "Amiri-Regular.ttf",
        "naskh-bold.ttf": naskh / "Amiri-Bold.ttf",
        "serif-zh.otf": chinese / "NotoSerifSC-Regular.otf",
        "sans-zh.otf": chinese / "NotoSansSC-Regular.otf",
    }


@cache
def _content(name: str) -> bytes | None:
    if name == "document.css":  # the looks of an issued page, within the sheet on ours
        own = (files("verbale.writing") / "templates" / "document.css").read_text("utf-8")
        return f"@scope (.sheet) {{\n{own}}}\n".encode()
    if name in _fonts():
        return _fonts()[name].read_bytes()
    found = files("verbale.pages") / "assets" / name
    return found.read_bytes() if "/" not in name and found.is_file() else None


@cache
def asset(name: str) -> str:
    """The address of an asset. Raises KeyError where there is none of that name."""
    content = _content(name)
    if content is None:
        raise KeyError(name)
    return f"/assets/{sha256(content).hexdigest()[:12]}/{name}"


@get("/assets/{mark:str}/{name:str}", sync_to_thread=True, opt={"open": True})
def serve(mark: str, name: str) -> Response[bytes]:
    """A style, a script or a font; ``mark`` is of its content, so that it can be kept."""
    content = _content(name)
    suffix = name.rpartition(".")[2]
    if content is None or suffix not in _TYPES:
        raise NotFoundException
    if name == "page.css":
        content = _with_fonts(content)
    kept = _FOREVER if mark == sha256(_content(name) or b"").hexdigest()[:12] else "no-cache"
    return Response(content, media_type=_TYPES[suffix], headers={"cache-control": kept})


def _with_fonts(style: bytes) -> bytes:
    text = style.decode()
    for name in _fonts():
        text = text.replace(f'"{name}"', f'"{asset(name)}"')
    return text.encode()


ROUTES = [serve]
