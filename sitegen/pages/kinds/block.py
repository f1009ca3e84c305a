"""Blocks in files of their own. The engine plans them, as they depend on the pages that show them."""

from sitegen.newsroom.boxes.more_in_category import choose_newest
from sitegen.newsroom.site import Cards
from sitegen.pages.kinds.common import find_sitegen_owner, make_page_info
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Page


def list_newest_in_category(lookup: Lookup, page: Page) -> Cards:
    """Return the newest stories of the block's category: the block is shown beside many stories."""
    return choose_newest(lookup.site, page.subject, page.lang)


BLOCK = PageKind(
    name="block",
    templates=(),
    plan=lambda kind, lookup, templates: (),
    make_info=make_page_info,
    find_owner=find_sitegen_owner,
    values={"more_in_category": list_newest_in_category},
)
