"""What the newsroom's functions return besides cards: frozen plain data, given to templates as it is."""

import datetime as dt

from msgspec import Struct

from sitegen.newsroom.cards import Card, Link, Picture


class Placement(Struct, frozen=True, array_like=True):
    """One creative in one slot of one page."""

    slot: str
    """Id of the slot in site.toml"""
    where: str
    """Where it is: article.top, article.body, article.sidebar, front.row, category.row..."""
    label: str
    """Shown above the creative, such as "Advertisement", in the words of the campaign or the slot"""
    campaign: str = ""
    """Id of the campaign; "" for a house creative"""
    relation: str = "house"
    """Of the campaign: advertising, underwritten, sponsored, paid-content, hosted; else house"""
    sponsor: str = ""
    """Name of the sponsor; "" for a house creative"""
    text: str = ""
    """Text of the creative, plain"""
    html: str = ""
    """Sanitized HTML, shown instead of text and image"""
    image: Picture | None = None
    """Picture of the creative"""
    href: str = ""
    """Where the creative leads"""
    width: int = 0
    """Width to reserve, in CSS pixels; 0 if unknown"""
    height: int = 0
    """Height to reserve, in CSS pixels; 0 if unknown"""
    end: dt.datetime | None = None
    """When the campaign ends; the page's own script then hides the creative"""
    disclosure: str = ""
    """A sentence about who paid; "" for a house creative"""


class CorrectionNote(Struct, frozen=True, array_like=True):
    """A correction as pages show it."""

    date: dt.datetime
    """When it was made, in the site's time zone"""
    type: str
    """One of correction, clarification, update, retraction, editors-note"""
    text: str
    """Plain text"""
    priority: str
    """high: shown at the top of the article; low: at its end"""
    card: Card | None = None
    """Card of the corrected article; only in lists of corrections"""


class SeriesBox(Struct, frozen=True, array_like=True):
    """A series, on the page of one of its parts or on its own page."""

    link: Link
    """Its name and page"""
    description: str
    """One sentence about it"""
    part: int
    """Number of the article whose page it is on; 0 on the series' own page"""
    cards: tuple[Card, ...]
    """In the order of parts; empty on the series' own page, which has them as `cards`"""
    body: str = ""
    """HTML; only on the series' own page"""


class TopStories(Struct, frozen=True, array_like=True):
    """Week's Top Stories, in their order."""

    cards: tuple[Card, ...]
    """The stories, first the most important"""
    as_of: dt.datetime | None = None
    """Date of the most-read figures; None if they were not used or have no date"""


class FrontRow(Struct, frozen=True, array_like=True):
    """The row of one category on the front."""

    category: Link
    """The category"""
    cards: tuple[Card, ...]
    """Its stories"""
    colour: str = ""
    """The category's, a CSS colour as #rrggbb; "" for none"""


class Front(Struct, frozen=True, array_like=True):
    """The front; no story is on it twice."""

    lead: Card | None
    """The story at the top"""
    top: tuple[Card, ...]
    """Beside the lead"""
    rows: tuple[FrontRow, ...]
    """In the order of the categories; each has at least one card"""
