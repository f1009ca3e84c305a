"""What the newsroom's functions answer besides cards: plain frozen data that templates are given as it is."""

import datetime as dt

from msgspec import Struct

from sitegen.newsroom.cards import Card, Link, Picture


class Placement(Struct, frozen=True, array_like=True):
    """One creative in one slot of one page."""

    slot: str
    where: str
    label: str
    campaign: str = ""
    """Id; "" for a house creative"""
    relation: str = "house"
    sponsor: str = ""
    text: str = ""
    html: str = ""
    image: Picture | None = None
    href: str = ""
    width: int = 0
    height: int = 0
    """The box to reserve"""
    end: dt.datetime | None = None
    """When the page's own script hides it"""
    disclosure: str = ""


class CorrectionNote(Struct, frozen=True, array_like=True):
    """A correction as shown; `card` only in lists of corrections."""

    date: dt.datetime
    type: str
    text: str
    priority: str
    card: Card | None = None


class SeriesBox(Struct, frozen=True, array_like=True):
    link: Link
    description: str
    part: int
    """Of the article on whose page it stands; 0 on the series' own"""
    cards: tuple[Card, ...]
    """In the order of parts; empty on the series' own page, which has them as `cards`"""
    body: str = ""
    """HTML; only on the series' own page"""


class TopStories(Struct, frozen=True, array_like=True):
    cards: tuple[Card, ...]
    as_of: dt.datetime | None = None
    """Of the figures; None where the choice rests on prominence and recency"""


class FrontRow(Struct, frozen=True, array_like=True):
    category: Link
    cards: tuple[Card, ...]
    colour: str = ""


class Front(Struct, frozen=True, array_like=True):
    lead: Card | None
    top: tuple[Card, ...]
    rows: tuple[FrontRow, ...]
