"""What all formats of a feed say of an entry."""

import datetime as dt
from collections.abc import Callable, Iterator

from msgspec import Struct

from sitegen.newsroom.cards import Card
from sitegen.newsroom.dates import last_changed
from sitegen.pages.markup import absolute, absolute_links, plain, rfc3339
from sitegen.pages.values import Feed, ResolvedBody, SiteInfo

FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
"""Format -> name of the feed's file in that format."""


class Entry(Struct, frozen=True):
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


Write = Callable[[Entry, Feed, SiteInfo], str]
"""Makes the text of one entry in one format; of the feed it reads nothing but the language."""

MEMO_LIMIT = 20_000
"""Entries that a process keeps: a story's summary is in the feeds of all its tags."""

_memo: dict[tuple[object, ...], str] = {}


def written(feed: Feed, site: SiteInfo, write: Write) -> list[str]:
    """Return the feed's entries in its order, as `write` makes them."""
    if feed.notes:
        return [write(entry, feed, site) for entry in _corrections(feed, site)]
    if feed.texts:
        return [
            write(_story(card, feed, site, _html(card, text, site)), feed, site)
            for card, text in zip(feed.cards, feed.texts, strict=True)
        ]
    return [_remembered(card, feed, site, write) for card in feed.cards]


def changed(feed: Feed) -> dt.datetime | None:
    """Return when the entries last changed: a feed's own date, as the hour of the build tells nobody a thing."""
    dates = [note.date for note in feed.notes] + [last_changed(card) for card in feed.cards]
    return max(dates, default=None)


def _remembered(card: Card, feed: Feed, site: SiteInfo, write: Write) -> str:
    """Return the entry of a story's summary, made once per process."""
    key = (write.__module__, feed.lang, site.origin, card.digest, feed.ids.get(card.path, ""))
    known = _memo.get(key)
    if known is None:
        if len(_memo) >= MEMO_LIMIT:
            _memo.clear()
        known = _memo[key] = write(_story(card, feed, site, ""), feed, site)
    return known


def _story(card: Card, feed: Feed, site: SiteInfo, html: str) -> Entry:
    url = absolute(card.url, site.origin)
    return _entry(card, feed.ids.get(card.path, url), url, card.summary, html, (card.date, last_changed(card)), site)


def _html(card: Card, text: ResolvedBody, site: SiteInfo) -> str:
    """Return a story's text with absolute links."""
    return absolute_links(str(text.content), site.origin, absolute(card.url, site.origin))


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
