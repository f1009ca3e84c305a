"""The URL path of each source's page, by the patterns in site.toml; all before percent-encoding."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen import urls
from sitegen.config.model import Config
from sitegen.newsroom.dates import to_zone
from sitegen.source.article import ArticleMeta, StaticPage


class Clash(Struct, frozen=True):
    """Two sources that would have the same URL path."""

    path: str
    """Of the one that gets another URL path"""
    other: str
    url_path: str
    named: str = ""
    """What has the URL path if it is not the page of one file: 'the tag "budget"'"""


class AssignedUrls(Struct, frozen=True):
    """A URL path of its own for every source."""

    url_paths: Mapping[str, str]
    """By path"""
    clashes: tuple[Clash, ...]


class ArticleUrls(Struct, frozen=True):
    """The URL paths of articles, by site.toml's pattern."""

    config: Config
    zone: dt.tzinfo
    dated: bool
    """Does a pattern contain the date?"""

    @classmethod
    def of(cls, config: Config) -> "ArticleUrls":
        patterns = (config.urls.article, *config.urls.categories.values())
        dated = any(name in {"year", "month", "day"} for pattern in patterns for name in urls.placeholders(pattern))
        return cls(config, config.zone, dated)

    def make_path(self, article: ArticleMeta, slug: str) -> str:
        """Return the URL path of an article whose category is resolved; its date counts in the site's zone."""
        own = self.config.urls
        general = own.categories.get(article.category, own.article) if own.categories else own.article
        pattern = own.categories.get(article.subcategory, general) if article.subcategory else general
        values = {
            "slug": slug,
            "id": slug,
            "category": article.category,
            "subcategory": article.subcategory,
            "type": article.type,
            "lang": own.of_language(article.lang),
            "number": "",
        }
        if self.dated:
            date = to_zone(article.date, self.zone)
            values |= {"year": f"{date.year:04}", "month": f"{date.month:02}", "day": f"{date.day:02}"}
        return _add_language(urls.fill(pattern, values), pattern, article.lang, self.config)


def make_page_path(page: StaticPage, config: Config, slug: str = "") -> str:
    """Return the URL path of a static page."""
    lang = page.lang or config.language
    values = {"slug": slug or page.slug, "id": slug or page.slug, "lang": config.urls.of_language(lang)}
    return _add_language(urls.fill(config.urls.page, values), config.urls.page, lang, config)


def _add_language(path: str, pattern: str, lang: str, config: Config) -> str:
    """Return the path below that of its language, unless that is the site's or the pattern contains the language."""
    if lang == config.language or not lang or "{lang}" in pattern:
        return path
    return urls.fill(config.urls.translated, {"lang": config.urls.of_language(lang), "url": path})


def drop_own_canonical(article: ArticleMeta, root: urls.Root, url_paths: Mapping[str, str]) -> ArticleMeta:
    """Return the article without a `canonical` that is its own URL: it first appeared here."""
    own = root.absolute(root.url(url_paths[article.path]))
    return replace(article, canonical="") if article.canonical.rstrip("/") == own.rstrip("/") else article


def normalize_alias(alias: str, root: urls.Root) -> str:
    """Return the URL path of an alias, decoded: "old/page", "/old//page/" and "https://host/old/page/" as "/old/page/".

    A last segment with an extension stays a file ("/old.html"); any other is a folder. Query and fragment are dropped,
    and so is base_url's path in a whole URL of the site.
    """
    written = alias.partition("#")[0].partition("?")[0].strip()
    _scheme, separator, rest = written.partition("://")
    path = "/" + _decode(rest.partition("/")[2] if separator else written)
    own_host = separator and rest.partition("/")[0].lower() == root.origin.partition("://")[2].lower()
    if own_host and f"{path}/".startswith(f"{root.prefix}/"):
        path = path[len(root.prefix) :]
    path = "/" + re.sub("/{2,}", "/", path).strip("/")
    path = path.removesuffix("/index.html")
    last = path.rpartition("/")[2]
    return path if "." in last.strip(".") else path.rstrip("/") + "/"


def _decode(path: str) -> str:
    """Return a path percent-decoded, as servers do before they look for a file; as written where it is no UTF-8."""
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        return path


def assign_urls(
    articles: Iterable[ArticleMeta], pages: Iterable[StaticPage], rank: Mapping[str, int], config: Config
) -> AssignedUrls:
    """Give every article and static page its own URL path.

    Where two would have the same one, the first by `rank` and then by path (pages before articles) gets it, and the
    slug of the other gets -2, -3... until its path is free. The checks decide whether that is an error.
    """
    register = _UrlRegister()
    article_urls = ArticleUrls.of(config)
    for page in sorted(pages, key=lambda p: p.path):
        register.assign(page.path, page.slug, partial(make_page_path, page, config))
    for article in sorted(articles, key=lambda a: (rank.get(a.path, 0), a.path)):
        register.assign(article.path, article.slug, partial(article_urls.make_path, article))
    return AssignedUrls(register.assigned, tuple(register.clashes))


class _UrlRegister:
    """Assigns URL paths, each once; "/a", "/A/" and "/a/" are the same, as some file systems cannot have them all."""

    def __init__(self) -> None:
        self.assigned: dict[str, str] = {}
        self.clashes: list[Clash] = []
        self._taken: dict[str, str] = {}
        self._last_number: dict[str, int] = {}

    def assign(self, path: str, slug: str, address: Callable[[str], str]) -> None:
        wanted = address(slug)
        url_path, key = wanted, _key(wanted)
        if other := self._taken.get(key):
            self.clashes.append(Clash(path, other, wanted))
            number = self._last_number.get(key, 1)
            while _key(url_path) in self._taken:
                number += 1
                url_path = _add_number(wanted, address(f"{slug}-{number}"), number)
            self._last_number[key] = number
        self._taken[_key(url_path)] = path
        self.assigned[path] = url_path


def _key(url_path: str) -> str:
    return url_path.rstrip("/").lower()


def _add_number(wanted: str, url_path: str, number: int) -> str:
    """Return the URL path of a numbered slug; with the number at its end if the pattern does not contain the slug."""
    return url_path if url_path != wanted else f"{wanted.rstrip('/')}-{number}/"
