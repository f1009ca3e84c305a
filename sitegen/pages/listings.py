"""Listings: all that has a page with a list of stories, and mostly a feed. Plan and views both read this table."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from sitegen import urls
from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.cards import Link
from sitegen.newsroom.links.page_links import find_link
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.terms.categories import find_ancestors
from sitegen.pages.pagination import folder
from sitegen.source.article import Topic
from sitegen.source.direction import direction

CORRECTIONS = "/corrections/"
SPONSORED = "/sponsored/"

FULL_TEXT = frozenset({"site", "language", "category", "author"})
"""Kinds whose feeds have the stories' whole text. Those of tags and series, of which an archive has thousands, have
summaries: with texts they would hold the archive many times over."""

FEEDS = FULL_TEXT | {"tag", "series", "sponsored"}
"""Kinds that have feeds; corrections have one besides."""


class Listing(Struct, frozen=True):
    """A list of stories with an address of its own."""

    kind: str
    """site (the front's, for feeds) language category tag author series thread month sponsored"""
    id: str
    title: str
    url: str
    """From the root of the host, percent-encoded"""
    cards: Cards
    lang: str
    dir: str = "ltr"
    description: str = ""

    @property
    def name(self) -> str:
        """Identity among all listings; the subject of its feeds' pages."""
        return f"{self.kind}:{self.id}"

    @property
    def link(self) -> Link:
        return Link(self.id, self.title, self.url)


Words = Callable[[str], Mapping[str, str]]
"""Language -> the theme's strings"""


def all_listings(site: Site, words: Words) -> tuple[Listing, ...]:
    """Return every listing of the site, the site itself first."""
    return (
        site_listing(site),
        *_languages(site),
        *_categories(site),
        *_topics(site, "tag", site.tags, site.by_tag),
        *_authors(site),
        *_topics(site, "series", site.series, site.by_series),
        *_topics(site, "thread", site.threads, site.by_thread),
        *_months(site, words),
        *_sponsored(site, words),
    )


def site_listing(site: Site) -> Listing:
    """Return the site as its feeds have it."""
    config = site.config
    lang = config.language
    cards = site.stories.get(lang, ())
    return Listing("site", "", config.title, site.root.url("/"), cards, lang, direction(lang), config.description)


def unpaid(cards: Cards) -> Cards:
    return tuple(card for card in cards if not is_paid(card))


def _languages(site: Site) -> Iterator[Listing]:
    config = site.config
    for lang, cards in sorted(site.by_language.items()):
        url = site.root.url(urls.fill(config.urls.translated, {"lang": config.urls.of_language(lang), "url": "/"}))
        yield Listing("language", lang, config.title, url, cards, lang, direction(lang), config.description)


def _own(site: Site, kind: str, own: Link, cards: Cards, description: str = "") -> Listing:
    """Return a listing in the site's language."""
    lang = site.config.language
    return Listing(kind, own.id, own.title, own.url, cards, lang, direction(lang), description)


def _categories(site: Site) -> Iterator[Listing]:
    for id, category in site.categories.items():
        yield _own(
            site, "category", find_link(site, "category", id), site.by_category.get(id, ()), category.description
        )


def _topics(site: Site, kind: str, topics: Mapping[str, Topic], cards: Mapping[str, Cards]) -> Iterator[Listing]:
    """Yield a listing for every topic that has stories."""
    for id, topic in topics.items():
        if found := cards.get(id):
            yield _own(site, kind, find_link(site, kind, id), found, topic.description)


def _authors(site: Site) -> Iterator[Listing]:
    """Yield a listing for every author, also for those who have not written yet: their page says who they are."""
    for id in site.authors:
        yield _own(site, "author", find_link(site, "author", id), site.by_author.get(id, ()))


def _months(site: Site, words: Words) -> Iterator[Listing]:
    own_words = words(site.config.language)
    for id, cards in site.by_month.items():
        yield _own(site, "month", Link(id, month_title(id, own_words), period_url(site, id)), cards)


def _sponsored(site: Site, words: Words) -> Iterator[Listing]:
    paid = tuple(card for card in site.listed if is_paid(card))
    if paid:
        title = words(site.config.language).get("sponsored", "Sponsored")
        yield _own(site, "sponsored", Link("", title, site.root.url(SPONSORED)), paid)


def period_url(site: Site, id: str) -> str:
    """Return the address of a month ("2026-11") or a year ("2026") of the archive; of "" the archive's own."""
    archive = folder(site.config.urls.archive)
    return site.root.url(archive + (id.replace("-", "/") + "/" if id else ""))


def period_start(site: Site, id: str) -> dt.datetime:
    """Return the first midnight of a month or a year in the site's zone."""
    year, _, month = id.partition("-")
    return dt.datetime(int(year), int(month or 1), 1, tzinfo=site.config.zone)


def month_title(id: str, words: Mapping[str, str]) -> str:
    """Return a month as the theme's strings say it: `months` has the twelve names with commas between them.

    Without them, as ISO 8601 has it: a template can always write it in words by `subject.start | date("month", lang)`.
    """
    year, _, month = id.partition("-")
    names = [name.strip() for name in words.get("months", "").split(",")]
    if len(names) != 12:
        return id
    pattern = words.get("month_and_year", "{month} {year}")
    return pattern.replace("{month}", names[int(month) - 1]).replace("{year}", year)


def trail(site: Site, category: str) -> tuple[Link, ...]:
    """Return the links from a root category down to this one."""
    links = site.links["category"]
    return tuple(links[id] for id in reversed(find_ancestors(site.categories, category)) if id in links)


def feeds_of(listing: Listing, site: Site) -> bool:
    """Has the listing feeds? The site always; any other only if there is a story in it."""
    return bool(site.config.feeds.formats) and listing.kind in FEEDS and bool(listing.cards or listing.kind == "site")
