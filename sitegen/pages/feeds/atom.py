"""Atom (RFC 4287) with full text and the hub link of WebSub."""

import datetime as dt

from markupsafe import Markup

from sitegen.newsroom.cards import Picture
from sitegen.pages.feeds.entries import FILES, Entry, find_last_change, write_entries
from sitegen.pages.markup import (
    HEADER,
    escape,
    format_rfc3339,
    guess_picture_type,
    make_absolute,
    make_element,
    make_optional_element,
    make_plain,
)
from sitegen.pages.values import Feed, SiteInfo

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""`updated` of a feed without entries: the format demands one, and the hour of the build would differ each time."""


def write_atom(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as an Atom document."""
    entries = "".join(write_entries(feed, site, _write_entry))
    start = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(feed.lang)}">\n'
    return Markup(f"{HEADER}{start}{_write_head(feed, site, find_last_change(feed) or NEVER)}{entries}</feed>")


def _write_head(feed: Feed, site: SiteInfo, updated: dt.datetime) -> str:
    publisher = site.publisher
    own = feed.folder + FILES["atom"]
    parts = [
        make_element("id", own),
        make_element("title", feed.title),
        make_optional_element("subtitle", feed.description),
        make_element("updated", format_rfc3339(updated)),
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(feed.home)}"/>',
        f'<link rel="hub" href="{escape(feed.hub)}"/>' if feed.hub else "",
        _write_author(publisher.name, publisher.url),
        make_optional_element("rights", site.copyright),
        make_element("logo", make_absolute(publisher.logo.url, site.origin)) if publisher.logo else "",
        "<generator>sitegen</generator>",
    ]
    return "".join(part + "\n" for part in parts if part)


def _write_entry(entry: Entry, feed: Feed, site: SiteInfo) -> str:
    card = entry.card
    language = f' xml:lang="{escape(card.lang)}"' if card.lang and card.lang != feed.lang else ""
    parts = [
        f"<entry{language}>",
        make_element("id", entry.id),
        make_element("title", entry.title),
        f'<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>',
        _write_enclosure(card.image, entry.image) if card.image else "",
        make_element("published", format_rfc3339(entry.published)),
        make_element("updated", format_rfc3339(entry.updated)),
        *(_write_author(author.title, make_absolute(author.url, site.origin)) for author in card.authors),
        *(f'<category term="{escape(name)}"/>' for name in entry.tags),
        make_optional_element("summary", entry.summary),
        f'<content type="html">{escape(entry.html)}</content>' if entry.html else "",
        "</entry>\n",
    ]
    return "\n".join(part for part in parts if part)


def _write_author(name: str, url: str) -> str:
    return f"<author>{make_element('name', name)}{make_optional_element('uri', url)}</author>"


def _write_enclosure(picture: Picture, url: str) -> str:
    """Return the lead picture as a related resource, with its caption."""
    caption = make_plain(picture.caption)
    title = f' title="{escape(caption)}"' if caption else ""
    kind = guess_picture_type(url)
    typed = f' type="{kind}"' if kind else ""
    return f'<link rel="enclosure"{typed} href="{escape(url)}"{title}/>'
