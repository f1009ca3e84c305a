"""Which type the value of each view has. Cheap to import: workers, which decode values, need no view's function."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, get_args

from msgspec import Struct

from sitegen.newsroom.cards import Card, Link
from sitegen.newsroom.values import CorrectionNote, Front, Placement, SeriesBox, TopStories
from sitegen.pages.values import (
    Alternate,
    AuthorBox,
    BodyRef,
    CategoryInfo,
    CategoryNode,
    Feed,
    PageInfo,
    Pagination,
    Period,
    Redirect,
    ResolvedBody,
    Robots,
    SiteInfo,
    Sitemap,
    Story,
    TagInfo,
)

CARDS = tuple[Card, ...]

Subject = CategoryInfo | TagInfo | SeriesBox | AuthorBox | Period | Alternate | None
"""What a list is about"""

VALUE_TYPES: Mapping[str, Any] = {
    "page": PageInfo,
    "site": SiteInfo,
    "menus": Mapping[str, tuple[Link, ...]],
    "categories": tuple[CategoryNode, ...],
    "t": Mapping[str, str],
    "theme": Mapping[str, Any],
    "data": Mapping[str, Any],
    "breaking": CARDS,
    "latest": CARDS,
    "top_stories": TopStories,
    "article": Story | None,
    "body": BodyRef | None,
    "related": CARDS,
    "more_in_category": CARDS,
    "slots": Mapping[str, tuple[Placement, ...]],
    "cards": CARDS,
    "pagination": Pagination,
    "subject": Subject,
    "front": Front | None,
    "archive": tuple[Period, ...],
    "corrections": tuple[CorrectionNote, ...],
    "content": ResolvedBody | None,
    "feed": Feed | None,
    "sitemap": Sitemap | None,
    "redirect": Redirect | None,
    "redirects": tuple[Redirect, ...],
    "robots": Robots | None,
}
"""Of the built-in views; a view that a theme declares has cards."""


def get_value_type(view: str) -> Any:
    """Return the type of a view's value."""
    return VALUE_TYPES.get(view, CARDS)


CLASSES: Mapping[str, type[Struct]] = {
    option.__name__: option
    for kind in VALUE_TYPES.values()
    for option in (get_args(kind) if isinstance(kind, UnionType) else (kind,))
    if isinstance(option, type) and issubclass(option, Struct)
}
"""By name: the class of each value that is not a plain mapping or tuple"""
