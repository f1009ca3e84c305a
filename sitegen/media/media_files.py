"""The URL under which a file of content/ is published."""

from sitegen.newsroom.site import MediaFile
from sitegen.urls import Root

STATIC = "static/"
"""Files below it keep their names: content/static/favicon.ico is published as /favicon.ico."""


def make_media_file(path: str, digest: str, size: int, dimensions: tuple[int, int], root: Root) -> MediaFile:
    """Return the published file for a path below content/; its URL has a fingerprint unless it is static."""
    width, height = dimensions
    output = path.removeprefix(STATIC) if path.startswith(STATIC) else _add_fingerprint(path, digest)
    return MediaFile(path, root.url("/" + output), output, digest, width, height, size)


def _add_fingerprint(path: str, digest: str) -> str:
    folder, slash, name = path.removeprefix("articles/").rpartition("/")
    stem, dot, ending = name.rpartition(".")
    fingerprinted = f"{stem}.{digest[:8]}.{ending.lower()}" if dot and stem else f"{name}.{digest[:8]}"
    return f"media/{folder}{slash}{fingerprinted}"
