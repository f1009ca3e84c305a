"""Sitemaps (sitemaps.org/protocol.html), with Google's image and news extensions."""

from markupsafe import Markup

from sitegen.pages.markup import HEADER, element, escape, rfc3339
from sitegen.pages.values import NewsEntry, Sitemap, SitemapEntry

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap_xml(sitemap: Sitemap) -> Markup:
    """Return one file of a sitemap; every entry is a page with the pictures on it."""
    urls = "".join(url_element(entry) for entry in sitemap.entries)
    return Markup(f'{HEADER}<urlset xmlns="{SCHEMA}" xmlns:image="{IMAGE}">\n{urls}</urlset>')


def url_element(entry: SitemapEntry) -> str:
    images = "".join(f"<image:image><image:loc>{escape(url)}</image:loc></image:image>" for url in entry.images)
    return f"<url>{element('loc', entry.url)}{_modified(entry)}{images}</url>\n"


def _modified(entry: SitemapEntry) -> str:
    return element("lastmod", rfc3339(entry.modified)) if entry.modified else ""


def sitemap_index(sitemap: Sitemap) -> Markup:
    """Return the index of a sitemap; every entry is one of its files."""
    files = "".join(f"<sitemap>{element('loc', e.url)}{_modified(e)}</sitemap>\n" for e in sitemap.entries)
    return Markup(f'{HEADER}<sitemapindex xmlns="{SCHEMA}">\n{files}</sitemapindex>')


def news_sitemap(sitemap: Sitemap) -> Markup:
    """Return a news sitemap, its elements in the order that the schema wants
    (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""
    urls = "".join(_news(entry, sitemap.name) for entry in sitemap.news)
    return Markup(f'{HEADER}<urlset xmlns="{SCHEMA}" xmlns:news="{NEWS}">\n{urls}</urlset>')


def _news(entry: NewsEntry, name: str) -> str:
    publication = element("news:name", name) + element("news:language", news_language(entry.lang))
    published = element("news:publication_date", rfc3339(entry.date))
    news = f"<news:publication>{publication}</news:publication>{published}{element('news:title', entry.title)}"
    return f"<url>{element('loc', entry.url)}<news:news>{news}</news:news></url>\n"


def news_language(tag: str) -> str:
    """Return Google News's name of a language: ISO 639, but zh-cn and zh-tw for Chinese in its two scripts."""
    parts = tag.lower().split("-")
    if parts[0] == "zh":
        return "zh-tw" if {"tw", "hk", "mo", "hant"} & set(parts) else "zh-cn"
    return parts[0]
