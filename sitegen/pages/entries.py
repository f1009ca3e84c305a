"""What all formats of a feed say of an entry."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.newsroom.cards import Card
from sitegen.pages.markup import absolute, absolute_links, plain, rfc3339
from sitegen.pages.values import Feed, ResolvedBody, SiteInfo

FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
"""Format -> name of the feed's file in that format."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A story, or a correction of one, as a feed has it; URLs are absolute, texts free of what XML cannot hold."""

    card: Card
    id: str
    url: str
    title: str
    summary: str
    html: str
    """"" where the feed gives summaries only"""
    published: dt.datetime
    updated: dt.datetime
    image: str
    tags: tuple[str, ...]
    """What the story is filed under, each name once: category, subcategory, tags"""


def entries(feed: Feed, site: SiteInfo) -> list[Entry]:
    """Return the feed's entries in its order."""
    return list(_corrections(feed, site) if feed.notes else _stories(feed, site))


def updated(found: list[Entry]) -> dt.datetime | None:
    """Return when the entries last changed: a feed's own date, as the hour of the build tells nobody a thing."""
    return max((entry.updated for entry in found), default=None)


def _stories(feed: Feed, site: SiteInfo) -> Iterator[Entry]:
    bodies = feed.bodies or (None,) * len(feed.cards)
    for card, body in zip(feed.cards, bodies, strict=True):
        url = absolute(card.url, site.origin)
        html = absolute_links(str(body.content), site.origin, url) if isinstance(body, ResolvedBody) else ""
        changed = max(card.date, card.updated or card.date)
        yield _entry(card, feed.ids.get(card.path, url), url, card.summary, html, (card.date, changed), site)


def _corrections(feed: Feed, site: SiteInfo) -> Iterator[Entry]:
    for note in feed.notes:
        if note.card:
            url = absolute(note.card.url, site.origin)
            identity = f"{url}#{note.type}-{rfc3339(note.date)}"
            yield _entry(note.card, identity, url, note.text, "", (note.date, note.date), site)


def _entry(
    card: Card, identity: str, url: str, summary: str, html: str, dates: tuple[dt.datetime, dt.datetime], site: SiteInfo
) -> Entry:
    # A paid story's label must be seen wherever the story is.
    title = f"{card.paid_label}: {card.title}" if card.paid_label else card.title
    filed = (card.category, *((card.subcategory,) if card.subcategory else ()), *card.tags)
    tags = tuple(dict.fromkeys(plain(link.title) for link in filed))
    image = absolute(card.image.url, site.origin) if card.image else ""
    return Entry(card, identity, url, plain(title), plain(summary), plain(html), *dates, image, tags)
