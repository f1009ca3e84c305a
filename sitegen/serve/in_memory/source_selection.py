"""Selects the few files of content/ that a provisional page needs.

They are the page's story, found by its slug, or else some of the newest stories; and all files that are not stories.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen import files
from sitegen.config.model import Config
from sitegen.source.file_name import slug_of
from sitegen.source.source_kind import kind_of
from sitegen.urls import slugify

MAX_STORIES = 60
"""Stories on provisional lists and front pages: the newest"""
HEAD_SIZE = 4096
"""Bytes at the start of a file in which `slug` is looked for"""
MAX_RECORDS = 400
"""Up to this number all authors, tags... are read; if there are more, only those that the stories name."""

_ALWAYS_READ = frozenset({"sponsor", "data"})
_SLUG = re.compile(rb"^\s*[\"']?slug[\"']?\s*[:=]\s*[\"']?([^\"'\r\n]+)", re.MULTILINE)


def select_sources(found: Sequence[files.Found], folder: Path, config: Config, path: str) -> list[files.Found]:
    """Return the files that the page at a decoded URL path below base_url needs, in the given order."""
    kinds = {f.path: kind_of(f.path, config.content) for f in found}
    articles = [f for f in found if kinds[f.path] == "article"]
    own = find_stories(articles, folder, path)
    chosen = own or sorted(articles, key=lambda f: f.stamp.mtime_ns, reverse=True)[:MAX_STORIES]
    text = b"\n".join(_read_head(folder / f.path, 1_000_000) for f in chosen).decode("utf-8", "replace")
    wanted = {f.path for f in chosen}
    records = [f for f in found if kinds[f.path] not in {"article", "media", "static", ""} | _ALWAYS_READ]
    has_many = len(records) > MAX_RECORDS
    for f in records:
        if not has_many or kinds[f.path] == "page" or Path(f.path).stem in text:
            wanted.add(f.path)
    for f in found:
        name = f.path.rpartition("/")[2]
        if kinds[f.path] in _ALWAYS_READ or (kinds[f.path] in {"media", "static"} and _is_needed(f.path, name, text)):
            wanted.add(f.path)
    return [f for f in found if f.path in wanted]


def _is_needed(path: str, name: str, text: str) -> bool:
    """Does a text name the picture, or may site.toml, an author or a sponsor name it? Their pictures are in static/."""
    return name in text or path.startswith("static/")


def find_stories(articles: Sequence[files.Found], folder: Path, path: str) -> list[files.Found]:
    """Return the stories with the slug that a URL path ends in: by their file names, else by their front matter."""
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return []
    slugs = {segments[-1], *(segment.removesuffix(".html") for segment in segments[-1:])}
    by_name = [f for f in articles if slug_of(f.path) in slugs or _strip_language(f.path) in slugs]
    if by_name:
        return by_name
    return [f for f in articles if any(slug in slugs for slug in _read_slugs(folder / f.path))]


def _read_slugs(file: Path) -> Iterator[str]:
    """Yield what a file's front matter may give as its slug, as written and as a slug."""
    for match in _SLUG.finditer(_read_head(file, HEAD_SIZE)):
        written = match[1].decode("utf-8", "replace").strip(" ,")
        yield written
        yield slugify(written)


def _strip_language(path: str) -> str:
    """Return the slug of a file's name without the language at its end ("budget-de" -> "budget"); "" without one."""
    stem, dot, lang = slug_of(path).rpartition("-")
    return stem if dot and 2 <= len(lang) <= 3 else ""


def _read_head(file: Path, size: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(size)
    except OSError:
        return b""
