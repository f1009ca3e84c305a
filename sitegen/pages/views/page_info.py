"""The view `page`: what the document's head and frame need, for pages of every kind."""

from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Page, PageInfo


def get_page_info(lookup: Lookup, page: Page) -> PageInfo:
    """Return what the head and the frame of the page need."""
    return lookup.kinds[page.kind].make_info(lookup, page)
