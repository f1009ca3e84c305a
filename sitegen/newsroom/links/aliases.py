"""Aliases: the old URLs of articles and static pages, and of the pages of authors, tags, series and threads."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

from msgspec import Struct

from sitegen.config.model import Config
from sitegen.newsroom.links.page_links import Links, make_topic_path
from sitegen.newsroom.links.url_paths import Clash, normalize_alias
from sitegen.newsroom.site import Sources
from sitegen.source.article import ArticleMeta, Author, StaticPage, Topic
from sitegen.urls import Root

Aliased = ArticleMeta | StaticPage | Author | Topic
"""What may have aliases"""


class Aliases(Struct, frozen=True):
    by_url_path: Mapping[str, str]
    """Old URL path -> path of the file whose page it was; sorted"""
    clashes: tuple[tuple[Clash, int], ...]
    """Aliases that are taken by a page or by another alias, each with its number in its file's list"""
    queries: tuple[tuple[Clash, int], ...] = ()
    """Aliases with a query, which no redirect looks at, likewise; `named` is the alias as written"""


def group_records(sources: Sources) -> dict[str, tuple[Author | Topic, ...]]:
    return {"author": sources.authors, "tag": sources.tags, "series": sources.series, "thread": sources.threads}


def find_record_paths(sources: Sources, links: Links, config: Config) -> dict[str, str]:
    """Return path -> URL path for the files of authors, tags, series and threads that have aliases and a page."""
    return {
        record.path: make_topic_path(config, kind, record.id)
        for kind, records in group_records(sources).items()
        for record in records
        if record.aliases and record.id in links[kind] and links[kind][record.id].url
    }


def find_list_paths(links: Links, root: Root) -> dict[str, str]:
    """Return URL path -> description, for the pages of categories, tags, authors, series and threads."""
    return {
        unquote(link.url.removeprefix(root.prefix)): f'the {kind} "{link.title}"'
        for kind, known in links.items()
        for link in known.values()
        if link.url
    }


def find_aliases(
    sources: Iterable[Aliased], url_paths: Mapping[str, str], root: Root, lists: Callable[[], Mapping[str, str]] = dict
) -> Aliases:
    """Return the aliases of sources that have a page. One that is the URL of its own page is left out; of two equal
    ones the first by path counts. One that is the front with a query ("/?p=1") is left out too. `lists` returns
    descriptions of the lists by URL path."""
    aliased = sorted((s for s in sources if s.aliases), key=lambda s: s.path)
    standing = {_key(url_path): path for path, url_path in url_paths.items()}
    named = {_key(url_path): name for url_path, name in lists().items()} if aliased else {}
    found: dict[str, tuple[str, str]] = {}
    clashes: list[tuple[Clash, int]] = []
    queries: list[tuple[Clash, int]] = []
    for source in aliased:
        for number, alias in enumerate(source.aliases):
            url_path = normalize_alias(alias, root)
            if "?" in alias.partition("#")[0]:
                queries.append((Clash(source.path, "", url_path, alias), number))
                if url_path == "/":
                    continue
            key = _key(url_path)
            other = standing.get(key) or found.get(key, ("", ""))[1]
            if other != source.path and (other or key in named):
                clashes.append((Clash(source.path, other, url_path, "" if other else named[key]), number))
            elif not other:
                found[key] = (url_path, source.path)
    return Aliases(dict(sorted(found.values())), tuple(clashes), tuple(queries))


def _key(url_path: str) -> str:
    return url_path.rstrip("/").lower()
