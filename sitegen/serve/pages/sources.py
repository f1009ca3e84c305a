"""Which few files of content/ a page needs: its story by its slug, or some of the newest; and all that is no story."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen import files
from sitegen.config.model import Config
from sitegen.source.file_name import slug_of
from sitegen.source.source_kind import kind_of
from sitegen.urls import slugify

NEWEST = 60
"""Stories that stand for the archive on provisional lists and fronts"""
HEAD = 4096
"""Bytes of a file in which its front matter says its slug, if it does"""
MOST_RECORDS = 400
"""Authors, tags... that are read for a proof; beyond it only those whose names the story has."""

_TABLES = frozenset({"sponsor", "data"})


def few(found: Sequence[files.Found], folder: Path, config: Config, path: str) -> list[files.Found]:
    """Return the files that a proof of the page at `path` (decoded, below base_url) is made from, in their order."""
    kinds = {f.path: kind_of(f.path, config.content) for f in found}
    articles = [f for f in found if kinds[f.path] == "article"]
    own = story_at(articles, folder, path)
    chosen = own or sorted(articles, key=lambda f: f.stamp.mtime_ns, reverse=True)[:NEWEST]
    text = b"\n".join(_head(folder / f.path, 1_000_000) for f in chosen).decode("utf-8", "replace")
    wanted = {f.path for f in chosen}
    records = [f for f in found if kinds[f.path] not in {"article", "media", "static", ""} | _TABLES]
    many = len(records) > MOST_RECORDS
    for f in records:
        if not many or kinds[f.path] == "page" or Path(f.path).stem in text:
            wanted.add(f.path)
    for f in found:
        name = f.path.rpartition("/")[2]
        if kinds[f.path] in _TABLES or (kinds[f.path] in {"media", "static"} and _is_needed(f.path, name, text)):
            wanted.add(f.path)
    return [f for f in found if f.path in wanted]


def _is_needed(path: str, name: str, text: str) -> bool:
    """Does a text name the picture, or may site.toml, an author or a sponsor (whose pictures are in static/)?"""
    return name in text or path.startswith("static/")


def story_at(articles: Sequence[files.Found], folder: Path, path: str) -> list[files.Found]:
    """Return the stories whose name, else whose front matter, gives a slug that is a segment of the path."""
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return []
    slugs = {segments[-1], *(segment.removesuffix(".html") for segment in segments[-1:])}
    by_name = [f for f in articles if slug_of(f.path) in slugs or _without_language(f.path) in slugs]
    if by_name:
        return by_name
    said = re.compile(rb"^\s*[\"']?slug[\"']?\s*[:=]\s*[\"']?([^\"'\r\n]+)", re.MULTILINE)
    return [f for f in articles if any(slug in slugs for slug in _said(said, _head(folder / f.path, HEAD)))]


def _said(pattern: re.Pattern[bytes], head: bytes) -> Iterator[str]:
    for match in pattern.finditer(head):
        written = match[1].decode("utf-8", "replace").strip(" ,")
        yield written
        yield slugify(written)


def _without_language(path: str) -> str:
    stem, dot, lang = slug_of(path).rpartition("-")
    return stem if dot and 2 <= len(lang) <= 3 else ""


def _head(file: Path, size: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(size)
    except OSError:
        return b""
