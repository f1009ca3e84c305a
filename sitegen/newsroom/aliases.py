"""Aliases: the old addresses of articles and pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.newsroom.addresses import Clash, alias_path
from sitegen.source.article import Article, StaticPage


@dataclass(frozen=True, slots=True)
class Aliases:
    by_url_path: Mapping[str, str]
    """Old URL path -> path of the article or page; sorted"""
    clashes: tuple[tuple[Clash, int], ...]
    """Aliases that are taken, each with its number in its file's list: by a page that stands there, or by another's."""


def find_aliases(sources: Iterable[Article | StaticPage], url_paths: Mapping[str, str]) -> Aliases:
    """Return the aliases of articles and pages. One that is the address of its own page says nothing and is left out;
    of two alike the first by path counts."""
    standing = {_key(url_path): path for path, url_path in url_paths.items()}
    found: dict[str, tuple[str, str]] = {}
    clashes: list[tuple[Clash, int]] = []
    for source in sorted((s for s in sources if s.aliases), key=lambda s: s.path):
        for number, alias in enumerate(source.aliases):
            url_path = alias_path(alias)
            key = _key(url_path)
            other = standing.get(key) or found.get(key, ("", ""))[1]
            if not other:
                found[key] = (url_path, source.path)
            elif other != source.path:
                clashes.append((Clash(source.path, other, url_path), number))
    return Aliases(dict(sorted(found.values())), tuple(clashes))


def _key(url_path: str) -> str:
    return url_path.rstrip("/").lower()
