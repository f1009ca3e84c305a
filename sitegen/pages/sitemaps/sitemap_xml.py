"""Sitemaps (sitemaps.org/protocol.html), with Google's image and news extensions."""

import datetime as dt

from markupsafe import Markup

from sitegen.newsroom.cards import Card
from sitegen.newsroom.dates import last_changed
from sitegen.pages.markup import HEADER, absolute, element, rfc3339
from sitegen.pages.values import SiteInfo, Sitemap

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap_xml(sitemap: Sitemap, site: SiteInfo) -> Markup:
    """Return one file of a sitemap: pages, and stories with their lead picture."""
    pages = "".join(f"<url>{_place(entry.url, entry.modified)}</url>\n" for entry in sitemap.entries)
    stories = "".join(_story(card, site) for card in sitemap.cards)
    return Markup(f'{HEADER}<urlset xmlns="{SCHEMA}" xmlns:image="{IMAGE}">\n{pages}{stories}</urlset>')


def _story(card: Card, site: SiteInfo) -> str:
    place = _place(absolute(card.url, site.origin), last_changed(card))
    image = element("image:loc", absolute(card.image.url, site.origin)) if card.image else ""
    return f"<url>{place}{image and f'<image:image>{image}</image:image>'}</url>\n"


def _place(url: str, modified: dt.datetime | None) -> str:
    return element("loc", url) + (element("lastmod", rfc3339(modified)) if modified else "")


def sitemap_index(sitemap: Sitemap) -> Markup:
    """Return the index of a sitemap; every entry is one of its files."""
    files = "".join(f"<sitemap>{_place(entry.url, entry.modified)}</sitemap>\n" for entry in sitemap.entries)
    return Markup(f'{HEADER}<sitemapindex xmlns="{SCHEMA}">\n{files}</sitemapindex>')


def news_sitemap(sitemap: Sitemap, site: SiteInfo) -> Markup:
    """Return a news sitemap, its elements in the order that the schema wants
    (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""
    urls = "".join(_news(card, site) for card in sitemap.cards)
    return Markup(f'{HEADER}<urlset xmlns="{SCHEMA}" xmlns:news="{NEWS}">\n{urls}</urlset>')


def _news(card: Card, site: SiteInfo) -> str:
    name = element("news:name", site.title)
    publication = f"<news:publication>{name}{element('news:language', news_language(card.lang))}</news:publication>"
    published = element("news:publication_date", rfc3339(card.date))
    news = f"<news:news>{publication}{published}{element('news:title', card.title)}</news:news>"
    return f"<url>{element('loc', absolute(card.url, site.origin))}{news}</url>\n"


def news_language(tag: str) -> str:
    """Return Google News's name of a language: ISO 639, but zh-cn and zh-tw for Chinese in its two scripts."""
    parts = tag.lower().split("-")
    if parts[0] == "zh":
        return "zh-tw" if {"tw", "hk", "mo", "hant"} & set(parts) else "zh-cn"
    return parts[0]
