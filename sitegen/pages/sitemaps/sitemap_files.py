"""The files of the sitemap: stories by the month of their date, so that an old file changes only with its stories."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.cards import Card
from sitegen.newsroom.dates import last_changed
from sitegen.newsroom.schedule import is_news
from sitegen.newsroom.site import Cards, Site
from sitegen.pages.values import Sitemap, SitemapEntry

MOST_URLS = 50_000
MOST_BYTES = 50_000_000
"""Of one file (sitemaps.org/protocol.html: 50,000 URLs, 50 MB)"""

MOST_NEWS = 1_000
"""Stories in one news sitemap (Google's rules for news sitemaps)"""

INDEX = "sitemap.xml"

_MARKUP = 200
"""Bytes that an entry has at most besides its URLs"""

Files = Mapping[str, Sitemap]
"""File name -> what is in it"""


def make_story_files(site: Site) -> Files:
    """Return the stories' files, newest month first, without what is not to be indexed or first appeared elsewhere."""
    months: dict[tuple[int, int], list[Card]] = {}
    for path, card in site.cards.items():
        article = site.articles[path]
        if not (article.noindex or article.canonical):
            months.setdefault((card.date.year, card.date.month), []).append(card)
    files: dict[str, Sitemap] = {}
    for year, month in sorted(months, reverse=True):
        cards = sorted(months[year, month], key=lambda card: (card.date, card.path))
        for number, part in enumerate(_split_cards(cards), 1):
            files[_make_file_name(f"{year:04}-{month:02}", number)] = Sitemap(cards=part)
    return files


def _split_cards(cards: Iterable[Card]) -> Iterator[Cards]:
    """Yield the cards in their order, cut where a file would grow too large."""
    part: list[Card] = []
    size = 0
    for card in cards:
        own = _MARKUP + 5 * len(card.url) + (5 * len(card.image.url) if card.image else 0)
        if part and (len(part) >= MOST_URLS or size + own > MOST_BYTES):
            yield tuple(part)
            part, size = [], 0
        part.append(card)
        size += own
    if part:
        yield tuple(part)


def make_files(site: Site, entries: Iterable[SitemapEntry]) -> Files:
    """Return all files that the index names: those of the articles, and those of all other
    pages, whose entries are given."""
    return {**_make_page_files(tuple(entries)), **make_story_files(site)}


def _make_page_files(entries: tuple[SitemapEntry, ...]) -> Files:
    parts = [entries[start : start + MOST_URLS] for start in range(0, len(entries), MOST_URLS)]
    return {_make_file_name("pages", number): Sitemap(part) for number, part in enumerate(parts, 1)}


def make_news_files(site: Site) -> Files:
    """Return the news sitemap's files: the stories of the last two days that are the newsroom's own."""
    news = [
        card
        for path, card in site.cards.items()
        if is_news(card.date, site.now)
        and not is_paid(card)
        and not (site.articles[path].noindex or site.articles[path].canonical)
    ]
    news.sort(key=lambda card: (card.date, card.path))
    parts = [tuple(news[start : start + MOST_NEWS]) for start in range(0, len(news), MOST_NEWS)]
    return {_make_file_name("news", number): Sitemap(cards=part) for number, part in enumerate(parts, 1)}


def make_index(site: Site, files: Files) -> Sitemap:
    """Return the sitemap of sitemaps."""
    entries = (SitemapEntry(make_file_url(site, name), _find_newest(sitemap)) for name, sitemap in files.items())
    return Sitemap(tuple(entries))


def _find_newest(sitemap: Sitemap) -> dt.datetime | None:
    dates = [entry.modified for entry in sitemap.entries if entry.modified]
    return max((*dates, *map(last_changed, sitemap.cards)), default=None)


def make_file_url(site: Site, name: str) -> str:
    """Return the absolute URL of a file at the site's root."""
    return site.root.absolute(site.root.url(f"/{name}"))


def _make_file_name(stem: str, number: int) -> str:
    return f"sitemap-{stem}.xml" if number == 1 else f"sitemap-{stem}-{number}.xml"
