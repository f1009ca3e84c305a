"""The sitemap's files, their index, and the news sitemap. A file's subject is its name."""

from collections.abc import Iterator

from sitegen.pages.kinds.common import find_sitegen_owner, make_page, make_page_info
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.lookup import Lookup
from sitegen.pages.sitemaps.sitemap_files import INDEX, make_index
from sitegen.pages.templates import Templates
from sitegen.pages.values import Page, Sitemap


def plan_index(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    yield make_page(lookup.site, kind, f"/{INDEX}", templates.choose(*kind.templates))


def plan_files(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    for name in lookup.sitemap_files:
        yield make_page(lookup.site, kind, f"/{name}", templates.choose(*kind.templates), name)


def plan_news_files(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    for name in lookup.news_files:
        yield make_page(lookup.site, kind, f"/{name}", templates.choose(*kind.templates), name)


def make_sitemap_index(lookup: Lookup, page: Page) -> Sitemap:
    return make_index(lookup.site, lookup.sitemap_files)


def get_file(lookup: Lookup, page: Page) -> Sitemap:
    return lookup.sitemap_files[page.subject]


def get_news_file(lookup: Lookup, page: Page) -> Sitemap:
    return lookup.news_files[page.subject]


SITEMAP_INDEX = PageKind(
    name="sitemap_index",
    templates=("machine/sitemap_index.xml",),
    plan=plan_index,
    make_info=make_page_info,
    find_owner=find_sitegen_owner,
    values={"sitemap": make_sitemap_index},
)

SITEMAP = PageKind(
    name="sitemap",
    templates=("machine/sitemap.xml",),
    plan=plan_files,
    make_info=make_page_info,
    find_owner=find_sitegen_owner,
    values={"sitemap": get_file},
)

NEWS_SITEMAP = PageKind(
    name="news_sitemap",
    templates=("machine/news_sitemap.xml",),
    plan=plan_news_files,
    make_info=make_page_info,
    find_owner=find_sitegen_owner,
    values={"sitemap": get_news_file},
)
