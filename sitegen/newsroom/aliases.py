"""Aliases: the old addresses of articles and pages, and of the pages of authors, tags, series and threads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.config.model import Config
from sitegen.newsroom.addresses import Clash, alias_path
from sitegen.newsroom.links import link_everything, topic_path
from sitegen.newsroom.site import Sources
from sitegen.newsroom.vocabulary import Vocabulary
from sitegen.source.article import Article, Author, StaticPage, Topic
from sitegen.urls import Root

Aliased = Article | StaticPage | Author | Topic
"""Whatever may have had another address"""


@dataclass(frozen=True, slots=True)
class Aliases:
    by_url_path: Mapping[str, str]
    """Old URL path -> path of the file whose page it was; sorted"""
    clashes: tuple[tuple[Clash, int], ...]
    """Aliases that are taken, each with its number in its file's list: by a page that stands there, or by another's."""


def addresses_of_records(
    sources: Sources, vocabulary: Vocabulary, articles: Iterable[Article], config: Config
) -> dict[str, str]:
    """Return path -> URL path for the files of authors, tags, series and threads that have aliases and a page."""
    kinds: dict[str, tuple[Author | Topic, ...]] = {
        "author": sources.authors, "tag": sources.tags, "series": sources.series, "thread": sources.threads
    }  # fmt: skip
    if not any(record.aliases for records in kinds.values() for record in records):
        return {}
    links = link_everything(config, Root.of(config.base_url), vocabulary, articles)
    return {
        record.path: topic_path(config, kind, record.id)
        for kind, records in kinds.items()
        for record in records
        if record.aliases and record.id in links[kind] and links[kind][record.id].url
    }


def find_aliases(sources: Iterable[Aliased], url_paths: Mapping[str, str]) -> Aliases:
    """Return the aliases of sources that have a page. One that is the address of its own page says nothing and is left
    out; of two alike the first by path counts."""
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
