"""The page that a server shows for an address that does not exist."""

from collections.abc import Iterator

from msgspec.structs import replace

from sitegen.pages.kinds.common import find_sitegen_owner, make_page, make_page_info
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.lookup import Lookup
from sitegen.pages.templates import Templates
from sitegen.pages.values import Page, PageInfo


def plan_not_found(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    yield make_page(lookup.site, kind, "/404.html", templates.choose(*kind.templates))


def make_not_found_info(lookup: Lookup, page: Page) -> PageInfo:
    title = lookup.get_words(page.lang).get("not_found", "Page not found")
    return replace(make_page_info(lookup, page, title), noindex=True)


NOT_FOUND = PageKind(
    name="not_found",
    templates=("not_found.html",),
    plan=plan_not_found,
    make_info=make_not_found_info,
    find_owner=find_sitegen_owner,
    is_replaceable=True,
)
