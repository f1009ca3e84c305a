"""Dates: when a story last changed, and arithmetic that never leaves the calendar."""

import datetime as dt

from sitegen.newsroom.cards import Card


def last_changed(card: Card) -> dt.datetime:
    """Return when the story last changed: when it was updated, unless that is before its date."""
    return max(card.date, card.updated or card.date)


def to_zone(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the same instant in the zone; unchanged where that would be outside the calendar (year 0 or 10000)."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def add_span(moment: dt.datetime, span: dt.timedelta) -> dt.datetime:
    """Return moment + span; the last instant of the calendar where the result would be beyond it."""
    try:
        return moment + span
    except OverflowError:
        return dt.datetime.max.replace(tzinfo=moment.tzinfo)
