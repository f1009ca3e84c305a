"""Tags, series and threads: what stories name in their front matter, and what a file of content/ may describe."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sitegen.newsroom.links.page_links import find_link
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.values import SeriesBox
from sitegen.pages.kinds.common import find_topic_owner
from sitegen.pages.kinds.lists import make_list_kind
from sitegen.pages.kinds.page_kind import FindOwner, ListFeeds
from sitegen.pages.listings import Listing, Words, make_listing
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import PathOwner
from sitegen.pages.pagination import READING_ORDER
from sitegen.pages.short_texts import fill_references
from sitegen.pages.values import Page, TagInfo
from sitegen.source.article import Topic


def _list_topics(site: Site, kind: str, topics: Mapping[str, Topic], cards: Mapping[str, Cards]) -> Iterable[Listing]:
    """Yield a list for every topic that has stories."""
    for id, topic in topics.items():
        if found := cards.get(id):
            yield make_listing(site, kind, find_link(site, kind, id), found, topic.description)


def _list_tags(site: Site, words: Words) -> Iterable[Listing]:
    return _list_topics(site, TAG.name, site.tags, site.by_tag)


def _list_threads(site: Site, words: Words) -> Iterable[Listing]:
    return _list_topics(site, THREAD.name, site.threads, site.by_thread)


def _list_series(site: Site, words: Words) -> Iterable[Listing]:
    listings = _list_topics(site, SERIES.name, site.series, site.by_series)
    return (replace(listing, paging=READING_ORDER) for listing in listings)


def make_tag(lookup: Lookup, page: Page) -> TagInfo:
    return _describe(lookup, page, lookup.site.tags[page.subject])


def make_thread(lookup: Lookup, page: Page) -> TagInfo:
    return _describe(lookup, page, lookup.site.threads[page.subject])


def _describe(lookup: Lookup, page: Page, topic: Topic) -> TagInfo:
    text = fill_references(lookup.site, topic.body, topic)
    own = find_link(lookup.site, page.kind, page.subject)
    return TagInfo(own, topic.description, topic.kind, topic.same_as, text)


def make_series(lookup: Lookup, page: Page) -> SeriesBox:
    site = lookup.site
    topic = site.series[page.subject]
    text = fill_references(site, topic.body, topic)
    return SeriesBox(find_link(site, page.kind, page.subject), topic.description, 0, (), text)


def _make_owner_finder(topics: str, cards: str, key: str) -> FindOwner:
    """Return a function that finds a topic's file, else a story that names it: `topics` and `cards` are tables of the
    Site, `key` is the field of a story."""

    def find_owner(site: Site, page: Page) -> PathOwner:
        topic: Topic | None = getattr(site, topics).get(page.subject)
        return find_topic_owner(page, topic.path if topic else "", getattr(site, cards).get(page.subject, ()), key)

    return find_owner


TAG = make_list_kind(
    "tag",
    _list_tags,
    find_owner=_make_owner_finder("tags", "by_tag", "tags"),
    subject=make_tag,
    feed=ListFeeds(),
    card_field="tags",
)

SERIES = make_list_kind(
    "series",
    _list_series,
    find_owner=_make_owner_finder("series", "by_series", "series"),
    subject=make_series,
    feed=ListFeeds(),
)

THREAD = make_list_kind(
    "thread",
    _list_threads,
    find_owner=_make_owner_finder("threads", "by_thread", "thread"),
    subject=make_thread,
)
