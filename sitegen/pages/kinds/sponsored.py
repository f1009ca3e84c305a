"""The list of all articles that are paid for."""

from collections.abc import Iterator

from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.cards import Link
from sitegen.newsroom.site import Site
from sitegen.pages.kinds.lists import make_list_kind
from sitegen.pages.kinds.page_kind import ListFeeds
from sitegen.pages.listings import Listing, Words, make_listing

SPONSORED = "/sponsored/"


def _list_sponsored(site: Site, words: Words) -> Iterator[Listing]:
    paid = tuple(card for card in site.listed if is_paid(card))
    if paid:
        title = words(site.config.language).get("sponsored", "Sponsored")
        yield make_listing(site, SPONSORED_ARTICLES.name, Link("", title, site.root.url(SPONSORED)), paid)


SPONSORED_ARTICLES = make_list_kind("sponsored", _list_sponsored, feed=ListFeeds())
