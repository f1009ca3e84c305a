"""Pictures that articles and other sources name by URL or by path, as pages show them."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from sitegen.newsroom.cards import Picture
from sitegen.newsroom.site import MediaFile
from sitegen.source.article import Image

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


def is_external(src: str) -> bool:
    """Is it a URL (with a scheme, or "//host"), not a path?"""
    return _ELSEWHERE.match(src) is not None


def find_media(src: str, beside: str, media: Mapping[str, MediaFile]) -> MediaFile | None:
    """Return the published file for a path: relative to the file `beside` (its path below content/), or with a leading
    "/" from content/static/. If it is not there, it may be in static/ without the "/", or below content/ itself.
    The path may be percent-encoded; a file with exactly that name comes first."""
    for path in list_media_paths(src, beside):
        if path in media:
            return media[path]
    return None


def list_media_paths(src: str, beside: str) -> tuple[str, ...]:
    """Return the paths below content/ that a path may stand for, the likeliest first."""
    found: list[str] = []
    for written in dict.fromkeys((src, unquote(src))):
        if not written.startswith("/"):
            found.append(posixpath.normpath(posixpath.join(posixpath.dirname(beside), written)))
        found += (posixpath.normpath(f"{folder}{written.lstrip('/')}") for folder in ("static/", ""))
    return tuple(found)


def make_picture(image: Image | None, beside: str, media: Mapping[str, MediaFile]) -> Picture | None:
    """Return a picture for pages; None if there is none, or its file does not exist."""
    if image is None or not image.src:
        return None
    if is_external(image.src):
        return _make(image, image.src, 0, 0)
    file = find_media(image.src, beside, media)
    return _make(image, file.url, file.width, file.height) if file else None


def _make(image: Image, url: str, width: int, height: int) -> Picture:
    i = image
    return Picture(url, width, height, i.alt, i.caption, i.credit, i.license, i.focal, i.decorative)
