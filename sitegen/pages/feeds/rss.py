"""RSS 2.0 (rssboard.org/rss-specification): full text, Media RSS, Dublin Core authors, links of Atom and WebSub."""

import datetime as dt

from markupsafe import Markup

from sitegen.newsroom.cards import Picture
from sitegen.pages.feeds.entries import FILES, Entry, find_last_change, write_entries
from sitegen.pages.markup import (
    HEADER,
    escape,
    format_rfc822,
    format_rfc3339,
    guess_picture_type,
    make_absolute,
    make_cdata,
    make_element,
    make_optional_element,
    make_plain,
)
from sitegen.pages.values import Feed, SiteInfo

NAMESPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)


def write_rss(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as an RSS 2.0 document."""
    items = "".join(write_entries(feed, site, _write_item))
    channel = f"<channel>\n{_write_channel(feed, site, find_last_change(feed))}{items}</channel>"
    return Markup(f'{HEADER}<rss version="2.0"{NAMESPACES}>\n{channel}\n</rss>')


def _write_channel(feed: Feed, site: SiteInfo, updated: dt.datetime | None) -> str:
    parts = [
        make_element("title", feed.title),
        make_element("link", feed.home),
        make_element("description", feed.description or feed.title),
        make_element("language", feed.lang),
        make_optional_element("copyright", site.copyright),
        make_element("lastBuildDate", format_rfc822(updated)) if updated else "",
        "<generator>sitegen</generator>",
        f'<atom:link rel="self" type="application/rss+xml" href="{escape(feed.folder + FILES["rss"])}"/>',
        f'<atom:link rel="hub" href="{escape(feed.hub)}"/>' if feed.hub else "",
        _write_logo(feed, site),
    ]
    return "".join(part + "\n" for part in parts if part)


def _write_logo(feed: Feed, site: SiteInfo) -> str:
    """Return the channel's picture; only where RSS allows it: a GIF, JPEG or PNG of at most 144 x 400 pixels."""
    logo = site.publisher.logo
    if not logo or guess_picture_type(logo.url) not in {"image/gif", "image/jpeg", "image/png"}:
        return ""
    if not (0 < logo.width <= 144 and 0 < logo.height <= 400):
        return ""
    size = f"<width>{logo.width}</width><height>{logo.height}</height>"
    url = make_element("url", make_absolute(logo.url, site.origin))
    return f"<image>{url}{make_element('title', feed.title)}{make_element('link', feed.home)}{size}</image>"


def _write_item(entry: Entry, feed: Feed, site: SiteInfo) -> str:
    card = entry.card
    parts = [
        "<item>",
        make_element("title", entry.title),
        make_element("link", entry.url),
        f'<guid isPermaLink="false">{entry.id}</guid>',
        make_element("pubDate", format_rfc822(entry.published)),
        *(make_element("dc:creator", author.title) for author in card.authors),
        *(make_element("category", name) for name in entry.tags),
        make_element("description", entry.summary),
        f"<content:encoded>{make_cdata(entry.html)}</content:encoded>" if entry.html else "",
        make_element("atom:updated", format_rfc3339(entry.updated)) if entry.updated > entry.published else "",
        _write_picture(card.image, entry.image) if card.image else "",
        "</item>\n",
    ]
    return "\n".join(part for part in parts if part)


def _write_picture(picture: Picture, url: str) -> str:
    """Return the lead picture in Media RSS (rssboard.org/media-rss)."""
    kind = guess_picture_type(url)
    typed = f' type="{kind}"' if kind else ""
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    description = make_plain(picture.caption) or picture.alt
    described = make_optional_element("media:description", description) + make_optional_element(
        "media:credit", picture.credit
    )
    return f'<media:content url="{escape(url)}" medium="image"{typed}{size}>{described}</media:content>'
