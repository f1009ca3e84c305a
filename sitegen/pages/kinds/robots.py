"""robots.txt, which says where the sitemaps are."""

from collections.abc import Iterator

from sitegen.pages.kinds.common import find_sitegen_owner, make_page, make_page_info
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.lookup import Lookup
from sitegen.pages.sitemaps.sitemap_files import INDEX, make_file_url
from sitegen.pages.templates import Templates
from sitegen.pages.values import Page, Robots


def plan_robots(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    yield make_page(lookup.site, kind, "/robots.txt", templates.choose(*kind.templates))


def make_robots(lookup: Lookup, page: Page) -> Robots:
    return Robots(tuple(make_file_url(lookup.site, name) for name in (INDEX, *lookup.news_files)))


ROBOTS = PageKind(
    name="robots",
    templates=("machine/robots.txt",),
    plan=plan_robots,
    make_info=make_page_info,
    find_owner=find_sitegen_owner,
    values={"robots": make_robots},
    is_replaceable=True,
)
