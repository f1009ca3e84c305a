"""The archive by year and month."""

from msgspec import Struct

from sitegen.newsroom.site import Site


class Month(Struct, frozen=True):
    id: str
    """For example 2026-11"""
    year: int
    month: int
    count: int
    """Listed stories"""


class Year(Struct, frozen=True):
    id: str
    year: int
    count: int
    months: tuple[Month, ...]
    """Those with stories, newest first"""


def list_years(site: Site) -> tuple[Year, ...]:
    """Return the years that have stories, newest first, by the site's zone."""
    months: dict[str, list[Month]] = {}
    for id, cards in site.by_month.items():
        year, _, month = id.partition("-")
        months.setdefault(year, []).append(Month(id, int(year), int(month), len(cards)))
    return tuple(Year(id, int(id), sum(m.count for m in found), tuple(found)) for id, found in months.items())
