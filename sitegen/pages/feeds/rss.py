"""RSS 2.0 (rssboard.org/rss-specification): full text, Media RSS, Dublin Core authors, links of Atom and WebSub."""

import datetime as dt

from markupsafe import Markup

from sitegen.newsroom.cards import Picture
from sitegen.pages.feeds.entries import FILES, Entry, changed, written
from sitegen.pages.markup import HEADER, absolute, cdata, element, escape, optional, picture_type, rfc822, rfc3339
from sitegen.pages.values import Feed, SiteInfo

NAMESPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as an RSS 2.0 document."""
    items = "".join(written(feed, site, _item))
    channel = f"<channel>\n{_channel(feed, site, changed(feed))}{items}</channel>"
    return Markup(f'{HEADER}<rss version="2.0"{NAMESPACES}>\n{channel}\n</rss>')


def _channel(feed: Feed, site: SiteInfo, updated: dt.datetime | None) -> str:
    parts = [
        element("title", feed.title),
        element("link", feed.home),
        element("description", feed.description or feed.title),
        element("language", feed.lang),
        optional("copyright", site.copyright),
        element("lastBuildDate", rfc822(updated)) if updated else "",
        "<generator>sitegen</generator>",
        f'<atom:link rel="self" type="application/rss+xml" href="{escape(feed.folder + FILES["rss"])}"/>',
        f'<atom:link rel="hub" href="{escape(feed.hub)}"/>' if feed.hub else "",
        _logo(feed, site),
    ]
    return "".join(part + "\n" for part in parts if part)


def _logo(feed: Feed, site: SiteInfo) -> str:
    """Return the channel's picture; only where RSS allows it: a GIF, JPEG or PNG of at most 144 x 400 pixels."""
    logo = site.publisher.logo
    if not logo or picture_type(logo.url) not in {"image/gif", "image/jpeg", "image/png"}:
        return ""
    if not (0 < logo.width <= 144 and 0 < logo.height <= 400):
        return ""
    size = f"<width>{logo.width}</width><height>{logo.height}</height>"
    url = element("url", absolute(logo.url, site.origin))
    return f"<image>{url}{element('title', feed.title)}{element('link', feed.home)}{size}</image>"


def _item(entry: Entry, feed: Feed, site: SiteInfo) -> str:
    card = entry.card
    parts = [
        "<item>",
        element("title", entry.title),
        element("link", entry.url),
        f'<guid isPermaLink="{"true" if entry.id == entry.url else "false"}">{escape(entry.id)}</guid>',
        element("pubDate", rfc822(entry.published)),
        *(element("dc:creator", author.title) for author in card.authors),
        *(element("category", name) for name in entry.tags),
        element("description", entry.summary),
        f"<content:encoded>{cdata(entry.html)}</content:encoded>" if entry.html else "",
        element("atom:updated", rfc3339(entry.updated)) if entry.updated > entry.published else "",
        _picture(card.image, entry.image) if card.image else "",
        "</item>\n",
    ]
    return "\n".join(part for part in parts if part)


def _picture(picture: Picture, url: str) -> str:
    """Return the lead picture in Media RSS (rssboard.org/media-rss)."""
    kind = picture_type(url)
    typed = f' type="{kind}"' if kind else ""
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    described = optional("media:description", picture.alt) + optional("media:credit", picture.credit)
    return f'<media:content url="{escape(url)}" medium="image"{typed}{size}>{described}</media:content>'
