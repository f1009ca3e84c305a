"""Atom (RFC 4287) with full text and the hub link of WebSub."""

import datetime as dt

from markupsafe import Markup

from sitegen.pages.entries import categories, headline, html, link
from sitegen.pages.markup import HEADER, absolute, element, escape, optional, picture_type, rfc3339
from sitegen.pages.values import Feed, FeedEntry, SiteInfo

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""`updated` of a feed without entries: the format demands one, and the hour of the build would differ each time."""


def atom(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as an Atom document."""
    entries = "".join(_entry(entry, feed, site) for entry in feed.entries)
    start = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(feed.lang)}">\n'
    return Markup(f"{HEADER}{start}{_head(feed, site)}{entries}</feed>")


def _head(feed: Feed, site: SiteInfo) -> str:
    publisher = site.publisher
    parts = [
        element("id", feed.url),
        element("title", feed.title),
        optional("subtitle", feed.description),
        element("updated", rfc3339(feed.updated or NEVER)),
        f'<link rel="self" type="application/atom+xml" href="{escape(feed.url)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(feed.home)}"/>',
        f'<link rel="hub" href="{escape(feed.hub)}"/>' if feed.hub else "",
        f"<author>{element('name', publisher.name)}{element('uri', publisher.url)}</author>",
        optional("rights", site.copyright),
        element("logo", absolute(publisher.logo.url, site.origin)) if publisher.logo else "",
        "<generator>sitegen</generator>",
    ]
    return "".join(part + "\n" for part in parts if part)


def _entry(entry: FeedEntry, feed: Feed, site: SiteInfo) -> str:
    card = entry.card
    text = html(entry, site)
    language = f' xml:lang="{escape(card.lang)}"' if card.lang and card.lang != feed.lang else ""
    published = entry.date or card.date
    parts = [
        f"<entry{language}>",
        element("id", entry.id),
        element("title", headline(card)),
        f'<link rel="alternate" type="text/html" href="{escape(link(entry, site))}"/>',
        _enclosure(entry, site),
        element("published", rfc3339(published)),
        element("updated", rfc3339(max(published, card.updated or published))),
        *(_author(author.title, absolute(author.url, site.origin)) for author in card.authors),
        *(f'<category term="{escape(name)}"/>' for name in categories(card)),
        optional("summary", entry.note or card.summary),
        f'<content type="html">{escape(text)}</content>' if text else "",
        "</entry>\n",
    ]
    return "\n".join(part for part in parts if part)


def _author(name: str, url: str) -> str:
    return f"<author>{element('name', name)}{optional('uri', url)}</author>"


def _enclosure(entry: FeedEntry, site: SiteInfo) -> str:
    """Return the lead picture as a related resource."""
    picture = entry.card.image
    if not picture:
        return ""
    kind = picture_type(picture.url)
    typed = f' type="{kind}"' if kind else ""
    return f'<link rel="enclosure"{typed} href="{escape(absolute(picture.url, site.origin))}"/>'
