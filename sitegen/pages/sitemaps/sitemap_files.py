"""The files of the sitemap: stories by the month of their date, so that an old file changes only with its stories."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from sitegen.newsroom import calendar
from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.cards import Card
from sitegen.newsroom.dates import last_changed
from sitegen.newsroom.schedule import is_news
from sitegen.newsroom.site import Cards, Site
from sitegen.pages.listings import Listing, period_url
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


def story_files(site: Site) -> Files:
    """Return the stories' files, newest month first, without what is not to be indexed or first appeared elsewhere."""
    months: dict[tuple[int, int], list[Card]] = {}
    for path, card in site.cards.items():
        article = site.articles[path]
        if not (article.noindex or article.canonical):
            months.setdefault((card.date.year, card.date.month), []).append(card)
    files: dict[str, Sitemap] = {}
    for year, month in sorted(months, reverse=True):
        cards = sorted(months[year, month], key=lambda card: (card.date, card.path))
        for number, part in enumerate(_parts(cards), 1):
            files[_file_name(f"{year:04}-{month:02}", number)] = _with_corrections(site, part)
    return files


def _with_corrections(site: Site, cards: Cards) -> Sitemap:
    """Return a file in which a story that was corrected after its last update has the correction's date."""
    corrected = {
        card.path: SitemapEntry(site.root.absolute(card.url), latest)
        for card in cards
        if (latest := max((c.date for c in site.articles[card.path].corrections), default=None))
        and latest > last_changed(card)
    }
    return Sitemap(tuple(corrected.values()), tuple(card for card in cards if card.path not in corrected))


def _parts(cards: Iterable[Card]) -> Iterator[Cards]:
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


def files(site: Site, listings: Iterable[Listing]) -> Files:
    """Return all files that the index names."""
    return {**page_files(site, listings), **story_files(site)}


def page_files(site: Site, listings: Iterable[Listing]) -> Files:
    """Return the files of all pages that are no stories: lists by their first page, the archive, static pages."""
    entries = [*_list_entries(site, listings), *(SitemapEntry(site.root.absolute(url)) for url in archive_urls(site))]
    for page in site.pages:
        if not page.noindex:
            url = site.root.url(site.url_paths[page.path])
            entries.append(SitemapEntry(site.root.absolute(url), page.updated))
    parts = [tuple(entries[start : start + MOST_URLS]) for start in range(0, len(entries), MOST_URLS)]
    return {_file_name("pages", number): Sitemap(part) for number, part in enumerate(parts, 1)}


def _list_entries(site: Site, listings: Iterable[Listing]) -> Iterator[SitemapEntry]:
    for listing in listings:
        shown = listing.cards if listing.kind == "series" else listing.cards[: site.config.lists.page]
        if shown or listing.kind == "site":
            yield SitemapEntry(site.root.absolute(listing.url), max(map(last_changed, shown), default=None))


def news_files(site: Site) -> Files:
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
    return {_file_name("news", number): Sitemap(cards=part) for number, part in enumerate(parts, 1)}


def index(site: Site, files: Files) -> Sitemap:
    """Return the sitemap of sitemaps."""
    entries = (SitemapEntry(file_url(site, name), _newest(sitemap)) for name, sitemap in files.items())
    return Sitemap(tuple(entries))


def _newest(sitemap: Sitemap) -> dt.datetime | None:
    dates = [entry.modified for entry in sitemap.entries if entry.modified]
    return max((*dates, *map(last_changed, sitemap.cards)), default=None)


def file_url(site: Site, name: str) -> str:
    """Return the absolute URL of a file at the site's root."""
    return site.root.absolute(site.root.url(f"/{name}"))


def _file_name(stem: str, number: int) -> str:
    return f"sitemap-{stem}.xml" if number == 1 else f"sitemap-{stem}-{number}.xml"


def years(site: Site) -> list[str]:
    """Return the years of the archive, newest first."""
    return [year.id for year in calendar.list_years(site)]


def archive_urls(site: Site) -> list[str]:
    """Return the links to the archive and to its years."""
    return [period_url(site, id) for id in ("", *years(site))] if site.by_month else []
