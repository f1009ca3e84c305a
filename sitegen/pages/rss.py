"""RSS 2.0 (rssboard.org/rss-specification): full text, Media RSS, Dublin Core authors, links of Atom and WebSub."""

from markupsafe import Markup

from sitegen.newsroom.cards import Picture
from sitegen.pages.entries import categories, headline, html, link
from sitegen.pages.markup import HEADER, absolute, cdata, element, escape, optional, picture_type, rfc822, rfc3339
from sitegen.pages.values import Feed, FeedEntry, SiteInfo

NAMESPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(feed: Feed, site: SiteInfo) -> Markup:
    """Return the feed as an RSS 2.0 document."""
    items = "".join(_item(entry, site) for entry in feed.entries)
    channel = f"<channel>\n{_channel(feed, site)}{items}</channel>"
    return Markup(f'{HEADER}<rss version="2.0"{NAMESPACES}>\n{channel}\n</rss>')


def _channel(feed: Feed, site: SiteInfo) -> str:
    parts = [
        element("title", feed.title),
        element("link", feed.home),
        element("description", feed.description or feed.title),
        element("language", feed.lang),
        optional("copyright", site.copyright),
        element("lastBuildDate", rfc822(feed.updated)) if feed.updated else "",
        element("generator", "sitegen"),
        f'<atom:link rel="self" type="application/rss+xml" href="{escape(feed.url)}"/>',
        f'<atom:link rel="hub" href="{escape(feed.hub)}"/>' if feed.hub else "",
        _logo(feed, site),
    ]
    return "".join(part + "\n" for part in parts if part)


def _logo(feed: Feed, site: SiteInfo) -> str:
    """Return the channel's picture; only where it is one that RSS allows: GIF, JPEG or PNG, at most 144 pixels wide."""
    logo = site.publisher.logo
    if not logo or logo.url.rpartition(".")[2].lower() not in {"gif", "jpg", "jpeg", "png"}:
        return ""
    width = f"<width>{logo.width}</width>" if 0 < logo.width <= 144 else ""
    height = f"<height>{logo.height}</height>" if 0 < logo.height <= 400 else ""
    picture = element("url", absolute(logo.url, site.origin))
    return f"<image>{picture}{element('title', feed.title)}{element('link', feed.home)}{width}{height}</image>"


def _item(entry: FeedEntry, site: SiteInfo) -> str:
    card = entry.card
    url = link(entry, site)
    text = html(entry, site)
    parts = [
        "<item>",
        element("title", headline(card)),
        element("link", url),
        f'<guid isPermaLink="{"true" if entry.id == url else "false"}">{escape(entry.id)}</guid>',
        element("pubDate", rfc822(entry.date or card.date)),
        *(element("dc:creator", author.title) for author in card.authors),
        *(element("category", name) for name in categories(card)),
        element("description", entry.note or card.summary),
        f"<content:encoded>{cdata(text)}</content:encoded>" if text else "",
        element("atom:updated", rfc3339(card.updated)) if card.updated else "",
        _picture(card.image, site) if card.image else "",
        "</item>\n",
    ]
    return "\n".join(part for part in parts if part)


def _picture(picture: Picture, site: SiteInfo) -> str:
    """Return the lead picture in Media RSS (rssboard.org/media-rss)."""
    kind = picture_type(picture.url)
    typed = f' type="{kind}"' if kind else ""
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    described = optional("media:description", picture.alt) + optional("media:credit", picture.credit)
    url = escape(absolute(picture.url, site.origin))
    return f'<media:content url="{url}" medium="image"{typed}{size}>{described}</media:content>'
