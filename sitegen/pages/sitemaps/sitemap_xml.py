"""Sitemaps (sitemaps.org/protocol.html), with Google's image and news extensions."""

import datetime as dt

from markupsafe import Markup

from sitegen.newsroom.cards import Card
from sitegen.newsroom.dates import last_changed
from sitegen.pages.markup import HEADER, format_rfc3339, make_absolute, make_element
from sitegen.pages.values import SiteInfo, Sitemap

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def write_sitemap(sitemap: Sitemap, site: SiteInfo) -> Markup:
    """Return one file of a sitemap: pages, and stories with their lead picture."""
    pages = "".join(f"<url>{_write_place(entry.url, entry.modified)}</url>\n" for entry in sitemap.entries)
    stories = "".join(_write_story(card, site) for card in sitemap.cards)
    return Markup(f'{HEADER}<urlset xmlns="{SCHEMA}" xmlns:image="{IMAGE}">\n{pages}{stories}</urlset>')


def _write_story(card: Card, site: SiteInfo) -> str:
    place = _write_place(make_absolute(card.url, site.origin), last_changed(card))
    image = make_element("image:loc", make_absolute(card.image.url, site.origin)) if card.image else ""
    return f"<url>{place}{image and f'<image:image>{image}</image:image>'}</url>\n"


def _write_place(url: str, modified: dt.datetime | None) -> str:
    return make_element("loc", url) + (make_element("lastmod", format_rfc3339(modified)) if modified else "")


def write_sitemap_index(sitemap: Sitemap) -> Markup:
    """Return the index of a sitemap; every entry is one of its files."""
    files = "".join(f"<sitemap>{_write_place(entry.url, entry.modified)}</sitemap>\n" for entry in sitemap.entries)
    return Markup(f'{HEADER}<sitemapindex xmlns="{SCHEMA}">\n{files}</sitemapindex>')


def write_news_sitemap(sitemap: Sitemap, site: SiteInfo) -> Markup:
    """Return a news sitemap, its elements in the order that the schema requires
    (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""
    urls = "".join(_write_news(card, site) for card in sitemap.cards)
    return Markup(f'{HEADER}<urlset xmlns="{SCHEMA}" xmlns:news="{NEWS}">\n{urls}</urlset>')


def _write_news(card: Card, site: SiteInfo) -> str:
    name = make_element("news:name", site.title)
    publication = (
        f"<news:publication>{name}{make_element('news:language', find_news_language(card.lang))}</news:publication>"
    )
    published = make_element("news:publication_date", format_rfc3339(card.date))
    news = f"<news:news>{publication}{published}{make_element('news:title', card.title)}</news:news>"
    return f"<url>{make_element('loc', make_absolute(card.url, site.origin))}{news}</url>\n"


def find_news_language(tag: str) -> str:
    """Return Google News's name of a language: ISO 639, but zh-cn and zh-tw for Chinese in its two scripts."""
    parts = tag.lower().split("-")
    if parts[0] == "zh":
        return "zh-tw" if {"tw", "hk", "mo", "hant"} & set(parts) else "zh-cn"
    return parts[0]
