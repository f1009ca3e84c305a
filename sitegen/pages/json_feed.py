"""JSON Feed 1.1 (jsonfeed.org/version/1.1) with full text."""

import json
from typing import Any

from markupsafe import Markup

from sitegen.pages.entries import categories, headline, html, link
from sitegen.pages.markup import absolute, plain, rfc3339
from sitegen.pages.values import Feed, FeedEntry, SiteInfo

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as a JSON Feed document."""
    logo = site.publisher.logo
    document = {
        "version": VERSION,
        "title": plain(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": plain(feed.description),
        "icon": absolute(logo.url, site.origin) if logo else "",
        "language": feed.lang,
        "authors": [{"name": plain(site.publisher.name), "url": site.publisher.url}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    items = [_item(entry, feed, site) for entry in feed.entries]
    given = {key: value for key, value in document.items() if value}
    return Markup(json.dumps({**given, "items": items}, ensure_ascii=False, indent=1))


def _item(entry: FeedEntry, feed: Feed, site: SiteInfo) -> dict[str, Any]:
    card = entry.card
    text = html(entry, site)
    item = {
        "id": entry.id,
        "url": link(entry, site),
        "title": plain(headline(card)),
        "content_html": plain(text),
        "content_text": "" if text else plain(entry.note or card.summary or card.title),
        "summary": plain(entry.note or card.summary),
        "image": absolute(card.image.url, site.origin) if card.image else "",
        "date_published": rfc3339(entry.date or card.date),
        "date_modified": rfc3339(card.updated) if card.updated else "",
        "authors": [{"name": plain(a.title), "url": absolute(a.url, site.origin)} for a in card.authors],
        "tags": [plain(name) for name in categories(card)],
        "language": card.lang if card.lang != feed.lang else "",
    }
    return {key: value for key, value in item.items() if value}
