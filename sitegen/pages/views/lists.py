"""Views of lists: their cards, the way to their other pages, what they are about; the front, the archive."""

from sitegen.newsroom.site import Cards
from sitegen.newsroom.values import CorrectionNote, Front
from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Page, Pagination, Period
from sitegen.pages.views.types import Subject

_ONE_PAGE = Pagination(0, 0)


def get_cards(lookup: Lookup, page: Page) -> Cards:
    """Return the stories that this page of a list shows."""
    return lookup.compute_for_kind("cards", page, ())


def get_pagination(lookup: Lookup, page: Page) -> Pagination:
    """Return the way to the other pages of the list."""
    return lookup.compute_for_kind("pagination", page, _ONE_PAGE)


def get_subject(lookup: Lookup, page: Page) -> Subject:
    """Return what the list is about."""
    return lookup.compute_for_kind("subject", page, None)


def get_front(lookup: Lookup, page: Page) -> Front | None:
    """Return the stories of the front page."""
    return lookup.compute_for_kind("front", page, None)


def get_archive(lookup: Lookup, page: Page) -> tuple[Period, ...]:
    """Return the years with their months and the numbers of stories, newest first; on a year's page only that year."""
    return lookup.compute_for_kind("archive", page, ())


def get_corrections(lookup: Lookup, page: Page) -> tuple[CorrectionNote, ...]:
    """Return all corrections with the cards of their stories, newest first."""
    return lookup.compute_for_kind("corrections", page, ())
