"""JSON Feed 1.1 (jsonfeed.org/version/1.1) with full text."""

import json
from typing import Any

from markupsafe import Markup

from sitegen.pages.feeds.entries import FILES, Entry, written
from sitegen.pages.markup import absolute, plain, rfc3339
from sitegen.pages.values import Feed, SiteInfo

VERSION = "https://jsonfeed.org/version/1.1"

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def json_feed(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as a JSON Feed document."""
    logo = site.publisher.logo
    document = {
        "version": VERSION,
        "title": plain(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.folder + FILES["json"],
        "description": plain(feed.description),
        "icon": absolute(logo.url, site.origin) if logo else "",
        "language": feed.lang,
        "authors": [_author(site.publisher.name, site.publisher.url)],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    head = _ENCODE(_given(document)).removesuffix("}")
    items = ",\n".join(written(feed, site, _item))
    return Markup(f'{head}, "items": [\n{items}\n]}}')


def _item(entry: Entry, feed: Feed, site: SiteInfo) -> str:
    card = entry.card
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": "" if entry.html else entry.summary or entry.title,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated) if entry.updated > entry.published else "",
        "authors": [_author(author.title, absolute(author.url, site.origin)) for author in card.authors],
        "tags": list(entry.tags),
        "language": card.lang if card.lang != feed.lang else "",
    }
    return _ENCODE(_given(item))


def _author(name: str, url: str) -> dict[str, str]:
    return _given({"name": plain(name), "url": url})


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping without what is empty."""
    return {key: value for key, value in values.items() if value}
