"""What all formats of a feed say of an entry."""

import datetime as dt
import unicodedata
import uuid
from collections.abc import Callable, Iterator

from msgspec import Struct

from sitegen.newsroom.ads.paid import INDEPENDENT
from sitegen.newsroom.cards import Card
from sitegen.newsroom.dates import last_changed
from sitegen.pages.markup import drop_forbidden, format_rfc3339, make_absolute, make_links_absolute
from sitegen.pages.values import Feed, ResolvedBody, SiteInfo

FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
"""Format -> name of the feed's file in that format."""


class Entry(Struct, frozen=True):
    """A story, or a correction of one, as a feed has it; URLs are absolute, texts free of what XML cannot hold."""

    card: Card
    id: str
    """A URN that does not change when the story gets aliases or another URL"""
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


def write_entries(feed: Feed, site: SiteInfo, write: Write) -> list[str]:
    """Return the feed's entries in its order, as `write` makes them."""
    if feed.notes:
        return [write(entry, feed, site) for entry in _make_correction_entries(feed, site)]
    if feed.texts:
        return [
            write(_make_story_entry(card, feed, site, _make_html(card, text, feed, site)), feed, site)
            for card, text in zip(feed.cards, feed.texts, strict=True)
        ]
    return [_write_summary(card, feed, site, write) for card in feed.cards]


def find_last_change(feed: Feed) -> dt.datetime | None:
    """Return when the entries last changed: the date of the feed, which does not depend on the build."""
    dates = [note.date for note in feed.notes] + [last_changed(card) for card in feed.cards]
    return max(dates, default=None)


def _write_summary(card: Card, feed: Feed, site: SiteInfo, write: Write) -> str:
    """Return the entry of a story's summary, made once per process."""
    key = (write.__module__, feed.lang, site.base_url, card.digest)
    known = _memo.get(key)
    if known is None:
        if len(_memo) >= MEMO_LIMIT:
            _memo.clear()
        known = _memo[key] = write(_make_story_entry(card, feed, site, ""), feed, site)
    return known


def _make_story_entry(card: Card, feed: Feed, site: SiteInfo, html: str) -> Entry:
    url = make_absolute(card.url, site.origin)
    return _make_entry(card, _make_id(card, site), url, card.summary, html, (card.date, last_changed(card)), site)


def _make_id(card: Card, site: SiteInfo, note: str = "") -> str:
    """Return the id of a story, or of a note of it: made of the site's address and the path of the story's file."""
    path = card.path.removesuffix(".md").removesuffix("/index")
    address = f"{site.base_url.partition('://')[2]}/{unicodedata.normalize('NFC', path)}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{address}#{note}" if note else address).urn


def _make_html(card: Card, text: ResolvedBody, feed: Feed, site: SiteInfo) -> str:
    """Return a story's text with absolute links, after the notices of its corrections."""
    html = feed.notices.get(card.path, "") + text.content
    return make_links_absolute(str(html), site.origin, make_absolute(card.url, site.origin))


def _make_correction_entries(feed: Feed, site: SiteInfo) -> Iterator[Entry]:
    for note in feed.notes:
        if note.card:
            url = make_absolute(note.card.url, site.origin)
            identity = _make_id(note.card, site, f"{note.type}-{format_rfc3339(note.date)}")
            yield _make_entry(note.card, identity, url, note.text, "", (note.date, note.date), site)


def _make_entry(
    card: Card, identity: str, url: str, summary: str, html: str, dates: tuple[dt.datetime, dt.datetime], site: SiteInfo
) -> Entry:
    # A paid story's label must be seen wherever the story is.
    label = f"{card.paid_label} {card.sponsor}" if card.relation in INDEPENDENT else card.paid_label
    title = f"{label}: {card.title}" if card.paid_label else card.title
    filed = (card.category, *((card.subcategory,) if card.subcategory else ()), *card.tags)
    tags = tuple(dict.fromkeys(drop_forbidden(link.title) for link in filed))
    image = make_absolute(card.image.url, site.origin) if card.image else ""
    return Entry(
        card, identity, url, drop_forbidden(title), drop_forbidden(summary), drop_forbidden(html), *dates, image, tags
    )
