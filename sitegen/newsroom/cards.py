"""The Card: what lists may show of an article, with URLs, names and pictures resolved, and its digest."""

import datetime as dt

from msgspec import Struct

from sitegen import digest


class Link(Struct, frozen=True, array_like=True):
    """Something with a name and a page of its own: a category, tag, author, series."""

    id: str
    title: str
    url: str = ""
    """From the root of the host, percent-encoded; "" if it has no page."""


class Picture(Struct, frozen=True, array_like=True):
    """A picture as a page may show it."""

    url: str
    width: int = 0
    height: int = 0
    """CSS pixels, upright; 0 = unknown (a picture on another host)."""
    alt: str = ""
    caption: str = ""
    """HTML"""
    credit: str = ""
    license: str = ""
    focal: tuple[float, float] = (0.5, 0.5)
    decorative: bool = False


class Card(Struct, frozen=True, array_like=True):
    """What lists may show of an article: plain data, without a reference to the ArticleMeta or the Site."""

    path: str
    """The article's path below content/: its identity."""
    url: str
    title: str
    date: dt.datetime
    """When it was published, as every page says; in the site's zone, as `updated`"""
    category: Link
    short_title: str = ""
    kicker: str = ""
    type: str = "report"
    label: str = ""
    """Shown above the headline: "Opinion"; "" for a report."""
    updated: dt.datetime | None = None
    subcategory: Link | None = None
    tags: tuple[Link, ...] = ()
    authors: tuple[Link, ...] = ()
    summary: str = ""
    """Plain text"""
    teaser: str = ""
    """The summary cut at a word, with an ellipsis"""
    image: Picture | None = None
    sponsor: str = ""
    """Name of the sponsor of a paid article, else ""."""
    paid_label: str = ""
    """"Paid content", "Sponsored": shown wherever the card is."""
    relation: str = ""
    """Of the campaign that paid for it (advertising | underwritten | sponsored | paid-content | hosted), else ""."""
    lang: str = ""
    dir: str = "ltr"
    minutes: int = 1
    """Reading time"""
    breaking: str = ""
    """The label if it is breaking at `now`, else ""."""
    sensitive: bool = False
    digest: str = ""

    def with_digest(self) -> "Card":
        """Return the card with the digest of all its other fields."""
        values = [getattr(self, name) for name in _NAMES]
        values.append(digest.of(values))
        return Card(*values)


_NAMES = tuple(name for name in Card.__struct_fields__ if name != "digest")
