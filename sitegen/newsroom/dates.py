"""Dates: when a story came out and when it last changed, and arithmetic that never leaves the calendar."""

import datetime as dt
from typing import Any

from msgspec.structs import replace

from sitegen.newsroom.cards import Card
from sitegen.schema.dates import round_offset
from sitegen.source.article import ArticleMeta, StaticPage


def resolve_dates(article: ArticleMeta) -> ArticleMeta:
    """Return the article with the instant at which it comes out as its `date`: the later of `date` and `embargo`; and
    without an `updated` (and its note) that is not after that, as nobody saw the story before.

    Most articles need neither and are returned unchanged.
    """
    changes: dict[str, Any] = {}
    start = article.date
    if article.embargo is not None and article.embargo > start:
        start = changes["date"] = article.embargo
    if article.updated is not None and article.updated <= start:
        changes |= {"updated": None, "update_note": ""}
    return replace(article, **changes) if changes else article


def drop_future_changes(article: ArticleMeta, now: dt.datetime) -> ArticleMeta:
    """Return the article without an update and corrections that are dated after `now`: they have not happened yet."""
    changes: dict[str, Any] = {}
    if article.updated is not None and article.updated > now:
        changes |= {"updated": None, "update_note": ""}
    if any(correction.date > now for correction in article.corrections):
        changes["corrections"] = tuple(c for c in article.corrections if c.date <= now)
    return replace(article, **changes) if changes else article


def drop_future_update(page: StaticPage, now: dt.datetime) -> StaticPage:
    """Return the page without an update that is dated after `now`."""
    return replace(page, updated=None) if page.updated is not None and page.updated > now else page


def last_changed(card: Card) -> dt.datetime:
    """Return when the story last changed: when it was updated, else when it came out."""
    return card.updated or card.date


def to_zone(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the same instant in the zone, with a fixed offset in whole minutes; unchanged where that would be outside
    the calendar (year 0 or 10000).

    Python adds and compares within one zone by the wall clock, which is wrong across a change to or from summer time;
    with fixed offsets it counts real hours. An offset that had seconds is rounded as it was when the date was read, so
    that a date without a time keeps its day.
    """
    local = moment.replace(tzinfo=zone, fold=0)
    first, second = _find_offset(local), _find_offset(local.replace(fold=1))
    if first.utcoffset(None) == moment.utcoffset() and first.utcoffset(None) >= second.utcoffset(None):
        return moment.replace(tzinfo=first, fold=0)  # its clock already shows the zone's time, which is no skipped one
    try:
        return moment.astimezone(_find_offset(moment.astimezone(zone)))
    except OverflowError:
        return moment


def _find_offset(moment: dt.datetime) -> dt.timezone:
    return round_offset(moment.utcoffset() or dt.timedelta())


def add_span(moment: dt.datetime, span: dt.timedelta) -> dt.datetime:
    """Return the instant that much later; the last one of the calendar where the result would be beyond it."""
    try:
        return moment.replace(tzinfo=_find_offset(moment)) + span
    except OverflowError:
        return dt.datetime.max.replace(tzinfo=moment.tzinfo)
