"""The page of all corrections; their feed is planned with the feeds."""

from collections.abc import Iterator

from msgspec.structs import replace

from sitegen.newsroom.cards import Link
from sitegen.newsroom.values import CorrectionNote
from sitegen.pages.kinds.common import find_sitegen_owner, make_page, make_page_info
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.listings import CORRECTIONS, CORRECTIONS_FEED
from sitegen.pages.lookup import Lookup
from sitegen.pages.templates import Templates
from sitegen.pages.values import Page, PageInfo


def plan_corrections(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    yield make_page(lookup.site, kind, CORRECTIONS, templates.choose(*kind.templates))


def make_corrections_info(lookup: Lookup, page: Page) -> PageInfo:
    title = lookup.get_words(page.lang).get("corrections", "Corrections")
    feeds, breadcrumbs = lookup.list_feeds(CORRECTIONS_FEED), (lookup.home, Link("", title, page.url))
    return replace(make_page_info(lookup, page, title), feeds=feeds, breadcrumbs=breadcrumbs)


def list_corrections(lookup: Lookup, page: Page) -> tuple[CorrectionNote, ...]:
    return lookup.corrections


CORRECTIONS_PAGE = PageKind(
    name="corrections",
    templates=("corrections.html",),
    plan=plan_corrections,
    make_info=make_corrections_info,
    find_owner=find_sitegen_owner,
    schema="CollectionPage",
    values={"corrections": list_corrections},
)
