"""Authors: who they are, and their stories."""

from collections.abc import Iterator

from sitegen.newsroom.links.page_links import find_link
from sitegen.newsroom.site import Site
from sitegen.pages.kinds.common import find_topic_owner
from sitegen.pages.kinds.lists import make_list_info, make_list_kind
from sitegen.pages.kinds.page_kind import ListFeeds
from sitegen.pages.listings import Listing, Words, make_listing
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import PathOwner
from sitegen.pages.values import AuthorBox, Page, PageInfo
from sitegen.source.article import Byline


def make_author(lookup: Lookup, page: Page) -> AuthorBox:
    return lookup.get_author(Byline(page.subject))


def make_author_info(lookup: Lookup, page: Page) -> PageInfo:
    return make_list_info(lookup, page, author=make_author(lookup, page))


def _list_authors(site: Site, words: Words) -> Iterator[Listing]:
    """Yield a list for every author, also for those who have not written yet: their page says who they are."""
    for id in site.authors:
        yield make_listing(site, AUTHOR.name, find_link(site, AUTHOR.name, id), site.by_author.get(id, ()))


def _find_owner(site: Site, page: Page) -> PathOwner:
    author = site.authors.get(page.subject)
    return find_topic_owner(page, author.path if author else "", site.by_author.get(page.subject, ()), "authors")


AUTHOR = make_list_kind(
    "author",
    _list_authors,
    make_info=make_author_info,
    find_owner=_find_owner,
    schema="ProfilePage",
    subject=make_author,
    feed=ListFeeds(full_text=True),
    card_field="authors",
)
