"""The engine's fingerprint: what is remembered was made by this very code, or it is made anew."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import sitegen
from sitegen import digest

SHAPING = (
    "jinja2",
    "markupsafe",
    "markdown-it-py",
    "mdit-py-plugins",
    "pygments",
    "nh3",
    "babel",
    "python-frontmatter",
    "PyYAML",
    "stopwordsiso",
)
"""Packages whose version may show in the output."""


@cache
def fingerprint() -> str:
    """Return the digest of sitegen's own sources and of the versions of the packages that shape the output."""
    folder = Path(sitegen.__file__).parent
    sources = [[path.relative_to(folder).as_posix(), path.read_bytes()] for path in sorted(folder.rglob("*.py"))]
    return digest.of([sources, [[name, _version(name)] for name in SHAPING]])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
