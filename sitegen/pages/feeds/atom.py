"""Atom (RFC 4287) with full text and the hub link of WebSub."""

import datetime as dt

from markupsafe import Markup

from sitegen.pages.feeds.entries import FILES, Entry, changed, written
from sitegen.pages.markup import HEADER, absolute, element, escape, optional, picture_type, rfc3339
from sitegen.pages.values import Feed, SiteInfo

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""`updated` of a feed without entries: the format demands one, and the hour of the build would differ each time."""


def atom(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as an Atom document."""
    entries = "".join(written(feed, site, _entry))
    start = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(feed.lang)}">\n'
    return Markup(f"{HEADER}{start}{_head(feed, site, changed(feed) or NEVER)}{entries}</feed>")


def _head(feed: Feed, site: SiteInfo, updated: dt.datetime) -> str:
    publisher = site.publisher
    own = feed.folder + FILES["atom"]
    parts = [
        element("id", own),
        element("title", feed.title),
        optional("subtitle", feed.description),
        element("updated", rfc3339(updated)),
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(feed.home)}"/>',
        f'<link rel="hub" href="{escape(feed.hub)}"/>' if feed.hub else "",
        _author(publisher.name, publisher.url),
        optional("rights", site.copyright),
        element("logo", absolute(publisher.logo.url, site.origin)) if publisher.logo else "",
        "<generator>sitegen</generator>",
    ]
    return "".join(part + "\n" for part in parts if part)


def _entry(entry: Entry, feed: Feed, site: SiteInfo) -> str:
    card = entry.card
    language = f' xml:lang="{escape(card.lang)}"' if card.lang and card.lang != feed.lang else ""
    parts = [
        f"<entry{language}>",
        element("id", entry.id),
        element("title", entry.title),
        f'<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>',
        _enclosure(entry.image) if entry.image else "",
        element("published", rfc3339(entry.published)),
        element("updated", rfc3339(entry.updated)),
        *(_author(author.title, absolute(author.url, site.origin)) for author in card.authors),
        *(f'<category term="{escape(name)}"/>' for name in entry.tags),
        optional("summary", entry.summary),
        f'<content type="html">{escape(entry.html)}</content>' if entry.html else "",
        "</entry>\n",
    ]
    return "\n".join(part for part in parts if part)


def _author(name: str, url: str) -> str:
    return f"<author>{element('name', name)}{optional('uri', url)}</author>"


def _enclosure(url: str) -> str:
    """Return the lead picture as a related resource."""
    kind = picture_type(url)
    typed = f' type="{kind}"' if kind else ""
    return f'<link rel="enclosure"{typed} href="{escape(url)}"/>'
