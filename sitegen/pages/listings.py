"""Listings: all that has a page with a list of stories, and mostly a feed. Plan and views both read them."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.cards import Link
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.terms.categories import find_ancestors
from sitegen.pages.pagination import NEWEST_FIRST, Paging
from sitegen.source.direction import direction

CORRECTIONS = "/corrections/"
"""URL path of the page of all corrections"""

SITE_FEED = "front:"
"""Name of the listing that the site's own feeds are of"""

CORRECTIONS_FEED = "corrections:"
"""Name of the feed of corrections, which has no listing"""


class Listing(Struct, frozen=True):
    """A list of stories with an address of its own."""

    kind: str
    """Name of its kind of pages: category, tag... Of kind `front` it has a feed only."""
    id: str
    title: str
    url: str
    """From the root of the host, percent-encoded"""
    cards: Cards
    lang: str
    dir: str = "ltr"
    description: str = ""
    paging: Paging = NEWEST_FIRST
    """Order of its stories and how they are cut into pages"""

    @property
    def name(self) -> str:
        """Identity among all listings; the subject of its feeds' pages."""
        return f"{self.kind}:{self.id}"

    @property
    def link(self) -> Link:
        return Link(self.id, self.title, self.url)


Words = Callable[[str], Mapping[str, str]]
"""Language -> the theme's strings"""


def make_listing(site: Site, kind: str, own: Link, cards: Cards, description: str = "") -> Listing:
    """Return a listing in the site's language."""
    lang = site.config.language
    return Listing(kind, own.id, own.title, own.url, cards, lang, direction(lang), description)


def drop_paid(cards: Cards) -> Cards:
    return tuple(card for card in cards if not is_paid(card))


def list_category_path(site: Site, category: str) -> tuple[Link, ...]:
    """Return the links from a root category down to this one."""
    links = site.links["category"]
    return tuple(links[id] for id in reversed(find_ancestors(site.categories, category)) if id in links)
