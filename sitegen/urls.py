"""Slugs, URL patterns, and the way between a URL and the file in output/ that answers it."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urlsplit

from msgspec import Struct

SLUG_BYTES = 240
"""A slug is cut here: with an extension and a temporary name it stays under the 255 bytes of common file systems."""

_KEPT = frozenset("LMN")
_JOINERS = {"\u200c": "-", "\u200d": "", "\u00ad": "", "'": "", "\u2019": ""}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_UNSAFE_SEGMENT = re.compile(r"[\x00-\x1f\x7f<>:\"\\|?*]|[. ]$")
_WINDOWS_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)


@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """Return `text` as one URL segment in its own script: letters, marks and digits in lower case, joined by "-".

    "" where nothing is left. Idempotent: slugify(slugify(x)) == slugify(x).
    """
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    if plain.isascii():
        slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    else:
        mapped = (_JOINERS.get(c, c) for c in plain)
        kept = (c if unicodedata.category(c)[:1] in _KEPT else "-" for text in mapped for c in text)
        slug = re.sub("-+", "-", "".join(kept)).strip("-")
    return slug if len(slug) <= SLUG_BYTES // 4 else _cut(slug)


def _cut(slug: str) -> str:
    """Return the slug cut to SLUG_BYTES of UTF-8, at a hyphen if one is near the end."""
    data = slug.encode("utf-8")
    if len(data) <= SLUG_BYTES:
        return slug
    short = data[:SLUG_BYTES].decode("utf-8", "ignore")
    head, hyphen, _ = short.rpartition("-")
    return (head if hyphen and len(head) > len(short) * 0.6 else short).strip("-")


def is_safe_segment(segment: str) -> bool:
    """May the segment be a file or folder name on Linux, macOS and Windows alike?"""
    if segment in {"", ".", ".."} or _UNSAFE_SEGMENT.search(segment) or "/" in segment:
        return False
    return segment.split(".")[0].lower() not in _WINDOWS_NAMES and len(segment.encode("utf-8")) <= 240


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """Return the URL path of a pattern such as "/{category}/{slug}/"; an empty value drops its segment.

    Raises KeyError for a placeholder that has no value.
    """
    filled = _PLACEHOLDER.sub(lambda m: values[m[1]], pattern)
    return re.sub("/{2,}", "/", filled)


def placeholders(pattern: str) -> tuple[str, ...]:
    return tuple(_PLACEHOLDER.findall(pattern))


def output_path(url_path: str) -> str:
    """Return the file below output/ for a URL path before percent-encoding: "/a/b/" -> "a/b/index.html"."""
    path = url_path.lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def url_path(path: str) -> str:
    """Return the URL path of a file below output/: "a/b/index.html" -> "/a/b/". The inverse of `output_path`."""
    head, slash, name = path.rpartition("/")
    return f"/{head}{slash}" if name == "index.html" else f"/{path}"


class Root(Struct, frozen=True):
    """Where the site is served: base_url taken apart once."""

    origin: str
    """https://example.org"""
    prefix: str
    """Path of base_url without a slash at its end: "" or "/news"."""

    @classmethod
    def of(cls, base_url: str) -> "Root":
        parts = urlsplit(base_url)
        return cls(f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/"))

    def url(self, path: str) -> str:
        """Return the percent-encoded link (RFC 3986), from the root of the host, to a URL path of the site."""
        return self.prefix + quote(path, safe="/-._~!$&'()*+,;=:@")

    def absolute(self, url: str) -> str:
        """Return the absolute form of what `url` returned; an absolute URL is given back as it is."""
        return self.origin + url if url.startswith("/") and not url.startswith("//") else url
