"""The Card: what lists may show of an article, with URLs, names and pictures resolved, and its digest."""

import datetime as dt

from msgspec import Struct

from sitegen import digest


class Link(Struct, frozen=True, array_like=True):
    """Something with a name and a page of its own: a category, tag, author, series."""

    id: str
    """Id of the category, tag, author or series, or ""."""
    title: str
    """Name to show"""
    url: str = ""
    """URL, percent-encoded; "" if there is no page"""


class Picture(Struct, frozen=True, array_like=True):
    """A picture as a page may show it."""

    url: str
    """URL"""
    width: int = 0
    """Width in CSS pixels; 0 if unknown, such as for a picture on another host"""
    height: int = 0
    """Height in CSS pixels, upright; 0 if unknown"""
    alt: str = ""
    """Alternative text"""
    caption: str = ""
    """Caption, HTML"""
    credit: str = ""
    """Whose picture it is"""
    license: str = ""
    """Licence, or the URL of one"""
    focal: tuple[float, float] = (0.5, 0.5)
    """Focal point, from (0, 0) at the top left to (1, 1)"""
    decorative: bool = False
    """Does the picture say nothing? Its alternative text is then empty."""


class Card(Struct, frozen=True, array_like=True):
    """An article as lists show it."""

    path: str
    """Path of the article below content/, which identifies it"""
    url: str
    """URL of the article"""
    title: str
    """Headline"""
    date: dt.datetime
    """When it was published, in the site's time zone"""
    category: Link
    """Its category"""
    short_title: str = ""
    """Shorter headline, or ""."""
    kicker: str = ""
    """Line above the headline, or ""."""
    type: str = "report"
    """Id of its type: report, opinion..."""
    label: str = ""
    """Label of its type, shown above the headline: "Opinion"; "" for a report"""
    updated: dt.datetime | None = None
    """When it was last updated, in the site's time zone"""
    subcategory: Link | None = None
    """Its subcategory"""
    tags: tuple[Link, ...] = ()
    """Its tags"""
    authors: tuple[Link, ...] = ()
    """Its authors"""
    summary: str = ""
    """Summary, plain text"""
    teaser: str = ""
    """The summary cut after a word, with an ellipsis"""
    image: Picture | None = None
    """Lead picture"""
    sponsor: str = ""
    """Name of the sponsor of a paid article, else ""; show it wherever the card is"""
    paid_label: str = ""
    """ "Paid content", "Sponsored" for a paid article, else ""; show it wherever the card is"""
    relation: str = ""
    """Of the campaign that paid for it: advertising, underwritten, sponsored, paid-content, hosted; else ""."""
    lang: str = ""
    """BCP 47 code of its language"""
    dir: str = "ltr"
    """Direction of its language: ltr or rtl"""
    minutes: int = 1
    """Reading time in minutes"""
    breaking: str = ""
    """The label if it is breaking news at the time of the build, else ""."""
    sensitive: bool = False
    """Does it need care, such as no advertising beside it?"""
    digest: str = ""
    """Digest of all other fields"""

    def with_digest(self) -> "Card":
        """Return the card with the digest of all its other fields."""
        values = [getattr(self, name) for name in _NAMES]
        values.append(digest.of(values))
        return Card(*values)


_NAMES = tuple(name for name in Card.__struct_fields__ if name != "digest")
