"""Views of an article's own page. On pages of most other kinds they are empty."""

from collections.abc import Mapping

from sitegen.newsroom.ads.placements import fill_slots
from sitegen.newsroom.site import Cards
from sitegen.newsroom.values import Placement
from sitegen.pages.lookup import Lookup
from sitegen.pages.values import BodyRef, Page, Story

Slots = Mapping[str, tuple[Placement, ...]]


def get_article(lookup: Lookup, page: Page) -> Story | None:
    """Return what the page of an article shows besides its text."""
    return lookup.compute_for_kind("article", page, None)


def get_body(lookup: Lookup, page: Page) -> BodyRef | None:
    """Return the article's text, with what goes into the slots within it."""
    return lookup.compute_for_kind("body", page, None)


def get_related(lookup: Lookup, page: Page) -> Cards:
    """Return the stories that are related to the article."""
    return lookup.compute_for_kind("related", page, ())


def get_more_in_category(lookup: Lookup, page: Page) -> Cards:
    """Return more of the article's category; in a block, the newest of the block's category."""
    return lookup.compute_for_kind("more_in_category", page, ())


def get_slots(lookup: Lookup, page: Page) -> Slots:
    """Return what the slots outside the text show, by `where`: `slots.get("article.sidebar", ())`."""
    own = lookup.kinds[page.kind].slots
    if own is None:
        return {}
    site = lookup.site
    if own.prefix in lookup.booked_kinds:
        return fill_slots(site, own.make_target(site, page))
    # If no slot is booked, all pages of a kind and language show the same house ads.
    key = (own.prefix, page.lang, own.takes_ads(site, page))
    known = lookup.house_slots.get(key)
    if known is None:
        known = lookup.house_slots[key] = fill_slots(site, own.make_target(site, page))
    return known
