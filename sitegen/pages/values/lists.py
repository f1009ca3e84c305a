"""Lists: what they are about, and the way to their other pages."""

import datetime as dt

from msgspec import Struct

from sitegen.newsroom.cards import Link


class CategoryInfo(Struct, frozen=True, array_like=True):
    """A category, on its own pages."""

    link: Link
    """Its name and page"""
    description: str = ""
    """One sentence about it"""
    colour: str = ""
    """CSS colour from site.toml, "" for none"""
    parent: Link | None = None
    """Category that it is a subcategory of"""
    children: tuple[Link, ...] = ()
    """Its subcategories"""


class TagInfo(Struct, frozen=True, array_like=True):
    """A tag or a thread, on its own pages."""

    link: Link
    """Its name and page"""
    description: str = ""
    """One sentence about it"""
    kind: str = ""
    """What it names: person, place, organisation, event, or ""."""
    same_as: tuple[str, ...] = ()
    """URLs of pages elsewhere about the same"""
    body: str = ""
    """Text of its file, HTML"""


class Period(Struct, frozen=True, array_like=True):
    """A month or a year, on its own pages and in the archive."""

    link: Link
    """Its name and page; the id is "2026-11" or "2026"."""
    start: dt.datetime
    """Its first midnight, in the site's time zone"""
    count: int = 0
    """Number of stories; 0 on the pages of the month or year itself, which would change with each story"""
    months: tuple["Period", ...] = ()
    """Months of a year, newest first"""


class Pagination(Struct, frozen=True, array_like=True):
    """The way from one page of a list to its other pages."""

    number: int
    """Number of the page, counted from the oldest; 0 is the list's first page, with the newest"""
    total: int
    """Number of numbered pages; only on the first page, as the others would all change when one is added"""
    newer: str = ""
    """URL of the page with newer stories, "" if there is none"""
    older: str = ""
    """URL of the page with older stories, "" if there is none"""
