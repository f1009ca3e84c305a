"""JSON Feed 1.1 (jsonfeed.org/version/1.1) with full text."""

import json
from typing import Any

from markupsafe import Markup

from sitegen.pages.feeds.entries import FILES, Entry, write_entries
from sitegen.pages.markup import drop_forbidden, format_rfc3339, make_absolute
from sitegen.pages.values import Feed, SiteInfo

VERSION = "https://jsonfeed.org/version/1.1"

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def write_json_feed(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as a JSON Feed document."""
    logo = site.publisher.logo
    document = {
        "version": VERSION,
        "title": drop_forbidden(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.folder + FILES["json"],
        "description": drop_forbidden(feed.description),
        "icon": make_absolute(logo.url, site.origin) if logo else "",
        "language": feed.lang,
        "authors": [_make_author(site.publisher.name, site.publisher.url)],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    head = _ENCODE(_drop_empty(document)).removesuffix("}")
    items = ",\n".join(write_entries(feed, site, _make_item))
    return Markup(f'{head}, "items": [\n{items}\n]}}')


def _make_item(entry: Entry, feed: Feed, site: SiteInfo) -> str:
    card = entry.card
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": "" if entry.html else entry.summary or entry.title,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": format_rfc3339(entry.published),
        "date_modified": format_rfc3339(entry.updated) if entry.updated > entry.published else "",
        "authors": [_make_author(author.title, make_absolute(author.url, site.origin)) for author in card.authors],
        "tags": list(entry.tags),
        "language": card.lang if card.lang != feed.lang else "",
    }
    return _ENCODE(_drop_empty(item))


def _make_author(name: str, url: str) -> dict[str, str]:
    return _drop_empty({"name": drop_forbidden(name), "url": url})


def _drop_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Return the mapping without what is empty."""
    return {key: value for key, value in values.items() if value}
